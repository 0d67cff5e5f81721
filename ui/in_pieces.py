"""Builds what is large a piece at a time, so that the window stays free between the pieces.

A page of many cards is made in one event only if nobody minds a window that stands still for it. Here each piece is a
callable; as many are run in one turn of the event loop as fit into a few milliseconds, and the rest wait for the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from fieldapp import clock

TURN_SECONDS = 0.012
Piece = Callable[[], object]


class InPieces(QObject):
    """Runs pieces in their order; ends by itself when its owner goes. `stop` leaves the rest undone."""

    def __init__(self, owner: QObject, pieces: Iterable[Piece], done: Callable[[], object] | None = None) -> None:
        """The first turn comes with the next event, never at once."""
        super().__init__(owner)
        self._owner, self._pieces, self._done = owner, iter(pieces), done
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def stop(self) -> None:
        """Leave the rest undone."""
        self._timer.stop()

    def _turn(self) -> None:
        until = clock.monotonic() + TURN_SECONDS
        while self._timer.isActive() and isValid(self._owner):
            piece = next(self._pieces, None)
            if piece is None:
                self._timer.stop()
                self.deleteLater()
                if self._done is not None:
                    self._done()
                return
            piece()
            if clock.monotonic() >= until:
                return
