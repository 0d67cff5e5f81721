"""What was done on this laptop: facts in their chain, and what the server said of each.

A fact and its outbox entry are written in one transaction; only then may a screen say "saved". An accepted fact stays
over the shadow until the records that came of it have arrived; a refused one stays visible until somebody read why.
Facts are never deleted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from db.client_schema import fact, outbox
from fieldapp.domain.facts import Fact
from fieldapp.protocol.envelope import GENESIS, FactEnvelope, open_envelope, seal
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus

OVERLAY = ("waiting", "accepted")


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """A fact with where it is: waiting, accepted, settled, rejected or conflict; and why, if it was refused."""

    fact: Fact
    status: str
    code: str
    params: dict[str, str | int]
    answered_at: datetime | None
    read: bool


class Outbox:
    """The outbox within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, made: Fact, device_id: str, depends_on: tuple[str, ...] = ()) -> FactEnvelope:
        """Keep a fact as the next of the device's chain, waiting to be sent."""
        last = self._connection.execute(
            sa.select(fact.c.device_seq, fact.c.hash).order_by(fact.c.device_seq.desc()).limit(1)
        ).first()
        seq, prev = (last.device_seq + 1, last.hash) if last else (1, GENESIS)
        envelope = seal(made, device_id, seq, prev, depends_on=depends_on)
        values = msgspec.structs.asdict(envelope) | {"depends_on": json.dumps(depends_on)}
        self._connection.execute(sa.insert(fact).values(values))
        self._connection.execute(sa.insert(outbox).values(fact_id=made.id, status="waiting"))
        return envelope

    def waiting(self, max_facts: int, max_bytes: int) -> list[FactEnvelope]:
        """The next facts to send, in chain order, as many as fit (at least one)."""
        query = (
            sa.select(fact)
            .join(outbox, outbox.c.fact_id == fact.c.fact_id)
            .where(outbox.c.status == "waiting")
            .order_by(fact.c.device_seq)
            .limit(max_facts)
        )
        found: list[FactEnvelope] = []
        size = 0
        for row in self._connection.execute(query):
            size += len(row.payload) + 400
            if found and size > max_bytes:
                break
            found.append(_envelope(row))
        return found

    def overlay(self, case_id: str) -> list[Fact]:
        """The facts of a case that the shadow does not show yet, oldest first."""
        query = (
            sa.select(fact)
            .join(outbox, outbox.c.fact_id == fact.c.fact_id)
            .where(fact.c.case_id == case_id, outbox.c.status.in_(OVERLAY))
            .order_by(fact.c.device_seq)
        )
        return [open_envelope(_envelope(row)) for row in self._connection.execute(query)]

    def take_verdicts(self, verdicts: Iterable[FactVerdict], now: datetime) -> set[str]:
        """Keep what the server said; the cases concerned. A retry is no verdict and leaves the fact waiting."""
        touched: set[str] = set()
        for given in verdicts:
            if given.status is VerdictStatus.RETRY:
                continue
            status = "accepted" if given.status is VerdictStatus.ACCEPTED else given.status.value
            if status == "accepted" and given.scope is None:
                status = "settled"
            self._connection.execute(
                sa.update(outbox)
                .where(outbox.c.fact_id == given.fact_id)
                .values(
                    status=status,
                    code=given.code,
                    params=json.dumps(given.params),
                    settle_scope=given.scope,
                    settle_seq=given.seq,
                    answered_at=now,
                )
            )
            touched.add(self._case_of(given.fact_id))
        return touched

    def settle(self, scope: str, cursor: int) -> set[str]:
        """Facts whose records have arrived leave the overlay; the cases concerned."""
        arrived = (
            sa.select(fact.c.fact_id, fact.c.case_id)
            .join(outbox, outbox.c.fact_id == fact.c.fact_id)
            .where(outbox.c.status == "accepted", outbox.c.settle_scope == scope, outbox.c.settle_seq <= cursor)
        )
        rows = self._connection.execute(arrived).all()
        if rows:
            ids = [row.fact_id for row in rows]
            self._connection.execute(sa.update(outbox).where(outbox.c.fact_id.in_(ids)).values(status="settled"))
        return {row.case_id for row in rows}

    def say_again(self) -> set[str]:
        """Every fact waits to be sent again, refused ones too, for the chain has no gaps; the cases concerned."""
        self._connection.execute(sa.update(outbox).values(status="waiting", settle_scope=None, settle_seq=None))
        return set(self._connection.execute(sa.select(fact.c.case_id).distinct()).scalars())

    def counts(self) -> dict[str, int]:
        """How many facts are waiting, and how many refused ones nobody has read."""
        waiting = sa.func.sum(sa.case((outbox.c.status == "waiting", 1), else_=0))
        unread = outbox.c.status.in_(("rejected", "conflict")) & outbox.c.read_at.is_(None)
        refused = sa.func.sum(sa.case((unread, 1), else_=0))
        row = self._connection.execute(sa.select(waiting, refused)).one()
        return {"waiting": row[0] or 0, "refused": row[1] or 0}

    def entries(self, *, limit: int = 200) -> list[OutboxEntry]:
        """The newest facts with where they are, newest first."""
        return self._entries(sa.true(), limit)

    def refused(self) -> list[OutboxEntry]:
        """Refused facts that nobody has read yet."""
        unread = outbox.c.status.in_(("rejected", "conflict")) & outbox.c.read_at.is_(None)
        return self._entries(unread, 200)

    def of_case(self, case_id: str) -> list[OutboxEntry]:
        """The facts of a case with where they are, newest first."""
        return self._entries(fact.c.case_id == case_id, 500)

    def mark_read(self, fact_id: str, now: datetime) -> None:
        """Somebody has read why this fact was refused."""
        self._connection.execute(sa.update(outbox).where(outbox.c.fact_id == fact_id).values(read_at=now))

    def pending_of(self, case_id: str) -> int:
        """How many facts of a case are not settled."""
        query = (
            sa.select(sa.func.count())
            .select_from(fact.join(outbox, outbox.c.fact_id == fact.c.fact_id))
            .where(fact.c.case_id == case_id, outbox.c.status.in_(OVERLAY))
        )
        return self._connection.execute(query).scalar_one()

    def is_accepted(self, fact_id: str) -> bool:
        """Whether the server has accepted this fact of ours."""
        status = self._connection.execute(sa.select(outbox.c.status).where(outbox.c.fact_id == fact_id)).scalar()
        return status in {"accepted", "settled"}

    def acknowledged_through(self) -> int:
        """The number up to which every fact of the chain has its verdict stored here."""
        first = self._connection.execute(
            sa.select(sa.func.min(fact.c.device_seq))
            .select_from(fact.join(outbox, outbox.c.fact_id == fact.c.fact_id))
            .where(outbox.c.status == "waiting")
        ).scalar()
        if first is not None:
            return int(first) - 1
        return self._connection.execute(sa.select(sa.func.max(fact.c.device_seq))).scalar() or 0

    def _case_of(self, fact_id: str) -> str:
        return str(self._connection.execute(sa.select(fact.c.case_id).where(fact.c.fact_id == fact_id)).scalar_one())

    def _entries(self, condition: Any, limit: int) -> list[OutboxEntry]:
        query = (
            sa.select(fact, outbox)
            .join(outbox, outbox.c.fact_id == fact.c.fact_id)
            .where(condition)
            .order_by(fact.c.device_seq.desc())
            .limit(limit)
        )
        rows: Sequence[Any] = self._connection.execute(query).all()
        return [
            OutboxEntry(
                open_envelope(_envelope(row)),
                row.status,
                row.code,
                json.loads(row.params),
                row.answered_at,
                row.read_at is not None,
            )
            for row in rows
        ]


def _envelope(row: Any) -> FactEnvelope:
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
