"""The facts of the desk on their way into the case file: judged, then added, with who did it, when, and how late."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fieldapp.domain.conduct import HelpCall, HelpContent, OverrideContent, RuleOverride
from fieldapp.domain.contact_log import Channel, ContactContent, LoggedContact
from fieldapp.domain.facts import FactKind, Payload
from fieldapp.domain.folding import fold
from fieldapp.domain.judgement import judge
from fieldapp.domain.particulars import Particular, ParticularContent, ParticularKind, Told
from fieldapp.domain.visit import Outcome
from tests.unit.domain.builders import BORROWER, COLLECTOR, MATRIX, NOON, case_file, fact

CALL = ContactContent(NOON, Channel.CALL, BORROWER.id, "13900000001", True, 60, Outcome.PLAN_TALKS)
NUMBER = ParticularContent(ParticularKind.PHONE, "13800000002", Told.BORROWER, BORROWER.id, consent=True)
OVERRIDE = OverrideContent("call", BORROWER.id, ("R02",), ("may.visit_often",), "cn-1", "约好的", NOON)
HELP = HelpContent(NOON)
DONE: list[tuple[FactKind, Payload, str, type]] = [
    (FactKind.CONTACT_LOGGED, CALL, "contacts", LoggedContact),
    (FactKind.PARTICULAR_ADDED, NUMBER, "particulars", Particular),
    (FactKind.RULE_OVERRIDDEN, OVERRIDE, "overrides", RuleOverride),
    (FactKind.HELP_ASKED, HELP, "help_calls", HelpCall),
]
EACH = pytest.mark.parametrize(("kind", "payload", "where", "record"), DONE, ids=[kind.value for kind, *_ in DONE])


@EACH
def test_it_stands_and_is_added(kind: FactKind, payload: Payload, where: str, record: type) -> None:
    made = fact(kind, payload, "f1")
    assert judge(case_file(), made, COLLECTOR, MATRIX).refusal is None
    file = fold(case_file(), made, late=True)
    assert getattr(file, where) == (record("f1", made.case_id, made.made_by, made.made_at, payload, late=True),)


def test_what_the_rules_refuse_does_not_stand() -> None:
    made = fact(FactKind.RULE_OVERRIDDEN, replace(OVERRIDE, reason=" "), "f1")
    refusal = judge(case_file(), made, COLLECTOR, MATRIX).refusal
    assert refusal is not None
    assert refusal.code == "override.no_reason"
