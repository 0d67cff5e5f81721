"""What cannot be true is refused; what does not fit each other is told and lowers confidence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from fieldapp.domain.observation import Crowd, OpenStatus
from fieldapp.domain.strategy.answer_checks import Finding, Severity, check, sales_estimates
from fieldapp.domain.strategy.answers import Answers, with_power_change
from tests.unit.domain.strategy.forms import RULES, form


def found(before: Answers | None = None, trade: str = "餐馆", **answers: Any) -> tuple[Finding, ...]:
    return check(Answers(**answers), before, trade, RULES.checks)


def codes(before: Answers | None = None, trade: str = "餐馆", **answers: Any) -> list[str]:
    return [each.code for each in found(before, trade, **answers)]


def named(name: str, value: Any) -> dict[str, Any]:
    return {name: value}


def test_a_plain_form_has_no_findings() -> None:
    assert check(form(), None, "", RULES.checks) == ()


@pytest.mark.parametrize(
    "name", ["customers_10min", "sales_today", "stock_value", "staff_now", "power_kwh", "proposal_amount", "photos"]
)
def test_a_number_below_nought_blocks(name: str) -> None:
    (only,) = found(**named(name, -1))
    assert (only.code, only.severity, only.names) == ("score.check.negative", Severity.BLOCK, (name,))
    assert only.params == {"names": name}
    assert all(each.severity is not Severity.BLOCK for each in found(**named(name, 0)))


def test_a_fall_of_power_and_a_loss_may_be_below_nought() -> None:
    assert codes(power_change_percent=Decimal(-5), dscr=Decimal(-1)) == []


@pytest.mark.parametrize("name", ["cooperation", "explains_openly", "shows_books", "observer_confidence"])
@pytest.mark.parametrize(("rating", "wrong"), [(0, True), (1, False), (5, False), (6, True)])
def test_a_rating_goes_from_one_to_five(name: str, rating: int, wrong: bool) -> None:
    assert codes(**named(name, rating)) == (["score.check.rating"] if wrong else [])


@pytest.mark.parametrize(
    ("margin", "expected"), [(100, ["score.check.margin"]), (101, ["score.check.margin_impossible"])]
)
def test_no_margin_is_more_than_the_whole(margin: int, expected: list[str]) -> None:
    assert codes(margin_percent=margin) == expected


@pytest.mark.parametrize(
    ("running", "total", "wrong"), [(3, 5, False), (5, 5, False), (6, 5, True), (3, None, False), (3, 0, False)]
)
def test_no_more_machines_run_than_there_are(running: int, total: int | None, wrong: bool) -> None:
    assert codes(machines_running=running, machines_total=total) == (["score.check.machines"] if wrong else [])


def test_a_note_has_three_hundred_characters() -> None:
    assert codes(note="好" * 300) == []
    assert codes(note="好" * 301) == ["score.check.note_long"]


@pytest.mark.parametrize("name", ["household_illness", "household_hardship"])
@pytest.mark.parametrize(("consent", "wrong"), [(True, False), (None, False), (False, True)])
def test_health_is_not_written_down_against_somebodys_will(name: str, consent: bool | None, wrong: bool) -> None:
    assert codes(household_consent=consent, **named(name, True)) == (["score.check.no_consent"] if wrong else [])
    assert codes(household_consent=False) == []


@pytest.mark.parametrize(("margin", "odd"), [(34, True), (35, False), (70, False), (71, True)])
def test_a_margin_beyond_what_is_usual_in_the_trade_is_inconsistent(margin: int, odd: bool) -> None:
    (*odds,) = found(margin_percent=margin)
    assert [(each.code, each.severity, each.inconsistent) for each in odds] == (
        [("score.check.margin", Severity.WARN, True)] if odd else []
    )
    if odd:
        assert odds[0].params == {"margin": margin, "low": "35", "high": "70"}


def test_a_trade_nobody_knows_has_a_wide_band() -> None:
    assert codes(trade="占卜", margin_percent=80) == []
    assert codes(trade="占卜", margin_percent=81) == ["score.check.margin"]


@pytest.mark.parametrize(("today", "odd"), [(1_000_00, False), (750_00, False), (749_00, True), (1_334_00, True)])
def test_sales_of_two_sources_may_differ_by_a_quarter(today: int, odd: bool) -> None:
    assert codes(sales_month=30_000_00, sales_today=today) == (["score.check.sales_differ"] if odd else [])


def test_purchases_and_margin_are_an_estimate_of_sales() -> None:
    answers = Answers(sales_month=30_000_00, purchases_month=18_000_00, margin_percent=40)
    assert dict(sales_estimates(answers, 30)) == {"sales_month": 30_000_00, "purchases_month": 30_000_00}
    assert codes(sales_month=30_000_00, purchases_month=12_000_00, margin_percent=40) == ["score.check.sales_differ"]
    assert sales_estimates(Answers(purchases_month=1, margin_percent=100), 30) == ()
    assert sales_estimates(Answers(purchases_month=1), 30) == ()


@pytest.mark.parametrize(("stock", "odd"), [(30_000_00, False), (30_001_00, True), (0, False)])
def test_a_restaurant_keeps_at_most_a_month_of_stock(stock: int, odd: bool) -> None:
    assert codes(sales_month=30_000_00, stock_value=stock) == (["score.check.stock_turn"] if odd else [])


def test_stock_without_sales_says_nothing() -> None:
    assert codes(stock_value=5_000_00) == []
    assert codes(stock_value=5_000_00, sales_month=0) == []


@pytest.mark.parametrize(
    ("change", "more", "odd"),
    [
        (-41, {"open_status": OpenStatus.OPEN_NORMAL}, True),
        (-40, {"open_status": OpenStatus.OPEN_NORMAL}, False),
        (-41, {"crowd": Crowd.SAME}, True),
        (-41, {"crowd": Crowd.FEWER}, False),
        (-41, {"open_status": OpenStatus.CLOSED_LONG}, False),
    ],
)
def test_a_deep_fall_of_power_does_not_fit_business_as_usual(change: int, more: dict[str, Any], odd: bool) -> None:
    assert codes(power_change_percent=Decimal(change), **more) == (["score.check.power_fell"] if odd else [])


@pytest.mark.parametrize(("sales", "odd"), [(30_000_00, True), (22_500_00, True), (22_499_00, False), (None, False)])
def test_a_deep_fall_of_power_does_not_fit_sales_as_before(sales: int | None, odd: bool) -> None:
    before = Answers(sales_month=30_000_00, power_kwh=1_000)
    assert codes(before, power_kwh=500, sales_month=sales) == (["score.check.power_fell"] if odd else [])


def test_the_change_of_power_needs_a_reading_before() -> None:
    assert with_power_change(Answers(power_kwh=5), Answers(power_kwh=0)) is None
    assert with_power_change(Answers(power_kwh=5), None) is None
    assert with_power_change(Answers(power_kwh=5), Answers(power_kwh=4)) == 25
    assert with_power_change(Answers(power_change_percent=Decimal(7), power_kwh=5), Answers(power_kwh=4)) == 7


def test_two_photos_are_wanted_but_a_missing_one_is_no_inconsistency() -> None:
    (only,) = found(photos=1)
    assert (only.code, only.inconsistent, only.params) == ("score.check.photos", False, {"least": 2})
    assert found(photos=2) == ()
