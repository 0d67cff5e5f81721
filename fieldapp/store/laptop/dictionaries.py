"""Dictionaries for records that came from a server newer than this program, kept with the records that need them."""

from __future__ import annotations

import sqlalchemy as sa

from db.client_schema import dictionary


class Dictionaries:
    """Kept dictionaries within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def keep(self, dictionary_id: int, content: bytes) -> None:
        """Keep one that was fetched."""
        self._connection.execute(sa.delete(dictionary).where(dictionary.c.id == dictionary_id))
        self._connection.execute(sa.insert(dictionary).values(id=dictionary_id, content=content))

    def all(self) -> list[bytes]:
        """Everything that was fetched."""
        return list(self._connection.execute(sa.select(dictionary.c.content)).scalars())
