"""Sign-ins that failed, counted by what was typed as login, whether or not anybody has that login.

Were only real logins counted, the pause after too many errors would tell which ones are real. What was typed is kept
as a digest: some people type their passphrase there.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from db.server_schema import signin_try

REMEMBERED = timedelta(days=1)
"""A row that nobody has touched for so long goes: a guesser must not fill the table."""


@dataclass(frozen=True, slots=True)
class Tries:
    """How often in a row it failed, and until when nobody is let in."""

    count: int
    locked_until: datetime | None


class SigninTries:
    """Failed sign-ins within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def of(self, login: str, now: datetime) -> Tries:
        """What is known of this login; others who ask at the same time wait until the transaction ends."""
        key = _hashed(login)
        self._open(key, now)
        row = self._connection.execute(
            sa.select(signin_try).where(signin_try.c.login_hash == key).with_for_update()
        ).one()
        return Tries(row.tries, row.locked_until)

    def keep(self, login: str, tries: Tries, now: datetime) -> None:
        """Remember how often it has failed by now."""
        values = {"tries": tries.count, "locked_until": tries.locked_until, "tried_at": now}
        self._connection.execute(sa.update(signin_try).where(signin_try.c.login_hash == _hashed(login)).values(values))

    def forget(self, login: str) -> None:
        """It was the right passphrase, or the office opens the door again."""
        self._connection.execute(sa.delete(signin_try).where(signin_try.c.login_hash == _hashed(login)))

    def _open(self, key: str, now: datetime) -> None:
        from sqlalchemy.dialects import postgresql, sqlite

        dialect = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        fresh = dialect.insert(signin_try).values(login_hash=key, tries=0, locked_until=None, tried_at=now)
        if self._connection.execute(fresh.on_conflict_do_nothing(index_elements=["login_hash"])).rowcount:
            old = (signin_try.c.tried_at < now - REMEMBERED) & (
                signin_try.c.locked_until.is_(None) | (signin_try.c.locked_until < now)
            )
            self._connection.execute(sa.delete(signin_try).where(old))


def _hashed(login: str) -> str:
    return hashlib.sha256(f"fieldapp.sign-in/1|{login}".encode()).hexdigest()
