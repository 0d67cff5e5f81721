"""The ledger of a loan, rebuilt by replaying what happened on it, in value-date order.

Nothing is patched: a payment that arrives late takes its place in the past, and a reversed one leaves no trace. The
same replay gives the rows for a screen (`replay`) and the snapshot that later dates are aged from (`settle`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from fieldapp.domain.lending import relief, repay, restructure
from fieldapp.domain.lending.account import Account
from fieldapp.domain.lending.allocation import AllocationLine, Component
from fieldapp.domain.lending.events import EventKind, LoanEvent, effective_events, replay_order, reversed_ids
from fieldapp.domain.lending.loan import Instalment, Loan, LoanTerms, Payment
from fieldapp.domain.lending.rows import COMPOUND, FEE, INTEREST, PENALTY, PRINCIPAL, AccountRow, scheduled_left
from fieldapp.domain.lending.schedule import foreseen
from fieldapp.domain.lending.snapshot import Snapshot, snapshot_of
from fieldapp.domain.workdays import WEEKENDS_ONLY, WorkCalendar

Lines = tuple[AllocationLine, ...]


@dataclass(frozen=True, slots=True)
class RowPosition:
    """One instalment at a date: what is still unpaid of each component, minor units.

    Attributes:
        instalment: what the schedule asks for now; after a change of the schedule not what the contract began with.
        paid, waived, written_off: over all components. asked_penalty, asked_fees: ever asked for, compound included.
    """

    instalment: Instalment
    principal: int
    interest: int
    penalty: int
    compound: int
    settled: bool
    fees: int = 0
    paid: int = 0
    waived: int = 0
    written_off: int = 0
    asked_penalty: int = 0
    asked_compound: int = 0
    asked_fees: int = 0
    deadline: date | None = None
    settled_on: date | None = None

    @property
    def unpaid(self) -> int:
        """All that this instalment still needs."""
        return self.principal + self.interest + self.penalty + self.compound + self.fees


@dataclass(frozen=True, slots=True)
class AppliedPayment:
    """A payment with the lines it was applied to; `excess` is what no instalment needed."""

    payment: Payment
    lines: Lines
    excess: int


@dataclass(frozen=True, slots=True)
class AppliedEvent:
    """An event with what it moved, line by line; `excess` found nothing to move, `recovered` was written off before."""

    event: LoanEvent
    lines: Lines = ()
    excess: int = 0
    recovered: int = 0


@dataclass(frozen=True, slots=True)
class Ledger:
    """The loan at a date: every instalment, every event applied, costs still unpaid.

    Attributes:
        lent: principal paid out. made_principal: what else a re-age made principal, and when; rows ask for both.
        held: what was applied of money held for the borrower, by day.
    """

    as_of: date
    rows: tuple[RowPosition, ...]
    applied: tuple[AppliedPayment, ...]
    costs: int
    events: tuple[AppliedEvent, ...]
    snapshot: Snapshot
    lent: int
    made_principal: tuple[tuple[date, int], ...]
    held: tuple[tuple[date, Lines], ...]
    costs_paid: int
    costs_waived: int
    costs_written_off: int
    recovered: int
    written_off: int

    @property
    def capitalised(self) -> int:
        """All that was made principal, minor units."""
        return sum(amount for _, amount in self.made_principal)

    @property
    def credit(self) -> int:
        """Held for the borrower, minor units."""
        return self.snapshot.credit


def replay(loan: Loan, as_of: date, calendar: WorkCalendar = WEEKENDS_ONLY) -> Ledger:
    """The ledger of `loan` at `as_of`, from nothing but its terms and events.

    Raises:
        KnownError: `loan.event_wrong` for an event that cannot happen on this account.
    """
    account, applied = _replayed(loan, as_of, calendar)
    payments = {payment.reference: payment for payment in loan.payments}
    return Ledger(
        as_of=as_of,
        rows=tuple(_position(account, row, as_of) for row in account.rows),
        applied=tuple(
            AppliedPayment(payments[each.event.id], each.lines, each.excess + each.recovered)
            for each in applied
            if each.event.kind is EventKind.REPAY and each.event.id in payments
        ),
        costs=account.costs.left,
        events=tuple(applied),
        snapshot=_snapshot(account, loan, as_of),
        lent=account.lent,
        made_principal=tuple(account.made_principal),
        held=tuple(account.held),
        costs_paid=account.costs.paid,
        costs_waived=account.costs.waived,
        costs_written_off=account.costs.written,
        recovered=account.recovered,
        written_off=relief.written_off(account),
    )


def foreseen_rows(loan: Loan, as_of: date, calendar: WorkCalendar = WEEKENDS_ONLY) -> tuple[RowPosition, ...]:
    """The rows at `as_of` with the tranches and rates that the contract brings later, if nothing else happens."""
    account, _ = _replayed(loan, as_of, calendar)
    for event in _foreseen(loan.terms):
        if event.on > as_of and account.coming_rows(event.on):
            _DOERS[event.kind](account, event)
    return tuple(_position(account, row, as_of) for row in account.rows)


def settle(loan: Loan, as_of: date, calendar: WorkCalendar = WEEKENDS_ONLY) -> Snapshot:
    """The account of `loan` after everything that had happened by `as_of`."""
    return _snapshot(_replayed(loan, as_of, calendar)[0], loan, as_of)


def effective_payments(payments: Sequence[Payment], as_of: date) -> list[Payment]:
    """Payments that count at `as_of`, in value-date order (ties by reference, so that the replay is stable)."""
    counted = [p for p in payments if p.received_on <= as_of and (p.reversed_on is None or p.reversed_on > as_of)]
    return sorted(counted, key=lambda p: (p.received_on, p.reference))


def _replayed(loan: Loan, as_of: date, calendar: WorkCalendar) -> tuple[Account, list[AppliedEvent]]:
    account, applied = Account(loan.terms, calendar), []
    for event in happened(loan, as_of):
        repay.use_credit(account, event.on)
        applied.append(_DOERS[event.kind](account, event))
    repay.use_credit(account, as_of)
    return account, applied


def happened(loan: Loan, as_of: date) -> list[LoanEvent]:
    """Everything that counts at `as_of`, from the bank's files, from the terms and from the events, in order."""
    found = effective_events(loan.events, as_of)
    undone = reversed_ids(loan.events, as_of)
    found += [
        LoanEvent(EventKind.REPAY, p.received_on, p.reference, p.amount, channel=p.channel)
        for p in effective_payments(loan.payments, as_of)
        if p.reference not in undone
    ]
    found += [
        LoanEvent(EventKind.CHARGE, c.charged_on, c.reference, c.amount, Component.COST)
        for c in loan.charges
        if c.charged_on <= as_of and c.reference not in undone
    ]
    found += [event for event in _foreseen(loan.terms) if event.on <= as_of]
    return sorted(found, key=replay_order)


def _foreseen(terms: LoanTerms) -> list[LoanEvent]:
    """Tranches and rate changes that the contract itself brings."""
    return [
        LoanEvent(EventKind.DISBURSE, on, amount=more)
        if rate is None
        else LoanEvent(EventKind.RATE_CHANGE, on, annual_rate=rate)
        for on, more, rate in foreseen(terms)
    ]


def _snapshot(account: Account, loan: Loan, as_of: date) -> Snapshot:
    return snapshot_of(account, as_of, relief.written_off(account) - account.recovered, _next_change(loan, as_of))


def _next_change(loan: Loan, as_of: date) -> date | None:
    """The first day after `as_of` on which something is known to happen."""
    days = [event.on for event in loan.events] + [charge.charged_on for charge in loan.charges]
    days += [on for payment in loan.payments for on in (payment.received_on, payment.reversed_on) if on]
    days += [change[0] for change in foreseen(loan.terms)]
    return min((day for day in days if day > as_of), default=None)


def _repay(account: Account, event: LoanEvent) -> AppliedEvent:
    lines, excess = repay.repay(account, event.amount or 0, event.on)
    recovered = relief.recover(account, excess) if relief.written_off(account) else 0
    return AppliedEvent(event, lines, excess - recovered, recovered)


def _pay_off(account: Account, event: LoanEvent) -> AppliedEvent:
    owed = repay.payoff_sum(account, event.on)
    if event.amount is not None and event.amount < owed:
        restructure.impossible(event, "amount", f"less than the payoff of {owed} minor units")
    return AppliedEvent(event, *repay.repay(account, owed if event.amount is None else event.amount, event.on))


def _changes(change: Callable[[Account, LoanEvent], None]) -> Callable[[Account, LoanEvent], AppliedEvent]:
    def do(account: Account, event: LoanEvent) -> AppliedEvent:
        change(account, event)
        return AppliedEvent(event)

    return do


def _pause(account: Account, event: LoanEvent) -> AppliedEvent:
    if account.pauses and account.pauses[-1][1] is None:
        restructure.impossible(event, "on", "days past due are paused already")
    account.pauses.append((event.on, None))
    return AppliedEvent(event)


def _resume(account: Account, event: LoanEvent) -> AppliedEvent:
    if not account.pauses or account.pauses[-1][1] is not None:
        restructure.impossible(event, "on", "days past due are not paused")
    account.pauses[-1] = (account.pauses[-1][0], event.on)
    return AppliedEvent(event)


_DOERS: dict[EventKind, Callable[[Account, LoanEvent], AppliedEvent]] = {
    EventKind.DISBURSE: _changes(restructure.disburse),
    EventKind.RATE_CHANGE: _changes(restructure.change_rate),
    EventKind.CHARGE: lambda account, event: AppliedEvent(event, relief.charge(account, event)),
    EventKind.WAIVE: lambda account, event: AppliedEvent(event, *relief.waive(account, event)),
    EventKind.REPAY: _repay,
    EventKind.PAYOFF: _pay_off,
    EventKind.RESCHEDULE: _changes(restructure.reschedule),
    EventKind.RE_AGE: _changes(restructure.re_age),
    EventKind.RE_AMORTISE: _changes(restructure.re_amortise),
    EventKind.ACCELERATE: _changes(restructure.accelerate),
    EventKind.WRITE_OFF: lambda account, event: AppliedEvent(event, relief.write_off(account, event.on)),
    EventKind.PAUSE: _pause,
    EventKind.RESUME: _resume,
}


def _position(account: Account, row: AccountRow, as_of: date) -> RowPosition:
    penalty, compound = account.accrued(row, as_of)
    return RowPosition(
        instalment=Instalment(row.number, row.period.due, row.asked(PRINCIPAL), row.asked(INTEREST)),
        principal=row.left[PRINCIPAL],
        interest=row.left[INTEREST],
        penalty=row.left[PENALTY] + penalty,
        compound=row.left[COMPOUND] + compound,
        settled=not scheduled_left(row),
        fees=row.left[FEE],
        paid=sum(row.paid),
        waived=sum(row.waived),
        written_off=sum(row.written),
        asked_penalty=row.asked(PENALTY) + penalty,
        asked_compound=row.asked(COMPOUND) + compound,
        asked_fees=row.asked(FEE),
        deadline=row.deadline,
        settled_on=row.settled_on,
    )
