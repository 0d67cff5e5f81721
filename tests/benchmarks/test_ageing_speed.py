"""Ten thousand cases on a morning: aged and put in order from settled snapshots, as a full replay would say.

The floor is what the same machine needs to touch every row of every snapshot once, which no way of ageing can save.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from fieldapp import rule_packs
from fieldapp.domain.calendar import add_months
from fieldapp.domain.case import CaseFile
from fieldapp.domain.caseview import CaseView, SettledCase, settle_case, view, view_at
from fieldapp.domain.lending.allocation import AllocationOrder, Component, Excess
from fieldapp.domain.lending.events import EventKind, LoanEvent
from fieldapp.domain.lending.loan import Charge, Loan, LoanTerms, Payment
from fieldapp.domain.lending.schedule import contract_schedule
from fieldapp.domain.strategy.urgency import reasons, score
from tests.benchmarks.conftest import fastest
from tests.unit.domain.builders import case_file, terms

CASES = 10_000
EVENTS = 30
LIMIT = 2.0
SETTLED, AGED = date(2026, 7, 1), date(2026, 7, 25)
WEIGHTS = rule_packs.load().urgency
COMPARED = 5
"""Every fifth is compared with a whole replay, which takes longer than all the rest."""


class Dice:
    """Numbers that look thrown and are the same in every run."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def below(self, limit: int) -> int:
        self.state = (1_103_515_245 * self.state + 12_345) % 2**31
        return (self.state >> 8) % limit

    def one_of(self, choices: Sequence[Any]) -> Any:
        return choices[self.below(len(choices))]


def loan_of(chance: Dice) -> Loan:
    """A loan of a year to three with thirty events, some paid late, some reversed, some costs and waivers."""
    begun = date(2024, 1, 1) + timedelta(days=chance.below(300))
    own: LoanTerms = terms(
        principal=10_000_00 + chance.below(290_000_00),
        annual_rate=Decimal(600 + chance.below(1_800)) / 10_000,
        instalments=chance.one_of([12, 24, 36]),
        disbursed_on=begun,
        first_due=add_months(begun, 1),
        grace_days=chance.one_of([0, 3]),
        allocation=chance.one_of(list(AllocationOrder)),
        excess=chance.one_of([Excess.NEXT, Excess.HOLD]),
    )
    rows = contract_schedule(own)
    payments = []
    for number in range(EVENTS - 4):
        row = rows[min(len(rows) - 1, number * 2 // 3)]
        on = row.due + timedelta(days=chance.below(20))
        back = on + timedelta(days=5) if chance.below(100) < 3 else None
        payments.append(Payment(f"R{number:02}", on, row.total * 2 // 3 - chance.below(100_00), "", back))
    charges = tuple(Charge(f"C{n}", begun + timedelta(days=200 + 90 * n), 100_00) for n in range(2))
    events = (
        LoanEvent(EventKind.WAIVE, begun + timedelta(days=250), component=Component.PENALTY),
        LoanEvent(EventKind.RATE_CHANGE, begun + timedelta(days=180), annual_rate=own.annual_rate * Decimal("0.9")),
    )
    return Loan("loan-1", "JK-1", "经营贷", begun, own, tuple(payments), charges, events)


def portfolio() -> list[CaseFile]:
    chance = Dice(20260725)
    return [case_file(loan_of(chance)) for _ in range(CASES)]


def ranked(settled: list[SettledCase]) -> list[tuple[int, CaseView]]:
    """Every case aged, the most urgent first."""
    aged = [view_at(one, AGED) for one in settled]
    return sorted(((score(one, reasons(one, WEIGHTS)), one) for one in aged), key=lambda pair: -pair[0])


def touch(settled: list[SettledCase]) -> int:
    return sum(sum(row.left) for one in settled for _, snapshot, _ in one.loans for row in snapshot.rows)


def test_ten_thousand_cases_are_aged_and_put_in_order_from_snapshots_as_a_replay_would() -> None:
    files = portfolio()
    settled = [settle_case(file, SETTLED) for file in files]
    assert sum(len(loan.payments) + len(loan.charges) + len(loan.events) for f in files for loan in f.case.loans) == (
        CASES * EVENTS
    )
    floor = fastest(lambda: touch(settled))
    took = fastest(lambda: ranked(settled))
    print(f"{CASES} cases aged and ranked in {took:.2f} s (touching every row {floor:.2f} s)")
    assert took < max(LIMIT, 40 * floor)
    for one, file in list(zip(settled, files, strict=True))[::COMPARED]:
        aged, replayed = view_at(one, AGED), view(file, AGED)
        assert aged.loans[0].quote == replayed.loans[0].quote
        assert reasons(aged, WEIGHTS) == reasons(replayed, WEIGHTS)
