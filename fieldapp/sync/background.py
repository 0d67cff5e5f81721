"""Sync in the background: one thread that runs a round when asked, and from time to time by itself. Never two."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable

from fieldapp.errors import KnownError
from fieldapp.store.laptop.unit import ChangeSet
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.engine import SyncReport

EVERY_SECONDS = 120.0
RETRY_SECONDS = 30.0


class BackgroundSync:
    """The thread.

    `started`, `progress` and `finished` are called in it: whoever shows something brings it to its own thread.
    """

    def __init__(
        self,
        driver: SyncDriver,
        *,
        started: Callable[[], None],
        progress: Callable[[int, int], None],
        finished: Callable[[SyncReport, ChangeSet], None],
    ) -> None:
        self._driver = driver
        self._started, self._progress, self._finished = started, progress, finished
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)

    def start(self) -> None:
        """Begin, with a first round at once."""
        self._wake.set()
        self._thread.start()

    def request(self) -> None:
        """Run a round soon; asking while one runs makes another one follow."""
        self._wake.set()

    def cancel(self) -> None:
        """Let the round under way stop at its next safe point."""
        self._driver.cancel()

    def stop(self, timeout: float = 10.0) -> None:
        """End the thread, after the round under way has stopped."""
        self._stop.set()
        self._driver.cancel()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _round(self) -> SyncReport:
        """One round. A bug in it is reported as one, and sync goes on: unsent work must not wait for a restart."""
        try:
            return self._driver.run(self._progress)
        except Exception:  # noqa: BLE001
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
            return SyncReport(0, 0, 0, KnownError("sync.stopped_by_bug", retryable=True))

    def _run(self) -> None:
        pause = EVERY_SECONDS
        while True:
            self._wake.wait(pause)
            self._wake.clear()
            if self._stop.is_set():
                return
            self._started()
            report = self._round()
            pause = EVERY_SECONDS if report.complete else RETRY_SECONDS
            self._finished(report, self._driver.changes)
