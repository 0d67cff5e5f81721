"""`fieldapp calc plan`: plans as a stranger would write them, and what is refused by field."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fieldapp.cli.calc.command import answer, schema
from fieldapp.cli.main import main
from fieldapp.errors import KnownError

TERMS = {
    "principal": "120000.00",
    "annual_rate_percent": "12",
    "instalments": 12,
    "disbursed_on": "2026-01-10",
    "first_due_on": "2026-02-10",
}
PAID = [{"on": f"2026-0{month}-10", "kind": "repay", "amount": "10661.85"} for month in (2, 3, 4, 5)]
LOAN = {"terms": TERMS, "events": PAID}
OWED = {
    "principal": "81581.10",
    "annual_rate_percent": "12",
    "overdue_interest": "1533.16",
    "penalty": "296.12",
    "compound": "23.74",
    "current_interest": "308.95",
}


def asked(plan: dict[str, Any], **more: Any) -> dict[str, Any]:
    question = {"plan": {"as_of": "2026-07-25", **plan}} | ({"loan": LOAN} if "owed" not in more else {}) | more
    return answer("plan", json.dumps(question).encode())


def refusal(plan: dict[str, Any], **more: Any) -> dict[str, object]:
    with pytest.raises(KnownError) as caught:
        asked(plan, **more)
    assert caught.value.code == "calc.field_wrong"
    return caught.value.params


def test_a_plan_on_the_loan_and_on_its_sums_are_the_same() -> None:
    plan = {"kind": "equal_instalment", "instalments": 12}
    on_loan, on_sums = asked(plan), asked(plan, owed=OWED)
    assert on_loan["rows"] == on_sums["rows"]
    assert on_loan["rows"][0]["total"] == "9410.35"
    assert (on_loan["base"], on_loan["side_pot"]["total"]) == ("81581.10", "2161.97")
    assert on_loan["authority"]["level"] == "branch_manager"


def test_the_fewest_rows_within_capacity_are_named() -> None:
    found = asked({"instalments": 12}, capacity="2576.00")["capacity"]
    assert (found["fewest_instalments"], found["highest_row_then"], found["over"]) == (40, "2539.06", "6834.35")
    assert asked({"instalments": 12}, capacity="1000")["capacity"]["fewest_instalments"] is None


def test_weekly_capacity_is_cut_to_the_week() -> None:
    found = asked({"instalments": 26, "unit": "weeks", "first_due_on": "2026-08-01"}, capacity="3650.00")["capacity"]
    assert found["per_row"] == "840.00"


def test_a_settlement_says_what_it_waives_by_component() -> None:
    waived = {"interest": "1075.53", "penalty": "296.12", "compound": "23.74"}
    found = asked({"kind": "settlement", "waived": waived, "settlement_days": 2})
    assert (found["waived"], found["total"], len(found["rows"])) == ("1395.39", "82347.68", 1)


def test_steps_and_dates_are_written_out() -> None:
    steps = asked({"kind": "step_up", "instalments": 12, "steps": [{"rows": 3, "amount": "4000"}]}, owed=OWED)
    assert steps["rows"][1]["total"] == "4000.00"
    dates = [{"due_on": "2026-08-20", "amount": "20000"}, {"due_on": "2026-11-20", "principal": 30000}]
    custom = asked({"kind": "custom", "instalments": 3, "rows": [*dates, {"due_on": "2027-06-20"}]})
    assert [row["principal"] for row in custom["rows"]] == ["19292.96", "30000.00", "32288.14"]


def test_what_stands_against_a_plan_is_said_with_a_sentence() -> None:
    found = asked({"instalments": 99, "annual_rate_percent": "13"})
    assert [each["code"] for each in found["problems"]] == ["plan.rate_too_high", "plan.instalments_out_of_range"]
    assert all(each["sentence"] for each in found["problems"])
    assert (found["rows"], found["authority"], found["standing"], found["term_months"]) == ([], None, None, 0)


def test_a_plan_that_is_kept_and_one_that_is_broken_stand_as_their_money_says() -> None:
    plan = {"instalments": 12}
    kept = asked(plan, payments=[{"on": "2026-08-25", "amount": "9410.35"}])["standing"]
    assert (kept["on"], kept["health"], kept["due"], kept["original_cure"]) == ("2026-08-25", "on_track", "0.00", None)
    broken = asked(plan, standing_on="2026-09-25")["standing"]
    assert (broken["health"], broken["broken_on"], broken["days_late"]) == ("broken", "2026-09-25", 31)
    assert broken["original_payoff"] > broken["original_cure"]  # the contract asks again, waivers and all
    on_sums = asked(plan, owed=OWED, standing_on="2026-09-25")["standing"]
    assert on_sums["original_cure"] is None


def test_fields_that_contradict_are_refused_by_name() -> None:
    assert refusal({}, owed=OWED, loan=LOAN)["field"] == "loan"
    assert refusal({"kind": "holiday"})["field"] == "plan.kind"
    assert refusal({"instalments": 3, "colour": "red"})["field"] == "plan.colour"
    assert refusal({"waived": {"penalty": "1.001"}})["field"] == "plan.waived.penalty"
    assert refusal({"instalments": 12}, standing_on="2026-07-01")["field"] == "standing_on"
    assert refusal({}, loan={"terms": TERMS | {"method": "balloon"}})["field"] == "loan.terms.method"


def test_the_schema_names_every_kind() -> None:
    kinds = schema("plan")["$defs"]["PlanTold"]["properties"]["kind"]["enum"]
    assert {"equal_instalment", "settlement", "custom"} <= set(kinds)


def test_the_command_prints_the_answer_and_refuses_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps({"owed": OWED, "plan": {"as_of": "2026-07-25", "instalments": 12}}), encoding="utf-8")
    bad.write_text("{}", encoding="utf-8")
    assert main(["calc", "plan", str(good)]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == "89142.57"
    assert main(["calc", "plan", str(bad)]) == 1
    assert "plan" in capsys.readouterr().err
