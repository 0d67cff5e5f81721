"""The sample's own arithmetic, against figures worked out by hand; the product's rules are not asked here."""

from __future__ import annotations

from datetime import date

from fieldapp.sample.arithmetic import Account, divided, instalments, statement, step
from fieldapp.sample.lending import Counter, paid_when_due
from fieldapp.sample.model import SampleCharge, SamplePayment, SampleTerms

L1 = SampleTerms(120_000_00, 1200, "等额本息", 12, date(2026, 1, 10), date(2026, 2, 10))
TODAY = date(2026, 7, 25)


def paid() -> list[SamplePayment]:
    return paid_when_due(Counter(), L1, 4)


def test_division_rounds_half_up() -> None:
    assert [divided(n, 2) for n in (1, 2, 3)] == [1, 1, 2]
    assert divided(249, 100) == 2


def test_months_step_from_the_anchor() -> None:
    assert [step(date(2026, 1, 31), k) for k in (1, 2)] == [date(2026, 2, 28), date(2026, 3, 31)]
    assert step(date(2026, 1, 15), -1) == date(2025, 12, 15)


def test_the_worked_loan_has_its_instalments() -> None:
    rows = instalments(L1)
    assert [row.agreed_open for row in rows] == [10_661_85] * 11 + [10_661_91]
    assert (rows[4].principal, rows[4].interest) == (9_846_04, 815_81)
    assert sum(row.interest for row in rows) == 7_942_26


def test_the_worked_loan_owes_what_the_rules_say() -> None:
    owed = statement(L1, paid(), (), TODAY)
    assert (owed.principal, owed.overdue_principal, owed.overdue_interest) == (81_581_10, 19_790_54, 1_533_16)
    assert (owed.penalty, owed.compound, owed.current_interest) == (296_12, 23_74, 308_95)
    assert (owed.due, owed.payoff, owed.days_past_due) == (21_643_56, 83_743_07, 45)


def test_five_thousand_leave_what_the_civil_code_says() -> None:
    five = SamplePayment("9", TODAY, 5_000_00, "转账")
    owed = statement(L1, [*paid(), five], [SampleCharge("F", TODAY, 200_00, "公证费")], TODAY)
    assert (owed.costs, owed.penalty, owed.compound, owed.overdue_interest) == (0, 0, 0, 0)
    assert owed.overdue_principal == 19_790_54 - 2_946_98


def test_a_payment_taken_back_never_happened() -> None:
    back = SamplePayment("9", date(2026, 6, 10), 10_661_85, "委托扣款", reversed_on=date(2026, 6, 12))
    assert statement(L1, [*paid(), back], (), TODAY) == statement(L1, paid(), (), TODAY)


def test_paying_what_is_due_leaves_nothing_due() -> None:
    account = Account(L1)
    account.pay(TODAY, account.due(TODAY))
    assert account.due(TODAY) == 0
    assert account.statement(TODAY).days_past_due == 0
