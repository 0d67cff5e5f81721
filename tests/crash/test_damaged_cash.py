"""A damaged store put back from its copy: cash in hand is still in the book, and no number is written twice."""

from __future__ import annotations

from fieldapp.domain.staff import Staff
from fieldapp.protocol.messages import ReceiptBlock
from fieldapp.services.desk import Desk
from fieldapp.services.take_cash import CashTaken, take_cash
from fieldapp.store.laptop import safe_copy
from fieldapp.store.laptop.unit import open_store
from tests.crash.test_damage import collector, desk, spoil
from tests.laptops import KEY, bring_cases
from tests.office import some_cases

__all__ = ["collector", "desk"]


def test_cash_stays_in_the_book_and_numbers_that_may_be_used_are_laid_aside(desk: Desk, collector: Staff) -> None:
    cases = some_cases(collector)
    bring_cases(desk.store, collector, cases)
    with desk.store.writing() as unit:
        unit.receipts.told((ReceiptBlock(100, 149, 100),))

    def take(number: int) -> str:
        case = cases[number]
        return take_cash(desk, CashTaken(case.id, case.loans[0].id, case.borrower.id, 100)).receipt.id

    before = take(0)
    desk.store.keep_copy()
    after = take(1)
    desk.store.close()
    spoil(desk.folder / "store.db", "case_row")
    safe_copy.put_back(desk.folder / "store.db", KEY)
    store = open_store(desk.folder / "store.db", KEY)
    with store.writing() as unit:
        assert [one.receipt_id for one in unit.cash.in_hand()] == [before, after]
        assert unit.receipts.left() == 0
        assert unit.receipts.take() is None
        unit.receipts.told((ReceiptBlock(100, 149, 102), ReceiptBlock(200, 249, 200)))
        assert unit.receipts.take() == 200
    store.close()
