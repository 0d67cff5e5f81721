"""The way of today on the map: its stops with their numbers, and the line between them along the roads, if any are
known. Read beside the cases, since the roads of a region take a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from fieldapp.geo.basemap.map_answers import RouteStop
from fieldapp.services.desk import Desk
from fieldapp.services.plan_day import Day, plan_day, point, rough_point
from ui.i18n import translate
from ui.viewmodels.map_cases import title

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MapRoute:
    """Stops that have a place, and the way between those whose place will do for one.

    Attributes:
        way: by what it is known, empty where there is none.
    """

    stops: tuple[RouteStop, ...] = ()
    line: tuple[Point, ...] = ()
    way: str = ""


def read_route(desk: Desk, packs: Path) -> MapRoute:
    """Today's way; on a reader thread."""
    day = plan_day(desk)
    stops = tuple(
        RouteStop(number, *place, one.line.case_id, title(one.line.borrower_name, one.line.premises_name))
        for number, one in enumerate(day.stops, start=1)
        if (place := rough_point(one.line)) is not None
    )
    through = _through(day, [place for one in day.stops if (place := point(one.line)) is not None])
    if len(through) < 2:
        return MapRoute(stops)
    line, way = _line(through, packs)
    return MapRoute(stops, line, way)


def _through(day: Day, stops: Sequence[Point]) -> list[Point]:
    """From where the day begins to where it ends, where that is known."""
    ends = [day.habits.start, day.habits.end]
    begins, home = ((one.lon_e6, one.lat_e6) if one is not None else None for one in ends)
    return [place for place in (begins, *stops, home) if place is not None] if stops else []


def _line(through: Sequence[Point], packs: Path) -> tuple[tuple[Point, ...], str]:
    from fieldapp.geo.basemap.packs import installed
    from fieldapp.geo.ways.road_times import WayKind, ways_for  # NumPy, and where there are roads SciPy

    ways = ways_for(through, installed(packs).packs)
    line: list[Point] = [through[0]]
    for one, other in pairwise(through):
        line += ways.path(one, other)[1:]
    if ways.said.kind is WayKind.GRAPH:
        return tuple(line), translate("MapPage", "今日路线（按道路）")
    return tuple(line), translate("MapPage", "今日路线（直线）")
