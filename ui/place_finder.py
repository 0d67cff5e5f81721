"""Has addresses looked up in the background: a batch at a time off the GUI thread, until none is left.

They are looked up where things are read, and only what was found goes to the one thread that writes: the first search
loads its table, which takes a second, and a visit that is saved meanwhile must not wait for it.

Pages are told when it is done, and on the way no more often than somebody can look: each telling makes them read anew.
"""

from __future__ import annotations

import logging
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.services.find_places import LookedUp, keep_found, look_up
from fieldapp.store.laptop.unit import ChangeSet
from ui.tasks import Tasks

_log = logging.getLogger(__name__)
TELL_MS = 3_000
"""At least so long between two tellings while more is to come."""
REST_MS = 1_500
"""A search begins when nothing has come for so long: beside the pages that show what came it would hold them up."""


class PlaceFinder(QObject):
    """One signed-in window's search.

    Signals:
        found: (ChangeSet) these cases stand elsewhere on the map now.
    """

    found = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._running = self._again = self._stopped = False
        self._moved: set[str] = set()
        self._since = QElapsedTimer()
        self._soon = QTimer(self, singleShot=True, interval=REST_MS)
        self._soon.timeout.connect(self.find)

    def find_soon(self) -> None:
        """Look up what is not known once the window has come to rest."""
        if not self._stopped:
            self._soon.start()

    def find(self) -> None:
        """Look up what is not known; asked while that goes on, it looks once more at the end."""
        if self._running:
            self._again = True
            return
        self._running = True
        self._since.start()
        self._next()

    def stop(self) -> None:
        """Begin no other batch: the window closes. What is left is looked up when it is opened again."""
        self._stopped = True
        self._soon.stop()

    def _next(self) -> None:
        if not self._stopped:
            self._tasks.read(lambda: look_up(self._desk), done=self._looked, failed=self._failed, owner=self)

    def _looked(self, looked: LookedUp) -> None:
        if self._stopped:
            return
        if looked:
            keep = partial(keep_found, self._desk, looked)
            self._tasks.write(keep, done=self._kept, failed=self._failed, owner=self)
            return
        self._tell()
        self._running = False
        if self._again:
            self._again = False
            self.find()

    def _kept(self, moved: frozenset[str]) -> None:
        self._moved |= moved
        if self._since.elapsed() >= TELL_MS:
            self._tell()
        self._next()

    def _tell(self) -> None:
        if self._moved:
            moved, self._moved = self._moved, set()
            self._since.restart()
            self.found.emit(ChangeSet(cases=moved))

    def _failed(self, error: KnownError) -> None:
        """Nobody asked for this, so nobody is told; the next sync or save begins anew."""
        _log.warning("addresses could not be looked up: %s", error.code)
        self._running = self._again = False
