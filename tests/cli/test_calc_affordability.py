"""`calc affordability`: the worked shop, the debt it can bear, and what cannot be asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fieldapp.cli.calc.command import answer, schema
from fieldapp.cli.main import main
from fieldapp.errors import KnownError

SHOP: dict[str, Any] = {
    "sales": {
        "claimed_month": "42000.00",
        "purchases_month": "27720.00",
        "ticket": "33.50",
        "tickets_a_day": "40",
    },
    "margin_percent": "28",
    "costs": "3800.00",
    "household": "2500.00",
    "other_debt": "800.00",
}
DEBT = {"base": "81581.10", "annual_rate_percent": "12"}


def ask(**more: Any) -> dict[str, Any]:
    return answer("affordability", json.dumps(SHOP | more).encode())


def test_the_worked_shop_and_debt() -> None:
    found = ask(debt=DEBT)
    assert [(one["name"], one["amount"]) for one in found["estimates"]] == [
        ("month_claimed", "42000.00"),
        ("purchases", "38500.00"),
        ("tickets", "40200.00"),
    ]
    assert (found["sales"], found["sales_from"], found["independent_sources"]) == ("38500.00", "purchases", 3)
    assert (found["gross"], found["free"], found["share_percent"]) == ("10780.00", "3680.00", "70")
    assert (found["capacity"], found["weak"], found["contradicting"]) == ("2576.00", False, False)
    assert found["debt"]["instalments"] == 39
    assert (found["debt"]["longest_instalment"], found["debt"]["hardship"]) == ("1814.73", False)
    assert found["debt"]["dscr_floor"] == "1.3"


def test_a_debt_that_is_too_much_is_a_hardship() -> None:
    found = ask(household="4000.00", debt=DEBT)
    assert (found["capacity"], found["debt"]["instalments"], found["debt"]["hardship"]) == ("1526.00", None, True)


def test_power_is_asked_in_kilowatt_hours_and_sales_for_each() -> None:
    found = ask(sales={"power_used": "820", "sales_per_power": "50.00"})
    assert (found["sales"], found["weak"]) == ("41000.00", True)


def test_stock_and_days_of_business() -> None:
    found = ask(sales={"stock": "36000.00", "stock_turns_a_month": "0.8", "claimed_day": "1340.00", "days_open": 26})
    assert [one["amount"] for one in found["estimates"]] == ["34840.00", "40000.00"]


def test_a_season_is_tested_month_by_month() -> None:
    season = {"free": ["500.00", "500.00", "9000.00"], "instalments": ["1000.00"] * 3, "opening": "600.00"}
    found = ask(season=season)["season"]
    assert (found["bears"], found["lowest"], found["lowest_month"]) == (False, "-400.00", 2)
    assert found["largest_level_instalment"] == "800.00"
    assert [one["cumulative"] for one in found["months"]] == ["100.00", "-400.00", "7600.00"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"sales": {}}, "sales"),
        ({"sales": {"ticket": "33.50"}}, "sales.ticket"),
        ({"sales": {"stock_turns_a_month": "1"}}, "sales.stock"),
        ({"sales": {"claimed_month": "-1"}}, "sales.claimed_month"),
        ({"sales": {"ticket": "33.50", "tickets_a_day": "-1"}}, "sales.tickets_a_day"),
        ({"sales": {"claimed_day": "1", "days_open": 32}}, "sales.days_open"),
        ({"margin_percent": "101"}, "margin_percent"),
        ({"costs": "1.005"}, "costs"),
        ({"debt": {"base": "0", "annual_rate_percent": "12"}}, "debt.base"),
        ({"season": {"free": ["1"], "instalments": []}}, "season.instalments"),
        ({"season": {"free": [], "instalments": []}}, "season.instalments"),
        ({"income": "1"}, "income"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(more: dict[str, Any], field: str) -> None:
    with pytest.raises(KnownError) as error:
        ask(**more)
    assert (error.value.code, error.value.params["field"]) == ("calc.field_wrong", field)


def test_it_answers_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "shop.json"
    file.write_text(json.dumps(SHOP), encoding="utf-8")
    assert main(["calc", "affordability", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["capacity"] == "2576.00"


def test_the_schema_names_the_question() -> None:
    assert schema("affordability")["title"] == "affordability"
