"""The messages of one round trip: facts up; verdicts, pages of records and an end down.

`POST /v1/sync` takes one `SyncRequest` and answers with frames, in this order: verdicts, then for each scope its
pages (each with the cursor that is reached once it is applied), then one end. Fields are only ever added, with a
default.
"""

from __future__ import annotations

import msgspec

from fieldapp.protocol.envelope import FactEnvelope
from fieldapp.protocol.verdicts import FactVerdict

PROTOCOL = 1
SCHEMA = 1
PAGE_BYTES = 256 * 1024
MAX_FACTS = 1000
MAX_PUSH_BYTES = 1024 * 1024


class ScopeCursor(msgspec.Struct, frozen=True):
    """How far a laptop has come in one scope. `boot` is the head at the start of a bootstrap, None before one."""

    scope: str
    seq: int
    boot: int | None = None


class SyncRequest(msgspec.Struct, frozen=True):
    """What a laptop sends.

    Attributes:
        epoch: the server's history the cursors belong to; another epoch means it was restored from a backup.
        ack_through: verdicts up to this device_seq have been stored and need not be kept for repetition.
        want_bytes: how much the laptop likes to receive at most in this round.
        client_time: the laptop's clock, ISO 8601 with offset, for measuring its skew.
    """

    device_id: str
    epoch: str
    cursors: tuple[ScopeCursor, ...]
    facts: tuple[FactEnvelope, ...]
    client_time: str
    ack_through: int = 0
    want_bytes: int = 8 * 1024 * 1024
    protocol: int = PROTOCOL
    schema: int = SCHEMA
    capabilities: tuple[str, ...] = ()


class FeedRow(msgspec.Struct, frozen=True, array_like=True):
    """One change of a scope: `op` is put (with the record) or evict (the record has left this scope)."""

    seq: int
    entity: str
    id: str
    ver: int
    op: str
    case_id: str
    blob: bytes = b""


class VerdictsFrame(msgspec.Struct, frozen=True, tag="verdicts"):
    """One verdict per fact that was sent, in the order sent."""

    verdicts: tuple[FactVerdict, ...]


class ResetFrame(msgspec.Struct, frozen=True, tag="reset"):
    """The laptop's copy of a scope cannot be continued: fetch it anew, from 0 to at least `boot`."""

    scope: str
    boot: int


class PageFrame(msgspec.Struct, frozen=True, tag="page"):
    """Rows of one scope in the order of seq; applied together with `cursor` in one transaction."""

    scope: str
    cursor: int
    rows: tuple[FeedRow, ...]
    codec: str = "zstd"


class EndFrame(msgspec.Struct, frozen=True, tag="end"):
    """The round is complete: heads of all scopes served, whether more is waiting, what the laptop is told to do."""

    epoch: str
    server_time: str
    heads: tuple[ScopeCursor, ...]
    more: bool = False
    dropped_scopes: tuple[str, ...] = ()
    directives: tuple[str, ...] = ()


Frame = VerdictsFrame | ResetFrame | PageFrame | EndFrame
