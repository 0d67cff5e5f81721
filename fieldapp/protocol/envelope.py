"""Facts as they are kept and sent: sealed in an envelope and chained to the fact before it on the same device.

The chain runs over salted digests of the payloads, so that a payload can be erased when its retention ends and the
chain still verifies. Two laptops may work on one case, so the laptop chains per device; the server chains per case
what it accepted.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

import msgspec

from fieldapp.domain.facts import PAYLOAD_TYPES, Fact, FactKind
from fieldapp.protocol.canonical import canonical

GENESIS = "0" * 64
SALT_BYTES = 16
# what an envelope that arrives must look like, so that every database can keep it
Id = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]
Hash = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]


class FactEnvelope(msgspec.Struct, frozen=True, omit_defaults=True):
    """One fact on its way.

    Attributes:
        device_seq: 1, 2, 3 … on its device, without a gap.
        payload: canonical JSON of the fact's payload; empty once it was erased.
        salt: random bytes hashed together with the payload.
        prev_hash, hash: the device's chain; hex SHA-256.
        made_at: ISO 8601 with the device's offset from UTC.
        base_ver: version of the record the maker saw; 0 where the fact only adds.
        depends_on: facts that must be accepted before this one makes sense.
    """

    fact_id: Id
    device_id: Id
    device_seq: Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]
    kind: Annotated[str, msgspec.Meta(pattern=r"\A[a-z_]{1,32}\Z")]
    case_id: Id
    made_by: Id
    made_at: Annotated[str, msgspec.Meta(max_length=40, pattern=r"\A[^\x00]*\Z")]
    payload: bytes
    salt: bytes
    prev_hash: Hash
    hash: Hash
    base_ver: Annotated[int, msgspec.Meta(ge=0, lt=2**31)] = 0
    depends_on: Annotated[tuple[Id, ...], msgspec.Meta(max_length=64)] = ()


def seal(
    fact: Fact, device_id: str, device_seq: int, prev_hash: str, *, base_ver: int = 0, depends_on: tuple[str, ...] = ()
) -> FactEnvelope:
    """`fact` in its envelope, as number `device_seq` of the device's chain."""
    payload, salt = canonical(msgspec.to_builtins(fact.payload)), os.urandom(SALT_BYTES)
    envelope = FactEnvelope(
        fact_id=fact.id,
        device_id=device_id,
        device_seq=device_seq,
        kind=fact.kind.value,
        case_id=fact.case_id,
        made_by=fact.made_by,
        made_at=fact.made_at.isoformat(),
        payload=payload,
        salt=salt,
        prev_hash=prev_hash,
        hash="",
        base_ver=base_ver,
        depends_on=depends_on,
    )
    return msgspec.structs.replace(envelope, hash=link_hash(envelope))


def payload_digest(envelope: FactEnvelope) -> str:
    """The salted digest that the chains run over, in hex."""
    return hashlib.sha256(envelope.salt + envelope.payload).hexdigest()


def link_hash(envelope: FactEnvelope, digest: str | None = None) -> str:
    """The hash that ties this envelope to the one before; `digest` stands in for an erased payload."""
    header: dict[str, Any] = {
        "fact_id": envelope.fact_id,
        "device_id": envelope.device_id,
        "device_seq": envelope.device_seq,
        "kind": envelope.kind,
        "case_id": envelope.case_id,
        "made_by": envelope.made_by,
        "made_at": envelope.made_at,
        "base_ver": envelope.base_ver,
        "depends_on": list(envelope.depends_on),
        "digest": digest or payload_digest(envelope),
        "prev": envelope.prev_hash,
    }
    return hashlib.sha256(canonical(header)).hexdigest()


def chained_anew(envelopes: Iterable[FactEnvelope], seq: int, tip: str) -> list[FactEnvelope]:
    """The same facts behind the fact `seq` with the hash `tip`; what they say, when and by whom stays as it is."""
    anew: list[FactEnvelope] = []
    for envelope in envelopes:
        seq += 1
        moved = msgspec.structs.replace(envelope, device_seq=seq, prev_hash=tip)
        anew.append(msgspec.structs.replace(moved, hash=link_hash(moved)))
        tip = anew[-1].hash
    return anew


def open_envelope(envelope: FactEnvelope) -> Fact:
    """The fact inside.

    Raises:
        ValueError, msgspec.ValidationError: an unknown kind, or a payload that is none of its kind.
    """
    kind = FactKind(envelope.kind)
    payload = msgspec.json.decode(envelope.payload, type=PAYLOAD_TYPES[kind])
    made_at = datetime.fromisoformat(envelope.made_at)
    if made_at.tzinfo is None:
        raise ValueError("a fact's time needs an offset")
    return Fact(envelope.fact_id, kind, envelope.case_id, envelope.made_by, made_at, payload)
