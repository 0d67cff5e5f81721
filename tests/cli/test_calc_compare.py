"""`calc compare`: the worked illustration as a question, its ranges, and what turns it around."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from fieldapp.cli.calc.command import answer, schema
from fieldapp.cli.main import main
from fieldapp.errors import KnownError


def assumed(value: str, **more: str) -> dict[str, str]:
    return {"value": value, "source": "illustration"} | more


QUESTION: dict[str, Any] = {
    "payoff": "83743.07",
    "plan": {"base": "81581.10", "annual_rate_percent": "12", "instalments": 12, "arrears": "1853.02"},
    "proceeding": "summary",
    "assumptions": {
        "discount_percent": assumed("10"),
        "break_hazard_percent": assumed("3", plus_minus="1"),
        "broken_recovery_percent": assumed("20"),
        "broken_delay_months": assumed("12"),
        "arrears_recovery_percent": assumed("90"),
        "recovery_curve_percent": {
            "values": ["6", "5", "4", "3", "3", "2", "1", "1", "1", "1", "1", "1"],
            "source": "chosen: falling whole percents, 29 in twelve months",
        },
        "win_percent": assumed("95"),
        "enforced_percent": assumed("55"),
        "court_delay_months": assumed("12"),
        "lawyer": assumed("3000.00"),
    },
}


def ask(**more: Any) -> dict[str, Any]:
    return answer("compare", json.dumps(QUESTION | more).encode())


def changed(path: str, value: Any) -> dict[str, Any]:
    """The question with one field set, named by its path."""
    whole = copy.deepcopy(QUESTION)
    *way, last = path.split(".")
    inner = whole
    for step in way:
        inner = inner[step]
    inner[last] = value
    return whole


def test_the_illustration_comes_out_to_the_cent() -> None:
    found = ask()
    assert [(one["way"], one["present_value"]) for one in found["ways"]] == [
        ("plan", "72581.44"),
        ("litigation", "36280.89"),
        ("status_quo", "23481.82"),
    ]
    assert found["best"] == "plan"
    assert found["court_fee"]["amount"] == "946.79"
    assert found["court_fee"]["share"] == "1/2"
    assert [band["fee"] for band in found["court_fee"]["bands"]] == ["50.0000", "1843.5768"]


def test_each_way_shows_its_lines_and_its_range() -> None:
    plan, litigation, status_quo = ask()["ways"]
    assert len(plan["lines"]) == 25
    assert plan["lines"][1] == {
        "flow": "instalment", "month": "1", "amount": "7248.3800", "probability": "0.970000", "present": "6975.3065",
    }  # fmt: skip
    assert float(plan["lowest"]) < 72581.44 < float(plan["highest"])
    assert float(litigation["lowest"]) < 36280.89 < float(litigation["highest"])
    total = sum(float(line["present"]) for line in status_quo["lines"])
    assert total == pytest.approx(23481.82, abs=0.006)


def test_the_nearest_flip_is_named_with_its_change() -> None:
    found = ask()
    assert found["nearest_flip"]["assumption"] == "enforced_percent"
    assert found["nearest_flip"]["relative_change_percent"] == "-31.82"
    assert found["nearest_flip"]["order"] == ["plan", "status_quo", "litigation"]
    assert found["nearest_flip"]["changes_best"] is False
    assert all(flip["changes_best"] for flip in found["best_flips"])
    assert found["flips"][0] == found["nearest_flip"]


def test_a_range_of_its_own_goes_before_the_general_one() -> None:
    by_name = {one["assumption"]: one for one in ask()["assumptions"]}
    assert (by_name["break_hazard_percent"]["low"], by_name["break_hazard_percent"]["high"]) == ("2", "4")
    assert (by_name["win_percent"]["low"], by_name["win_percent"]["high"]) == ("76", "100")
    assert (by_name["lawyer"]["low"], by_name["lawyer"]["source"]) == ("2400", "illustration")
    assert by_name["win_percent"]["at_low"]["plan"] == "72581.44"
    assert by_name["recovery_curve_percent"]["value"] == "29"


def test_the_rows_of_a_plan_can_be_written_out_and_a_fee_can_be_given() -> None:
    rows = [{"month": "6", "amount": "40000.00", "balance_before": "81581.10"},
            {"month": "12.5", "amount": "45000.00", "balance_before": "44000.00"}]  # fmt: skip
    found = ask(plan={"rows": rows}, court_fee="1893.58")
    assert [line["month"] for line in found["ways"][0]["lines"]] == ["0", "6", "18", "12.5", "24.5"]
    assert found["court_fee"] == {
        "amount": "1893.58", "proceeding": "summary", "share": "1/1", "bands": [], "pack": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("payoff", "0", "payoff"),
        ("plan", {"instalments": 12}, "plan.base"),
        ("plan.rows", [{"month": "1", "amount": "1", "balance_before": "1"}], "plan.rows"),
        ("plan.instalments", 0, "plan.instalments"),
        ("plan.base", "0", "plan.base"),
        (
            "plan",
            {"rows": [{"month": "2", "amount": "1", "balance_before": "1"}] * 2},
            "plan.rows[1].month",
        ),
        ("assumptions.win_percent.value", "101", "assumptions.win_percent.value"),
        ("assumptions.discount_percent.value", "-1", "assumptions.discount_percent.value"),
        ("assumptions.court_delay_months.value", "601", "assumptions.court_delay_months.value"),
        (
            "assumptions.recovery_curve_percent.values",
            ["60", "50"],
            "assumptions.recovery_curve_percent.values",
        ),
        ("assumptions.win_percent", {"value": "95"}, "assumptions.win_percent.source"),
        ("proceeding", "duel", "proceeding"),
        ("discount", "1", "discount"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(path: str, value: Any, field: str) -> None:
    with pytest.raises(KnownError) as error:
        answer("compare", json.dumps(changed(path, value)).encode())
    assert (error.value.code, error.value.params["field"]) == ("calc.field_wrong", field)


def test_it_answers_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "compare.json"
    file.write_text(json.dumps(QUESTION), encoding="utf-8")
    assert main(["calc", "compare", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["best"] == "plan"


def test_the_schema_names_the_question() -> None:
    assert schema("compare")["title"] == "compare"
