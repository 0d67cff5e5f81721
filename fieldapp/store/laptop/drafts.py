"""Drafts: what somebody is in the middle of, kept so that a killed program opens where it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from db.client_schema import draft


@dataclass(frozen=True, slots=True)
class Draft:
    """One draft: `kind` (visit, plan) of the thing `ref` (a case)."""

    kind: str
    ref: str
    body: bytes
    saved_at: datetime


class Drafts:
    """Drafts within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def save(self, kind: str, ref: str, body: bytes, now: datetime) -> None:
        """Keep the draft, in place of an earlier one."""
        self.discard(kind, ref)
        self._connection.execute(sa.insert(draft).values(kind=kind, ref=ref, body=body, saved_at=now))

    def find(self, kind: str, ref: str) -> Draft | None:
        """The draft, if there is one."""
        row = self._connection.execute(sa.select(draft).where(draft.c.kind == kind, draft.c.ref == ref)).first()
        return None if row is None else Draft(row.kind, row.ref, row.body, row.saved_at)

    def all(self) -> list[Draft]:
        """All drafts, newest first."""
        rows = self._connection.execute(sa.select(draft).order_by(draft.c.saved_at.desc()))
        return [Draft(row.kind, row.ref, row.body, row.saved_at) for row in rows]

    def discard(self, kind: str, ref: str) -> None:
        """Let go of the draft."""
        self._connection.execute(sa.delete(draft).where(draft.c.kind == kind, draft.c.ref == ref))
