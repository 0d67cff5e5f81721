"""`fieldapp calc may-i`: a question a stranger can write, answered with everything the rules said."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fieldapp.cli.calc import may_i_question as forms
from fieldapp.cli.calc.command import answer, schema
from fieldapp.cli.main import main
from fieldapp.domain.compliance import question as domain
from fieldapp.errors import KnownError

AT = "2026-07-25T10:00:00+08:00"
CALL = {"at": "2026-07-25T09:00:00+08:00"}


def ask(action: Any = "call", at: str = AT, **parts: Any) -> dict[str, Any]:
    return answer("may-i", json.dumps({"action": action, "at": at} | parts).encode())


def refused(**parts: Any) -> str:
    """The field that is wrong, and why."""
    with pytest.raises(KnownError) as error:
        ask(**parts)
    assert error.value.code == "calc.field_wrong"
    return f"{error.value.params['field']}: {error.value.params['detail']}"


def of_rule(found: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    return [one for one in found["rules"] if one["id"] == rule]


def test_the_shortest_question_is_answered_with_every_rule_asked() -> None:
    found = ask()
    assert (found["answer"], found["jurisdiction"], found["pack_version"]) == ("allowed", "CN", "cn-compliance-2026.1")
    assert found["local_time"] == AT
    assert found["valid_until"] == "2026-07-25T13:30:00Z"
    assert {"R01", "R02", "R03", "R05", "R17"} <= {rule["id"] for rule in found["rules"]}
    assert {"rule": "R02", "evidence": ["call_log", "connected"]} in found["record"]


def test_a_fourth_call_is_blocked_with_reason_source_and_what_to_do_instead() -> None:
    found = ask(history=[CALL, CALL, CALL])
    assert (found["answer"], found["next_permitted_at"]) == ("block", "2026-07-26T00:00:00Z")
    (rule,) = of_rule(found, "R02")
    assert (rule["severity"], rule["outcome"], rule["code"]) == ("block", "block", "may.calls_used_up")
    assert (rule["params"], rule["confidence"]) == ({"count": 3, "limit": 3}, "high")
    assert "GB/T 45251-2025" in rule["source"]
    assert found["instead"] == [{"code": "instead.tomorrow", "params": {}}]


def test_the_night_of_the_debtor_is_what_counts() -> None:
    assert ask(at="2026-07-25T21:59:59+08:00")["answer"] == "warn"
    assert ask(at="2026-07-25T22:00:00+08:00")["answer"] == "block"
    assert ask(at="2026-07-25T14:00:00Z")["answer"] == "block"
    assert ask(at="2026-07-25T14:00:00Z", zone="Asia/Urumqi")["answer"] == "allowed"
    assert ask(at="2026-07-25T22:00:30+08:00", clock_offset_s=-60)["answer"] == "warn"


def test_hours_agreed_in_writing_take_the_place_of_the_rules() -> None:
    agreed = {"open_at": "20:00:00", "close_at": "23:30:00", "document_id": "XY-1"}
    assert ask(at="2026-07-25T22:30:00+08:00", case={"agreed_hours": agreed})["answer"] == "allowed"


def test_all_parts_reach_the_rules() -> None:
    found = ask(
        {"verb": "propose_plan"},
        party={"role": "guarantor", "guarantee_kind": "general", "contract_ref": "BZ-1", "plan_consent": True},
        debt={
            "lender": "private",
            "contract_on": "2024-08-01",
            "principal": "100000.00",
            "net_disbursed": "94000",
            "rate_percent": "14",
            "penalty_uplift_percent": "60",
        },
        plan={"instalments": 61, "states": ["base", "rate", "dates", "default_clause"]},
        actor={"identified": True},
    )
    assert {rule["id"] for rule in found["rules"] if rule["outcome"] == "block"} == {"R30", "R32"}
    assert of_rule(found, "R30")[0]["params"] == {"rate": "14", "cap": "13.4", "excess": "0.6"}
    assert of_rule(found, "R29")[0]["params"] == {"principal_minor": 9_400_000, "deducted_minor": 600_000}
    assert found["lpr"] == {
        "rate_percent": "3.35",
        "since": "2024-07-22",
        "confirmed": True,
        "version": found["lpr"]["version"],
    }


def test_an_lpr_that_is_given_is_not_looked_up() -> None:
    found = ask(
        "quote", debt={"lender": "private", "contract_on": "2024-08-01", "lpr_percent": "3", "rate_percent": "12"}
    )
    assert (found["answer"], found["lpr"]) == ("allowed", None)


def test_a_metric_is_weighed_in_percent() -> None:
    assert ask("configure_metric", records={"recovered_weight_percent": "50"})["answer"] == "allowed"
    assert ask("configure_metric", records={"recovered_weight_percent": "50.1"})["answer"] == "warn"


def test_an_offline_device_keeps_to_its_share_and_shares_are_divided() -> None:
    quota = {"device_id": "a", "calls": 1}
    assert ask(quota=quota, history=[CALL | {"device_id": "b"}])["answer"] == "allowed"
    assert ask(quota=quota, history=[CALL | {"device_id": "a"}])["answer"] == "block"
    assert ask(devices=["a", "b"])["reserves"] == [
        {"rule": "R02", "cap": 3, "shares": {"a": 1, "b": 1}, "online": 1},
        {"rule": "R03", "cap": 6, "shares": {"a": 2, "b": 2}, "online": 2},
    ]


def test_rules_abroad_are_asked_by_name() -> None:
    found = ask(at="2026-07-25T20:59:00-04:00", zone="America/New_York", jurisdiction="US", devices=["a"])
    assert (found["answer"], found["reserves"]) == ("allowed", [])
    assert ask(at="2026-07-25T21:00:00-04:00", zone="America/New_York", jurisdiction="US")["answer"] == "block"


def test_an_office_is_stricter_and_never_looser() -> None:
    office = {"version": "o-1", "rules": {"R02": {"parameters": {"calls_a_day": 1}}}}
    found = ask(history=[CALL], office=office)
    assert (found["answer"], found["pack_version"]) == ("block", "cn-compliance-2026.1+o-1")
    looser = {"version": "o-1", "rules": {"R02": {"parameters": {"calls_a_day": 9}}}}
    with pytest.raises(KnownError, match=r"overlay\.looser"):
        ask(office=looser)


@pytest.mark.parametrize(
    ("at", "accepted", "code"),
    [
        ("2026-07-25T21:40:00+08:00", True, "override.recorded"),
        ("2026-07-25T22:00:00+08:00", False, "override.blocked"),
        (AT, False, "override.nothing"),
    ],
)
def test_a_warning_is_overridden_with_a_reason_and_a_block_is_not(at: str, accepted: bool, code: str) -> None:
    found = ask(at=at, override_reason="客户要求")["override"]
    assert (found["accepted"], found["code"]) == (accepted, code)


def test_every_rule_leaves_an_audit_row() -> None:
    found = ask({"verb": "sms", "text": "请还款"}, actor={"id": "s-1"})
    assert [row["rule_id"] for row in found["audit"]] == [rule["id"] for rule in found["rules"]]
    row = found["audit"][0]
    assert (row["actor"], row["device_time"], row["trusted_time_offset"]) == ("s-1", AT, 0)
    assert row["inputs"]["action.verb"] == "sms"
    assert "请还款" not in json.dumps(found["audit"], ensure_ascii=False)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"action": "shout"}, "action: "),
        ({"at": "2026-07-25T10:00:00"}, "at: "),
        ({"at": "1999-01-01T10:00:00Z"}, "at: the year is not between 2000 and 2200"),
        ({"at": "2015-01-01T10:00:00Z"}, "at: no rules of CN are known for 2015-01-01"),
        ({"zone": "Asia/Peking"}, "zone: no time zone of that name"),
        ({"zone": "../etc"}, "zone: no time zone of that name"),
        ({"jurisdiction": "FR"}, "jurisdiction: not one of CN, US, UK, EU"),
        ({"debt": {"apr": "1"}}, "debt.apr: unknown field"),
        ({"debt": {"principal": "1.001"}}, "debt.principal: more than 2 digits"),
        ({"debt": {"rate_percent": "-1"}}, "debt.rate_percent: below zero"),
        ({"debt": {"contract_on": "1900-01-01"}}, "debt.contract_on: the year is not between"),
        ({"case": {"visit_notice_at": "1900-01-01T00:00:00Z"}}, "case.visit_notice_at: the year is not between"),
        ({"case": {"unanswered_days": 2}}, "case.unanswered_days: more days than attempts"),
        (
            {"case": {"agreed_hours": {"open_at": "08:00:00", "close_at": "08:00:00", "document_id": "x"}}},
            "case.agreed_hours: close_at is the same as open_at",
        ),
        (
            {"actor": {"mandate_from": "2026-02-01", "mandate_to": "2026-01-01"}},
            "actor.mandate_to: before mandate_from",
        ),
        ({"actor": {"companions": -1}}, "actor.companions: "),
        ({"party": {"guarantee_kind": "joint"}}, "party.guarantee_kind: belongs to a guarantor"),
        ({"party": {"role": "contact", "exceptions": ["x"]}}, "party.exceptions: belongs to a guarantor"),
        ({"history": [{"at": "2500-01-01T00:00:00Z"}]}, "history[0].at: the year is not between"),
        (
            {"office": {"version": "o", "rules": {"R31": {"parameters": {"target_from": "2026-13-01"}}}}},
            "office.rules: ",
        ),
    ],
)
def test_what_contradicts_itself_is_refused_by_field(parts: dict[str, Any], why: str) -> None:
    assert refused(**parts).startswith(why)


PAIRS = {
    "ActorForm": "Actor",
    "ActionForm": "Action",
    "PartyForm": "Person",
    "PlaceForm": "Place",
    "CaseForm": "Situation",
    "DebtForm": "Debt",
    "PlanForm": "PlanFigures",
    "VisitForm": "VisitConduct",
    "MoneyForm": "MoneyHandling",
    "RecordsForm": "DataUse",
    "ContactForm": "Contact",
    "QuotaForm": "Quota",
}


@pytest.mark.parametrize(("form", "kind"), PAIRS.items())
def test_every_fact_the_rules_know_can_be_asked_with_the_same_defaults(form: str, kind: str) -> None:
    asked = {one.encode_name.removesuffix("_percent"): one for one in msgspec.structs.fields(getattr(forms, form))}
    known = {one.name: one for one in fields(getattr(domain, kind))}
    assert asked.keys() == known.keys()
    for name, one in asked.items():
        if one.default is not msgspec.NODEFAULT and not isinstance(one.default, str):
            assert one.default == known[name].default, name


def test_the_schema_says_how_a_question_is_written() -> None:
    written = schema("may-i")
    assert "MayIQuestion" in json.dumps(written)
    assert "demand_guarantor" in json.dumps(written)


def test_the_command_prints_the_answer_and_refuses_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "question.json"
    file.write_text(json.dumps({"action": "plan_visit", "at": AT, "party": "borrower"}), encoding="utf-8")
    assert main(["calc", "may-i", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["answer"] == "allowed"
    file.write_text('{"action": "call"}', encoding="utf-8")
    assert main(["calc", "may-i", str(file)]) != 0
    assert "at" in capsys.readouterr().err


def test_the_worked_example_of_the_documentation_is_what_is_answered() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "rules" / "may-i.md").read_text(encoding="utf-8")
    asked, told = (json.loads(part.split("```")[0]) for part in page.split("```json\n")[1:3])
    found = answer("may-i", json.dumps(asked).encode())
    found["rules"], found["record"] = found["rules"][:1], found["record"][:2]
    assert found.pop("audit")
    assert told == found


def test_the_documentation_names_every_field() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "rules" / "may-i.md").read_text(encoding="utf-8")
    named = [one.encode_name for form in PAIRS for one in msgspec.structs.fields(getattr(forms, form))]
    missing = [name for name in named if f"`{name}`" not in page and name not in {"mandate_from", "mandate_to"}]
    assert missing == []
