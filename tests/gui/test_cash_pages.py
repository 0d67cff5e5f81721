"""Taking cash and paying it in, by keyboard: the number, the capitals, what is overdue, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.services.deposit_cash import PaidIn, deposit_cash
from fieldapp.services.desk import Desk
from fieldapp.services.take_cash import CashTaken, cash_in_hand, take_cash
from tests.gui.money_window import MoneyWindow, button, money_window, says
from tests.office import TestOffice, some_cases, sync
from tests.watchdog import Watchdog
from ui.collector.cash_page import CashPage
from ui.collector.receipt_done import ReceiptDone
from ui.collector.receipt_sheet import ReceiptSheet
from ui.parts.cash_card import CashCard
from ui.words import receipt_no


@pytest.fixture
def cases(office: TestOffice) -> list[Case]:
    made = some_cases(office.people["zhouming"])
    office.save(*made)
    return made


@pytest.fixture
def window(office: TestOffice, cases: list[Case], qtbot: QtBot) -> Iterator[MoneyWindow]:
    desk = office.desk("zhouming")
    assert sync(desk).complete
    with money_window(qtbot, desk) as one:
        yield one


def take(desk: Desk, case: Case, amount: int) -> str:
    return take_cash(desk, CashTaken(case.id, case.loans[0].id, case.borrower.id, amount)).receipt.id


def later(**span: int) -> None:
    clock.use(clock.PracticeClock(clock.now() + timedelta(**span)))


def test_a_receipt_is_written_by_keyboard_alone(window: MoneyWindow, cases: list[Case], watchdog: Watchdog) -> None:
    page = window.open("receipt", cases[0].id, ReceiptSheet)
    assert page.amount.hasFocus()
    QTest.keyClicks(page.amount, "1200.5")
    window.settle()
    assert says(page, "人民币壹仟贰佰元伍角整")
    assert says(page, "冲抵后仍逾期")
    assert says(page, "现金收据不是入账")
    watchdog.look()
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.bot.waitUntil(lambda: bool(page.findChildren(ReceiptDone)))
    window.settle()
    assert watchdog.look() == []
    done = page.findChildren(ReceiptDone)
    assert len(done) == 1
    held = cash_in_hand(window.work.desk)
    assert (held.amount, held.receipts) == (1_200_50, 1)
    with window.work.desk.store.reading() as unit:
        number = unit.cash.in_hand()[0].number
    assert says(page, receipt_no(number))


def test_what_is_refused_is_said_in_place_and_uses_no_number(window: MoneyWindow, cases: list[Case]) -> None:
    page = window.open("receipt", cases[0].id, ReceiptSheet)
    page.amount.set_value(9_000_000_00)
    page._changed()
    window.settle()
    page._write()
    window.settle()
    assert says(page, "收款不能超过")
    with window.work.desk.store.reading() as unit:
        assert unit.receipts.left() == 50
    page.amount.set_value(100_00)
    page._changed()
    window.settle()
    page._write()
    window.settle()
    assert cash_in_hand(window.work.desk).receipts == 1


def test_without_numbers_nothing_can_be_taken_and_it_is_said_why(
    window: MoneyWindow, cases: list[Case], office: TestOffice
) -> None:
    with window.work.desk.store.writing() as unit:
        unit.settings.set("receipt_blocks", [])
    page = window.open("receipt", cases[0].id, ReceiptSheet)
    page.amount.set_value(100_00)
    page._changed()
    assert says(page, "本机的收据号已经用完")
    assert not page._take.isEnabled()


def test_who_holds_cash_too_long_takes_no_more(window: MoneyWindow, cases: list[Case]) -> None:
    take(window.work.desk, cases[1], 100_00)
    later(hours=26)
    page = window.open("receipt", cases[0].id, ReceiptSheet)
    page.amount.set_value(100_00)
    page._changed()
    assert says(page, "手上现金已保管 26 小时")
    assert not page._take.isEnabled()
    book = window.open("cash", "", CashPage)
    assert says(book, "已超期 2 小时；缴存之前不能再收现金")


def test_a_receipt_that_is_spoilt_is_void_at_once(window: MoneyWindow, cases: list[Case]) -> None:
    page = window.open("receipt", cases[0].id, ReceiptSheet)
    page.amount.set_value(100_00)
    page._changed()
    window.settle()
    page._write()
    window.settle()
    button(page, "写错了，作废").click()
    done = page.findChildren(ReceiptDone)[0]
    QTest.keyClick(done._why.edit, Qt.Key.Key_Return)
    assert says(done, "请写明原因")
    QTest.keyClicks(done._why.edit, "spoilt")
    QTest.keyClick(done._why.edit, Qt.Key.Key_Return)
    window.settle()
    assert says(done, "收据已作废")
    assert cash_in_hand(window.work.desk).receipts == 0


def test_several_receipts_are_paid_in_under_one_slip(
    window: MoneyWindow, cases: list[Case], watchdog: Watchdog
) -> None:
    for number, case in enumerate(cases[:3], start=1):
        take(window.work.desk, case, number * 100_00)
    watchdog.look()
    page = window.open("cash", "", CashPage)
    assert watchdog.look() == []
    assert page.form.slip.hasFocus()
    assert says(page, "已选 3 张，合计 ¥ 600.00")
    last = list(page._rows.values())[-1]
    QTest.keyClick(last.tick, Qt.Key.Key_Space)
    assert says(page, "已选 2 张，合计 ¥ 300.00")
    QTest.keyClicks(page.form.slip, "SZ-77")
    QTest.keyClicks(page.form.total, "299.99")
    assert says(page, "比所选收据少 ¥ 0.01")
    assert not page.form.go.isEnabled()
    page.form.total.clear()
    QTest.keyClicks(page.form.total, "300")
    assert page.form.go.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.bot.waitUntil(lambda: cash_in_hand(window.work.desk).receipts == 1)
    window.settle()
    assert says(page, "已记录缴存 ¥ 300.00，单号 SZ-77")
    assert says(page, "单号 SZ-77")
    assert cash_in_hand(window.work.desk).amount == 300_00
    assert len(page._rows) == 1


def test_the_book_says_what_is_pressing_in_words_and_not_by_colour_alone(
    window: MoneyWindow, cases: list[Case]
) -> None:
    take(window.work.desk, cases[0], 100_00)
    later(hours=21)
    take(window.work.desk, cases[1], 50_00)
    page = window.open("cash", "", CashPage)
    rows = list(page._rows.values())
    assert rows[0]._chip.text().startswith("即将到期：还剩")
    assert rows[1]._chip.text().endswith("前缴存")
    assert all(row.tick.accessibleName() for row in rows)


def test_a_receipt_in_hand_is_made_void_with_its_reason(window: MoneyWindow, cases: list[Case]) -> None:
    take(window.work.desk, cases[0], 100_00)
    page = window.open("cash", "", CashPage)
    row = next(iter(page._rows.values()))
    button(row, "作废").click()
    assert row._why is not None
    QTest.keyClicks(row._why.edit, "returned")
    QTest.keyClick(row._why.edit, Qt.Key.Key_Return)
    window.settle()
    assert says(page, "手上没有现金")
    assert says(page, "已作废（returned）")


def test_cash_of_a_case_that_has_gone_is_still_in_the_book(
    window: MoneyWindow, cases: list[Case], office: TestOffice
) -> None:
    desk = window.work.desk
    take(desk, cases[0], 100_00)
    assert sync(desk).complete
    with office.store.writing() as unit:
        unit.records.save_case(replace(cases[0], assigned_to=office.people["wudi"].id, assigned_at=clock.now()))
    assert sync(desk).complete
    page = window.open("cash", "", CashPage)
    assert says(page, "案件已不在本机")


def test_the_card_of_a_case_tells_what_became_of_its_cash(window: MoneyWindow, cases: list[Case]) -> None:
    desk = window.work.desk
    empty = window.open("case", cases[1].id, QWidget).findChildren(CashCard)[0]
    assert empty.isHidden()
    first, second = take(desk, cases[0], 100_00), take(desk, cases[0], 50_00)
    deposit_cash(desk, [first], PaidIn("SZ-1", 100_00, clock.now()))
    card = window.open("case", cases[0].id, QWidget).findChildren(CashCard)[0]
    assert card.isVisible()
    names = [one.accessibleName() for one in card.findChildren(QWidget)]
    assert any("已缴存 缴款单号 SZ-1" in name for name in names)
    assert any("在催收员手上" in name for name in names)
    assert second != first
    assert says(card, "现金收据不是入账")
