"""When somebody may be reached: the hours of the day, in the civil time of whoever is reached (R01).

Hours are [open, close). Other hours that the debtor agreed to in a signed document take their place. A visit that is
open when the hours end is brought to its end: a warning before, a prompt shortly before, and after closing time only
leaving is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from fieldapp.domain.compliance.hearing import Hearing
from fieldapp.domain.compliance.rule import Rule
from fieldapp.domain.compliance.said import Against, Check, Instead, Params, Said, Turn
from fieldapp.domain.compliance.verbs import REACHING, STAYING


def contact_hours(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R01."""
    opens, closes = _hours(h, rule)
    start, end = window(h, opens, closes)
    told: Params = {"open": f"{opens:%H:%M}", "close": f"{closes:%H:%M}"}
    late = end - timedelta(minutes=rule.of("warn_minutes", int))
    leave = end - timedelta(minutes=rule.of("leave_minutes", int))
    staying = h.asked.action.verb in STAYING
    yield from (Turn(moment) for moment in (start, late, leave, end) if moment > h.now)
    if not start <= h.now < end:
        yield _closed(told, start, staying=staying)
    elif staying and h.now >= leave:
        yield Against("may.leave_now", told, "leave", (Instead("instead.close_visit"),))
    elif h.now >= late:
        yield Against("may.late_hour", told, "late", again=None)


def window(h: Hearing, opens: time, closes: time) -> tuple[datetime, datetime]:
    """The span of hours that holds now, or the next one to come, in UTC; hours past midnight are one span."""
    for ahead in (-1, 0):
        start, end = _span(h, h.today + timedelta(days=ahead), opens, closes)
        if h.now < end:
            return start, end
    return _span(h, h.today + timedelta(days=1), opens, closes)


def _span(h: Hearing, day: date, opens: time, closes: time) -> tuple[datetime, datetime]:
    until = day if opens < closes else day + timedelta(days=1)
    return h.moment(day, opens), h.moment(until, closes)


def _hours(h: Hearing, rule: Rule) -> tuple[time, time]:
    agreed = h.asked.case.agreed_hours
    if agreed is not None and agreed.document_id:
        return agreed.open_at, agreed.close_at
    return rule.of("open_at", time), rule.of("close_at", time)


def _closed(told: Params, start: datetime, *, staying: bool) -> Against:
    if staying:
        return Against("may.visit_over_time", told, instead=(Instead("instead.close_visit"),))
    return Against("may.outside_hours", told, again=start)


CHECKS = (Check("R01", REACHING | STAYING, contact_hours),)
