"""What is owed at a date: to the cent on the worked loan, and consistent with paying it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.domain.calendar import DayCount
from fieldapp.domain.lending.ageing import Bucket
from fieldapp.domain.lending.loan import AllocationOrder, Charge, Loan, Payment, RepaymentMethod
from fieldapp.domain.lending.quote import quote
from tests.unit.domain.builders import TODAY, any_loan, payment, worked_loan


def test_the_worked_loan_owes_what_the_rules_say() -> None:
    owed = quote(worked_loan(), TODAY)
    assert (owed.days_past_due, owed.bucket) == (45, Bucket.M2)
    assert (owed.overdue_principal, owed.overdue_interest) == (19_790_54, 1_533_16)
    assert owed.overdue_principal + owed.overdue_interest == 21_323_70
    assert (owed.penalty, owed.compound, owed.costs) == (296_12, 23_74, 0)
    assert (owed.undue_principal, owed.current_interest) == (61_790_56, 308_95)
    assert owed.principal == 81_581_10
    assert owed.cure == 21_643_56
    assert owed.payoff == 83_743_07


def test_one_more_day_costs_the_daily_penalty_and_interest() -> None:
    owed = quote(worked_loan(), TODAY)
    exact = (Decimal(21_323_70) * Decimal("0.18") + Decimal(61_790_56) * Decimal("0.12")) / 360
    assert owed.per_diem == exact
    assert round(owed.per_diem) == 31_26
    tomorrow = quote(worked_loan(), TODAY + timedelta(days=1))
    assert abs(tomorrow.payoff - owed.payoff - owed.per_diem) <= 3  # three lines, each rounded


def test_a_year_of_365_days_costs_less() -> None:
    assert quote(worked_loan(arrears_day_count=DayCount.ACT_365F), TODAY).penalty == 218_50 + 73_56


def test_before_the_first_due_date_interest_runs_from_the_disbursement() -> None:
    owed = quote(worked_loan(paid=0), date(2026, 1, 25))
    assert (owed.days_past_due, owed.bucket, owed.cure) == (0, Bucket.M0, 0)
    assert owed.current_interest == 600_00  # 120,000 x 12 % x 15 / 360
    assert owed.payoff == 120_600_00


def test_after_the_last_due_date_nothing_is_coming() -> None:
    owed = quote(worked_loan(), date(2027, 3, 1))
    assert (owed.undue_principal, owed.current_interest) == (0, 0)
    assert owed.cure == owed.payoff


def test_costs_are_part_of_the_cure() -> None:
    loan = replace(worked_loan(), charges=(Charge("C1", TODAY, 200_00),))
    assert quote(loan, TODAY).cure == 21_643_56 + 200_00


def test_paying_part_of_an_instalment_does_not_end_the_delinquency() -> None:
    assert quote(worked_loan(payment(21_643_55)), TODAY).days_past_due == 15


def test_rolling_back_needs_only_the_oldest_instalment() -> None:
    owed = quote(worked_loan(payment(12_000_00), allocation=AllocationOrder.HORIZONTAL), TODAY)
    assert (owed.days_past_due, owed.bucket) == (15, Bucket.M1)


@given(any_loan(), st.integers(0, 400))
@settings(max_examples=60)
def test_paying_the_cure_brings_the_loan_up_to_date(loan: Loan, days: int) -> None:
    as_of = loan.terms.first_due + timedelta(days=days)
    cure = quote(loan, as_of).cure
    if cure:
        loan = replace(loan, payments=(*loan.payments, Payment("ZZ-CURE", as_of, cure)))
    after = quote(loan, as_of)
    assert (after.cure, after.days_past_due, after.bucket) == (0, 0, Bucket.M0)


@given(any_loan(), st.integers(0, 400))
@settings(max_examples=60)
def test_one_cent_less_than_the_cure_is_still_owed(loan: Loan, days: int) -> None:
    as_of = loan.terms.first_due + timedelta(days=days)
    cure = quote(loan, as_of).cure
    if cure > 1:
        loan = replace(loan, payments=(*loan.payments, Payment("ZZ-PART", as_of, cure - 1)))
        assert quote(loan, as_of).cure == 1


@given(any_loan(), st.integers(400, 800))
@settings(max_examples=40)
def test_paying_the_payoff_of_a_matured_loan_leaves_nothing(loan: Loan, days: int) -> None:
    as_of = loan.terms.first_due + timedelta(days=days)
    payoff = quote(loan, as_of).payoff
    if payoff:
        loan = replace(loan, payments=(*loan.payments, Payment("ZZ-ALL", as_of, payoff)))
    after = quote(loan, as_of)
    assert (after.payoff, after.principal) == (0, 0)
    assert after.per_diem == 0


def test_paying_the_payoff_of_a_running_loan_leaves_nothing() -> None:
    owed = quote(worked_loan(), TODAY)
    assert quote(worked_loan(payment(owed.payoff)), TODAY).payoff == 0


@given(any_loan(max_payments=3), st.integers(0, 400))
@settings(max_examples=40)
def test_the_parts_of_a_quote_are_never_negative_and_make_its_sums(loan: Loan, days: int) -> None:
    owed = quote(loan, loan.terms.first_due + timedelta(days=days))
    parts = (owed.overdue_principal, owed.overdue_interest, owed.penalty, owed.compound, owed.costs)
    assert min(*parts, owed.undue_principal, owed.current_interest) >= 0
    assert owed.per_diem >= 0
    assert owed.cure == sum(parts)
    assert owed.payoff == owed.cure + owed.undue_principal + owed.current_interest


def test_an_interest_only_loan_owes_no_principal_before_its_end() -> None:
    owed = quote(worked_loan(method=RepaymentMethod.INTEREST_ONLY), TODAY)
    assert (owed.overdue_principal, owed.overdue_interest) == (0, 2_400_00)
    assert (owed.penalty, owed.compound) == (0, 27_00 + 9_00)
