"""The ledger is a replay: nothing is patched, so order of arrival and reversals cannot leave a trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp.domain.lending.allocation import Component
from fieldapp.domain.lending.ledger import Ledger, effective_payments, replay
from fieldapp.domain.lending.loan import Charge, Loan, Payment
from fieldapp.domain.lending.quote import quote
from tests.unit.domain.builders import TODAY, any_loan, payment, worked_loan


def overdue(ledger: Ledger) -> list[tuple[int, int, int, int, int]]:
    return [
        (row.instalment.number, row.principal, row.interest, row.penalty, row.compound)
        for row in ledger.rows
        if row.instalment.due <= ledger.as_of and row.unpaid
    ]


def test_the_overdue_rows_of_the_worked_loan_bear_penalty_and_compound_interest() -> None:
    assert overdue(replay(worked_loan(), TODAY)) == [
        (5, 9_846_04, 815_81, 221_54, 18_36),
        (6, 9_944_50, 717_35, 74_58, 5_38),
    ]


def test_penalty_never_bears_penalty() -> None:
    loan = worked_loan()
    later = TODAY + timedelta(days=40)
    first, second = (replay(loan, day).rows[4].penalty for day in (TODAY, later))
    assert (first, second) == (221_54, 418_46)  # 9,846.04 x 18 % x 45 and 85 days / 360


def test_a_payment_inside_the_days_of_grace_bears_no_penalty() -> None:
    due = date(2026, 6, 10)
    within = worked_loan(payment(10_661_85, due + timedelta(days=3)), grace_days=3)
    assert replay(within, TODAY).rows[4].unpaid == 0


def test_a_payment_after_the_days_of_grace_bears_penalty_from_the_due_date() -> None:
    due = date(2026, 6, 10)
    after = worked_loan(payment(10_661_85, due + timedelta(days=4)), grace_days=3)
    lines = {line.component: line.amount for line in replay(after, TODAY).applied[-1].lines}
    assert lines[Component.PENALTY] == 19_69  # 9,846.04 x 18 % x 4 / 360
    assert lines[Component.COMPOUND] == 1_63


def test_costs_are_owed_from_the_day_they_were_charged() -> None:
    loan = replace(worked_loan(), charges=(Charge("C1", TODAY, 200_00),))
    assert replay(loan, TODAY - timedelta(days=1)).costs == 0
    assert replay(loan, TODAY).costs == 200_00
    paid = replace(loan, payments=(*loan.payments, payment(150_00)))
    assert replay(paid, TODAY).costs == 50_00


def test_a_payment_that_no_instalment_needs_is_left_over() -> None:
    """Interest of the coming rows is not earned when the loan is paid off early, so it is not kept."""
    early = date(2026, 2, 1)
    payoff = quote(worked_loan(paid=0), early).payoff
    loan = worked_loan(Payment("ALL", early, payoff + 123_45), paid=0)
    applied = replay(loan, TODAY).applied[-1]
    assert applied.excess == 123_45
    assert all(row.settled for row in replay(loan, TODAY).rows)
    assert all(row.settled and row.unpaid == 0 for row in replay(loan, TODAY).rows)


def test_a_payment_counts_until_the_day_it_is_reversed() -> None:
    back = TODAY - timedelta(days=5)
    loan = worked_loan(payment(10_661_85, date(2026, 6, 10), "DD", reversed_on=back))
    assert [p.reference for p in effective_payments(loan.payments, back - timedelta(days=1))][-1] == "DD"
    assert [p.reference for p in effective_payments(loan.payments, back)] == ["T01", "T02", "T03", "T04"]


@given(any_loan(), st.integers(0, 400), st.permutations(range(6)))
@settings(max_examples=50)
def test_the_order_in_which_payments_arrive_does_not_matter(loan: Loan, days: int, order: list[int]) -> None:
    as_of = loan.terms.first_due + timedelta(days=days)
    shuffled = tuple(loan.payments[n] for n in order if n < len(loan.payments))
    assert replay(replace(loan, payments=shuffled), as_of) == replay(loan, as_of)


@given(any_loan(), st.integers(0, 400))
@settings(max_examples=50)
def test_a_reversed_payment_is_as_if_it_had_never_been_made(loan: Loan, days: int) -> None:
    as_of = loan.terms.first_due + timedelta(days=days)
    never = tuple(p for p in loan.payments if p.reversed_on is None or p.reversed_on > as_of)
    assert replay(replace(loan, payments=never), as_of) == replay(loan, as_of)


@given(any_loan(), st.integers(0, 400))
@settings(max_examples=60)
def test_every_cent_received_is_in_a_line_or_left_over(loan: Loan, days: int) -> None:
    ledger = replay(loan, loan.terms.first_due + timedelta(days=days))
    for applied in ledger.applied:
        assert sum(line.amount for line in applied.lines) + applied.excess == applied.payment.amount


@given(any_loan(), st.integers(0, 400))
@settings(max_examples=60)
def test_principal_paid_and_unpaid_is_what_was_lent(loan: Loan, days: int) -> None:
    ledger = replay(loan, loan.terms.first_due + timedelta(days=days))
    lines = [line for applied in ledger.applied for line in applied.lines]
    paid = sum(line.amount for line in lines if line.component is Component.PRINCIPAL)
    assert paid + sum(row.principal for row in ledger.rows) == loan.terms.principal
    assert all(min(row.principal, row.interest, row.penalty, row.compound) >= 0 for row in ledger.rows)


@given(any_loan(), st.integers(0, 300), st.integers(1, 60))
@settings(max_examples=40)
def test_without_a_payment_a_debt_never_shrinks(loan: Loan, days: int, more: int) -> None:
    as_of = loan.terms.first_due + timedelta(days=days)
    until = as_of + timedelta(days=more)
    kept = tuple(p for p in loan.payments if p.received_on <= as_of and p.reversed_on is None)
    loan = replace(loan, payments=kept)
    before, after = replay(loan, as_of), replay(loan, until)
    assert all(b.unpaid <= a.unpaid for b, a in zip(before.rows, after.rows, strict=True))
