"""Which logged calls and messages may stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from fieldapp.domain.conduct import OverrideContent, RuleOverride
from fieldapp.domain.contact_log import Channel, ContactContent
from fieldapp.domain.contact_rules import AHEAD, LOGGED_WITHIN, LONGEST_CALL_S, against_contact
from fieldapp.domain.facts import FactKind
from fieldapp.domain.judgement import judge
from fieldapp.domain.visit import NOTE_LIMIT, Cause, Outcome
from tests.unit.domain import notes
from tests.unit.domain.builders import COLLECTOR, GUARANTOR, MATRIX, NOON, SISTER, WIFE, case_file, fact
from tests.unit.domain.notes import file_with
from tests.unit.domain.talks import call, talk, text

SECOND = timedelta(seconds=1)


def code(contact: ContactContent) -> str:
    refusal = against_contact(case_file(), contact, NOON)
    return refusal.code if refusal else ""


@pytest.mark.parametrize(
    "contact",
    [
        call(),
        call(note="响了很久"),
        talk(),
        talk(Outcome.PROMISE, cause=Cause.SALES_FALL),
        talk(None, refused=True),
        talk(Outcome.REFUSED, party_id=GUARANTOR.id),
        talk(party_id=WIFE.id),
        talk(None, party_id=SISTER.id),
        talk(Outcome.MOVED, party_id=SISTER.id),
        talk(None, party_id=SISTER.id, refused=True),
        talk(incoming=True),
        text(),
        text(channel=Channel.MESSAGE),
        text(party_id=SISTER.id, text="想请您转告李建国方便时回电 0512-60000000。"),
        text(channel=Channel.LETTER, template="", template_version="", text="还款通知函……"),
        text(channel=Channel.LETTER, template="", template_version="", text="", note="挂号信：逾期通知"),
    ],
)
def test_what_is_true_to_itself_stands(contact: ContactContent) -> None:
    assert code(contact) == ""


@pytest.mark.parametrize(
    ("contact", "refused"),
    [
        (call(party_id="p-nobody"), "contact.unknown_party"),
        (call(at=NOON + AHEAD + SECOND), "contact.time_out_of_place"),
        (call(at=NOON - LOGGED_WITHIN - SECOND), "contact.time_out_of_place"),
        (call(note="长" * (NOTE_LIMIT + 1)), "contact.note_too_long"),
        (call(override_id="o-1"), "contact.unknown_override"),
        (talk(seconds=-1), "contact.bad_length"),
        (talk(seconds=LONGEST_CALL_S + 1), "contact.bad_length"),
        (call(seconds=5), "contact.said_without_answer"),
        (call(outcome=Outcome.REFUSED), "contact.said_without_answer"),
        (call(cause=Cause.FORGOT), "contact.said_without_answer"),
        (call(refused=True), "contact.said_without_answer"),
        (call(incoming=True), "contact.incoming_unanswered"),
        (talk(None), "contact.outcome_missing"),
        (talk(Outcome.PROMISE, party_id=SISTER.id), "contact.outcome_of_outsider"),
        (talk(None, party_id=SISTER.id, cause=Cause.ILLNESS), "contact.outcome_of_outsider"),
        (text(incoming=True), "contact.not_a_call"),
        (text(seconds=3), "contact.not_a_call"),
        (text(outcome=Outcome.REFUSED), "contact.not_a_call"),
        (text(refused=True), "contact.not_a_call"),
        (text(text="长" * 2001), "contact.text_too_long"),
        (text(template=""), "contact.no_template"),
        (text(template_version="", channel=Channel.MESSAGE), "contact.no_template"),
        (text(text="  "), "contact.no_text"),
        (text(channel=Channel.LETTER, text="", note=" "), "contact.no_text"),
        (text(party_id=SISTER.id, text="请转告李建国还款"), "contact.debt_told"),
        (text(party_id=SISTER.id, text="请转告李建国，8,123.45"), "contact.debt_told"),
    ],
)
def test_what_cannot_be_or_must_not_be_is_refused(contact: ContactContent, refused: str) -> None:
    assert code(contact) == refused


def test_a_length_may_be_given_in_whole_within_six_hours() -> None:
    assert code(talk(seconds=LONGEST_CALL_S)) == ""
    assert code(call(at=NOON + AHEAD)) == ""
    assert code(call(at=NOON - LOGGED_WITHIN)) == ""


def test_an_added_person_can_be_called_and_counts_as_somebody_who_owes_nothing() -> None:
    file = file_with(notes.person("n-1", role=None))
    assert against_contact(file, talk(None, party_id="n-1"), NOON) is None
    refusal = against_contact(file, talk(Outcome.PROMISE, party_id="n-1"), NOON)
    assert refusal is not None
    assert (refusal.code, refusal.params) == ("contact.outcome_of_outsider", {"name": "王兰"})


def test_a_call_to_somebody_who_is_gone_meanwhile_is_still_kept() -> None:
    file = file_with(notes.person("n-1"), notes.person("n-2", "", at=1, corrects="n-1", gone=True))
    assert against_contact(file, call(party_id="n-1"), NOON) is None


def test_the_override_it_was_done_by_must_be_in_the_file() -> None:
    content = OverrideContent("call", "p-li", ("R01",), ("may.outside_hours",), "cn", "他约的这个时间", NOON)
    override = RuleOverride("o-1", "case-1", COLLECTOR.id, NOON, content)
    file = replace(case_file(), overrides=(override,))
    assert against_contact(file, call(override_id="o-1"), NOON) is None


@pytest.mark.parametrize(("changes", "accepted"), [({}, True), ({"seconds": 4}, False)])
def test_judgement_asks_these_rules(changes: dict[str, Any], accepted: bool) -> None:
    verdict = judge(case_file(), fact(FactKind.CONTACT_LOGGED, call(**changes)), COLLECTOR, MATRIX)
    assert (verdict.refusal is None) is accepted


@pytest.mark.parametrize(
    "changes",
    [
        {"party_id": GUARANTOR.id},
        {"verb": "sms"},
        {"verb": "reveal_number"},
        {"verb": "visit_start"},
        {"at": NOON - timedelta(days=1)},
        {"at": NOON + timedelta(hours=12)},  # after midnight in Shanghai
    ],
)
def test_a_reason_given_for_another_person_deed_or_day_does_not_count(changes: dict[str, Any]) -> None:
    content = OverrideContent("call", "p-li", ("R01",), ("may.outside_hours",), "cn", "他约的这个时间", NOON)
    override = RuleOverride("o-1", "case-1", COLLECTOR.id, NOON, replace(content, **changes))
    refusal = against_contact(replace(case_file(), overrides=(override,)), call(override_id="o-1"), NOON)
    assert refusal is not None
    assert refusal.code == "contact.unknown_override"


def test_a_reason_for_a_message_counts_for_a_letter_of_the_same_day() -> None:
    content = OverrideContent("message", "p-li", ("R01",), ("may.outside_hours",), "cn", "他约的这个时间", NOON)
    override = RuleOverride("o-1", "case-1", COLLECTOR.id, NOON, content)
    file = replace(case_file(), overrides=(override,))
    assert against_contact(file, text(channel=Channel.LETTER, override_id="o-1"), NOON) is None
