"""A payment is applied line by line in an order that the loan states."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.lending.allocation import PRESETS, ROW_COMPONENTS, AllocationLine, Component, Timing, allocate
from fieldapp.domain.lending.ledger import replay
from fieldapp.domain.lending.loan import AllocationOrder, Charge
from tests.unit.domain.builders import TODAY, payment, worked_loan

COSTS = (Charge("C1", TODAY, 200_00, "公证费"),)
Owed = dict[tuple[int, Component], int]


def timings(due: int) -> dict[int, Timing]:
    """The rows up to number `due` are past due, the others to come."""
    return {number: Timing.PAST_DUE if number <= due else Timing.IN_ADVANCE for number in range(1, 6)}


def applied_on_the_worked_loan(order: AllocationOrder) -> tuple[AllocationLine, ...]:
    loan = replace(worked_loan(payment(5_000_00), allocation=order), charges=COSTS)
    return replay(loan, TODAY).applied[-1].lines


def test_the_order_of_the_civil_code_pays_costs_then_interest_of_every_kind_then_principal() -> None:
    assert applied_on_the_worked_loan(AllocationOrder.VERTICAL_561) == (
        AllocationLine(0, Component.COST, 200_00),
        AllocationLine(5, Component.PENALTY, 221_54),
        AllocationLine(6, Component.PENALTY, 74_58),
        AllocationLine(5, Component.COMPOUND, 18_36),
        AllocationLine(6, Component.COMPOUND, 5_38),
        AllocationLine(5, Component.INTEREST, 815_81),
        AllocationLine(6, Component.INTEREST, 717_35),
        AllocationLine(5, Component.PRINCIPAL, 2_946_98),
    )


def test_the_horizontal_order_settles_the_oldest_instalment_first() -> None:
    assert applied_on_the_worked_loan(AllocationOrder.HORIZONTAL) == (
        AllocationLine(0, Component.COST, 200_00),
        AllocationLine(5, Component.PENALTY, 221_54),
        AllocationLine(5, Component.COMPOUND, 18_36),
        AllocationLine(5, Component.INTEREST, 815_81),
        AllocationLine(5, Component.PRINCIPAL, 3_744_29),
    )


def test_nothing_goes_to_a_coming_instalment_before_all_due_ones_are_settled() -> None:
    owed = {(number, component): 0 for number in (1, 2) for component in ROW_COMPONENTS}
    owed |= {(1, Component.PRINCIPAL): 100, (2, Component.INTEREST): 7, (2, Component.PRINCIPAL): 100}
    lines, excess = allocate(103, owed, PRESETS[AllocationOrder.VERTICAL_561], timings(1))
    assert lines == (AllocationLine(1, Component.PRINCIPAL, 100), AllocationLine(2, Component.INTEREST, 3))
    assert excess == 0


@st.composite
def debts(draw: st.DrawFn) -> Owed:
    owed: Owed = {(0, Component.COST): draw(st.integers(0, 500))}
    for number in range(1, draw(st.integers(1, 5)) + 1):
        for component in ROW_COMPONENTS:
            owed[number, component] = draw(st.integers(0, 1000))
    return owed


@given(st.integers(1, 30_000), debts(), st.sampled_from(AllocationOrder), st.integers(0, 6))
def test_the_lines_and_the_excess_are_the_payment(amount: int, owed: Owed, order: AllocationOrder, due: int) -> None:
    lines, excess = allocate(amount, owed, PRESETS[order], timings(due))
    assert sum(line.amount for line in lines) + excess == amount
    assert all(0 < line.amount <= owed[line.instalment, line.component] for line in lines)
    assert len({(line.instalment, line.component) for line in lines}) == len(lines)
    assert excess == max(0, amount - sum(owed.values()))


@given(st.integers(1, 30_000), debts(), st.integers(0, 6))
def test_both_orders_pay_the_same_sum(amount: int, owed: Owed, due: int) -> None:
    sums = {
        order: sum(line.amount for line in allocate(amount, owed, PRESETS[order], timings(due))[0])
        for order in AllocationOrder
    }
    assert len(set(sums.values())) == 1


@given(st.integers(1, 30_000), debts(), st.sampled_from(AllocationOrder), st.integers(0, 6))
def test_only_the_last_line_may_leave_something_unpaid(
    amount: int, owed: Owed, order: AllocationOrder, due: int
) -> None:
    lines, _ = allocate(amount, owed, PRESETS[order], timings(due))
    assert all(line.amount == owed[line.instalment, line.component] for line in lines[:-1])
