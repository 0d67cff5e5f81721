"""What makes the coming rows anew: tranches, rate changes, reschedules, re-ageing, re-amortising, acceleration.

Rows already due keep what they ask for, except where the change says that it moves (`respread` has how). A change that
changes nothing leaves every cent as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NoReturn

from fieldapp.domain.calendar import add_months
from fieldapp.domain.lending.account import Account, Reset
from fieldapp.domain.lending.amortise import Row, Spread, amortise
from fieldapp.domain.lending.due_dates import months_from, on_grid, periods_to, regular_periods
from fieldapp.domain.lending.events import LoanEvent, ScheduleChange
from fieldapp.domain.lending.interest import Period, rate_at
from fieldapp.domain.lending.loan import LoanTerms, RepaymentMethod
from fieldapp.domain.lending.respread import reinterest, respread, set_dates
from fieldapp.domain.lending.rows import (
    COMPOUND,
    FEE,
    INTEREST,
    PENALTY,
    PLACE,
    PRINCIPAL,
    AccountRow,
)
from fieldapp.domain.lending.schedule import regular_rows
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
    respread(account, event.on, more=event.amount or 0, lent=event.amount or 0)


def change_rate(account: Account, event: LoanEvent) -> None:
    """Another rate from this day on: the coming rows are made anew, overdue sums bear the new penalty rate."""
    if event.annual_rate is None:
        impossible(event, "annual_rate", "missing")
    if event.annual_rate == rate_at(account.by.rates, event.on):
        return
    coming = account.coming_rows(event.on)
    if coming:
        account.carry(coming[0], event.on)
    account.set_rate(event.on, event.annual_rate)
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
    if event.annual_rate is not None and touched[0] is not coming[0]:
        impossible(event, "from_number", "a new rate holds from the day of the change, so from the next row on")
    periods = _moved(account.terms, touched, change)
    if periods[0].due <= max(event.on, touched[0].period.opens):
        impossible(event, "first_due", "the first row would not lie after the day of the change and the row before")
    if _dates_only(event, change):
        _set_periods(account, touched, periods)
        reinterest(account, event.on)
        return
    account.carry(coming[0], event.on)
    if event.annual_rate is not None:
        account.set_rate(event.on, event.annual_rate)
    account.set_terms(_changed(account, touched[0].number, change))
    respread(account, event.on, touched=touched, periods=periods, level=change.instalment)


def re_age(account: Account, event: LoanEvent) -> None:
    """All principal, and the capitalised parts of what is overdue, over new rows; the old ones ask for the rest."""
    change = event.change or ScheduleChange()
    if not change.instalments or change.first_due is None or change.first_due <= event.on:
        impossible(event, "first_due" if change.instalments else "instalments", "missing or not after the change")
    since = account.held_since() or account.oldest_overdue(event.on)
    coming, earned = account.coming_rows(event.on), account.earned(event.on)
    account.net_growth(coming)
    moved = [sum(row.left[place] for row in coming) for place in range(5)]
    capital = moved[PRINCIPAL]
    for row in coming:
        _emptied(row, range(5))
    for row in account.due_rows(event.on):
        account.post(row, event.on)
        capital += _emptied(row, [PRINCIPAL])
        more = _emptied(row, [PLACE[part] for part in event.capitalise])
        account.made_principal.append((event.on, more))
        capital += more
    if not capital:
        impossible(event, "on", "nothing is left that could be spread over new rows")
    _close(account, event.on)
    if event.annual_rate is not None:
        account.set_rate(event.on, event.annual_rate)
    first_number = len(account.rows) + 1
    passed = regular_rows(account.rows)
    account.set_terms(
        replace(
            _levelled(account.terms),
            grace_principal=passed + change.grace_principal,
            grace_interest=passed + change.grace_interest,
            interest_free=0,
        )
    )
    terms = account.terms
    periods = regular_periods(terms, change.first_due, event.on, change.instalments, first_number)
    spread = Spread(
        capital,
        rate_at(account.by.rates, event.on),
        tuple(periods),
        terms,
        deferred=earned,
        level=change.instalment,
        grace_principal=change.grace_principal,
        grace_interest=change.grace_interest,
    )
    account.rows += [account.row_of(row) for row in amortise(spread)]
    for place in (FEE, PENALTY, COMPOUND):
        account.rows[first_number - 1].left[place] += moved[place]
    _keep_counting(account, since, event.reset_after, first_number)


def re_amortise(account: Account, event: LoanEvent) -> None:
    """What is overdue goes over the coming rows; dates stay. Penalty and costs stay where they are."""
    coming = account.coming_rows(event.on)
    if not coming:
        impossible(event, "on", "no row is still to come")
    since = account.held_since() or account.oldest_overdue(event.on)
    principal = interest = 0
    for row in account.due_rows(event.on):
        account.post(row, event.on)
        principal += _emptied(row, [PRINCIPAL])
        interest += _emptied(row, [INTEREST]) if event.spread_interest else 0
    respread(account, event.on, more=principal)
    each, rest = divmod(interest, len(coming))
    for row in coming:
        more = each + rest if row is coming[-1] else each
        row.added += more
        row.left[INTEREST] += more
    _keep_counting(account, since, event.reset_after, coming[0].number)


def accelerate(account: Account, event: LoanEvent) -> None:
    """The whole principal falls due on this day and bears penalty from it; no further interest is earned."""
    coming = account.coming_rows(event.on)
    earned = account.earned(event.on)
    account.net_growth(coming)
    for place, row in enumerate(coming):
        row.left[INTEREST] = earned if place == 0 else 0
        row.due = row.deadline = row.penalty_from = row.grace_until = event.on
        row.period = replace(row.period, due=event.on)


# how -------------------------------------------------------------------------------------------------------------


def _close(account: Account, on: date) -> None:
    """Only rows that ever asked for something stay; what was paid of coming ones was paid by this day."""
    account.rows = [row for row in account.rows if any(row.asked(place) for place in range(5))]
    account.first_open = 0
    for place, row in enumerate(account.rows):
        row.number = place + 1
        if row.due > on:
            row.due = row.deadline = on
            row.period = replace(row.period, due=on)


def _emptied(row: AccountRow, places: Sequence[int]) -> int:
    """Take components off a row without their having been paid; what was taken."""
    taken = sum(row.left[place] for place in places)
    for place in places:
        row.left[place] = 0
    return taken


def _moved(terms: LoanTerms, touched: Sequence[AccountRow], change: ScheduleChange) -> list[Period]:
    """The periods of the touched rows with their new dates, and of those that are added."""
    first, count = touched[0], len(touched) + change.extra_instalments
    due = change.first_due or _shifted(terms, first.period.due, change)
    if due == first.period.due and not change.extra_instalments:
        return [row.period for row in touched]
    if terms.method is RepaymentMethod.EXPLICIT and not change.extra_instalments:
        return _all_moved(terms, touched, change, (due - first.period.due).days)
    anchor = terms.first_due if on_grid(terms, due) else due
    return regular_periods(terms, due, first.period.opens, count, first.number, anchor)


def _all_moved(terms: LoanTerms, touched: Sequence[AccountRow], change: ScheduleChange, days: int) -> list[Period]:
    """Dates that are written out know no rhythm: each moves by the same."""
    if change.first_due:
        dues = [row.period.due + timedelta(days=days) for row in touched]
    else:
        dues = [_shifted(terms, row.period.due, change) for row in touched]
    return periods_to(dues, touched[0].period.opens, touched[0].number)


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
        fresh = account.row_of(Row(row.number, period.due, 0, 0, 0, period))
        if row.since == row.period.opens:
            row.since = period.opens
        set_dates(row, fresh)


def _changed(account: Account, first_number: int, change: ScheduleChange) -> LoanTerms:
    """The terms with the grace that was granted from a row on; more rows than the contract writes out are level."""
    passed = regular_rows(account.rows[: first_number - 1])
    terms = _levelled(account.terms) if change.extra_instalments else account.terms
    granted = {"grace_principal": change.grace_principal, "grace_interest": change.grace_interest}
    return replace(terms, **{name: max(getattr(terms, name), passed + n) for name, n in granted.items() if n})


def _levelled(terms: LoanTerms) -> LoanTerms:
    return replace(terms, method=RepaymentMethod.EQUAL_INSTALMENT) if terms.method in _OF_THE_CONTRACT else terms


def _keep_counting(account: Account, since: date | None, rows: int, first_number: int) -> None:
    """Days past due go on until enough of the new rows were paid on time: nobody is re-aged in silence."""
    account.reset = Reset(since, rows, first_number) if since is not None and rows else None
