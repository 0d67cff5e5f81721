"""The language of conditions: typed, total, and honest about what nobody knows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.strategy.client import ClientType
from fieldapp.domain.strategy.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Not,
    Operator,
    comparisons,
    fault,
    judge,
    supporting,
    used,
)
from fieldapp.domain.strategy.situation import FACTS, Family, Hold, Situation

CASE = Situation(Family.SECURED_MICRO, 45, visits=1, holds=frozenset({Hold.DISPUTE}), client_type=ClientType.NORMAL)
YES = Comparison("days_past_due", Operator.EQ, 45)
NO = Comparison("days_past_due", Operator.EQ, 44)
UNKNOWN = Comparison("refuses", Operator.EQ, True)


@pytest.mark.parametrize(
    ("field", "operator", "value", "truth"),
    [
        ("days_past_due", "=", 45, True), ("days_past_due", "!=", 45, False), ("days_past_due", "<", 45, False),
        ("days_past_due", "<", 46, True), ("days_past_due", "<=", 45, True), ("days_past_due", "<=", 44, False),
        ("days_past_due", ">", 44, True), ("days_past_due", ">", 45, False), ("days_past_due", ">=", 45, True),
        ("days_past_due", ">=", 46, False), ("family", "=", "secured_micro", True), ("family", "!=", "consumer", True),
        ("client_type", "in", ("normal", "lost_contact"), True), ("client_type", "in", ("lost_contact",), False),
        ("holds", "has", "dispute", True), ("holds", "has", "complaint", False), ("paid_up", "=", False, True),
        ("refuses", "=", True, None), ("refuses", "known", False, True), ("refuses", "known", True, False),
        ("visits", "known", True, True), ("limitation_days_left", "<=", 180, None),
    ],
)  # fmt: skip
def test_a_fact_is_held_against_a_value(field: str, operator: str, value: Any, truth: bool | None) -> None:
    test = Comparison(field, Operator(operator), value)
    assert fault(test) is None
    assert judge(test, CASE) is truth


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        (AllOf(()), True), (AllOf((YES, YES)), True), (AllOf((YES, NO)), False), (AllOf((YES, UNKNOWN)), None),
        (AllOf((UNKNOWN, NO)), False), (AnyOf(()), False), (AnyOf((NO, YES)), True), (AnyOf((NO, NO)), False),
        (AnyOf((NO, UNKNOWN)), None), (AnyOf((UNKNOWN, YES)), True), (Not(YES), False), (Not(NO), True),
        (Not(UNKNOWN), None),
    ],
)  # fmt: skip
def test_what_nobody_knows_is_carried_on(condition: Condition, truth: bool | None) -> None:
    assert judge(condition, CASE) is truth


@pytest.mark.parametrize(
    ("test", "wrong"),
    [
        (("colour", "=", 1), "no fact is called colour"),
        (("refuses", "<", True), "refuses is a flag, which is never asked <"),
        (("holds", "=", "dispute"), "holds is a words, which is never asked ="),
        (("visits", "has", 1), "visits is a number, which is never asked has"),
        (("family", ">", "consumer"), "family is a word, which is never asked >"),
        (("visits", "=", "two"), "visits is never 'two'"),
        (("visits", "=", True), "visits is never True"),
        (("refuses", "=", 1), "refuses is never 1"),
        (("visits", "known", 1), "visits is never 1"),
        (("family", "=", "mortgage"), "family is never 'mortgage'"),
        (("family", "=", 3), "family is never 3"),
        (("family", "in", ()), "family is never ()"),
        (("family", "in", "consumer"), "family is never 'consumer'"),
        (("family", "in", ("consumer", "mortgage")), "family is never ('consumer', 'mortgage')"),
        (("holds", "has", "hunger"), "holds is never 'hunger'"),
    ],
)
def test_a_condition_of_another_kind_is_found_out_before_it_is_judged(test: tuple[Any, ...], wrong: str) -> None:
    one = Comparison(test[0], Operator(test[1]), test[2])
    assert fault(AllOf((YES, Not(AnyOf((one,)))))) == wrong


def test_what_speaks_for_an_outcome_is_told_with_the_fact() -> None:
    both = AllOf((YES, Not(NO), AnyOf((NO, UNKNOWN, Comparison("visits", Operator.GE, 1)))))
    assert judge(both, CASE) is True
    told = [(one.test.field, one.actual, one.truth) for one in supporting(both, CASE, True)]
    assert told == [("days_past_due", 45, True), ("days_past_due", 45, False), ("visits", 1, True)]
    assert [one.test for one in supporting(AllOf((YES, Not(UNKNOWN))), CASE, None)] == [UNKNOWN]
    assert list(comparisons(both)) == [YES, NO, NO, UNKNOWN, Comparison("visits", Operator.GE, 1)]
    assert used(Comparison("holds", Operator.HAS, "dispute"), CASE).actual == ("dispute",)
    assert used(Comparison("client_type", Operator.EQ, "normal"), CASE).actual == "normal"


SIMPLE = st.sampled_from([YES, NO, UNKNOWN])
ANY = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, max_size=3).map(tuple).map(AllOf),
        st.lists(inner, max_size=3).map(tuple).map(AnyOf),
    ),
    max_leaves=12,
)


@given(ANY)
def test_every_condition_has_an_answer_and_twice_not_is_nothing(condition: Condition) -> None:
    truth = judge(condition, CASE)
    assert truth in {True, False, None}
    assert judge(Not(Not(condition)), CASE) is truth


@given(st.lists(ANY, max_size=4))
def test_all_is_not_any_not(parts: list[Condition]) -> None:
    turned = Not(AnyOf(tuple(Not(part) for part in parts)))
    assert judge(AllOf(tuple(parts)), CASE) is judge(turned, CASE)


@given(ANY, st.booleans())
def test_learning_a_fact_never_turns_a_settled_answer(condition: Condition, refuses: bool) -> None:
    before = judge(condition, CASE)
    after = judge(condition, Situation(Family.SECURED_MICRO, 45, visits=1, refuses=refuses))
    assert before is None or after is before


def test_every_fact_can_be_asked_for() -> None:
    assert all(
        fault(Comparison(name, operator, value)) is None
        for name in FACTS
        for operator, value in [
            (Operator.HAS, "dispute" if name == "holds" else "funeral" if name == "avoid" else "sms")
            if name in {"holds", "done", "avoid"}
            else (Operator.KNOWN, True)
        ]
    )
