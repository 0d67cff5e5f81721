"""`fieldapp calc score`: the form in, both scores and the suggested type out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fieldapp.cli.calc.command import answer, schema
from fieldapp.cli.calc.observation import ObservationForm
from fieldapp.cli.main import main
from fieldapp.domain.strategy.answers import ASKED
from fieldapp.errors import KnownError

FORM: dict[str, Any] = {
    "premises_type": "shop",
    "open_status": "open_reduced",
    "crowd": "fewer",
    "stock_level": "normal",
    "staff_now": 2,
    "staff_usual": 3,
    "sales_today": "1400.00",
    "sales_month": "42000.00",
    "margin_percent": 55,
    "power_change_percent": "-12",
    "rent_status": "arrears",
    "rent_arrears_months": 2,
    "receivables_total": "0.00",
    "creditors_pressing": False,
    "seizure_notice": False,
    "household_hardship": False,
    "cause": "receivable_delayed",
    "cause_lasting": "temporary",
    "dscr": "1.10",
    "owner_present": "present",
    "cooperation": 4,
    "explains_openly": 4,
    "shows_books": 3,
    "promises": ["kept", "partial", "broken"],
    "paid_since_visit": True,
    "proposal_amount": "12000.00",
    "avoidance": [],
    "false_statement_proven": False,
    "reachable": True,
}


def asked(**changes: Any) -> dict[str, Any]:
    plain = {"as_of": "2026-07-25", "trade": "restaurant", "cure": "21643.56", "observation": FORM}
    return answer("score", json.dumps(plain | changes).encode())


def wrong(**changes: Any) -> KnownError:
    with pytest.raises(KnownError) as caught:
        asked(**changes)
    return caught.value


def test_a_whole_form_gives_both_scores_and_a_type() -> None:
    found = asked()
    # 50 + 5 open, −6 customers, −10/3 staff, −3 power, −6 rent, +5 debt service, +5 temporary
    assert found["ability"]["score"] == "46.67"
    # 50 + 6 reachable, +6 met, +5 cooperation, +4 open, +(8 − 3) promises, +12 paid, +8 proposal
    assert found["willingness"]["score"] == "96.00"
    assert found["client"] == {
        "type": "unable_willing",
        "standing": "borderline",
        "near": ["ability"],
        "decided_by": "person",
    }
    assert (found["findings"], found["pack"], found["ability"]["confidence"]) == ([], "cn-scores-2026.1", "1.00")


def test_the_top_five_come_with_sign_source_and_what_was_before() -> None:
    found = asked(previous={"crowd": "none", "power_kwh": 100})
    top = found["ability"]["top"]
    assert [one["input"] for one in top] == [
        "customers",
        "rent_arrears",
        "open_status",
        "debt_service",
        "cause_lasting",
    ]
    assert top[0] == {
        "input": "customers",
        "question": 4,
        "sign": "-",
        "points": "-6.00",
        "weight": "12.00",
        "value": "fewer",
        "source": "observed",
        "previous_value": "none",
        "previous_points": "-12.00",
        "delta": "6.00",
    }
    assert len(found["ability"]["contributions"]) == 12
    assert {one["sign"] for one in found["ability"]["contributions"]} == {"+", "-", "0"}


def test_too_little_is_insufficient_and_names_what_is_missing() -> None:
    found = asked(observation={"open_status": "open_normal"})
    assert found["client"]["standing"] == "insufficient"
    assert found["ability"]["insufficient"] is True
    assert "debt_service" in found["ability"]["missing"]


def test_what_cannot_be_true_gives_no_score() -> None:
    found = asked(observation=FORM | {"stock_value": "-1.00"})
    assert (found["ability"], found["willingness"], found["client"]["standing"]) == (None, None, "blocked")
    assert found["findings"] == [
        {
            "code": "score.check.negative",
            "severity": "block",
            "fields": ["stock_value"],
            "params": {"names": "stock_value"},
            "lowers_confidence": False,
        }
    ]


def test_three_attempts_and_a_visit_in_vain_are_a_lost_contact() -> None:
    assert asked(reach={"attempts": 3, "days": 2, "failed_visits": 1})["client"]["type"] == "lost_contact"


@pytest.mark.parametrize("name", ["sex", "age", "religion", "ethnicity"])
def test_a_protected_attribute_is_refused_by_name(name: str) -> None:
    assert wrong(observation=FORM | {name: "x"}).params["field"] == f"observation.{name}"
    refused = wrong(observation=FORM | {"sources": {name: "observed"}})
    assert refused.params["field"] == f"observation.sources.{name}"
    assert "protected" in str(refused.params["detail"])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"as_of": "25.7.2026"}, "as_of"),
        ({"cure": "-1"}, "cure"),
        ({"observation": {"dscr": "much"}}, "observation.dscr"),
        ({"observation": {"receivables_due_on": "soon"}}, "observation.receivables_due_on"),
        ({"observation": {"sales_month": "1.234"}}, "observation.sales_month"),
        ({"observation": {"sources": {"colour": "observed"}}}, "observation.sources.colour"),
        ({"observation": {"open_status": "ajar"}}, "observation.open_status"),
        ({"reach": {"attempts": -1}}, "reach.attempts"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, Any], field: str) -> None:
    error = wrong(**changes)
    assert (error.code, error.params["field"]) == ("calc.field_wrong", field)


def test_a_day_without_a_pack_is_told() -> None:
    assert wrong(as_of="2020-01-01").code == "score.no_pack"


def test_the_form_asks_what_the_domain_answers() -> None:
    assert set(ObservationForm.__struct_fields__) == {*ASKED, "sources"}
    assert schema("score")["question"]


def test_the_command_reads_a_file_and_prints_the_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "form.json"
    file.write_text(json.dumps({"as_of": "2026-07-25", "observation": FORM}), encoding="utf-8")
    assert main(["calc", "score", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["willingness"]["insufficient"] is False
