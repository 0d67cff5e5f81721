"""Garbage in cycles is collected on the GUI thread and nowhere else.

Python collects it on whichever thread happens to allocate, and among the garbage are widgets of pages that were left or
made anew. A widget that is destroyed on a thread of the store or of sync ends the program there and then.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 250
"""How often is looked; what is collected is decided by Python's own thresholds."""


class GarbageRounds(QObject):
    """Takes over from the automatic collector between `start` and `stop`; both on the GUI thread."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(collect)

    def start(self) -> None:
        """From now on only the GUI thread collects."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Python collects by itself again: no other thread is left that could."""
        self._timer.stop()
        gc.enable()


def collect() -> None:
    """The oldest generation that is due, and with it the younger ones, as the automatic collector would."""
    due = [number for number, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
           if count > most > 0]  # fmt: skip
    if due:
        gc.collect(due[-1])
