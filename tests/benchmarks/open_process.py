"""Opens the page of a borrower with a long story, again and again, in a window offscreen; prints its times as JSON.

    python -m tests.benchmarks.open_process ENTRIES ROUNDS

A time runs from the wish to open the page until everything in view is painted, the first rows of the story with it.
Between two rounds another borrower is looked at, as on a day of work. Beside the time by the clock stands what the
process computed for it on all its threads, which a busy machine changes less.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from fieldapp import clock
from fieldapp.domain.case import Case, Entity, Visit
from fieldapp.domain.contact_log import Channel, ContactContent, LoggedContact
from fieldapp.domain.ids import new_id
from fieldapp.domain.observation import Observation, OpenStatus
from fieldapp.domain.staff import Staff
from fieldapp.domain.visit import Cause, Met, Outcome, VisitContent
from tests.laptops import bring, bring_cases, desk_in, put, scope_of
from tests.office import MORNING, some_cases, staff
from tests.watchdog import Watchdog
from ui import i18n, singletons, theme
from ui.collector.borrower.page import BorrowerPage
from ui.collector.places import shell_for
from ui.garbage import GarbageRounds
from ui.preferences import Preferences
from ui.tasks import Tasks
from ui.widgets.columns import Columns
from ui.workplace import Workplace

MOST_SECONDS = 30.0
AT_REST_MS = 1200
"""So long somebody reads before they go on; what the program does ahead it does meanwhile."""


def main() -> int:
    """Open it once to warm up, then as often as is asked."""
    entries, rounds = int(sys.argv[1]), int(sys.argv[2])
    singletons.keep()
    application = QApplication([])
    i18n.switch("zh_CN")
    theme.apply(application, "light")
    clock.use(clock.PracticeClock(MORNING))
    with tempfile.TemporaryDirectory() as folder:
        person = next(one for one in staff() if one.login == "zhouming")
        desk = desk_in(Path(folder) / "desk", person)
        cases = some_cases(person)
        bring_cases(desk.store, person, cases)
        bring(desk.store, scope_of(person), *_story(cases[0], person, entries))
        work = Workplace(desk, Tasks())
        shell = shell_for(work, Preferences(Path(folder)))
        work.shell = shell
        shell.resize(1366, 768)
        shell.show()
        rounds_of_garbage = GarbageRounds()  # as the program does it
        gc.freeze()
        rounds_of_garbage.start()
        _let_work(AT_REST_MS)
        watchdog, runs = Watchdog(), []
        for _ in range(rounds + 1):
            runs.append(_open(work, cases[0].id, watchdog))
            _open(work, cases[1].id, watchdog)
        rounds_of_garbage.stop()
        work.close()
        shell.close()
    print(json.dumps({"first": runs[0], "runs": runs[1:]}))
    return 0


def _story(case: Case, person: Staff, entries: int) -> list[Any]:
    """Visits and calls by turns, one every other day, the newest yesterday."""
    rows, seq = [], 1000
    for number in range(entries):
        at = clock.now() - timedelta(days=1 + 2 * (entries - number))
        seq += 1
        if number % 2:
            spoke = ContactContent(at, Channel.CALL, case.borrower.id, "13800000000", True, 90, Outcome.PLAN_TALKS)
            rows.append(put(seq, Entity.CONTACT, LoggedContact(new_id(), case.id, person.id, at, spoke)))
        else:
            seen = Observation(open_status=OpenStatus.OPEN_NORMAL, staff_now=3 + number % 3, staff_usual=5)
            gone = at + timedelta(minutes=30)
            content = VisitContent(case.premises[0].id, at, gone, Met.BORROWER, Outcome.PLAN_TALKS, observation=seen)
            content = replace(content, cause=Cause.RECEIVABLE_DELAYED, note="货款月底到账，愿意先还一部分。")
            rows.append(put(seq, Entity.VISIT, Visit(new_id(), case.id, person.id, at, content)))
    return rows


def _open(work: Workplace, case_id: str, watchdog: Watchdog) -> dict[str, float]:
    """Milliseconds until what is in view is painted, by the clock and of the processor; and the longest turn of the
    loop until the page is whole down to its end."""
    assert work.shell is not None
    work.shell.go("today")
    _let_work(300)
    watchdog.look()
    started, computed = time.perf_counter(), time.process_time()
    work.open("case", case_id)
    page = work.shell.page()
    assert isinstance(page, BorrowerPage)
    painted = _Painted(page)
    while not painted.done:
        _let_events_come(started)
    took, cpu = (time.perf_counter() - started) * 1000, (time.process_time() - computed) * 1000
    while not page.is_whole:
        _let_events_come(started)
    longest = max(watchdog.turns, default=0.0)
    _let_work(AT_REST_MS)
    work.shell.back()
    _let_work(300)
    return {"ms": took, "cpu": cpu, "turn": longest}


class _Painted(QObject):
    """Sees the columns of a page painted, once they were filled; all in them is painted in the same turn."""

    def __init__(self, page: BorrowerPage) -> None:
        super().__init__()
        self._page, self.done = page, False
        columns = page.findChild(Columns)
        assert columns is not None
        columns.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.done = self.done or (event.type() == QEvent.Type.Paint and self._page.is_filled)
        return False


def _let_events_come(started: float) -> None:
    _let_work(1)
    if time.perf_counter() - started > MOST_SECONDS:
        raise TimeoutError("the page did not come")


def _let_work(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
