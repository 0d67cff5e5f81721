"""Every value the domain can hold has a word in both languages' source, and reasons are whole sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from fieldapp import clock
from fieldapp.domain.calendar import DayCount
from fieldapp.domain.caseview import OwedParts
from fieldapp.domain.clocks.events import Interruption
from fieldapp.domain.document import DocumentKind, Signer
from fieldapp.domain.facts import FactKind
from fieldapp.domain.lending.ageing import Bucket
from fieldapp.domain.lending.allocation import Component
from fieldapp.domain.lending.loan import AllocationOrder, RepaymentMethod
from fieldapp.domain.observation import Crowd, Observation, OpenStatus, StockLevel
from fieldapp.domain.party import GuaranteeKind, PartyRole, PlaceSource, PremisesKind
from fieldapp.domain.plans.authority import Exceeded, Level
from fieldapp.domain.plans.plan import PlanKind
from fieldapp.domain.plans.plan_life import PlanHealth, PlanState
from fieldapp.domain.plans.promise import PayChannel, PromiseState
from fieldapp.domain.staff import StaffRole
from fieldapp.domain.strategy.urgency import Reason
from fieldapp.domain.visit import Cause, Met, Outcome
from ui import words

ENUMS: list[tuple[type[Enum], Callable[[Any], str]]] = [
    (Met, words.met), (Outcome, words.outcome), (OpenStatus, words.open_status), (Crowd, words.crowd),
    (StockLevel, words.stock_level), (Cause, words.cause), (PromiseState, words.promise_state),
    (PayChannel, words.pay_channel), (PlanKind, words.plan_kind), (PlanKind, words.plan_kind_meaning),
    (PlanState, words.plan_state), (PlanHealth, words.plan_health), (PartyRole, words.party_role),
    (GuaranteeKind, words.guarantee_kind), (PremisesKind, words.premises_kind), (PlaceSource, words.place_source),
    (StaffRole, words.staff_role), (RepaymentMethod, words.repayment_method),
    (AllocationOrder, words.allocation_order), (Component, words.component), (DayCount, words.day_count),
    (Bucket, words.bucket_meaning), (Interruption, words.interruption), (DocumentKind, words.document_kind),
    (Signer, words.signer), (FactKind, words.fact_kind), (Level, words.level), (Reason, words.reason_heading),
]  # fmt: skip
FIGURES: dict[str, str | int] = {
    "amount_minor": 800_000, "owed_minor": 2_164_356, "days": 19, "date": "2026-07-20", "row": 2,
    "comment": "请缩短期限", "name": "张伟", "kind": "dispute",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "say"), ENUMS, ids=lambda value: getattr(value, "__name__", str(value)))
def test_every_value_has_a_word_of_its_own(kind: type[Enum], say: Callable[[Any], str]) -> None:
    said = [say(value) for value in kind]
    assert all(said)
    assert len(set(said)) == len(said), "two values that read the same cannot be told apart"


@pytest.mark.parametrize("why", Reason)
def test_every_reason_is_a_sentence_with_its_figures_filled_in(why: Reason) -> None:
    for text in (words.reason(why, FIGURES), words.reason_advice(why, FIGURES)):
        assert text
        assert "{" not in text
        assert "%n" not in text


def test_a_promise_that_is_due_today_says_today_and_the_sum_without_empty_decimals() -> None:
    due: dict[str, str | int] = {"amount_minor": 800_000, "date": clock.today().isoformat()}
    assert words.reason(Reason.PROMISE_DUE, due) == "承诺今日还款 8,000 元，须当面确认"


def test_a_promise_whose_day_was_before_is_not_said_to_be_of_today() -> None:
    due: dict[str, str | int] = {"amount_minor": 800_050, "date": "2020-07-24"}
    assert words.reason(Reason.PROMISE_DUE, due) == "承诺 2020-07-24 还款 8,000.50 元，尚未到账，须当面确认"


def test_a_comment_with_braces_is_shown_as_it_was_written() -> None:
    assert words.reason(Reason.PLAN_RETURNED, {"comment": "改为 {6} 期"}) == "方案被退回：改为 {6} 期"
    assert words.reason_advice(Reason.PLAN_RETURNED, {"comment": "改为 {6} 期"})


def test_every_field_of_an_observation_and_every_part_of_a_sum_has_a_name() -> None:
    assert all(words.observed(field.name) for field in fields(Observation))
    assert all(words.owed_part(field.name) for field in fields(OwedParts))


@pytest.mark.parametrize(
    ("field", "value", "reads"),
    [
        ("customers_10min", 11, "11 人"), ("margin_percent", 28, "28%"),
        ("sales_month_claimed", 3_850_000, "38,500.00"), ("open_status", OpenStatus.OPEN_NORMAL, "正常营业"),
        ("crowd", None, "—"),
    ],
)  # fmt: skip
def test_observed_values_read_in_their_own_unit(field: str, value: object, reads: str) -> None:
    assert words.observed_value(field, value) == reads


def test_the_plan_of_a_list_row_reads_as_the_plan_itself() -> None:
    assert words.row_health(None) is None
    assert words.row_health("returned") == ("已退回", "warn")
    assert words.row_health("late") == ("履行逾期", "warn")


@pytest.mark.parametrize("criterion", ["term", "balance", "penalty_waiver", "deferral"])
def test_every_criterion_of_authority_compares_its_figures(criterion: str) -> None:
    said = words.criterion(Exceeded(criterion, 1_200_000, 1_000_000, Level.TEAM_LEAD))
    assert "12" in said
    assert "10" in said


@pytest.mark.parametrize("status", ["waiting", "accepted", "settled", "rejected", "conflict"])
def test_every_place_where_a_fact_can_be_has_words_and_a_tone(status: str) -> None:
    assert words.custody(status)
    assert words.custody_tone(status)


def test_a_rate_is_written_without_empty_decimals() -> None:
    assert words.rate(Decimal("0.12")) == "年利率 12%"
    assert words.rate(Decimal("0.1450")) == "年利率 14.5%"
    assert words.rate(Decimal("0.1")) == "年利率 10%"
