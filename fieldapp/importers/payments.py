"""A later payments file: what came in, and what the bank took back, each by the number of its contract.

Whether a contract is known, and which stored payment a reversal means, is for the service that stores them to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fieldapp.domain.lending.loan import Payment
from fieldapp.errors import KnownError
from fieldapp.importers import layouts, tabular, words
from fieldapp.importers.layouts import CONTRACT_NO
from fieldapp.importers.reader import NAME_LIMIT, RowReader
from fieldapp.importers.rejects import Reject
from fieldapp.importers.words import Movement


@dataclass(frozen=True, slots=True)
class Received:
    """Money received on a contract; `sheet` and `row` say where it stands in the file."""

    contract_no: str
    payment: Payment
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A payment (by its number `original`) that the bank took back; `amount` in minor units, to be compared."""

    contract_no: str
    original: str
    amount: int
    reversed_on: date
    reference: str
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class PaymentsReading:
    """What a payments file came to: its sound lines in the order of the file, and the others."""

    lines: tuple[Received | TakenBack, ...]
    rejects: tuple[Reject, ...]
    rows: int


def read_payments(path: Path, until: date | None = None) -> PaymentsReading:
    """Read the payments file at `path`; lines dated after `until` are rejected.

    Raises:
        KnownError: the file as a whole cannot be read (`import.…`); nothing of it was taken then.
    """
    grids = [grid for grid in tabular.read_grids(path) if grid.lines]
    if not grids:
        raise KnownError("import.empty_file", {"file": path.name})
    named = [grid for grid in grids if grid.sheet == layouts.MOVEMENTS.sheet]
    table = tabular.table((named or grids)[0], layouts.MOVEMENTS, path.name)
    muted = {(reject.sheet, reject.row) for reject in table.rejects}
    book = _Journal(until)
    rejects = list(table.rejects)
    for row in table.rows:
        reader = RowReader(row, muted=row.place in muted)
        book.enter(reader)
        rejects += reader.rejects
    rejects.sort(key=lambda reject: reject.row)
    return PaymentsReading(tuple(book.lines), tuple(rejects), len(table.rows))


class _Journal:
    """The lines of one file, each number once, and reversals that fit what they take back."""

    def __init__(self, until: date | None) -> None:
        self.lines: list[Received | TakenBack] = []
        self._until = until
        self._numbers: dict[tuple[str, str], int] = {}
        self._received: dict[tuple[str, str], Payment] = {}
        self._taken_back: dict[tuple[str, str], int] = {}

    def enter(self, reader: RowReader) -> None:
        """Take a row, unless something is wrong with it."""
        contract_no = reader.key(CONTRACT_NO)
        reference = reader.text("流水号", required=True, limit=NAME_LIMIT)
        kind = reader.word("交易类型", words.MOVEMENTS)
        on = reader.day("交易日期")
        amount = reader.amount("金额", positive=True)
        channel = reader.text("渠道", limit=NAME_LIMIT)
        original = reader.text("原流水号", required=kind is Movement.TAKEN_BACK, limit=NAME_LIMIT)
        if self._until is not None and on > self._until:
            reader.refuse("交易日期", "import.after_day", date=self._until.isoformat())
        self._unique(reader, (contract_no, reference))
        if kind is Movement.TAKEN_BACK:
            line = TakenBack(contract_no, original, amount, on, reference, reader.row.sheet, reader.row.number)
            self._check_reversal(reader, line)
            if reader.ok:
                self.lines.append(line)
        else:
            if original:
                reader.refuse("原流水号", "import.original_without_reversal")
            payment = Payment(reference, on, amount, channel)
            if reader.ok:
                self._received[contract_no, reference] = payment
                self.lines.append(Received(contract_no, payment, reader.row.sheet, reader.row.number))

    def _unique(self, reader: RowReader, key: tuple[str, str]) -> None:
        if key in self._numbers and all(key):
            reader.refuse("流水号", "import.duplicate", other_row=self._numbers[key])
        self._numbers.setdefault(key, reader.row.number)

    def _check_reversal(self, reader: RowReader, line: TakenBack) -> None:
        key = (line.contract_no, line.original)
        first = self._taken_back.setdefault(key, reader.row.number)
        if first != reader.row.number and reader.ok:
            reader.refuse("原流水号", "import.taken_back_twice", other_row=first)
        taken = self._received.get(key)
        if taken is None or not reader.ok:
            return
        if taken.amount != line.amount:
            reader.refuse("金额", "import.reversal_amount")
        if line.reversed_on < taken.received_on:
            reader.refuse("交易日期", "import.before", other="还款", date=taken.received_on.isoformat())
