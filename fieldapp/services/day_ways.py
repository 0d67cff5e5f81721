"""The ways of a day: read off a region pack's road graph where one lies under it, else along the straight line."""

from __future__ import annotations

from collections.abc import Sequence

from fieldapp import paths
from fieldapp.domain.strategy.day_order import Point
from fieldapp.domain.strategy.day_task import WayTable
from fieldapp.services.day_made import WaysSaid


def day_ways(points: Sequence[Point]) -> tuple[WayTable, WaysSaid]:
    """Seconds and metres between all of these, and what they were read off. Heavy: on a worker only."""
    from fieldapp.geo.basemap.packs import installed
    from fieldapp.geo.ways.road_times import WayKind, ways_for

    if not points:
        return WayTable([], []), WaysSaid()
    ways = ways_for(points, installed(paths.map_packs()).packs)
    table, said = ways.table(points), ways.said
    return table, WaysSaid(said.kind is WayKind.GRAPH, said.name, said.kmh, said.detour_percent, said.strayed)
