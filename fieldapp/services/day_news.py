"""What changed since the last look of another day: cases that came and went, money, promises, decisions, refusals.

The state at a look is kept in the store: marks of all cases, what was paid on each, how promises, plans and matters
stood. The first look of a day compares with the last of an earlier one and goes on doing so until midnight, so that a
glance in the morning does not wipe out what a colleague is told at noon; whoever has read it can say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from fieldapp import clock
from fieldapp.domain.case import CaseFile, Entity
from fieldapp.domain.party import PartyRole
from fieldapp.domain.plans.plan_life import PlanState
from fieldapp.domain.plans.promise import PromiseStanding, PromiseState, standings
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import LaptopUnit

BASE, LATEST = "day_look_base", "day_look_latest"
PROMISES_KEPT_DAYS = 40
"""Days after which nothing is told of a promise any more."""


class NewsKind(StrEnum):
    """What happened, in the order in which it is told."""

    REFUSED = "refused"
    PROMISE_DUE = "promise_due"
    PROMISE_BROKEN = "promise_broken"
    PLAN_RETURNED = "plan_returned"
    PLAN_REJECTED = "plan_rejected"
    PLAN_APPROVED = "plan_approved"
    PROMISE_KEPT = "promise_kept"
    PAYMENT = "payment"
    PAYMENT_BACK = "payment_back"
    MATTER = "matter"
    NEW_CASE = "new_case"
    GONE_CASE = "gone_case"


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened. `who` is the borrower, or the case's number where the case has gone.

    `amount` in minor units (payments, promises); `detail` a code or a colleague's words.
    """

    kind: NewsKind
    case_id: str
    who: str
    amount: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class DayNews:
    """Everything since `since`; None on the very first look, when there is nothing to compare with."""

    since: datetime | None
    news: tuple[News, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """The state at a look: cases as number, mark, payments and their sum; promises, plans and matters by state."""

    at: datetime
    cases: dict[str, tuple[str, str, int, int]] = field(default_factory=dict)
    promises: dict[str, str] = field(default_factory=dict)
    plans: dict[str, str] = field(default_factory=dict)
    matters: dict[str, str] = field(default_factory=dict)


def day_news(desk: Desk) -> DayNews:
    """What happened since the last look of an earlier day; keeps what is seen now."""
    with desk.store.reading() as unit:
        latest, base = unit.settings.get(LATEST, Look), unit.settings.get(BASE, Look)
        now, about = _look(unit, latest)
    if (latest is not None and _day_of(latest) < clock.today()) or base is None:
        base = latest
    if latest is None or replace(now, at=latest.at) != latest or base is not latest:
        with desk.store.writing(lasting=False) as unit:
            unit.settings.set(LATEST, now)
            unit.settings.set(BASE, base or now)
    if base is None:
        return DayNews(None)
    with desk.store.reading() as unit:
        return DayNews(base.at, tuple(sorted(_news(unit, base, now, about), key=_place)))


def _day_of(look: Look) -> date:
    return look.at.astimezone(ZoneInfo(clock.DEFAULT_ZONE)).date()


def have_read(desk: Desk) -> None:
    """Whoever sits here has read it: from now on only what comes later is news."""
    with desk.store.writing(lasting=False) as unit:
        latest = unit.settings.get(LATEST, Look)
        if latest is not None:
            unit.settings.set(BASE, replace(latest, at=clock.now()))


_About = dict[str, tuple[str, int]]
"""Of a promise, plan or matter: its case, and the sum it is about."""


def _look(unit: LaptopUnit, before: Look | None) -> tuple[Look, _About]:
    marks = unit.marks.all()
    known = before.cases if before is not None else {}
    same = {case_id for case_id, (_, mark) in marks.items() if case_id in known and known[case_id][1] == mark}
    paid = {case_id: (known[case_id][2], known[case_id][3]) for case_id in same}
    paid |= {case_id: (count, total) for case_id, count, total in unit.marks.paid(sorted(set(marks) - same))}
    cases = {case_id: (*marks[case_id], *paid.get(case_id, (0, 0))) for case_id in marks}
    about: _About = {}
    promises: dict[str, str] = {}
    recent = {
        promise.case_id
        for promise in unit.shadow.every(Entity.PROMISE)
        if (clock.today() - promise.content.due).days <= PROMISES_KEPT_DAYS
    }
    for case_id in sorted(recent & set(marks)):
        file = unit.files.find(case_id)
        for one in _promises(file) if file is not None else ():
            promises[one.promise.id] = one.state.value
            about[one.promise.id] = (case_id, one.promise.content.amount)
    plans, matters = {}, {}
    for plan in unit.shadow.every(Entity.PLAN):
        plans[plan.id], about[plan.id] = plan.state.value, (plan.case_id, plan.content.base)
    for matter in unit.shadow.every(Entity.MATTER):
        matters[matter.id], about[matter.id] = matter.state.value, (matter.case_id, matter.content.amount or 0)
    return Look(clock.now(), cases, promises, plans, matters), about


def _promises(file: CaseFile) -> tuple[PromiseStanding, ...]:
    payments = {loan.id: loan.payments for loan in file.case.loans}
    people = (file.case.borrower, *file.case.parties)
    liable = frozenset(party.id for party in people if party.role is not PartyRole.CONTACT)
    return standings(file.promises, payments, clock.today(file.case.zone), agreement_rules().promises, liable)


def _news(unit: LaptopUnit, base: Look, now: Look, about: _About) -> Iterator[News]:
    names = _Names(unit)
    for case_id in sorted(now.cases.keys() - base.cases.keys()):
        yield News(NewsKind.NEW_CASE, case_id, names.of(case_id))
    for case_id in sorted(base.cases.keys() - now.cases.keys()):
        yield News(NewsKind.GONE_CASE, "", base.cases[case_id][0])
    for case_id in sorted(now.cases.keys() & base.cases.keys()):
        more = now.cases[case_id][3] - base.cases[case_id][3]
        if more:
            kind = NewsKind.PAYMENT if more > 0 else NewsKind.PAYMENT_BACK
            yield News(kind, case_id, names.of(case_id), abs(more))
    for promise_id, state in now.promises.items():
        told = _PROMISES.get(state)
        if told is not None and base.promises.get(promise_id) != state:
            yield _about(told, promise_id, about, names, state)
    for plan_id, state in now.plans.items():
        told = _PLANS.get(state)
        if told is not None and plan_id in base.plans and base.plans[plan_id] != state:
            yield _about(told, plan_id, about, names, state)
    for matter_id, state in now.matters.items():
        if matter_id in base.matters and base.matters[matter_id] != state:
            yield _about(NewsKind.MATTER, matter_id, about, names, state)
    for entry in unit.outbox.refused():
        if entry.answered_at is not None and entry.answered_at > base.at:
            case_id = entry.fact.case_id
            yield News(NewsKind.REFUSED, case_id, names.of(case_id), 0, entry.fact.kind.value)


def _about(kind: NewsKind, id_: str, about: _About, names: _Names, detail: str) -> News:
    case_id, amount = about[id_]
    return News(kind, case_id, names.of(case_id), amount, detail)


class _Names:
    """Borrowers by case; of a case that has gone nothing is told."""

    def __init__(self, unit: LaptopUnit) -> None:
        self._unit = unit

    def of(self, case_id: str) -> str:
        line = self._unit.cases.line(case_id)
        return line.borrower_name if line is not None else ""


_PROMISES = {
    PromiseState.DUE_TODAY.value: NewsKind.PROMISE_DUE,
    PromiseState.KEPT.value: NewsKind.PROMISE_KEPT,
    PromiseState.PARTIAL.value: NewsKind.PROMISE_BROKEN,
    PromiseState.BROKEN.value: NewsKind.PROMISE_BROKEN,
}
_PLANS = {
    PlanState.ACTIVE.value: NewsKind.PLAN_APPROVED,
    PlanState.RETURNED.value: NewsKind.PLAN_RETURNED,
    PlanState.REJECTED.value: NewsKind.PLAN_REJECTED,
}
_ORDER = list(NewsKind)


def _place(news: News) -> tuple[int, int, str]:
    return _ORDER.index(news.kind), -news.amount, news.who
