"""When collection has to stop or to soften: disputes and complaints (R17), people who need care (R18)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from fieldapp.domain.compliance.hearing import Hearing
from fieldapp.domain.compliance.rule import Rule
from fieldapp.domain.compliance.said import Against, Check, Instead, Params, Said, Turn
from fieldapp.domain.compliance.verbs import COLLECTING, Purpose, Verb

ANSWER = Instead("instead.answer_dispute")
HARDSHIP_DESK = Instead("instead.hardship_desk")


def disputes(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R17: nothing but the answer until the freeze is over; after it, an answer that is still owed is a warning."""
    case = h.asked.case
    raised = [(day, kind) for kind, day in _raised(h) if day is not None and day <= h.today]
    if case.answered or not raised:
        return
    newest, kind = max(raised)
    thaws = newest + timedelta(days=rule.of("freeze_days", int))
    told: Params = {"reason": f"freeze_{kind}", "on": newest.isoformat(), "date": thaws.isoformat()}
    yield Turn(h.moment(thaws))
    if h.asked.action.purpose is Purpose.ANSWER or h.asked.action.verb is Verb.ANSWER_DISPUTE:
        yield Against("may.answer_only", told, "answer")
    elif h.today < thaws:
        yield Against("may.frozen", told, instead=(ANSWER,), again=h.moment(thaws))
    else:
        yield Against("may.answer_owed", told, "answer_owed", (ANSWER,))


def _raised(h: Hearing) -> tuple[tuple[str, date | None], ...]:
    case = h.asked.case
    return ("dispute", case.dispute_on), ("complaint", case.complaint_on), ("paid_claim", case.paid_claim_on)


def vulnerable(h: Hearing, _rule: Rule) -> Iterator[Said]:
    """R18: no pressure on who is ill, bereaved or struck by disaster, nor before a child; the hardship desk helps."""
    party = h.asked.party
    told: Params = {"name": party.name}
    if party.minor:
        yield Against("may.minor", told, "minor")
    if party.deceased:
        yield Against("may.deceased", told, "deceased", (Instead("instead.estate_desk"),))
    if not party.vulnerable and not h.asked.place.minor_present:
        return
    if h.asked.action.pressure:
        yield Against("may.no_pressure", told, instead=(HARDSHIP_DESK,))
    else:
        kind = party.vulnerable[0].value if party.vulnerable else "minor_present"
        yield Against("may.with_care", told | {"reason": f"care_{kind}"}, "care", (HARDSHIP_DESK,))


CHECKS = (
    Check("R17", COLLECTING | {Verb.ANSWER_DISPUTE}, disputes),
    Check("R18", COLLECTING, vulnerable),
)
