"""Single values of a laptop's store: who it belongs to, its device, keys and choices."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from db.client_schema import setting

T = TypeVar("T")


class Settings:
    """Named values within one transaction; each is JSON of a type the reader names."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def get(self, key: str, kind: type[T]) -> T | None:
        """The value, or None."""
        content = self._connection.execute(sa.select(setting.c.value).where(setting.c.key == key)).scalar()
        return None if content is None else msgspec.json.decode(content, type=kind)

    def set(self, key: str, value: Any) -> None:
        """Keep a value."""
        content = msgspec.json.encode(value)
        changed = self._connection.execute(sa.update(setting).where(setting.c.key == key).values(value=content))
        if changed.rowcount == 0:
            self._connection.execute(sa.insert(setting).values(key=key, value=content))

    def set_if_other(self, key: str, value: Any) -> None:
        """Keep a value unless it is the one that is there: most of what is told again is nothing new."""
        if self._connection.execute(
            sa.select(setting.c.value).where(setting.c.key == key)
        ).scalar() != msgspec.json.encode(value):
            self.set(key, value)
