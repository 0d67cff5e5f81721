"""A day planned by the clock: asks the rules and what was seen, weighs each case, asks for the ways, and solves it.

Takes up to two seconds and heavy modules: on a worker only, and only when somebody asks for it. What comes of it is
kept by `day_plan.keep_made`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from fieldapp import clock
from fieldapp.domain.strategy.day_order import Point
from fieldapp.domain.strategy.day_task import DayAnswer, DayLimits, DayTask, DayTaskStop, LeftOut, WayTable
from fieldapp.errors import KnownError
from fieldapp.services.day_barred import barred
from fieldapp.services.day_candidates import Candidate, Here, candidates, here_now
from fieldapp.services.day_habits import DayHabits, DayPlace, habits_of
from fieldapp.services.day_made import Left, Made, WaysSaid
from fieldapp.services.day_plan import MOST_A_DAY, DayPlan, plan_of
from fieldapp.services.day_times import UNKNOWN_WAY_S
from fieldapp.services.day_ways import day_ways
from fieldapp.services.day_windows import seconds_of
from fieldapp.services.desk import Desk
from fieldapp.services.plan_day import plan_day

WAY_BACK_S = 3600
LAST_SECOND = 86_399
Heard = Callable[[int, int], bool]
"""Is told how much of how much is done; False stops the planning."""
NOBODY_HEARS: Heard = lambda _done, _of: True  # noqa: E731


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was read for a day."""

    day: date
    plan: DayPlan
    habits: DayHabits
    found: tuple[Candidate, ...]
    here: Here | None
    starts: int


def lay_day(desk: Desk, heard: Heard = NOBODY_HEARS) -> Made:
    """Today, from here and now.

    Raises:
        KnownError: `day.cancelled` when `heard` said so, `day.nothing_to_plan`.
    """
    return _made(_ask(desk, clock.today(), None, heard), heard)


def lay_tomorrow(desk: Desk, heard: Heard = NOBODY_HEARS) -> tuple[date, tuple[str, ...], Made]:
    """Tomorrow out of what today leaves: the day, its cases and the plan.

    Raises:
        KnownError: as `lay_day`.
    """
    day = plan_day(desk)
    tomorrow = day.on + timedelta(days=1)
    with desk.store.reading() as unit:
        wanted = list(plan_of(unit, tomorrow).added)
    wanted += [stop.line.case_id for stop in day.stops]
    wanted += [line.case_id for line in day.left_out if line.case_id in day.plan.nobody]
    wanted += [one.line.case_id for one in day.schedule.left] if day.schedule is not None else []
    rest = tuple(dict.fromkeys(wanted))[:MOST_A_DAY]
    return tomorrow, rest, _made(_ask(desk, tomorrow, rest, heard), heard)


def _ask(desk: Desk, day: date, only: Sequence[str] | None, heard: Heard) -> _Asked:
    """Read all that the planner is told.

    Raises:
        KnownError: `day.nothing_to_plan`, `day.cancelled`.
    """
    today = day == clock.today()
    with desk.store.reading() as unit:
        plan, habits = plan_of(unit, day), habits_of(unit)
        here = here_now(unit, plan, day) if today else None
        starts = seconds_of(habits.starts)
        if today:
            now = clock.now().astimezone(ZoneInfo(clock.DEFAULT_ZONE))
            starts = max(starts, seconds_of(now.time().replace(microsecond=0)))
        found = candidates(desk, unit, plan, habits, day, starts, only, lambda: _go_on(heard, 0, 1))
    if not found:
        raise KnownError("day.nothing_to_plan")
    return _Asked(day, plan, habits, found, here, starts)


def _go_on(heard: Heard, done: int, of: int) -> None:
    if not heard(done, of):
        raise KnownError("day.cancelled")


def _made(asked: _Asked, heard: Heard) -> Made:
    from fieldapp.geo.day.solve_day import solve

    start, from_words = _start(asked)
    ways, said = _ways(asked, start)
    stops = tuple(DayTaskStop(c.id, c.windows, c.service_s, c.prize, required=c.required) for c in asked.found)
    task = DayTask(stops, DayLimits(asked.starts, _ends(asked)), ways)
    answer = _with_held(task, solve(task, heard=heard), asked)
    by_id = {one.id: one for one in asked.found}
    return Made(
        at=clock.now(),
        task=task,
        order=answer.order,
        left=tuple(_left(one, by_id[one.id]) for one in answer.left_out),
        notes={one.id: one.note for one in asked.found},
        said=said,
        from_words=from_words,
    )


def _ends(asked: _Asked) -> int:
    """When one must be back: by habit, or as late as an agreed time or somebody's wish needs it."""
    late = [
        one.windows[-1].closes + one.service_s + WAY_BACK_S
        for one in asked.found
        if one.required and one.windows and one.windows[-1].closes < LAST_SECOND
    ]
    usual = max(seconds_of(asked.habits.ends), asked.starts + 60)
    return min(max([usual, *(one for one in late if one - WAY_BACK_S > usual)]), LAST_SECOND)


def _start(asked: _Asked) -> tuple[Point | None, str]:
    if asked.here is not None:
        return asked.here.point, asked.here.words
    place = asked.habits.start
    return _point(place), place.words if place else ""


def _point(place: DayPlace | None) -> Point | None:
    return None if place is None else (place.lon_e6, place.lat_e6)


def _ways(asked: _Asked, start: Point | None) -> tuple[WayTable, WaysSaid]:
    """The table over start, end and stops. A way from or to the day's ends that nobody named is none; to a stop that
    is on no map it is a guess."""
    nodes: list[Point | None] = [start, _point(asked.habits.end), *(one.point for one in asked.found)]
    known = [number for number, point in enumerate(nodes) if point is not None]
    table, said = day_ways([point for point in nodes if point is not None])
    seconds = [[0 if one == other or min(one, other) < 2 else UNKNOWN_WAY_S for other in range(len(nodes))]
               for one in range(len(nodes))]  # fmt: skip
    metres = [[0] * len(nodes) for _ in nodes]
    unplaced = {number for number in range(2, len(nodes)) if nodes[number] is None}
    for end in (0, 1):
        if nodes[end] is not None:
            for number in unplaced:
                seconds[end][number] = seconds[number][end] = UNKNOWN_WAY_S
    for row, one in enumerate(known):
        for column, other in enumerate(known):
            seconds[one][other], metres[one][other] = table.seconds[row][column], table.metres[row][column]
    return WayTable(seconds, metres), said


def _with_held(task: DayTask, answer: DayAnswer, asked: _Asked) -> DayAnswer:
    """The answer with the stops that keep their number put there; what does not fit then goes, the least worth first.

    The planner knows windows and no order of its own, so that a number is held afterwards. Where leaving out does not
    help, nobody is left out: who comes too late is told.
    """
    held = [(one.holds, one.id) for one in asked.found if one.holds is not None and one.id in answer.order]
    if not held:
        return answer
    from fieldapp.geo.day.day_schedule import by_the_clock

    names = {key for _, key in held}
    order = [key for key in answer.order if key not in names]
    for place, key in sorted(held):
        order.insert(place, key)
    droppable = sorted(
        (stop.prize, stop.id) for stop in task.stops if stop.id in order and not stop.required and stop.id not in names
    )
    told = whole = by_the_clock(task, order)
    for _, key in droppable:
        if not told.late and not told.overtime_s:
            break
        order.remove(key)
        told = by_the_clock(task, order)
    return whole if told.late or told.overtime_s else told


def _left(one: LeftOut, candidate: Candidate) -> Left:
    if candidate.bar is None:
        return Left(one.id, one.why, one.costs_s)
    bar = barred(candidate.bar)
    return Left(one.id, one.why, None, bar.rule, bar.code, bar.params)
