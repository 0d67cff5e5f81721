"""The guarantee period: until when a guarantor must be called on, what preserves the claim, and what runs after that.

The period is fixed: nothing interrupts or suspends it (民法典 692). It runs as agreed; where nothing was agreed, the
clause is unclear, would end no later than the debt falls due, or reads "until repaid" (担保制度解释 32), it is six
months from the day the debt falls due. A joint guarantor must be called on, a general one's debtor must be sued,
inside it (693); each guarantor for himself (解释 29), and a signature on a later notice brings nothing back (解释 34).
What is preserved has a limitation of its own (694). Rescheduling moves the period only with the guarantor's written
consent (695); acceleration moves the day the debt falls due.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from fieldapp.domain.calendar import add_months
from fieldapp.domain.clocks.clock import LegalClock
from fieldapp.domain.clocks.events import COUNTING, DELIVERED, Finding, Interruption, JudgedEvent, LegalEvent, Proof
from fieldapp.domain.clocks.limitation import Beginning, LimitationFacts, limitation_of, maturity
from fieldapp.domain.clocks.rules import STATUTE, ClockRules, unproven
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.party import Guarantee, GuaranteeKind

JOINT_STEPS = DELIVERED | {Interruption.SUIT, Interruption.ARBITRATION, Interruption.BANKRUPTCY_CLAIM}
"""What calls on a joint guarantor: a demand that reached him, or a claim against him (693(2), 解释 31)."""

GENERAL_STEPS = frozenset({Interruption.SUIT, Interruption.ARBITRATION, Interruption.ENFORCEMENT})
"""What preserves a general guarantee: steps against the debtor (693(1)); enforcement of a notarised debt (解释 27)."""


class PeriodClause(StrEnum):
    """What the contract says about the period."""

    AGREED = "agreed"
    NONE = "none"
    UNCLEAR = "unclear"
    UNTIL_REPAID = "until_repaid"


class PeriodBasis(StrEnum):
    """Why the period is what it is; each has its sentence."""

    AGREED = "clocks.period_agreed"
    NONE = "clocks.period_none"
    UNCLEAR = "clocks.period_unclear"
    UNTIL_REPAID = "clocks.period_until_repaid"
    NOT_AFTER_DUE = "clocks.period_not_after_due"


class GuaranteeState(StrEnum):
    """How a guarantee stands at a date; each has its sentence."""

    NOT_DUE = "clocks.guarantee_not_due"
    RUNNING = "clocks.guarantee_running"
    PRESERVED = "clocks.guarantee_preserved"
    LOST = "clocks.guarantee_lost"


@dataclass(frozen=True, slots=True)
class PeriodTerms:
    """The clause: an agreed last day, or agreed months after the debt falls due; neither where nothing was agreed."""

    clause: PeriodClause
    until: date | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Rescheduling:
    """The debt's last day was moved on `on` to `matures_on`, with or without this guarantor's written consent."""

    on: date
    matures_on: date
    consented: bool


@dataclass(frozen=True, slots=True)
class JudgedRescheduling:
    """A rescheduling with whether the guarantee follows it."""

    rescheduling: Rescheduling
    finding: Finding

    @property
    def followed(self) -> bool:
        """Whether the period is counted from the new day."""
        return self.finding in COUNTING


@dataclass(frozen=True, slots=True)
class GuaranteeFacts:
    """What a guarantee is judged by.

    Attributes:
        guarantor: the party id that events must be directed at. matures: when the debt falls due as it was guaranteed.
        events: everything that happened to debtor and guarantors; those that matter are picked out.
        defence_ended_on: when a general guarantor's right to wait for enforcement ended (解释 28), if it has.
    """

    guarantor: str
    kind: GuaranteeKind
    period: PeriodTerms
    matures: Beginning
    events: tuple[LegalEvent, ...] = ()
    reschedulings: tuple[Rescheduling, ...] = ()
    defence_ended_on: date | None = None
    institution: bool = True


@dataclass(frozen=True, slots=True)
class GuaranteeStanding:
    """A guarantee at a date.

    Attributes:
        period: the guarantee period. basis: why it is that long. steps: what preserves the claim.
        preserved: the event that did. limitation: of the claim against the guarantor, once it runs.
        events: all that was looked at inside the period's question, oldest first.
    """

    state: GuaranteeState
    period: LegalClock
    basis: PeriodBasis
    steps: frozenset[Interruption]
    preserved: LegalEvent | None
    limitation: LegalClock | None
    events: tuple[JudgedEvent, ...]
    reschedulings: tuple[JudgedRescheduling, ...]


def guarantee_period(guarantee: Guarantee, loan: Loan, accelerated_on: date | None = None) -> LegalClock:
    """The period of a guarantee of `loan`: its last day is the last on which the claim can be preserved."""
    clause = PeriodClause.NONE if guarantee.period_end is None else PeriodClause.AGREED
    return period_of(PeriodTerms(clause, guarantee.period_end), maturity(loan, accelerated_on), STATUTE)[0]


def period_of(terms: PeriodTerms, matures: Beginning, rules: ClockRules) -> tuple[LegalClock, PeriodBasis]:
    """The period that a clause makes for a debt that falls due on `matures`, and why."""
    agreed, basis = terms.until, PeriodBasis[terms.clause.name]
    if terms.months is not None:
        agreed = add_months(matures.on, terms.months)
    if terms.clause is not PeriodClause.AGREED or agreed is None:
        agreed = None
    elif agreed <= matures.on:  # 692(2): such an agreement counts as none
        agreed, basis = None, PeriodBasis.NOT_AFTER_DUE
    ends_on = agreed or add_months(matures.on, rules.guarantee_months)
    return LegalClock(ends_on, matures.on, matures.cause, warnings=rules.guarantee_warnings), basis


def guarantee_standing(facts: GuaranteeFacts, as_of: date, rules: ClockRules) -> GuaranteeStanding:
    """How a guarantee stands at `as_of`."""
    matures, reschedulings = _reschedule(facts, as_of)
    period, basis = period_of(facts.period, matures, rules)
    events = tuple(_judge(event, facts, period, as_of, rules) for event in sorted(facts.events, key=_by_day))
    preserved = next((one.event for one in events if one.counted), None)
    return GuaranteeStanding(
        state=_state(period, preserved, as_of),
        period=period,
        basis=basis,
        steps=steps(facts.kind),
        preserved=preserved,
        limitation=_own_limitation(facts, preserved, as_of, rules),
        events=events,
        reschedulings=reschedulings,
    )


def steps(kind: GuaranteeKind) -> frozenset[Interruption]:
    """What preserves the claim; an unclear guarantee is a general one (686)."""
    return JOINT_STEPS if kind is GuaranteeKind.JOINT else GENERAL_STEPS


def _reschedule(facts: GuaranteeFacts, as_of: date) -> tuple[Beginning, tuple[JudgedRescheduling, ...]]:
    """When the debt falls due for this guarantor, after the reschedulings consented to (695)."""
    matures, judged = facts.matures, []
    for one in sorted(facts.reschedulings, key=lambda r: (r.on, r.matures_on)):
        finding = Finding.NOT_YET if one.on > as_of else Finding.CONSENTED if one.consented else Finding.NOT_CONSENTED
        if finding is Finding.CONSENTED:
            matures = Beginning(one.matures_on)
        judged.append(JudgedRescheduling(one, finding))
    return matures, tuple(judged)


def _by_day(event: LegalEvent) -> tuple[date, Interruption, str]:
    return event.on, event.kind, event.towards


def _judge(event: LegalEvent, facts: GuaranteeFacts, period: LegalClock, as_of: date, rules: ClockRules) -> JudgedEvent:
    """What an event does for this guarantee: preserves it, or nothing, and why."""
    finding = _misdirected(event, facts) or unproven(event, rules, institution=facts.institution)
    if finding is None and event.withdrawn and facts.kind is not GuaranteeKind.JOINT:
        finding = Finding.WITHDRAWN
    return JudgedEvent(event, finding or _placed(event, period, as_of))


def _misdirected(event: LegalEvent, facts: GuaranteeFacts) -> Finding | None:
    """An event that is no step of this kind of guarantee, or is directed at somebody else."""
    wanted = facts.guarantor if facts.kind is GuaranteeKind.JOINT else ""
    if event.towards not in {"", facts.guarantor}:
        return Finding.OTHER_PERSON
    if event.kind not in steps(facts.kind) or event.towards != wanted:
        return Finding.WRONG_STEP
    return None


def _placed(event: LegalEvent, period: LegalClock, as_of: date) -> Finding:
    if event.on > as_of:
        return Finding.NOT_YET
    if event.on > period.ends_on:
        signed = event.proof is Proof.SIGNED_RECEIPT
        return Finding.NOT_REVIVED_BY_SIGNATURE if signed else Finding.AFTER_END
    return Finding.BEFORE_DUE if event.on <= period.since else Finding.PRESERVED


def _state(period: LegalClock, preserved: LegalEvent | None, as_of: date) -> GuaranteeState:
    if preserved is not None:
        return GuaranteeState.PRESERVED
    if as_of > period.ends_on:
        return GuaranteeState.LOST
    return GuaranteeState.NOT_DUE if as_of <= period.since else GuaranteeState.RUNNING


def _own_limitation(
    facts: GuaranteeFacts, preserved: LegalEvent | None, as_of: date, rules: ClockRules
) -> LegalClock | None:
    """The limitation of what was preserved (694): joint: from the first call; general: from the end of the defence."""
    if preserved is None:
        return None
    if facts.kind is GuaranteeKind.JOINT:
        beginning = Beginning(preserved.on, preserved.kind)
    elif facts.defence_ended_on is None or facts.defence_ended_on > as_of:
        return None
    else:
        beginning = Beginning(facts.defence_ended_on, Interruption.ENFORCEMENT)
    towards = [replace(event, towards="") for event in facts.events if event.towards == facts.guarantor]
    return limitation_of(LimitationFacts(beginning, tuple(towards), (), facts.institution), as_of, rules)
