"""The practice portfolio: made-up people, real districts, and sums worked out by an arithmetic of its own.

Nothing here knows `fieldapp.domain`: what it states in its files is a second opinion that the import checks ours
against, to the cent.
"""

from __future__ import annotations

from fieldapp.sample.model import SamplePortfolio
from fieldapp.sample.payment_file import SampleMovement, payment, reversal, write_payments
from fieldapp.sample.portfolio import make_portfolio
from fieldapp.sample.workbook import write_workbook

__all__ = [
    "SampleMovement",
    "SamplePortfolio",
    "make_portfolio",
    "payment",
    "reversal",
    "write_payments",
    "write_workbook",
]
