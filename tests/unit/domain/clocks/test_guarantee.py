"""The guarantee period by every kind of clause, and what preserves the claim before it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.clocks.clock import ClockState
from fieldapp.domain.clocks.events import COUNTING, Finding, Interruption, LegalEvent, Proof, Recipient
from fieldapp.domain.clocks.guarantee import (
    GuaranteeFacts,
    GuaranteeStanding,
    GuaranteeState,
    PeriodBasis,
    PeriodClause,
    PeriodTerms,
    Rescheduling,
    guarantee_period,
    guarantee_standing,
    period_of,
    steps,
)
from fieldapp.domain.clocks.limitation import Beginning
from fieldapp.domain.party import GuaranteeKind
from fieldapp.rule_packs.clocks import clock_rules
from tests.unit.domain.builders import guarantee, worked_loan

RULES = clock_rules()
DUE = date(2026, 1, 10)
NONE_AGREED = PeriodTerms(PeriodClause.NONE)
ENDS = date(2026, 7, 10)
JOINT = GuaranteeFacts("zhang", GuaranteeKind.JOINT, NONE_AGREED, Beginning(DUE))
GENERAL = replace(JOINT, kind=GuaranteeKind.GENERAL)


def demand(on: date, **more: Any) -> LegalEvent:
    return LegalEvent(on, Interruption.DEMAND, **({"proof": Proof.SIGNED_RECEIPT, "towards": "zhang"} | more))


def suit(on: date, **more: Any) -> LegalEvent:
    return LegalEvent(on, Interruption.SUIT, **({"proof": Proof.CASE_NUMBER} | more))


def stand(facts: GuaranteeFacts, *events: LegalEvent, as_of: date = date(2026, 9, 1)) -> GuaranteeStanding:
    return guarantee_standing(replace(facts, events=events), as_of, RULES)


def findings(found: GuaranteeStanding) -> list[Finding]:
    return [one.finding for one in found.events]


@pytest.mark.parametrize(
    ("terms", "ends_on", "basis"),
    [
        (NONE_AGREED, ENDS, PeriodBasis.NONE),
        (PeriodTerms(PeriodClause.UNCLEAR), ENDS, PeriodBasis.UNCLEAR),
        (PeriodTerms(PeriodClause.UNTIL_REPAID), ENDS, PeriodBasis.UNTIL_REPAID),
        (PeriodTerms(PeriodClause.AGREED, date(2028, 1, 10)), date(2028, 1, 10), PeriodBasis.AGREED),
        (PeriodTerms(PeriodClause.AGREED, date(2026, 1, 11)), date(2026, 1, 11), PeriodBasis.AGREED),
        (PeriodTerms(PeriodClause.AGREED, DUE), ENDS, PeriodBasis.NOT_AFTER_DUE),
        (PeriodTerms(PeriodClause.AGREED, date(2025, 6, 1)), ENDS, PeriodBasis.NOT_AFTER_DUE),
        (PeriodTerms(PeriodClause.AGREED, months=24), date(2028, 1, 10), PeriodBasis.AGREED),
        (PeriodTerms(PeriodClause.AGREED, months=0), ENDS, PeriodBasis.NOT_AFTER_DUE),
        (PeriodTerms(PeriodClause.UNTIL_REPAID, date(2030, 1, 1)), ENDS, PeriodBasis.UNTIL_REPAID),
    ],
)
def test_the_period_runs_as_agreed_or_six_months(terms: PeriodTerms, ends_on: date, basis: PeriodBasis) -> None:
    """民法典 692; 担保制度解释 32."""
    period, why = period_of(terms, Beginning(DUE), RULES)
    assert (period.ends_on, period.since, why) == (ends_on, DUE, basis)


def test_acceleration_moves_the_day_it_is_counted_from() -> None:
    early = date(2026, 8, 1)
    found = guarantee_period(guarantee(), worked_loan(), early)
    assert (found.ends_on, found.since, found.cause) == (date(2027, 2, 1), early, Interruption.ACCELERATION)
    assert guarantee_period(guarantee(date(2028, 1, 1)), worked_loan(), early).ends_on == date(2028, 1, 1)


@pytest.mark.parametrize(
    ("as_of", "state", "clock", "warning"),
    [
        (DUE, GuaranteeState.NOT_DUE, ClockState.RUNNING, None),
        (date(2026, 1, 11), GuaranteeState.RUNNING, ClockState.RUNNING, None),
        (date(2026, 5, 10), GuaranteeState.RUNNING, ClockState.RUNNING, None),
        (date(2026, 5, 11), GuaranteeState.RUNNING, ClockState.ENDING, 60),
        (date(2026, 6, 10), GuaranteeState.RUNNING, ClockState.ENDING, 30),
        (date(2026, 6, 30), GuaranteeState.RUNNING, ClockState.ENDING, 10),
        (ENDS, GuaranteeState.RUNNING, ClockState.ENDING, 10),
        (date(2026, 7, 11), GuaranteeState.LOST, ClockState.ENDED, None),
    ],
)
def test_it_warns_60_30_and_10_days_before_and_is_lost_after(
    as_of: date, state: GuaranteeState, clock: ClockState, warning: int | None
) -> None:
    found = stand(JOINT, as_of=as_of)
    assert (found.state, found.period.state(as_of), found.period.warning(as_of)) == (state, clock, warning)
    assert (found.preserved, found.limitation) == (None, None)


@pytest.mark.parametrize(
    ("event", "finding"),
    [
        (demand(date(2026, 1, 11)), Finding.PRESERVED),
        (demand(ENDS), Finding.PRESERVED),
        (demand(DUE), Finding.BEFORE_DUE),
        (demand(date(2026, 7, 11)), Finding.NOT_REVIVED_BY_SIGNATURE),
        (demand(date(2026, 7, 11), proof=Proof.POSTAL_RECEIPT), Finding.AFTER_END),
        (demand(date(2026, 9, 2)), Finding.NOT_YET),
        (demand(date(2026, 5, 1), proof=None), Finding.NO_PROOF),
        (demand(date(2026, 5, 1), proof=Proof.FIELD_RECORD), Finding.PROOF_TOO_WEAK),
        (demand(date(2026, 5, 1), received_by=Recipient.OTHER), Finding.WRONG_RECIPIENT),
        (demand(date(2026, 5, 1), towards="wang"), Finding.OTHER_PERSON),
        (demand(date(2026, 5, 1), towards=""), Finding.WRONG_STEP),
        (suit(date(2026, 5, 1)), Finding.WRONG_STEP),
        (suit(date(2026, 5, 1), towards="zhang"), Finding.PRESERVED),
        (suit(date(2026, 5, 1), towards="zhang", withdrawn=True), Finding.WITHDRAWN),
        (suit(date(2026, 5, 1), towards="zhang", withdrawn=True, proof=Proof.SERVED_BY_COURT), Finding.PRESERVED),
        (
            LegalEvent(date(2026, 5, 1), Interruption.PROMISE, Proof.SIGNED_DOCUMENT, towards="zhang"),
            Finding.WRONG_STEP,
        ),
    ],
)
def test_a_joint_guarantor_must_be_called_on_himself_within_the_period(event: LegalEvent, finding: Finding) -> None:
    """民法典 693(2); 担保制度解释 29, 31(2), 34(2)."""
    found = stand(JOINT, event)
    assert findings(found) == [finding]
    assert found.state is (GuaranteeState.PRESERVED if finding is Finding.PRESERVED else GuaranteeState.LOST)


@pytest.mark.parametrize("kind", [GuaranteeKind.GENERAL, GuaranteeKind.UNCLEAR])
@pytest.mark.parametrize(
    ("event", "finding"),
    [
        (suit(date(2026, 5, 1)), Finding.PRESERVED),
        (LegalEvent(date(2026, 5, 1), Interruption.ARBITRATION, Proof.CASE_NUMBER), Finding.PRESERVED),
        (LegalEvent(date(2026, 5, 1), Interruption.ENFORCEMENT, Proof.CASE_NUMBER), Finding.PRESERVED),
        (LegalEvent(date(2026, 5, 1), Interruption.PAYMENT_ORDER, Proof.CASE_NUMBER), Finding.WRONG_STEP),
        (demand(date(2026, 5, 1)), Finding.WRONG_STEP),
        (suit(date(2026, 5, 1), withdrawn=True), Finding.WITHDRAWN),
        (suit(date(2026, 5, 1), withdrawn=True, proof=Proof.SERVED_BY_COURT), Finding.WITHDRAWN),
        (suit(date(2026, 7, 11)), Finding.AFTER_END),
    ],
)
def test_for_a_general_guarantee_the_debtor_must_be_sued_within_the_period(
    event: LegalEvent, finding: Finding, kind: GuaranteeKind
) -> None:
    """民法典 686, 693(1); 担保制度解释 27, 31(1)."""
    assert findings(stand(replace(GENERAL, kind=kind), event)) == [finding]


def test_a_preserved_joint_guarantee_has_a_limitation_of_its_own() -> None:
    """民法典 694(2): from the first call; later calls on him begin it anew."""
    first, again = demand(date(2026, 5, 1)), demand(date(2026, 8, 1))
    found = stand(JOINT, again, first)
    assert found.preserved == first
    assert found.limitation is not None
    assert (found.limitation.since, found.limitation.ends_on) == (date(2026, 8, 1), date(2029, 8, 1))
    assert findings(found) == [Finding.PRESERVED, Finding.NOT_REVIVED_BY_SIGNATURE]


def test_a_demand_on_the_debtor_does_not_move_the_guarantors_limitation() -> None:
    found = stand(JOINT, demand(date(2026, 5, 1)), demand(date(2026, 8, 1), towards=""))
    assert found.limitation is not None
    assert found.limitation.since == date(2026, 5, 1)


def test_a_preserved_general_guarantee_waits_for_the_end_of_the_defence() -> None:
    """民法典 694(1); 担保制度解释 28."""
    filed = suit(date(2026, 5, 1))
    assert stand(GENERAL, filed).limitation is None
    assert stand(replace(GENERAL, defence_ended_on=date(2026, 9, 2)), filed).limitation is None
    found = stand(replace(GENERAL, defence_ended_on=date(2026, 8, 20)), filed)
    assert found.limitation is not None
    assert (found.limitation.since, found.limitation.ends_on) == (date(2026, 8, 20), date(2029, 8, 20))


@pytest.mark.parametrize(
    ("rescheduling", "ends_on", "finding"),
    [
        (Rescheduling(date(2025, 12, 1), date(2027, 1, 10), consented=False), ENDS, Finding.NOT_CONSENTED),
        (Rescheduling(date(2025, 12, 1), date(2027, 1, 10), consented=True), date(2027, 7, 10), Finding.CONSENTED),
        (Rescheduling(date(2026, 10, 1), date(2027, 1, 10), consented=True), ENDS, Finding.NOT_YET),
    ],
)
def test_rescheduling_moves_the_period_only_with_written_consent(
    rescheduling: Rescheduling, ends_on: date, finding: Finding
) -> None:
    """民法典 695."""
    found = stand(replace(JOINT, reschedulings=(rescheduling,)))
    assert (found.period.ends_on, [one.finding for one in found.reschedulings]) == (ends_on, [finding])
    assert [one.followed for one in found.reschedulings] == [finding in COUNTING]


def test_what_preserves_is_told_by_kind() -> None:
    assert Interruption.DEMAND in steps(GuaranteeKind.JOINT)
    assert Interruption.DEMAND not in steps(GuaranteeKind.GENERAL)
    assert steps(GuaranteeKind.UNCLEAR) == steps(GuaranteeKind.GENERAL) == stand(GENERAL).steps


# properties ---------------------------------------------------------------------------------------------------

DAYS = st.integers(-400, 900).map(lambda days: DUE + timedelta(days=days))
EVENTS = st.builds(
    LegalEvent,
    on=DAYS,
    kind=st.sampled_from(Interruption),
    proof=st.one_of(st.none(), st.sampled_from(Proof)),
    withdrawn=st.booleans(),
    received_by=st.sampled_from(Recipient),
    towards=st.sampled_from(["", "zhang", "wang"]),
)
KINDS = st.sampled_from(GuaranteeKind)


@given(st.lists(EVENTS, max_size=8), EVENTS, KINDS, DAYS)
def test_no_event_moves_the_guarantee_period(
    events: list[LegalEvent], more: LegalEvent, kind: GuaranteeKind, as_of: date
) -> None:
    facts = replace(JOINT, kind=kind)
    few, many = stand(facts, *events, as_of=as_of), stand(facts, *events, more, as_of=as_of)
    assert few.period == many.period
    assert few.period.ends_on == ENDS


@given(st.lists(EVENTS, max_size=8), EVENTS, KINDS, DAYS)
def test_a_further_event_never_loses_what_was_preserved(
    events: list[LegalEvent], more: LegalEvent, kind: GuaranteeKind, as_of: date
) -> None:
    facts = replace(JOINT, kind=kind)
    few, many = stand(facts, *events, as_of=as_of), stand(facts, *events, more, as_of=as_of)
    assert (few.preserved is None) or (many.preserved is not None)
