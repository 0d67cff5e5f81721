"""Every sum of the borrower page opens into the lines that it is made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from fieldapp.domain.lending.loan import Payment
from tests.gui.borrower_page import row_of, shown, story, window
from tests.gui.field_window import FieldWindow, field_window, named, press, texts
from tests.office import TestOffice, borrower_case, sync, worked_loan
from ui.collector.borrower.lines import LinesDrawer

__all__ = ["window"]


def test_every_sum_opens_into_schedule_and_payments_with_where_each_went(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    press(named(page, "逐笔核对"))
    window.settle()
    drawer = page.findChild(LinesDrawer)
    assert drawer is not None
    assert drawer.isVisible()
    read = texts(drawer)
    assert {"补齐逾期", "21,643.56", "今日结清", "83,743.07", "未到期本金", "61,790.56", "308.95"} <= set(read)
    schedule, payments = drawer.findChildren(QTableView)
    assert row_of(schedule, 4) == [
        "5", "2026-06-10", "9,846.04", "815.81", "—", "10,661.85", "221.54", "18.36", "逾期 45 天",
    ]  # fmt: skip
    assert row_of(schedule, 12)[1:] == [
        "合计", "120,000.00", "7,942.26", "42,647.40", "85,294.86", "296.12", "23.74", "",
    ]  # fmt: skip
    assert row_of(payments, 0) == ["2026-05-10", "10,661.85", "9,748.55", "913.30", "—", "—", "—", "—", "第 4 期"]
    QTest.keyClick(drawer, Qt.Key.Key_Escape)
    assert not drawer.isVisible()
    assert named(page, "逐笔核对").hasFocus(), "the focus goes back to what opened it"


def test_tab_stays_within_the_open_drawer(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    press(named(page, "逐笔核对"))
    window.settle()
    drawer = page.findChild(LinesDrawer)
    assert drawer is not None
    for _ in range(8):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        assert drawer.isAncestorOf(page.window().focusWidget())


def test_a_payment_that_was_taken_back_stays_in_story_and_lines_as_such(office: TestOffice, qtbot: QtBot) -> None:
    loan = worked_loan()
    back = replace(loan.payments[3], reversed_on=date(2026, 5, 14))
    small = Payment("small", date(2026, 6, 20), 200_000, "转账")
    one = borrower_case(office.people["zhouming"], loans=(replace(loan, payments=(*loan.payments[:3], back, small)),))
    office.save(one)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        page = shown(window, one)
        assert any("05-14 已冲回" in line for line in story(page))
        press(named(page, "逐笔核对"))
        payments = page.findChildren(QTableView)[1]
        assert row_of(payments, 1)[-1] == "05-14 已冲回"
        assert row_of(payments, 0)[-1].startswith("第 4")
