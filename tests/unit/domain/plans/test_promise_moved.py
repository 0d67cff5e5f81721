"""Promises that are moved, reversed, or made by somebody who owes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.plans.promise import Promise, PromiseState, moves, replaced_by, standings
from fieldapp.domain.plans.promise_limits import PLAIN
from fieldapp.rule_packs.promises import promise_rules
from tests.unit.domain.builders import BORROWER, SISTER, TODAY, payment, promise

MONDAY, TUESDAY, WEDNESDAY, FRIDAY = date(2026, 7, 27), date(2026, 7, 28), date(2026, 7, 29), date(2026, 7, 31)
FIRST = promise(8_000_00, TUESDAY, number="a")
LATE = date(2026, 8, 31)


def moved(old: Promise, due: date, made_on: date = MONDAY, number: str = "b", amount: int = 8_000_00) -> Promise:
    return promise(amount, due, made_on, number, replaces=old.id)


def states(promises: list[Promise], paid: list[Payment], as_of: date) -> list[tuple[str, PromiseState, int]]:
    found = standings(promises, {"loan-1": paid}, as_of)
    return [(one.promise.id[-1], one.state, one.counted) for one in found]


def test_a_promise_moved_before_its_day_is_neither_kept_nor_broken() -> None:
    both = [FIRST, moved(FIRST, FRIDAY)]
    assert states(both, [], TODAY) == [("a", PromiseState.OPEN, 0), ("b", PromiseState.OPEN, 0)]
    assert states(both, [], MONDAY) == [("a", PromiseState.RENEGOTIATED, 0), ("b", PromiseState.OPEN, 0)]
    assert states(both, [], LATE) == [("a", PromiseState.RENEGOTIATED, 0), ("b", PromiseState.BROKEN, 0)]


@pytest.mark.parametrize("made_on", [TUESDAY, WEDNESDAY])
def test_a_promise_moved_on_or_after_its_day_is_judged_by_that_day(made_on: date) -> None:
    both = [FIRST, moved(FIRST, FRIDAY, made_on)]
    assert states(both, [], LATE)[0] == ("a", PromiseState.BROKEN, 0)


def test_a_promise_is_moved_only_once() -> None:
    second = moved(FIRST, FRIDAY)
    third = moved(second, date(2026, 8, 5), WEDNESDAY, "c")
    assert [state for _, state, _ in states([FIRST, second, third], [], LATE)] == [
        PromiseState.RENEGOTIATED,
        PromiseState.BROKEN,
        PromiseState.BROKEN,
    ]
    twice = replace(PLAIN, renegotiations=2)
    assert set(replaced_by([FIRST, second, third], LATE, twice)) == {FIRST.id, second.id}


def test_the_first_to_replace_a_promise_is_the_one_that_counts() -> None:
    early, later = moved(FIRST, FRIDAY, TODAY, "b"), moved(FIRST, WEDNESDAY, MONDAY, "c")
    assert replaced_by([later, FIRST, early], LATE) == {FIRST.id: early}


def test_a_promise_that_replaces_nobody_knows_what_changes_nothing() -> None:
    assert replaced_by([replace(FIRST, content=replace(FIRST.content, replaces="gone"))], LATE) == {}


def test_promises_that_name_each_other_are_counted_once_each() -> None:
    one = replace(FIRST, content=replace(FIRST.content, replaces="promise-b"))
    other = moved(FIRST, FRIDAY)
    assert moves(one, {one.id: one, other.id: other}) == 1


def test_a_promise_kept_before_it_was_moved_stays_kept() -> None:
    both = [FIRST, moved(FIRST, FRIDAY)]
    assert states(both, [payment(8_000_00, TODAY)], LATE)[0] == ("a", PromiseState.KEPT, 8_000_00)


def test_money_from_the_day_it_was_moved_on_counts_for_the_new_promise() -> None:
    both = [FIRST, moved(FIRST, FRIDAY)]
    assert states(both, [payment(8_000_00, MONDAY)], LATE) == [
        ("a", PromiseState.RENEGOTIATED, 0),
        ("b", PromiseState.KEPT, 8_000_00),
    ]


def test_what_a_contact_promises_is_written_down_and_takes_no_money() -> None:
    hers = promise(8_000_00, MONDAY, number="s", payer_id=SISTER.id)
    found = standings([hers, FIRST], {"loan-1": [payment(8_000_00, MONDAY)]}, LATE, PLAIN, {BORROWER.id})
    assert [(one.promise.id[-1], one.state, one.counted) for one in found] == [
        ("s", PromiseState.NOT_COUNTED, 0),
        ("a", PromiseState.KEPT, 8_000_00),
    ]


def test_a_standing_names_the_payments_it_counted_and_the_day_its_window_closes() -> None:
    paid = [payment(3_000_00, MONDAY, "R1"), payment(6_000_00, TUESDAY, "R2")]
    (found,) = standings([FIRST], {"loan-1": paid}, LATE)
    assert found.payments == (("R1", 3_000_00), ("R2", 5_000_00))
    assert found.closes_on == WEDNESDAY


def test_the_window_follows_the_calendar_of_the_rules() -> None:
    before_holiday = promise(8_000_00, date(2026, 9, 30), date(2026, 9, 25))
    paid = {"loan-1": [payment(8_000_00, date(2026, 10, 8))]}
    assert standings([before_holiday], paid, date(2026, 10, 9), promise_rules())[0].state is PromiseState.KEPT
    assert standings([before_holiday], paid, date(2026, 10, 9))[0].state is PromiseState.BROKEN


def test_the_share_that_keeps_it_in_part_is_a_rule() -> None:
    strict = replace(PLAIN, partial_share=PLAIN.partial_share + PLAIN.partial_share / 2)
    paid = {"loan-1": [payment(5_000_00, MONDAY)]}
    assert standings([FIRST], paid, LATE)[0].state is PromiseState.PARTIAL
    assert standings([FIRST], paid, LATE, strict)[0].state is PromiseState.BROKEN
