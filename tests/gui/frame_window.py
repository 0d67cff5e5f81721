"""A signed-in window with its whole frame over a real office; the pages of the places stand in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from fieldapp.services.desk import Desk
from tests.gui.closing_window import closed_after
from tests.office import TestOffice, some_cases, sync
from ui.frame import Frame, make_shell
from ui.i18n import translate
from ui.preferences import Preferences
from ui.shell import Shell
from ui.sync_page import SyncPage
from ui.tasks import Tasks
from ui.widgets.page import PageFrame
from ui.widgets.rail import RailEntry
from ui.widgets.search import Hit
from ui.workplace import Workplace

PATIENCE = 15_000
OPENED = ("case", "visit", "contact", "plan", "paper", "cash", "receipt", "matter")


@dataclass
class FrameWindow:
    """The window while a test runs."""

    bot: QtBot
    work: Workplace
    shell: Shell
    preferences: Preferences

    @property
    def frame(self) -> Frame:
        """What wires it."""
        assert isinstance(self.shell.frame, Frame)
        return self.shell.frame

    def settle(self) -> None:
        """Wait until nothing is being read or written any more."""
        QCoreApplication.processEvents()
        self.bot.waitUntil(lambda: not self.work.tasks.running(), timeout=PATIENCE)
        QCoreApplication.processEvents()

    def type(self, text: str) -> list[Hit]:
        """Type into the palette; what it then lists."""
        field = self.shell.topbar.search
        field.open_up()
        field.setText(text)
        with self.bot.waitSignal(field.searched):
            field.textEdited.emit(text)
        self.settle()
        return self.listed()

    def listed(self) -> list[Hit]:
        """What the palette lists now."""
        popup = self.shell.topbar.search.popup()
        if popup is None or not popup.isVisible():
            return []
        return hits_of(popup)


def hits_of(popup: QListWidget) -> list[Hit]:
    """The lines of a list of hits."""
    return [popup.item(row).data(256) for row in range(popup.count())]


def desk_with_cases(office: TestOffice, login: str = "zhouming") -> Desk:
    """A desk that has synced some cases."""
    office.save(*some_cases(office.people["zhouming"]))
    desk = office.desk(login)
    sync(desk)
    return desk


def _stand_in(name: str, id_: str) -> PageFrame:
    return PageFrame(f"{name} {id_}", can_go_back=True)


@contextmanager
def frame_window(bot: QtBot, desk: Desk, home: Path, *, practice: bool = False) -> Iterator[FrameWindow]:
    """The window of whoever sits at `desk`."""
    work = Workplace(desk, Tasks(), practice=practice)
    preferences = Preferences(home)

    def entries() -> list[RailEntry]:
        return [
            RailEntry("today", translate("places", "今日"), "today", lambda: PageFrame("today")),
            RailEntry("cases", translate("places", "案件"), "cases", lambda: PageFrame("cases")),
            RailEntry("documents", translate("places", "文书"), "documents", lambda: PageFrame("documents")),
            RailEntry("sync", translate("places", "同步"), "sync", lambda: SyncPage(work)),
        ]

    for name in OPENED:
        work.can_open(name, "cases", partial(_stand_in, name))
    shell = make_shell(work, preferences, entries, opens="case")
    shell.resize(1366, 768)
    shell.show()
    shell.activateWindow()
    with closed_after(work, shell):
        yield FrameWindow(bot, work, shell, preferences)
