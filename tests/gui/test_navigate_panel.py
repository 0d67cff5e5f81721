"""Handing over to the navigation in the window: the code for a phone, the numbers, what a vague place is told as."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.services.navigate import MapApp, hand_over, way_to
from tests.gui.confirm_window import PINNED, TOWNSHIP, ConfirmWindow, case_at, confirm_window
from tests.office import TestOffice
from ui.parts.navigate import NavigatePanel, navigate


class Browser(QObject):
    """What the system would open a link with."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Take a link."""
        self.opened.append(url.toString())


def opened(window: ConfirmWindow, case_id: str) -> NavigatePanel:
    """The panel below the page's head, with what it shows."""
    panel = navigate(window.work, window.shell, case_id, number=3)
    window.settle()
    return panel


def test_the_code_is_the_link_of_the_chosen_app_and_the_app_is_remembered(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser gets the link too; on a laptop without any the numbers are copied."""
    browser = Browser()
    case = case_at(office, "晓梅服装店", "苏州市姑苏区步行街 21 号", PINNED)
    with confirm_window(qtbot, office, case) as window:
        panel = opened(window, case.id)
        amap, baidu, *_ = hand_over(PINNED, 3)
        assert panel._way() == amap
        assert f"{amap.lat:.6f}" in panel.numbers.text()
        assert "GCJ-02" in panel.numbers.text()
        assert not panel._warning.isVisible()
        QTest.keyClick(panel.app.focusWidget() or panel.app, Qt.Key.Key_2)
        window.settle()
        assert panel._way() == baidu
        assert "BD-09" in panel.numbers.text()
        assert way_to(window.desk, case.id).app is MapApp.BAIDU
        panel.copy_button.click()
        assert QGuiApplication.clipboard().text() == baidu.copied
        panel.link_button.click()
        assert QGuiApplication.clipboard().text() == baidu.driven
        assert "晓梅" not in unquote(baidu.driven)
        QTest.keyClick(panel, Qt.Key.Key_Escape)
        assert not panel.isVisible()
        panel = opened(window, case.id)
        assert panel._way() == baidu
        QDesktopServices.setUrlHandler("https", browser, "open")  # type: ignore[arg-type]  # PySide takes the name as text
        panel.open_button.click()
        QDesktopServices.unsetUrlHandler("https")
        assert len(browser.opened) == 1
        assert browser.opened[0].startswith("https://api.map.baidu.com/marker?location=")
        monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)  # a laptop without any browser
        panel.open_button.click()
        assert QGuiApplication.clipboard().text() == panel._way().copied
        assert "坐标已复制" in panel.told.text()
        panel.close()


def test_a_vague_place_is_told_and_leads_to_the_queue(office: TestOffice, qtbot: QtBot) -> None:
    vague, unknown = case_at(office, "甲", "木渎镇建设路 12 号", TOWNSHIP), case_at(office, "乙", "某处", None)
    with confirm_window(qtbot, office, vague, unknown) as window:
        panel = opened(window, vague.id)
        assert "3.2 公里以内" in panel._warning.text()
        panel.close()
        panel = opened(window, "0" * 36)  # a case that has left this laptop
        assert panel.numbers.text()
        assert not panel.code.isVisible()
        panel.close()
        panel = opened(window, unknown.id)
        assert not panel.code.isVisible()
        assert not panel.open_button.isVisible()
        assert "还不知道" in panel.numbers.text()
        panel.confirm_button.click()
        window.settle()
        assert window.shell.page_key() == f"places:{unknown.id}|{unknown.premises[0].id}"
