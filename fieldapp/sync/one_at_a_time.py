"""One round at a time for one user's store, also where two windows or processes have it open.

The turn is a lock that the operating system keeps on a file: it goes when its holder does, however that ends, so that a
killed program never leaves sync stuck. The file holds nothing.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from fieldapp import clock

FILE = "turn.lock"
LOOK_SECONDS = 0.1


class Turn:
    """The right to run a round on the store in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    @contextmanager
    def taken(self, patience: float, given_up: Callable[[], bool]) -> Iterator[bool]:
        """Wait up to `patience` seconds, or until `given_up()`, for the turn; whether it is ours."""
        with self._path.open("ab") as file:
            ours = _wait(file, clock.monotonic() + patience, given_up)
            try:
                yield ours
            finally:
                if ours:
                    _unlock(file)


def _wait(file: IO[bytes], until: float, given_up: Callable[[], bool]) -> bool:
    while not _lock(file):
        if given_up() or clock.monotonic() >= until:
            return False
        time.sleep(LOOK_SECONDS)
    return True


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
