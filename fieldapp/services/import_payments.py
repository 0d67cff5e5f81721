"""Taking a payments file into the server: what came in and what was taken back, each exactly once.

Without it no promise and no plan could ever be kept. The bank's number of a payment is what makes it the same one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from fieldapp import clock
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.lending.loan import Loan, Payment
from fieldapp.domain.money import major
from fieldapp.importers import Received, Reject, TakenBack, read_payments
from fieldapp.protocol.canonical import sha256
from fieldapp.services.import_portfolio import ImportOutcome
from fieldapp.store.office.unit import OfficeStore, OfficeUnit


def import_payments(store: OfficeStore, path: Path, *, only_good: bool = False) -> ImportOutcome:
    """Take the payments file at `path`.

    Raises:
        KnownError: `import.…` when the file as a whole cannot be read.
    """
    started = clock.now()
    reading = read_payments(path, until=clock.today())
    with store.reading() as unit:
        posting = _post(unit, reading.lines, path.name, started)
    rejects = tuple(sorted((*reading.rejects, *posting.rejects), key=lambda reject: reject.row))
    accepted = len(reading.lines) - len(posting.rejects)
    if rejects and not only_good:
        return ImportOutcome(reading.rows, accepted, 0, rejects, taken=False)
    with store.writing() as unit:
        unit.records.lock_cases(posting.before)  # else a case that moves just now would be written as it was before
        posting = _post(unit, reading.lines, path.name, started)
        changed = sum(unit.records.save_case(case) for case in posting.changed())
        unit.imports.log(
            "payments",
            path.name,
            sha256(path.read_bytes()),
            started,
            rows=reading.rows,
            changed=changed,
            rejected=len(rejects),
        )
    return ImportOutcome(reading.rows, accepted, changed, rejects, taken=True)


@dataclass(slots=True)
class _Posting:
    """The cases a file touches, as they will be; nothing is written while it is worked out."""

    file: str
    now: datetime
    before: dict[str, Case] = field(default_factory=dict)
    after: dict[str, Case] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)

    def changed(self) -> list[Case]:
        """Cases in which something is different now; their account is as fresh as this file."""
        return [
            replace(case, balance_at=max(case.balance_at, self.now))
            for case_id, case in self.after.items()
            if case != self.before[case_id]
        ]


def _post(unit: OfficeUnit, lines: Iterable[Received | TakenBack], file: str, now: datetime) -> _Posting:
    posting = _Posting(file, now)
    # a bank lists by time of booking, not by what follows from what: what came in first, then what was taken back
    for line in sorted(lines, key=lambda line: isinstance(line, TakenBack)):
        case_id = unit.imports.case_of_contract(line.contract_no)
        if case_id is None:
            _reject(posting, line, "合同编号", line.contract_no, "import.contract_not_here")
            continue
        if case_id not in posting.after:
            case: Case | None = unit.records.get(Entity.CASE, case_id)
            assert case is not None
            posting.before[case_id] = posting.after[case_id] = case
        _post_line(posting, case_id, line)
    return posting


def _post_line(posting: _Posting, case_id: str, line: Received | TakenBack) -> None:
    case = posting.after[case_id]
    loan = next(loan for loan in case.loans if loan.contract_no == line.contract_no)
    changed = _received(posting, loan, line) if isinstance(line, Received) else _taken_back(posting, loan, line)
    if changed is not None:
        loans = tuple(changed if each.id == loan.id else each for each in case.loans)
        posting.after[case_id] = replace(case, loans=loans)


def _received(posting: _Posting, loan: Loan, line: Received) -> Loan | None:
    known = _payment(loan, line.payment.reference)
    disbursed = loan.terms.disbursed_on
    if line.payment.received_on < disbursed:
        _reject_date(posting, line, line.payment.received_on, "放款日期", disbursed)
        return None
    if known is None:
        return replace(loan, payments=(*loan.payments, line.payment))
    if replace(known, reversed_on=None) != line.payment:
        _reject(posting, line, "流水号", line.payment.reference, "import.payment_differs")
    return None


def _taken_back(posting: _Posting, loan: Loan, line: TakenBack) -> Loan | None:
    known = _payment(loan, line.original)
    if known is None:
        _reject(posting, line, "原流水号", line.original, "import.unknown_payment")
        return None
    if known.amount != line.amount:
        _reject(posting, line, "金额", f"{major(line.amount):,.2f}", "import.reversal_amount")
        return None
    if line.reversed_on < known.received_on:
        _reject_date(posting, line, line.reversed_on, "还款", known.received_on)
        return None
    if known.reversed_on is not None:
        if known.reversed_on != line.reversed_on:
            _reject(posting, line, "原流水号", line.original, "import.already_taken_back")
        return None
    reversed_ = replace(known, reversed_on=line.reversed_on)
    return replace(loan, payments=tuple(reversed_ if p is known else p for p in loan.payments))


def _payment(loan: Loan, reference: str) -> Payment | None:
    return next((payment for payment in loan.payments if payment.reference == reference), None)


def _reject(posting: _Posting, line: Received | TakenBack, column: str, value: str, code: str) -> None:
    posting.rejects.append(Reject(posting.file, line.sheet, line.row, column, value, code))


def _reject_date(posting: _Posting, line: Received | TakenBack, on: date, other: str, earliest: date) -> None:
    told = {"other": other, "date": earliest.isoformat()}
    posting.rejects.append(
        Reject(posting.file, line.sheet, line.row, "交易日期", on.isoformat(), "import.before", told)
    )
