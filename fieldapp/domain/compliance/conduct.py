"""How a first contact and a visit are done (R04, R09–R13), by which line, and never with which acts (R15, R16)."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.domain.compliance.hearing import Hearing
from fieldapp.domain.compliance.lexicon import hits
from fieldapp.domain.compliance.rule import Rule
from fieldapp.domain.compliance.said import Against, Check, Instead, Said
from fieldapp.domain.compliance.verbs import CHANNELS, COLLECTING, STAYING, TEXTS, Verb

LEAVE = (Instead("instead.close_visit"),)
START = frozenset({Verb.VISIT_START})
CLOSE = frozenset({Verb.VISIT_CLOSE})


def introduction(h: Hearing, _rule: Rule) -> Iterator[Said]:
    """R04: who calls and what for is said at the first contact, ticked or heard on the recording."""
    action = h.asked.action
    if not (action.audio_marker or (action.institution_said and action.purpose_said)):
        yield Against("may.not_introduced", instead=(Instead("instead.introduce"),))


def staffing(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R09."""
    there, needed = h.asked.actor.companions + 1, rule.of("collectors", int)
    if there < needed:
        told: dict[str, str | int] = {"count": there, "limit": needed}
        yield Against("may.alone", told, instead=(Instead("instead.bring_colleague"),))


def identification(h: Hearing, _rule: Rule) -> Iterator[Said]:
    """R10."""
    if not h.asked.actor.identified:
        yield Against("may.not_identified", instead=(Instead("instead.show_card"),))


def recording(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R11: a recording from arrival to exit, or the reason why there is none."""
    visit, longest = h.asked.visit, rule.of("gap_seconds", int)
    if not visit.media and visit.no_media_reason not in rule.of("reasons", tuple):
        yield Against("may.no_recording", instead=(Instead("instead.give_reason"),))
    elif visit.media and visit.media_gap_s > longest:
        told: dict[str, str | int] = {"count": visit.media_gap_s, "limit": longest}
        yield Against("may.recording_gap", told, "gap", (Instead("instead.explain_gap"),))


def announcement(h: Hearing, _rule: Rule) -> Iterator[Said]:
    """R12: a recording is announced; who refuses it is not recorded indoors, and minutes take its place."""
    visit, verb = h.asked.visit, h.asked.action.verb
    if not visit.recording_announced:
        yield Against("may.recording_unannounced", instead=(Instead("instead.announce_recording"),))
    if visit.recording_refused and visit.recording_on and verb is Verb.VISIT_INSIDE:
        yield Against("may.recording_refused", instead=(Instead("instead.stop_recording"),))
    if visit.recording_refused and verb is Verb.VISIT_CLOSE and not visit.minutes_signed:
        yield Against("may.minutes_missing", instead=(Instead("instead.write_minutes"),))


def entry(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R13: into a dwelling or another private place only by consent; out when asked."""
    place = h.asked.place
    if place.asked_to_leave:
        yield Against("may.asked_to_leave", instead=LEAVE)
    elif (
        h.asked.action.verb is Verb.VISIT_INSIDE
        and place.kind.value in rule.of("private_places", tuple)
        and not place.consent
    ):
        yield Against("may.no_entry", instead=(Instead("instead.ask_consent"), Instead("instead.talk_outside")))


def channel(h: Hearing, _rule: Rule) -> Iterator[Said]:
    """R15."""
    action = h.asked.action
    if not (action.channel_registered or action.channel_consent):
        yield Against("may.private_channel", instead=(Instead("instead.office_line"),))


def forbidden(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R16: forbidden acts, texts outside templates, and words of the lexicon."""
    action = h.asked.action
    for act in action.acts:
        yield Against("may.forbidden_act", {"reason": f"act_{act.value}"}, "act", (Instead("instead.stop_and_report"),))
    note = action.verb is Verb.WRITE_NOTE
    sent = action.verb is Verb.SEND_TEXT or (action.verb in TEXTS and action.text)
    if sent and not action.template_approved:
        yield Against("may.no_template", instead=(Instead("instead.use_template"),))
    for kind, word in hits(action.text, rule.of("lexicon", dict)):
        told: dict[str, str | int] = {"reason": f"act_{kind}", "word": word}
        yield Against("may.forbidden_word", told, "noted" if note else "", (Instead("instead.reword"),))


CHECKS = (
    Check("R04", frozenset({Verb.SAVE_FIRST_CONTACT}), introduction),
    Check("R09", START, staffing),
    Check("R10", START, identification),
    Check("R11", CLOSE, recording),
    Check("R12", START | STAYING | CLOSE, announcement),
    Check("R13", STAYING, entry),
    Check("R15", CHANNELS | {Verb.CONTACT_THIRD_PARTY}, channel),
    Check("R16", COLLECTING | {Verb.WRITE_NOTE}, forbidden),
)
