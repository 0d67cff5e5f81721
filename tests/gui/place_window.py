"""A collector's window with the visit, the map, sync and settings over a real office; the pages of others stand in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.services.desk import Desk
from tests.gui.closing_window import closed_after
from ui.collector.map import MapPage
from ui.collector.visit import VisitPage
from ui.preferences import Preferences
from ui.settings_page import SettingsPage
from ui.shell import Shell
from ui.sync_page import SyncPage
from ui.tasks import Tasks
from ui.widgets.choice import Choice
from ui.widgets.page import PageFrame
from ui.widgets.rail import RailEntry
from ui.workplace import Workplace

PATIENCE = 15_000


@dataclass
class PlaceWindow:
    """The window while a test runs."""

    bot: QtBot
    work: Workplace
    shell: Shell

    def settle(self) -> None:
        """Wait until nothing is being read or written any more, and what came of it is on screen."""
        QCoreApplication.processEvents()
        self.bot.waitUntil(lambda: not self.work.tasks.running(), timeout=PATIENCE)
        QCoreApplication.processEvents()

    def visit(self, case_id: str) -> VisitPage:
        """Open a visit, and wait for what it shows."""
        self.work.open("visit", case_id)
        self.settle()
        page = self.shell.page()
        assert isinstance(page, VisitPage)
        self.bot.waitUntil(lambda: page.is_settled, timeout=PATIENCE)
        self.settle()
        return page

    def go(self, key: str) -> QWidget:
        """Go to an entry of the rail, and wait for what it shows."""
        self.shell.go(key)
        self.settle()
        page = self.shell.page()
        assert page is not None
        return page


@contextmanager
def place_window(bot: QtBot, desk: Desk, preferences: Path | None = None) -> Iterator[PlaceWindow]:
    """The window of whoever sits at `desk`."""
    work = Workplace(desk, Tasks())
    kept = Preferences(preferences or desk.folder / "preferences")
    entries = [
        RailEntry("cases", "案件", "cases", lambda: PageFrame("cases")),
        RailEntry("map", "地图", "map", lambda: MapPage(work)),
        RailEntry("sync", "同步", "sync", lambda: SyncPage(work)),
        RailEntry("settings", "设置", "settings", lambda: SettingsPage(work, kept)),
    ]
    shell = Shell(lambda: "催收\n外访", lambda: entries, work.tasks)
    work.shell = shell
    work.can_open("case", "cases", lambda case_id: PageFrame(f"case {case_id}", can_go_back=True))
    work.can_open("visit", "cases", lambda about: VisitPage(work, about))
    work.can_open("correct_visit", "cases", lambda about: VisitPage(work, *about.split("|")))
    shell.resize(1366, 768)
    shell.show()
    shell.activateWindow()
    with closed_after(work, shell):
        yield PlaceWindow(bot, work, shell)


def segment(choice: QWidget, value: str) -> QRadioButton:
    """One answer of a row of answers."""
    assert isinstance(choice, Choice)
    return next(one for one in choice.findChildren(QRadioButton) if getattr(one, "value", "") == value)


def write(edit: QWidget, text: str) -> None:
    """Type into a field in place of what stands there, and leave it."""
    edit.setFocus()
    QTest.keyClicks(edit, "a", Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, text)
    edit.clearFocus()


def texts(widget: QWidget) -> list[str]:
    """What can be read in a widget now."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget) and one.text()]


def says(widget: QWidget, part: str) -> bool:
    """Whether some words on screen hold this."""
    return any(part in text for text in texts(widget))


def buttons(widget: QWidget, words: str) -> list[QAbstractButton]:
    """The buttons on screen with these words."""
    return [one for one in widget.findChildren(QAbstractButton) if one.text() == words and one.isVisible()]


def press(widget: QWidget, words: str) -> None:
    """Press the button on screen with these words."""
    found = buttons(widget, words)
    assert found, f"no button {words!r} on screen"
    found[0].click()
