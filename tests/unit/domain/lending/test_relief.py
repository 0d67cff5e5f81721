"""Charges, waivers, write-offs, recoveries, reversals, told in any order: each worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fieldapp.domain.lending.allocation import Component, Excess
from fieldapp.domain.lending.ledger import replay
from fieldapp.domain.lending.loan import Charge, Payment, RepaymentMethod
from fieldapp.errors import KnownError
from tests.unit.domain.lending.accounts import (
    C,
    EventKind,
    event,
    ledger,
    lines,
    loan,
    on_time,
    owed,
    pairs,
    plain,
    repay,
)

ON = date(2026, 3, 16)  # rows 1 and 2 past due by 43 and 15 days


def charge(amount: int, component: Component | None = None, **fields: Any) -> Any:
    return event(EventKind.CHARGE, ON, amount, component=component, **fields)


def waive(component: Component, amount: int | None = None, **fields: Any) -> Any:
    return event(EventKind.WAIVE, ON, amount, component=component, **fields)


def test_a_charge_belongs_to_the_loan_to_a_row_or_to_the_row_next_due() -> None:
    events = (charge(50_00), charge(20_00, C.FEE, number=1), charge(30_00, C.PENALTY))
    found = ledger(plain(), ON, *events)
    assert found.costs == 50_00
    assert (found.rows[0].fees, found.rows[0].asked_fees) == (20_00, 20_00)
    assert (found.rows[2].penalty, found.rows[2].asked_penalty) == (30_00, 30_00)  # due on 1 April
    # costs, fees and penalties are owed from their day on
    assert owed(plain(), ON, *events).cure == owed(plain(), ON).cure + 50_00 + 20_00 + 30_00


def test_a_fee_after_the_last_row_belongs_to_the_last_row() -> None:
    late = date(2027, 6, 1)
    found = ledger(plain(), late, event(EventKind.CHARGE, late, 5_00, component=C.FEE))
    assert found.rows[-1].fees == 5_00


def test_a_fee_on_a_row_that_is_settled_is_owed_without_making_it_late() -> None:
    own = plain()
    found = owed(own, ON, *on_time(own, 2), charge(5_00, C.FEE, number=1))
    assert (found.cure, found.days_past_due) == (5_00, 0)


def test_each_component_can_be_waived_oldest_row_first() -> None:
    base = (charge(50_00), charge(20_00, C.FEE, number=1))
    for component, told, expected in (
        (C.COST, 30_00, [(0, C.COST, 30_00)]),
        (C.FEE, None, [(1, C.FEE, 20_00)]),
        (C.PENALTY, 25_00, [(1, C.PENALTY, 21_50), (2, C.PENALTY, 3_50)]),
        (C.COMPOUND, None, [(1, C.COMPOUND, 2_58), (2, C.COMPOUND, 83)]),
        (C.INTEREST, 130_00, [(1, C.INTEREST, 120_00), (2, C.INTEREST, 10_00)]),
        (C.PRINCIPAL, 1_500_00, [(1, C.PRINCIPAL, 1_000_00), (2, C.PRINCIPAL, 500_00)]),
    ):
        found = ledger(plain(), ON, *base, waive(component, told))
        assert lines(found) == expected
        assert sum(row.waived for row in found.rows) + found.costs_waived == sum(amount for *_, amount in expected)


def test_one_row_can_be_waived_by_its_number() -> None:
    assert lines(ledger(plain(), ON, waive(C.PENALTY, number=2))) == [(2, C.PENALTY, 7_50)]
    assert lines(ledger(plain(), ON, waive(C.INTEREST, number=5))) == [(5, C.INTEREST, 80_00)]


def test_more_than_there_is_to_waive_is_told() -> None:
    found = ledger(plain(), ON, waive(C.PENALTY, 40_00))
    assert found.events[-1].excess == 11_00  # 29.00 was there
    assert ledger(plain(), ON, waive(C.COST, 1_00)).events[-1].excess == 1_00


def test_all_interest_there_is_means_what_is_due_and_what_was_earned() -> None:
    """120 and 110 of the rows due, and 15 days on 10,000 not yet due by 360: 50; never interest of the future."""
    found = ledger(plain(), ON, waive(C.INTEREST))
    assert lines(found) == [(1, C.INTEREST, 120_00), (2, C.INTEREST, 110_00), (3, C.INTEREST, 50_00)]
    assert owed(plain(), ON, waive(C.INTEREST)).current_interest == 0
    assert found.rows[2].interest == 50_00  # the rest of row 3's 100


def test_all_principal_there_is_means_what_is_due() -> None:
    assert lines(ledger(plain(), ON, waive(C.PRINCIPAL))) == [(1, C.PRINCIPAL, 1_000_00), (2, C.PRINCIPAL, 1_000_00)]


def test_principal_given_up_before_it_is_due_bears_no_more_interest() -> None:
    # on the due date 1 March, rows 1–2 paid: 1,000 off row 3 leaves 9,000 → 90, 90, 80 …
    own = plain()
    on = date(2026, 3, 1)
    gift = event(EventKind.WAIVE, on, 1_000_00, component=C.PRINCIPAL, number=3)
    found = ledger(own, on, *on_time(own, 2), gift)
    assert [i for _, i in pairs(found.rows)][2:6] == [90_00, 90_00, 80_00, 70_00]


def test_principal_given_up_on_a_flat_loan_or_a_matured_one_changes_no_interest() -> None:
    flat = plain(method=RepaymentMethod.FLAT)
    assert pairs(ledger(flat, ON, waive(C.PRINCIPAL, 3_000_00)).rows) == [(1_000_00, 120_00)] * 12
    late = date(2027, 3, 1)
    gift = event(EventKind.WAIVE, late, 3_000_00, component=C.PRINCIPAL)
    assert pairs(ledger(plain(), late, gift).rows) == pairs(ledger(plain(), late).rows)


def test_a_settlement_waives_before_the_payment_of_the_same_day() -> None:
    # cure without penalties and compound interest: 2,230
    events = (repay(ON, 2_230_00), waive(C.PENALTY), waive(C.COMPOUND))
    assert owed(plain(), ON, *events).cure == 0


def test_a_write_off_takes_everything_and_what_comes_in_later_is_recovered() -> None:
    # rows 1–2: 2,230 + 29.00 + 3.41; 10,000 not due and 50.00 earned; costs 50
    events = (charge(50_00), event(EventKind.WRITE_OFF, ON))
    found = ledger(plain(), ON, *events)
    total = 2_230_00 + 29_00 + 3_41 + 10_000_00 + 50_00 + 50_00
    assert found.written_off == total
    assert (found.costs, found.costs_written_off) == (0, 50_00)
    assert sum(amount for *_, amount in lines(found)) == total
    assert owed(plain(), ON, *events).payoff == 0
    later = date(2026, 9, 1)
    after = ledger(plain(), later, *events, repay(date(2026, 5, 1), 5_000_00), repay(later, 8_000_00))
    assert [each.recovered for each in after.events[-2:]] == [5_000_00, total - 5_000_00]
    assert after.events[-1].excess == 13_000_00 - total
    assert after.snapshot.written_off == 0


def test_money_held_is_applied_before_the_rest_is_written_off() -> None:
    own = plain(excess=Excess.HOLD)
    early = date(2026, 1, 16)
    found = ledger(own, early, repay(early, 500_00), event(EventKind.WRITE_OFF, early))
    # 12,000 and 60 earned, less 500 held: to row 1 (interest first, as it is written: 120) and 380 principal
    assert found.credit == 0
    assert [(line.component, line.amount) for line in found.held[0][1]] == [(C.INTEREST, 120_00), (C.PRINCIPAL, 380_00)]
    assert found.written_off == 12_000_00 - 380_00


# told late, told twice, taken back ---------------------------------------------------------------------------------


def test_a_payment_told_late_takes_its_place_in_the_past() -> None:
    own = plain()
    late_told = (repay(ON, 1_200_00, "b"), repay(date(2026, 2, 1), 1_120_00, "a"))
    in_time = (repay(date(2026, 2, 1), 1_120_00, "a"), repay(ON, 1_200_00, "b"))
    assert ledger(own, ON, *late_told) == ledger(own, ON, *in_time)
    # without penalty on row 1, all of row 2 and of its 7.50 and 0.83 is paid, and 81.67 goes ahead
    assert ledger(own, ON, *late_told).rows[1].settled
    assert sum(row.paid for row in ledger(own, ON, *late_told).rows[2:]) == 1_200_00 - 1_110_00 - 7_50 - 83


def test_an_event_told_twice_under_its_id_counts_once() -> None:
    once = repay(ON, 100_00, "a")
    assert ledger(plain(), ON, once, once) == ledger(plain(), ON, once)


def test_two_equal_payments_without_ids_both_count() -> None:
    once = repay(ON, 100_00)
    assert sum(row.paid for row in ledger(plain(), ON, once, once).rows) == 200_00


@pytest.mark.parametrize(
    "undone",
    [
        repay(ON, 100_00, "x"),
        charge(50_00, id="x"),
        waive(C.PENALTY, id="x"),
        event(EventKind.WRITE_OFF, ON, id="x"),
        event(EventKind.ACCELERATE, ON, id="x"),
        event(EventKind.RE_AMORTISE, ON, id="x"),
        event(EventKind.DISBURSE, ON, 5_000_00, id="x"),
        event(EventKind.PAYOFF, ON, id="x"),
        event(EventKind.PAUSE, ON, id="x"),
    ],
)
def test_what_is_reversed_never_counted_from_the_day_it_is_known(undone: Any) -> None:
    known = date(2026, 4, 20)
    back = event(EventKind.REVERSE, known, of="x")
    before = date(2026, 4, 19)
    assert ledger(plain(), before, undone, back).rows == ledger(plain(), before, undone).rows
    after = ledger(plain(), known, undone, back)
    assert after == ledger(plain(), known)
    assert after.events == ()


def test_a_reversal_reaches_what_the_banks_files_brought() -> None:
    paid = (Payment("P1", date(2026, 2, 1), 1_120_00), Payment("P2", ON, 10_00))
    own = replace(loan(plain()), payments=paid, charges=(Charge("C1", ON, 50_00), Charge("C2", ON, 7_00)))
    back = (event(EventKind.REVERSE, ON, of="P1"), event(EventKind.REVERSE, ON, of="C1"))
    found = replay(replace(own, events=back), ON)
    assert [each.payment.reference for each in found.applied] == ["P2"]
    assert found.costs + found.costs_paid == 7_00


def _resumed(wrong: Any) -> list[Any]:
    return [] if wrong.kind is EventKind.PAUSE else [event(EventKind.RESUME, date(2026, 3, 2))]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (charge(5_00, C.FEE, number=13), "number"),
        (waive(C.PENALTY, number=13), "number"),
        (event(EventKind.PAYOFF, ON, 100_00), "amount"),
        (event(EventKind.RESUME, ON), "on"),
        (event(EventKind.PAUSE, ON), "on"),
        (event(EventKind.RATE_CHANGE, ON), "annual_rate"),
    ],
)
def test_what_cannot_happen_on_the_account_is_refused_by_field(wrong: Any, field: str) -> None:
    with pytest.raises(KnownError) as refused:
        ledger(plain(), ON, event(EventKind.PAUSE, date(2026, 3, 1)), *_resumed(wrong), wrong)
    assert (refused.value.code, refused.value.params["field"]) == ("loan.event_wrong", field)


def test_interest_of_a_period_that_a_rate_change_cut_is_written_off_once() -> None:
    """What the period had cost until the new rate is part of what is written off, and is not owed again."""
    cut = event(EventKind.RATE_CHANGE, date(2026, 3, 10), annual_rate=Decimal("0.06"))
    found = owed(plain(), date(2026, 3, 20), cut, event(EventKind.WRITE_OFF, ON))
    assert (found.payoff, found.current_interest) == (0, 0)
    assert found.per_diem == 0
