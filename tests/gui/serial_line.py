"""A serial line for tests: a real terminal of the system, with the receiver's end in the test's hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


class SerialLine:
    """What a receiver on `port` would say is written with `say`."""

    def __init__(self) -> None:
        self._ours, self._theirs = os.openpty()
        self.port = os.ttyname(self._theirs)

    def say(self, piece: bytes) -> None:
        """Bytes come over the line."""
        os.write(self._ours, piece)

    def close(self) -> None:
        """Unplug it."""
        for end in (self._ours, self._theirs):
            os.close(end)


@contextmanager
def serial_line() -> Iterator[SerialLine]:
    """A line while a test runs."""
    line = SerialLine()
    try:
        yield line
    finally:
        line.close()
