"""`calc promises`: kept, partial, broken, moved, not counted; and whether another may be taken."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fieldapp.cli.calc.command import answer, schema
from fieldapp.cli.main import main
from fieldapp.errors import KnownError


def promise(name: str, due: str, made_on: str = "2026-07-20", **more: Any) -> dict[str, Any]:
    return {"id": name, "made_on": made_on, "due": due, "amount": "8000.00"} | more


def ask(**more: Any) -> dict[str, Any]:
    return answer("promises", json.dumps({"as_of": "2026-08-10"} | more).encode())


def states(found: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {one["id"]: (one["state"], one["counted"]) for one in found["promises"]}


def test_promises_are_judged_by_money_earliest_first() -> None:
    found = ask(
        promises=[promise("b", "2026-07-29"), promise("a", "2026-07-28"), promise("c", "2026-07-31")],
        payments=[{"on": "2026-07-27", "amount": "12000.00", "reference": "R1"}],
    )
    assert states(found) == {"a": ("kept", "8000.00"), "b": ("partial", "4000.00"), "c": ("broken", "0.00")}
    assert found["promises"][1]["payments"] == [{"reference": "R1", "amount": "4000.00"}]
    assert found["promises"][0]["closes_on"] == "2026-07-29"


def test_a_payment_taken_back_reopens_what_it_closed() -> None:
    paid = {"on": "2026-07-27", "amount": "8000.00", "reversed_on": "2026-07-28"}
    question = {"promises": [promise("a", "2026-07-28")], "payments": [paid]}
    assert states(ask(as_of="2026-07-27", **question)) == {"a": ("kept", "8000.00")}
    assert states(ask(as_of="2026-07-28", **question)) == {"a": ("due_today", "0.00")}


def test_a_moved_promise_and_one_of_somebody_who_owes_nothing() -> None:
    found = ask(
        promises=[
            promise("a", "2026-07-28"),
            promise("b", "2026-07-31", "2026-07-27", replaces="a"),
            promise("c", "2026-07-31", payer="contact"),
        ]
    )
    assert {name: state for name, (state, _) in states(found).items()} == {
        "a": "renegotiated",
        "b": "broken",
        "c": "not_counted",
    }


def test_the_window_follows_the_published_calendar_and_says_where_there_is_none() -> None:
    found = ask(as_of="2026-07-21", promises=[promise("a", "2026-09-30"), promise("b", "2026-12-31")])
    assert [(one["closes_on"], one["confirmed_calendar"]) for one in found["promises"]] == [
        ("2026-10-08", True),
        ("2027-01-01", False),
    ]


NEXT = {"due": "2026-08-17", "amount": "5000.00", "days_past_due": 15, "cure": "10661.85"}


def test_another_promise_may_be_taken_within_the_limits() -> None:
    found = ask(next=NEXT)["next"]
    assert (found["allowed"], found["bucket"], found["furthest_due"]) == (True, "M1", "2026-08-17")
    assert found["window_closes_on"] == "2026-08-18"


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"due": "2026-08-18"}, ["promise.due_too_late"]),
        ({"due": "2026-08-25", "days_past_due": 31}, []),
        ({"due": "2026-08-26", "days_past_due": 31}, ["promise.due_too_late"]),
        ({"amount": "10661.86"}, ["promise.more_than_owed"]),
        ({"payer": "third_party"}, ["promise.payer_not_liable"]),
        ({"replaces": "b"}, ["promise.moved_too_often"]),
        ({"replaces": "a"}, ["promise.moved_too_late"]),
    ],
)
def test_what_stands_against_another_promise_is_told(more: dict[str, Any], codes: list[str]) -> None:
    before = [
        promise("a", "2026-08-05", "2026-08-01"),
        promise("b", "2026-08-12", "2026-08-04", replaces="a"),
    ]
    found = ask(promises=before, next=NEXT | more)["next"]
    assert [one["code"] for one in found["objections"]] == codes
    assert found["allowed"] is not bool(codes)


def test_after_two_broken_ones_the_sentence_names_both_figures() -> None:
    broken = [promise("a", "2026-07-22"), promise("b", "2026-07-29")]
    found = ask(promises=broken, next=NEXT, language="en")["next"]
    assert (found["allowed"], found["broken_lately"]) == (False, 2)
    assert found["objections"][0]["text"] == (
        "2 promises were broken in the last 30 days; no further promise is taken."
    )


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"promises": [promise("a", "2026-07-28"), promise("a", "2026-07-28")]}, "promises[1].id"),
        ({"promises": [promise("", "2026-07-28")]}, "promises[0].id"),
        ({"promises": [promise("a", "2026-07-19")]}, "promises[0].due"),
        ({"promises": [promise("a", "2026-09-19", "2026-08-11")]}, "promises[0].made_on"),
        ({"promises": [promise("a", "2026-07-28", replaces="x")]}, "promises[0].replaces"),
        ({"promises": [promise("a", "2026-07-28", amount="0")]}, "promises[0].amount"),
        ({"payments": [{"on": "2026-07-28", "amount": "1", "reversed_on": "2026-07-27"}]}, "payments[0].reversed_on"),
        ({"next": NEXT | {"replaces": "x"}}, "next.replaces"),
        ({"next": NEXT | {"days_past_due": -1}}, "next.days_past_due"),
        ({"next": NEXT | {"payer": "neighbour"}}, "next.payer"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(more: dict[str, Any], field: str) -> None:
    with pytest.raises(KnownError) as error:
        ask(**more)
    assert (error.value.code, error.value.params["field"]) == ("calc.field_wrong", field)


def test_it_answers_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "promises.json"
    file.write_text(json.dumps({"as_of": "2026-08-10", "promises": [promise("a", "2026-07-28")]}), encoding="utf-8")
    assert main(["calc", "promises", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["promises"][0]["state"] == "broken"


def test_the_schema_names_the_question() -> None:
    assert schema("promises")["title"] == "promises"
