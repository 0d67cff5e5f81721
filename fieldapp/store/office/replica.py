"""Pulls from a database that follows the first one, where that is as good.

A follower lags. It may answer a pull only when it has all that the laptop has already seen, and what was accepted in
this very call; else the laptop would be told that its cursor is from the future and start anew. It must also be of the
same history: after a backup was restored, a follower that was left running still shows the old one. Everything that is
written, and who may see what, is asked of the first database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

import sqlalchemy as sa

from db.engine import server_engine
from db.server_schema import meta, scope_head
from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.store.office.database import open_office
from fieldapp.store.office.unit import OfficeStore, OfficeUnit

REST_SECONDS = 10.0
"""How long a follower that failed is not asked again."""


def open_replicated(database_url: str, replica_url: str) -> OfficeStore:
    """The store behind a URL, with a follower for pulls unless `replica_url` is empty. The follower may be away.

    Raises:
        KnownError: as `open_office`; `server.database_unknown` for either address.
    """
    if not replica_url:
        return open_office(database_url)
    replica = server_engine(replica_url)
    return ReplicatedStore(open_office(database_url).engine, replica)


def store_for_pull(store: OfficeStore, needs: Mapping[str, int], epoch: str) -> OfficeStore:
    """Where a pull is to be read: a store whose `reading()` chooses each time, or `store` where there is no choice.

    Within one call nothing goes backwards: what one follower has shown, the next one must have too, and after the
    first database was asked no follower is.

    Args:
        store: the server's store.
        needs: for each scope that will be read, the number that must have been reached: the laptop's cursor (0 for
            none), and whatever a verdict of this call names.
        epoch: the history the laptop's cursors belong to; empty for a laptop without any.
    """
    return _Nearest(store, needs, epoch) if isinstance(store, ReplicatedStore) else store


class ReplicatedStore(OfficeStore):
    """The server's database, and one that follows it."""

    def __init__(self, engine: sa.Engine, replica: sa.Engine) -> None:
        super().__init__(engine)
        self.replica = replica
        self._rests_until = 0.0

    @property
    def replica_rests(self) -> bool:
        """Whether the follower failed just now."""
        return clock.monotonic() < self._rests_until

    def let_replica_rest(self) -> None:
        """It failed: do not wait for it with every call."""
        self._rests_until = clock.monotonic() + REST_SECONDS

    def close(self) -> None:
        super().close()
        self.replica.dispose()


class _Nearest(OfficeStore):
    """Reads from a follower where that is as good, else from the first database."""

    def __init__(self, first: ReplicatedStore, needs: Mapping[str, int], epoch: str) -> None:
        super().__init__(first.engine)
        self._first, self._needs, self._epoch = first, dict(needs), epoch
        self._history: str | None = None
        self._first_only = False

    @contextmanager
    def reading(self) -> Iterator[OfficeUnit]:
        with ExitStack() as opened:
            connection = self._follower(opened)
            if connection is None:
                self._first_only = True
                yield opened.enter_context(self._first.reading())
                return
            try:
                yield OfficeUnit(connection)
            except KnownError as error:
                if error.code == "server.database_away":
                    self._first.let_replica_rest()
                raise

    def _follower(self, opened: ExitStack) -> sa.Connection | None:
        """A connection to a follower, one view of it from the first question to the last; None if it will not do."""
        if self._first_only or self._first.replica_rests or self._epoch not in {"", self._present()}:
            return None
        options = {"isolation_level": "REPEATABLE READ"} if self._first.replica.dialect.name == "postgresql" else {}
        try:
            connection = opened.enter_context(self._first.replica.connect().execution_options(**options))
            return connection if self._will_do(connection) else None
        except KnownError:
            self._first.let_replica_rest()
            return None

    def _present(self) -> str:
        """The history that the first database is in, asked once."""
        if self._history is None:
            with self._first.reading() as unit:
                self._history = unit.settings.get("epoch") or ""
        return self._history

    def _will_do(self, connection: sa.Connection) -> bool:
        epoch = connection.execute(sa.select(meta.c.value).where(meta.c.key == "epoch")).scalar()
        if epoch != self._present():
            return False
        asked = sa.select(scope_head.c.scope, scope_head.c.head).where(scope_head.c.scope.in_(list(self._needs)))
        heads = {row.scope: row.head for row in connection.execute(asked)}
        if any(heads.get(scope, 0) < number for scope, number in self._needs.items()):
            return False
        self._needs |= heads
        return True
