"""How a case stands, and its figures, as a text says them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import view
from fieldapp.domain.lending.schedule import contract_schedule
from fieldapp.domain.matter import Matter, MatterKind, MatterRaised, MatterState
from fieldapp.domain.money import major
from fieldapp.domain.outreach import OF_THE_DEBT, PLAIN, Stage
from fieldapp.domain.outreach_figures import amount, day, figures, stages
from fieldapp.domain.party import Party
from fieldapp.domain.plans.plan_life import Plan, PlanState
from fieldapp.domain.staff import Office
from tests.unit.domain.builders import (
    BORROWER,
    COLLECTOR,
    GUARANTOR,
    NOON,
    TODAY,
    case_file,
    guarantee,
    payment,
    plan_content,
    promise,
    worked_loan,
)

OFFICE = Office("o", "苏南惠农", "91", "陈", "苏州", "0512-60000000", "苏南惠农", "苏州农商", "6230 0018", "姑苏法院")


def said(file: CaseFile, party: Party = BORROWER, language: str = "zh_CN", on: date = TODAY) -> dict[str, str]:
    return figures(view(file, on), party, COLLECTOR, OFFICE, language)


def raised(kind: MatterKind, state: MatterState = MatterState.OPEN) -> Matter:
    content = MatterRaised(kind, BORROWER.id, "我已经还过了", TODAY)
    return Matter(f"m-{kind}", "case-1", COLLECTOR.id, NOON, content, state)


def with_plan(state: PlanState = PlanState.ACTIVE) -> CaseFile:
    plan = Plan("plan-1", "case-1", COLLECTOR.id, NOON, plan_content(), state)
    return replace(case_file(), plans=(plan,))


def test_sums_are_those_of_the_case_to_the_cent() -> None:
    seen = view(case_file(), TODAY)
    found = said(case_file())
    assert found["owed"] == f"{major(seen.owed.total):,.2f}"
    assert found["payoff"] == f"{major(seen.payoff):,.2f}"
    assert (found["days"], found["contract_no"]) == (str(seen.contract_days_past_due), "JK-2026-0001")
    assert amount(812_345) == "8,123.45"
    assert amount(5) == "0.05"


def test_dates_are_in_words_of_the_language() -> None:
    assert said(case_file())["as_of"] == "2026年7月25日"
    assert said(case_file(), language="en")["as_of"] == "25 July 2026"
    assert day(date(2026, 12, 1), "zh_TW") == "2026年12月1日"


def test_who_reads_and_who_writes_are_named() -> None:
    found = said(case_file(), GUARANTOR)
    assert (found["name"], found["borrower"], found["guarantee_no"]) == ("张伟", "李建国", "BZ-2026-0001")
    assert (found["collector"], found["staff_no"], found["office_phone"]) == ("周明", "0117", "0512-60000000")
    assert said(case_file())["guarantee_no"] == ""


def test_without_the_office_its_figures_are_not_there() -> None:
    found = figures(view(case_file(), TODAY), BORROWER, COLLECTOR, None, "zh_CN")
    assert {"office", "office_phone", "account_no"}.isdisjoint(found)


def test_every_figure_has_a_name_that_templates_may_use() -> None:
    file = replace(with_plan(), promises=(promise(1_000_00, TODAY + timedelta(days=3)),))
    late = said(file, on=TODAY + timedelta(days=40))
    assert set(said(case_file())) | set(said(file)) | set(late) == PLAIN | OF_THE_DEBT


def test_the_next_instalment_is_the_first_that_is_not_paid() -> None:
    row = contract_schedule(worked_loan().terms)[6]
    found = said(case_file())
    assert found["next_due"] == day(row.due, "zh_CN")
    assert found["next_amount"] == amount(row.total)


def test_two_loans_due_on_one_day_are_asked_for_together() -> None:
    first, second = worked_loan(), replace(worked_loan(), id="loan-2", contract_no="JK-2026-0002")
    found = said(case_file(first, second))
    row = contract_schedule(first.terms)[6]
    assert found["next_amount"] == amount(2 * row.total)
    assert found["contract_no"] == "JK-2026-0001、JK-2026-0002"
    assert said(case_file(first, second), language="en")["contract_no"] == "JK-2026-0001, JK-2026-0002"


def test_a_loan_past_its_last_row_has_no_next_instalment() -> None:
    assert "next_due" not in said(case_file(), on=date(2028, 1, 1))


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        (date(2026, 6, 9), Stage.BEFORE_DUE),
        (date(2026, 6, 20), Stage.M1),
        (TODAY, Stage.M2),
        (date(2026, 9, 1), Stage.M3),
        (date(2026, 12, 1), Stage.M4),
    ],
)
def test_the_stage_follows_the_bucket(on: date, stage: Stage) -> None:
    assert stages(view(case_file(), on)) == (stage,)


def test_an_open_promise_comes_before_the_bucket_with_what_is_left_of_it() -> None:
    made = promise(1_000_00, TODAY + timedelta(days=3))
    file = replace(case_file(), promises=(made,))
    assert stages(view(file, TODAY)) == (Stage.PROMISE, Stage.M2)
    assert said(file)["promise_due"] == day(TODAY + timedelta(days=3), "zh_CN")
    assert said(file)["promise_amount"] == "1,000.00"
    part = replace(file, case=replace(file.case, loans=(worked_loan(payment(400_00)),)))
    assert said(part)["promise_amount"] == "600.00"


def test_a_running_plan_tells_its_next_row_and_what_is_late() -> None:
    file = with_plan()
    assert Stage.PLAN in stages(view(file, TODAY))
    first, second = file.plans[0].content.rows[:2]
    assert (said(file)["plan_due"], said(file)["plan_amount"]) == (day(first.due, "zh_CN"), amount(first.total))
    assert "plan_unpaid" not in said(file)
    late = said(file, on=first.due + timedelta(days=9))
    assert late["plan_unpaid"] == amount(first.total)
    assert late["plan_due"] == day(second.due, "zh_CN")


def test_a_plan_that_was_never_in_force_tells_nothing() -> None:
    assert Stage.PLAN not in stages(view(with_plan(PlanState.PROPOSED), TODAY))
    assert "plan_due" not in said(with_plan(PlanState.PROPOSED))


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        (MatterKind.DISPUTE, Stage.DISPUTE),
        (MatterKind.COMPLAINT, Stage.COMPLAINT),
        (MatterKind.PAID_CLAIM, Stage.PAID_CLAIM),
        (MatterKind.HARDSHIP, Stage.HARDSHIP),
    ],
)
def test_what_rests_is_all_there_is_to_write_about(kind: MatterKind, stage: Stage) -> None:
    file = replace(case_file(), matters=(raised(kind),), promises=(promise(1_000_00, TODAY),))
    assert stages(view(file, TODAY)) == (stage,)
    answered = replace(case_file(), matters=(raised(kind, MatterState.ANSWERED),))
    assert stages(view(answered, TODAY)) == (Stage.M2,)


def test_a_case_that_is_paid_off_is_only_thanked() -> None:
    loan = worked_loan()
    whole = view(case_file(loan), TODAY).payoff
    paid = case_file(worked_loan(payment(whole)))
    assert stages(view(paid, TODAY)) == (Stage.PAID,)


def test_a_guarantor_is_told_of_no_loan_but_the_one_that_is_guaranteed() -> None:
    first, second = worked_loan(), replace(worked_loan(paid=2), id="loan-2", contract_no="JK-2026-0002")
    zhang = replace(GUARANTOR, guarantee=replace(guarantee(), loan_ids=("loan-1",)))
    found = said(case_file(first, second, parties=(zhang,)), zhang)
    alone = view(case_file(first, parties=(zhang,)), TODAY)
    assert found["contract_no"] == "JK-2026-0001"
    assert (found["owed"], found["payoff"]) == (amount(alone.owed.total), amount(alone.payoff))
    assert found["days"] == str(alone.contract_days_past_due)
    assert found["next_amount"] == said(case_file(first, parties=(zhang,)), zhang)["next_amount"]


def test_a_guarantor_is_told_of_no_plan_or_promise_of_another_loan() -> None:
    second = replace(worked_loan(), id="loan-2", contract_no="JK-2026-0002")
    zhang = replace(GUARANTOR, guarantee=replace(guarantee(), loan_ids=("loan-2",)))
    file = replace(with_plan(), promises=(promise(1_000_00, TODAY + timedelta(days=3)),))
    file = replace(file, case=replace(file.case, loans=(*file.case.loans, second), parties=(zhang,)))
    assert {"plan_due", "plan_amount", "promise_due", "promise_amount"} <= set(said(file))
    assert {"plan_due", "plan_amount", "promise_due", "promise_amount"}.isdisjoint(said(file, zhang))


def test_what_was_paid_on_a_plans_next_row_is_not_asked_for_again() -> None:
    file, on = with_plan(), TODAY + timedelta(days=5)
    first, second = file.plans[0].content.rows[:2]
    part = payment(first.total - 1_23, TODAY + timedelta(days=3))
    whole = payment(first.total, TODAY + timedelta(days=3))
    paid_part = said(replace(file, case=replace(file.case, loans=(worked_loan(part),))), on=on)
    assert (paid_part["plan_due"], paid_part["plan_amount"]) == (day(first.due, "zh_CN"), "1.23")
    paid = said(replace(file, case=replace(file.case, loans=(worked_loan(whole),))), on=on)
    assert (paid["plan_due"], paid["plan_amount"]) == (day(second.due, "zh_CN"), amount(second.total))


def test_a_guarantor_of_a_loan_that_owes_nothing_yet_is_told_no_sum() -> None:
    fresh = replace(worked_loan(paid=6), id="loan-2", contract_no="JK-2026-0002")
    zhang = replace(GUARANTOR, guarantee=replace(guarantee(), loan_ids=("loan-2",)))
    assert {"owed", "days"}.isdisjoint(said(case_file(worked_loan(), fresh, parties=(zhang,)), zhang))
