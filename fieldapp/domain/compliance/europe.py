"""Rules of the United Kingdom (K01–K03, FCA CONC 7) and of the European Union (E01, Directive (EU) 2021/2167)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from fieldapp.domain.compliance.hearing import Hearing
from fieldapp.domain.compliance.hours import contact_hours
from fieldapp.domain.compliance.lexicon import hits
from fieldapp.domain.compliance.rule import Rule
from fieldapp.domain.compliance.said import Against, Check, Instead, Said, Turn
from fieldapp.domain.compliance.verbs import (
    CHANNELS,
    COLLECTING,
    GOING_THERE,
    PRICING,
    REACHING,
    STAYING,
    Act,
    PlaceKind,
    Verb,
)

FORBEARANCE = tuple(
    Instead(code)
    for code in (
        "instead.more_time",
        "instead.reduced_payments",
        "instead.token_payments",
        "instead.suspend_interest",
    )
)
"""What CONC 7.3 asks a firm to consider for who is in difficulty."""


def uk_contacts(h: Hearing, rule: Rule) -> Iterator[Said]:
    """K01: reasonable times, no embarrassment before others, nothing told before it is known who listens (7.9)."""
    action = h.asked.action
    yield from contact_hours(h, rule)
    if h.asked.place.kind is PlaceKind.PUBLIC:
        yield Against("may.uk_public", instead=(Instead("instead.talk_in_private"),))
    if action.reveals_debt and not action.identity_verified:
        yield Against("may.uk_identity", part="identity", instead=(Instead("instead.verify_identity"),))
    if Act.FAKE_AUTHORITY in action.acts:
        yield Against("may.uk_misleading", part="misleading", instead=(Instead("instead.honest_card"),))


def uk_visits(h: Hearing, rule: Rule) -> Iterator[Said]:
    """K02: with notice, not to who is known to be vulnerable, not where it does not belong, in only by consent."""
    place, action, case = h.asked.place, h.asked.action, h.asked.case
    going = action.verb in GOING_THERE
    if h.asked.party.vulnerable:
        yield Against("may.uk_vulnerable", {"name": h.asked.party.name}, instead=(Instead("instead.hardship_desk"),))
    if place.kind.value in rule.of("inappropriate_places", tuple) and not place.consent:
        yield Against("may.uk_place", part="place", instead=(Instead("instead.ask_consent"),))
    if place.asked_to_leave and not going:
        yield Against("may.asked_to_leave", part="leave", instead=(Instead("instead.close_visit"),))
    elif action.verb is Verb.VISIT_INSIDE and not place.consent:
        yield Against("may.no_entry", part="entry", instead=(Instead("instead.ask_consent"),))
    if action.verb is Verb.VISIT_START and not action.purpose_said:
        yield Against("may.uk_purpose", part="purpose", instead=(Instead("instead.introduce"),))
    if Act.THREAT in action.acts or Act.VIOLENCE in action.acts:
        yield Against("may.forbidden_act", {"reason": "act_threat"}, "threat", (Instead("instead.stop_and_report"),))
    if not going:
        return
    hours = rule.of("notice_hours", int)
    if case.visit_notice_at is None:
        yield Against("may.uk_no_notice", {"hours": hours}, instead=(Instead("instead.send_notice"),))
        return
    free = case.visit_notice_at + timedelta(hours=hours)
    if h.now < free:
        yield Turn(free)
        yield Against("may.uk_notice_short", {"hours": hours}, instead=(Instead("instead.send_notice"),), again=free)


def uk_forbearance(h: Hearing, rule: Rule) -> Iterator[Said]:
    """K03: help in difficulty (7.3), charges at cost (7.7), no false authority (7.11), statute-barred debts (7.15)."""
    case, action = h.asked.case, h.asked.action
    if case.in_difficulty and not case.forbearance_offered and action.verb is not Verb.CHARGE_FEE:
        yield Against("may.uk_forbearance", instead=FORBEARANCE)
    if action.verb is Verb.CHARGE_FEE and not case.cost_based:
        yield Against("may.uk_charge", part="charge", instead=(Instead("instead.charge_cost"),))
    if Act.FAKE_AUTHORITY in action.acts:
        yield Against("may.uk_authority", part="authority", instead=(Instead("instead.honest_card"),))
    end = case.limitation_ends_on
    if end is None:
        return
    yield Turn(h.moment(end + timedelta(days=1)))
    wording = {"lawsuit": rule.of("forbidden_when_barred", tuple)}
    pressing = action.verb in {Verb.SUE, Verb.THREATEN_SUIT} or any(hits(action.text, wording))
    if h.today > end and pressing:
        yield Against("may.uk_barred", {"date": end.isoformat()}, "barred")


def eu_conduct(h: Hearing, _rule: Rule) -> Iterator[Said]:
    """E01: honest and without pressure (art. 10), by a known servicer; help before enforcement (CCD2 art. 35)."""
    action, case = h.asked.action, h.asked.case
    for act in action.acts:
        yield Against("may.forbidden_act", {"reason": f"act_{act.value}"}, "act", (Instead("instead.stop_and_report"),))
    if action.verb is Verb.SAVE_FIRST_CONTACT and not action.institution_said:
        yield Against("may.not_introduced", part="identity", instead=(Instead("instead.introduce"),))
    if action.verb is Verb.SUE and not case.forbearance_offered:
        yield Against("may.eu_forbearance", part="forbearance", instead=FORBEARANCE)


CHECKS = (
    Check("K01", CHANNELS | GOING_THERE | STAYING | {Verb.ASK_PAYMENT, Verb.CONTACT_THIRD_PARTY}, uk_contacts),
    Check("K02", GOING_THERE | STAYING, uk_visits),
    Check("K03", REACHING | PRICING | {Verb.CHARGE_FEE, Verb.SUE, Verb.THREATEN_SUIT}, uk_forbearance),
    Check("E01", COLLECTING | {Verb.SAVE_FIRST_CONTACT, Verb.SUE}, eu_conduct),
)
