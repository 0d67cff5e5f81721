"""The ledger of facts: what was accepted, chained per case, and the verdict once given on each."""

from __future__ import annotations

import hashlib
import json

import msgspec
import sqlalchemy as sa

from db.server_schema import case_link, device, fact, verdict
from fieldapp import clock
from fieldapp.protocol.canonical import canonical
from fieldapp.protocol.envelope import GENESIS, FactEnvelope, payload_digest
from fieldapp.protocol.verdicts import FactVerdict


class FactLedger:
    """Facts and verdicts within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def verdict_on(self, fact_id: str) -> FactVerdict | None:
        """The verdict already given on this fact, if any."""
        body = self._connection.execute(sa.select(verdict.c.body).where(verdict.c.fact_id == fact_id)).scalar()
        return None if body is None else msgspec.msgpack.decode(body, type=FactVerdict)

    def device_tip(self, device_id: str) -> tuple[int, str]:
        """Number and hash of the last fact of a device's chain that got a verdict."""
        row = self._connection.execute(
            sa.select(device.c.last_seq, device.c.last_hash).where(device.c.id == device_id).with_for_update()
        ).one()
        return row.last_seq, row.last_hash

    def append(self, envelope: FactEnvelope, *, late: bool) -> None:
        """Keep an accepted fact and link it to its case's chain."""
        digest = payload_digest(envelope)
        values = msgspec.structs.asdict(envelope) | {
            "depends_on": json.dumps(envelope.depends_on),
            "digest": digest,
            "late": late,
            "received_at": clock.now(),
        }
        self._connection.execute(sa.insert(fact).values(values))
        self._link(envelope, digest)

    def answer(self, envelope: FactEnvelope, given: FactVerdict) -> None:
        """Keep a final verdict for repetition and move the device's chain on."""
        self._connection.execute(
            sa.insert(verdict).values(
                fact_id=envelope.fact_id,
                device_id=envelope.device_id,
                device_seq=envelope.device_seq,
                body=msgspec.msgpack.encode(given),
                answered_at=clock.now(),
            )
        )
        self._connection.execute(
            sa.update(device)
            .where(device.c.id == envelope.device_id)
            .values(last_seq=envelope.device_seq, last_hash=envelope.hash)
        )

    def chain(self, case_id: str) -> list[tuple[int, str, str, str]]:
        """A case's chain: (number, fact id, previous hash, hash), oldest first."""
        query = sa.select(case_link).where(case_link.c.case_id == case_id).order_by(case_link.c.number)
        return [(row.number, row.fact_id, row.prev_hash, row.hash) for row in self._connection.execute(query)]

    def count(self) -> int:
        """How many facts are kept."""
        return self._connection.execute(sa.select(sa.func.count()).select_from(fact)).scalar_one()

    def _link(self, envelope: FactEnvelope, digest: str) -> None:
        last = self._connection.execute(
            sa.select(case_link.c.number, case_link.c.hash)
            .where(case_link.c.case_id == envelope.case_id)
            .order_by(case_link.c.number.desc())
            .limit(1)
        ).first()
        number, prev = (last.number + 1, last.hash) if last else (1, GENESIS)
        self._connection.execute(
            sa.insert(case_link).values(
                case_id=envelope.case_id,
                number=number,
                fact_id=envelope.fact_id,
                prev_hash=prev,
                hash=case_link_hash(prev, number, envelope.fact_id, digest),
            )
        )


def case_link_hash(prev: str, number: int, fact_id: str, digest: str) -> str:
    """The hash of one link of a case's chain; it needs the payload's digest only, never the payload."""
    link = {"prev": prev, "number": number, "fact_id": fact_id, "digest": digest}
    return hashlib.sha256(canonical(link)).hexdigest()
