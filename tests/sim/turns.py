"""Processes that take turns: each runs in a thread of its own, but only while it holds the baton.

So the product's code runs as it is, blocking calls and all, and still nothing depends on the machine's scheduler.
"""

from __future__ import annotations

import threading
from collections.abc import Callable


class Turn:
    """One process at work; it hands the baton back wherever it waits for the network."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._go = threading.Lock()
        self._back = threading.Lock()
        self._go.acquire()
        self._back.acquire()
        self._thrown: BaseException | None = None
        self.error: BaseException | None = None
        self.finished = False
        self._thread = threading.Thread(target=self._run, name="simulated process", daemon=True)
        self._thread.start()

    def go_on(self, thrown: BaseException | None = None) -> None:
        """Let it run to its next wait or its end; `thrown` is what meets it where it waits."""
        self._thrown = thrown
        self._go.release()
        self._back.acquire()
        if self.finished:
            self._thread.join()

    def wait(self) -> None:
        """Called by the process itself: hand the baton back, go on when it returns.

        Raises:
            BaseException: what `go_on` was given.
        """
        self._back.release()
        self._go.acquire()
        if self._thrown is not None:
            raise self._thrown

    def _run(self) -> None:
        self._go.acquire()
        try:
            if self._thrown is not None:
                raise self._thrown
            self._work()
        except BaseException as error:  # noqa: BLE001 - whatever ends a process is looked at by whoever runs it
            self.error = error
        self.finished = True
        self._back.release()
