"""What every signed-in window offers: cases and commands by search, settings, and who is signed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.visit_page import desk_with
from tests.office import TestOffice
from ui.collector.places import shell_for
from ui.frame import COMMAND
from ui.preferences import Preferences
from ui.settings_page import SettingsPage
from ui.shell import Shell
from ui.tasks import Tasks
from ui.workplace import Workplace


@pytest.fixture
def shell(office: TestOffice, qtbot: QtBot, tmp_path: Path) -> Iterator[Shell]:
    work = Workplace(desk_with(office), Tasks())
    made = shell_for(work, Preferences(tmp_path))
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()
    work.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    work.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def find(qtbot: QtBot, shell: Shell, text: str) -> list[str]:
    """Keys of what is listed for a text."""
    field = shell.topbar.search
    field.setFocus()
    field.setText(text)
    with qtbot.waitSignal(field.searched):
        field.textEdited.emit(text)
    qtbot.waitUntil(lambda: shell.tasks.running() == 0)
    popup = field.popup()
    if popup is None:
        return []
    return [popup.item(row).data(int(Qt.ItemDataRole.UserRole)).key for row in range(popup.count())]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("去地图", "map"),
        ("离线地图", "maps"),
        ("设", "settings"),
        ("立即同步", "sync"),
        ("冲突台", "conflicts"),
        ("未被接收", "sync"),
    ],
)
def test_commands_are_found_by_their_words_and_carried_out(qtbot: QtBot, shell: Shell, typed: str, place: str) -> None:
    found = find(qtbot, shell, typed)
    assert len([key for key in found if key.startswith(COMMAND)]) == 1
    QTest.keyClick(shell.topbar.search, Qt.Key.Key_Return)
    assert shell.page_key() == place


def test_the_name_of_whoever_is_signed_in_leads_to_settings_and_back(qtbot: QtBot, shell: Shell) -> None:
    shell.go("plans")
    name = next(one for one in shell.topbar.findChildren(QPushButton) if "周明" in one.text())
    QTest.mouseClick(name, Qt.MouseButton.LeftButton)
    menu = next(one for one in shell.findChildren(QMenu) if one.isVisible())
    next(one for one in menu.actions() if one.text().startswith("设置")).trigger()
    menu.close()
    assert isinstance(shell.page(), SettingsPage)
    shell.back()
    assert shell.page_key() == "plans"


def test_in_another_language_the_bar_speaks_it_at_once(qtbot: QtBot, shell: Shell, english: None) -> None:
    said = " ".join(one.text() for one in shell.topbar.findChildren(QPushButton))
    assert "Collector" in said
    assert "催收员" not in said
