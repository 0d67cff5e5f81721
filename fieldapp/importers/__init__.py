"""Portfolio and payment files from the core banking system, with rejects row by row.

`read_portfolio` and `read_payments` turn a file into domain values and a list of what could not be taken and why;
storing them is a service's work. The layouts are written down in `layouts`, the words cells may hold in `words`.
"""

from __future__ import annotations

from fieldapp.importers.known_ids import IdBook, IdKind, KnownIds
from fieldapp.importers.payments import PaymentsReading, Received, TakenBack, read_payments
from fieldapp.importers.place_cells import Datums
from fieldapp.importers.portfolio import PortfolioReading, read_portfolio
from fieldapp.importers.rejects import Reject, write_report

__all__ = [
    "Datums",
    "IdBook",
    "IdKind",
    "KnownIds",
    "PaymentsReading",
    "PortfolioReading",
    "Received",
    "Reject",
    "TakenBack",
    "read_payments",
    "read_portfolio",
    "write_report",
]
