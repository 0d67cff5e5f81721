"""The pull half of a sync call: for each scope a laptop may see, what changed since its cursor, in pages.

Each page is read in a short transaction of its own, together with the scope's head and digest, so that a slow line
holds no connection and a page that reaches the head comes with the digest of exactly that state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from fieldapp.protocol.codec import dictionary_of, without_dictionary
from fieldapp.protocol.digest import differing
from fieldapp.protocol.messages import (
    DICTIONARY,
    MOVES,
    OLDEST_PULL,
    PAGE_BYTES,
    PROTOCOL,
    UPDATE_PROGRAM,
    BucketsFrame,
    BucketSums,
    EndFrame,
    FeedRow,
    Frame,
    PageFrame,
    ReceiptBlock,
    ResetFrame,
    ScopeCursor,
    SyncRequest,
)
from fieldapp.store.office.feed import Head
from fieldapp.store.office.unit import OfficeStore

FETCH_ROWS = 250
REPAIR_BYTES = 4 * 1024 * 1024
"""So much of what differs comes in one frame: a laptop takes none of more than 16 MiB."""
ROW_OVERHEAD = 120


@dataclass(frozen=True, slots=True)
class Terms:
    """What every answer ends with: see `EndFrame`."""

    epoch: str
    now: str
    lease_days: int = 0
    backup_at: str = ""
    file_limits: dict[str, int] = field(default_factory=dict)
    directives: tuple[str, ...] = ()
    chain_seq: int = 0
    chain_hash: str = ""
    receipt_blocks: tuple[ReceiptBlock, ...] = ()


@dataclass(slots=True)
class _Reply:
    """How far one answer has come."""

    store: OfficeStore
    scopes: Sequence[str]
    request: SyncRequest
    budget: int
    more: bool = False
    heads: list[ScopeCursor] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)


def pull(store: OfficeStore, standing: Mapping[str, Head], request: SyncRequest, terms: Terms) -> Iterator[Frame]:
    """Frames for everything the laptop has not seen of the scopes in `standing`; its epoch may not be ours."""
    scopes = list(standing)
    if terms.directives or request.schema < OLDEST_PULL:
        told = terms.directives or (UPDATE_PROGRAM,)
        yield _end(terms, _Reply(store, scopes, request, 0), told)
        return
    reply = _Reply(store, scopes, request, request.want_bytes)
    known = {cursor.scope: cursor for cursor in request.cursors}
    for asked in {one.scope: one for one in request.buckets}.values():
        if asked.scope in standing:
            yield from _repaired(reply, asked)
    for scope in scopes:
        cursor = known.get(scope, ScopeCursor(scope, 0))
        if _must_reset(cursor, standing[scope], same_epoch=request.epoch in {terms.epoch, ""}):
            yield ResetFrame(scope, standing[scope].seq, terms.epoch)
            cursor = ScopeCursor(scope, 0, standing[scope].seq)
        yield from _scope(reply, cursor, standing[scope], terms.epoch)
        if reply.budget <= 0:
            reply.more = reply.more or scope != scopes[-1]
            break
    yield _end(terms, reply)


def _end(terms: Terms, reply: _Reply, directives: tuple[str, ...] = ()) -> EndFrame:
    dropped = sorted({cursor.scope for cursor in reply.request.cursors} - set(reply.scopes))
    return EndFrame(
        terms.epoch,
        terms.now,
        tuple(reply.heads),
        reply.more,
        () if directives else tuple(dropped),
        directives,
        reply.digests,
        terms.backup_at,
        terms.lease_days,
        terms.file_limits,
        PROTOCOL,
        terms.chain_seq,
        terms.chain_hash,
        terms.receipt_blocks,
    )


def _must_reset(cursor: ScopeCursor, head: Head, *, same_epoch: bool) -> bool:
    """A copy that another history made, that is ahead of us, or that has missed evictions we no longer keep.

    A copy that begins is told where the head is now: evictions below that, forgotten while it comes, do not concern it.
    """
    if cursor.seq == 0:
        return cursor.boot is None
    if not same_epoch or cursor.seq > head.seq:
        return True
    return cursor.seq < head.floor and head.floor > (cursor.boot or 0)


def _scope(reply: _Reply, cursor: ScopeCursor, head: Head, epoch: str) -> Iterator[Frame]:
    """The pages of one scope; its head and digest once all of it was served."""
    scope, after, boot = cursor.scope, cursor.seq, cursor.boot
    if after >= head.seq:
        # nothing is new, which is what most calls find
        reply.heads.append(ScopeCursor(scope, head.seq))
        reply.digests[scope] = head.digest
        return
    reached = False
    while not reached and reply.budget > 0:
        with reply.store.reading() as unit:
            # whatever is numbered up to `before` is among the rows; nothing changed up to `after` if it is still there
            before = unit.feed.head(scope)
            rows = _fitting(unit.feed.rows_after(scope, after, FETCH_ROWS))
            head = unit.feed.standing([scope])[scope]
        if after and _must_reset(ScopeCursor(scope, after, boot), head, same_epoch=True):
            # while pages went out, evictions behind them were forgotten
            yield ResetFrame(scope, head.seq, epoch)
            after, boot = 0, head.seq
            continue
        after = rows[-1].seq if rows else max(before, after)
        reached = after >= head.seq
        yield PageFrame(scope, after, tuple(_for(reply, row) for row in rows))
        reply.budget -= sum(map(_size, rows))
    reply.heads.append(ScopeCursor(scope, head.seq))
    if reached:
        reply.digests[scope] = head.digest
    else:
        reply.more = True


def _size(row: FeedRow) -> int:
    return len(row.blob) + ROW_OVERHEAD


def _fitting(rows: list[FeedRow]) -> list[FeedRow]:
    """As many rows as fit a page, at least one."""
    size = 0
    for n, row in enumerate(rows):
        size += _size(row)
        if size > PAGE_BYTES and n:
            return rows[:n]
    return rows


def _for(reply: _Reply, row: FeedRow) -> FeedRow:
    """The row as this laptop can read it: where it goes to only if that is hers to know, no unknown dictionary."""
    if row.to and (row.to not in reply.scopes or MOVES not in reply.request.capabilities):
        return msgspec.structs.replace(row, to="")
    if row.blob and not _reads(reply.request.capabilities, row.blob):
        return msgspec.structs.replace(row, blob=without_dictionary(row.blob))
    return row


def _reads(capabilities: Sequence[str], blob: bytes) -> bool:
    """Whether the laptop has this dictionary, or knows how to ask for it."""
    return any(one.startswith(DICTIONARY) for one in capabilities) or not dictionary_of(blob)


def _repaired(reply: _Reply, asked: BucketSums) -> Iterator[Frame]:
    """The buckets in which a laptop's copy differs, if it stands where we do; else it will ask again."""
    with reply.store.reading() as unit:
        buckets = differing(unit.feed.sums(asked.scope), asked.sums)
        sizes = unit.feed.bucket_bytes(asked.scope)
    for some in _by_size(buckets, sizes):
        with reply.store.reading() as unit:
            rows = unit.feed.in_buckets(asked.scope, some)
            if unit.feed.head(asked.scope) != asked.seq:
                return
        yield BucketsFrame(asked.scope, asked.seq, some, tuple(_for(reply, row) for row in rows))


def _by_size(buckets: Sequence[int], sizes: Mapping[int, int]) -> Iterator[tuple[int, ...]]:
    """The buckets in groups that fit a frame each. One group where none differ: the laptop has only counted wrong."""
    some: list[int] = []
    size = 0
    for bucket in buckets:
        if some and size + sizes.get(bucket, 0) > REPAIR_BYTES:
            yield tuple(some)
            some, size = [], 0
        some.append(bucket)
        size += sizes.get(bucket, 0)
    yield tuple(some)
