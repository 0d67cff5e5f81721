"""Personal data (R35–R40): kept, taken and shown no further than the purpose needs (个人信息保护法)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from fieldapp.domain.calendar import add_years
from fieldapp.domain.compliance.approach import outsider
from fieldapp.domain.compliance.hearing import Hearing
from fieldapp.domain.compliance.rule import Rule
from fieldapp.domain.compliance.said import Against, Check, Instead, Params, Said, Turn
from fieldapp.domain.compliance.verbs import ON_CASE, CaptureKind, Lender, Product, Verb

WIPE = (Instead("instead.wipe_case"),)


def retention(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R35: kept for the least time after the last activity, then deleted, unless a legal hold keeps it."""
    case = h.asked.case
    if case.last_activity_on is None:
        yield Against("may.last_activity_unknown", instead=(Instead("instead.enter_last_activity"),))
        return
    least = add_years(case.last_activity_on, rule.of("least_years", dict)[_retained_as(h)])
    longest = add_years(case.last_activity_on, rule.of("delete_after_years", int))
    if h.asked.action.verb is Verb.RETAIN:
        yield Turn(h.moment(longest))
        if h.today >= longest and not case.legal_hold:
            yield Against("may.kept_too_long", {"date": longest.isoformat()}, "kept", (Instead("instead.delete"),))
        return
    if case.legal_hold:
        yield Against("may.legal_hold", instead=(Instead("instead.lift_hold"),))
    if h.today < least:
        yield Against("may.deleted_too_early", {"date": least.isoformat()}, again=h.moment(least))


def _retained_as(h: Hearing) -> str:
    debt = h.asked.debt
    if debt.product is Product.CARD:
        return "card"
    return "consumer_finance" if debt.lender is Lender.CONSUMER_FINANCE else "default"


def minimisation(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R36: no export by who collects but of a masked working list, no address book, and a number stays masked."""
    actor, verb = h.asked.actor, h.asked.action.verb
    if verb is Verb.IMPORT_ADDRESS_BOOK:
        yield Against("may.address_book")
    elif verb is Verb.EXPORT:
        jobs = rule.of("masked_list_jobs" if h.asked.records.masked else "export_jobs", tuple)
        if actor.job.value not in jobs or not h.asked.records.purpose_code:
            yield Against("may.no_export", instead=(Instead("instead.compliance_officer"),))
    elif outsider(h) and not h.asked.records.purpose_code:
        yield Against("may.number_masked", {"name": h.asked.party.name}, instead=(Instead("instead.give_purpose"),))


def sensitive(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R37: sensitive data only for a purpose, by separate consent; a place only of the collector, at either end."""
    records = h.asked.records
    if records.capture is CaptureKind.GPS:
        if not records.of_collector or records.moment.value not in rule.of("gps_moments", tuple):
            yield Against("may.gps", instead=(Instead("instead.check_in"),))
        return
    if records.capture is None or records.capture.value not in rule.of("sensitive", tuple):
        return
    if not records.purpose_code:
        yield Against("may.no_purpose", instead=(Instead("instead.give_purpose"),))
    if not records.separate_consent:
        yield Against("may.no_separate_consent", instead=(Instead("instead.ask_consent"),))
    if not records.assessment_id:
        yield Against("may.no_assessment", part="assessment", instead=(Instead("instead.assess"),))


def mandate(h: Hearing, _rule: Rule) -> Iterator[Said]:
    """R38: only within the mandate, and by nobody it was passed on to (PIPL 21)."""
    actor = h.asked.actor
    if h.asked.action.verb is Verb.ENTRUST or actor.sub_entrusted:
        yield Against("may.sub_entrusted")
    if actor.mandate_from is not None and h.today < actor.mandate_from:
        begins = h.moment(actor.mandate_from)
        yield Turn(begins)
        yield Against("may.mandate_not_begun", {"date": actor.mandate_from.isoformat()}, again=begins)
    if actor.mandate_to is not None:
        yield Turn(h.moment(actor.mandate_to + timedelta(days=1)))
        if h.today > actor.mandate_to:
            yield Against("may.mandate_over", {"date": actor.mandate_to.isoformat()}, instead=WIPE)


def device(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R39: no work on a device that is not secured or has not been heard of for too long."""
    actor, limit = h.asked.actor, rule.of("offline_days", int)
    if not actor.device_secured:
        yield Against("may.device_unsecured", instead=(Instead("instead.secure_device"),))
    if actor.days_since_sync is None:
        return
    yield Turn(h.after(1))
    if actor.days_since_sync > limit:
        told: Params = {"count": actor.days_since_sync, "limit": limit}
        yield Against("may.offline_too_long", told, instead=(Instead("instead.sync"),))


def machine_decision(h: Hearing, _rule: Rule) -> Iterator[Said]:
    """R40: a person decides, and the reasons of a score are shown (PIPL 24)."""
    records = h.asked.records
    if records.by_machine:
        yield Against("may.machine_decides", instead=(Instead("instead.person_decides"),))
    if not records.explained:
        yield Against("may.unexplained", part="explained", instead=(Instead("instead.show_reasons"),))


CHECKS = (
    Check("R35", frozenset({Verb.DELETE, Verb.RETAIN}), retention),
    Check("R36", frozenset({Verb.EXPORT, Verb.IMPORT_ADDRESS_BOOK, Verb.REVEAL_NUMBER}), minimisation),
    Check("R37", frozenset({Verb.CAPTURE}), sensitive),
    Check("R38", ON_CASE | {Verb.ENTRUST, Verb.EXPORT}, mandate),
    Check("R39", ON_CASE | {Verb.OPEN_CASE_LIST, Verb.EXPORT}, device),
    Check("R40", frozenset({Verb.DECIDE}), machine_decision),
)
