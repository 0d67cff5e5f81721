"""A promise is judged by money alone: inside its window, each payment once, the earliest promise first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.plans.promise import Promise, PromiseState, standings, window_end
from tests.unit.domain.builders import TODAY, payment, promise

MONDAY, TUESDAY, WEDNESDAY = date(2026, 7, 27), date(2026, 7, 28), date(2026, 7, 29)
PROMISED = promise(8_000_00, TUESDAY)


def state(paid: list[Payment], as_of: date, promised: Promise = PROMISED) -> tuple[PromiseState, int]:
    (found,) = standings([promised], {"loan-1": paid}, as_of)
    return found.state, found.counted


def test_the_window_closes_one_working_day_after_the_date() -> None:
    assert window_end(PROMISED) == WEDNESDAY
    assert window_end(promise(1_00, date(2026, 7, 31))) == date(2026, 8, 3)  # Friday: Monday still counts


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (MONDAY, PromiseState.OPEN),
        (TUESDAY, PromiseState.DUE_TODAY),
        (WEDNESDAY, PromiseState.DUE_TODAY),
        (WEDNESDAY + timedelta(days=1), PromiseState.BROKEN),
    ],
)
def test_an_unpaid_promise_stands_open_until_its_window_ends(as_of: date, expected: PromiseState) -> None:
    assert state([], as_of) == (expected, 0)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (8_000_00, PromiseState.KEPT),
        (9_000_00, PromiseState.KEPT),
        (7_999_99, PromiseState.PARTIAL),
        (4_000_00, PromiseState.PARTIAL),
        (3_999_99, PromiseState.BROKEN),
    ],
)
def test_the_whole_sum_keeps_it_and_half_keeps_it_in_part(amount: int, expected: PromiseState) -> None:
    later = WEDNESDAY + timedelta(days=1)
    assert state([payment(amount, TUESDAY)], later) == (expected, min(amount, 8_000_00))


def test_a_kept_promise_closes_early() -> None:
    assert state([payment(8_000_00, MONDAY)], MONDAY)[0] is PromiseState.KEPT


@pytest.mark.parametrize(
    ("received", "counts"),
    [
        (TODAY - timedelta(days=1), False),
        (TODAY, True),
        (WEDNESDAY, True),
        (WEDNESDAY + timedelta(days=1), False),
    ],
)
def test_only_money_inside_the_window_counts(received: date, counts: bool) -> None:
    found, _ = state([payment(8_000_00, received)], date(2026, 8, 10))
    assert (found is PromiseState.KEPT) is counts


def test_a_reversal_reopens_and_breaks_the_promise() -> None:
    back = [payment(8_000_00, MONDAY, reversed_on=TUESDAY)]
    assert state(back, MONDAY)[0] is PromiseState.KEPT
    assert state(back, TUESDAY)[0] is PromiseState.DUE_TODAY
    assert state(back, date(2026, 8, 10))[0] is PromiseState.BROKEN


def test_one_payment_serves_the_earlier_promise_first() -> None:
    early, late = promise(5_000_00, MONDAY, number="a"), promise(5_000_00, TUESDAY, number="b")
    found = standings([late, early], {"loan-1": [payment(7_000_00, MONDAY)]}, date(2026, 8, 10))
    assert [(s.promise.id, s.counted, s.state) for s in found] == [
        ("promise-a", 5_000_00, PromiseState.KEPT),
        ("promise-b", 2_000_00, PromiseState.BROKEN),
    ]


def test_money_on_another_loan_does_not_count() -> None:
    (found,) = standings([PROMISED], {"loan-2": [payment(8_000_00, MONDAY)]}, date(2026, 8, 10))
    assert found.state is PromiseState.BROKEN


PROMISES = st.lists(st.tuples(st.integers(1, 9_000), st.integers(0, 15), st.integers(-10, 0)), max_size=5)
PAYMENTS = st.lists(st.tuples(st.integers(1, 9_000), st.integers(-10, 30)), max_size=6)


@given(PROMISES, PAYMENTS, st.integers(0, 40))
@settings(max_examples=150)
def test_each_payment_is_counted_at_most_once(
    sums: list[tuple[int, int, int]], received: list[tuple[int, int]], days: int
) -> None:
    promises = [
        promise(amount, TODAY + timedelta(days=due), TODAY + timedelta(days=made), str(n))
        for n, (amount, due, made) in enumerate(sums)
    ]
    paid = [payment(amount, TODAY + timedelta(days=d), f"R{n}") for n, (amount, d) in enumerate(received)]
    as_of = TODAY + timedelta(days=days)
    found = standings(promises, {"loan-1": paid}, as_of)
    assert sum(s.counted for s in found) <= sum(p.amount for p in paid if p.received_on <= as_of)
    assert len(found) == len(promises)
    for standing in found:
        content = standing.promise.content
        assert 0 <= standing.counted <= content.amount
        assert (standing.state is PromiseState.KEPT) == (standing.counted == content.amount)
        in_window = [p for p in paid if standing.promise.made_on <= p.received_on <= window_end(standing.promise)]
        assert standing.counted <= sum(p.amount for p in in_window)


@given(PROMISES, PAYMENTS)
@settings(max_examples=80)
def test_the_order_in_which_promises_and_payments_are_known_does_not_matter(
    sums: list[tuple[int, int, int]], received: list[tuple[int, int]]
) -> None:
    promises = [promise(a, TODAY + timedelta(days=d), TODAY, str(n)) for n, (a, d, _) in enumerate(sums)]
    paid = [payment(a, TODAY + timedelta(days=d), f"R{n}") for n, (a, d) in enumerate(received)]
    as_of = TODAY + timedelta(days=40)
    assert standings(promises, {"loan-1": paid}, as_of) == standings(promises[::-1], {"loan-1": paid[::-1]}, as_of)
