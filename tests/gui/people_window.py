"""A collector's window with the sheets for calls, messages and particulars over a real office; others stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from fieldapp.services.desk import Desk
from tests.gui.closing_window import closed_after
from tests.office import TestOffice, borrower_case, sync
from ui.collector.contact_sheet import ContactPage
from ui.collector.particular_sheet import ParticularPage
from ui.in_pieces import InPieces
from ui.place_source import PlaceSource
from ui.shell import Shell
from ui.tasks import Tasks
from ui.widgets.page import PageFrame
from ui.widgets.rail import RailEntry
from ui.widgets.toast import Toast
from ui.workplace import Workplace

PATIENCE = 15_000


@dataclass
class PeopleWindow:
    """The window while a test runs; `opened` is what was asked for beyond the pages under test."""

    bot: QtBot
    desk: Desk
    work: Workplace
    shell: Shell
    opened: list[tuple[str, str]] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing is being read or written any more, and what came of it is on screen."""
        QCoreApplication.processEvents()
        self.bot.waitUntil(lambda: not self.work.tasks.running(), timeout=PATIENCE)
        QCoreApplication.processEvents()

    def contact(self, ref: str) -> ContactPage:
        """Open a call or message, and wait for what it shows."""
        self.work.open("contact", ref)
        self.settle()
        self.settle()
        page = self.shell.page()
        assert isinstance(page, ContactPage)
        self.bot.waitUntil(lambda: not page.findChildren(InPieces))
        self.settle()
        return page

    def particular(self, ref: str) -> ParticularPage:
        """Open the sheet of particulars."""
        self.work.open("particular", ref)
        self.settle()
        page = self.shell.page()
        assert isinstance(page, ParticularPage)
        return page

    def toasts(self) -> list[str]:
        """What was said at the foot of the window."""
        return [one.accessibleName() for one in self.shell.findChildren(Toast)]


@contextmanager
def people_window(bot: QtBot, desk: Desk) -> Iterator[PeopleWindow]:
    """The window of whoever sits at `desk`."""
    work = Workplace(desk, Tasks())
    shell = Shell(lambda: "催收", lambda: [RailEntry("cases", "案件", "cases", lambda: PageFrame("cases"))], work.tasks)
    window = PeopleWindow(bot, desk, work, shell)
    work.shell = shell
    for name in ("case", "visit", "matter"):
        work.can_open(name, "cases", _writes_down(window, name))
    work.can_open("contact", "cases", lambda ref: ContactPage(work, ref))
    work.can_open("particular", "cases", lambda ref: ParticularPage(work, ref))
    shell.resize(1366, 768)
    shell.show()
    shell.activateWindow()
    with closed_after(work, shell):
        yield window


def _writes_down(window: PeopleWindow, name: str) -> Callable[[str], QWidget]:
    def make(ref: str) -> QWidget:
        window.opened.append((name, ref))
        return PageFrame(name, can_go_back=True)

    return make


class NoReceiver:
    """A laptop that knows at once where it is, or that it does not."""

    def __init__(self, place: tuple[float, float, float] | None = None) -> None:
        self._place = place

    def start(self, owner: PlaceSource) -> str:
        if self._place is None:
            return "no receiver"
        owner.tell_found(*self._place)
        return ""

    def stop(self) -> None:
        pass


def desk_with_case(office: TestOffice, *cases: Case) -> tuple[Desk, Case]:
    """The collector's desk, synced, and the first of their cases."""
    own = cases or (borrower_case(office.people["zhouming"]),)
    office.save(*own)
    desk = office.desk("zhouming")
    sync(desk)
    return desk, own[0]


def texts(widget: QWidget) -> list[str]:
    """What can be read in a widget now."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget) and one.text()]


def says(widget: QWidget, part: str) -> bool:
    """Whether some words on screen hold this."""
    return any(part in text for text in texts(widget))


def found(widget: QWidget, words: str) -> QAbstractButton:
    """The button on screen with these words, or with this name."""
    every = [one for one in widget.findChildren(QAbstractButton) if one.isVisible()]
    named = [one for one in every if words in (one.text(), one.accessibleName())]
    assert named, f"no button {words!r} among {[one.text() or one.accessibleName() for one in every]}"
    return named[0]
