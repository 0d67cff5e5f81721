"""A signed-in window through eight simulated hours of a quiet day: what it holds in memory, and whether that grows.

    python -m tests.benchmarks.idle_process MINUTES

Every simulated minute the clock is moved on, whatever wants to run runs, and now and then somebody looks at a list, a
borrower and back. Prints one line of JSON: resident megabytes at rest, after a tenth of the day, and at its end.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from fieldapp import clock
from tests.laptops import bring_cases, desk_in
from tests.office import MORNING, some_cases, staff
from ui import i18n, singletons, theme
from ui.collector.places import shell_for
from ui.preferences import Preferences
from ui.tasks import Tasks
from ui.workplace import Workplace

EVERY = 10
"""Simulated minutes between two looks of a person."""


def main() -> int:
    """Live through the day and say what it took."""
    minutes = int(sys.argv[1])
    singletons.keep()
    application = QApplication([])
    i18n.switch("zh_CN")
    theme.apply(application, "light")
    moment = MORNING
    clock.use(clock.PracticeClock(moment))
    with tempfile.TemporaryDirectory() as folder:
        person = next(one for one in staff() if one.login == "zhouming")
        desk = desk_in(Path(folder) / "desk", person)
        cases = some_cases(person)
        bring_cases(desk.store, person, cases)
        work = Workplace(desk, Tasks())
        shell = work.shell = shell_for(work, Preferences(Path(folder)))
        shell.show()
        work.start()
        _let_work(2000)
        held = [_resident_mb()]
        for minute in range(minutes):
            moment += timedelta(minutes=1)
            clock.use(clock.PracticeClock(moment))
            if minute % EVERY == 0:
                shell.go(("cases", "plans", "documents", "sync", "today")[minute // EVERY % 5])
                _let_work(60)
                work.open("case", cases[minute // EVERY % len(cases)].id)
                _let_work(150)
                shell.back()
            work.refresh_day()
            _let_work(15)
            if minute == minutes // 10:
                held.append(_resident_mb())
        held.append(_resident_mb())
        work.close()
        shell.close()
    print(json.dumps({"start": held[0], "settled": held[1], "end": held[-1]}))
    return 0


def _resident_mb() -> float:
    """Of this process, after what nobody holds any more has gone."""
    gc.collect()
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    raise RuntimeError("the system does not say what a process holds")


def _let_work(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
