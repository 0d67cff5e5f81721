"""A desktop of its own whose first pull is large: says how long its window could not answer meanwhile.

    python -m tests.benchmarks.window_process SERVER FOLDER CASES

Prints one line of JSON: seconds of the pull, and of the times between two beats of the window the longest and how
many were too long, once by the clock and once without the time in which the window's thread was ready to run but the
system ran somebody else (Linux counts it): that is another program's doing.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, QTimer

from fieldapp import clock
from fieldapp.store.laptop.case_list import CaseFilter
from tests.benchmarks.offices import COLLECTOR
from tests.office import MORNING, PASSPHRASE
from ui.app import Options
from ui.sign_in import Access
from ui.tour.desktop import Desktop

BEAT_MS = 5
LOOK_MS = 500
TOO_LONG = 0.050
MOST_SECONDS = 900.0


class Heartbeat(QObject):
    """Beats as often as the window is free, and keeps every gap."""

    def __init__(self) -> None:
        super().__init__()
        self.by_clock: list[float] = []
        self.own: list[float] = []
        self._last = (0.0, 0.0)
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self._on_beat)

    def go(self) -> None:
        """Count from now on."""
        self._last = (time.perf_counter(), _kept_waiting())
        self._beat.start()

    def pause(self) -> None:
        """What follows is the watcher's own doing."""
        self._on_beat()
        self._beat.stop()

    def _on_beat(self) -> None:
        now = (time.perf_counter(), _kept_waiting())
        gap, waited = now[0] - self._last[0], now[1] - self._last[1]
        self.by_clock.append(gap)
        self.own.append(max(0.0, gap - waited))
        self._last = now


def _kept_waiting() -> float:
    """Seconds this thread has so far been ready to run without a processor; 0 where the system does not say."""
    told = Path("/proc/thread-self/schedstat")
    return int(told.read_text(encoding="ascii").split()[1]) / 1e9 if told.exists() else 0.0


def main() -> int:
    """Sign in, watch the window until everything is here, and say how it went."""
    server, folder, cases = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    clock.use(clock.PracticeClock(MORNING))
    known = (Access(COLLECTOR.login, COLLECTOR.name, server, PASSPHRASE, COLLECTOR.role.value),)
    desk = Desktop(Options(home=folder / "laptop", known=known, practice=True), folder / "shots", "zh_CN", "light")
    desk.hand.press(COLLECTOR.name, part=True)
    desk.hand.press("登录")
    desk.hand.wait(desk.signed_in, "the window after signing in")
    desk.fit()
    heart = Heartbeat()
    started = time.perf_counter()
    while not _everything_here(desk, cases):
        heart.go()
        loop = QEventLoop()
        QTimer.singleShot(LOOK_MS, loop.quit)
        loop.exec()
        heart.pause()
        if time.perf_counter() - started > MOST_SECONDS:
            raise TimeoutError(f"{cases} cases did not come")
    took = time.perf_counter() - started
    desk.close()
    gaps = {"clock": heart.by_clock, "own": heart.own}
    found = {
        name: {"longest": max(each), "too long": sum(gap > TOO_LONG for gap in each)} for name, each in gaps.items()
    }
    print(json.dumps({"s": took, "beats": len(heart.by_clock)} | found))
    return 0


def _everything_here(desk: Desktop, cases: int) -> bool:
    """A round of sync has ended well, and the list has all of them."""
    work = desk.application.workplace
    assert work is not None
    with work.desk.store.reading() as unit:
        return unit.sync.last_success() is not None and unit.cases.totals(CaseFilter()).count >= cases


if __name__ == "__main__":
    sys.exit(main())
