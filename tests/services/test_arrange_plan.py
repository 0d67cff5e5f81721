"""Plans of one or several loans at the desk: proposed, worked out, weighed, put on one paper, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from fieldapp.domain.plans.authority import Level
from fieldapp.domain.plans.guarantor_consent import Consent, Stance
from fieldapp.domain.plans.offers import Why
from fieldapp.domain.plans.plan import PlanKind
from fieldapp.domain.plans.plan_life import PlanState
from fieldapp.domain.plans.within_authority import Within
from fieldapp.domain.strategy.comparison import Way
from fieldapp.errors import KnownError
from fieldapp.rule_packs.comparison import comparison_rules
from fieldapp.services import (
    arrange_plan,
    decide_plan,
    draft_plan,
    issue_document,
    list_plans,
    plan_compliance,
    weigh_plan,
)
from fieldapp.services.arrange_plan import Bench
from fieldapp.services.desk import Desk
from fieldapp.services.withdraw_plan import withdraw
from tests.documents.papers import handwriting
from tests.gui.plan_window import visited
from tests.office import PASSPHRASE, TestOffice, borrower_case, sync, worked_loan


@pytest.fixture
def desk(office: TestOffice) -> Iterator[Desk]:
    loans = (worked_loan("苏惠贷2026-0412"), worked_loan("苏惠贷2026-0999", paid=5))
    office.save(borrower_case(office.people["zhouming"], loans=loans))
    made = office.desk("zhouming")
    sync(made)
    yield made
    made.store.close()


def bench(desk: Desk, office: TestOffice) -> Bench:
    return arrange_plan.lay_bench(desk, the_case(office))


def the_case(office: TestOffice) -> str:
    return next(iter(office.cases.values())).id


def both(table: Bench) -> tuple[str, ...]:
    return tuple(site.loan.id for site in table.sites)


def test_the_latest_loan_comes_first_and_nothing_is_recommended_blindly(desk: Desk, office: TestOffice) -> None:
    table = bench(desk, office)
    assert [site.loan.contract_no for site in table.sites] == ["苏惠贷2026-0412", "苏惠贷2026-0999"]
    assert table.monthly is None
    assert arrange_plan.propose(table, both(table)[:1])[0].why is Why.UNKNOWN_CAPACITY


def test_two_loans_are_proposed_within_one_capacity(desk: Desk, office: TestOffice) -> None:
    visited(desk, the_case(office))
    table = bench(desk, office)
    fitting, *_ = arrange_plan.propose(table, both(table))
    assert fitting.why is Why.LONGEST
    assert fitting.merged is not None
    assert fitting.over_capacity == fitting.merged.highest_row - 257_600
    assert [party.name for party in fitting.asked] == ["张伟"]
    assert fitting.added_burden > 0
    assert arrange_plan.advice(table, fitting) is None


def test_what_stands_against_one_part_stands_against_the_whole(desk: Desk, office: TestOffice) -> None:
    table = bench(desk, office)
    good, *_ = arrange_plan.propose(table, both(table))
    wrong = replace(good.parts[1].terms, instalments=99)
    made = arrange_plan.arrange(table, (good.parts[0].terms, wrong))
    assert (made.merged, made.requirement) == (None, None)
    assert arrange_plan.advice(table, made) is None


def test_like_terms_keep_shares_and_leave_out_what_is_written_for_one_debt(desk: Desk, office: TestOffice) -> None:
    table = bench(desk, office)
    first, second = table.sites
    begin, recovering, _ = (one.terms for one in arrange_plan.propose(table, (first.loan.id,)))
    half = replace(begin, waived_penalty=first.ground.pot.penalty // 2)
    moved = arrange_plan.like(table, half, second.loan.id)
    assert moved.loan_id == second.loan.id
    assert abs(moved.waived_penalty * 2 - second.ground.pot.penalty) <= 2
    stepped = arrange_plan.like(table, recovering, second.loan.id)
    assert (stepped.kind, stepped.steps) == (PlanKind.EQUAL_INSTALMENT, ())


def test_advice_leads_to_less_authority(desk: Desk, office: TestOffice) -> None:
    visited(desk, the_case(office))
    table = bench(desk, office)
    fitting, *_ = arrange_plan.propose(table, both(table)[:1])
    found = arrange_plan.advice(table, fitting)
    assert found is not None
    assert isinstance(found.nearest, Within)
    assert found.nearest.level is Level.BRANCH_MANAGER


def test_a_guarantor_who_does_not_consent_is_in_the_plan(desk: Desk, office: TestOffice) -> None:
    table = bench(desk, office)
    fitting, *_ = arrange_plan.propose(table, both(table)[:1])
    guarantor = fitting.asked[0]
    refused = (Consent(guarantor.id, Stance.NONE, why="联系不上"),)
    (content,) = arrange_plan.contents(table, fitting, " 愿意还 ", refused)
    assert content.consents == refused
    assert (content.reason, content.bundle) == ("愿意还", "")
    (plain,) = arrange_plan.contents(table, fitting, "")
    assert [one.stance for one in plain.consents] == [Stance.SIGNS]
    assert len(plain.known_payments or ()) == 4


def sealed(desk: Desk, office: TestOffice) -> tuple[str, str]:
    """Both loans on one sealed paper: ids of the leading plan and the paper."""
    table = bench(desk, office)
    fitting, *_ = arrange_plan.propose(table, both(table))
    first, *further = arrange_plan.contents(table, fitting, "一并安排")
    drawn = issue_document.draw_up(desk, the_case(office), first, further=tuple(further))
    inks = {"borrower": handwriting(1), "collector": handwriting(2)}
    paper = issue_document.seal_plan(desk, drawn, inks, {"device_id": desk.device_id}, PASSPHRASE)
    return paper.plan_id, paper.document_id


def test_the_seal_and_the_end_of_the_drafts_are_one_transaction(desk: Desk, office: TestOffice) -> None:
    draft_plan.keep_plan(desk, draft_plan.PlanDraft(the_case(office), reason="一并安排"))
    sealed(desk, office)
    assert draft_plan.held_plan(desk, the_case(office)) is None


def test_a_bundle_goes_to_the_office_and_comes_into_force_whole(desk: Desk, office: TestOffice) -> None:
    plan_id, _ = sealed(desk, office)
    sync(desk)
    lines = list_plans.plans(desk)
    assert [line.standing.plan.state for line in lines] == [PlanState.PROPOSED] * 2
    assert len({line.document.id for line in lines if line.document}) == 1
    other = office.desk("chenlan")
    sync(other)
    (waiting,) = decide_plan.queue(other)
    assert waiting.plan.id == plan_id
    assert decide_plan.look_at_plan(other, the_case(office), plan_id).requirement.level is waiting.plan.content.level
    decide_plan.approve(other, the_case(office), plan_id, PASSPHRASE)
    sync(other)
    sync(desk)
    other.store.close()
    states = {line.standing.plan.state for line in list_plans.plans(desk)}
    needed = waiting.plan.content.approvers
    assert states == ({PlanState.ACTIVE} if needed == 1 else {PlanState.PROPOSED}), "never one without the other"


def test_a_bundle_is_taken_back_whole_and_only_once(desk: Desk, office: TestOffice) -> None:
    sealed(desk, office)
    lines = list_plans.plans(desk)
    withdraw(desk, the_case(office), lines[0].standing.plan.id, "再谈")
    assert {line.standing.plan.state for line in list_plans.plans(desk)} == {PlanState.WITHDRAWN}
    with pytest.raises(KnownError, match=r"plan\.already_decided"):
        withdraw(desk, the_case(office), lines[0].standing.plan.id)
    with pytest.raises(KnownError, match=r"plan\.unknown"):
        withdraw(desk, the_case(office), "no-such-plan")


def test_a_plan_is_weighed_against_both_other_ways(desk: Desk, office: TestOffice) -> None:
    table = bench(desk, office)
    fitting, *_ = arrange_plan.propose(table, both(table)[:1])
    assert fitting.merged is not None
    worth = weigh_plan.weigh(table.sites[0].quote.payoff, fitting.merged.rows, table.as_of)
    assert {value.way for value in worth.ranked} == set(Way)
    assert worth.cost == worth.payoff - worth.present(Way.PLAN)
    assert worth.alternative is Way.LITIGATION
    assert worth.gain == worth.present(Way.PLAN) - worth.present(Way.LITIGATION)
    assert worth.present(Way.STATUS_QUO) == 2_348_182, "the worked figure"
    assert worth.present(Way.LITIGATION) == 3_628_089, "the worked figure"
    sure = weigh_plan.how_sure(worth)
    for way in Way:
        assert sure.lowest[way] <= worth.present(way) <= sure.highest[way]
    flip = weigh_plan.what_turns_it(worth)
    assert flip is None or flip.changes_best


def test_every_assumption_has_a_source_and_a_range() -> None:
    rules = comparison_rules()
    assert set(rules.sources) == set(rules.sources_zh) == set(rules.confidence) == set(rules.plus_minus)
    assert all(rules.sources.values())
    assert all(rules.sources_zh.values())
    assert rules.assumed.collected == sum(part * rules.assumed.collected for part in rules.assumed.curve)


def test_the_rules_of_collection_are_asked_about_the_plan(desk: Desk, office: TestOffice) -> None:
    table = bench(desk, office)
    fitting, _, settled = arrange_plan.propose(table, both(table)[:1])
    assert plan_compliance.against_plan(desk, table, fitting) == ()
    assert plan_compliance.against_plan(desk, table, settled) == ()
    far = replace(fitting.terms, kind=PlanKind.DEFERRAL, instalments=1, arrears_rows=1, deferral_months=2)
    assert not plan_compliance.forbidden(plan_compliance.against_plan(desk, table, arrange_plan.arrange(table, [far])))
    nothing = arrange_plan.arrange(table, [replace(fitting.terms, instalments=99)])
    assert plan_compliance.against_plan(desk, table, nothing) == ()
    first = table.sites[0]
    brief = replace(first, loan=replace(first.loan, terms=replace(first.loan.terms, instalments=1)))
    short = replace(table, sites=(brief, *table.sites[1:]))
    told = plan_compliance.against_plan(desk, short, arrange_plan.arrange(short, [far]))
    assert "R34" in {one.rule_id for one in told}, "no extension is longer than the loan was"
    assert plan_compliance.forbidden(told)
