"""Signs in on a laptop that has its cases, with no server to be had, and says how long it took until the day was there.

    python -m tests.benchmarks.signed_in_process SERVER FOLDER

`SERVER` is the address the laptop was enrolled at. Prints one line of JSON: seconds from the press to the first stop on
screen, those of them that the passphrase costs, and the longest turn of the window's loop in milliseconds.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractButton

from fieldapp import clock
from fieldapp.security import passphrase_wrap
from tests.benchmarks.offices import COLLECTOR
from tests.office import MORNING, PASSPHRASE
from tests.watchdog import Watchdog
from ui.app import Options
from ui.collector.today import TodayPage
from ui.sign_in import Access
from ui.tour.desktop import Desktop

HEAVY_MS = 3000
MOST_SECONDS = 60.0


def main() -> int:
    """Sign in once and say how it went."""
    server, folder = sys.argv[1], Path(sys.argv[2])
    clock.use(clock.PracticeClock(MORNING))
    keys: list[float] = []
    _time(passphrase_wrap, "hash_secret_raw", keys)
    known = (Access(COLLECTOR.login, COLLECTOR.name, server, PASSPHRASE, COLLECTOR.role.value),)
    desk = Desktop(Options(home=folder / "laptop", known=known, practice=True), folder / "shots", "zh_CN", "light")
    desk.hand.press(COLLECTOR.name, part=True)
    _let_work(HEAVY_MS)  # what a thread loads while a person types
    watchdog = Watchdog()
    button = desk.hand.find("登录", QAbstractButton)
    started = time.perf_counter()
    button.click()
    while not _today_is_there(desk):
        _let_work(5)
        if time.perf_counter() - started > MOST_SECONDS:
            raise TimeoutError("the day did not come")
    took = time.perf_counter() - started
    turns = list(watchdog.turns)
    desk.close()
    print(json.dumps({"s": took, "key": sum(keys), "longest": max(turns, default=0.0)}))
    return 0


def _today_is_there(desk: Desktop) -> bool:
    if not desk.signed_in():
        return False
    page = desk.shell.page()
    return isinstance(page, TodayPage) and page.is_filled


def _time(module: Any, name: str, spent: list[float]) -> None:
    """Have a function of a module write down how long it takes."""
    original = getattr(module, name)

    def timed(*args: Any, **kwargs: Any) -> Any:
        started = time.perf_counter()
        try:
            return original(*args, **kwargs)
        finally:
            spent.append(time.perf_counter() - started)

    setattr(module, name, timed)


def _let_work(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
