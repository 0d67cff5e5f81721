"""Cash that is handed over during a visit: the form leads to the receipt at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.place_window import place_window, texts
from tests.gui.visit_page import desk_with, kept, pick
from tests.office import TestOffice, borrower_case
from ui.widgets.page import PageFrame


def test_the_promise_leads_to_the_receipt_and_the_visit_is_kept(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with(office, case := borrower_case(office.people["zhouming"]))
    asked: list[str] = []
    with place_window(qtbot, desk) as window:

        def receipt(about: str) -> PageFrame:
            asked.append(about)
            return PageFrame("receipt", can_go_back=True)

        window.work.can_open("receipt", "cases", receipt)
        page = window.visit(case.id)
        pick(page, "met", "borrower")
        pick(page, "outcome", "promise")
        assert page.right is not None
        window.settle()
        assert "款项进指定账户；当场收了现金，请马上开收据。" in texts(page.right.promise)
        button = next(one for one in page.right.promise.findChildren(QPushButton) if one.text() == "开收据")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        window.settle()
        assert asked == [case.id]
        draft = kept(desk, case.id)
        assert draft is not None
        assert draft.outcome is not None
