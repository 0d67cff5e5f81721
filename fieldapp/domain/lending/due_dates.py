"""When rows fall due: the loan's rhythm from its first due date, and where a deadline moves on a day off."""

from __future__ import annotations

from datetime import date, timedelta

from fieldapp.domain.calendar import add_months, whole_months
from fieldapp.domain.lending.interest import Period
from fieldapp.domain.lending.loan import HolidayShift, LoanTerms, PeriodUnit, RepaymentMethod
from fieldapp.domain.workdays import WorkCalendar

_DAYS = {PeriodUnit.DAYS: 1, PeriodUnit.WEEKS: 7}


def step(anchor: date, terms: LoanTerms, count: int) -> date:
    """`count` periods after `anchor`; months always from the anchor, so that month ends stay month ends."""
    if terms.unit is PeriodUnit.MONTHS:
        return add_months(anchor, terms.every * count)
    return anchor + timedelta(days=_DAYS[terms.unit] * terms.every * count)


def contract_periods(terms: LoanTerms) -> list[Period]:
    """The interest periods of the contract's rows, numbered from 1; a down payment's row is none of them."""
    if terms.method is RepaymentMethod.EXPLICIT:
        return periods_to([row.due for row in terms.rows], terms.disbursed_on, 1)
    first = 1 if terms.down_payment is None else 2
    return regular_periods(terms, terms.first_due, terms.disbursed_on, terms.instalments, first)


def regular_periods(
    terms: LoanTerms, first_due: date, opens: date, count: int, first_number: int, anchor: date | None = None
) -> list[Period]:
    """`count` periods in the loan's rhythm; the first may be longer or shorter. `anchor` gives the day of the month."""
    monthly = terms.every if terms.unit is PeriodUnit.MONTHS else 0
    start = anchor or first_due
    if monthly and start != first_due:
        ahead = months_from(start, first_due)
        dues = [add_months(start, ahead + monthly * place) for place in range(count)]
    else:
        dues = [step(first_due, terms, place) for place in range(count)]
    first = Period(first_number, opens, dues[0], whole_months(opens, dues[0]) or 0)
    rest = [Period(first_number + place, dues[place - 1], dues[place], monthly) for place in range(1, count)]
    return [first, *rest]


def months_from(start: date, end: date) -> int:
    """Calendar months from the month of `start` to that of `end`."""
    return (end.year - start.year) * 12 + end.month - start.month


def on_grid(terms: LoanTerms, due: date) -> bool:
    """Whether a due date is one the contract's monthly rhythm comes to."""
    return terms.unit is PeriodUnit.MONTHS and add_months(terms.first_due, months_from(terms.first_due, due)) == due


def periods_to(dues: list[date], opens: date, first_number: int) -> list[Period]:
    """Periods that end on given dates."""
    starts = [opens, *dues[:-1]]
    pairs = zip(starts, dues, strict=True)
    return [
        Period(first_number + place, start, due, whole_months(start, due) or 0)
        for place, (start, due) in enumerate(pairs)
    ]


def deadline(due: date, shift: HolidayShift, calendar: WorkCalendar) -> date:
    """The day until whose end a row due on `due` may be paid."""
    if shift is HolidayShift.NEXT_WORKDAY:
        return calendar.next_workday(due)
    if shift is HolidayShift.PREVIOUS:
        return calendar.previous_workday(due)
    if shift is HolidayShift.MODIFIED_NEXT:
        return calendar.modified_next(due)
    return due
