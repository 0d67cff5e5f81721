"""A portfolio file as cases of the domain, and everything in it that could not be taken.

A case comes whole or not at all: if one of its rows cannot be taken, a payment of its loans included, none of them
is, and the others are named as dependent on the first. A case with half its debts, without its guarantor or with a
wrong balance would be worse in the field than the one that is there already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from fieldapp.domain.case import Case
from fieldapp.domain.lending.loan import Charge, Loan, Payment
from fieldapp.domain.party import Party, PartyRole, Premises
from fieldapp.domain.survey import Survey
from fieldapp.importers import drafts
from fieldapp.importers.balances import differences
from fieldapp.importers.drafts import CaseDraft, LoanDraft, civil_date
from fieldapp.importers.known_ids import IdKind, KnownIds
from fieldapp.importers.layouts import CASE_NO, CONTRACT_NO
from fieldapp.importers.place_cells import ONLY_WGS84, Datums
from fieldapp.importers.reader import RowReader
from fieldapp.importers.rejects import Reject
from fieldapp.importers.sheets import PortfolioRows, portfolio_rows
from fieldapp.importers.surveys import SURVEYED_ON, read_survey
from fieldapp.importers.tabular import Row, read_grids


@dataclass(frozen=True, slots=True)
class PortfolioReading:
    """What a portfolio file came to. `statement_at` is aware UTC: payments up to then are in its sums."""

    cases: tuple[Case, ...]
    rejects: tuple[Reject, ...]
    rows: int
    statement_at: datetime

    @property
    def statement_date(self) -> date:
        """The civil date of the statement."""
        return civil_date(self.statement_at)


def read_portfolio(
    path: Path, known: KnownIds, staff: Mapping[str, str], datums: Datums = ONLY_WGS84
) -> PortfolioReading:
    """Read the portfolio at `path`.

    Args:
        path: XLSX, CSV or JSON in one of the layouts of `layouts`.
        known: tells the id of what is stored already.
        staff: ids of collectors by login.
        datums: how coordinates become WGS-84.

    Raises:
        KnownError: the file as a whole cannot be read (`import.…`); nothing of it was taken then.
    """
    rows = portfolio_rows(read_grids(path), path.name)
    return _Assembly(rows, known, staff, datums).reading()


@dataclass(slots=True)
class _CaseParts:
    """What was read of one case so far, and all rows that belong to it."""

    rows: list[Row] = field(default_factory=list)
    head: CaseDraft | None = None
    parties: list[Party] = field(default_factory=list)
    premises: list[Premises] = field(default_factory=list)
    contracts: list[str] = field(default_factory=list)
    survey: tuple[Row, Survey] | None = None


@dataclass(slots=True)
class _LoanParts:
    """What was read of one loan so far."""

    row: Row
    draft: LoanDraft
    payments: list[Payment] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)


class _Assembly:
    """Puts the rows of a file together, case by case."""

    def __init__(self, rows: PortfolioRows, known: KnownIds, staff: Mapping[str, str], datums: Datums) -> None:
        self._rows, self._known, self._staff, self._datums = rows, known, staff, datums
        self._on = civil_date(rows.statement_at)
        self._rejects = list(rows.rejects)
        self._muted = {(reject.sheet, reject.row) for reject in rows.rejects}
        self._cases: dict[str, _CaseParts] = {}
        self._loans: dict[str, _LoanParts] = {}
        self._keys: dict[tuple[str, ...], int] = {}

    def reading(self) -> PortfolioReading:
        """Everything, in the order of the file."""
        self._each(self._rows.cases, self._case)
        self._each(self._rows.loans, self._loan)
        self._each(self._rows.parties, self._party)
        self._each(self._rows.premises, self._one_premises)
        self._each(self._rows.payments, self._payment)
        self._each(self._rows.charges, self._charge)
        self._each(self._rows.surveys, self._survey)
        self._check_cases()
        bad = self._fallen()
        cases = tuple(self._whole(parts) for case_no, parts in self._cases.items() if case_no not in bad)
        order = {row.sheet: n for n, row in enumerate(self._one_of_each_sheet())}
        # a line of a flat table is read as several rows, each of which may stumble over the same cell
        once = {(r.sheet, r.row, r.column, r.code, r.value): r for r in self._rejects}.values()
        rejects = sorted(once, key=lambda r: (order.get(r.sheet, 0), r.row))
        return PortfolioReading(cases, tuple(rejects), self._rows.count, self._rows.statement_at)

    def _each(self, rows: tuple[Row, ...], take: Callable[[RowReader], None]) -> None:
        for row in rows:
            reader = RowReader(row, muted=row.place in self._muted)
            take(reader)
            self._rejects += reader.rejects

    def _case(self, reader: RowReader) -> None:
        draft = drafts.read_case(reader)
        if reader.ok and draft.collector not in self._staff:
            reader.refuse("催收员账号", "import.unknown_collector")
        if draft.opened_on > self._on:
            reader.refuse("立案日期", "import.after_statement", date=self._on.isoformat())
        self._unique(reader, CASE_NO, ("case", draft.case_no))
        if draft.case_no:
            parts = self._cases.setdefault(draft.case_no, _CaseParts())
            parts.rows.append(reader.row)
            parts.head = draft

    def _loan(self, reader: RowReader) -> None:
        draft = drafts.read_loan(reader)
        contract_no = draft.loan.contract_no
        if draft.loan.terms.disbursed_on > self._on:
            reader.refuse("放款日期", "import.after_statement", date=self._on.isoformat())
        self._unique(reader, CONTRACT_NO, ("loan", contract_no))
        parts = self._owner(reader, draft.case_no)
        if contract_no and contract_no not in self._loans:
            self._loans[contract_no] = _LoanParts(reader.row, draft)
            if parts is not None:
                parts.contracts.append(contract_no)

    def _party(self, reader: RowReader) -> None:
        case_no, party = drafts.read_party(reader)
        self._unique(reader, "姓名", ("party", case_no, party.role.value, party.name))
        parts = self._owner(reader, case_no)
        if parts is not None:
            parts.parties.append(party)

    def _one_premises(self, reader: RowReader) -> None:
        case_no, premises = drafts.read_premises(reader, self._datums)
        self._unique(reader, "地址", ("premises", case_no, premises.address))
        parts = self._owner(reader, case_no)
        if parts is not None:
            parts.premises.append(premises)

    def _payment(self, reader: RowReader) -> None:
        contract_no, payment = drafts.read_payment(reader)
        self._not_after(reader, "还款日期", payment.received_on)
        self._not_after(reader, "冲正日期", payment.reversed_on)
        self._unique(reader, "流水号", ("payment", contract_no, payment.reference))
        loan = self._loan_of(reader, contract_no)
        if loan is not None:
            disbursed = loan.draft.loan.terms.disbursed_on
            if reader.ok and payment.received_on < disbursed:
                reader.refuse("还款日期", "import.before", other="放款日期", date=disbursed.isoformat())
            loan.payments.append(payment)

    def _charge(self, reader: RowReader) -> None:
        contract_no, charge = drafts.read_charge(reader)
        self._not_after(reader, "发生日期", charge.charged_on)
        self._unique(reader, "费用编号", ("charge", contract_no, charge.reference))
        loan = self._loan_of(reader, contract_no)
        if loan is not None:
            loan.charges.append(charge)

    def _survey(self, reader: RowReader) -> None:
        case_no, survey = read_survey(reader)
        self._not_after(reader, SURVEYED_ON, survey.on if survey is not None else None)
        self._unique(reader, CASE_NO, ("survey", case_no))
        parts = self._owner(reader, case_no)
        if parts is not None and survey is not None:
            parts.survey = (reader.row, survey)

    def _unique(self, reader: RowReader, column: str, key: tuple[str, ...]) -> None:
        """Each natural key once; of two that are the same nobody knows which is right."""
        if key in self._keys and key[-1]:
            reader.refuse(column, "import.duplicate", other_row=self._keys[key])
        self._keys.setdefault(key, reader.row.number)

    def _not_after(self, reader: RowReader, column: str, on: date | None) -> None:
        if on is not None and on > self._on:
            reader.refuse(column, "import.after_statement", date=self._on.isoformat())

    def _owner(self, reader: RowReader, case_no: str) -> _CaseParts | None:
        parts = self._cases.get(case_no)
        if parts is not None:
            parts.rows.append(reader.row)
        elif case_no:
            reader.refuse(CASE_NO, "import.unknown_case")
        return parts

    def _loan_of(self, reader: RowReader, contract_no: str) -> _LoanParts | None:
        loan = self._loans.get(contract_no)
        if loan is None and contract_no:
            reader.refuse(CONTRACT_NO, "import.unknown_contract")
        if loan is not None:
            parts = self._cases.get(loan.draft.case_no)
            if parts is not None:
                parts.rows.append(reader.row)
            else:
                reader.refuse("", "import.dependent", **_cause(loan.draft.case_no, loan.row))
        return loan

    def _check_cases(self) -> None:
        """What must be true of a case as a whole; asked only where each of its rows is sound."""
        rejected = {(reject.sheet, reject.row) for reject in self._rejects}
        for parts in self._cases.values():
            if any(row.place in rejected for row in parts.rows):
                continue
            if not parts.contracts:
                self._rejects.append(parts.rows[0].reject("", "", "import.case_without_loans"))
            if not parts.premises:
                self._rejects.append(parts.rows[0].reject("", "", "import.case_without_premises"))
            for contract_no in parts.contracts:
                self._check_balance(self._loans[contract_no])
            self._check_survey(parts)

    def _check_survey(self, parts: _CaseParts) -> None:
        """What was seen after the money had been paid out is no survey before the loan."""
        if parts.survey is None or not parts.contracts:
            return
        row, survey = parts.survey
        lent = max(self._loans[contract_no].draft.loan.terms.disbursed_on for contract_no in parts.contracts)
        if survey.on > lent:
            told = {"other": "放款日期", "date": lent.isoformat()}
            self._rejects.append(row.reject(SURVEYED_ON, survey.on.isoformat(), "import.after", **told))

    def _check_balance(self, parts: _LoanParts) -> None:
        for found in differences(_loan(parts, ""), parts.draft.stated, self._on):
            told = {"stated": found.stated, "computed": found.computed, "difference": found.difference}
            self._rejects.append(parts.row.reject(found.column, found.stated, "import.balance_differs", **told))

    def _fallen(self) -> set[str]:
        """Cases that cannot be taken; their sound rows are rejected as dependent."""
        own = {(reject.sheet, reject.row) for reject in self._rejects}
        fallen = set()
        for case_no, parts in self._cases.items():
            cause = next((row for row in parts.rows if row.place in own), None)
            if cause is None:
                continue
            fallen.add(case_no)
            sound = {row.place: row for row in parts.rows if row.place not in own}
            self._rejects += [
                row.reject("", "", "import.dependent", **_cause(case_no, cause)) for row in sound.values()
            ]
        return fallen

    def _whole(self, parts: _CaseParts) -> Case:
        head = parts.head
        assert head is not None
        name = head.case_no
        return Case(
            id=self._known(IdKind.CASE, (name,)),
            case_no=name,
            assigned_to=self._staff[head.collector],
            assigned_at=head.assigned_at,
            borrower=self._with_id(name, head.borrower),
            parties=tuple(self._with_id(name, party) for party in parts.parties),
            premises=tuple(
                replace(found, id=self._known(IdKind.PREMISES, (name, found.address))) for found in parts.premises
            ),
            loans=tuple(
                _loan(self._loans[contract_no], self._known(IdKind.LOAN, (contract_no,)))
                for contract_no in parts.contracts
            ),
            balance_at=self._rows.statement_at,
            opened_on=head.opened_on,
            survey=parts.survey[1] if parts.survey is not None else None,
        )

    def _with_id(self, case_no: str, party: Party) -> Party:
        role: PartyRole = party.role
        return replace(party, id=self._known(IdKind.PARTY, (case_no, role.value, party.name)))

    def _one_of_each_sheet(self) -> list[Row]:
        kinds = (self._rows.cases, self._rows.loans, self._rows.parties, self._rows.premises)
        return [rows[0] for rows in (*kinds, self._rows.payments, self._rows.charges, self._rows.surveys) if rows]


def _cause(case_no: str, row: Row) -> dict[str, str | int]:
    return {"case_no": case_no, "cause_sheet": row.sheet or row.file, "cause_row": row.number}


def _loan(parts: _LoanParts, loan_id: str) -> Loan:
    """The loan with its history."""
    return replace(parts.draft.loan, id=loan_id, payments=tuple(parts.payments), charges=tuple(parts.charges))
