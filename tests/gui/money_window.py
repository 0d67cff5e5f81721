"""A window with the pages about money and matters over a real office; the pages of others stand in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.services.desk import Desk
from tests.gui.closing_window import closed_after
from ui.collector.cash_page import CashPage
from ui.collector.matter_sheet import MatterSheet
from ui.collector.receipt_sheet import ReceiptSheet
from ui.in_pieces import InPieces
from ui.parts.cash_card import CashCard
from ui.parts.matters_card import MattersCard
from ui.parts.open_matters import OpenMatters
from ui.shell import Shell
from ui.tasks import Tasks
from ui.widgets.page import PageFrame
from ui.widgets.rail import RailEntry
from ui.workplace import Workplace

PATIENCE = 15_000
W = TypeVar("W", bound=QWidget)


@dataclass
class MoneyWindow:
    """The window while a test runs."""

    bot: QtBot
    work: Workplace
    shell: Shell

    def settle(self) -> None:
        """Wait until nothing is being read, written or put together any more."""
        QCoreApplication.processEvents()
        self.bot.waitUntil(self._at_rest, timeout=PATIENCE)
        QCoreApplication.processEvents()

    def _at_rest(self) -> bool:
        return not self.work.tasks.running() and not self.shell.findChildren(InPieces)

    def open(self, name: str, id_: str, kind: type[W]) -> W:
        """Open a page and wait for what it shows."""
        self.work.open(name, id_)
        self.shell.activateWindow()
        self.bot.waitUntil(self.shell.isActiveWindow)
        self.settle()
        page = self.shell.page()
        assert isinstance(page, kind)
        return page


@contextmanager
def money_window(bot: QtBot, desk: Desk) -> Iterator[MoneyWindow]:
    """The window of whoever sits at `desk`."""
    work = Workplace(desk, Tasks())
    shell = Shell(
        lambda: "催收\n外访", lambda: [RailEntry("cases", "案件", "cases", lambda: PageFrame("cases"))], work.tasks
    )
    work.shell = shell
    work.can_open("case", "cases", lambda case_id: _cards(work, case_id))
    work.can_open("matter", "cases", lambda id_: MatterSheet(work, id_))
    work.can_open("receipt", "cases", lambda case_id: ReceiptSheet(work, case_id))
    work.can_open("cash", "cases", lambda _nothing: CashPage(work))
    work.can_open("answers", "cases", lambda _nothing: _answers(work))
    shell.resize(1366, 768)
    shell.show()
    with closed_after(work, shell):
        yield MoneyWindow(bot, work, shell)


def _cards(work: Workplace, case_id: str) -> PageFrame:
    page = PageFrame("case", can_go_back=True)
    page.body.addWidget(MattersCard(work, case_id))
    page.body.addWidget(CashCard(work, case_id))
    return page


def _answers(work: Workplace) -> PageFrame:
    page = PageFrame("answers", can_go_back=True)
    page.body.addWidget(OpenMatters(work))
    return page


def texts(widget: QWidget) -> list[str]:
    """What can be read in a widget now."""
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget) and one.text()]


def says(widget: QWidget, part: str) -> bool:
    """Whether some words on screen hold this."""
    return any(part in text for text in texts(widget))


def button(widget: QWidget, words: str) -> QPushButton:
    """The button on screen with these words."""
    found = [one for one in widget.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    assert found, f"no button {words!r} on screen"
    return found[0]
