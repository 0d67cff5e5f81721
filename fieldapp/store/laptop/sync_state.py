"""How far sync has come in each scope, and a log of its rounds for those who want to see it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from db.client_schema import scope, sync_log
from fieldapp.protocol.messages import ScopeCursor

KEPT_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class SyncRound:
    """One finished round: `code` is `sync.done` or why it failed."""

    at: datetime
    code: str
    params: dict[str, str | int]
    pushed: int
    pulled: int
    took_ms: int


class SyncState:
    """Cursors and log within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def cursors(self) -> tuple[ScopeCursor, ...]:
        """All scopes with how far they were read."""
        rows = self._connection.execute(sa.select(scope).order_by(scope.c.scope))
        return tuple(ScopeCursor(row.scope, row.cursor, row.boot) for row in rows)

    def advance(self, name: str, cursor: int, now: datetime) -> None:
        """The scope was read up to `cursor`."""
        values = {"cursor": cursor, "pulled_at": now}
        if self._connection.execute(sa.update(scope).where(scope.c.scope == name).values(values)).rowcount == 0:
            self._connection.execute(sa.insert(scope).values(scope=name, cursor=cursor, head=0, pulled_at=now))

    def restart(self, name: str, boot: int) -> None:
        """The scope begins anew; `boot` is the head it must reach at least."""
        self.forget(name)
        self._connection.execute(sa.insert(scope).values(scope=name, cursor=0, boot=boot, head=boot))

    def forget(self, name: str) -> None:
        """The scope is no longer ours."""
        self._connection.execute(sa.delete(scope).where(scope.c.scope == name))

    def log(self, done: SyncRound) -> None:
        """Keep a round in the log, and only the newest ones."""
        self._connection.execute(
            sa.insert(sync_log).values(
                at=done.at,
                code=done.code,
                params=json.dumps(done.params),
                pushed=done.pushed,
                pulled=done.pulled,
                took_ms=done.took_ms,
            )
        )
        newest = sa.select(sync_log.c.id).order_by(sync_log.c.id.desc()).limit(KEPT_ROUNDS)
        self._connection.execute(sa.delete(sync_log).where(sync_log.c.id.not_in(newest)))

    def rounds(self, limit: int = 50) -> list[SyncRound]:
        """The newest rounds, newest first."""
        rows = self._connection.execute(sa.select(sync_log).order_by(sync_log.c.id.desc()).limit(limit))
        return [
            SyncRound(row.at, row.code, json.loads(row.params), row.pushed, row.pulled, row.took_ms) for row in rows
        ]

    def last_success(self) -> datetime | None:
        """When sync last worked."""
        query = sa.select(sync_log.c.at).where(sync_log.c.code == "sync.done").order_by(sync_log.c.id.desc()).limit(1)
        return self._connection.execute(query).scalar()
