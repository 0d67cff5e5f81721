"""What the map screen shows: the cases a wish finds, as lines of the list, and their premises as points of the map."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from fieldapp.geo.basemap.map_answers import MapAnswer, MapKind, MapPoint, points_answer
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter, CaseLine
from fieldapp.store.laptop.premises_list import PremisesLine
from ui import formats, theme
from ui.theme import Bucket
from ui.tokens import LIGHT
from ui.widgets.chips import bucket_words
from ui.widgets.shapes import BUCKET_SHAPES

ALL = 1_000_000
"""More cases than anybody has: list and map show all that are found."""
_RANKS = {str(bucket): rank for rank, bucket in enumerate(theme.BUCKETS)}


@dataclass(frozen=True, slots=True)
class MapWish:
    """What to look for: words, buckets (none: all), only cases without a place, only these cases (none: all)."""

    text: str = ""
    buckets: tuple[str, ...] = ()
    unplaced: bool = False
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MapFind:
    """What was found.

    Attributes:
        lines: what the list shows, the most urgent first. points: their premises with a place, as the map reads them.
        by_bucket: how many there are in each bucket, whatever buckets the wish has.
        unplaced: how many of the found have no place, whether or not the wish wants only those.
        any_case: whether this laptop has any case at all.
        rows: where in the list each case is. oldest: when the oldest of their balances was taken.
        stamp: the same for the same lines and points: what is compared in place of tens of thousands of them.
    """

    wish: MapWish
    lines: tuple[CaseLine, ...] = field(compare=False)
    points: MapAnswer = field(compare=False)
    by_bucket: dict[str, int] = field(hash=False)
    unplaced: int
    any_case: bool
    stamp: bytes
    rows: dict[str, int] = field(compare=False, default_factory=dict)
    oldest: datetime | None = field(compare=False, default=None)


def find_cases(desk: Desk, wish: MapWish) -> MapFind:
    """All cases the wish asks for; on a reader thread."""
    wanted = CaseFilter(wish.text, wish.buckets)
    with desk.store.reading() as unit:
        found = unit.cases.page(wanted, 0, ALL)
        premises = unit.premises.points(wanted)
        by_bucket = unit.cases.by_bucket(wanted)
        any_case = bool(by_bucket) or unit.cases.totals(CaseFilter()).count > 0
    if wish.only:
        only = frozenset(wish.only)
        found = [line for line in found if line.case_id in only]
        premises = [line for line in premises if line.case_id in only]
    placed = {line.case_id for line in premises}
    unplaced = [line for line in found if line.case_id not in placed and line.lon_e6 is None]
    lines = tuple(unplaced if wish.unplaced else found)
    answer = points_answer(() if wish.unplaced else map(_point, premises))
    rows = {line.case_id: row for row, line in enumerate(lines)}
    oldest = min((line.balance_at for line in lines), default=None)
    stamp = _stamp(lines, answer)
    return MapFind(wish, lines, answer, by_bucket, len(unplaced), any_case, stamp, rows, oldest)


def kinds() -> list[MapKind]:
    """The ageing buckets as the map knows them, in the theme in force."""
    shapes = [(bucket, theme.bucket_colour(bucket).name(), BUCKET_SHAPES[bucket]) for bucket in theme.BUCKETS]
    return [MapKind(*one, paper) for one, paper in zip(shapes, LIGHT.buckets, strict=True)]


def bucket_of(line: CaseLine) -> Bucket:
    """The line's ageing bucket, as the theme knows it."""
    return theme.BUCKETS[_RANKS[line.bucket]]


def row_of(lines: Sequence[CaseLine], case_id: str) -> int | None:
    """Where in the list a case is."""
    return next((row for row, line in enumerate(lines) if line.case_id == case_id), None)


def title(borrower: str, premises: str) -> str:
    """Whose it is, and which business."""
    return " · ".join(part for part in (borrower, premises) if part)


def _point(line: PremisesLine) -> MapPoint:
    assert line.lat_e6 is not None
    assert line.lon_e6 is not None
    rank = _RANKS[line.bucket]
    detail = f"{bucket_words(theme.BUCKETS[rank], line.days_past_due)} · {formats.money(line.owed)}"
    said = title(line.borrower_name, line.name)
    return MapPoint(line.case_id, line.lat_e6, line.lon_e6, rank, line.radius_m or 0, said, detail)


def _stamp(lines: tuple[CaseLine, ...], points: MapAnswer) -> bytes:
    told = hashlib.blake2b(msgspec.msgpack.encode(lines), digest_size=16)
    for page in points.pages:
        told.update(page)
    return told.digest()
