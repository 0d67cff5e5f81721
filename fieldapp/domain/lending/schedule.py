"""Instalment schedules from terms: level instalments, level principal, interest only.

Interest of a whole month is a twelfth of the yearly rate on the balance; a first period that is no whole number of
months counts its days. Each row is rounded once and the last row takes up the remainder, so the principals always
sum to what was lent (RULES of the loan: last instalment absorbs).
"""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal
from functools import lru_cache

from fieldapp.domain.calendar import YEAR_DAYS, DayCount, add_months, days_between, whole_months
from fieldapp.domain.lending.loan import Instalment, LoanTerms, RepaymentMethod
from fieldapp.domain.money import Rounding, round_minor, share

_CONTEXT = Context(prec=34)


@lru_cache(maxsize=4096)
def contract_schedule(terms: LoanTerms) -> tuple[Instalment, ...]:
    """The contract's rows, from its terms."""
    first = first_interest(
        terms.principal,
        terms.annual_rate,
        terms.disbursed_on,
        terms.first_due,
        terms.arrears_day_count,
        terms.rounding,
    )
    makers = {
        RepaymentMethod.EQUAL_INSTALMENT: equal_instalments,
        RepaymentMethod.EQUAL_PRINCIPAL: equal_principal,
        RepaymentMethod.INTEREST_ONLY: interest_only,
    }
    rows = makers[terms.method](terms.principal, terms.annual_rate, terms.instalments, terms.first_due, terms.rounding)
    opening = rows[0]
    return (Instalment(opening.number, opening.due, opening.principal, first), *rows[1:])


def level_instalment(principal: int, annual_rate: Decimal, count: int, rounding: Rounding) -> int:
    """The level monthly instalment P·i / (1 − (1+i)^−n), in minor units; P/n for an interest-free loan."""
    if annual_rate == 0:
        return round_minor(Decimal(principal) / count, rounding)
    monthly = _CONTEXT.divide(annual_rate, Decimal(12))
    factor = 1 - _CONTEXT.power(1 + monthly, -count)
    return round_minor(_CONTEXT.divide(Decimal(principal) * monthly, factor), rounding)


def monthly_interest(balance: int, annual_rate: Decimal, rounding: Rounding) -> int:
    """A twelfth of a year's interest on `balance`."""
    return share(balance, annual_rate, 1, 12, rounding)


def first_interest(
    principal: int, annual_rate: Decimal, start: date, due: date, day_count: DayCount, rounding: Rounding
) -> int:
    """Interest of the first period: twelfths if it is whole months, else its days."""
    months = whole_months(start, due)
    if months is not None:
        return share(principal, annual_rate, months, 12, rounding)
    return share(principal, annual_rate, days_between(start, due), YEAR_DAYS[day_count], rounding)


def equal_instalments(
    principal: int, annual_rate: Decimal, count: int, first_due: date, rounding: Rounding
) -> tuple[Instalment, ...]:
    """等额本息: the same sum each month; the last row absorbs the rounding."""
    level = level_instalment(principal, annual_rate, count, rounding)
    rows, balance = [], principal
    for number in range(1, count + 1):
        interest = monthly_interest(balance, annual_rate, rounding)
        part = balance if number == count else min(balance, level - interest)
        rows.append(Instalment(number, add_months(first_due, number - 1), part, interest))
        balance -= part
    return tuple(rows)


def equal_principal(
    principal: int, annual_rate: Decimal, count: int, first_due: date, rounding: Rounding
) -> tuple[Instalment, ...]:
    """等额本金: the same principal each month, interest on what is left; the last row absorbs the rounding."""
    part = round_minor(Decimal(principal) / count, rounding)
    rows, balance = [], principal
    for number in range(1, count + 1):
        interest = monthly_interest(balance, annual_rate, rounding)
        paid = balance if number == count else min(balance, part)
        rows.append(Instalment(number, add_months(first_due, number - 1), paid, interest))
        balance -= paid
    return tuple(rows)


def interest_only(
    principal: int, annual_rate: Decimal, count: int, first_due: date, rounding: Rounding
) -> tuple[Instalment, ...]:
    """先息后本: interest each month, the whole principal with the last row."""
    interest = monthly_interest(principal, annual_rate, rounding)
    return tuple(
        Instalment(number, add_months(first_due, number - 1), principal if number == count else 0, interest)
        for number in range(1, count + 1)
    )
