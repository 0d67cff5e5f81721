"""A wish, from another thread, that a reading be given up: the next key was pressed, nobody waits for the answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
import sqlalchemy.exc


class Stopped(Exception):  # noqa: N818 - it is no error: the reading was asked to stop and did
    """The reading was given up, as asked."""


class Stop:
    """One wish for one question; once it was said, nothing more is read for that question."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connections: list[Any] = []
        self._asked = False

    def ask(self) -> None:
        """Give up what is being read, at once, and what would be."""
        with self._lock:
            self._asked = True
            for connection in self._connections:
                connection.interrupt()

    def asked(self) -> bool:
        """Whether it was said."""
        return self._asked

    @contextmanager
    def heeded(self, connection: sa.Connection) -> Iterator[None]:
        """Reading by `connection`, until it ends or is asked to stop.

        Only while this lasts is the connection interrupted: afterwards it may be at work for somebody else.

        Raises:
            Stopped: asked to, before or meanwhile.
        """
        driver = connection.connection.driver_connection
        with self._lock:
            if self._asked:
                raise Stopped
            self._connections.append(driver)
        try:
            yield
        except sqlalchemy.exc.OperationalError as error:
            if self.asked() and "interrupted" in str(error.orig):
                raise Stopped from error
            raise
        finally:
            with self._lock:
                self._connections.remove(driver)
