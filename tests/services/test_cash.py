"""Cash in the field: numbers from the office, receipts, deposits across cases, and what is in hand meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fieldapp import clock
from fieldapp.domain.cash import DepositUrgency
from fieldapp.domain.ids import new_id
from fieldapp.errors import KnownError
from fieldapp.services.deposit_cash import PaidIn, cash_sheet, deposit_cash
from fieldapp.services.desk import Desk
from fieldapp.services.take_cash import CashTaken, before_cash, cash_in_hand, preview, take_cash, void_receipt
from tests.office import TestOffice, some_cases, sync


@pytest.fixture
def desk(office: TestOffice) -> Desk:
    office.save(*some_cases(office.people["zhouming"]))
    one = office.desk("zhouming")
    assert sync(one).error is None
    return one


def cash(office: TestOffice, name: str, amount: int = 1_200_00, **changes: str) -> CashTaken:
    case = office.cases[name]
    return CashTaken(case.id, case.loans[0].id, changes.pop("payer_id", case.borrower.id), amount, **changes)


def test_a_laptop_gets_a_block_with_its_first_sync_and_writes_receipts_without_the_office(
    office: TestOffice, desk: Desk
) -> None:
    opened = before_cash(desk, office.cases["李建国"].id)
    assert opened.left == 50
    assert {party.name for party in opened.payers} == {"李建国", "张伟"}
    saved = take_cash(desk, cash(office, "李建国"))
    assert saved.receipt.content.number == opened.next_number
    assert saved.receipt.content.payer_name == "李建国"
    held = cash_in_hand(desk)
    assert (held.amount, held.receipts) == (1_200_00, 1)
    assert held.due_by == saved.receipt.content.at + timedelta(hours=24)
    assert held.urgency(clock.now()) is DepositUrgency.FINE
    assert sync(desk).error is None
    with office.store.reading() as unit:
        file = unit.records.case_file(office.cases["李建国"].id)
        assert unit.receipts.used_by(saved.receipt.content.number) == saved.receipt.id
    assert file is not None
    assert [one.id for one in file.receipts] == [saved.receipt.id]
    assert not file.case.loans[0].payments[4:]  # a receipt never changes the account


def test_one_slip_pays_in_cash_of_several_cases(office: TestOffice, desk: Desk) -> None:
    one = take_cash(desk, cash(office, "李建国")).receipt
    two = take_cash(desk, cash(office, "王秀英", 800_50)).receipt
    paid = PaidIn("2026-77", 2_000_50, clock.now())
    with pytest.raises(KnownError, match=r"cash\.slip_differs"):
        deposit_cash(desk, [one.id, two.id], PaidIn("2026-77", 2_000_00, clock.now()))
    changes = deposit_cash(desk, [one.id, two.id], paid)
    assert changes.cases == {one.case_id, two.case_id}
    assert cash_in_hand(desk).receipts == 0
    assert [row.slip for row in cash_sheet(desk).past] == ["2026-77", "2026-77"]
    assert sync(desk).error is None
    with office.store.reading() as unit:
        for receipt in (one, two):
            file = unit.records.case_file(receipt.case_id)
            assert file is not None
            deposit = file.deposit_of(receipt.id)
            assert deposit is not None
            assert deposit.content.slip_total == 2_000_50


def test_a_void_receipt_keeps_its_number(office: TestOffice, desk: Desk) -> None:
    receipt = take_cash(desk, cash(office, "李建国")).receipt
    with pytest.raises(KnownError, match=r"cash\.no_reason"):
        void_receipt(desk, receipt.id, "  ")
    void_receipt(desk, receipt.id, "写错金额")
    assert cash_in_hand(desk).amount == 0
    with pytest.raises(KnownError, match=r"cash\.unknown_receipt"):
        deposit_cash(desk, [receipt.id], PaidIn("1", 1_200_00, clock.now()))
    again = take_cash(desk, cash(office, "李建国")).receipt
    assert again.content.number == receipt.content.number + 1


def test_where_the_money_would_go_is_shown_to_the_cent(office: TestOffice, desk: Desk) -> None:
    opened = before_cash(desk, office.cases["李建国"].id)
    lines, excess = preview(opened.seen, office.cases["李建国"].loans[0].id, 1_200_00)
    assert sum(line.amount for line in lines) + excess == 1_200_00


def test_no_more_is_taken_than_what_is_not_in_hand_already(office: TestOffice, desk: Desk) -> None:
    seen = before_cash(desk, office.cases["李建国"].id).seen
    whole = seen.payoff
    take_cash(desk, cash(office, "李建国", whole - 100_00))
    with pytest.raises(KnownError, match=r"cash\.too_much") as refused:
        take_cash(desk, cash(office, "李建国", 100_01))
    assert refused.value.params == {"most_minor": 100_00}
    rest = take_cash(desk, cash(office, "李建国", 100_00)).receipt
    void_receipt(desk, rest.id, "写错金额")
    take_cash(desk, cash(office, "李建国", 100_00))


def test_cash_whose_receipt_the_office_refused_can_be_given_back_and_leaves_the_book(
    office: TestOffice, desk: Desk
) -> None:
    case = office.cases["李建国"]
    receipt = take_cash(desk, cash(office, "李建国")).receipt
    office.save(replace(case, loans=(replace(case.loans[0], id=new_id()),)))
    assert sync(desk).error is None
    [held] = cash_sheet(desk).held
    assert held.cash.refused == "cash.unknown_loan"
    with pytest.raises(KnownError, match=r"cash\.no_reason"):
        void_receipt(desk, receipt.id, " ")
    changes = void_receipt(desk, receipt.id, "已把现金退还，另开收据")
    assert changes
    assert cash_in_hand(desk).receipts == 0
    assert sync(desk).error is None
    assert cash_in_hand(desk).receipts == 0
    assert [(one.number, one.void_reason) for one in cash_sheet(desk).past] == [
        (receipt.content.number, "已把现金退还，另开收据")
    ]
