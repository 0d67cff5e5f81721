"""Where everything that was done on this laptop lies now, by plain SQL: counts for a light, lines for a receipt, and
the whole chain for a rescue."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from db.client_schema import attachment, case_row, fact, outbox
from fieldapp.domain.ids import NIL
from fieldapp.protocol.envelope import FactEnvelope

AT_SERVER = ("accepted", "settled")
REFUSED = ("rejected", "conflict")
SEEN = "seen_at"
"""Under this name a refused file's figures say when somebody read why."""


@dataclass(frozen=True, slots=True)
class FactPlace:
    """A fact and where it is; `kept_at` by the server's clock."""

    fact_id: str
    kind: str
    case_id: str
    borrower: str
    made_at: datetime
    status: str
    code: str
    params: dict[str, str | int]
    kept_at: datetime | None
    read: bool


class CustodyRows:
    """Within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def facts(self, limit: int = 1000) -> list[FactPlace]:
        """The newest facts, newest first; what has not come to rest before what has."""
        resting = sa.case((outbox.c.status.in_(AT_SERVER), 1), else_=0)
        joined = fact.join(outbox, outbox.c.fact_id == fact.c.fact_id).outerjoin(
            case_row, case_row.c.case_id == fact.c.case_id
        )
        columns = (fact, outbox, case_row.c.borrower_name)
        query = sa.select(*columns).select_from(joined).order_by(resting, fact.c.device_seq.desc()).limit(limit)
        return [
            FactPlace(
                row.fact_id,
                row.kind,
                row.case_id,
                row.borrower_name or "",
                datetime.fromisoformat(row.made_at),
                row.status,
                row.code,
                json.loads(row.params),
                row.kept_at,
                row.read_at is not None,
            )
            for row in self._connection.execute(query)
        ]

    def fact_counts(self, backup_at: datetime | None) -> dict[str, int]:
        """How many facts wait, are held, were refused and nobody read why, are at the server, are in its backup."""
        kept = outbox.c.status.in_((*AT_SERVER, "conflict"))
        safe = kept & (outbox.c.kept_at <= backup_at) if backup_at is not None else sa.false()
        parts = {
            "waiting": outbox.c.status == "waiting",
            "held": outbox.c.status == "held",
            "unread": outbox.c.status.in_(REFUSED) & outbox.c.read_at.is_(None),
            "kept": kept,
            "backed_up": safe,
        }
        return self._counted(parts, outbox)

    def file_counts(self, backup_at: datetime | None) -> dict[str, int]:
        """The same for files made here; those of a refused fact wait for nothing."""
        fate = sa.func.coalesce(outbox.c.status, "")
        joined = attachment.outerjoin(outbox, outbox.c.fact_id == attachment.c.fact_id)
        kept = attachment.c.state == "verified"
        safe = kept & (attachment.c.kept_at <= backup_at) if backup_at is not None else sa.false()
        ours = attachment.c.fact_id != NIL
        parts = {
            "waiting": ours & attachment.c.state.in_(("local", "sent")) & (fate != "rejected"),
            "unread": ours & (attachment.c.state == "refused") & ~attachment.c.params.contains(f'"{SEEN}"'),
            "kept": ours & kept,
            "backed_up": ours & safe,
        }
        return self._counted(parts, joined)

    def fact_status(self, fact_id: str) -> str:
        """The outbox's word for a fact made here; empty for any other."""
        found = self._connection.execute(sa.select(outbox.c.status).where(outbox.c.fact_id == fact_id)).scalar()
        return found or ""

    def mark_file_read(self, sha256: str, now: datetime) -> None:
        """Somebody has read why this file was refused."""
        where = attachment.c.sha256 == sha256
        params = json.loads(self._connection.execute(sa.select(attachment.c.params).where(where)).scalar() or "{}")
        values = {"params": json.dumps(params | {SEEN: now.isoformat()})}
        self._connection.execute(sa.update(attachment).where(where).values(values))

    def chain(self) -> Iterator[tuple[FactEnvelope, str]]:
        """Every fact of this laptop in the order of its chain, with the outbox's word for it."""
        query = sa.select(fact, outbox.c.status).join(outbox, outbox.c.fact_id == fact.c.fact_id)
        for row in self._connection.execute(query.order_by(fact.c.device_seq)):
            yield _envelope(row), row.status

    def _counted(self, parts: Mapping[str, sa.ColumnElement[bool]], source: sa.FromClause) -> dict[str, int]:
        sums = [sa.func.coalesce(sa.func.sum(sa.case((part, 1), else_=0)), 0) for part in parts.values()]
        row = self._connection.execute(sa.select(*sums).select_from(source)).one()
        return {name: int(count) for name, count in zip(parts, row, strict=True)}


def _envelope(row: sa.Row[tuple[object, ...]]) -> FactEnvelope:
    return FactEnvelope(
        fact_id=row.fact_id,
        device_id=row.device_id,
        device_seq=row.device_seq,
        kind=row.kind,
        case_id=row.case_id,
        made_by=row.made_by,
        made_at=row.made_at,
        payload=row.payload,
        salt=row.salt,
        prev_hash=row.prev_hash,
        hash=row.hash,
        base_ver=row.base_ver,
        depends_on=tuple(json.loads(row.depends_on)),
    )
