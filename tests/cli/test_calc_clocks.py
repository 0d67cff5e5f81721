"""`calc clocks`, asked as somebody would who has read the schema only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fieldapp.cli.calc.command import answer, schema
from fieldapp.cli.main import main
from fieldapp.errors import KnownError

DEMAND = {"on": "2025-05-06", "kind": "demand", "proof": "signed_receipt"}
JOINT = {"guarantor": "张伟", "kind": "joint"}
PLAIN: dict[str, Any] = {"as_of": "2026-07-25", "last_due_on": "2023-09-04"}


def ask(**more: Any) -> dict[str, Any]:
    return answer("clocks", json.dumps(PLAIN | more).encode())


def refused(**more: Any) -> str:
    with pytest.raises(KnownError) as error:
        ask(**more)
    assert error.value.code == "calc.field_wrong"
    return str(error.value.params["field"])


def test_limitation_shows_what_counted_and_what_did_not() -> None:
    found = ask(events=[DEMAND, {"on": "2025-08-01", "kind": "message"}])["limitation"]
    assert (found["ends_on"], found["since"], found["cause"]) == ("2028-05-06", "2025-05-06", "demand")
    assert (found["state"], found["days_left"], found["longstop_on"]) == ("running", 651, "2043-09-04")
    assert [(one["kind"], one["counted"], one["finding"]) for one in found["events"]] == [
        ("demand", True, "counted"),
        ("message", False, "no_proof"),
    ]
    assert found["events"][1]["why"] == "未计入：没有证据，请尽快补齐。"
    assert found["warns_at_days"] == [180, 90, 30]
    assert found["forbidden_wording"] == []


def test_a_clock_near_its_end_warns_and_one_past_it_forbids_words() -> None:
    near = ask()["limitation"]
    assert (near["state"], near["warning"], near["days_left"]) == ("ending", 90, 41)
    past = ask(as_of="2026-09-05", language="en")["limitation"]
    assert (past["state"], past["warning"], past["days_left"]) == ("ended", None, -1)
    assert past["forbidden_wording"]
    assert past["state_text"].startswith("The period has ended")


def test_an_obstacle_and_a_suit_hold_the_clock() -> None:
    suspended = ask(suspensions=[{"begins": "2026-05-01", "obstacle": "force_majeure"}])["limitation"]
    assert (suspended["state"], suspended["ends_on"]) == ("standing_still", "2027-01-25")
    assert suspended["suspensions"][0]["finding"] == "suspended"
    suit = ask(events=[{"on": "2026-03-02", "kind": "suit", "proof": "case_number"}])["limitation"]
    assert (suit["standing_still"], suit["ends_on"]) == (True, "2029-07-25")


def test_a_guarantee_shows_its_period_and_what_preserves_it() -> None:
    (found,) = ask(last_due_on="2026-03-01", guarantees=[JOINT])["guarantees"]
    assert (found["period"]["ends_on"], found["basis"], found["state"]) == ("2026-09-01", "none", "running")
    assert "demand" in found["what_preserves"]
    assert (found["preserved_by"], found["limitation"]) == (None, None)


def test_a_preserved_guarantee_has_a_limitation_of_its_own_and_the_debtors_is_untouched() -> None:
    on_him = {"on": "2026-05-06", "kind": "demand", "proof": "signed_receipt", "towards": "张伟"}
    found = ask(last_due_on="2026-03-01", guarantees=[JOINT], events=[on_him])
    assert found["limitation"]["events"] == []
    (guarantee,) = found["guarantees"]
    assert (guarantee["state"], guarantee["preserved_by"]["on"]) == ("preserved", "2026-05-06")
    assert guarantee["limitation"]["ends_on"] == "2029-05-06"


def test_acceleration_and_rescheduling_move_what_they_may() -> None:
    accelerated = ask(last_due_on="2027-01-10", accelerated_on="2026-07-01", guarantees=[JOINT])
    assert accelerated["limitation"]["cause"] == "acceleration"
    assert accelerated["guarantees"][0]["period"]["ends_on"] == "2027-01-01"
    moved = {"on": "2025-12-01", "new_last_due_on": "2027-01-10", "consented_in_writing": False}
    (found,) = ask(last_due_on="2026-03-01", guarantees=[JOINT | {"reschedulings": [moved]}])["guarantees"]
    assert found["period"]["ends_on"] == "2026-09-01"
    assert (found["reschedulings"][0]["followed"], found["reschedulings"][0]["finding"]) == (False, "not_consented")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"events": [{"on": "2025-05-06", "kind": "last_due"}]}, "events[0].kind"),
        ({"events": [DEMAND | {"ended_on": "2025-06-01"}]}, "events[0].ended_on"),
        ({"events": [{"on": "2025-05-06", "kind": "suit", "ended_on": "2025-05-05"}]}, "events[0].ended_on"),
        ({"events": [DEMAND | {"withdrawn": True}]}, "events[0].withdrawn"),
        ({"events": [DEMAND | {"towards": "王五"}]}, "events[0].towards"),
        ({"accelerated_on": "2023-09-05"}, "accelerated_on"),
        (
            {"suspensions": [{"begins": "2026-05-01", "until": "2026-04-01", "obstacle": "other"}]},
            "suspensions[0].until",
        ),
        ({"guarantees": [JOINT, JOINT]}, "guarantees[1].guarantor"),
        ({"guarantees": [JOINT | {"guarantor": ""}]}, "guarantees[0].guarantor"),
        ({"guarantees": [JOINT | {"period": "agreed"}]}, "guarantees[0].period"),
        ({"guarantees": [JOINT | {"agreed_until": "2027-01-01"}]}, "guarantees[0].period"),
        ({"guarantees": [JOINT | {"period": "agreed", "agreed_months": -1}]}, "guarantees[0].agreed_months"),
        ({"events": [DEMAND | {"kind": "shouting"}]}, "events[0].kind"),
        ({"due": "2026-01-01"}, "due"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(more: dict[str, Any], field: str) -> None:
    assert refused(**more) == field


def test_it_answers_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "clocks.json"
    file.write_text(json.dumps(PLAIN | {"events": [DEMAND]}), encoding="utf-8")
    assert main(["calc", "clocks", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["limitation"]["ends_on"] == "2028-05-06"


def test_the_schema_names_the_question() -> None:
    assert schema("clocks")["title"] == "clocks"
