"""Files of a case on this laptop, by content: made here and on their way up, or wanted and on their way down.

Papers that are small lie in the row itself; what is larger lies encrypted on the disk, and its key in the row. So no
file is ever on the disk in clear, and a row that is gone leaves only noise behind.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from db.client_schema import attachment, outbox
from fieldapp.domain.ids import NIL

IN_STORE = 256 * 1024
"""Files up to this many bytes lie inside the store."""
ORDER = {"photo": 1, "recording": 2, "other": 3}
"""Papers go first, then these."""
MADE_HERE = ("local", "sent", "verified", "refused")
_KNOWN_THERE = ("accepted", "settled", "conflict")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file and where it is: local, sent, verified (at the server), refused (for good); wanted, here (from there).

    `fact_id` is the fact that names a file made here; it may be sent once that fact was accepted.

    Attributes:
        sent_bytes: how much of it the server said it has.
        kept_at: when the server had all of it and had checked it, by the server's clock.
        code, params: why it was refused.
    """

    sha256: str
    kind: str
    case_id: str
    document_id: str
    size: int
    state: str
    fact_id: str = NIL
    name: str = ""
    sent_bytes: int = 0
    kept_at: datetime | None = None
    code: str = ""
    params: dict[str, str | int] = field(default_factory=dict)
    changed_at: datetime | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """Sending order: papers, photos, recordings, others; the small ones of each first."""
        return ORDER.get(self.kind, 0), self.size


class Attachments:
    """Files within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def keep(self, file: Attachment, content: bytes, now: datetime) -> None:
        """A file made here whose bytes lie in its row."""
        self._connection.execute(sa.insert(attachment).values(**_head(file), content=content, changed_at=now))

    def keep_key(self, file: Attachment, key: bytes, now: datetime) -> None:
        """A file made here whose bytes lie on the disk under this key."""
        self._connection.execute(sa.insert(attachment).values(**_head(file), file_key=key, changed_at=now))

    def want(self, file: Attachment, now: datetime) -> bool:
        """A file that a record names and that is not here; whether that is news."""
        if self.find(file.sha256) is not None:
            return False
        self._connection.execute(sa.insert(attachment).values(**_head(file) | {"state": "wanted"}, changed_at=now))
        return True

    def find(self, sha256: str) -> Attachment | None:
        """The file with this digest."""
        row = self._connection.execute(sa.select(*_COLUMNS).where(attachment.c.sha256 == sha256)).first()
        return None if row is None else _file(row)

    def content(self, sha256: str) -> bytes | None:
        """The bytes, if they lie in the row."""
        query = sa.select(attachment.c.content).where(attachment.c.sha256 == sha256)
        return self._connection.execute(query).scalar()

    def key(self, sha256: str) -> bytes | None:
        """The key of the bytes on the disk, if they lie there."""
        query = sa.select(attachment.c.file_key).where(attachment.c.sha256 == sha256)
        return self._connection.execute(query).scalar()

    def set_key(self, sha256: str, key: bytes | None) -> None:
        """The bytes arrive on the disk under this key; None when what has arrived is worth nothing."""
        self._connection.execute(sa.update(attachment).where(attachment.c.sha256 == sha256).values(file_key=key))

    def in_state(self, *states: str) -> list[Attachment]:
        """Files in one of these states, oldest first."""
        query = sa.select(*_COLUMNS).where(attachment.c.state.in_(states)).order_by(attachment.c.changed_at)
        return [_file(row) for row in self._connection.execute(query)]

    def of_case(self, case_id: str) -> list[Attachment]:
        """All files of a case, oldest first."""
        query = sa.select(*_COLUMNS).where(attachment.c.case_id == case_id).order_by(attachment.c.changed_at)
        return [_file(row) for row in self._connection.execute(query)]

    def made_here(self) -> list[Attachment]:
        """Every file that was made on this laptop and goes to the server or went there, in sending order."""
        ours = attachment.c.state.in_(MADE_HERE) & (attachment.c.fact_id != NIL)
        return sorted((_file(row) for row in self._connection.execute(sa.select(*_COLUMNS).where(ours))), key=_rank)

    def waiting_bytes(self) -> int:
        """How many bytes made here the server has not confirmed."""
        query = sa.select(sa.func.coalesce(sa.func.sum(attachment.c.size), 0)).where(
            attachment.c.state.in_(("local", "sent"))
        )
        return int(self._connection.execute(query).scalar_one())

    def to_send(self) -> list[Attachment]:
        """Files the server may have now, since it knows of them, in sending order."""
        query = (
            sa.select(*_COLUMNS)
            .join(outbox, outbox.c.fact_id == attachment.c.fact_id)
            .where(attachment.c.state.in_(("local", "sent")), outbox.c.status.in_(_KNOWN_THERE))
        )
        return sorted((_file(row) for row in self._connection.execute(query)), key=_rank)

    def to_fetch(self) -> list[Attachment]:
        """Files that are wanted here, in the same order."""
        return sorted(self.in_state("wanted"), key=_rank)

    def on_disk(self) -> set[str]:
        """Digests of the files whose bytes lie on the disk."""
        query = sa.select(attachment.c.sha256).where(attachment.c.file_key.is_not(None))
        return set(self._connection.execute(query).scalars())

    def set_state(self, sha256: str, state: str, now: datetime, content: bytes | None = None) -> None:
        """The file is now `state`; with its bytes if they have just come."""
        values: dict[str, Any] = {"state": state, "changed_at": now}
        if content is not None:
            values["content"] = content
        self._connection.execute(sa.update(attachment).where(attachment.c.sha256 == sha256).values(values))

    def set_begun(self, sha256: str, now: datetime) -> None:
        """Some of the file may be at the server."""
        where = (attachment.c.sha256 == sha256) & (attachment.c.state == "local")
        self._connection.execute(sa.update(attachment).where(where).values(state="sent", changed_at=now))

    def set_sent(self, sha256: str, sent_bytes: int, now: datetime) -> None:
        """So much of the file is at the server."""
        values = {"state": "sent", "sent_bytes": sent_bytes, "changed_at": now}
        self._connection.execute(sa.update(attachment).where(attachment.c.sha256 == sha256).values(values))

    def set_verified(self, sha256: str, kept_at: datetime | None, now: datetime) -> None:
        """The server has all of the file and has checked it."""
        values = {
            "state": "verified",
            "sent_bytes": attachment.c.size,
            "kept_at": kept_at,
            "code": "",
            "params": "{}",
            "changed_at": now,
        }
        self._connection.execute(sa.update(attachment).where(attachment.c.sha256 == sha256).values(values))

    def refuse(self, sha256: str, code: str, params: dict[str, str | int], now: datetime) -> None:
        """The server will not take the file; it stays here, in sight, and can be saved elsewhere."""
        values = {"state": "refused", "code": code, "params": json.dumps(params), "changed_at": now}
        self._connection.execute(sa.update(attachment).where(attachment.c.sha256 == sha256).values(values))

    def try_again(self, sha256: str, now: datetime) -> None:
        """What the file was refused for is no longer so."""
        values = {"state": "local", "code": "", "params": "{}", "sent_bytes": 0, "changed_at": now}
        self._connection.execute(sa.update(attachment).where(attachment.c.sha256 == sha256).values(values))

    def drop_case(self, case_id: str) -> None:
        """Let go of a case's files, except what was made here and has not reached the server."""
        kept = ("local", "sent", "refused")
        self._connection.execute(
            sa.delete(attachment).where(attachment.c.case_id == case_id, attachment.c.state.not_in(kept))
        )

    def check_again(self, now: datetime) -> None:
        """What the server once had of ours, it may have no longer."""
        ours = (attachment.c.state == "verified") & (attachment.c.fact_id != NIL)
        values = {"state": "sent", "sent_bytes": 0, "kept_at": None, "changed_at": now}
        self._connection.execute(sa.update(attachment).where(ours).values(values))

    def counts(self) -> dict[str, int]:
        """How many files wait to go up, how many to come down, and how many the server refused.

        A file whose fact was refused waits for nothing.
        """
        query = (
            sa.select(attachment.c.state, sa.func.count())
            .select_from(attachment.outerjoin(outbox, outbox.c.fact_id == attachment.c.fact_id))
            .where(
                ~((outbox.c.status == "rejected") & attachment.c.state.in_(("local", "sent")))
                | outbox.c.status.is_(None)
            )
            .group_by(attachment.c.state)
        )
        by_state: dict[str, int] = {str(state): int(count) for state, count in self._connection.execute(query)}
        return {
            "up": by_state.get("local", 0) + by_state.get("sent", 0),
            "down": by_state.get("wanted", 0),
            "refused": by_state.get("refused", 0),
        }


_COLUMNS = tuple(column for column in attachment.c if column.name not in {"content", "file_key"})


def _rank(file: Attachment) -> tuple[int, int]:
    return file.rank


def _head(file: Attachment) -> dict[str, Any]:
    return {
        "sha256": file.sha256,
        "kind": file.kind,
        "case_id": file.case_id,
        "document_id": file.document_id,
        "fact_id": file.fact_id,
        "size": file.size,
        "state": file.state,
        "name": file.name,
    }


def _file(row: Any) -> Attachment:
    return Attachment(
        row.sha256,
        row.kind,
        row.case_id,
        row.document_id,
        row.size,
        row.state,
        row.fact_id,
        row.name,
        row.sent_bytes,
        row.kept_at,
        row.code,
        json.loads(row.params),
        row.changed_at,
    )
