"""Photos and recordings of a visit that is still under way: encrypted like everything else, and nobody's yet.

They become files of the case with the facts that name them when the visit is finished, or nothing when it is thrown
away. A recording is kept in pieces while it runs, so that a killed program has lost a few seconds of it at most.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from db.client_schema import draft_file


@dataclass(frozen=True, slots=True)
class DraftFile:
    """One file, or a piece of one, of the draft `kind` about `ref`.

    Attributes:
        about: what else is known of it: plain JSON values, by whoever put it there.
    """

    id: str
    kind: str
    ref: str
    sha256: str
    size: int
    name: str
    added_at: datetime
    about: dict[str, Any] = field(default_factory=dict)


class DraftFiles:
    """Files of drafts within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def keep(self, file: DraftFile, content: bytes | None = None, key: bytes | None = None) -> None:
        """Keep a file: its bytes in the row, or the key of its bytes on the disk."""
        self._connection.execute(
            sa.insert(draft_file).values(
                id=file.id,
                kind=file.kind,
                ref=file.ref,
                sha256=file.sha256,
                size=file.size,
                name=file.name,
                about=json.dumps(file.about),
                content=content,
                file_key=key,
                added_at=file.added_at,
            )
        )

    def of(self, kind: str, ref: str) -> list[DraftFile]:
        """The files of a draft, oldest first."""
        query = (
            sa.select(*_COLUMNS)
            .where(draft_file.c.kind == kind, draft_file.c.ref == ref)
            .order_by(draft_file.c.added_at, draft_file.c.id)
        )
        return [_file(row) for row in self._connection.execute(query)]

    def find(self, id_: str) -> DraftFile | None:
        """The file with this id."""
        row = self._connection.execute(sa.select(*_COLUMNS).where(draft_file.c.id == id_)).first()
        return None if row is None else _file(row)

    def content(self, id_: str) -> bytes | None:
        """The bytes, if they lie in the row."""
        return self._connection.execute(sa.select(draft_file.c.content).where(draft_file.c.id == id_)).scalar()

    def key(self, id_: str) -> bytes | None:
        """The key of the bytes on the disk, if they lie there."""
        return self._connection.execute(sa.select(draft_file.c.file_key).where(draft_file.c.id == id_)).scalar()

    def key_of(self, sha256: str) -> bytes | None:
        """The key of bytes on the disk, by their digest, if a draft has such a file."""
        lying = (draft_file.c.sha256 == sha256) & draft_file.c.file_key.is_not(None)
        return self._connection.execute(sa.select(draft_file.c.file_key).where(lying).limit(1)).scalar()

    def drop(self, id_: str) -> None:
        """Let go of a file; bytes on the disk that no other row names are noise from now on."""
        self._connection.execute(sa.delete(draft_file).where(draft_file.c.id == id_))

    def discard(self, kind: str, ref: str) -> None:
        """Let go of all files of a draft."""
        self._connection.execute(sa.delete(draft_file).where(draft_file.c.kind == kind, draft_file.c.ref == ref))

    def on_disk(self) -> set[str]:
        """Digests of the files whose bytes lie on the disk."""
        query = sa.select(draft_file.c.sha256).where(draft_file.c.file_key.is_not(None))
        return set(self._connection.execute(query).scalars())


_COLUMNS = tuple(column for column in draft_file.c if column.name not in {"content", "file_key"})


def _file(row: Any) -> DraftFile:
    return DraftFile(row.id, row.kind, row.ref, row.sha256, row.size, row.name, row.added_at, json.loads(row.about))
