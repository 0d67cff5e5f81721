"""Overrides and calls for help: what may stand, and what may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fieldapp.domain.conduct import OPENED_NUMBER, REASON_LIMIT, HelpContent, OverrideContent
from fieldapp.domain.conduct_rules import against_help, against_override
from fieldapp.domain.facts import Fact, FactKind
from tests.unit.domain.builders import BORROWER, NOON, case_file

GOOD = OverrideContent("call", BORROWER.id, ("R02",), ("may.visit_often",), "cn-1", "约好的", NOON)


def refused(content: OverrideContent) -> str:
    fact = Fact("f-1", FactKind.RULE_OVERRIDDEN, "case-1", "s-zhou", NOON, content)
    found = against_override(case_file(), fact, content)
    return found.code if found else ""


def test_an_override_with_its_reason_stands() -> None:
    assert refused(GOOD) == ""
    assert not GOOD.opened_number
    assert replace(GOOD, verb=OPENED_NUMBER).opened_number


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (replace(GOOD, verb="fly"), "override.unknown_verb"),
        (replace(GOOD, party_id="p-nobody"), "override.unknown_party"),
        (replace(GOOD, rules=()), "override.nothing"),
        (replace(GOOD, pack_version=""), "override.nothing"),
        (replace(GOOD, reason="  "), "override.no_reason"),
        (replace(GOOD, reason="长" * (REASON_LIMIT + 1)), "override.reason_too_long"),
        (replace(GOOD, at=NOON - timedelta(hours=2)), "override.time_wrong"),
    ],
)
def test_an_override_that_says_too_little_or_too_much_does_not(wrong: OverrideContent, code: str) -> None:
    assert refused(wrong) == code


def test_help_may_be_asked_for_with_nothing_but_the_time() -> None:
    assert against_help(case_file(), HelpContent(NOON)) is None
    here = case_file().case.premises[0].id
    assert against_help(case_file(), HelpContent(NOON, premises_id=here)) is None


def test_help_is_not_sent_to_a_door_of_another_case() -> None:
    found = against_help(case_file(), HelpContent(NOON, premises_id="p-else"))
    assert found is not None
    assert found.code == "help.unknown_premises"
    found = against_help(case_file(), HelpContent(NOON, note="长" * (REASON_LIMIT + 1)))
    assert found is not None
    assert found.code == "help.note_too_long"
