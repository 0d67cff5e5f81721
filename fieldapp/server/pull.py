"""The pull half of a sync call: for each scope a laptop may see, what changed since its cursor, in pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldapp.protocol.messages import PAGE_BYTES, EndFrame, FeedRow, Frame, PageFrame, ResetFrame, ScopeCursor
from fieldapp.store.office.unit import OfficeStore, OfficeUnit

FETCH_ROWS = 500
ROW_OVERHEAD = 120


def pull(
    store: OfficeStore, scopes: Sequence[str], cursors: Sequence[ScopeCursor], epoch: str, want_bytes: int, now: str
) -> Iterator[Frame]:
    """Frames for everything the laptop has not seen; `epoch` is the one it knows, which may not be ours."""
    known = {cursor.scope: cursor for cursor in cursors}
    heads: list[ScopeCursor] = []
    budget, more = want_bytes, False
    with store.reading() as unit:
        ours = unit.settings.get("epoch") or ""
        for scope in scopes:
            cursor = known.get(scope, ScopeCursor(scope, 0))
            head = unit.feed.head(scope)
            if _must_reset(unit, cursor, head, same_epoch=epoch in {ours, ""}):
                yield ResetFrame(scope, head)
                cursor = ScopeCursor(scope, 0, head)
            reached = cursor.seq
            for page in _pages(unit, scope, cursor.seq):
                yield page
                reached = page.cursor
                budget -= sum(len(row.blob) + ROW_OVERHEAD for row in page.rows)
                if budget <= 0:
                    break
            heads.append(ScopeCursor(scope, head))
            if budget <= 0:
                more = more or reached < head or scope != scopes[-1]
                break
        dropped = tuple(sorted(set(known) - set(scopes)))
        yield EndFrame(ours, now, tuple(heads), more, dropped)


def _must_reset(unit: OfficeUnit, cursor: ScopeCursor, head: int, *, same_epoch: bool) -> bool:
    """A copy that another history made, that is ahead of us, or that has missed evictions we no longer keep."""
    if cursor.seq == 0:
        return False
    if not same_epoch or cursor.seq > head:
        return True
    floor = unit.feed.floor(cursor.scope)
    return cursor.seq < floor and floor > (cursor.boot or 0)


def _pages(unit: OfficeUnit, scope: str, after: int) -> Iterator[PageFrame]:
    rows: list[FeedRow] = []
    size = 0
    while batch := unit.feed.rows_after(scope, after, FETCH_ROWS):
        for row in batch:
            rows.append(row)
            size += len(row.blob) + ROW_OVERHEAD
            if size >= PAGE_BYTES:
                yield PageFrame(scope, row.seq, tuple(rows))
                rows, size = [], 0
        after = batch[-1].seq
    if rows:
        yield PageFrame(scope, after, tuple(rows))
