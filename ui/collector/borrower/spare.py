"""The page of the next borrower is made before anybody asks for it, up to what depends on the borrower.

Frame, head, actions and the empty story are the same for every case, and are a good part of what opening one costs. So
one such page waits out of sight; when it has been taken, the next is made as soon as nobody is waiting for anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.collector.borrower.page import BorrowerPage
from ui.in_pieces import InPieces, Piece
from ui.workplace import Workplace

SOON_MS = 400
"""After a page has come on screen, before the next is made: what was just opened comes first."""


class SparePages(QObject):
    """Gives out pages of one window, which is to be its parent: it goes with it, and what it waits for goes too.

    `make_soon` is called whenever a page has come on screen.
    """

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._work = work
        self._spare: BorrowerPage | None = None
        self._coming = QTimer(self, singleShot=True, interval=SOON_MS)
        self._coming.timeout.connect(self._make)

    def page(self, case_id: str) -> BorrowerPage:
        """A page for this case; nobody else has it."""
        spare, self._spare = self._spare, None
        if spare is None or not self._is_of_now(spare):
            return BorrowerPage(self._work, case_id)
        spare.about(case_id)
        return spare

    def _is_of_now(self, spare: BorrowerPage) -> bool:
        """Whether the window is still what the page was made for.

        It is made anew for another language or size of text; what was in it goes a turn later, and must not come back.
        """
        inside = self._work.shell.centralWidget() if self._work.shell is not None else None
        return inside is not None and isValid(spare) and inside.isAncestorOf(spare)

    def make_soon(self) -> None:
        """Make one that waits, if there is none."""
        if not self._coming.isActive():
            self._coming.start()

    def _make(self) -> None:
        beside = self._work.shell.page() if self._work.shell is not None else None
        if beside is None or not beside.isVisible():
            return
        if isinstance(beside, BorrowerPage) and not beside.is_whole and not beside.is_empty:
            self.make_soon()
        elif self._spare is None or not isValid(self._spare):
            InPieces(beside, self._steps(beside))

    def _steps(self, beside: QWidget) -> Iterator[Piece]:
        """The page where it will be shown, so that it is not polished twice, and what can be made of it."""
        page = BorrowerPage(self._work)
        page.setParent(beside.parentWidget())  # at once: a page of nobody's would outlive its window
        try:
            yield page.ensurePolished
            yield from page.begin()
            self._spare = page
        finally:  # somebody went on before it was ready
            if self._spare is not page and isValid(page):
                page.deleteLater()
