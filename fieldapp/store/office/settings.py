"""Single values of the server: its epoch, its office, its recovery key."""

from __future__ import annotations

import sqlalchemy as sa

from db.server_schema import meta


class Settings:
    """Named values within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str | None:
        """The value, or None."""
        return self._connection.execute(sa.select(meta.c.value).where(meta.c.key == key)).scalar()

    def all(self) -> dict[str, str]:
        """Every value."""
        return {row.key: row.value for row in self._connection.execute(sa.select(meta))}

    def set(self, key: str, value: str) -> None:
        """Keep a value."""
        if self.get(key) is None:
            self._connection.execute(sa.insert(meta).values(key=key, value=value))
        else:
            self._connection.execute(sa.update(meta).where(meta.c.key == key).values(value=value))
