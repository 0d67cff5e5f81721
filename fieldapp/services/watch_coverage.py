"""Where a supervisor's team has been and where not: by district, by square of the map, by collector.

Only premises and cases are counted. Where a collector is or was on the way is not known here and nowhere else: a
visit is counted by its day, not by whoever made it being somewhere.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median_low

from fieldapp import clock
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter, CaseLine

ALL = 1_000_000
EXACT_METRES = 1_500
"""A place known less exactly is counted in its district, and not in a square it may not be in."""
METRES_A_DEGREE = 111_320
SQUARES = (250, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
"""Sides a square may have, in metres."""
MOST_ACROSS = 9
"""Squares from one edge of the picture to the other."""
DISTRICT, COLLECTOR = "district:", "collector:"
OUTLIERS = 0.01
"""Share of cases at each edge that do not stretch the picture: one wrong place would make all others one dot."""


@dataclass(frozen=True, slots=True)
class CoverageWish:
    """What to look at: visited within so many days, in these buckets (none: all), of one collector or one team."""

    days: int = 30
    buckets: tuple[str, ...] = ()
    collector: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class CoveredCase:
    """A case: its line, whether somebody was there within the time asked for, and whether anybody works on it."""

    line: CaseLine
    seen: bool
    unassigned: bool
    collector: str

    @property
    def exact(self) -> bool:
        """Whether its place is known well enough to be drawn."""
        return self.line.lon_e6 is not None and (self.line.radius_m or 0) <= EXACT_METRES


@dataclass(frozen=True, slots=True)
class Share:
    """So many cases, so many of them seen, so many without anybody, owing so much today (minor units)."""

    count: int
    seen: int
    unassigned: int
    owed: int

    @property
    def unseen(self) -> int:
        """Where nobody has been within the time asked for."""
        return self.count - self.seen

    @property
    def percent(self) -> int:
        """Seen of a hundred, rounded down, so that 100 means all of them."""
        return self.seen * 100 // self.count if self.count else 0


@dataclass(frozen=True, slots=True)
class District:
    """A district with its share; the name is empty where the cases have none."""

    name: str
    share: Share


@dataclass(frozen=True, slots=True)
class Workload:
    """A collector's work; `late_days` is the median of days past due; `staff` None for somebody unknown here."""

    staff_id: str
    staff: Staff | None
    share: Share
    late_days: int


@dataclass(frozen=True, slots=True)
class Square:
    """A square of the map: its south-western corner (WGS-84, 1e-6 °), its extent in the same, and who is in it."""

    key: str
    lon_e6: int
    lat_e6: int
    wide_e6: int
    tall_e6: int
    share: Share


@dataclass(frozen=True, slots=True)
class Coverage:
    """All of it. Two are equal when they were asked the same and have the same `mark`.

    Attributes:
        side: of a square in metres. placed: the key of the square that a case is drawn in, by the case.
        by_bucket: counts whatever buckets the wish has.
        mark: differs where anything differs that is shown of the cases.
    """

    wish: CoverageWish
    cases: tuple[CoveredCase, ...] = field(compare=False)
    districts: tuple[District, ...] = field(compare=False)
    workloads: tuple[Workload, ...] = field(compare=False)
    squares: tuple[Square, ...] = field(compare=False)
    placed: dict[str, str] = field(compare=False)
    side: int = field(compare=False)
    total: Share
    by_bucket: dict[str, int]
    collectors: tuple[Staff, ...]
    teams: tuple[str, ...]
    mark: int
    _about: dict[str, frozenset[str]] = field(compare=False)

    def squares_in(self, district: str) -> frozenset[str]:
        """The squares in which cases of a district are drawn."""
        return self._about.get(f"{DISTRICT}{district}", frozenset())

    def squares_with(self, staff_id: str) -> frozenset[str]:
        """The squares in which cases of a collector are drawn."""
        return self._about.get(f"{COLLECTOR}{staff_id}", frozenset())

    @property
    def inexact(self) -> int:
        """Cases whose place is known too roughly, or not at all, to be drawn."""
        return sum(not one.exact for one in self.cases)


def watch_coverage(desk: Desk, wish: CoverageWish) -> Coverage:
    """Look at all cases on this laptop."""
    with desk.store.reading() as unit:
        staff = unit.shadow.staff()
        lines = unit.cases.page(CaseFilter(buckets=wish.buckets, collector=wish.collector), 0, ALL)
        by_bucket = unit.cases.by_bucket(CaseFilter(collector=wish.collector))
    members = {id_ for id_, one in staff.items() if not wish.team or one.team == wish.team}
    since = clock.now() - timedelta(days=wish.days)
    cases = tuple(_case(line, staff, since) for line in lines if not wish.team or line.assigned_to in members)
    squares, side, placed = squares_of(cases)
    collectors = [one for one in staff.values() if one.role is StaffRole.COLLECTOR]
    own = {one.line.assigned_to for one in cases} | {one.id for one in collectors if one.team == desk.staff.team}
    return Coverage(
        wish=wish,
        cases=cases,
        districts=_districts(cases),
        workloads=_workloads(cases, staff, own if not wish.collector else {wish.collector}),
        squares=squares,
        placed=placed,
        side=side,
        total=share_of(cases),
        by_bucket=by_bucket,
        collectors=tuple(sorted((one for one in collectors if one.id in own), key=lambda one: one.staff_no)),
        teams=tuple(sorted({one.team for one in collectors if one.id in own})),
        mark=_mark(cases),
        _about=_about(cases, placed),
    )


def share_of(cases: Iterable[CoveredCase]) -> Share:
    """Count them."""
    count = seen = unassigned = owed = 0
    for one in cases:
        count += 1
        seen += one.seen
        unassigned += one.unassigned
        owed += one.line.owed
    return Share(count, seen, unassigned, owed)


def squares_of(cases: Sequence[CoveredCase]) -> tuple[tuple[Square, ...], int, dict[str, str]]:
    """The squares with a case in them, their side in metres, and the square of each case."""
    lons = sorted(one.line.lon_e6 for one in cases if one.exact and one.line.lon_e6 is not None)
    lats = sorted(one.line.lat_e6 for one in cases if one.exact and one.line.lat_e6 is not None)
    if not lons or not lats:
        return (), SQUARES[0], {}
    middle = lats[len(lats) // 2] / 1e6
    side = _side(lons, lats, middle)
    tall, wide = _extent(side, middle)
    held: dict[tuple[int, int], list[CoveredCase]] = defaultdict(list)
    placed: dict[str, str] = {}
    for one in cases:
        lon, lat = one.line.lon_e6, one.line.lat_e6
        if one.exact and lon is not None and lat is not None:
            x, y = lon // wide, lat // tall
            held[x, y].append(one)
            placed[one.line.case_id] = f"{x}:{y}"
    found = (
        Square(f"{x}:{y}", x * wide, y * tall, wide, tall, share_of(inside)) for (x, y), inside in sorted(held.items())
    )
    return tuple(found), side, placed


def _about(cases: Sequence[CoveredCase], placed: dict[str, str]) -> dict[str, frozenset[str]]:
    """The squares of each district and of each collector: asked for at every step through a table."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in cases:
        square = placed.get(one.line.case_id)
        if square is not None:
            found[f"{DISTRICT}{one.line.district}"].add(square)
            found[f"{COLLECTOR}{one.line.assigned_to}"].add(square)
    return {name: frozenset(squares) for name, squares in found.items()}


def _mark(cases: Sequence[CoveredCase]) -> int:
    return hash(
        tuple(
            (c.line.case_id, c.seen, c.collector, c.unassigned, c.line.owed, c.line.days_past_due, c.line.lon_e6,
             c.line.lat_e6, c.line.radius_m, c.line.last_visit_at, c.line.borrower_name, c.line.premises_name)
            for c in cases
        )
    )  # fmt: skip


def _case(line: CaseLine, staff: dict[str, Staff], since: datetime) -> CoveredCase:
    keeper = staff.get(line.assigned_to)
    working = keeper is not None and keeper.active and keeper.role is StaffRole.COLLECTOR
    seen = line.last_visit_at is not None and line.last_visit_at >= since
    return CoveredCase(line, seen, not working, keeper.name if keeper is not None else "")


def _districts(cases: Sequence[CoveredCase]) -> tuple[District, ...]:
    held: dict[str, list[CoveredCase]] = defaultdict(list)
    for one in cases:
        held[one.line.district].append(one)
    found = [District(name, share_of(inside)) for name, inside in held.items()]
    return tuple(sorted(found, key=lambda one: (-one.share.unseen, one.name)))


def _workloads(cases: Sequence[CoveredCase], staff: dict[str, Staff], own: set[str]) -> tuple[Workload, ...]:
    held: dict[str, list[CoveredCase]] = {id_: [] for id_ in own}
    for one in cases:
        held.setdefault(one.line.assigned_to, []).append(one)
    found = [
        Workload(id_, staff.get(id_), share_of(inside), median_low([c.line.days_past_due for c in inside] or [0]))
        for id_, inside in held.items()
        if inside or ((who := staff.get(id_)) is not None and who.active)
    ]
    return tuple(sorted(found, key=lambda one: (-one.share.owed, one.staff_id)))


def _side(lons: Sequence[int], lats: Sequence[int], middle: float) -> int:
    cut = int(len(lons) * OUTLIERS)
    across = (lons[-1 - cut] - lons[cut]) / 1e6 * METRES_A_DEGREE * math.cos(math.radians(middle))
    up = (lats[-1 - cut] - lats[cut]) / 1e6 * METRES_A_DEGREE
    least = max(across, up) / MOST_ACROSS
    return next((side for side in SQUARES if side >= least), SQUARES[-1])


def _extent(side: int, middle: float) -> tuple[int, int]:
    """How tall and wide a square is, in millionths of a degree."""
    tall = side / METRES_A_DEGREE * 1e6
    return max(round(tall), 1), max(round(tall / max(math.cos(math.radians(middle)), 0.01)), 1)
