"""How far a promise may go: each limit just kept and just passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.lending.ageing import Bucket
from fieldapp.domain.plans.promise_limits import PLAIN, Offer, broken_lately, objections
from fieldapp.domain.workdays import WEEKENDS_ONLY
from fieldapp.rule_packs.promises import promise_rules
from fieldapp.rule_packs.workdays import work_calendar

RULES = promise_rules()
MADE = date(2026, 7, 25)
GOOD = Offer(MADE, date(2026, 7, 28), 8_000_00, Bucket.M2, 21_643_56)


def codes(offer: Offer) -> list[str]:
    return [refusal.code for refusal in objections(offer, RULES)]


def test_a_promise_within_all_limits_may_be_taken() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("bucket", "days", "expected"),
    [
        (Bucket.M0, 7, []),
        (Bucket.M0, 8, ["promise.due_too_late"]),
        (Bucket.M1, 7, []),
        (Bucket.M1, 8, ["promise.due_too_late"]),
        (Bucket.M2, 15, []),
        (Bucket.M2, 16, ["promise.due_too_late"]),
        (Bucket.M4_PLUS, 15, []),
        (Bucket.M1, 0, []),
        (Bucket.M1, -1, ["promise.due_in_the_past"]),
    ],
)
def test_a_promise_is_for_seven_days_in_m1_and_fifteen_later(bucket: Bucket, days: int, expected: list[str]) -> None:
    assert codes(replace(GOOD, bucket=bucket, due=MADE + timedelta(days=days))) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (1, []),
        (21_643_56, []),
        (21_643_57, ["promise.more_than_owed"]),
        (0, ["promise.amount_not_positive"]),
    ],
)
def test_a_promise_is_for_something_and_not_more_than_puts_the_debt_right(amount: int, expected: list[str]) -> None:
    assert codes(replace(GOOD, amount=amount)) == expected


def test_where_nothing_falls_due_there_is_nothing_to_promise() -> None:
    (refusal,) = objections(replace(GOOD, cure=0), RULES)
    assert (refusal.code, refusal.params) == ("promise.nothing_owed", {"date": "2026-07-28"})


def test_what_is_too_much_names_the_sum_and_the_day() -> None:
    (refusal,) = objections(replace(GOOD, amount=30_000_00), RULES)
    assert refusal.params == {"limit_minor": 21_643_56, "date": "2026-07-28"}


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ([date(2026, 7, 24)], []),
        ([date(2026, 7, 24), date(2026, 6, 25)], ["promise.too_many_broken"]),
        ([date(2026, 7, 24), date(2026, 6, 24)], []),
        ([date(2026, 7, 24), date(2026, 7, 25)], []),
        ([date(2026, 7, 24)] * 3, ["promise.too_many_broken"]),
    ],
)
def test_after_two_broken_ones_in_thirty_days_no_further_promise_is_taken(
    ends: list[date], expected: list[str]
) -> None:
    assert codes(replace(GOOD, broken_ends=tuple(ends))) == expected


def test_broken_ones_are_counted_in_the_thirty_days_before() -> None:
    ends = [MADE - timedelta(days=days) for days in (0, 1, 30, 31)]
    assert broken_lately(ends, MADE, RULES) == 2


@pytest.mark.parametrize(
    ("moved", "replaced_due", "expected"),
    [
        (0, date(2026, 7, 26), []),
        (0, MADE, ["promise.moved_too_late"]),
        (1, date(2026, 7, 26), ["promise.moved_too_often"]),
        (None, None, []),
        (0, None, []),
    ],
)
def test_a_promise_is_moved_once_and_before_its_day(
    moved: int | None, replaced_due: date | None, expected: list[str]
) -> None:
    assert codes(replace(GOOD, moves=moved, replaced_due=replaced_due)) == expected


def test_somebody_who_owes_nothing_cannot_promise() -> None:
    assert codes(replace(GOOD, liable=False)) == ["promise.payer_not_liable"]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    bad = Offer(MADE, MADE - timedelta(days=1), 30_000_00, Bucket.M1, 1_00, (MADE - timedelta(days=1),) * 2, 1, MADE)
    assert codes(bad) == [
        "promise.due_in_the_past",
        "promise.more_than_owed",
        "promise.moved_too_late",
        "promise.too_many_broken",
    ]


def test_the_pack_says_what_is_usual_and_works_by_the_chinese_calendar() -> None:
    assert replace(RULES, version="", work=WEEKENDS_ONLY) == PLAIN
    assert RULES.work is work_calendar()
    assert RULES.partial_share == Decimal("0.5")


def test_the_window_knows_holidays() -> None:
    """Promised for the last day before the National Day holiday: the next working day is 8 October."""
    assert RULES.window_end(date(2026, 9, 30)) == date(2026, 10, 8)
    assert PLAIN.window_end(date(2026, 9, 30)) == date(2026, 10, 1)


@given(
    st.integers(-5, 40), st.integers(0, 40_000_00), st.sampled_from(Bucket), st.lists(st.integers(0, 60), max_size=4)
)
def test_asking_for_less_is_never_refused_where_more_was_taken(
    days: int, amount: int, bucket: Bucket, ago: list[int]
) -> None:
    ends = tuple(MADE - timedelta(days=n) for n in ago)
    offer = replace(GOOD, due=MADE + timedelta(days=days), amount=amount, bucket=bucket, broken_ends=ends)
    if not objections(offer, RULES) and amount > 1:
        assert not objections(replace(offer, amount=amount - 1, due=max(MADE, offer.due - timedelta(days=1))), RULES)
        assert not objections(replace(offer, broken_ends=ends[1:]), RULES)
