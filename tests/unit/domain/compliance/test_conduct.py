"""How a first contact and a visit are done (R04, R09–R16), and who collects (R19, R20)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fieldapp.domain.compliance.answer import Outcome
from fieldapp.domain.compliance.lexicon import bare, hits
from fieldapp.domain.compliance.verbs import Act, Job, PlaceKind, Role, Verb
from tests.unit.domain.compliance.asking import (
    ALLOWED,
    BOUNDARY,
    KEPT,
    REFUSED,
    TODAY,
    Row,
    ask,
    check,
    codes,
    local,
    pack,
    row,
)

HOME = {"kind": PlaceKind.DWELLING}
TOLD = {"recording_announced": True}
POLITE = "您好，您的贷款已到还款日，请及时安排。"
ROWS = [
    row("R04", ALLOWED, Outcome.ALLOWED, KEPT, Verb.SAVE_FIRST_CONTACT, action={"audio_marker": True}),
    row(
        *("R04", ALLOWED, Outcome.ALLOWED, KEPT, Verb.SAVE_FIRST_CONTACT),
        action={"institution_said": True, "purpose_said": True},
    ),
    row("R04", BOUNDARY, Outcome.BLOCK, "may.not_introduced", Verb.SAVE_FIRST_CONTACT, action={"purpose_said": True}),
    row("R04", REFUSED, Outcome.BLOCK, "may.not_introduced", Verb.SAVE_FIRST_CONTACT),
    row("R09", ALLOWED, Outcome.ALLOWED, KEPT, Verb.VISIT_START, actor={"companions": 2}),
    row("R09", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.VISIT_START, actor={"companions": 1}),
    row("R09", REFUSED, Outcome.WARN, "may.alone", Verb.VISIT_START),
    row("R10", ALLOWED, Outcome.ALLOWED, KEPT, Verb.VISIT_START, actor={"identified": True}),
    row("R10", REFUSED, Outcome.BLOCK, "may.not_identified", Verb.VISIT_START),
    row("R10", BOUNDARY, Outcome.BLOCK, "may.not_identified", Verb.VISIT_START, actor={"companions": 3}),
    row("R11", ALLOWED, Outcome.ALLOWED, KEPT, Verb.VISIT_CLOSE, visit={"media": True}),
    row("R11", ALLOWED, Outcome.ALLOWED, KEPT, Verb.VISIT_CLOSE, visit={"no_media_reason": "refused"}),
    row("R11", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.VISIT_CLOSE, visit={"media": True, "media_gap_s": 60}),
    row("R11", REFUSED, Outcome.WARN, "may.recording_gap", Verb.VISIT_CLOSE, visit={"media": True, "media_gap_s": 61}),
    row("R11", REFUSED, Outcome.BLOCK, "may.no_recording", Verb.VISIT_CLOSE, visit={"no_media_reason": "forgot"}),
    row("R12", ALLOWED, Outcome.ALLOWED, KEPT, Verb.VISIT_INSIDE, visit=TOLD),
    row("R12", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.VISIT_INSIDE, visit=TOLD | {"recording_refused": True}),
    row("R12", REFUSED, Outcome.WARN, "may.recording_unannounced", Verb.VISIT_START),
    row(
        *("R12", REFUSED, Outcome.WARN, "may.recording_refused", Verb.VISIT_INSIDE),
        visit=TOLD | {"recording_refused": True, "recording_on": True},
    ),
    row(
        *("R12", REFUSED, Outcome.WARN, "may.minutes_missing", Verb.VISIT_CLOSE),
        visit=TOLD | {"recording_refused": True},
    ),
    row(
        *("R12", ALLOWED, Outcome.ALLOWED, KEPT, Verb.VISIT_CLOSE),
        visit=TOLD | {"recording_refused": True, "minutes_signed": True},
    ),
    row("R13", ALLOWED, Outcome.ALLOWED, KEPT, Verb.VISIT_INSIDE),
    row("R13", ALLOWED, Outcome.ALLOWED, KEPT, Verb.VISIT_CONTINUE, place=HOME),
    row("R13", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.VISIT_INSIDE, place=HOME | {"consent": True}),
    row("R13", REFUSED, Outcome.BLOCK, "may.no_entry", Verb.VISIT_INSIDE, place=HOME),
    row("R13", REFUSED, Outcome.BLOCK, "may.asked_to_leave", Verb.VISIT_CONTINUE, place={"asked_to_leave": True}),
    row("R14", ALLOWED, Outcome.ALLOWED, KEPT, Verb.SERVE_NOTICE),
    row(
        *("R14", ALLOWED, Outcome.ALLOWED, KEPT, Verb.SERVE_NOTICE),
        party={"role": Role.ADULT_COHABITANT},
        visit={"sealed": True},
    ),
    row("R14", BOUNDARY, Outcome.BLOCK, "may.envelope_open", Verb.SERVE_NOTICE, party={"role": Role.AUTHORISED}),
    row("R14", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.POST_NOTICE, place=HOME, visit={"sealed": True}),
    row("R14", BOUNDARY, Outcome.BLOCK, "may.envelope_open", Verb.POST_NOTICE, place=HOME),
    row("R14", REFUSED, Outcome.BLOCK, "may.posted_in_public", Verb.POST_NOTICE, place={"kind": PlaceKind.PUBLIC}),
    row("R14", REFUSED, Outcome.BLOCK, "may.wrong_recipient", Verb.SERVE_NOTICE, party={"role": Role.EMPLOYER}),
    row(
        *("R14", REFUSED, Outcome.BLOCK, "may.wrong_recipient", Verb.SERVE_NOTICE),
        party={"role": Role.ADULT_COHABITANT, "minor": True},
        visit={"sealed": True},
    ),
    row("R15", ALLOWED, Outcome.ALLOWED, KEPT, Verb.MESSAGE),
    row(
        *("R15", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.MESSAGE),
        action={"channel_registered": False, "channel_consent": True},
    ),
    row("R15", REFUSED, Outcome.BLOCK, "may.private_channel", Verb.CALL, action={"channel_registered": False}),
    row("R16", ALLOWED, Outcome.ALLOWED, KEPT, Verb.SEND_TEXT, action={"text": POLITE, "template_approved": True}),
    row("R16", ALLOWED, Outcome.ALLOWED, KEPT, Verb.WRITE_NOTE, action={"text": POLITE}),
    row("R16", ALLOWED, Outcome.ALLOWED, KEPT, Verb.SMS),
    row("R16", BOUNDARY, Outcome.BLOCK, "may.no_template", Verb.SMS, action={"text": POLITE}),
    row("R16", BOUNDARY, Outcome.WARN, "may.forbidden_word", Verb.WRITE_NOTE, action={"text": "他说自己不是老赖"}),
    row("R16", REFUSED, Outcome.BLOCK, "may.no_template", Verb.SEND_TEXT, action={"text": POLITE}),
    row(
        *("R16", REFUSED, Outcome.BLOCK, "may.forbidden_word", Verb.SEND_TEXT),
        action={"text": "不还就通知你的亲友", "template_approved": True},
    ),
    row("R16", REFUSED, Outcome.BLOCK, "may.forbidden_act", Verb.VISIT_INSIDE, action={"acts": (Act.STALKING,)}),
    row("R19", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CONFIGURE_METRIC, records={"recovered_weight": Decimal("0.3")}),
    row("R19", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.CONFIGURE_METRIC, records={"recovered_weight": Decimal("0.50")}),
    row(
        *("R19", REFUSED, Outcome.WARN, "may.single_metric", Verb.CONFIGURE_METRIC),
        records={"recovered_weight": Decimal("0.51")},
    ),
    row("R20", ALLOWED, Outcome.ALLOWED, KEPT, Verb.OPEN_CASE_LIST, actor={"certified_until": date(2027, 1, 1)}),
    row("R20", BOUNDARY, Outcome.ALLOWED, KEPT, Verb.OPEN_CASE_LIST, actor={"certified_until": TODAY}),
    row(
        *("R20", BOUNDARY, Outcome.BLOCK, "may.certificate_over", Verb.OPEN_CASE_LIST),
        actor={"certified_until": date(2026, 7, 24)},
    ),
    row("R20", REFUSED, Outcome.BLOCK, "may.certificate_over", Verb.CALL, actor={"certified_until": date(2026, 1, 1)}),
    row("R20", REFUSED, Outcome.BLOCK, "may.no_certificate", Verb.OPEN_CASE_LIST),
    row("R20", ALLOWED, Outcome.ALLOWED, KEPT, Verb.CALL),
]


@pytest.mark.parametrize("line", ROWS)
def test_conduct(line: Row) -> None:
    check(line)


def test_supervisors_need_no_collectors_certificate() -> None:
    assert ask(Verb.OPEN_CASE_LIST, actor={"job": Job.SUPERVISOR}).outcome is Outcome.ALLOWED


def test_a_certificate_ends_with_its_day() -> None:
    answer = ask(Verb.OPEN_CASE_LIST, actor={"certified_until": TODAY})
    assert answer.valid_until == local(0, day=26)


@pytest.mark.parametrize("text", ["老 赖", "老.赖", "老\u200b赖", "老—赖！"])
def test_a_word_broken_up_is_still_found(text: str) -> None:
    lexicon = pack().rules["R16"].of("lexicon", dict)
    assert list(hits(text, lexicon)) == [("insult", "老赖")]


def test_words_are_compared_in_one_form() -> None:
    assert bare("Ｗｅ Will  SUE-you!") == "wewillsueyou"
    assert list(hits("", {"insult": ("老赖",)})) == []


def test_every_kind_of_the_lexicon_is_a_forbidden_act() -> None:
    lexicon = pack().rules["R16"].of("lexicon", dict)
    assert set(lexicon) == {act.value for act in Act}
    for kind, words in lexicon.items():
        for word in words:
            assert (kind, word) in list(hits(f"……{word}……", lexicon)), word


def test_every_word_found_is_told() -> None:
    answer = ask(Verb.WRITE_NOTE, action={"text": "老赖，坐牢"})
    assert [(one.params["reason"], one.params["word"]) for one in answer.against] == [
        ("act_insult", "老赖"),
        ("act_inflated", "坐牢"),
    ]
    assert codes(answer) == {"may.forbidden_word"}
