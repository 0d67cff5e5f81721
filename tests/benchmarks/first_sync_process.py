"""A desktop of its own that signs in for the first time and says how long its window could not answer meanwhile.

Prints one line of JSON: seconds to the window, seconds of the first sync, the longest time the window was not free,
and as a floor what it costs on this machine to put twelve cards of plain labels on a window.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.cli.practice import PracticeOffice
from ui.app import Access, Options
from ui.tour import collector_day as day
from ui.tour.desktop import Desktop
from ui.tour.run import MOMENT
from ui.widgets.card import Card
from ui.widgets.labels import label

BEAT_MS = 5


class Pulse(QObject):
    """Beats as often as the window is free; what other programs take of the processor does not count as blocked."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = (time.perf_counter(), time.process_time())
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start()

    def begin(self) -> None:
        """Forget what was."""
        self.longest, self._last = 0.0, (time.perf_counter(), time.process_time())

    def _on_beat(self) -> None:
        now = (time.perf_counter(), time.process_time())
        self.longest = max(self.longest, min(now[0] - self._last[0], now[1] - self._last[1]))
        self._last = now


def main() -> int:
    """Sign in, wait for the first sync to be done, and say how it went."""
    office = PracticeOffice(Path(sys.argv[1]), MOMENT)
    known = tuple(Access(*person) for person in office.start())
    try:
        with tempfile.TemporaryDirectory() as scratch:
            options = Options(home=Path(scratch) / "laptop", known=known, practice=True, before_sign_in=office.wait)
            print(json.dumps(_first_sync(options, Path(scratch), sys.argv[2])))
    finally:
        office.stop()
    return 0


def _first_sync(options: Options, pictures: Path, person: str) -> dict[str, float]:
    desk = Desktop(options, pictures, "zh_CN", "light")
    pulse = Pulse()
    hand = desk.hand
    hand.press(person, part=True)
    started = time.perf_counter()
    hand.press("登录")
    hand.wait(desk.signed_in, "the window after signing in")
    begun = time.perf_counter()
    pulse.begin()
    day.wait_for_sync(desk)
    done = time.perf_counter()
    hand.settle()
    longest = pulse.longest
    floor = min(_twelve_cards(desk) for _ in range(3))
    desk.close()
    return {"window": begun - started, "sync": done - begun, "blocked": longest, "floor": floor}


def _twelve_cards(desk: Desktop) -> float:
    """Seconds of processor that a day's worth of cards takes to build and paint."""
    started = time.process_time()
    window = QWidget()
    window.resize(desk.shell.size())
    column = QVBoxLayout(window)
    for number in range(12):
        card = Card(says=str(number))
        for line in range(8):
            card.add(label(f"{number} {line}", "muted"))
        column.addWidget(card)
    window.show()
    desk.app.processEvents()
    took = time.process_time() - started
    window.close()
    window.deleteLater()
    return took


if __name__ == "__main__":
    sys.exit(main())
