"""Every figure by hand, its variants, its edges, and no value where there is nothing to divide by."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.strategy.metrics.collection import CaseArrears, Receipt, ReceiptKind, collection
from fieldapp.domain.strategy.metrics.compliance import ComplianceCounts, compliance
from fieldapp.domain.strategy.metrics.contact import Attempt, contact
from fieldapp.domain.strategy.metrics.cost import Costs, cost
from fieldapp.domain.strategy.metrics.cycle import Episode, cycle, survival
from fieldapp.domain.strategy.metrics.figure import LAST_TOUCH, NOT_MONTH_END, Figure, Period, Unit
from fieldapp.domain.strategy.metrics.kept_promises import PromiseEnd, PromiseRow, kept_promises
from fieldapp.domain.strategy.metrics.migration import BalanceMoved, bucket_number, migration
from fieldapp.domain.strategy.metrics.overdue import LoanAt, overdue
from fieldapp.domain.strategy.metrics.plan_success import PlanRowPaid, PlanRun, plan_success
from fieldapp.domain.strategy.metrics.visiting import MetWhom, VisitMade, visiting

JUNE, JULY = date(2026, 6, 30), date(2026, 7, 31)
T = Period(JUNE, JULY)


def day(number: int) -> date:
    return date(2026, 7, number)


def values(figures: tuple[Figure, ...]) -> dict[str, Fraction | None]:
    return {one.variant: one.value for one in figures}


def test_a_period_begins_after_its_first_day_and_ends_with_its_last() -> None:
    assert [T.has(each) for each in (JUNE, day(1), JULY, date(2026, 8, 1))] == [False, True, True, False]


LOANS = [
    LoanAt("a", 0, 500_00),
    LoanAt("b", 1, 200_00, 30_00),
    LoanAt("c", 30, 100_00, 40_00),
    LoanAt("d", 31, 100_00, 50_00),
    LoanAt("e", 90, 50_00, 50_00),
    LoanAt("f", 91, 50_00, 50_00),
    LoanAt("g", 0, 0),
]


def test_the_overdue_rate_has_five_variants() -> None:
    found = overdue(LOANS)
    assert values(found) == {
        "amount": Fraction(500, 1000),
        "par30": Fraction(200, 1000),
        "par90": Fraction(50, 1000),
        "count": Fraction(5, 6),
        "arrears": Fraction(220, 1000),
    }
    assert {one.rows for one in found} == {6}
    assert (found[0].numerator, found[0].denominator, found[0].name) == (500_00, 1_000_00, "overdue_rate")
    assert values(overdue([])) == dict.fromkeys(("amount", "par30", "par90", "count", "arrears"))


def test_collection_counts_cash_that_stayed_on_cases_that_were_overdue() -> None:
    cases = [
        CaseArrears("a", 1_000_00),
        CaseArrears("b", 500_00, 100_00),
        CaseArrears("c", 0, 400_00),
        CaseArrears("d", 0),
    ]
    receipts = [
        Receipt("a", day(1), 300_00),
        Receipt("a", JUNE, 999_00),
        Receipt("a", day(2), 50_00, ReceiptKind.WAIVER),
        Receipt("b", JULY, 150_00),
        Receipt("b", day(9), 70_00, reversed=True),
        Receipt("c", day(5), 200_00),
        Receipt("d", day(5), 800_00),
    ]
    stock, flow = collection(cases, receipts, T)
    assert (stock.numerator, stock.denominator, stock.rows) == (450_00, 1_500_00, 2)
    assert (flow.numerator, flow.denominator, flow.rows) == (650_00, 2_000_00, 3)
    assert (stock.variant, flow.variant) == ("stock", "flow")
    assert values(collection([], receipts, T)) == {"stock": None, "flow": None}


def episode(case: str, days: int, cured: bool = True, amount: int = 100_00) -> Episode:
    end = day(1) + timedelta(days=days)
    return Episode(case, day(1), amount, end, end if cured else None)


def test_the_mean_cycle_is_of_cured_cases_plain_and_by_amount() -> None:
    mean, weighted = cycle([episode("a", 10), episode("b", 40, amount=300_00), episode("c", 99, cured=False)])
    assert mean.value == 25
    assert (mean.rows, mean.unit) == (2, Unit.DAYS)
    assert weighted.value == Fraction(10 * 100 + 40 * 300, 400)
    assert values(cycle([episode("c", 99, cured=False)])) == {"mean": None, "amount_weighted": None}


def test_the_median_counts_open_cases_as_not_cured_yet() -> None:
    cases = [
        episode("a", 5),
        episode("b", 10),
        episode("c", 10, cured=False),
        episode("d", 20),
        episode("e", 30, cured=False),
    ]
    found = survival(cases)
    assert [(step.day, step.at_risk, step.cured, step.still_open) for step in found.steps] == [
        (5, 5, 1, Fraction(4, 5)),
        (10, 4, 1, Fraction(3, 5)),
        (20, 2, 1, Fraction(3, 10)),
    ]
    assert (found.median, found.cured, found.censored) == (20, 3, 2)


def test_a_median_that_was_never_reached_is_no_value() -> None:
    found = survival([episode("a", 5), episode("b", 9, cured=False), episode("c", 9, cured=False)])
    assert (found.median, found.censored) == (None, 2)
    assert survival([]).median is None


@given(st.lists(st.integers(0, 60), min_size=1, max_size=30))
def test_without_open_cases_the_median_is_the_plain_one(days: list[int]) -> None:
    found = survival([episode(str(n), each) for n, each in enumerate(days)])
    assert found.median == sorted(days)[(len(days) + 1) // 2 - 1]
    assert found.steps[-1].still_open == 0


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=20))
def test_the_share_still_open_only_falls(cases: list[tuple[int, bool]]) -> None:
    steps = survival([episode(str(n), days, cured) for n, (days, cured) in enumerate(cases)]).steps
    shares = [Fraction(1), *(step.still_open for step in steps)]
    assert shares == sorted(shares, reverse=True)


def test_costs_are_held_against_cash_visits_and_accounts() -> None:
    costs = Costs(wages=6_000_00, travel=1_000_00, fees=500_00, legal=2_000_00, system=500_00)
    assert costs.total == 10_000_00
    assert values(cost(costs, 80_000_00, 40, 25)) == {
        "rate": Fraction(1, 8),
        "per_visit": 250_00,
        "per_account": 400_00,
    }
    assert values(cost(costs, 0, 0, 0)) == {"rate": None, "per_visit": None, "per_account": None}


def promised(number: str, end: PromiseEnd, promised_: int, paid: int, on: date = JULY) -> PromiseRow:
    return PromiseRow(number, on, promised_, paid, end)


def test_promises_kept_are_of_those_whose_window_ended_without_renegotiated_ones() -> None:
    rows = [
        promised("a", PromiseEnd.KEPT, 100_00, 150_00),
        promised("b", PromiseEnd.PARTIAL, 200_00, 120_00),
        promised("c", PromiseEnd.BROKEN, 100_00, 0),
        promised("d", PromiseEnd.RENEGOTIATED, 900_00, 900_00),
        promised("e", PromiseEnd.KEPT, 900_00, 900_00, JUNE),
    ]
    count, amount = kept_promises(rows, T)
    assert (count.numerator, count.denominator) == (1, 3)
    assert (amount.numerator, amount.denominator, amount.rows) == (220_00, 400_00, 3)
    assert values(kept_promises([], T)) == {"count": None, "amount": None}


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(-3, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4), (121, 5), (180, 6), (181, 7)],
)
def test_buckets_are_thirty_days_long(days: int, bucket: int) -> None:
    assert bucket_number(days) == bucket


def test_balances_roll_to_the_next_bucket_or_are_cured() -> None:
    loans = [
        BalanceMoved("a", 100_00, 10, 41),
        BalanceMoved("b", 200_00, 20, 0),
        BalanceMoved("c", 100_00, 30, 25),
        BalanceMoved("d", 400_00, 0, 5),
        BalanceMoved("e", 600_00, 0, 0),
    ]
    found = {(one.name, one.variant): one for one in migration(loans, T)}
    assert found["roll_rate", "m1_m2"].value == Fraction(1, 4)
    assert found["cure_rate", "m1_m0"].value == Fraction(1, 2)
    assert found["roll_rate", "m0_m1"].value == Fraction(4, 10)
    assert found["roll_rate", "m2_m3"].value is None
    assert found["roll_rate", "m1_m2"].rows == 3
    assert len(found) == 14
    assert {one.flags for one in found.values()} == {()}
    assert {one.flags for one in migration(loans, Period(JUNE, day(30)))} == {(NOT_MONTH_END,)}


def test_contact_is_counted_by_account_and_by_attempt() -> None:
    attempts = [
        Attempt("a", day(1), False),
        Attempt("a", day(2), True),
        Attempt("b", day(2), False),
        Attempt("c", day(3), True),
        Attempt("c", day(4), True),
        Attempt("d", JUNE, True),
    ]
    account, attempt = contact(attempts, T)
    assert (account.numerator, account.denominator) == (2, 3)
    assert (attempt.numerator, attempt.denominator) == (3, 5)
    assert values(contact([], T)) == {"account": None, "attempt": None}


VISITS = [
    VisitMade("v1", "a", "zhou", day(1), MetWhom.DEBTOR),
    VisitMade("v2", "b", "zhou", day(1), MetWhom.NOBODY),
    VisitMade("v3", "a", "zhou", day(5), MetWhom.OTHER),
    VisitMade("v4", "c", "wu", day(1), MetWhom.GUARANTOR),
    VisitMade("v5", "c", "wu", day(2), MetWhom.DEBTOR, completed=False),
    VisitMade("v0", "d", "wu", JUNE, MetWhom.DEBTOR),
]


def test_visits_are_counted_by_collector_day_and_by_whom_they_met() -> None:
    productivity, effective, _ = visiting(VISITS, [], T)
    assert (productivity.numerator, productivity.denominator) == (4, 4)
    assert (effective.numerator, effective.denominator) == (2, 4)
    assert visiting(VISITS, [], T, collector_days=10)[0].value == Fraction(4, 10)
    assert values(visiting([], [], T)) == {"productivity": None, "effective": None, "cash_7_days": None}


def test_cash_within_seven_days_goes_to_the_last_visit_before_it() -> None:
    receipts = [
        Receipt("a", day(4), 100_00),
        Receipt("a", day(12), 200_00),
        Receipt("a", day(13), 999_00),
        Receipt("b", day(8), 50_00),
        Receipt("b", day(9), 999_00),
        Receipt("b", day(2), 999_00, ReceiptKind.WAIVER),
        Receipt("b", day(2), 999_00, reversed=True),
        Receipt("d", day(1), 999_00),
        Receipt("z", day(1), 999_00),
        Receipt("c", day(1), 30_00),
    ]
    cash = visiting(VISITS, receipts, T)[2]
    assert (cash.numerator, cash.denominator) == (380_00, 4)
    assert cash.value == 95_00
    assert (cash.flags, cash.unit) == ((LAST_TOUCH,), Unit.MONEY)


def test_a_receipt_after_two_visits_counts_once() -> None:
    both = visiting(VISITS[:3], [Receipt("a", day(6), 70_00)], T)[2]
    assert both.numerator == 70_00


def test_a_plan_succeeds_with_no_row_more_than_thirty_days_late() -> None:
    start = date(2026, 1, 1)
    due = start + timedelta(days=30)
    late = {
        "on time": PlanRowPaid(due, due),
        "thirty": PlanRowPaid(due, due + timedelta(days=30)),
        "thirty-one": PlanRowPaid(due, due + timedelta(days=31)),
        "open": PlanRowPaid(due),
        "not due": PlanRowPaid(start + timedelta(days=89)),
        "late later": PlanRowPaid(start + timedelta(days=100)),
    }
    plans = [PlanRun(name, start, (row,)) for name, row in late.items()]
    young = PlanRun("young", start + timedelta(days=60), (PlanRowPaid(due),))
    at_90, at_180 = plan_success([*plans, young], start + timedelta(days=180))
    assert (at_90.numerator, at_90.denominator) == (4, 7)
    assert (at_180.numerator, at_180.denominator) == (2, 6)
    assert values(plan_success([young], start + timedelta(days=100))) == {"at_90_days": None, "at_180_days": None}


def test_compliance_is_told_per_hundred_actions_and_per_thousand_accounts() -> None:
    counts = ComplianceCounts(400, 6, 2, 3, 1_500, 50, 45)
    found = compliance(counts)
    assert values(found) == {"events": 2, "complaints": 2, "evidence": Fraction(9, 10)}
    assert found[0].unit is Unit.PER_HUNDRED
    assert values(compliance(ComplianceCounts())) == {"events": None, "complaints": None, "evidence": None}
