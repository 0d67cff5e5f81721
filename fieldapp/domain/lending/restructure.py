"""What makes the coming rows anew: tranches, rate changes, reschedules, re-ageing, re-amortising, acceleration.

Rows already due keep what they ask for, except where the change says that it moves. Interest of the running period is
carried over exactly, so that a change that changes nothing leaves every cent as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NoReturn

from fieldapp.domain.calendar import add_months
from fieldapp.domain.lending.account import Account, Reset
from fieldapp.domain.lending.allocation import Component
from fieldapp.domain.lending.amortise import Row, Spread, amortise
from fieldapp.domain.lending.arrears import put_off
from fieldapp.domain.lending.due_dates import months_from, on_grid, regular_periods
from fieldapp.domain.lending.events import LoanEvent, ScheduleChange
from fieldapp.domain.lending.interest import NOTHING, Period, interest_on, rate_at, weight
from fieldapp.domain.lending.loan import LoanTerms, RateChange, RepaymentMethod
from fieldapp.domain.lending.rows import INTEREST, PLACE, PRINCIPAL, AccountRow
from fieldapp.errors import KnownError

_OF_THE_CONTRACT = frozenset({RepaymentMethod.EXPLICIT, RepaymentMethod.STEP_UP, RepaymentMethod.FLAT})
"""Methods whose rows the contract fixes one by one; a change that needs new rows levels them."""


def impossible(event: LoanEvent, field: str, detail: str) -> NoReturn:
    """Refuse an event that cannot happen on this account.

    Raises:
        KnownError: `loan.event_wrong`, always.
    """
    told: dict[str, object] = {"kind": event.kind.value, "date": event.on.isoformat(), "field": field}
    raise KnownError("loan.event_wrong", told | {"detail": detail})


# events ----------------------------------------------------------------------------------------------------------


def disburse(account: Account, event: LoanEvent) -> None:
    """A further tranche: more principal over the coming rows."""
    if not account.coming_rows(event.on):
        impossible(event, "on", "no row is left that the tranche could be repaid with")
    account.lent += event.amount or 0
    respread(account, event.on, more=event.amount or 0)


def change_rate(account: Account, event: LoanEvent) -> None:
    """Another rate from this day on: the coming rows are made anew, overdue sums bear the new penalty rate."""
    if event.annual_rate is None:
        impossible(event, "annual_rate", "missing")
    coming = account.coming_rows(event.on)
    if coming:
        account.carry(coming[0], event.on)
    account.set_rate(RateChange(event.on, event.annual_rate))
    if coming:
        respread(account, event.on)


def reschedule(account: Account, event: LoanEvent) -> None:
    """Other dates, more rows, another rate or instalment for the coming rows."""
    change = event.change or ScheduleChange()
    coming = account.coming_rows(event.on)
    first = change.from_number or (coming[0].number if coming else 0)
    touched = [row for row in coming if row.number >= first]
    if not touched or touched[0].number != first:
        impossible(event, "from_number", "no row of that number is still to come")
    account.carry(coming[0], event.on)
    if event.annual_rate is not None:
        account.set_rate(RateChange(event.on, event.annual_rate))
    periods = _moved(account.terms, touched, change)
    if periods[0].due <= event.on:
        impossible(event, "first_due", "the first row would not lie after the day of the change")
    if _dates_only(event, change):
        _set_periods(account, touched, periods)
        reinterest(account, event.on)
        return
    respread(account, event.on, touched=touched, periods=periods, change=change)


def re_age(account: Account, event: LoanEvent) -> None:
    """All principal, and the capitalised parts of what is overdue, over new rows; the old ones ask for the rest."""
    change = event.change or ScheduleChange()
    if not change.instalments or change.first_due is None or change.first_due <= event.on:
        impossible(event, "first_due" if change.instalments else "instalments", "missing or not after the change")
    since = account.oldest_overdue(event.on)
    earned, capital, more = account.earned(event.on), 0, 0
    for row in account.open_rows():
        account.post(row, event.on)
        capital += row.left[PRINCIPAL]
        if row.due <= event.on:
            more += _emptied(row, [PLACE[part] for part in event.capitalise if part is not Component.COST])
        else:
            row.left[INTEREST] = 0
        row.left[PRINCIPAL] = row.put_off = 0
    account.rows = [row for row in account.rows if any(row.asked(place) for place in range(5))]
    account.first_open = 0
    account.capitalised += more
    if event.annual_rate is not None:
        account.set_rate(RateChange(event.on, event.annual_rate))
    first_number = len(account.rows) + 1
    for place, row in enumerate(account.rows):
        row.number = place + 1
    terms = _levelled(account.terms)
    periods = regular_periods(terms, change.first_due, event.on, change.instalments, first_number)
    rate = rate_at(account.by.rates, event.on)
    spread = Spread(
        capital + more,
        rate,
        tuple(periods),
        terms,
        deferred=earned,
        level=change.instalment,
        grace_principal=change.grace_principal,
        grace_interest=change.grace_interest,
    )
    account.rows += [account.row_of(row) for row in amortise(spread)]
    _keep_counting(account, since, event.reset_after, first_number)


def re_amortise(account: Account, event: LoanEvent) -> None:
    """What is overdue goes over the coming rows; dates stay. Penalty and costs stay where they are."""
    coming = account.coming_rows(event.on)
    if not coming:
        impossible(event, "on", "no row is still to come")
    since = account.oldest_overdue(event.on)
    principal = interest = 0
    for row in account.due_rows(event.on):
        account.post(row, event.on)
        principal += _emptied(row, [PRINCIPAL])
        interest += _emptied(row, [INTEREST]) if event.spread_interest else 0
    respread(account, event.on, more=principal)
    each, rest = divmod(interest, len(coming))
    for row in coming:
        row.left[INTEREST] += each
    coming[-1].left[INTEREST] += rest
    _keep_counting(account, since, event.reset_after, coming[0].number)


def accelerate(account: Account, event: LoanEvent) -> None:
    """The whole principal falls due on this day and bears penalty from it; no further interest is earned."""
    coming = account.coming_rows(event.on)
    earned = account.earned(event.on)
    for place, row in enumerate(coming):
        row.left[INTEREST] = earned if place == 0 else 0
        row.due = row.deadline = row.penalty_from = event.on
        row.grace = False
    for row in account.rows:
        row.put_off = 0


# how -------------------------------------------------------------------------------------------------------------


def respread(
    account: Account,
    on: date,
    *,
    more: int = 0,
    touched: Sequence[AccountRow] | None = None,
    periods: Sequence[Period] | None = None,
    change: ScheduleChange | None = None,
) -> None:
    """Make the coming rows anew over what is left of their principal, and `more`."""
    rows = list(touched) if touched is not None else account.coming_rows(on)
    account.carry(rows[0], on)
    first, terms = rows[0], account.terms
    passed = len([row for row in account.rows if row.number < first.number and row.period.opens != row.period.due])
    spread = Spread(
        sum(row.left[PRINCIPAL] for row in rows) + more,
        rate_at(account.by.rates, on),
        tuple(periods or [row.period for row in rows]),
        terms if change is None or not change.extra_instalments else _levelled(terms),
        since=first.since,
        carried=first.carried,
        deferred=put_off(account.rows[: first.number - 1], first.due - timedelta(days=1)),
        level=change.instalment if change else None,
        grace_principal=max(0, terms.grace_principal - passed, change.grace_principal if change else 0),
        grace_interest=max(0, terms.grace_interest - passed, change.grace_interest if change else 0),
        interest_free=max(0, terms.interest_free - passed),
    )
    made = amortise(spread)
    for row, new in zip(rows, made, strict=False):
        _renew(account, row, new, first)
    account.rows += [account.row_of(new) for new in made[len(rows) :]]


def reinterest(account: Account, on: date) -> None:
    """Count the interest of the coming rows anew, their principal as it is. FLAT interest does not change by it."""
    if account.terms.method is RepaymentMethod.FLAT:
        return
    coming = account.coming_rows(on)
    balance, deferred = sum(row.left[PRINCIPAL] for row in coming), put_off(account.rows, on)
    rate = rate_at(account.by.rates, on)
    for row in coming:
        cost = weight(row.period, row.since, row.period.due, rate, account.terms)
        own = 0 if row.free else interest_on(balance, cost, account.terms.rounding, row.carried)
        row.opening = balance
        if row.put_off:
            row.put_off = own
            deferred += own
        else:
            row.left[INTEREST] = max(0, own + deferred - row.ahead)
            deferred = 0
        balance -= row.left[PRINCIPAL]


def _renew(account: Account, row: AccountRow, new: Row, first: AccountRow) -> None:
    """A row keeps what was paid of it and asks for what the new schedule says."""
    since, carried = (first.since, first.carried) if row is first else (new.period.opens, NOTHING)
    fresh = account.row_of(new, since, carried)
    row.period, row.due, row.deadline, row.penalty_from = fresh.period, fresh.due, fresh.deadline, fresh.penalty_from
    row.left[PRINCIPAL] = new.principal
    row.left[INTEREST] = max(0, new.interest - row.ahead)
    row.opening, row.since, row.carried = new.opening, since, carried
    row.put_off, row.free = fresh.put_off, fresh.free


def _emptied(row: AccountRow, places: Sequence[int]) -> int:
    """Take components off a row without their having been paid; what was taken."""
    taken = sum(row.left[place] for place in places)
    for place in places:
        row.left[place] = 0
    return taken


def _moved(terms: LoanTerms, touched: Sequence[AccountRow], change: ScheduleChange) -> list[Period]:
    """The periods of the touched rows with their new dates, and of those that are added."""
    first, count = touched[0], len(touched) + change.extra_instalments
    due = change.first_due or _shifted(terms, first.due, change)
    if due == first.due and not change.extra_instalments:
        return [row.period for row in touched]
    anchor = terms.first_due if on_grid(terms, due) else due
    return regular_periods(terms, due, first.period.opens, count, first.number, anchor)


def _shifted(terms: LoanTerms, due: date, change: ScheduleChange) -> date:
    """A due date some months and days later; one on the contract's grid stays on it, so that month ends do."""
    if change.shift_months:
        months = months_from(terms.first_due, due) + change.shift_months
        due = add_months(terms.first_due, months) if on_grid(terms, due) else add_months(due, change.shift_months)
    return due + timedelta(days=change.shift_days)


def _dates_only(event: LoanEvent, change: ScheduleChange) -> bool:
    more = (change.extra_instalments, change.instalment, change.grace_principal, change.grace_interest)
    return event.annual_rate is None and not any(more)


def _set_periods(account: Account, rows: Sequence[AccountRow], periods: Sequence[Period]) -> None:
    for row, period in zip(rows, periods, strict=True):
        plain = Row(row.number, period.due, 0, 0, 0, 0, period)
        fresh = account.row_of(plain)
        row.period, row.due, row.deadline, row.penalty_from = period, period.due, fresh.deadline, fresh.penalty_from
        row.since = max(row.since, period.opens)


def _levelled(terms: LoanTerms) -> LoanTerms:
    return replace(terms, method=RepaymentMethod.EQUAL_INSTALMENT) if terms.method in _OF_THE_CONTRACT else terms


def _keep_counting(account: Account, since: date | None, rows: int, first_number: int) -> None:
    """Days past due go on until enough of the new rows were paid on time: nobody is re-aged in silence."""
    if since is not None and rows:
        account.reset = Reset(since, rows, first_number)
