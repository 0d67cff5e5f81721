"""A promise as a fact: judged by what the case says on the day it was made."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from fieldapp.domain.case import CaseFile
from fieldapp.domain.facts import FactKind
from fieldapp.domain.lending.ageing import Bucket
from fieldapp.domain.plans.plan_life import Plan, PlanState
from fieldapp.domain.plans.promise import Promise
from fieldapp.domain.plans.promise_offer import offer
from fieldapp.rule_packs.promises import promise_rules
from tests.unit.domain.builders import (
    COLLECTOR,
    GUARANTOR,
    NOON,
    TODAY,
    case_file,
    fact,
    plan_content,
    promise,
    promise_content,
    verdict,
    worked_loan,
)

RULES = promise_rules()
CURE_ON_28_JULY = 21_675_54
"""21,323.70 overdue; penalty 236.30 + 89.50 and compound 19.58 + 6.46 for 48 and 18 days."""


def judged(file: CaseFile, amount: int = 8_000_00, due: date = date(2026, 7, 28), **changes: Any) -> str | None:
    return verdict(file, fact(FactKind.PROMISE_MADE, promise_content(amount, due, **changes)))


def with_promises(*promises: Promise) -> CaseFile:
    return replace(case_file(), promises=promises)


def test_a_promise_of_what_puts_the_debt_right_on_its_day_may_stand() -> None:
    assert offer(case_file(), promise_content(), TODAY, RULES).cure == CURE_ON_28_JULY
    assert judged(case_file(), CURE_ON_28_JULY) is None
    assert judged(case_file(), CURE_ON_28_JULY + 1) == "promise.more_than_owed"


def test_in_m1_a_promise_is_for_seven_days_and_later_for_fifteen() -> None:
    fifteen_late = case_file(worked_loan(paid=5))
    assert offer(fifteen_late, promise_content(), TODAY, RULES).bucket is Bucket.M1
    assert judged(fifteen_late, due=TODAY + timedelta(days=7)) is None
    assert judged(fifteen_late, due=TODAY + timedelta(days=8)) == "promise.due_too_late"
    assert judged(case_file(), due=TODAY + timedelta(days=15)) is None
    assert judged(case_file(), due=TODAY + timedelta(days=16)) == "promise.due_too_late"


def test_under_a_running_plan_a_promise_is_for_what_the_plan_asks() -> None:
    content = plan_content()
    plan = Plan("plan-1", "case-1", COLLECTOR.id, NOON, content, PlanState.ACTIVE)
    file = replace(case_file(), plans=(plan,))
    first = content.rows[0]
    found = offer(file, promise_content(due=first.due), first.due - timedelta(days=1), RULES)
    assert (found.cure, found.bucket) == (first.total, Bucket.M0)


def test_after_two_broken_promises_in_a_month_a_third_is_not_taken() -> None:
    broken = [promise(8_000_00, day, day - timedelta(days=2), day.isoformat()) for day in (
        date(2026, 7, 6), date(2026, 7, 16),
    )]  # fmt: skip
    assert judged(with_promises(*broken)) == "promise.too_many_broken"
    assert judged(with_promises(*broken[:1])) is None


@pytest.mark.parametrize(
    ("promises", "replaces", "code"),
    [
        ([promise(8_000_00, date(2026, 7, 27), date(2026, 7, 20), "a")], "promise-a", None),
        ([promise(8_000_00, TODAY, date(2026, 7, 20), "a")], "promise-a", "promise.moved_too_late"),
        ([], "promise-a", "promise.unknown_promise"),
        ([promise(8_000_00, date(2026, 7, 27), TODAY, "a", loan_id="loan-2")], "promise-a", "promise.unknown_promise"),
    ],
)
def test_a_promise_may_replace_one_of_the_same_loan_before_its_day(
    promises: list[Promise], replaces: str, code: str | None
) -> None:
    assert judged(with_promises(*promises), replaces=replaces) == code


def test_a_promise_that_was_moved_once_is_not_moved_again() -> None:
    first = promise(8_000_00, date(2026, 7, 26), date(2026, 7, 20), "a")
    second = promise(8_000_00, date(2026, 7, 30), date(2026, 7, 22), "b", replaces=first.id)
    assert judged(with_promises(first, second), replaces=second.id) == "promise.moved_too_often"


def test_a_guarantor_may_promise_for_what_is_guaranteed() -> None:
    assert judged(case_file(), payer_id=GUARANTOR.id) is None
