"""How far sync has come in each scope, and a log of its rounds for those who want to see it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from db.client_schema import scope, sync_log
from fieldapp.protocol.digest import EMPTY
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


@dataclass(frozen=True, slots=True)
class ScopeState:
    """How far a scope was read, and what a copy of it has.

    Attributes:
        boot: the head at the start of the copy; None before the server told it.
        fresh_cursor, fresh_digest: of a copy that comes anew beside the one shown; None while none comes.
    """

    scope: str
    cursor: int
    boot: int | None
    digest: str
    fresh_cursor: int | None
    fresh_digest: str


class SyncState:
    """Cursors and log within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def scopes(self) -> dict[str, ScopeState]:
        """All scopes by name."""
        rows = self._connection.execute(sa.select(scope).order_by(scope.c.scope))
        return {
            row.scope: ScopeState(row.scope, row.cursor, row.boot, row.digest, row.fresh_cursor, row.fresh_digest)
            for row in rows
        }

    def cursors(self) -> tuple[ScopeCursor, ...]:
        """All scopes with how far they were read: where the next page belongs."""
        return tuple(
            ScopeCursor(s.scope, s.cursor if s.fresh_cursor is None else s.fresh_cursor, s.boot)
            for s in self.scopes().values()
        )

    def advance(self, name: str, cursor: int, digest: str, now: datetime) -> None:
        """The copy that is shown was read up to `cursor` and has this digest."""
        self._set(name, cursor=cursor, digest=digest, pulled_at=now)

    def advance_fresh(self, name: str, cursor: int, digest: str, now: datetime) -> None:
        """The copy that comes anew was read up to `cursor` and has this digest."""
        self._set(name, fresh_cursor=cursor, fresh_digest=digest, pulled_at=now)

    def weigh(self, name: str, digest: str) -> None:
        """The copy that is shown has another digest, its cursor stays."""
        self._connection.execute(sa.update(scope).where(scope.c.scope == name).values(digest=digest))

    def weigh_fresh(self, name: str, digest: str) -> None:
        """The copy that comes anew has another digest, its cursor stays."""
        self._connection.execute(sa.update(scope).where(scope.c.scope == name).values(fresh_digest=digest))

    def begin(self, name: str, boot: int | None) -> None:
        """A scope of which nothing is here begins; `boot` is the head it must reach at least."""
        self.forget(name)
        self._connection.execute(sa.insert(scope).values(scope=name, cursor=0, boot=boot, head=boot or 0))

    def begin_fresh(self, name: str, boot: int | None) -> None:
        """A copy begins to come anew beside the one that is shown."""
        self._set(name, boot=boot, fresh_cursor=0, fresh_digest=EMPTY)

    def finish_fresh(self, name: str) -> int:
        """The copy that came anew is the one shown from now on; its cursor."""
        state = self.scopes()[name]
        assert state.fresh_cursor is not None
        self._set(name, cursor=state.fresh_cursor, digest=state.fresh_digest, fresh_cursor=None, fresh_digest=EMPTY)
        return state.fresh_cursor

    def forget(self, name: str) -> None:
        """The scope is no longer ours."""
        self._connection.execute(sa.delete(scope).where(scope.c.scope == name))

    def _set(self, name: str, **values: Any) -> None:
        if self._connection.execute(sa.update(scope).where(scope.c.scope == name).values(values)).rowcount == 0:
            self._connection.execute(sa.insert(scope).values({"scope": name, "cursor": 0, "head": 0} | values))

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
