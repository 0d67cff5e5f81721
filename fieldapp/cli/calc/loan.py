"""`calc loan`: a contract and what happened on it; the answer is its schedule, every allocation, and what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from fieldapp.cli.calc.loan_events import Event, field_name, loan_events
from fieldapp.cli.calc.loan_terms import Terms, loan_terms
from fieldapp.cli.calc.question import Question, Shown, Strict, major, wrong
from fieldapp.domain.lending.ageing import card_class_of, report_bucket_of
from fieldapp.domain.lending.allocation import AllocationLine
from fieldapp.domain.lending.events import EventKind, LoanEvent
from fieldapp.domain.lending.ledger import AppliedEvent, Ledger, RowPosition, foreseen_rows, replay
from fieldapp.domain.lending.loan import Loan, LoanTerms
from fieldapp.domain.lending.quote import Quote, quote_at
from fieldapp.errors import KnownError
from fieldapp.rule_packs import workdays


class LoanQuestion(Strict, frozen=True):
    """Terms, what happened, and the day asked for (none: the day of the last event)."""

    terms: Terms
    events: tuple[Event, ...] = ()
    as_of: date | None = None


class RowShown(Shown, frozen=True):
    """One row as it stands on the day asked for; coming ones with the tranches and rates that the terms foresee."""

    number: int
    due_on: date
    deadline_on: date
    principal: str
    interest: str
    fees: str
    penalty: str
    compound: str
    due: str
    paid: str
    waived: str
    written_off: str
    outstanding: str
    balance: str


class LineShown(Shown, frozen=True):
    """So much went to this component of this row (0: a cost of the whole loan)."""

    number: int
    component: str
    amount: str


class EventShown(Shown, frozen=True):
    """An event and what it moved; `applied` is false where it lies after the day or was reversed."""

    on: date
    kind: str
    id: str
    amount: str | None
    applied: bool
    allocation: list[LineShown]
    excess: str
    recovered: str


class TotalsShown(Shown, frozen=True):
    """Sums over all rows, costs included; `lent` and `capitalised` only what was by the day."""

    principal: str
    interest: str
    fees: str
    penalty: str
    compound: str
    costs: str
    due: str
    paid: str
    waived: str
    written_off: str
    recovered: str
    outstanding: str
    credit: str
    lent: str
    capitalised: str


class HeldShown(Shown, frozen=True):
    """What was applied, on a day, of money held for the borrower."""

    on: date
    allocation: list[LineShown]


class AtShown(Shown, frozen=True):
    """What is owed on the day, and how late it is."""

    as_of: date
    days_past_due: int
    days_past_due_raw: int
    paused_days: int
    in_grace: bool
    held_after_re_age: bool
    oldest_unpaid_deadline: date | None
    bucket: str
    report_bucket: str
    card_class: str
    arrears: str
    overdue_principal: str
    overdue_interest: str
    penalty: str
    compound: str
    costs: str
    cure: str
    undue_principal: str
    current_interest: str
    payoff: str
    per_diem: str
    valid_until: date
    principal_outstanding: str
    credit: str


class LoanAnswer(Shown, frozen=True):
    """The whole account."""

    schedule: list[RowShown]
    events: list[EventShown]
    held_applied: list[HeldShown]
    totals: TotalsShown
    at: AtShown


def answer(asked: LoanQuestion) -> LoanAnswer:
    """Replay the loan."""
    terms = loan_terms(asked.terms)
    events = loan_events(asked.events, terms)
    as_of = asked.as_of or max((event.on for event in events), default=terms.disbursed_on)
    if as_of < terms.disbursed_on:
        wrong("as_of", "lies before the disbursement")
    loan = Loan("loan", "", "", terms.disbursed_on, terms, events=events)
    try:
        ledger = replay(loan, as_of, workdays.work_calendar())
        rows = foreseen_rows(loan, as_of, workdays.work_calendar())
    except KnownError as error:
        wrong(_place(events, error), str(error.params["detail"]))
    return shown(ledger, rows, terms, events)


def shown(ledger: Ledger, rows: Sequence[RowPosition], terms: LoanTerms, events: Sequence[LoanEvent]) -> LoanAnswer:
    """A ledger as it is printed, `rows` with what the contract foresees."""
    digits = terms.currency_digits
    quote = quote_at(ledger.snapshot, ledger.as_of)
    told = list(ledger.events)
    return LoanAnswer(
        schedule=_rows(rows, _paid_out(ledger.events, terms, ledger.as_of), ledger.made_principal, digits),
        events=[_event(event, told, digits) for event in events],
        held_applied=[
            HeldShown(on=on, allocation=[_line(line, digits) for line in lines]) for on, lines in ledger.held
        ],
        totals=_totals(ledger, rows, digits),
        at=_at(quote, digits),
    )


Dated = tuple[date, int]


def _place(events: Sequence[LoanEvent], error: KnownError) -> str:
    """Where the event that could not happen was told; a tranche that the terms foresee stands among those."""
    for number, event in enumerate(events):
        if (event.kind.value, event.on.isoformat()) == (error.params["kind"], error.params["date"]):
            return f"events[{number}].{field_name(str(error.params['field']))}"
    return "terms.disbursements"


def _rows(
    rows: Sequence[RowPosition], paid_out: Sequence[Dated], made_principal: Sequence[Dated], digits: int
) -> list[RowShown]:
    shown_rows = []
    balance = sum(row.instalment.principal for row in rows)
    for row in rows:
        balance -= row.instalment.principal
        later = sum(amount for on, amount in paid_out if on > row.instalment.due)
        later += sum(amount for on, amount in made_principal if on >= row.instalment.due)
        shown_rows.append(_row(row, balance - later, digits))
    return shown_rows


def _paid_out(applied: Sequence[AppliedEvent], terms: LoanTerms, as_of: date) -> list[tuple[date, int]]:
    """Principal paid out after the first disbursement, as it happened and as the contract foresees it."""
    happened = [(each.event.on, each.event.amount or 0) for each in applied if each.event.kind is EventKind.DISBURSE]
    return happened + [(tranche.on, tranche.amount) for tranche in terms.tranches if tranche.on > as_of]


def _row(row: RowPosition, balance: int, digits: int) -> RowShown:
    own = row.instalment
    due = own.principal + own.interest + row.asked_fees + row.asked_penalty + row.asked_compound
    return RowShown(
        number=own.number,
        due_on=own.due,
        deadline_on=row.deadline or own.due,
        principal=major(own.principal, digits),
        interest=major(own.interest, digits),
        fees=major(row.asked_fees, digits),
        penalty=major(row.asked_penalty, digits),
        compound=major(row.asked_compound, digits),
        due=major(due, digits),
        paid=major(row.paid, digits),
        waived=major(row.waived, digits),
        written_off=major(row.written_off, digits),
        outstanding=major(row.unpaid, digits),
        balance=major(balance, digits),
    )


def _event(event: LoanEvent, applied: list[AppliedEvent], digits: int) -> EventShown:
    """An event as it was told; of equal ones without an id each takes its own place in the replay."""
    found = next((each for each in applied if each.event == event), None)
    if found:
        applied.remove(found)
    lines = found.lines if found else ()
    return EventShown(
        on=event.on,
        kind=event.kind.value,
        id=event.id,
        amount=None if event.amount is None else major(event.amount, digits),
        applied=found is not None,
        allocation=[_line(line, digits) for line in lines],
        excess=major(found.excess if found else 0, digits),
        recovered=major(found.recovered if found else 0, digits),
    )


def _line(line: AllocationLine, digits: int) -> LineShown:
    return LineShown(number=line.instalment, component=line.component.value, amount=major(line.amount, digits))


def _totals(ledger: Ledger, rows: Sequence[RowPosition], digits: int) -> TotalsShown:
    costs = ledger.costs + ledger.costs_paid + ledger.costs_waived + ledger.costs_written_off
    sums = {
        "principal": sum(row.instalment.principal for row in rows),
        "interest": sum(row.instalment.interest for row in rows),
        "fees": sum(row.asked_fees for row in rows),
        "penalty": sum(row.asked_penalty for row in rows),
        "compound": sum(row.asked_compound for row in rows),
        "costs": costs,
    }
    figures = sums | {
        "due": sum(sums.values()),
        "paid": sum(row.paid for row in rows) + ledger.costs_paid,
        "waived": sum(row.waived for row in rows) + ledger.costs_waived,
        "written_off": ledger.written_off,
        "recovered": ledger.recovered,
        "outstanding": sum(row.unpaid for row in rows) + ledger.costs,
        "credit": ledger.credit,
        "lent": ledger.lent,
        "capitalised": ledger.capitalised,
    }
    return TotalsShown(**{name: major(amount, digits) for name, amount in figures.items()})


def _at(quote: Quote, digits: int) -> AtShown:
    late = quote.lateness
    return AtShown(
        as_of=quote.as_of,
        days_past_due=late.days,
        days_past_due_raw=late.raw_days,
        paused_days=late.paused_days,
        in_grace=late.in_grace,
        held_after_re_age=late.held,
        oldest_unpaid_deadline=late.since,
        bucket=quote.bucket.value,
        report_bucket=report_bucket_of(0 if late.in_grace else late.raw_days),
        card_class=card_class_of(0 if late.in_grace else late.raw_days).value,
        arrears=major(quote.overdue_principal + quote.overdue_interest, digits),
        overdue_principal=major(quote.overdue_principal, digits),
        overdue_interest=major(quote.overdue_interest, digits),
        penalty=major(quote.penalty, digits),
        compound=major(quote.compound, digits),
        costs=major(quote.costs, digits),
        cure=major(quote.cure, digits),
        undue_principal=major(quote.undue_principal, digits),
        current_interest=major(quote.current_interest, digits),
        payoff=major(quote.payoff, digits),
        per_diem=_exact(quote.per_diem.scaleb(-digits)),
        valid_until=quote.valid_until,
        principal_outstanding=major(quote.principal, digits),
        credit=major(quote.credit, digits),
    )


def _exact(number: Decimal) -> str:
    """Not rounded to the cent, for it is a rate and no sum; eight digits are enough to print."""
    return f"{number:.8f}".rstrip("0").rstrip(".")


QUESTION = Question("loan", "a contract and what happened on it", LoanQuestion, LoanAnswer, answer)
