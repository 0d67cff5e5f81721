"""Where to go first and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp import rule_packs
from fieldapp.domain.case import CaseFile, Visit
from fieldapp.domain.caseview import view
from fieldapp.domain.document import Document
from fieldapp.domain.matter import Matter, MatterKind, MatterRaised, MatterState
from fieldapp.domain.party import Party, PartyRole
from fieldapp.domain.plans.plan_life import Plan, PlanDecision, PlanState
from fieldapp.domain.strategy.urgency import Reason, WeighedReason, reasons, score, visited_on
from tests.unit.domain.builders import (
    COLLECTOR,
    NOON,
    SUPERVISOR,
    TODAY,
    case,
    document_content,
    guarantee,
    payment,
    plan_content,
    promise,
    visit_content,
    worked_loan,
)

WEIGHTS = rule_packs.load().urgency
TO_DRIVE_FOR = [reason for reason in Reason if reason is not Reason.MATTER_OPEN]
"""A matter that is looked into alone is nothing to drive to, whatever it weighs."""
FAR = guarantee(date(2028, 1, 10))
QUIET = CaseFile(case(parties=(Party("p-g", "张伟", PartyRole.GUARANTOR, guarantee=FAR),)))


def found(file: CaseFile, as_of: date = TODAY) -> dict[Reason, dict[str, str | int]]:
    return {weighed.reason: weighed.params for weighed in reasons(view(file, as_of), WEIGHTS)}


def visited(days_ago: int) -> Visit:
    at: datetime = NOON - timedelta(days=days_ago)
    return Visit(f"v{days_ago}", "case-1", COLLECTOR.id, at, visit_content(arrived_at=at, left_at=at))


def with_plan(state: PlanState, comment: str = "") -> CaseFile:
    decisions = (PlanDecision(SUPERVISOR.id, NOON, comment),) if comment else ()
    plan = Plan("plan-1", "case-1", COLLECTOR.id, NOON, plan_content(), state, decisions)
    return replace(QUIET, plans=(plan,))


def test_a_case_that_was_never_visited_says_so_before_how_late_it_is() -> None:
    assert list(found(QUIET)) == [Reason.NEVER_VISITED, Reason.OVERDUE]
    assert found(QUIET)[Reason.OVERDUE] == {"days": 45, "owed_minor": 21_643_56}


def test_nothing_needs_doing_where_nothing_is_owed() -> None:
    paid = replace(QUIET, case=replace(QUIET.case, loans=(worked_loan(payment(21_643_56)),)))
    assert reasons(view(paid, TODAY), WEIGHTS) == ()
    assert score(view(paid, TODAY), ()) == 0


def test_a_visit_is_long_ago_after_two_weeks() -> None:
    assert Reason.LONG_SINCE_VISIT not in found(replace(QUIET, visits=(visited(13),)))
    assert found(replace(QUIET, visits=(visited(14),)))[Reason.LONG_SINCE_VISIT] == {"days": 14}


def test_a_promise_due_today_comes_first() -> None:
    file = replace(QUIET, promises=(promise(8_000_00, TODAY, TODAY - timedelta(days=3)),))
    assert next(iter(found(file))) is Reason.PROMISE_DUE
    assert found(file)[Reason.PROMISE_DUE] == {"amount_minor": 8_000_00, "date": "2026-07-25"}


def test_a_broken_promise_is_told_for_thirty_days() -> None:
    due = date(2026, 7, 1)
    file = replace(QUIET, promises=(promise(8_000_00, due, date(2026, 6, 28)),))
    assert Reason.PROMISE_BROKEN in found(file, due + timedelta(days=30))
    assert Reason.PROMISE_BROKEN not in found(file, due + timedelta(days=31))


def test_a_guarantee_is_urgent_sixty_days_before_it_ends_and_silent_after() -> None:
    own = replace(QUIET, case=replace(QUIET.case, parties=case().parties))  # ends six months after maturity
    ends = date(2027, 7, 10)
    assert found(own, ends - timedelta(days=19))[Reason.GUARANTEE_ENDING] == {"name": "张伟", "days": 19}
    assert Reason.GUARANTEE_ENDING in found(own, ends - timedelta(days=60))
    assert Reason.GUARANTEE_ENDING not in found(own, ends - timedelta(days=61))
    assert Reason.GUARANTEE_ENDING not in found(own, ends + timedelta(days=1))


def test_limitation_is_urgent_in_its_last_half_year() -> None:
    ends = date(2030, 1, 10)
    assert found(QUIET, ends - timedelta(days=141))[Reason.LIMITATION_ENDING] == {"days": 141}
    assert Reason.LIMITATION_ENDING not in found(QUIET, ends - timedelta(days=181))


def test_a_returned_plan_shows_what_the_supervisor_said() -> None:
    file = with_plan(PlanState.RETURNED, "请缩短期限")
    assert found(file)[Reason.PLAN_RETURNED] == {"comment": "请缩短期限"}


def test_a_proposal_without_paper_waits_for_a_signature() -> None:
    file = with_plan(PlanState.PROPOSED)
    assert Reason.PLAN_UNSIGNED in found(file)
    content = document_content("plan-1")
    paper = Document("doc-1", "case-1", COLLECTOR.id, NOON, content, (content.revision,))
    assert Reason.PLAN_UNSIGNED not in found(replace(file, documents=(paper,)))


def test_a_row_of_a_plan_is_told_on_its_day_and_when_it_is_late() -> None:
    file = with_plan(PlanState.ACTIVE)
    first = plan_content().rows[0]
    params = {"row": 1, "amount_minor": first.total, "days": 0}
    assert found(file, first.due)[Reason.PLAN_ROW_DUE] == params
    late = first.due + timedelta(days=5)
    assert found(file, late)[Reason.PLAN_LATE] == params | {"days": 5}
    assert Reason.PLAN_ROW_DUE not in found(file, late)


def test_reasons_come_heaviest_first() -> None:
    file = replace(QUIET, promises=(promise(8_000_00, TODAY, TODAY - timedelta(days=3)),), visits=(visited(20),))
    weights = [weighed.weight for weighed in reasons(view(file, TODAY), WEIGHTS)]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) == 3


@given(st.integers(0, 2_000), st.integers(0, 2_000), st.sampled_from(TO_DRIVE_FOR), st.sampled_from(Reason))
def test_a_heavier_reason_always_outweighs_days_and_sums(few: int, more: int, one: Reason, other: Reason) -> None:
    def scored(reason: Reason, days: int) -> int:
        return score(view(QUIET, TODAY + timedelta(days=days)), (WeighedReason(reason, WEIGHTS[reason], {}),))

    if WEIGHTS[one] > WEIGHTS[other]:
        assert scored(one, few) > scored(other, more)


def test_with_the_same_reason_the_later_debt_comes_first() -> None:
    early, late = (view(QUIET, TODAY + timedelta(days=days)) for days in (0, 30))
    assert score(late, reasons(late, WEIGHTS)) > score(early, reasons(early, WEIGHTS))


def test_a_case_visited_today_is_done_for_today() -> None:
    seen = view(replace(QUIET, visits=(visited(0), visited(3))), TODAY)
    assert visited_on(seen, TODAY)
    assert not visited_on(seen, TODAY - timedelta(days=1))


def test_an_expired_proposal_asks_for_no_signature() -> None:
    assert Reason.PLAN_UNSIGNED not in found(with_plan(PlanState.PROPOSED), TODAY + timedelta(days=8))


def test_a_plan_with_no_row_due_yet_asks_for_nothing() -> None:
    first = plan_content().rows[0]
    told = found(with_plan(PlanState.ACTIVE), first.due - timedelta(days=1))
    assert {Reason.PLAN_LATE, Reason.PLAN_ROW_DUE}.isdisjoint(told)


def raised(kind: MatterKind, state: MatterState = MatterState.OPEN) -> Matter:
    return Matter("m-1", "case-1", COLLECTOR.id, NOON, MatterRaised(kind, "p-1", "已还", TODAY), state)


@pytest.mark.parametrize("kind", list(MatterKind))
def test_while_something_is_looked_into_nobody_is_sent_to_collect(kind: MatterKind) -> None:
    file = replace(QUIET, matters=(raised(kind),))
    assert found(file) == {Reason.MATTER_OPEN: {"kind": kind.value}}
    assert score(view(file, TODAY), reasons(view(file, TODAY), WEIGHTS)) == 0
    answered = replace(file, matters=(raised(kind, MatterState.WITHDRAWN),))
    assert Reason.MATTER_OPEN not in found(answered)


def test_the_clocks_go_on_while_something_is_looked_into() -> None:
    own = replace(QUIET, case=replace(QUIET.case, parties=case().parties), matters=(raised(MatterKind.DISPUTE),))
    on = date(2027, 7, 10) - timedelta(days=19)
    assert list(found(own, on)) == [Reason.GUARANTEE_ENDING, Reason.MATTER_OPEN]
    assert score(view(own, on), reasons(view(own, on), WEIGHTS)) > 0


def test_near_its_end_a_limitation_asks_for_a_notice_and_before_that_for_any_step() -> None:
    (loan,) = view(QUIET, TODAY).loans
    end = loan.limitation.ends_on
    for left, wanted in ((60, Reason.NOTICE_TO_SERVE), (61, Reason.LIMITATION_ENDING)):
        told = found(QUIET, end - timedelta(days=left))
        assert told[wanted] == {"days": left}
        assert len({Reason.NOTICE_TO_SERVE, Reason.LIMITATION_ENDING} & set(told)) == 1
