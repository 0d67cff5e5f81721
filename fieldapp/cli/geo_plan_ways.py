"""Where a day's ways come from when it is planned on the command line: its matrix, a region pack, the straight line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fieldapp.cli.geo_plan_question import DayAsked, Point
from fieldapp.domain.strategy.day_task import WayTable
from fieldapp.geo.basemap.packs import Pack, read_pack
from fieldapp.geo.ways.road_times import DETOUR_PERCENT, KMH, StraightWays, Ways, WaySource, ways_for


@dataclass
class AskedWays:
    """The ways of one day, and what they were read off once they were asked for."""

    straight: StraightWays
    packs: list[Pack]
    used: list[WaySource] = field(default_factory=list)

    @classmethod
    def of(cls, asked: DayAsked, folders: Sequence[Path]) -> AskedWays:
        """As the day asks.

        Raises:
            KnownError: a pack is broken.
        """
        straight = StraightWays(asked.kmh or KMH, asked.detour_percent or DETOUR_PERCENT)
        return cls(straight, [read_pack(folder) for folder in folders])

    def table(self, points: Sequence[Point]) -> WayTable:
        """Seconds and metres between places."""
        ways: Ways = ways_for(points, self.packs) if self.packs else self.straight
        found = ways.table(points)
        self.used = [ways.said]
        return found

    def told(self) -> dict[str, Any]:
        """What the ways were read off, for the answer."""
        if not self.used:
            return {"kind": "matrix"}
        said = self.used[0]
        straight = {"kmh": said.kmh, "detour_percent": said.detour_percent}
        return {"kind": said.kind.value, "name": said.name, **straight, "strayed": said.strayed}
