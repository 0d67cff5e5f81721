"""A window with the queue of places to confirm over a real office; cases and visits stand in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from fieldapp.domain.ids import new_id
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.services.desk import Desk
from tests.gui.closing_window import closed_after
from tests.office import TestOffice, borrower_case, sync
from ui.collector.places_confirm import PlacesPage
from ui.shell import Shell
from ui.tasks import Tasks
from ui.widgets.page import PageFrame
from ui.widgets.rail import RailEntry
from ui.workplace import Workplace

PATIENCE = 15_000
TOWNSHIP = Place(120_520_000, 31_270_000, 3_200, PlaceSource.TOWNSHIP)
PINNED = Place(120_610_000, 31_305_000, 30, PlaceSource.PINNED)


@dataclass
class ConfirmWindow:
    """The window while a test runs."""

    bot: QtBot
    desk: Desk
    work: Workplace
    shell: Shell
    opened: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing is being read or written any more, and what came of it is on screen."""
        QCoreApplication.processEvents()
        self.bot.waitUntil(lambda: not self.work.tasks.running(), timeout=PATIENCE)
        QCoreApplication.processEvents()

    def page(self, about: str = "") -> PlacesPage:
        """Open the queue, and wait for what it shows."""
        self.work.open("places", about)
        self.settle()
        self.settle()
        page = self.shell.page()
        assert isinstance(page, PlacesPage)
        return page

    def toasts(self) -> list[str]:
        """What was said at the foot of the window."""
        return self.shell.toaster.shown()


def case_at(office: TestOffice, name: str, address: str, place: Place | None) -> Case:
    """A case of 周明's with one premises."""
    one = borrower_case(office.people["zhouming"])
    premises = replace(one.premises[0], id=new_id(), name=name, address=address, district="", place=place)
    return replace(one, id=new_id(), case_no=f"HK-{name}", premises=(premises,))


@contextmanager
def confirm_window(bot: QtBot, office: TestOffice, *cases: Case) -> Iterator[ConfirmWindow]:
    """The window of 周明, with these cases on the laptop."""
    office.save(*cases)
    desk = office.desk("zhouming")
    sync(desk)
    work = Workplace(desk, Tasks())
    shell = Shell(lambda: "催收", lambda: [RailEntry("map", "地图", "map", lambda: PageFrame("map"))], work.tasks)
    window = ConfirmWindow(bot, desk, work, shell)
    work.shell = shell

    def stand_in(ref: str) -> QWidget:
        window.opened.append(ref)
        return PageFrame(ref, can_go_back=True)

    work.can_open("case", "map", stand_in)
    work.can_open("places", "map", lambda about: PlacesPage(work, about))
    shell.resize(1366, 768)
    shell.show()
    shell.activateWindow()
    with closed_after(work, shell):
        yield window


def click(widget: QWidget, off: QPoint) -> None:
    """Click so far off the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center() + off)
