"""Sudden death: a process ends at its n-th statement, right before a commit, or right after one.

What was raised once is raised again at every further statement, so that no clean-up code can write what a killed
process could not have written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa


class CrashError(BaseException):
    """The process is dead; nothing in it may catch this."""


class Fuse:
    """Burns with every statement and every commit of one process; at its end the process dies.

    `committed` is told of every commit, with the connection that made it.
    """

    def __init__(self) -> None:
        self.left: int | None = None
        self.dead = False
        self.committed: Callable[[Any], None] | None = None

    def light(self, length: int) -> None:
        """The process dies at the `length`-th write or read from now on."""
        self.left = length

    def lay(self) -> None:
        """A new fuse for a new process."""
        self.left, self.dead = None, False

    def burn(self, where: str) -> None:
        """One more moment at which the process may die.

        Raises:
            CrashError: it does.
        """
        if self.left is not None:
            self.left -= 1
            self.dead = self.dead or self.left <= 0
        if self.dead:
            raise CrashError(where)


def fit(engine: sa.Engine, fuse: Fuse) -> sa.Engine:
    """Lay the fuse along everything that this engine does."""

    def statement(*_: Any) -> None:
        fuse.burn("statement")

    def impatient(connection: Any, _record: Any) -> None:
        # turns are taken only while nobody holds a lock; whoever has to wait for one would wait for ever
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=50")
        cursor.close()

    commit = engine.dialect.do_commit

    def committing(connection: Any) -> None:
        fuse.burn("before commit")
        commit(connection)
        if fuse.committed is not None:
            fuse.committed(connection)
        fuse.burn("after commit")

    sa.event.listen(engine, "before_cursor_execute", statement)
    sa.event.listen(engine, "connect", impatient)
    setattr(engine.dialect, "do_commit", committing)  # noqa: B010 - a method of one engine only
    return engine
