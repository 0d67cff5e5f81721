"""Rules of the United States (U01–U04): 12 CFR 1006 (Regulation F) and what it stands on.

Days are civil days of the consumer. A conversation opens a span of seven days whose first day is its own
(1006.14(b)(2)(i)(B)).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from fieldapp.domain.calendar import add_years
from fieldapp.domain.compliance.approach import outsider
from fieldapp.domain.compliance.hearing import Hearing
from fieldapp.domain.compliance.hours import contact_hours
from fieldapp.domain.compliance.lexicon import hits
from fieldapp.domain.compliance.question import Contact, ContactChannel
from fieldapp.domain.compliance.rule import Rule
from fieldapp.domain.compliance.said import Against, Check, Instead, Params, Said, Turn
from fieldapp.domain.compliance.verbs import CHANNELS, COLLECTING, PlaceKind, Purpose, Role, Verb

WRITE = Instead("instead.write_letter")


def call_frequency(h: Hearing, rule: Rule) -> Iterator[Said]:
    """U01: more than seven calls in seven days about one debt, or one within seven days of a conversation."""
    limit, span = rule.of("calls", int), rule.of("days", int)
    since = h.after(1 - span)
    ages = sorted((h.days_since(call) for call in _calls(h) if call.at >= since), reverse=True)
    if ages:
        yield Turn(h.after(span - ages[0]))
    if len(ages) >= limit:
        told: Params = {"count": len(ages), "limit": limit, "days": span}
        yield Against("may.us_calls_used_up", told, instead=(WRITE,), again=h.after(span - ages[len(ages) - limit]))
    quiet = rule.of("quiet_days", int)
    since = h.after(1 - quiet)
    spoken = [h.days_since(call) for call in _calls(h) if call.connected and call.at >= since]
    if spoken:
        free = h.after(quiet - min(spoken))
        yield Turn(free)
        yield Against("may.us_just_spoken", {"days": quiet}, "conversation", (WRITE,), free)


def _calls(h: Hearing) -> list[Contact]:
    """Calls about this debt; one that names no debt counts for every debt."""
    wanted = h.asked.debt_id
    calls = [contact for contact in h.asked.history if contact.channel is ContactChannel.CALL and contact.by_collector]
    return [call for call in calls if not wanted or not call.debt_id or call.debt_id == wanted]


def times_and_persons(h: Hearing, rule: Rule) -> Iterator[Said]:
    """U02: hours, places and persons that are out of bounds (15 USC 1692c)."""
    party, place = h.asked.party, h.asked.place
    yield from contact_hours(h, rule)
    if party.inconvenient:
        yield Against("may.us_inconvenient", instead=(WRITE,))
    if place.kind is PlaceKind.WORKPLACE and party.employer_forbids:
        yield Against("may.us_employer", instead=(WRITE,))
    if party.represented and party.role is not Role.ATTORNEY:
        yield Against("may.us_attorney", instead=(Instead("instead.attorney"),))
    if party.refused_on is not None or any(contact.refused and h.same(contact) for contact in h.asked.history):
        yield Against("may.us_ceased", instead=(Instead("instead.last_notice"),))


def third_parties(h: Hearing, _rule: Rule) -> Iterator[Said]:
    """U03: others only once, only for where the consumer is, and without a word of the debt."""
    action = h.asked.action
    if action.voicemail and not action.limited_content:
        yield Against("may.us_voicemail", instead=(Instead("instead.limited_content"),))
    if not outsider(h):
        return
    if action.purpose is not Purpose.OBTAIN_CONTACT:
        yield Against("may.us_location_only", instead=(Instead("instead.location_only"),))
    if action.reveals_debt:
        yield Against("may.debt_revealed", {"name": h.asked.party.name}, instead=(Instead("instead.location_only"),))
    if any(h.same(contact) for contact in h.asked.history):
        yield Against("may.us_third_party_once")


def notice_and_suit(h: Hearing, rule: Rule) -> Iterator[Said]:
    """U04: the notice of the debt within days of the first contact; no suit on a time-barred debt; records kept."""
    if h.asked.action.verb is Verb.DELETE:
        yield from _kept(h, rule)
        return
    if h.asked.action.verb in COLLECTING:
        yield from _noticed(h, rule.of("notice_days", int))
    end = h.asked.case.limitation_ends_on
    if end is None:
        return
    yield Turn(h.moment(end + timedelta(days=1)))
    suing = h.asked.action.verb in {Verb.SUE, Verb.THREATEN_SUIT}
    wording = {"lawsuit": rule.of("forbidden_when_barred", tuple)}
    if h.today > end and (suing or any(hits(h.asked.action.text, wording))):
        yield Against("may.us_time_barred", {"date": end.isoformat()}, "barred")


def _noticed(h: Hearing, days: int) -> Iterator[Said]:
    reached = [contact.at for contact in h.asked.history if contact.connected]
    if h.asked.case.validation_notice_on is not None or not reached:
        return
    first = min(reached).astimezone(h.zone).date()
    last = first + timedelta(days=days)
    yield Turn(h.moment(last + timedelta(days=1)))
    if h.today > last:
        yield Against("may.us_no_notice", {"date": last.isoformat()}, instead=(Instead("instead.send_notice"),))


def _kept(h: Hearing, rule: Rule) -> Iterator[Said]:
    records = h.asked.records
    since: date | None = records.recorded_on if records.of_recording else h.asked.case.last_activity_on
    if since is None:
        yield Against("may.last_activity_unknown", instead=(Instead("instead.enter_last_activity"),))
        return
    until = add_years(since, rule.of("recording_years" if records.of_recording else "record_years", int))
    if h.today < until:
        yield Against("may.deleted_too_early", {"date": until.isoformat()}, "records", again=h.moment(until))


CHECKS = (
    Check("U01", frozenset({Verb.CALL}), call_frequency),
    Check("U02", COLLECTING, times_and_persons),
    Check("U03", CHANNELS | {Verb.CONTACT_THIRD_PARTY}, third_parties),
    Check("U04", COLLECTING | {Verb.SUE, Verb.THREATEN_SUIT, Verb.DELETE}, notice_and_suit),
)
