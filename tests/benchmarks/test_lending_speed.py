"""A long schedule, a long life of a loan, a morning's ageing: each within a multiple of the least it can cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fieldapp.domain.calendar import DayCount, add_months
from fieldapp.domain.lending import schedule
from fieldapp.domain.lending.allocation import Component
from fieldapp.domain.lending.events import EventKind, LoanEvent
from fieldapp.domain.lending.ledger import replay, settle
from fieldapp.domain.lending.loan import Instalment, Loan, LoanTerms, RepaymentMethod
from fieldapp.domain.lending.quote import quote, quote_at
from tests.benchmarks.conftest import fastest
from tests.unit.domain.builders import terms

ROWS, EVENTS = 360, 500
SCHEDULE_SECONDS, REPLAY_SECONDS = 0.005, 0.060
"""What an idle laptop may take; a busy machine is allowed as much more as its floor takes longer."""
FLOOR_SECONDS = 0.00055
"""The floor below on the machine the limits were set for."""


def floor() -> None:
    """The rows of a long loan with nothing but their figures: a date, an interest, a value each."""
    balance, rows = 200_000_000, []
    for number in range(ROWS):
        interest = (balance + 50) // 100
        rows.append(Instalment(number, add_months(date(2026, 2, 10), number), 500_000, interest))
        balance -= 500_000


def slower() -> float:
    """How much slower than the reference this machine is now, never less than 1."""
    return max(1.0, fastest(floor, 5) / FLOOR_SECONDS)


@pytest.mark.parametrize(
    "own",
    [
        terms(instalments=ROWS),
        terms(instalments=ROWS, method=RepaymentMethod.EQUAL_PRINCIPAL),
        terms(instalments=ROWS, day_count=DayCount.ACT_ACT),
    ],
    ids=["level", "equal_principal", "level_by_days"],
)
def test_a_schedule_of_thirty_years_is_there_at_once(own: LoanTerms) -> None:
    def made() -> None:
        schedule._contract.cache_clear()
        schedule.contract_schedule(own)

    took = fastest(made, 10)
    limit = SCHEDULE_SECONDS * slower()
    assert took < limit, f"{took * 1000:.1f} ms, limit {limit * 1000:.1f} ms"


def busy_loan() -> Loan:
    """Five years paid late and in parts, with fees, waivers and payments that the bank took back."""
    own = terms(principal=500_000_00, instalments=60, disbursed_on=date(2021, 1, 10), first_due=date(2021, 2, 10))
    events: list[LoanEvent] = []
    for row in schedule.contract_schedule(own):
        name, late = f"{row.number:02}", row.due + timedelta(days=3)
        parts = (row.total // 2, row.total // 4, row.total // 5, row.total // 10)
        events += [
            LoanEvent(EventKind.REPAY, late + timedelta(days=4 * n), f"P{name}{n}", part)
            for n, part in enumerate(parts)
        ]
        events += [
            LoanEvent(EventKind.CHARGE, late, f"F{name}", 20_00, Component.FEE, row.number),
            LoanEvent(EventKind.WAIVE, late + timedelta(days=5), f"W{name}", 5_00, Component.PENALTY),
            LoanEvent(EventKind.REPAY, late + timedelta(days=6), f"B{name}", row.total // 3),
            LoanEvent(EventKind.REVERSE, late + timedelta(days=9), f"R{name}", of=f"B{name}"),
        ]
    events += [LoanEvent(EventKind.CHARGE, date(2026, 1, 11), f"C{n}", 10_00) for n in range(EVENTS - len(events))]
    return Loan("loan-1", "JK-1", "", own.disbursed_on, own, events=tuple(events))


def test_five_hundred_events_are_replayed_while_nobody_waits() -> None:
    loan = busy_loan()
    assert len(loan.events) == EVENTS
    took = fastest(lambda: replay(loan, date(2026, 2, 1)), 5)
    limit = REPLAY_SECONDS * slower()
    assert took < limit, f"{took * 1000:.1f} ms, limit {limit * 1000:.1f} ms"


def test_a_snapshot_is_aged_far_faster_than_a_replay() -> None:
    loan, later = busy_loan(), date(2026, 3, 1)
    snapshot = settle(loan, date(2026, 2, 1))
    assert quote_at(snapshot, later) == quote(loan, later)
    slow = fastest(lambda: quote(loan, later), 3)
    fast = fastest(lambda: quote_at(snapshot, later), 20)
    assert fast < slow / 50, f"{fast * 1000:.2f} ms, replay {slow * 1000:.2f} ms"


def test_a_contract_is_worked_out_once() -> None:
    own = terms(instalments=ROWS)
    schedule._contract.cache_clear()
    schedule.contract_schedule(own)
    again = fastest(lambda: schedule.contract_schedule(replace(own)), 10)
    assert again < fastest(floor, 5)
