"""`fieldapp calc playbook`: a situation in, one recommendation out."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from fieldapp.cli.calc.command import answer, schema
from fieldapp.cli.calc.playbook import PlaybookQuestion
from fieldapp.cli.main import main
from fieldapp.domain.strategy.situation import Situation
from fieldapp.errors import KnownError


def asked(**facts: Any) -> dict[str, Any]:
    plain = {"as_of": "2026-07-24", "family": "secured_micro", "days_past_due": 8}
    return answer("playbook", json.dumps(plain | facts).encode())


def test_the_answer_has_the_step_its_reason_and_when_to_look_again() -> None:
    found = asked(visits=2, guarantors=1, guarantee_days_left=300)
    assert (found["action"], found["first_choice"], found["next_on"]) == ("serve_notice", True, "2026-07-27")
    assert found["matched"]["row"] == "micro.serve_notice"
    assert found["matched"]["used"][1] == {"field": "days_past_due", "operator": ">=", "value": 7, "actual": 8}
    assert found["evidence"] == ["signed_receipt", "proof_of_arrival"]
    assert found["allowed"][0] == "personal_service"
    assert found["unknown"][0]["row"] == "micro.judicial"
    assert (found["decided_by"], found["pack"]) == ("person", "cn-playbook-2026.1")


def test_rules_that_stand_against_a_step_are_shown_and_the_next_one_is_taken() -> None:
    found = asked(days_past_due=2, visits=1, at="21:59", blocked={"daily_call": ["R07"]})
    assert (found["action"], found["first_choice"]) == ("sms", False)
    assert found["barred"] == [{"action": "daily_call", "by": ["R07"]}]
    assert asked(days_past_due=2, visits=1, at="22:00")["barred"][0]["by"] == ["R01"]


def test_words_and_sets_are_taken_as_they_are_written() -> None:
    found = asked(client_type="able_unwilling", holds=[], done=["sms"], avoid=["funeral"], days_past_due=5, visits=2)
    assert found["limits"]["promise_days"] == 3
    assert {"action": "explain_consequences", "by": ["playbook.avoid.funeral"]} in found["barred"]
    held = asked(holds=["dispute"])
    assert held["matched"]["used"] == [{"field": "holds", "operator": "has", "value": "dispute", "actual": ["dispute"]}]
    assert (held["best_time"], asked(days_past_due=2, visits=1)["best_time"]) == (None, ["14:00", "17:30"])


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"days_past_due": -1}, "days_past_due"),
        ({"at": "noon"}, "at"),
        ({"at": "24:00"}, "at"),
        ({"at": "12:60"}, "at"),
        ({"at": "1200"}, "at"),
        ({"family": "mortgage"}, "family"),
        ({"holds": ["hunger"]}, "holds[0]"),
        ({"colour": 1}, "colour"),
    ],
)
def test_a_wrong_field_is_named(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(KnownError) as caught:
        asked(**facts)
    assert (caught.value.code, caught.value.params["field"]) == ("calc.field_wrong", field)


def test_a_period_that_has_run_out_is_below_nought() -> None:
    assert asked(guarantors=1, guarantee_days_left=-3)["action"] == "serve_notice"


def test_a_day_without_a_pack_is_told() -> None:
    with pytest.raises(KnownError) as caught:
        asked(as_of="2020-01-01")
    assert caught.value.code == "playbook.no_pack"


def test_the_question_asks_every_fact_of_a_situation() -> None:
    facts = {each.name for each in fields(Situation)} - {"minute_of_day"}
    assert set(PlaybookQuestion.__struct_fields__) == facts | {"as_of", "at", "blocked"}
    assert schema("playbook")["answer"]


def test_the_command_reads_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "case.json"
    file.write_text('{"as_of": "2026-07-24", "family": "consumer", "days_past_due": 1}', encoding="utf-8")
    assert main(["calc", "playbook", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["after_hours"] == 2
