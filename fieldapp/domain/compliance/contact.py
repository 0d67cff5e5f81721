"""May I do this, to this person, now? The answer with its reasons, and what may be done instead.

A first set of rules, as data of a dated pack: contact hours (GB/T 45251-2025; 个人消费类贷款催收工作指引 2026),
collecting only from debtors and, within law, guarantors, contacts only when the debtor cannot be reached and then
without a word of the debt, guarantee period and kind (民法典 686, 692).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from fieldapp.domain.clocks.limitation import LegalClock
from fieldapp.domain.party import GuaranteeKind, Party, PartyRole


class Verb(StrEnum):
    """What somebody wants to do."""

    VISIT = "visit"
    CALL = "call"


class Permission(StrEnum):
    """Whether it may be done."""

    ALLOWED = "allowed"
    WARN = "warn"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class ContactRules:
    """Parameters of the rules; hours are the debtor's civil time, [open, close)."""

    version: str
    open_at: time
    close_at: time
    warn_at: time
    visits_a_week: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer: `code` names the sentence, `rule` the rule for those who look it up."""

    permission: Permission
    code: str
    rule: str
    params: dict[str, str | int]


def may_visit(now: datetime, zone: str, recent_visits: list[date], rules: ContactRules) -> Answer:
    """Whether the borrower may be visited at `now`; `recent_visits` are local dates of visits already made."""
    local = now.astimezone(ZoneInfo(zone))
    hours = _hours(local.time(), rules)
    if hours is not None:
        return hours
    week = [day for day in recent_visits if day > local.date() - timedelta(days=7)]
    if len(week) >= rules.visits_a_week:
        return Answer(Permission.WARN, "may.visit_often", "R02", {"count": len(week), "limit": rules.visits_a_week})
    return Answer(Permission.ALLOWED, "may.visit", "R01", _window(rules))


def may_call(now: datetime, zone: str, rules: ContactRules) -> Answer:
    """Whether the borrower may be called at `now`."""
    hours = _hours(now.astimezone(ZoneInfo(zone)).time(), rules)
    return hours or Answer(Permission.ALLOWED, "may.call", "R01", _window(rules))


def may_approach(party: Party, period: LegalClock | None, as_of: date) -> Answer:
    """Whether anything may be asked of `party`, who is not the borrower."""
    who: dict[str, str | int] = {"name": party.name}
    if party.role is PartyRole.CONTACT:
        return Answer(Permission.BLOCKED, "may.contact_locked", "R06", who)
    if party.role is PartyRole.CO_DEBTOR:
        return Answer(Permission.ALLOWED, "may.co_debtor", "R05", who)
    if period is not None and period.days_left(as_of) < 0:
        return Answer(Permission.BLOCKED, "may.guarantee_over", "R24", who | {"date": period.ends_on.isoformat()})
    if party.guarantee is None or party.guarantee.kind is not GuaranteeKind.JOINT:
        return Answer(Permission.WARN, "may.guarantor_general", "R25", who)
    return Answer(Permission.WARN, "may.guarantor_joint", "R05", who)


def _hours(at: time, rules: ContactRules) -> Answer | None:
    if not rules.open_at <= at < rules.close_at:
        return Answer(Permission.BLOCKED, "may.outside_hours", "R01", _window(rules))
    if at >= rules.warn_at:
        return Answer(Permission.WARN, "may.late_hour", "R01", _window(rules))
    return None


def _window(rules: ContactRules) -> dict[str, str | int]:
    return {"open": rules.open_at.strftime("%H:%M"), "close": rules.close_at.strftime("%H:%M")}
