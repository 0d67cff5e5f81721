"""What the map screen shows: the cases a wish finds, as lines of the list and as points of the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from fieldapp.geo.map_answers import MapPoint, points_json
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter, CaseLine
from ui import formats, theme
from ui.theme import Bucket
from ui.widgets.chips import bucket_words
from ui.widgets.place_sketch import Spot

ALL = 1_000_000
"""More cases than anybody has: list and map show all that are found."""
SKETCHED = 40
"""Cases the sketch shows: more would lie on one another."""


@dataclass(frozen=True, slots=True)
class MapWish:
    """What to look for: words, buckets (none: all), and whether only cases without a place."""

    text: str = ""
    buckets: tuple[str, ...] = ()
    unplaced: bool = False


@dataclass(frozen=True, slots=True)
class MapFind:
    """What was found.

    Attributes:
        lines: what the list shows, the most urgent first. points: those of them with a place, as the map reads them.
        by_bucket: how many there are in each bucket, whatever buckets the wish has.
        unplaced: how many of the found have no place, whether or not the wish wants only those.
        any_case: whether this laptop has any case at all.
    """

    wish: MapWish
    lines: tuple[CaseLine, ...]
    points: bytes
    by_bucket: dict[str, int] = field(hash=False)
    unplaced: int
    any_case: bool

    @property
    def spots(self) -> list[Spot]:
        """The most urgent of those with a place, as the sketch shows them."""
        placed = [line for line in self.lines if line.lon_e6 is not None][:SKETCHED]
        return [_spot(number, line) for number, line in enumerate(placed, start=1)]


def find_cases(desk: Desk, wish: MapWish) -> MapFind:
    """All cases the wish asks for; on a reader thread."""
    wanted = CaseFilter(wish.text, wish.buckets)
    with desk.store.reading() as unit:
        found = unit.cases.page(wanted, 0, ALL)
        by_bucket = unit.cases.by_bucket(wanted)
        any_case = bool(by_bucket) or unit.cases.totals(CaseFilter()).count > 0
    unplaced = [line for line in found if line.lon_e6 is None]
    lines = tuple(unplaced if wish.unplaced else found)
    points = points_json(point for line in lines if (point := _point(line)) is not None)
    return MapFind(wish, lines, points, by_bucket, len(unplaced), any_case)


def bucket_of(line: CaseLine) -> Bucket:
    """The line's ageing bucket, as the theme knows it."""
    return theme.BUCKETS[_rank(line)]


def row_of(lines: Sequence[CaseLine], case_id: str) -> int | None:
    """Where in the list a case is."""
    return next((row for row, line in enumerate(lines) if line.case_id == case_id), None)


def _rank(line: CaseLine) -> int:
    return [str(bucket) for bucket in theme.BUCKETS].index(line.bucket)


def _point(line: CaseLine) -> MapPoint | None:
    if line.lat_e6 is None or line.lon_e6 is None:
        return None
    title = " · ".join(part for part in (line.borrower_name, line.premises_name) if part)
    detail = f"{bucket_words(bucket_of(line), line.days_past_due)} · {formats.money(line.owed)}"
    return MapPoint(line.case_id, line.lat_e6, line.lon_e6, _rank(line), line.radius_m or 0, title, detail)


def _spot(number: int, line: CaseLine) -> Spot:
    assert line.lon_e6 is not None
    assert line.lat_e6 is not None
    place = (line.lon_e6, line.lat_e6, line.radius_m or 0)
    return Spot(line.case_id, number, line.borrower_name, *place, bucket_of(line))
