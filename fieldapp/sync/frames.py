"""Pages that come close behind each other are taken together: on a fast line a transaction for each costs more than
the rows in it. On a slow one each page is kept as it comes, so that a cut loses little."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.protocol.messages import FeedRow, Frame, PageFrame

CLOSE_SECONDS = 0.25
MOST_ROWS = 4000


def together(frames: Iterator[Frame]) -> Iterator[Frame]:
    """The same frames, with following pages of one scope made one where they come fast.

    What has come when the line is cut is given out before the cut is told.
    """
    kept: PageFrame | None = None
    since = clock.monotonic()
    while True:
        try:
            frame = next(frames, None)
        except KnownError:
            if kept is not None:
                yield kept
            raise
        if kept is not None and not _joins(kept, frame, since):
            yield kept
            kept = None
        if frame is None:
            return
        if not isinstance(frame, PageFrame):
            yield frame
            continue
        if kept is None:
            kept, since = frame, clock.monotonic()
        else:
            kept = _joined(kept, frame)


def _joins(kept: PageFrame, frame: Frame | None, since: float) -> bool:
    if not isinstance(frame, PageFrame) or frame.scope != kept.scope:
        return False
    return len(kept.rows) + len(frame.rows) <= MOST_ROWS and clock.monotonic() - since < CLOSE_SECONDS


def _joined(first: PageFrame, second: PageFrame) -> PageFrame:
    """A thing that is in both was changed between them: the later one counts."""
    rows: dict[tuple[str, str], FeedRow] = {(row.entity, row.id): row for row in first.rows}
    for row in second.rows:
        rows.pop((row.entity, row.id), None)
        rows[row.entity, row.id] = row
    return msgspec.structs.replace(first, cursor=second.cursor, rows=tuple(rows.values()))
