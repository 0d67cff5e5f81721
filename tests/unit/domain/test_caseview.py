"""A case at a date: all loans, plans, promises and clocks together, each sum counted once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fieldapp.domain.case import CaseFile, Visit
from fieldapp.domain.caseview import CaseView, settle_case, view, view_at
from fieldapp.domain.clocks.events import Finding, Interruption, Proof
from fieldapp.domain.document import Document
from fieldapp.domain.lending.ageing import Bucket
from fieldapp.domain.lending.allocation import Excess
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.lending.quote import quote
from fieldapp.domain.party import Party
from fieldapp.domain.plans.plan_life import Plan, PlanHealth, PlanState
from fieldapp.domain.plans.promise import PromiseState
from tests.unit.domain.builders import (
    COLLECTOR,
    GUARANTOR,
    NOON,
    TODAY,
    WIFE,
    case_file,
    document_content,
    payment,
    plan_content,
    promise,
    visit_content,
    worked_loan,
)


def second_loan() -> Loan:
    """The same terms, one instalment more paid: fifteen days late."""
    return replace(worked_loan(paid=5), id="loan-2", contract_no="JK-2026-0002")


def visit(made: datetime, number: str = "v1") -> Visit:
    content = visit_content(arrived_at=made, left_at=made + timedelta(minutes=20))
    return Visit(number, "case-1", COLLECTOR.id, made, content)


def securing(loan_id: str) -> Party:
    """The guarantor, for one loan only."""
    assert GUARANTOR.guarantee is not None
    return replace(GUARANTOR, guarantee=replace(GUARANTOR.guarantee, loan_ids=(loan_id,)))


def planned(state: PlanState = PlanState.ACTIVE) -> Plan:
    return Plan("plan-1", "case-1", COLLECTOR.id, NOON, plan_content(), state)


def with_plan(state: PlanState = PlanState.ACTIVE) -> CaseFile:
    return replace(case_file(), plans=(planned(state),))


def test_a_case_of_one_loan_looks_like_its_quote() -> None:
    seen = view(case_file(), TODAY)
    assert (seen.owed.total, seen.payoff) == (21_643_56, 83_743_07)
    assert (seen.owed.principal, seen.owed.interest, seen.owed.penalty) == (19_790_54, 1_533_16, 296_12)
    assert (seen.owed.compound, seen.owed.costs, seen.owed.plan_rows) == (23_74, 0, 0)
    assert (seen.days_past_due, seen.contract_days_past_due, seen.bucket) == (45, 45, Bucket.M2)


def test_two_loans_add_up_and_the_oldest_debt_ages_the_case() -> None:
    seen = view(case_file(worked_loan(), second_loan()), TODAY)
    each = [quote(loan, TODAY) for loan in (worked_loan(), second_loan())]
    assert seen.owed.total == sum(q.cure for q in each)
    assert seen.payoff == sum(q.payoff for q in each)
    assert seen.per_diem == sum(q.per_diem for q in each)
    assert seen.days_past_due == 45


def test_a_running_plan_asks_for_its_rows_and_keeps_the_contract_in_sight() -> None:
    day = TODAY + timedelta(days=31)  # the day its first row falls due
    seen = view(with_plan(), day)
    first = planned().content.rows[0]
    assert seen.owed.plan_rows == seen.owed.total == first.total
    assert (seen.days_past_due, seen.contract_days_past_due) == (0, 76)
    assert seen.bucket is Bucket.M0


def test_a_late_plan_ages_by_its_own_rows() -> None:
    late = view(with_plan(), TODAY + timedelta(days=31 + 9))
    assert (late.days_past_due, late.plans[0].health) == (9, PlanHealth.LATE)


@pytest.mark.parametrize("state", [s for s in PlanState if s is not PlanState.ACTIVE])
def test_a_plan_that_does_not_run_changes_nothing_owed(state: PlanState) -> None:
    assert view(with_plan(state), TODAY).owed == view(case_file(), TODAY).owed


def test_a_broken_plan_brings_the_contract_back() -> None:
    day = TODAY + timedelta(days=31 + 31)
    broken = view(with_plan(), day)
    assert broken.plans[0].health is PlanHealth.BROKEN
    assert broken.owed.total == quote(worked_loan(), day).cure
    assert broken.days_past_due == broken.contract_days_past_due == 107


def test_a_promise_is_judged_by_the_payments_of_its_loan() -> None:
    paid = worked_loan(payment(8_000_00, date(2026, 7, 27)))
    file = replace(case_file(paid), promises=(promise(8_000_00, date(2026, 7, 28)),))
    assert view(file, date(2026, 7, 26)).promises[0].state is PromiseState.OPEN
    assert view(file, date(2026, 7, 27)).promises[0].state is PromiseState.KEPT


MATURED = worked_loan(disbursed_on=date(2022, 9, 4), first_due=date(2022, 10, 4))


def clock_of(file: CaseFile) -> tuple[date, Interruption]:
    (loan,) = view(file, TODAY).loans
    return loan.limitation.since, loan.limitation.cause


def test_payments_and_promises_start_limitation_anew() -> None:
    matured = case_file(MATURED)
    assert clock_of(matured) == (date(2023, 9, 4), Interruption.LAST_DUE)
    paid = replace(MATURED, payments=(*MATURED.payments, payment(100_00, date(2024, 5, 6), "P")))
    assert clock_of(case_file(paid)) == (date(2024, 5, 6), Interruption.PAYMENT)
    promised = replace(matured, promises=(promise(100_00, date(2025, 1, 9), date(2025, 1, 5)),))
    assert clock_of(promised) == (date(2025, 1, 5), Interruption.PROMISE)


def test_a_reversed_payment_starts_no_clock() -> None:
    back = payment(100_00, date(2024, 5, 6), "P", reversed_on=date(2024, 5, 8))
    assert clock_of(case_file(replace(MATURED, payments=(*MATURED.payments, back))))[1] is Interruption.LAST_DUE


def test_only_a_plan_on_signed_paper_starts_the_clock() -> None:
    plan = planned(PlanState.REJECTED)
    matured = replace(case_file(MATURED), plans=(plan,))
    assert clock_of(matured)[1] is Interruption.LAST_DUE
    content = document_content("plan-1")
    signed = Document("doc-1", "case-1", COLLECTOR.id, NOON, content, (content.revision,))
    assert clock_of(replace(matured, documents=(signed,))) == (TODAY, Interruption.PLAN)


def test_a_guarantor_shows_the_period_that_ends_first() -> None:
    later = replace(second_loan(), terms=replace(second_loan().terms, instalments=24))
    (guarantee,) = view(case_file(later, worked_loan()), TODAY).guarantees
    assert (guarantee.party.name, guarantee.loan.id) == ("张伟", "loan-1")
    assert guarantee.period.ends_on == date(2027, 7, 10)


def test_a_guarantee_of_one_loan_follows_that_loan_alone() -> None:
    later = replace(second_loan(), terms=replace(second_loan().terms, instalments=24))
    file = case_file(later, worked_loan(), parties=(securing(later.id),))
    (guarantee,) = view(file, TODAY).guarantees
    assert guarantee.loan.id == later.id
    assert guarantee.period.ends_on > date(2027, 7, 10)


def test_a_guarantee_of_a_loan_of_another_case_shows_no_period() -> None:
    assert view(case_file(worked_loan(), parties=(securing("loan-9"),)), TODAY).guarantees == ()


def test_a_promise_of_the_guarantor_does_not_interrupt_the_borrowers_limitation() -> None:
    own = promise(100_00, date(2025, 1, 9), date(2025, 1, 5), payer_id=GUARANTOR.id)
    assert clock_of(replace(case_file(MATURED), promises=(own,)))[1] is Interruption.LAST_DUE
    joint = promise(100_00, date(2025, 1, 9), date(2025, 1, 5), payer_id=WIFE.id)
    assert clock_of(replace(case_file(MATURED), promises=(joint,)))[1] is Interruption.PROMISE


def test_the_clock_tells_what_it_was_computed_from() -> None:
    (loan,) = view(case_file(MATURED), TODAY).loans
    told = [(one.event.on, one.event.proof, one.finding) for one in loan.limitation.events]
    assert told[0] == (date(2022, 10, 4), Proof.BANK_RECORD, Finding.BEFORE_DUE)
    assert len(told) == len(MATURED.payments)


def test_visits_are_dated_in_the_zone_of_the_debtor() -> None:
    late_utc = datetime(2026, 7, 20, 23, 30, tzinfo=UTC)  # already the 21st in Shanghai
    early = datetime(2026, 7, 3, 2, 0, tzinfo=UTC)
    seen = view(replace(case_file(), visits=(visit(late_utc, "v2"), visit(early))), TODAY)
    assert seen.visit_days() == [date(2026, 7, 3), date(2026, 7, 21)]
    assert seen.last_visit is not None
    assert seen.last_visit.id == "v2"


def test_a_case_without_loans_owes_nothing() -> None:
    empty = case_file()
    seen: CaseView = view(replace(empty, case=replace(empty.case, loans=())), TODAY)
    assert (seen.owed.total, seen.days_past_due, seen.bucket, seen.guarantees) == (0, 0, Bucket.M0, ())
    assert seen.last_visit is None


def test_a_borrower_who_kept_a_plan_to_its_end_owes_nothing() -> None:
    rows = plan_content().rows
    paid = tuple(payment(row.total, row.due, f"Z{row.number:02}") for row in rows)
    file = replace(case_file(worked_loan(*paid)), plans=(planned(),))
    done = view(file, rows[-1].due)
    assert done.plans[0].health is PlanHealth.COMPLETED
    assert (done.owed.total, done.days_past_due, done.bucket) == (0, 0, Bucket.M0)


def test_a_settled_case_says_at_a_later_date_what_a_replay_says() -> None:
    file = case_file(worked_loan(payment(1_000_00)))
    later = TODAY + timedelta(days=40)
    assert view_at(settle_case(file, TODAY), later) == view(file, later)


def test_money_held_for_the_borrower_is_applied_when_a_row_falls_due_in_between() -> None:
    file = case_file(worked_loan(payment(30_000_00), excess=Excess.HOLD))
    settled, later = settle_case(file, TODAY), date(2026, 8, 10)
    assert not settled.good_for(later)
    assert view_at(settled, later).loans[0].quote == view(file, later).loans[0].quote
