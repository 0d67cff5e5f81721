"""Files of a case on this laptop, by content: made here and on their way up, or wanted and on their way down.

They lie inside the encrypted store, so that no paper is ever on the disk in clear.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from db.client_schema import attachment
from fieldapp.domain.ids import NIL


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file and where it is: local, sent, verified (at the server); wanted, here (from the server).

    `fact_id` is the fact that names a file made here; it may be sent once that fact was accepted.
    """

    sha256: str
    kind: str
    case_id: str
    document_id: str
    size: int
    state: str
    fact_id: str = NIL


class Attachments:
    """Files within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def keep(self, file: Attachment, content: bytes, now: datetime) -> None:
        """A file made here."""
        self._connection.execute(
            sa.insert(attachment).values(
                sha256=file.sha256,
                kind=file.kind,
                case_id=file.case_id,
                document_id=file.document_id,
                fact_id=file.fact_id,
                size=file.size,
                state=file.state,
                content=content,
                changed_at=now,
            )
        )

    def want(self, file: Attachment, now: datetime) -> bool:
        """A file that a record names and that is not here; whether that is news."""
        if self.find(file.sha256) is not None:
            return False
        self._connection.execute(
            sa.insert(attachment).values(
                sha256=file.sha256,
                kind=file.kind,
                case_id=file.case_id,
                document_id=file.document_id,
                fact_id=file.fact_id,
                size=file.size,
                state="wanted",
                changed_at=now,
            )
        )
        return True

    def find(self, sha256: str) -> Attachment | None:
        """The file with this digest."""
        row = self._connection.execute(sa.select(*_HEAD).where(attachment.c.sha256 == sha256)).first()
        return None if row is None else _file(row)

    def content(self, sha256: str) -> bytes | None:
        """The bytes, if they are here."""
        query = sa.select(attachment.c.content).where(attachment.c.sha256 == sha256)
        return self._connection.execute(query).scalar()

    def in_state(self, *states: str) -> list[Attachment]:
        """Files in one of these states, oldest first."""
        query = sa.select(*_HEAD).where(attachment.c.state.in_(states)).order_by(attachment.c.changed_at)
        return [_file(row) for row in self._connection.execute(query)]

    def set_state(self, sha256: str, state: str, now: datetime, content: bytes | None = None) -> None:
        """The file is now `state`; with its bytes if they have just come."""
        values: dict[str, Any] = {"state": state, "changed_at": now}
        if content is not None:
            values["content"] = content
        self._connection.execute(sa.update(attachment).where(attachment.c.sha256 == sha256).values(values))

    def drop_case(self, case_id: str) -> None:
        """Let go of a case's files, except what was made here and has not reached the server."""
        self._connection.execute(
            sa.delete(attachment).where(attachment.c.case_id == case_id, attachment.c.state.not_in(("local", "sent")))
        )

    def check_again(self, now: datetime) -> None:
        """What the server once had of ours, it may have no longer."""
        ours = (attachment.c.state == "verified") & (attachment.c.fact_id != NIL)
        self._connection.execute(sa.update(attachment).where(ours).values(state="sent", changed_at=now))

    def counts(self) -> dict[str, int]:
        """How many files wait to go up, and how many to come down."""
        rows = self._connection.execute(
            sa.select(attachment.c.state, sa.func.count()).group_by(attachment.c.state)
        ).all()
        by_state: dict[str, int] = {str(state): int(count) for state, count in rows}
        return {"up": by_state.get("local", 0) + by_state.get("sent", 0), "down": by_state.get("wanted", 0)}


_HEAD = (
    attachment.c.sha256,
    attachment.c.kind,
    attachment.c.case_id,
    attachment.c.document_id,
    attachment.c.size,
    attachment.c.state,
    attachment.c.fact_id,
)


def _file(row: Any) -> Attachment:
    return Attachment(row.sha256, row.kind, row.case_id, row.document_id, row.size, row.state, row.fact_id)
