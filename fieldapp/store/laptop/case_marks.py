"""What tells a case of yesterday from the same case of today without opening it, and what was paid on it so far.

Ten thousand cases are compared at once; a payment is seen in the case's record, of which only the payments are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import sqlalchemy as sa

from db.client_schema import case_row, record
from fieldapp.domain.case import Entity
from fieldapp.protocol.codec import decompress

CHUNK = 400
SHORT = 6
"""Bytes of a mark that are kept: two records of one case are told apart by far fewer."""


class _Payment(msgspec.Struct, frozen=True):
    amount: int
    reversed_on: str | None = None


class _Loan(msgspec.Struct, frozen=True):
    payments: tuple[_Payment, ...] = ()


class _Paid(msgspec.Struct, frozen=True):
    loans: tuple[_Loan, ...] = ()


_decoder = msgspec.json.Decoder(_Paid)


class CaseMarks:
    """The marks within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def all(self) -> dict[str, tuple[str, str]]:
        """Case number and mark of every case of the list."""
        query = sa.select(case_row.c.case_id, case_row.c.case_no, case_row.c.drawn_from)
        rows = self._connection.execute(query)
        return {case_id: (case_no, (mark or b"")[:SHORT].hex()) for case_id, case_no, mark in rows}

    def paid(self, case_ids: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """How many payments each of these cases has that stand, and their sum in minor units."""
        for at in range(0, len(case_ids), CHUNK):
            mine = (record.c.entity == Entity.CASE.value) & record.c.id.in_(case_ids[at : at + CHUNK])
            for case_id, blob in self._connection.execute(sa.select(record.c.id, record.c.blob).where(mine)):
                loans = _decoder.decode(decompress(blob)).loans
                sums = [one.amount for loan in loans for one in loan.payments if one.reversed_on is None]
                yield case_id, len(sums), sum(sums)
