"""The ledger of facts: what was accepted, chained per case, and the verdict once given on each.

A push brings many facts at once; what is asked about them is asked once, and what is kept of them is written together.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
import sqlalchemy as sa

from db.server_schema import case_link, device, fact, quarantine, verdict
from fieldapp import clock
from fieldapp.domain.facts import FactKind
from fieldapp.protocol.canonical import canonical
from fieldapp.protocol.envelope import GENESIS, FactEnvelope, payload_digest
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus

CHUNK = 400


@dataclass(frozen=True, slots=True)
class Held:
    """A fact that was kept aside: why, with what detail, since when."""

    envelope: FactEnvelope
    code: str
    detail: str
    arrived_at: datetime


class FactLedger:
    """Facts and verdicts within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def verdict_on(self, fact_id: str) -> FactVerdict | None:
        """The verdict already given on this fact, if any."""
        return self.verdicts_on([fact_id]).get(fact_id)

    def verdicts_on(self, fact_ids: Sequence[str]) -> dict[str, FactVerdict]:
        """The verdicts already given on these facts."""
        found: dict[str, FactVerdict] = {}
        for at in range(0, len(fact_ids), CHUNK):
            query = sa.select(verdict.c.fact_id, verdict.c.body).where(verdict.c.fact_id.in_(fact_ids[at : at + CHUNK]))
            for row in self._connection.execute(query):
                found[row.fact_id] = msgspec.msgpack.decode(row.body, type=FactVerdict)
        return found

    def makers_of(self, fact_ids: Sequence[str]) -> dict[str, str]:
        """The devices that made these facts, of those that were answered."""
        found: dict[str, str] = {}
        for at in range(0, len(fact_ids), CHUNK):
            for table in (verdict, fact):
                query = sa.select(table.c.fact_id, table.c.device_id)
                rows = self._connection.execute(query.where(table.c.fact_id.in_(fact_ids[at : at + CHUNK])))
                found |= {row.fact_id: row.device_id for row in rows}
        return found

    def chain_tip(self, device_id: str) -> tuple[int, str]:
        """Number and hash of the last fact of a device's chain that was taken."""
        row = self._connection.execute(_TIP.where(device.c.id == device_id)).one()
        return row.last_seq, row.last_hash

    def device_tip(self, device_id: str) -> tuple[int, str]:
        """The same, and nobody else can move it until the transaction ends."""
        row = self._connection.execute(_TIP.where(device.c.id == device_id).with_for_update()).one()
        return row.last_seq, row.last_hash

    def move_tip(self, device_id: str, seq: int, tip: str) -> None:
        """The device's chain was taken up to here."""
        self._connection.execute(sa.update(device).where(device.c.id == device_id).values(last_seq=seq, last_hash=tip))

    def append(self, accepted: Sequence[tuple[FactEnvelope, bool]]) -> None:
        """Keep accepted facts, each with whether it was late, and link them to the chains of their cases."""
        if not accepted:
            return
        now = clock.now()
        rows = [
            msgspec.structs.asdict(envelope)
            | {
                "depends_on": json.dumps(envelope.depends_on),
                "digest": payload_digest(envelope),
                "late": late,
                "received_at": now,
            }
            for envelope, late in accepted
        ]
        self._connection.execute(sa.insert(fact), rows)
        self._link([(row["case_id"], row["fact_id"], row["digest"]) for row in rows])

    def answer(self, answered: Sequence[tuple[FactEnvelope, FactVerdict]]) -> None:
        """Keep verdicts for repetition; one that was only held before takes the place of the holding."""
        if not answered:
            return
        ids = [envelope.fact_id for envelope, _ in answered]
        known = self.verdicts_on(ids)
        if known:
            self._connection.execute(sa.delete(verdict).where(verdict.c.fact_id.in_(list(known))))
        now = clock.now()
        rows = [
            {
                "fact_id": envelope.fact_id,
                "device_id": envelope.device_id,
                "device_seq": envelope.device_seq,
                "body": msgspec.msgpack.encode(given),
                "answered_at": now,
            }
            for envelope, given in answered
        ]
        self._connection.execute(sa.insert(verdict), rows)

    def hold(self, envelope: FactEnvelope, code: str, detail: str) -> None:
        """Keep a fact aside as it came; also one that was kept aside before and had got its verdict."""
        settled = (quarantine.c.fact_id == envelope.fact_id) & quarantine.c.settled_at.is_not(None)
        self._connection.execute(sa.delete(quarantine).where(settled))
        self._connection.execute(
            sa.insert(quarantine).values(
                fact_id=envelope.fact_id,
                device_id=envelope.device_id,
                device_seq=envelope.device_seq,
                envelope=msgspec.msgpack.encode(envelope),
                code=code,
                detail=detail.replace("\0", "")[:4000],
                arrived_at=clock.now(),
            )
        )

    def held(self, fact_id: str | None = None) -> list[Held]:
        """What is kept aside and not settled, oldest first; or the one with this id."""
        query = sa.select(quarantine).where(quarantine.c.settled_at.is_(None)).order_by(quarantine.c.arrived_at)
        if fact_id is not None:
            query = query.where(quarantine.c.fact_id == fact_id)
        return [
            Held(msgspec.msgpack.decode(row.envelope, type=FactEnvelope), row.code, row.detail, row.arrived_at)
            for row in self._connection.execute(query)
        ]

    def settle_held(self, fact_id: str) -> None:
        """A fact kept aside has got its verdict."""
        mine = quarantine.c.fact_id == fact_id
        self._connection.execute(sa.update(quarantine).where(mine).values(settled_at=clock.now()))

    def forget_verdicts(self, before: datetime) -> int:
        """Let go of verdicts on accepted facts that their laptops have confirmed, older than `before`; how many.

        The facts themselves stay, and with them the knowledge that they were accepted; refusals are kept, and so is
        what was said of edits of a card, for those are in the ledger too when they were only kept as proposals.
        """
        confirmed = sa.select(device.c.id).where(
            device.c.id == verdict.c.device_id, device.c.ack_through >= verdict.c.device_seq
        )
        kept = sa.select(fact.c.fact_id).where(
            fact.c.fact_id == verdict.c.fact_id, fact.c.kind != FactKind.CARD_EDITED.value
        )
        old = (verdict.c.answered_at < before) & confirmed.exists() & kept.exists()
        return self._connection.execute(sa.delete(verdict).where(old)).rowcount

    def chain(self, case_id: str) -> list[tuple[int, str, str, str]]:
        """A case's chain: (number, fact id, previous hash, hash), oldest first."""
        query = sa.select(case_link).where(case_link.c.case_id == case_id).order_by(case_link.c.number)
        return [(row.number, row.fact_id, row.prev_hash, row.hash) for row in self._connection.execute(query)]

    def count(self) -> int:
        """How many facts are kept."""
        return self._connection.execute(sa.select(sa.func.count()).select_from(fact)).scalar_one()

    def accepted_before(self, fact_ids: Sequence[str]) -> dict[str, FactVerdict]:
        """Verdicts, as far as they can be told again, on facts that were accepted and whose verdicts were let go of."""
        found: dict[str, FactVerdict] = {}
        for at in range(0, len(fact_ids), CHUNK):
            query = sa.select(fact.c.fact_id, fact.c.late, fact.c.received_at)
            for row in self._connection.execute(query.where(fact.c.fact_id.in_(fact_ids[at : at + CHUNK]))):
                kept_at = row.received_at.isoformat()
                found[row.fact_id] = FactVerdict(row.fact_id, VerdictStatus.ACCEPTED, late=row.late, at=kept_at)
        return found

    def _link(self, facts: Iterable[tuple[str, str, str]]) -> None:
        """Continue the chains of the cases; facts are (case, fact, digest) in the order in which they were taken."""
        facts = list(facts)
        tips = self._tips(sorted({case_id for case_id, _, _ in facts}))
        rows = []
        for case_id, fact_id, digest in facts:
            number, prev = tips.get(case_id, (0, GENESIS))
            number += 1
            linked = case_link_hash(prev, number, fact_id, digest)
            rows.append({"case_id": case_id, "number": number, "fact_id": fact_id, "prev_hash": prev, "hash": linked})
            tips[case_id] = (number, linked)
        self._connection.execute(sa.insert(case_link), rows)

    def _tips(self, case_ids: list[str]) -> dict[str, tuple[int, str]]:
        found: dict[str, tuple[int, str]] = {}
        for at in range(0, len(case_ids), CHUNK):
            last = (
                sa.select(case_link.c.case_id, sa.func.max(case_link.c.number).label("number"))
                .where(case_link.c.case_id.in_(case_ids[at : at + CHUNK]))
                .group_by(case_link.c.case_id)
                .subquery()
            )
            joined = (case_link.c.case_id == last.c.case_id) & (case_link.c.number == last.c.number)
            query = sa.select(case_link.c.case_id, case_link.c.number, case_link.c.hash).join(last, joined)
            found |= {row.case_id: (row.number, row.hash) for row in self._connection.execute(query)}
        return found


_TIP = sa.select(device.c.last_seq, device.c.last_hash)


def case_link_hash(prev: str, number: int, fact_id: str, digest: str) -> str:
    """The hash of one link of a case's chain; it needs the payload's digest only, never the payload."""
    link = {"prev": prev, "number": number, "fact_id": fact_id, "digest": digest}
    return hashlib.sha256(canonical(link)).hexdigest()
