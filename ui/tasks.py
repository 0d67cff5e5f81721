"""The one way off the GUI thread: reads on two threads, writes on one, answers back on the GUI thread.

A screen says `tasks.read(lambda: list_cases(...), done=self._show, owner=self)`. What happens then:

- a result comes back through a queued signal to `done`; a `KnownError` to `failed`, or, where the screen gave none or
  has gone, to the signal `known_error`, which the shell shows; anything else is a bug and goes to `sys.excepthook`;
- when `owner` has been deleted meanwhile, nothing is delivered to it, and its reads are cancelled;
- `Task.cancel()` drops a read's result, keeps a waiting write from starting, and asks running work to stop at its
  next `current_job().check()`. A write that was done all the same still tells `done`: what is stored is the truth;
- a task that takes over a second is `slow`: that is when progress may be shown.

Writes run one after another in the order they were given. Work must not touch a widget.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from shiboken6 import isValid

from fieldapp import clock
from fieldapp.errors import KnownError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
READERS = 2
SLOW_AFTER = 1.0
"""Seconds after which a task counts as slow and progress is shown."""


class Cancelled(Exception):  # noqa: N818 - it is no error: the work was asked to stop and did
    """Raised inside work by `Job.check()` when it has been asked to stop."""


class Job:
    """The inside of a task, for the work that runs in it: may I go on, and how far am I."""

    __slots__ = ("_task",)

    def __init__(self, task: Task) -> None:
        self._task = task

    def cancelled(self) -> bool:
        """Whether somebody asked this work to stop."""
        return self._task.cancel_asked

    def check(self) -> None:
        """Stop here if asked to.

        Raises:
            Cancelled: to be let through to the task helper.
        """
        if self._task.cancel_asked:
            raise Cancelled

    def progress(self, done: int, total: int) -> None:
        """Tell how much of the whole is done, in any unit; `total` 0 means nobody knows."""
        self._task.tell(done, total)


class Task:
    """One piece of work under way; what the screen holds to cancel it or to know whether it is over."""

    def __init__(
        self,
        words: str,
        writes: bool,
        done: Callable[[Any], object] | None,
        failed: Callable[[KnownError], object] | None,
        owner: QObject | None,
        started: float,
    ) -> None:
        self.words, self.writes, self.owner, self.started = words, writes, owner, started
        self.done, self.failed = done, failed
        self.cancel_asked = self.over = self.slow = False
        self._future: Future[Any] | None = None
        self._tell: Callable[[Task, int, int], None] | None = None

    def cancel(self) -> None:
        """Ask the work to stop; neither `done` nor `failed` is called for it, unless a write was done already."""
        self.cancel_asked = True
        if self._future is not None:
            self._future.cancel()

    def tell(self, done: int, total: int) -> None:
        """Report progress; for `Job`, from the thread of the work."""
        if self._tell is not None:
            self._tell(self, done, total)


_here = threading.local()


def current_job() -> Job:
    """The job this thread is working on, for work that can be cancelled or reports progress.

    Raises:
        RuntimeError: called outside of a task.
    """
    job: Job | None = getattr(_here, "job", None)
    if job is None:
        raise RuntimeError("current_job() outside of a task")
    return job


class Tasks(QObject):
    """Owns the threads. One per window; `close()` before the window goes.

    Signals:
        busy: (bool) some task has been slow, or none is any more.
        slow: (Task) this task has run for a second.
        progressed: (Task, done, total) as its work told.
        ended: (Task) over, however it ended; always after `done` or `failed`.
        known_error: (KnownError) one that no screen took.
    """

    busy = Signal(bool)
    slow = Signal(object)
    progressed = Signal(object, int, int)
    ended = Signal(object)
    known_error = Signal(object)
    _arrived = Signal(object)
    _told = Signal(object, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[bool, ThreadPoolExecutor] = {}
        self._live: set[Task] = set()
        self._closed = False
        self._busy = False
        self._watch = QTimer(self, interval=200)
        self._watch.timeout.connect(self._look_around)

    def read(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[KnownError], object] | None = None,
        owner: QObject | None = None,
        words: str = "",
    ) -> Task:
        """Run `work`, which changes nothing, on a reader thread. `words` say what is being done, for progress."""
        return self._start(work, Task(words, False, done, failed, owner, clock.monotonic()))

    def write(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[KnownError], object] | None = None,
        owner: QObject | None = None,
        words: str = "",
    ) -> Task:
        """Run `work`, which stores something, on the writer thread, after all writes given before it."""
        return self._start(work, Task(words, True, done, failed, owner, clock.monotonic()))

    def running(self) -> int:
        """How many tasks are waiting or at work."""
        return len(self._live)

    def close(self) -> None:
        """Cancel the reads, finish every write, join the threads and deliver what they brought. Safe to call twice."""
        if self._closed:
            return
        self._closed = True
        for task in list(self._live):
            if not task.writes:
                task.cancel()
        for writes in (False, True):
            if writes in self._pools:
                self._pools[writes].shutdown(wait=True, cancel_futures=not writes)
        QCoreApplication.sendPostedEvents(self)
        self._watch.stop()

    def _pool(self, *, writes: bool) -> ThreadPoolExecutor:
        """The threads, made when there is first something to do on them: the first window comes without."""
        if not self._pools:
            queued = QtCore.Qt.ConnectionType.QueuedConnection
            self._arrived.connect(self._deliver, queued)
            self._told.connect(self._pass_on, queued)
        if writes not in self._pools:
            from concurrent.futures import ThreadPoolExecutor

            name = "fieldapp-write" if writes else "fieldapp-read"
            self._pools[writes] = ThreadPoolExecutor(1 if writes else READERS, thread_name_prefix=name)
        return self._pools[writes]

    def _start(self, work: Callable[[], Any], task: Task) -> Task:
        if self._closed:
            if task.writes:
                raise RuntimeError("tasks are closed")
            task.cancel_asked = task.over = True  # whoever is leaving has nothing to read any more
            return task
        self._live.add(task)
        task._tell = self._told.emit
        future = self._pool(writes=task.writes).submit(_run, work, task)
        task._future = future
        future.add_done_callback(lambda _future: self._arrived.emit(task))
        if not self._watch.isActive():
            self._watch.start()
        return task

    def _deliver(self, task: Task) -> None:
        task.over = True
        self._live.discard(task)
        if not self._live:
            self._watch.stop()
        try:
            if task._future is not None and not task._future.cancelled():
                self._hand_over(task, task._future)
        finally:  # a screen that fails at its answer must not leave the progress display on
            task.done = task.failed = task._future = None
            self.ended.emit(task)
            self._say_busy()

    def _hand_over(self, task: Task, future: Future[Any]) -> None:
        listening = task.owner is None or isValid(task.owner)
        error = future.exception()
        if isinstance(error, Cancelled) or (task.cancel_asked and not task.writes):
            return
        if error is None:
            if listening and task.done is not None:
                task.done(future.result())
        elif not isinstance(error, KnownError):
            sys.excepthook(type(error), error, error.__traceback__)
        elif listening and task.failed is not None:
            task.failed(error)
        else:
            self.known_error.emit(error)

    def _pass_on(self, task: Task, done: int, total: int) -> None:
        if not task.over:
            self.progressed.emit(task, done, total)

    def _look_around(self) -> None:
        now = clock.monotonic()
        for task in list(self._live):
            if not task.writes and task.owner is not None and not isValid(task.owner):
                task.cancel()
            if not task.slow and now - task.started >= SLOW_AFTER:
                task.slow = True
                self.slow.emit(task)
        self._say_busy()

    def _say_busy(self) -> None:
        busy = any(task.slow for task in self._live)
        if busy != self._busy:
            self._busy = busy
            self.busy.emit(busy)


def _run(work: Callable[[], T], task: Task) -> T:
    job = Job(task)
    job.check()
    _here.job = job
    try:
        return work()
    finally:
        _here.job = None
