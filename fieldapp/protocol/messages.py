"""The messages of one round trip: facts up; verdicts, pages of records and an end down.

`POST /v1/sync` takes one `SyncRequest` and answers with frames, in this order: verdicts, then for each scope its
pages (each with the cursor that is reached once it is applied), then one end. Fields are only ever added, with a
default; what a laptop may not know is sent only to one that names it among its capabilities. The major version of the
protocol is in the address; a laptop with an older minor one may always push.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from fieldapp.protocol.envelope import FactEnvelope
from fieldapp.protocol.verdicts import FactVerdict

PROTOCOL = 2
SCHEMA = 2
OLDEST_PULL = 1
"""A laptop whose schema is older than this may push what it has, and must be brought up to date before it pulls."""
PAGE_BYTES = 256 * 1024
MAX_FACTS = 1000
MAX_PUSH_BYTES = 4 * 1024 * 1024
"""Of facts as they lie here; compressed they are an eighth of it."""
MOVES, REPAIR, DICTIONARY, RECEIPTS = "moves", "repair", "dictionary:", "receipts"
"""Capabilities: rows that move between scopes of one laptop; repair by buckets; a dictionary for records, by its id;
writing receipts with numbers reserved by the office."""
MAX_BLOCKS = 200
"""So many blocks of receipt numbers a laptop tells at most: its newest."""
WIPE = "wipe"
UPDATE_PROGRAM = "update_program"
"""Directives: destroy what is on the laptop; nothing comes down until the program is brought up to date."""


Number = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
"""Whatever somebody sends, every database can be asked about it."""


class ScopeCursor(msgspec.Struct, frozen=True):
    """How far a laptop has come in one scope. `boot` is the head at the start of a bootstrap, None before one."""

    scope: str
    seq: Number
    boot: Number | None = None


class BucketSums(msgspec.Struct, frozen=True):
    """What a laptop holds of a scope at `seq`: the digests of its buckets one after the other, 16 bytes each."""

    scope: str
    seq: int
    sums: bytes


class ReceiptBlock(msgspec.Struct, frozen=True):
    """Numbers of receipts reserved for one laptop, `first` to `last`; all before `next` are used.

    `seal`: by which the office knows its own block again after it was restored from a backup that does not have it.
    """

    first: Number
    last: Number
    next: Number
    seal: str = ""


class SyncRequest(msgspec.Struct, frozen=True):
    """What a laptop sends.

    Attributes:
        epoch: the server's history the cursors belong to; another epoch means it was restored from a backup.
        ack_through: verdicts up to this device_seq have been stored and need not be kept for repetition.
        want_bytes: how much the laptop likes to receive at most in this round.
        client_time: the laptop's clock, ISO 8601 with offset, for measuring its skew.
        held: facts that the office kept aside and the laptop asks about again.
        buckets: scopes whose digest differed, to find out where.
        once_accepted: facts among those sent that the server had accepted before it was restored from a backup.
        receipt_blocks: the numbers that were reserved for this laptop, used up or not.
    """

    device_id: str
    epoch: str
    cursors: tuple[ScopeCursor, ...]
    facts: tuple[FactEnvelope, ...]
    client_time: str
    ack_through: Number = 0
    want_bytes: int = 8 * 1024 * 1024
    protocol: int = PROTOCOL
    schema: int = SCHEMA
    capabilities: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    buckets: tuple[BucketSums, ...] = ()
    once_accepted: tuple[str, ...] = ()
    receipt_blocks: Annotated[tuple[ReceiptBlock, ...], msgspec.Meta(max_length=MAX_BLOCKS)] = ()


class FeedRow(msgspec.Struct, frozen=True, array_like=True):
    """One change of a scope: `op` is put (with the record) or evict (the record has left this scope).

    `to`: the scope that an evicted record went to, where the same laptop sees that one too: it stays in sight until
    it comes there.
    """

    seq: int
    entity: str
    id: str
    ver: int
    op: str
    case_id: str
    blob: bytes = b""
    to: str = ""


class VerdictsFrame(msgspec.Struct, frozen=True, tag="verdicts"):
    """One verdict per fact that was sent, in the order sent."""

    verdicts: tuple[FactVerdict, ...]


class ResetFrame(msgspec.Struct, frozen=True, tag="reset"):
    """A scope comes from 0 and is whole from `boot` on: for the first time, or because the copy cannot be continued."""

    scope: str
    boot: int
    epoch: str = ""


class PageFrame(msgspec.Struct, frozen=True, tag="page"):
    """Rows of one scope in the order of seq; applied together with `cursor` in one transaction."""

    scope: str
    cursor: int
    rows: tuple[FeedRow, ...]
    codec: str = "zstd"


class BucketsFrame(msgspec.Struct, frozen=True, tag="buckets"):
    """All that some buckets of a scope hold at `seq`; what else a laptop has in them does not belong there."""

    scope: str
    seq: int
    buckets: tuple[int, ...]
    rows: tuple[FeedRow, ...]


class EndFrame(msgspec.Struct, frozen=True, tag="end"):
    """The round is complete: heads of all scopes served, whether more is waiting, what the laptop is told to do.

    Attributes:
        digests: of each scope that was served to its head, in hex: what a laptop that has all of it must have.
        backup_at: everything kept at the server up to this moment is in its backup; empty before the first one.
        lease_days: how long a laptop may go on without contact; 0 for ever.
        file_limits: largest sizes by kind of file, and the quota with how much of it is used, in bytes.
        chain_seq, chain_hash: the last fact of this laptop's chain that the server has taken.
        receipt_blocks: the numbers this laptop may write receipts with; those of no other block are no good any more.
            Empty where nothing is told about them.
    """

    epoch: str
    server_time: str
    heads: tuple[ScopeCursor, ...]
    more: bool = False
    dropped_scopes: tuple[str, ...] = ()
    directives: tuple[str, ...] = ()
    digests: dict[str, str] = {}
    backup_at: str = ""
    lease_days: int = 0
    file_limits: dict[str, int] = {}
    protocol: int = 1
    chain_seq: int = 0
    chain_hash: str = ""
    receipt_blocks: tuple[ReceiptBlock, ...] = ()


Frame = VerdictsFrame | ResetFrame | PageFrame | BucketsFrame | EndFrame
