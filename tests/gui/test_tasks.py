"""The way off the GUI thread: where answers arrive, what happens to errors and bugs, cancelling, ending."""

from __future__ import annotations

import sys
import threading
import time
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from fieldapp.errors import KnownError
from ui import tasks as tasks_module
from ui.tasks import Tasks, current_job


def idle(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(lambda: tasks.running() == 0)


def raise_known() -> None:
    raise KnownError("test.known")


def test_a_result_is_delivered_on_the_gui_thread_and_made_off_it(qtbot: QtBot, tasks: Tasks) -> None:
    where: list[threading.Thread] = []
    got: list[threading.Thread] = []

    def done(worker: threading.Thread) -> None:
        got.append(worker)
        where.append(threading.current_thread())

    tasks.read(threading.current_thread, done=done)
    idle(qtbot, tasks)
    assert where == [threading.main_thread()]
    assert got[0] is not threading.main_thread()
    assert got[0].name.startswith("fieldapp-read")


def test_writes_run_one_after_another_in_their_order(qtbot: QtBot, tasks: Tasks) -> None:
    order: list[int] = []
    for number in range(50):
        tasks.write(partial(order.append, number))
    idle(qtbot, tasks)
    assert order == list(range(50))


def test_two_reads_run_at_the_same_time(qtbot: QtBot, tasks: Tasks) -> None:
    meet = threading.Barrier(2, timeout=5)
    met: list[int] = []
    for _ in range(2):
        tasks.read(meet.wait, done=met.append)
    idle(qtbot, tasks)
    assert sorted(met) == [0, 1]


def test_a_known_error_goes_to_failed(qtbot: QtBot, tasks: Tasks) -> None:
    failed: list[KnownError] = []
    tasks.read(raise_known, done=lambda _result: failed.append(KnownError("no")), failed=failed.append)
    idle(qtbot, tasks)
    assert [error.code for error in failed] == ["test.known"]


def test_a_known_error_nobody_takes_is_signalled(qtbot: QtBot, tasks: Tasks) -> None:
    with qtbot.waitSignal(tasks.known_error) as seen:
        tasks.write(raise_known)
    assert seen.args[0].code == "test.known"


def test_the_failed_write_of_a_screen_that_has_gone_is_not_lost(qtbot: QtBot, tasks: Tasks) -> None:
    owner, wait = QObject(), threading.Event()
    failed: list[object] = []

    def fail() -> None:
        wait.wait(5)
        raise_known()

    tasks.write(fail, failed=failed.append, owner=owner)
    delete(owner)
    with qtbot.waitSignal(tasks.known_error) as seen:
        wait.set()
    assert seen.args[0].code == "test.known"
    assert failed == []


def test_a_bug_goes_to_the_excepthook_and_the_progress_display_ends(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: bugs.append(error))
    failed: list[KnownError] = []
    with qtbot.waitSignal(tasks.ended):
        tasks.read(lambda: 1 // 0, failed=failed.append)
    assert [type(bug) for bug in bugs] == [ZeroDivisionError]
    assert failed == []


def test_a_bug_in_the_answering_screen_still_ends_the_task(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: bugs.append(error))

    def done(_result: object) -> None:
        raise ValueError

    with qtbot.waitSignal(tasks.ended):
        tasks.read(lambda: 1, done=done)
    assert [type(bug) for bug in bugs] == [ValueError]


def test_a_cancelled_read_delivers_nothing_even_when_it_finished(qtbot: QtBot, tasks: Tasks) -> None:
    started, go_on = threading.Event(), threading.Event()
    delivered: list[Any] = []

    def work() -> int:
        started.set()
        go_on.wait(5)
        return 1

    task = tasks.read(work, done=delivered.append, failed=delivered.append)
    assert started.wait(5)
    task.cancel()
    go_on.set()
    idle(qtbot, tasks)
    assert delivered == []
    assert task.over


def test_running_work_stops_at_its_next_check(qtbot: QtBot, tasks: Tasks) -> None:
    started, steps = threading.Event(), []

    def work() -> None:
        job = current_job()
        while not job.cancelled():
            started.set()
            steps.append(1)
            time.sleep(0.001)
        job.check()
        steps.clear()

    task = tasks.write(work, done=lambda _result: steps.clear())
    assert started.wait(5)
    task.cancel()
    idle(qtbot, tasks)
    assert steps


def test_a_waiting_write_that_is_cancelled_never_starts(qtbot: QtBot, tasks: Tasks) -> None:
    go_on, ran = threading.Event(), []
    tasks.write(lambda: go_on.wait(5))
    waiting = tasks.write(lambda: ran.append(1))
    waiting.cancel()
    go_on.set()
    idle(qtbot, tasks)
    assert ran == []


def test_a_write_that_was_done_all_the_same_is_told(qtbot: QtBot, tasks: Tasks) -> None:
    started, go_on = threading.Event(), threading.Event()
    told: list[str] = []

    def work() -> str:
        started.set()
        go_on.wait(5)
        return "stored"

    task = tasks.write(work, done=told.append)
    assert started.wait(5)
    task.cancel()
    go_on.set()
    idle(qtbot, tasks)
    assert told == ["stored"]


def test_nothing_is_delivered_to_an_owner_that_has_gone(qtbot: QtBot, tasks: Tasks) -> None:
    owner, go_on = QObject(), threading.Event()
    delivered: list[object] = []
    tasks.read(lambda: go_on.wait(5), done=delivered.append, owner=owner)
    delete(owner)
    go_on.set()
    idle(qtbot, tasks)
    assert delivered == []


def test_the_reads_of_an_owner_that_has_gone_are_asked_to_stop(qtbot: QtBot, tasks: Tasks) -> None:
    owner, stopped = QObject(), threading.Event()

    def work() -> None:
        job = current_job()
        while not job.cancelled():
            time.sleep(0.001)
        stopped.set()

    tasks.read(work, owner=owner)
    delete(owner)
    idle(qtbot, tasks)
    assert stopped.is_set()


def test_progress_arrives_on_the_gui_thread(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[int, int, threading.Thread]] = []
    tasks.progressed.connect(lambda _task, done, total: seen.append((done, total, threading.current_thread())))
    tasks.read(lambda: current_job().progress(3, 10))
    idle(qtbot, tasks)
    assert seen == [(3, 10, threading.main_thread())]


def test_a_task_over_a_second_is_slow_and_busy_is_said_once(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks_module, "SLOW_AFTER", 0.05)
    go_on = threading.Event()
    slow: list[object] = []
    busy: list[bool] = []
    tasks.slow.connect(slow.append)
    tasks.busy.connect(busy.append)
    task = tasks.read(lambda: go_on.wait(5))
    qtbot.waitUntil(lambda: busy == [True])
    go_on.set()
    idle(qtbot, tasks)
    assert slow == [task]
    assert busy == [True, False]


def test_a_quick_task_is_never_slow(qtbot: QtBot, tasks: Tasks) -> None:
    slow: list[object] = []
    tasks.slow.connect(slow.append)
    tasks.read(lambda: 1)
    idle(qtbot, tasks)
    assert slow == []


def test_closing_joins_the_threads_finishes_writes_and_delivers_them(qtbot: QtBot) -> None:
    before = set(threading.enumerate())
    told: list[int] = []
    tasks = Tasks()
    for number in range(5):
        tasks.write(partial(int, number), done=told.append)
    tasks.read(lambda: 1)
    tasks.close()
    tasks.close()
    assert set(threading.enumerate()) <= before
    assert told == [0, 1, 2, 3, 4]
    with pytest.raises(RuntimeError, match="closed"):
        tasks.write(lambda: 1)
    assert tasks.read(lambda: 1).over, "whoever is leaving has nothing to read any more"
    tasks.deleteLater()


def test_current_job_outside_of_a_task_is_a_bug() -> None:
    with pytest.raises(RuntimeError, match="outside"):
        current_job()


def test_a_thousand_tasks_leave_the_gui_free(qtbot: QtBot, tasks: Tasks) -> None:
    beats: list[float] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start()
    done: list[int] = []
    for number in range(1_000):
        tasks.read(partial(sum, range(number)), done=done.append)
    qtbot.waitUntil(lambda: len(done) == 1_000, timeout=20_000)
    qtbot.waitUntil(lambda: len(beats) > 3)
    timer.stop()
    gaps = [later - sooner for sooner, later in pairwise(beats)]
    assert max(gaps) < 0.25
