"""What one can do from the borrower page: visits begun and continued, keys, menus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from fieldapp.services import record_visit
from tests.gui.borrower_page import action, shown, window
from tests.gui.field_window import FieldWindow, at, field_window, named, press, texts
from tests.office import TestOffice, sync
from ui.collector.borrower.actions import ActionsRow
from ui.collector.borrower.page import BorrowerPage

__all__ = ["window"]


def test_a_visit_at_night_is_not_offered_and_the_reason_stands_there(
    office: TestOffice, case: Case, qtbot: QtBot
) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    at(25, 22, 30)
    with field_window(qtbot, desk) as window:
        page = shown(window, case)
        assert not action(page).isEnabled()
        assert "现在不是可联系时段（08:00–22:00）" in action(page).toolTip()
        read = texts(page)
        assert any(text.startswith("外访、电话：现在不是可联系时段") for text in read)


def test_a_visit_that_was_begun_can_be_continued_at_any_hour(office: TestOffice, case: Case, qtbot: QtBot) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    at(25, 21, 50)
    record_visit.begin_visit(desk, case.id)
    at(25, 22, 10)
    with field_window(qtbot, desk) as window:
        page = shown(window, case)
        assert action(page).text() == "继续外访"
        assert action(page).isEnabled()
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: window.opened == [("visit", case.id)])


def test_a_draft_begun_elsewhere_is_seen_when_the_page_comes_back(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    assert action(page).text() == "开始外访"
    window.shell.go("today")
    record_visit.begin_visit(window.desk, case.id)
    window.shell.go("cases")
    window.settle()
    assert action(page).text() == "继续外访"


def test_every_action_has_a_key_and_leads_to_its_page(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    press(named(page, "电话联系"))
    press_back(window)
    press(named(page, "发消息"))
    press_back(window)
    press(named(page, "收现金"))
    press_back(window)
    assert window.opened == [
        ("contact", f"{case.id}|{case.borrower.id}|call"),
        ("contact", f"{case.id}|{case.borrower.id}|message"),
        ("receipt", case.id),
    ]
    buttons = [one for one in page.findChildren(QPushButton) if one.shortcut().toString()]
    keys = {one.shortcut().toString() for one in buttons if one.isVisible()}
    assert {"Ctrl+T", "Ctrl+P", "Ctrl+Return", "Ctrl+M", "Ctrl+D", "Ctrl+N", "F8"} <= keys


def test_what_can_be_raised_or_added_is_asked_in_a_menu(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    row = page.findChild(ActionsRow)
    assert row is not None
    heard: list[tuple[str, str]] = []
    row.wanted.connect(lambda name, rest: heard.append((name, rest)))
    for name, count in (("登记事项", 4), ("添加信息", 4)):
        press(named(page, name))
        menu = row.findChildren(QMenu)[-1]
        assert len(menu.actions()) == count
        menu.actions()[0].trigger()
        menu.close()
        press_back(window)
    assert heard == [("matter", "paid_claim"), ("particular", "phone")]
    assert window.opened == [("matter", f"{case.id}|paid_claim"), ("particular", f"{case.id}|phone")]


def press_back(window: FieldWindow) -> None:
    """Back to the case."""
    if not isinstance(window.page(), BorrowerPage):
        window.shell.back()
        window.settle()
