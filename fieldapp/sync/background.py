"""Sync in the background: one thread that runs a round when one is wanted, and by itself at its pace. Never two.

Wanted means: a person asked, something was saved, the network came back, the laptop goes to sleep, somebody leaves.
When that leads to a round is decided by `when`; that no other window runs one at the same time, by `one_at_a_time`.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta
from typing import Protocol

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.store.laptop.unit import ChangeSet
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.steps import SyncReport
from fieldapp.sync.when import Cause, Pace

WATCH_SECONDS = 5.0
"""How often one looks for a way out while there is none."""
PATIENCE_SECONDS = 60.0
"""How long another window's round is waited for."""
JOIN_SECONDS = 0.2


class OneAtATime(Protocol):
    """The right to run a round, as `one_at_a_time.Turn` gives it."""

    def taken(self, patience: float, given_up: Callable[[], bool]) -> AbstractContextManager[bool]: ...


class _Alone:
    """Nobody else has this store open."""

    def taken(self, patience: float, given_up: Callable[[], bool]) -> AbstractContextManager[bool]:  # noqa: ARG002
        return nullcontext(enter_result=True)


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
        pace: Pace | None = None,
        turn: OneAtATime | None = None,
        watch: Callable[[], str] | None = None,
        interrupt: Callable[[], None] | None = None,
    ) -> None:
        """Prepare.

        `pace` says when rounds begin; `turn` keeps other windows on the same store from running one meanwhile; `watch`
        says in a text by which way we reach the network now (empty for none) and is asked while rounds fail;
        `interrupt` ends the call under way at once, so that stopping need not wait for a slow network.
        """
        self._driver = driver
        self._started, self._progress, self._finished = started, progress, finished
        self._pace, self._turn = pace or Pace(), turn or _Alone()
        self._watch, self._interrupt = watch, interrupt
        self._changed = threading.Condition()
        self._wanted: float | None = None
        self._way = ""
        self._ending = False
        self._giving_up = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)

    def start(self) -> None:
        """Begin, with a first round at once."""
        self._thread.start()

    def request(self, cause: Cause = Cause.ASKED) -> None:
        """Run a round soon; asking while one runs makes another one follow."""
        with self._changed:
            at = self._pace.wanted(clock.monotonic(), cause)
            self._wanted = at if self._wanted is None else min(at, self._wanted)
            self._changed.notify_all()

    def network_returned(self) -> None:
        """The system says that there is a network again."""
        self.request(Cause.NETWORK)

    def set_every(self, seconds: float) -> None:
        """Another schedule, from now on; 0 for none."""
        with self._changed:
            self._pace.every = seconds
            self._changed.notify_all()

    def next_try(self) -> datetime | None:
        """When the next round begins, if nothing happens before; None for not by itself."""
        with self._changed:
            due = self._due()
        return None if due is None else clock.now() + timedelta(seconds=max(0.0, due - clock.monotonic()))

    def cancel(self) -> None:
        """Let the round under way stop at its next safe point; what was applied stays."""
        self._giving_up.set()
        self._driver.cancel()
        if self._interrupt is not None:
            self._interrupt()

    def stop(self, timeout: float = 10.0) -> None:
        """End the thread, after the round under way has stopped."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        until = clock.monotonic() + timeout
        while self._thread.is_alive() and clock.monotonic() < until:
            self.cancel()  # again, for a round that was just about to begin
            self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        while self._wait_for_next():
            self._giving_up.clear()
            self._started()
            with self._turn.taken(PATIENCE_SECONDS, self._gives_up) as ours:
                report = self._round() if ours else self._no_turn()
            with self._changed:
                self._pace.ended(clock.monotonic(), report.error)
                self._way = self._watch() if self._watch is not None and self._pace.backing_off else ""
            self._finished(report, self._driver.changes)

    def _round(self) -> SyncReport:
        """One round. A bug in it is reported as one, and sync goes on: unsent work must not wait for a restart."""
        try:
            return self._driver.run(self._progress)
        except Exception:  # noqa: BLE001
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
            return _nothing_done(KnownError("sync.stopped_by_bug", retryable=True))

    def _gives_up(self) -> bool:
        return self._ending or self._giving_up.is_set()

    def _no_turn(self) -> SyncReport:
        """Another window had its round all the while, and nothing was done here."""
        code = "sync.cancelled" if self._gives_up() else "network.other_window"
        return _nothing_done(KnownError(code, retryable=True))

    def _wait_for_next(self) -> bool:
        """Wait until a round is due; False when it is time to end."""
        with self._changed:
            while not self._ending:
                due, now = self._due(), clock.monotonic()
                if due is not None and due <= now:
                    self._wanted = None
                    return True
                self._changed.wait(self._pause(due, now))
                self._look_for_a_way_out()
        return False

    def _due(self) -> float | None:
        known = [at for at in (self._wanted, self._pace.next_at()) if at is not None]
        return min(known) if known else None

    def _pause(self, due: float | None, now: float) -> float | None:
        watching = self._watch is not None and self._pace.backing_off
        known = [due - now] if due is not None else []
        return min([*known, WATCH_SECONDS] if watching else known, default=None)

    def _look_for_a_way_out(self) -> None:
        if self._watch is None or not self._pace.backing_off:
            return
        way = self._watch()
        if way and way != self._way:
            self._wanted = self._pace.wanted(clock.monotonic(), Cause.NETWORK)
        self._way = way


def _nothing_done(error: KnownError) -> SyncReport:
    return SyncReport(pushed=0, pulled=0, files=0, error=error)
