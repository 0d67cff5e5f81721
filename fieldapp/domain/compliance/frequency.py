"""How often somebody may be reached: calls, attempts and visits (R02, R03).

All calls of a civil day count, by whoever and whatever device they are known; a device that is offline does not know
the others' calls, so it keeps to the share that was reserved for it. A call from a device whose clock runs ahead counts
as well: in doubt there was one more.
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.domain.compliance.hearing import Hearing
from fieldapp.domain.compliance.question import Contact, ContactChannel
from fieldapp.domain.compliance.quota import device_left
from fieldapp.domain.compliance.rule import Rule
from fieldapp.domain.compliance.said import Against, Check, Instead, Said, Turn
from fieldapp.domain.compliance.verbs import GOING_THERE, Verb

WEEK = 7
TOMORROW = Instead("instead.tomorrow")


def calls_and_visits(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R02: connected calls a day; visits a week as a policy of the office."""
    if h.asked.action.verb in GOING_THERE:
        yield from _visits(h, rule.of("visits_a_week", int))
    else:
        yield from _calls(h, rule.of("calls_a_day", int))


def _calls(h: Hearing, limit: int) -> Iterator[Said]:
    connected = [call for call in h.calls_today() if call.connected]
    yield Turn(h.after(1))
    if len(connected) >= limit:
        told: dict[str, str | int] = {"count": len(connected), "limit": limit}
        yield Against("may.calls_used_up", told, instead=(TOMORROW,), again=h.after(1))
    reserve = h.asked.quota
    if reserve is None or reserve.calls is None:
        return
    own = sum(call.device_id == reserve.device_id for call in connected)
    if not device_left(reserve.calls, own):
        told = {"count": own, "limit": reserve.calls}
        again = (Instead("instead.sync"), TOMORROW)
        yield Against("may.reserve_used_up", told, "reserve", again, h.after(1))


def _visits(h: Hearing, limit: int) -> Iterator[Said]:
    since = h.after(1 - WEEK)
    recent = [one for one in h.asked.history if one.channel is ContactChannel.VISIT and one.at >= since]
    within = sorted((h.days_since(visit) for visit in recent), reverse=True)
    if within:
        yield Turn(h.after(WEEK - within[0]))
    if len(within) >= limit:
        told: dict[str, str | int] = {"count": len(within), "limit": limit}
        again = h.after(WEEK - within[len(within) - limit])
        yield Against("may.visit_often", told, "visits", (Instead("instead.ask_supervisor"),), again)


def attempts(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R03: unanswered attempts on one number a day; another number of attempts may be agreed in writing."""
    limit = rule.of("attempts_a_day", int)
    case = h.asked.case
    if case.agreed_attempts is not None and case.agreed_attempts_document:
        limit = case.agreed_attempts
    missed = [call for call in h.calls_today() if not call.connected and _on(call, h.asked.action.number)]
    told: dict[str, str | int] = {"count": len(missed), "limit": limit}
    yield Turn(h.after(1))
    if len(missed) >= limit:
        yield Against("may.attempts_used_up", told, instead=(TOMORROW,), again=h.after(1))
    elif len(missed) == limit - 1:
        yield Against("may.last_attempt", told, "last")
    reserve = h.asked.quota
    if reserve is not None and reserve.attempts is not None:
        own = sum(call.device_id == reserve.device_id for call in missed)
        if not device_left(reserve.attempts, own):
            told = {"count": own, "limit": reserve.attempts}
            again = (Instead("instead.sync"), TOMORROW)
            yield Against("may.reserve_used_up", told, "reserve", again, h.after(1))


def _on(call: Contact, number: str) -> bool:
    """Whether a call counts for the number: one whose number nobody wrote down counts for every number."""
    return not number or not call.number or call.number == number


CHECKS = (
    Check("R02", frozenset({Verb.CALL}) | GOING_THERE, calls_and_visits),
    Check("R03", frozenset({Verb.CALL}), attempts),
)
