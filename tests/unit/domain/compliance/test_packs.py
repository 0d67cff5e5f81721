"""The packs themselves: every rule is dated, sourced and complete, and an office can only tighten it."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from fieldapp import sentences
from fieldapp.domain.compliance.answer import Outcome, may_i
from fieldapp.domain.compliance.overlay import stricter
from fieldapp.domain.compliance.rule import Direction, Severity
from fieldapp.domain.compliance.verbs import Verb
from fieldapp.errors import KnownError
from fieldapp.rule_packs import compliance
from tests.unit.domain.compliance.asking import calls, local, of_rule, pack, question

ALL = [(jurisdiction, rule) for jurisdiction in compliance.JURISDICTIONS for rule in pack(jurisdiction).rules.values()]


@pytest.mark.parametrize(("jurisdiction", "rule"), ALL, ids=[rule.id for _, rule in ALL])
def test_a_rule_says_where_it_comes_from_and_which_way_is_stricter(jurisdiction: str, rule: Any) -> None:
    assert rule.source
    assert rule.confidence
    assert rule.evidence
    assert rule.version == pack(jurisdiction).version
    assert set(rule.stricter) == set(rule.parameters)
    for code in rule.evidence:
        assert f"evidence.{code}" in sentences.catalogue("zh_CN")


SEVERITIES = {"block": set(range(1, 43)) - {9, 12, 19, 21, 22, 23, 25, 29}, "warn": {9, 12, 19, 21, 22, 23, 25, 29}}


def test_what_the_table_blocks_is_blocked() -> None:
    rules = pack().rules
    for severity, numbers in SEVERITIES.items():
        assert {rules[f"R{number:02}"].severity for number in numbers} == {Severity(severity)}


def test_the_figures_are_those_of_the_table() -> None:
    rules = pack().rules
    figures = {
        ("R01", "open_at"): time(8),
        ("R01", "close_at"): time(22),
        ("R01", "warn_minutes"): 30,
        ("R01", "leave_minutes"): 5,
        ("R02", "calls_a_day"): 3,
        ("R02", "reserve_offline"): 1,
        ("R03", "attempts_a_day"): 6,
        ("R06", "attempts"): 3,
        ("R06", "days"): 2,
        ("R06", "visits"): 1,
        ("R09", "collectors"): 2,
        ("R17", "freeze_days"): 15,
        ("R21", "warn_days"): (180, 90, 30),
        ("R23", "warn_days"): (60, 30, 10),
        ("R23", "months_unagreed"): 6,
        ("R30", "lpr_multiple"): 4,
        ("R31", "cap"): Decimal("0.24"),
        ("R31", "target_from"): date(2028, 1, 1),
        ("R32", "overdue_uplift"): Decimal("0.50"),
        ("R33", "card_instalments"): 60,
        ("R35", "delete_after_years"): 5,
    }
    assert {name: rules[name[0]].parameters[name[1]] for name in figures} == figures
    assert rules["R35"].of("least_years", dict) == {"card": 2, "consumer_finance": 5, "default": 5}
    us = pack("US").rules
    assert (us["U01"].of("calls", int), us["U01"].of("days", int), us["U04"].of("notice_days", int)) == (7, 7, 5)


def test_no_rules_are_known_for_a_day_before_the_first_pack() -> None:
    with pytest.raises(LookupError):
        compliance.load("CN", date(2020, 12, 31))


def test_a_figure_that_is_not_there_or_of_another_kind_is_a_bug() -> None:
    rule = pack().rules["R01"]
    with pytest.raises(KeyError):
        rule.of("closes_at", time)
    with pytest.raises(TypeError):
        rule.of("open_at", int)


# an office's own rules ----------------------------------------------------------------------------------------


def office(**rules: dict[str, Any]) -> dict[str, Any]:
    return {"version": "office-7", "rules": rules}


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("R01", {"parameters": {"open_at": "09:00", "close_at": "20:00"}}),
        ("R02", {"parameters": {"calls_a_day": 1}}),
        ("R06", {"parameters": {"attempts": 5}}),
        ("R09", {"severity": "block"}),
        ("R11", {"parts": {"gap": "block"}, "parameters": {"reasons": ["refused"]}}),
        ("R16", {"parameters": {"lexicon": {"threat": ["再等等看"]}}}),
        ("R21", {"parameters": {"warn_days": [365, 180, 90, 30]}}),
        ("R31", {"parameters": {"target_from": "2027-01-01", "cap": "0.20"}}),
        ("R35", {"parameters": {"least_years": {"card": 5, "consumer_finance": 5, "default": 6}}}),
    ],
)
def test_an_office_may_be_stricter(rule: str, change: dict[str, Any]) -> None:
    if rule == "R16":  # more words on top of those that are there
        words = {kind: list(found) for kind, found in pack().rules["R16"].of("lexicon", dict).items()}
        change = {"parameters": {"lexicon": words | {"threat": [*words["threat"], "再等等看"]}}}
    tightened = compliance.with_office_rules(pack(), office(**{rule: change}))
    assert tightened.version == "cn-compliance-2026.1+office-7"
    assert tightened.rules[rule] != pack().rules[rule]
    assert {one.version for one in tightened.rules.values()} == {tightened.version}


@pytest.mark.parametrize(
    ("rule", "change", "figure"),
    [
        ("R01", {"parameters": {"close_at": "22:01"}}, "close_at"),
        ("R02", {"parameters": {"calls_a_day": 4}}, "calls_a_day"),
        ("R06", {"parameters": {"attempts": 2}}, "attempts"),
        ("R01", {"severity": "warn"}, "severity"),
        ("R11", {"parts": {"gap": "record"}}, "gap"),
        ("R11", {"parameters": {"reasons": ["refused", "forgot"]}}, "reasons"),
        ("R14", {"parameters": {"no_posting_at": ["public"]}}, "no_posting_at"),
        ("R16", {"parameters": {"lexicon": {"threat": []}}}, "lexicon"),
        ("R23", {"parameters": {"months_unagreed": 7}}, "months_unagreed"),
        ("R35", {"parameters": {"least_years": {"card": 1, "consumer_finance": 5, "default": 5}}}, "least_years"),
        ("R35", {"parameters": {"least_years": {"card": 9}}}, "least_years"),
        ("R02", {"parameters": {"calls_a_day": "none"}}, "calls_a_day"),
    ],
)
def test_an_office_is_never_looser(rule: str, change: dict[str, Any], figure: str) -> None:
    with pytest.raises(KnownError) as refused:
        compliance.with_office_rules(pack(), office(**{rule: change}))
    assert (refused.value.code, refused.value.params) == ("overlay.looser", {"rule": rule, "figure": figure})


@pytest.mark.parametrize(
    ("rule", "change"),
    [("R99", {}), ("R02", {"parameters": {"calls_a_week": 1}}), ("R02", {"parts": {"nights": "block"}})],
)
def test_what_the_pack_does_not_know_is_refused(rule: str, change: dict[str, Any]) -> None:
    with pytest.raises(KnownError, match=r"overlay\.unknown"):
        compliance.with_office_rules(pack(), office(**{rule: change}))


def test_a_stricter_office_answers_stricter() -> None:
    rules = compliance.with_office_rules(
        pack(), office(R02={"parameters": {"calls_a_day": 1}}, R09={"severity": "block"})
    )
    assert may_i(question(Verb.CALL, history=calls(1)), rules).outcome is Outcome.BLOCK
    (alone,) = of_rule(may_i(question(Verb.VISIT_START), rules), "R09")
    assert (alone.outcome, alone.pack_version) == (Outcome.BLOCK, rules.version)
    assert may_i(question(Verb.CALL, at=local(10)), rules).outcome is Outcome.ALLOWED


def test_a_figure_that_stays_as_it_is_is_no_loosening() -> None:
    assert stricter(Direction.FIXED, 6, 6)
    assert not stricter(Direction.FIXED, 6, 7)
    assert stricter(Direction.HIGHER, 6, 7)
    assert not stricter(Direction.LOWER, 6, 7)
