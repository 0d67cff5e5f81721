"""The chain of a device: any change to any part of any link shows, an erased payload does not break it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest

from fieldapp.domain.facts import Fact, FactKind, PlanWithdrawn
from fieldapp.domain.ids import new_id
from fieldapp.protocol.envelope import (
    GENESIS,
    SALT_BYTES,
    FactEnvelope,
    link_hash,
    open_envelope,
    payload_digest,
    seal,
)
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus

NOON = datetime(2026, 7, 25, 12, 0, tzinfo=timezone(timedelta(hours=8)))


def withdrawn(reason: str = "写错了") -> Fact:
    return Fact(new_id(), FactKind.PLAN_WITHDRAWN, new_id(), new_id(), NOON, PlanWithdrawn(new_id(), reason))


@pytest.fixture
def link() -> FactEnvelope:
    return seal(withdrawn(), new_id(), 7, "1" * 64, base_ver=3, depends_on=(new_id(),))


CHANGES: dict[str, Any] = {
    "fact_id": new_id(), "device_id": new_id(), "device_seq": 8, "kind": "plan_approved", "case_id": new_id(),
    "made_by": new_id(), "made_at": "2026-07-25T12:00:01+08:00", "payload": b"{}", "salt": bytes(SALT_BYTES),
    "prev_hash": "2" * 64, "base_ver": 4, "depends_on": (),
}  # fmt: skip


def test_every_part_of_a_link_is_under_its_hash() -> None:
    parts = {field.name for field in msgspec.structs.fields(FactEnvelope)}
    assert parts - {"hash"} == set(CHANGES)


@pytest.mark.parametrize("part", CHANGES)
def test_a_change_to_any_part_of_a_link_shows(link: FactEnvelope, part: str) -> None:
    assert link.hash == link_hash(link)
    assert link_hash(msgspec.structs.replace(link, **{part: CHANGES[part]})) != link.hash


def test_a_payload_can_be_erased_and_the_link_still_holds(link: FactEnvelope) -> None:
    digest = payload_digest(link)
    erased = msgspec.structs.replace(link, payload=b"", salt=b"")
    assert link_hash(erased, digest) == link.hash
    assert link_hash(erased) != link.hash


def test_the_same_words_sealed_twice_have_nothing_in_common(link: FactEnvelope) -> None:
    """So that an erased payload cannot be guessed from what is left."""
    fact = withdrawn("同样的话")
    one, other = seal(fact, new_id(), 1, GENESIS), seal(fact, new_id(), 1, GENESIS)
    assert one.payload == other.payload
    assert payload_digest(one) != payload_digest(other)
    assert len(one.salt) == SALT_BYTES


def test_the_hour_where_it_was_done_is_kept(link: FactEnvelope) -> None:
    assert link.made_at == "2026-07-25T12:00:00+08:00"
    opened = open_envelope(link)
    assert opened.made_at == NOON
    assert opened.made_at.utcoffset() == timedelta(hours=8)


@pytest.mark.parametrize(
    "changes",
    [{"made_at": "2026-07-25T12:00"}, {"made_at": ""}, {"kind": "x"}, {"payload": b""}, {"payload": b"{}"}],
)
def test_an_envelope_that_holds_no_fact_does_not_open(link: FactEnvelope, changes: dict[str, Any]) -> None:
    with pytest.raises((ValueError, msgspec.ValidationError, msgspec.DecodeError)):
        open_envelope(msgspec.structs.replace(link, **changes))


def test_an_envelope_goes_over_the_wire_and_back(link: FactEnvelope) -> None:
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(link), type=FactEnvelope) == link


@pytest.mark.parametrize(
    "verdict",
    [
        FactVerdict("f", VerdictStatus.ACCEPTED, scope="staff:x", seq=2**40, ver=3),
        FactVerdict("f", VerdictStatus.ACCEPTED, late=True),
        FactVerdict("f", VerdictStatus.REJECTED, "plan.waiver_too_large", {"limit_minor": 12, "name": "x"}),
        FactVerdict("f", VerdictStatus.RETRY, "fact.out_of_order", {"expected": 1}),
    ],
    ids=lambda verdict: verdict.code or str(verdict.late),
)
def test_a_verdict_goes_over_the_wire_and_back(verdict: FactVerdict) -> None:
    content = msgspec.msgpack.encode(verdict)
    assert msgspec.msgpack.decode(content, type=FactVerdict) == verdict
    newer = msgspec.msgpack.decode(content) | {"added_tomorrow": 1}
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(newer), type=FactVerdict) == verdict


def test_a_fact_made_now_says_utc() -> None:
    fact = Fact(
        new_id(), FactKind.PLAN_WITHDRAWN, new_id(), new_id(), datetime(2026, 7, 25, tzinfo=UTC), PlanWithdrawn("p")
    )
    assert seal(fact, new_id(), 1, GENESIS).made_at.endswith("+00:00")
