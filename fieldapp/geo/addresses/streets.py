"""The streets of a region pack: from the name of a street to a point on it, where the name leaves no doubt.

A pack's `streets.db` is a plain SQLite file with one table, made by the office's pack builder from the same extract as
its map, all in WGS-84 degrees:

    CREATE TABLE s (name TEXT NOT NULL, num TEXT, lon REAL NOT NULL, lat REAL NOT NULL, len REAL NOT NULL);
    CREATE INDEX s_name ON s (name, num);

A row without `num` is a piece of a street: its name as `address_text.plain` writes it, a point in the middle of the
piece, its length in metres. A row with `num` is one house number of that street (`num` without 号), with `len` 0.

Many towns have a street of the same name, and no map is complete: the one that is found may be another town's. So a
street whose pieces lie far apart is refused, and so is a name that every town has, unless it is known which town.
"""

from __future__ import annotations

import re
import sqlite3
import statistics
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from pathlib import Path

from fieldapp.errors import KnownError

SPREAD_KM = 6.0
"""Pieces of one name that lie farther from their middle are more than one street."""
TOWN_KM = 15.0
"""Up to here a place tells which town is meant, so that a name every town has can be taken."""
DOOR_M, LEAST_M = 150, 300
"""Radius of a house number, and the least of a street."""
_KM_A_DEGREE = 111.2
_ROAD = re.compile(
    r"([\u4e00-\u9fff0-9a-z]{1,14}?(?:大街|大道|公路|环路|国道|省道|[东南西北中]路|路|街|巷|弄|胡同|里))(?:(\d+(?:-\d+)?)号?)?"
)
_EVERYWHERE = re.compile(
    r"(?:人民|解放|建设|中山|和平|胜利|新华|文化|幸福|团结|友谊|光明|前进|工农|工业|中心|中央|迎宾|站前|车站|府前|政府|学府|振兴|"
    r"兴业|创业|繁荣|富民|富强|民主|民生|滨河|沿河|河滨|公园|体育|环城|北环|南环|东环|西环|一环|二环|三环|外环|内环|长江|黄河|"
    r"东风|红旗|朝阳|健康|健民|青年|商业|市场|银河|世纪|发展|开发|科技|东|西|南|北|中|老|新|正)[东南西北中]?(?:大街|大道|路|街)"
)
Row = tuple[str | None, float, float, float]


@dataclass(frozen=True, slots=True)
class StreetPoint:
    """A point on a street: degrees (WGS-84), how far along or off it the address may be, and whether it is a number."""

    name: str
    lon: float
    lat: float
    radius_m: int
    door: bool


class Streets:
    """The streets of one pack, read by any thread."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self._lock = threading.Lock()
        try:
            self._connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, check_same_thread=False)
            self._connection.execute("SELECT name, num, lon, lat, len FROM s LIMIT 1").fetchall()
        except sqlite3.Error as error:
            raise self._unreadable() from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def find(self, rest: str, lon: float, lat: float, within_km: float) -> StreetPoint | None:
        """The street that the text behind the divisions names, about a point in degrees; None where it is in doubt.

        Raises:
            KnownError: `geo.streets_unreadable`.
        """
        for name, number in named_streets(rest):
            if within_km > TOWN_KM and _EVERYWHERE.fullmatch(name):
                continue
            point = _on(name, number, self._near(name, lon, lat, within_km))
            if point is not None:
                return point
        return None

    def _near(self, name: str, lon: float, lat: float, within_km: float) -> list[Row]:
        try:
            with self._lock:
                rows = self._connection.execute("SELECT num, lon, lat, len FROM s WHERE name = ?", (name,)).fetchall()
        except sqlite3.Error as error:
            raise self._unreadable() from error
        return [row for row in rows if _km(row[1] - lon, row[2] - lat, lat) < within_km]

    def _unreadable(self) -> KnownError:
        return KnownError("geo.streets_unreadable", {"file": self.database.name})


def named_streets(rest: str) -> Iterator[tuple[str, str]]:
    """Names of streets in a text with their house numbers, each from its longest form: 科技园深南大道, …, 深南大道."""
    for found in _ROAD.finditer(rest):
        name, number = found[1], found[2] or ""
        for cut in range(max(1, len(name) - 2)):
            yield name[cut:], number


def _on(name: str, number: str, rows: Sequence[Row]) -> StreetPoint | None:
    if not rows:
        return None
    x, y = statistics.median(row[1] for row in rows), statistics.median(row[2] for row in rows)
    spread = max(_km(row[1] - x, row[2] - y, y) + row[3] / 2000 for row in rows)
    if spread > SPREAD_KM:
        return None
    door = next((row for row in rows if number and row[0] == number), None)
    if door is not None:
        return StreetPoint(name, door[1], door[2], DOOR_M, door=True)
    return StreetPoint(name, x, y, max(LEAST_M, round(spread * 1000)), door=False)


def _km(east: float, north: float, lat: float) -> float:
    return hypot(east * cos(radians(lat)), north) * _KM_A_DEGREE
