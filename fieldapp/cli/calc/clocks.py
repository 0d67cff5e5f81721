"""`calc clocks`: limitation of a debt and the periods of its guarantees, each with every event it was computed from."""

from __future__ import annotations

from datetime import date

from fieldapp.cli.calc.clocks_question import ClocksQuestion, event_of, guarantee_facts, limitation_facts
from fieldapp.cli.calc.question import Question, Shown
from fieldapp.domain.clocks.clock import LegalClock
from fieldapp.domain.clocks.events import Interruption, JudgedEvent, JudgedSuspension, Obstacle, Proof
from fieldapp.domain.clocks.guarantee import GuaranteeStanding, guarantee_standing
from fieldapp.domain.clocks.limitation import limitation_of
from fieldapp.domain.clocks.rules import ClockRules
from fieldapp.domain.party import GuaranteeKind
from fieldapp.rule_packs.clocks import clock_rules
from fieldapp.sentences import say


class EventShown(Shown, frozen=True):
    """An event, whether it counted, and why or why not."""

    on: date
    kind: Interruption
    proof: Proof | None
    towards: str
    reference: str
    counted: bool
    finding: str
    why: str


class SuspensionShown(Shown, frozen=True):
    """An obstacle, whether it counted, and why or why not."""

    begins: date
    until: date | None
    obstacle: Obstacle
    counted: bool
    finding: str
    why: str


class ClockShown(Shown, frozen=True):
    """A clock on the day asked for; `warning` is the nearest of the warnings reached, in days before the end."""

    ends_on: date
    days_left: int
    state: str
    state_text: str
    warning: int | None
    warns_at_days: list[int]
    since: date
    cause: Interruption
    longstop_on: date | None
    standing_still: bool
    events: list[EventShown]
    suspensions: list[SuspensionShown]
    forbidden_wording: list[str]


class ReschedulingShown(Shown, frozen=True):
    """A rescheduling, and whether the guarantee follows it."""

    on: date
    new_last_due_on: date
    followed: bool
    finding: str
    why: str


class GuaranteeShown(Shown, frozen=True):
    """A guarantee: its period and why it is that long, what preserves the claim, and what runs after that."""

    guarantor: str
    kind: GuaranteeKind
    state: str
    state_text: str
    basis: str
    basis_text: str
    period: ClockShown
    what_preserves: list[Interruption]
    preserved_by: EventShown | None
    limitation: ClockShown | None
    events: list[EventShown]
    reschedulings: list[ReschedulingShown]


class ClocksAnswer(Shown, frozen=True):
    """All clocks of the debt, and the pack they rest on."""

    as_of: date
    pack: str
    limitation: ClockShown
    guarantees: list[GuaranteeShown]


def answer(asked: ClocksQuestion) -> ClocksAnswer:
    """Run the clocks."""
    rules = clock_rules()
    events = tuple(event_of(event, f"events[{place}]", asked) for place, event in enumerate(asked.events))
    clock = limitation_of(limitation_facts(asked, events), asked.as_of, rules)
    standings = [
        guarantee_standing(guarantee_facts(asked, events, place), asked.as_of, rules)
        for place in range(len(asked.guarantees))
    ]
    return ClocksAnswer(
        as_of=asked.as_of,
        pack=rules.version,
        limitation=_clock(clock, asked, rules),
        guarantees=[_guarantee(place, standing, asked, rules) for place, standing in enumerate(standings)],
    )


def _guarantee(place: int, standing: GuaranteeStanding, asked: ClocksQuestion, rules: ClockRules) -> GuaranteeShown:
    said = asked.guarantees[place]
    preserving = next((one for one in standing.events if one.counted), None)
    return GuaranteeShown(
        guarantor=said.guarantor,
        kind=said.kind,
        state=standing.state.name.lower(),
        state_text=_text(standing.state, asked),
        basis=standing.basis.name.lower(),
        basis_text=_text(standing.basis, asked),
        period=_clock(standing.period, asked, rules),
        what_preserves=sorted(standing.steps),
        preserved_by=_event(preserving, asked) if preserving else None,
        limitation=_clock(standing.limitation, asked, rules) if standing.limitation else None,
        events=[_event(one, asked) for one in standing.events],
        reschedulings=[
            ReschedulingShown(
                on=one.rescheduling.on,
                new_last_due_on=one.rescheduling.matures_on,
                followed=one.followed,
                finding=one.finding.name.lower(),
                why=_text(one.finding, asked),
            )
            for one in standing.reschedulings
        ],
    )


def _clock(clock: LegalClock, asked: ClocksQuestion, rules: ClockRules) -> ClockShown:
    state = clock.state(asked.as_of)
    return ClockShown(
        ends_on=clock.ends_on,
        days_left=clock.days_left(asked.as_of),
        state=state.name.lower(),
        state_text=_text(state, asked),
        warning=clock.warning(asked.as_of),
        warns_at_days=list(clock.warnings),
        since=clock.since,
        cause=clock.cause,
        longstop_on=clock.longstop,
        standing_still=clock.standing_still,
        events=[_event(one, asked) for one in clock.events],
        suspensions=[_suspension(one, asked) for one in clock.suspensions],
        forbidden_wording=list(rules.forbidden_after_end) if clock.days_left(asked.as_of) < 0 else [],
    )


def _event(one: JudgedEvent, asked: ClocksQuestion) -> EventShown:
    return EventShown(
        on=one.event.on,
        kind=one.event.kind,
        proof=one.event.proof,
        towards=one.event.towards,
        reference=one.event.reference,
        counted=one.counted,
        finding=one.finding.name.lower(),
        why=_text(one.finding, asked),
    )


def _suspension(one: JudgedSuspension, asked: ClocksQuestion) -> SuspensionShown:
    return SuspensionShown(
        begins=one.suspension.begins,
        until=one.suspension.until,
        obstacle=one.suspension.obstacle,
        counted=one.counted,
        finding=one.finding.name.lower(),
        why=_text(one.finding, asked),
    )


def _text(code: str, asked: ClocksQuestion) -> str:
    return say(code, language=asked.language).text


QUESTION = Question("clocks", "limitation and guarantee periods", ClocksQuestion, ClocksAnswer, answer)
