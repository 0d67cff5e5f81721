"""Limitation of the debt: three years from the last instalment's due date (民法典 188, 189), begun anew by 195.

Events are replayed oldest first. One that happened before the debt fell due moves nothing, for nothing runs yet; one
after the end moves nothing either, unless the debtor agrees to pay after all (192). While a proceeding goes on the
clock stands still. An obstacle in the last six months leaves at least six months after it is gone (194). Twenty years
after the debt fell due all of it ends (188); what happens later needs a court's leave and is not counted on here. The
last day is not moved from a holiday to the next working day (203): who relies on the earlier day is on the safe side.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fieldapp.domain.calendar import add_months, add_years
from fieldapp.domain.clocks.clock import LegalClock
from fieldapp.domain.clocks.events import (
    BEGINNINGS,
    PROCEEDINGS,
    REVIVING,
    Finding,
    Interruption,
    JudgedEvent,
    JudgedSuspension,
    LegalEvent,
    Suspension,
)
from fieldapp.domain.clocks.rules import STATUTE, ClockRules, unproven
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.lending.schedule import contract_schedule


@dataclass(frozen=True, slots=True)
class Beginning:
    """The day a debt fell due as a whole, and why: its last instalment, or acceleration."""

    on: date
    cause: Interruption = Interruption.LAST_DUE


@dataclass(frozen=True, slots=True)
class LimitationFacts:
    """What limitation is computed from; `institution`: the lender is a financial institution."""

    beginning: Beginning
    events: tuple[LegalEvent, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    institution: bool = True


@dataclass(slots=True)
class _Run:
    """The clock while events are replayed."""

    since: date
    cause: Interruption
    standing_still: bool = False


def maturity(loan: Loan, accelerated_on: date | None = None) -> Beginning:
    """When the whole of `loan` falls due: with its last instalment, or earlier by acceleration (提前到期)."""
    last = contract_schedule(loan.terms)[-1].due
    if accelerated_on is not None and accelerated_on < last:
        return Beginning(accelerated_on, Interruption.ACCELERATION)
    return Beginning(last)


def limitation(
    loan: Loan,
    interruptions: Iterable[tuple[date, Interruption] | LegalEvent],
    as_of: date,
    rules: ClockRules = STATUTE,
) -> LegalClock:
    """When the claim on `loan` becomes time-barred, as known at `as_of`; pairs stand for events without a proof."""
    events = tuple(event if isinstance(event, LegalEvent) else LegalEvent(*event) for event in interruptions)
    return limitation_of(LimitationFacts(maturity(loan), events), as_of, rules)


def limitation_of(facts: LimitationFacts, as_of: date, rules: ClockRules) -> LegalClock:
    """The clock of a claim, as known at `as_of`."""
    longstop = add_years(facts.beginning.on, rules.longstop_years)
    run = _Run(facts.beginning.on, facts.beginning.cause)
    judged = []
    for event in sorted(facts.events, key=_order):
        finding = unproven(event, rules, institution=facts.institution)
        if finding is None:
            ends_on = _end(run.since, facts.suspensions, as_of, rules)
            finding = _placed(event, facts.beginning.on, min(ends_on, longstop), longstop, as_of)
        judged.append(JudgedEvent(event, finding))
        if judged[-1].counted:
            _restart(run, event, as_of)
    obstacles = _judge_suspensions(run.since, facts.suspensions, as_of, rules)
    standing_still = run.standing_still or any(one.counted and _stands(one.suspension, as_of) for one in obstacles)
    return LegalClock(
        ends_on=min(_end(run.since, facts.suspensions, as_of, rules), longstop),
        since=run.since,
        cause=run.cause,
        longstop=longstop,
        standing_still=standing_still and as_of <= longstop,
        events=tuple(judged),
        suspensions=obstacles,
        warnings=rules.limitation_warnings,
    )


def _order(event: LegalEvent) -> tuple[date, bool, Interruption, date]:
    """By day; on the same day the debtor's agreement last, for it is the better ground to stand on."""
    return event.on, event.kind in REVIVING, event.kind, event.ended_on or date.max


def _placed(event: LegalEvent, begun: date, ends_on: date, longstop: date, as_of: date) -> Finding:
    """What an event that is proven does, by its place in time."""
    if event.kind in BEGINNINGS:
        return Finding.WRONG_STEP
    if event.on > as_of:
        return Finding.NOT_YET
    if _restarts_on(event, as_of) < begun:
        return Finding.BEFORE_DUE
    if event.on > longstop:
        return Finding.AFTER_LONGSTOP
    if event.on > ends_on:
        return Finding.REVIVED if event.kind in REVIVING else Finding.AFTER_END
    return Finding.COUNTED


def _restarts_on(event: LegalEvent, as_of: date) -> date:
    """The day from which time runs anew: at once, or when a proceeding has ended (today, while it goes on)."""
    if event.kind not in PROCEEDINGS or event.withdrawn:
        return event.on
    return min(event.ended_on or as_of, as_of)


def _restart(run: _Run, event: LegalEvent, as_of: date) -> None:
    restarts_on = _restarts_on(event, as_of)
    goes_on = event.kind in PROCEEDINGS and not event.withdrawn and (event.ended_on is None or event.ended_on > as_of)
    if restarts_on >= run.since:
        run.since, run.cause = restarts_on, event.kind
    run.standing_still = run.standing_still or goes_on


def _end(since: date, suspensions: tuple[Suspension, ...], as_of: date, rules: ClockRules) -> date:
    """The last day, counted from `since`: the years, and what obstacles in the last months add."""
    ends_on = add_years(since, rules.limitation_years)
    for suspension in sorted(suspensions, key=lambda one: one.begins):
        if _suspends(suspension, ends_on, as_of, rules):
            ends_on = _gone(suspension, as_of, rules)
    return ends_on


def _suspends(suspension: Suspension, ends_on: date, as_of: date, rules: ClockRules) -> bool:
    known = suspension.proven and suspension.begins <= as_of
    return known and suspension.begins <= ends_on < _gone(suspension, as_of, rules)


def _gone(suspension: Suspension, as_of: date, rules: ClockRules) -> date:
    """The end of the months that follow an obstacle (which lasts until today, if nobody knows better)."""
    return add_months(min(suspension.until or as_of, as_of), rules.suspension_months)


def _stands(suspension: Suspension, as_of: date) -> bool:
    return suspension.until is None or suspension.until > as_of


def _judge_suspensions(
    since: date, suspensions: tuple[Suspension, ...], as_of: date, rules: ClockRules
) -> tuple[JudgedSuspension, ...]:
    """Each obstacle, oldest first, with what it does to the time that runs now."""
    ends_on = add_years(since, rules.limitation_years)
    judged = []
    for suspension in sorted(suspensions, key=lambda one: one.begins):
        finding = Finding.OUTSIDE_LAST_MONTHS
        if not suspension.proven:
            finding = Finding.NO_PROOF
        elif suspension.begins > as_of:
            finding = Finding.NOT_YET
        elif _suspends(suspension, ends_on, as_of, rules):
            finding, ends_on = Finding.SUSPENDED, _gone(suspension, as_of, rules)
        judged.append(JudgedSuspension(suspension, finding))
    return tuple(judged)
