"""What somebody looked at lately and where they were: kept in their own encrypted store, never in the open.

Written a moment after each change, on the writer's thread, so that a program that was killed comes back to where it
was. The next day begins at the beginning: what was left unfinished is listed there.
"""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, QTimer

from fieldapp import clock
from fieldapp.services.desk import Desk
from ui.tasks import Tasks

SETTING = "window_recent"
MOST = 8
PAUSE_MS = 600
BEGINNING = frozenset({"visit", "correct_visit"})
"""Pages that begin something by being opened."""


class Kept(msgspec.Struct, frozen=True):
    """The last page (an entry, or name and id of what was open on it), its day, and cases looked at, newest first."""

    page: str = ""
    cases: tuple[str, ...] = ()
    day: str = ""


def read(desk: Desk) -> Kept:
    """What was kept."""
    with desk.store.reading() as unit:
        return unit.settings.get(SETTING, Kept) or Kept()


class Recent(QObject):
    """For one window."""

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._kept = desk, tasks, read(desk)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep)

    def page(self) -> str:
        """Where one was today; empty if nowhere yet. Instead of a visit its case: to open a visit is to begin one.

        A visit that is begun and not finished is opened again by whoever knows of it (`visit_reopen`).
        """
        if self._kept.day != clock.today().isoformat():
            return ""
        name, _, id_ = self._kept.page.partition(":")
        return f"case:{id_.partition('|')[0]}" if name in BEGINNING else self._kept.page

    def cases(self) -> tuple[str, ...]:
        """Cases looked at, newest first; from any thread."""
        return self._kept.cases

    def at(self, page_key: str) -> None:
        """This page is on screen now."""
        name, _, id_ = page_key.partition(":")
        cases = self._kept.cases
        if name == "case" and id_:
            cases = (id_, *(one for one in cases if one != id_))[:MOST]
        now = Kept(page_key, cases, clock.today().isoformat())
        if now != self._kept:
            self._kept = now
            self._pause.start()

    def keep(self) -> None:
        """Write it down."""
        self._pause.stop()
        kept, desk = self._kept, self._desk

        def write() -> None:
            with desk.store.writing() as unit:
                unit.settings.set_if_other(SETTING, kept)

        self._tasks.write(write)

    def end(self) -> None:
        """Write what is not written yet, before the tasks end."""
        if self._pause.isActive():
            self.keep()
