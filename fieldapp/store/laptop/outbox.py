"""What was done on this laptop: facts in their chain, and what the server said of each.

A fact and its outbox entry are written in one transaction; only then may a screen say "saved". An accepted fact stays
over the shadow until the records that came of it have arrived; a refused one stays visible until somebody read why;
one that the office keeps aside is asked about until it has its verdict. Facts are never deleted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from db.client_schema import fact, outbox
from fieldapp.domain.facts import Fact, FactKind
from fieldapp.protocol.envelope import GENESIS, FactEnvelope, chained_anew, open_envelope, seal
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus

OVERLAY = ("waiting", "accepted", "held")
CHUNK = 500
MAX_CHAIN, MAX_CHAIN_BYTES = 100_000, 2**40


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """A fact with where it is: waiting, accepted, settled, held, rejected or conflict; and why, if it was refused.

    Attributes:
        present: what the server has now, where that is why.
        late: accepted although the case had already moved to somebody else.
        kept_at: when the server gave its verdict, by its own clock.
        depends_on: facts that had to be accepted first.
    """

    fact: Fact
    status: str
    code: str
    params: dict[str, str | int]
    answered_at: datetime | None
    read: bool
    present: dict[str, str | int] = field(default_factory=dict)
    late: bool = False
    kept_at: datetime | None = None
    depends_on: tuple[str, ...] = ()


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

    def case_of(self, fact_id: str) -> str | None:
        """The case of a fact that was made here; None for any other."""
        found = self._connection.execute(sa.select(fact.c.case_id).where(fact.c.fact_id == fact_id)).scalar()
        return str(found) if found else None

    def cases_with(self, *kinds: FactKind) -> list[str]:
        """Cases that a fact of one of these kinds was made on here and is not settled yet."""
        mine = fact.c.kind.in_([kind.value for kind in kinds]) & outbox.c.status.in_(OVERLAY)
        query = sa.select(fact.c.case_id).join(outbox, outbox.c.fact_id == fact.c.fact_id).where(mine).distinct()
        return [str(found) for found in self._connection.execute(query).scalars()]

    def take_verdicts(self, verdicts: Sequence[FactVerdict], now: datetime) -> set[str]:
        """Keep what the server said; the cases concerned. A retry is no verdict and leaves the fact waiting.

        One that keeps saying the same of a fact it holds is no news.
        """
        final = [given for given in verdicts if given.status is not VerdictStatus.RETRY]
        known = self._where([given.fact_id for given in final])
        news = [g for g in final if known.get(g.fact_id, ("", ""))[1] != "held" or g.status is not VerdictStatus.HELD]
        rows = [_answered(given, now) for given in news if given.fact_id in known]
        if rows:
            self._connection.execute(_ANSWER, rows)
        return {known[given.fact_id][0] for given in news if given.fact_id in known}

    def once_accepted(self, fact_ids: Sequence[str]) -> list[str]:
        """Which of these waiting facts the server had accepted before it was restored, or keeps aside since."""
        told = outbox.c.kept_at.is_not(None) & outbox.c.code.in_(("", "card.clash", "fact.held_after_restore"))
        found: list[str] = []
        for at in range(0, len(fact_ids), CHUNK):
            mine = outbox.c.fact_id.in_(fact_ids[at : at + CHUNK]) & (outbox.c.status == "waiting")
            found += self._connection.execute(sa.select(outbox.c.fact_id).where(mine, told)).scalars()
        return sorted(found)

    def held(self, limit: int) -> list[str]:
        """Facts that the office keeps aside, oldest first."""
        query = (
            sa.select(fact.c.fact_id)
            .join(outbox, outbox.c.fact_id == fact.c.fact_id)
            .where(outbox.c.status == "held")
            .order_by(fact.c.device_seq)
            .limit(limit)
        )
        return list(self._connection.execute(query).scalars())

    def rechain(self, seq: int, tip: str) -> None:
        """What waits follows the fact `seq` with the hash `tip`: others of this laptop's chain are lost here.

        Only facts the server has not taken are chained anew; what they say, when and by whom stays as it is.
        """
        anew = chained_anew(self.waiting(MAX_CHAIN, MAX_CHAIN_BYTES), seq, tip)
        # out of the way first, so that no number is there twice
        still = sa.select(outbox.c.fact_id).where(outbox.c.status == "waiting")
        self._connection.execute(sa.update(fact).where(fact.c.fact_id.in_(still)).values(device_seq=-fact.c.device_seq))
        for envelope in anew:
            mine = sa.update(fact).where(fact.c.fact_id == envelope.fact_id)
            self._connection.execute(
                mine.values(device_seq=envelope.device_seq, prev_hash=envelope.prev_hash, hash=envelope.hash)
            )

    def say_again_from(self, number: int) -> set[str]:
        """Facts from this number of the chain on wait to be sent again: the server lacks them; the cases concerned."""
        later = sa.select(fact.c.fact_id).where(fact.c.device_seq >= number)
        again = sa.update(outbox).where(outbox.c.fact_id.in_(later))
        self._connection.execute(again.values(status="waiting", settle_scope=None, settle_seq=None))
        cases = sa.select(fact.c.case_id).where(fact.c.device_seq >= number).distinct()
        return set(self._connection.execute(cases).scalars())

    def settle(self, scope: str, cursor: int) -> set[str]:
        """Facts whose records have arrived leave the overlay; the cases concerned."""
        arrived = (
            sa.select(fact.c.fact_id, fact.c.case_id)
            .join(outbox, outbox.c.fact_id == fact.c.fact_id)
            .where(outbox.c.status == "accepted", outbox.c.settle_scope == scope, outbox.c.settle_seq <= cursor)
        )
        rows = self._connection.execute(arrived).all()
        for at in range(0, len(rows), CHUNK):
            ids = [row.fact_id for row in rows[at : at + CHUNK]]
            self._connection.execute(sa.update(outbox).where(outbox.c.fact_id.in_(ids)).values(status="settled"))
        return {row.case_id for row in rows}

    def say_again(self) -> set[str]:
        """Every fact waits to be sent again, refused ones too, for the chain has no gaps; the cases concerned."""
        self._connection.execute(sa.update(outbox).values(status="waiting", settle_scope=None, settle_seq=None))
        return set(self._connection.execute(sa.select(fact.c.case_id).distinct()).scalars())

    def counts(self) -> dict[str, int]:
        """How many facts are waiting, and how many refused ones nobody has read."""
        waiting = sa.func.sum(sa.case((outbox.c.status == "waiting", 1), else_=0))
        unread = _NOT_TAKEN & outbox.c.read_at.is_(None)
        refused = sa.func.sum(sa.case((unread, 1), else_=0))
        row = self._connection.execute(sa.select(waiting, refused)).one()
        return {"waiting": row[0] or 0, "refused": row[1] or 0}

    def entries(self, *, limit: int = 200) -> list[OutboxEntry]:
        """The newest facts with where they are, newest first."""
        return self._entries(sa.true(), limit)

    def refused(self) -> list[OutboxEntry]:
        """Facts that were refused, clashed or are held, and that nobody has read yet."""
        return self._entries(_NOT_TAKEN & outbox.c.read_at.is_(None), 200)

    def entry(self, fact_id: str) -> OutboxEntry | None:
        """One fact with where it is."""
        found = self._entries(fact.c.fact_id == fact_id, 1)
        return found[0] if found else None

    def of_case(self, case_id: str) -> list[OutboxEntry]:
        """The facts of a case with where they are, newest first."""
        return self._entries(fact.c.case_id == case_id, 500)

    def open_of_case(self, case_id: str) -> list[OutboxEntry]:
        """Those of them that are not settled: sent or not, held, refused; newest first."""
        return self._entries((fact.c.case_id == case_id) & (outbox.c.status != "settled"), 500)

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

    def _where(self, fact_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Case and status of these facts."""
        found: dict[str, tuple[str, str]] = {}
        query = sa.select(fact.c.fact_id, fact.c.case_id, outbox.c.status).join(
            outbox, outbox.c.fact_id == fact.c.fact_id
        )
        for at in range(0, len(fact_ids), CHUNK):
            some = query.where(fact.c.fact_id.in_(fact_ids[at : at + CHUNK]))
            found |= {row.fact_id: (row.case_id, row.status) for row in self._connection.execute(some)}
        return found

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
                json.loads(row.present),
                row.late,
                row.kept_at,
                tuple(json.loads(row.depends_on)),
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


_NOT_TAKEN = outbox.c.status.in_(("rejected", "conflict", "held"))
_STATUS = {VerdictStatus.ACCEPTED: "accepted", VerdictStatus.REJECTED: "rejected", VerdictStatus.CONFLICT: "conflict",
           VerdictStatus.HELD: "held"}  # fmt: skip


def _answered(given: FactVerdict, now: datetime) -> dict[str, Any]:
    gone = given.status is VerdictStatus.ACCEPTED and given.scope is None
    return {
        "b_id": given.fact_id,
        "b_status": "settled" if gone else _STATUS[given.status],
        "b_code": given.code,
        "b_params": json.dumps(given.params),
        "b_present": json.dumps(given.present),
        "b_late": given.late,
        "b_scope": given.scope,
        "b_seq": given.seq,
        "b_answered": now,
        "b_kept": datetime.fromisoformat(given.at) if given.at else None,
    }


_ANSWER = (
    sa.update(outbox)
    .where(outbox.c.fact_id == sa.bindparam("b_id"))
    .values(
        status=sa.bindparam("b_status"),
        code=sa.bindparam("b_code"),
        params=sa.bindparam("b_params"),
        present=sa.bindparam("b_present"),
        late=sa.bindparam("b_late"),
        settle_scope=sa.bindparam("b_scope"),
        settle_seq=sa.bindparam("b_seq"),
        answered_at=sa.bindparam("b_answered"),
        # what was read of it was something else
        read_at=sa.case((outbox.c.status == "held", sa.null()), else_=outbox.c.read_at),
        kept_at=sa.bindparam("b_kept"),
    )
)
