"""A day to be planned as a JSON file says it, checked field by field (docs/geo-plan.md tells how it is written)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn, TypeAlias

import msgspec

from fieldapp.domain.strategy.day_task import END, FIRST_STOP, DayLimits, DayTask, DayTaskStop, WayTable, Window
from fieldapp.errors import KnownError

Point: TypeAlias = tuple[int, int]
Table: TypeAlias = Callable[[Sequence[Point]], WayTable]
Time: TypeAlias = int | float | str
"""Seconds after midnight, or "HH:MM"."""
Grid: TypeAlias = list[list[float]]

CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?")
FINER = 1_000
"""Where any time is not a whole second, everything is reckoned in thousandths."""
A_DAY = 24 * 3600
MOST_STOPS = 500
MILLION = 1_000_000
LARGEST = 1e9


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of the file: a field nobody knows is refused, so that no wish is passed over in silence."""


class StopAsked(_Part, frozen=True):
    """One stop: its place or its row of the matrix, when a visit may begin, how long it takes, what it is worth."""

    id: str | int | None = None
    lon: float | None = None
    lat: float | None = None
    node: int | None = None
    windows: list[tuple[Time, Time]] | None = None
    service: float = 0
    prize: float = 1
    required: bool = False


class EndAsked(_Part, frozen=True):
    """Where and when the day begins or ends."""

    lon: float | None = None
    lat: float | None = None
    node: int | None = None
    time: Time | None = None


class DayAsked(_Part, frozen=True):
    """A day.

    Attributes:
        limit: most seconds between leaving and being back.
        objective: "prize": the most prize, and of as much the least work; "balance": a prize is worth its seconds.
    """

    stops: list[StopAsked]
    start: EndAsked = EndAsked()
    end: EndAsked | None = None
    limit: float | None = None
    matrix: Grid | None = None
    metres: Grid | None = None
    kmh: int | None = None
    detour_percent: int | None = None
    objective: Literal["prize", "balance"] = "prize"
    seed: int | None = None
    iterations: int | None = None


@dataclass(frozen=True, slots=True)
class DayRead:
    """A day that was read: `finer` units of the task are one second of the file.

    Attributes:
        points: of start, end and stops, where the file gives places. prizes: as the file has them.
    """

    task: DayTask
    finer: int
    points: tuple[Point, ...]
    prizes: tuple[float, ...]


def wrong(field: str, detail: str) -> NoReturn:
    """Refuse a field.

    Raises:
        KnownError: `geo_plan.field_wrong`.
    """
    raise KnownError("geo_plan.field_wrong", {"field": field, "detail": detail})


def read_day(text: bytes) -> DayAsked:
    """What a file asks, its fields and their kinds checked.

    Raises:
        KnownError: `geo_plan.not_json`, or `plan.field_wrong` naming the field and the reason.
    """
    try:
        asked = msgspec.convert(_written_out(msgspec.json.decode(text)), DayAsked)
    except msgspec.ValidationError as error:
        detail, _, place = str(error).partition(" - at `$")
        wrong(place.removesuffix("`").lstrip(".") or "(the whole file)", detail)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise KnownError("geo_plan.not_json", {"detail": str(error)}) from error
    if len(asked.stops) > MOST_STOPS:
        wrong("stops", f"{len(asked.stops)} stops, at most {MOST_STOPS} are planned")
    for name, least in (("limit", 0), ("seed", 0), ("iterations", 0), ("kmh", 1), ("detour_percent", 100)):
        value = getattr(asked, name)
        if value is not None and not least <= value <= LARGEST:
            wrong(name, f"{value} is not between {least} and {LARGEST:g}")
    for at, stop in enumerate(asked.stops):
        for name in ("service", "prize"):
            if not 0 <= getattr(stop, name) <= LARGEST:
                wrong(f"stops[{at}].{name}", f"{getattr(stop, name)} is not between 0 and {LARGEST:g}")
    return asked


def _written_out(day: object) -> object:
    """The day with `start` and `end` as objects: a row of the matrix, a place or a time may stand there alone."""
    if not isinstance(day, dict):
        return day
    return day | {name: _end_written_out(day[name]) for name in ("start", "end") if name in day}


def _end_written_out(value: object) -> object:
    match value:
        case bool():
            return value
        case int():
            return {"node": value}
        case str():
            return {"time": value}
        case [int() | float() as lon, int() | float() as lat]:
            return {"lon": lon, "lat": lat}
    return value


def task_of(asked: DayAsked, table: Table) -> DayRead:
    """The task that the planner is asked; ways between places are looked up in `table`.

    Raises:
        KnownError: `geo_plan.field_wrong` naming the field and the reason.
    """
    whole = all(float(one).is_integer() for one in _figures(asked))
    finer = 1 if whole else FINER
    end = asked.end or EndAsked(lon=asked.start.lon, lat=asked.start.lat, node=asked.start.node)
    points: tuple[Point, ...] = ()
    if asked.matrix is None:
        points = tuple(_point(*one) for one in _named(asked, end))
        ways = table(points)
    else:
        ways = _from_matrix(asked, end, finer)
    starts = _scaled(_time(asked.start.time, "start.time", 0), finer)
    hours = [_windows(stop, f"stops[{at}].windows", finer) for at, stop in enumerate(asked.stops)]
    services = [_scaled(stop.service, finer) for stop in asked.stops]
    latest = [
        max((one.closes for one in windows or ()), default=0) + service + ways.seconds[node][END]
        for node, (windows, service) in enumerate(zip(hours, services, strict=True), FIRST_STOP)
    ]
    late = _scaled(_time(end.time, "end.time", None), finer) if end.time is not None else max([A_DAY * finer, *latest])
    if late < starts:
        wrong("end.time", "before start.time")
    weight = 1 if asked.objective == "balance" else 2 * (late - starts) + 1
    stops = tuple(
        DayTaskStop(
            name,
            (Window(starts, late),) if windows is None else windows,
            service,
            round(stop.prize * finer) * weight,
            stop.required,
        )
        for name, stop, windows, service in zip(_ids(asked), asked.stops, hours, services, strict=True)
    )
    limits = DayLimits(starts, late, None if asked.limit is None else _scaled(asked.limit, finer))
    return DayRead(DayTask(stops, limits, ways), finer, points, tuple(stop.prize for stop in asked.stops))


def _figures(asked: DayAsked) -> Iterator[float]:
    """All that is a time or a prize."""
    yield from (asked.limit or 0, _time(asked.start.time, "start.time", 0))
    yield _time(asked.end.time if asked.end else None, "end.time", 0)
    for at, stop in enumerate(asked.stops):
        yield from (stop.service, stop.prize)
        for which, window in enumerate(stop.windows or ()):
            yield from (_time(one, f"stops[{at}].windows[{which}]", 0) for one in window)
    for row in asked.matrix or ():
        yield from row


def _time(said: Time | None, field: str, default: float | None) -> float:
    if said is None:
        assert default is not None
        return default
    if isinstance(said, str):
        clock = CLOCK.fullmatch(said)
        if clock is None:
            wrong(field, f"not a time like 09:30 and no number of seconds: {said!r}")
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return hours * 3600 + minutes * 60 + seconds
    if not 0 <= said <= LARGEST:
        wrong(field, f"{said} is not between 0 and {LARGEST:g}")
    return said


def _scaled(seconds: float, finer: int) -> int:
    return round(seconds * finer)


def _windows(stop: StopAsked, field: str, finer: int) -> tuple[Window, ...] | None:
    """In order and apart from each other; None where the stop names none: the whole day."""
    if stop.windows is None:
        return None
    windows: list[Window] = []
    for at, (opens, closes) in enumerate(stop.windows):
        one = Window(*(_scaled(_time(part, f"{field}[{at}]", 0), finer) for part in (opens, closes)))
        if one.closes < one.opens:
            wrong(f"{field}[{at}]", "it closes before it opens")
        windows.append(one)
    joined: list[Window] = []
    for one in sorted(windows, key=lambda window: (window.opens, window.closes)):
        if joined and one.opens <= joined[-1].closes:
            joined[-1] = Window(joined[-1].opens, max(joined[-1].closes, one.closes))
        else:
            joined.append(one)
    return tuple(joined)


def _ids(asked: DayAsked) -> list[str]:
    """Names of the stops: as they say, or their place in the file counted from 1."""
    ids = [str(at if stop.id is None else stop.id) for at, stop in enumerate(asked.stops, 1)]
    for at, one in enumerate(ids):
        if ids.index(one) != at:
            wrong(f"stops[{at}].id", f"{one!r} is the id of stops[{ids.index(one)}] already")
    return ids


def _named(asked: DayAsked, end: EndAsked) -> Iterator[tuple[str, EndAsked | StopAsked]]:
    """Start, end and stops with their names in the file."""
    yield from (("start", asked.start), ("end" if asked.end else "start", end))
    yield from ((f"stops[{at}]", stop) for at, stop in enumerate(asked.stops))


def _point(field: str, one: EndAsked | StopAsked) -> Point:
    if one.lon is None or one.lat is None:
        wrong(f"{field}.{'lon' if one.lon is None else 'lat'}", "missing: a place or a matrix is needed")
    for name, value, most in (("lon", one.lon, 180), ("lat", one.lat, 90)):
        if not abs(value) <= most:
            wrong(f"{field}.{name}", f"{value} is not between -{most} and {most}")
    if one.lon == 0 == one.lat:
        wrong(field, "0/0 is no place")
    return round(one.lon * MILLION), round(one.lat * MILLION)


def _from_matrix(asked: DayAsked, end: EndAsked, finer: int) -> WayTable:
    """The ways as the matrix has them, start, end and stops in the planner's order."""
    grid = asked.matrix or []
    for name, rows in (("matrix", grid), ("metres", asked.metres or grid)):
        if len(rows) != len(grid):
            wrong(name, f"{len(rows)} rows, the matrix has {len(grid)}")
        for at, row in enumerate(rows):
            if len(row) != len(grid):
                wrong(f"{name}[{at}]", f"{len(row)} columns, but there are {len(grid)} rows")
            for column, value in enumerate(row):
                if not 0 <= value <= LARGEST:
                    wrong(f"{name}[{at}][{column}]", f"{value} is not between 0 and {LARGEST:g}")
    nodes = _nodes(asked, end, len(grid))
    return WayTable(_picked(grid, nodes, finer), _picked(asked.metres or [[0.0] * len(grid)] * len(grid), nodes, 1))


def _picked(rows: Grid, nodes: Sequence[int], finer: int) -> list[list[int]]:
    """A matrix in the planner's order, with no way from a node to itself."""
    return [
        [0 if at == to else _scaled(rows[one][other], finer) for to, other in enumerate(nodes)]
        for at, one in enumerate(nodes)
    ]


def _nodes(asked: DayAsked, end: EndAsked, rows: int) -> list[int]:
    """Rows of the matrix: as the file names them; else start, then end where there is a row for it, then the stops."""
    named = list(_named(asked, end))
    if all(one.node is None for _, one in named):
        spare = rows - len(asked.stops)
        if spare not in {1, 2}:
            wrong(
                "matrix", f"{rows} rows for {len(asked.stops)} stops: one more (start and end) or two more are needed"
            )
        return [0, spare - 1, *range(spare, rows)]
    for field, one in named:
        if one.node is None or not 0 <= one.node < rows:
            wrong(f"{field}.node", f"{one.node} is no row of the matrix, which has {rows}")
    return [one.node or 0 for _, one in named]
