"""Watches what each turn of the GUI thread's event loop costs in processor time of its own: a frozen window fails.

Time of the processor and not of the clock: a busy machine is no fault of the window. A turn delivers what is ready,
mostly one event; so what is told is never less than the longest event. A turn within a turn (a dialog) is counted for
itself. Delivering events through Python instead (`QApplication.notify`) would tell them apart, and crashes Chromium.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QAbstractEventDispatcher

TOO_LONG_MS = 50.0


class Watchdog:
    """Turns of the loop that were too long, in milliseconds, since the last look."""

    def __init__(self) -> None:
        self.long: list[float] = []
        self.turns: list[float] = []
        self._begun: list[list[float]] = []
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.aboutToBlock.connect(self._begin)
        dispatcher.awake.connect(self._end)

    def look(self) -> list[float]:
        """What was too long since the last look."""
        found, self.long, self.turns = self.long, [], []
        return found

    def _begin(self) -> None:
        self._begun.append([time.thread_time(), 0.0])

    def _end(self) -> None:
        """Turns that never wait say no beginning and are passed over."""
        if not self._begun:
            return
        started, within = self._begun.pop()
        took = time.thread_time() - started
        if self._begun:
            self._begun[-1][1] += took
        ms = (took - within) * 1000
        self.turns.append(ms)
        if ms > TOO_LONG_MS:
            self.long.append(ms)
