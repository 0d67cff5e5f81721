"""The day as the Today page shows it: the stops in their order with their times, what changed, what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fieldapp.domain.strategy.day_order import Timetable, price, shortest, timetable
from fieldapp.services.day_now import LeftOutCase, at_second
from fieldapp.services.day_times import clocked
from fieldapp.services.desk import Desk
from fieldapp.services.draft_plan import KIND as PLAN_DRAFT
from fieldapp.services.draft_plan import discard_plan
from fieldapp.services.plan_day import PACE, Day, DayStop, Why, ending, plan_day, point
from fieldapp.services.record_visit import KIND as VISIT_DRAFT
from fieldapp.services.record_visit import discard_visit
from fieldapp.store.laptop.case_list import CaseLine
from ui import formats
from ui.i18n import translate
from ui.viewmodels import case_lines
from ui.widgets.place_layout import Spot

LATER_S = 15 * 60
"""A departure that is this much later than now is told."""
SLACK_MINUTES = 60
TIGHT_MINUTES = 30
"""A day that ends this long before its end is a slack one."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One place to go to; `begun` when its visit was started and not finished, `planned` when it was put in by hand.

    `beside` is the borrower whose stop it lies near to, `metres` how near; `locked` when it keeps its number or time,
    `meeting` when a time was agreed (seconds of the day, first and last moment to begin).
    """

    number: int
    line: CaseLine
    begun: bool
    planned: bool = False
    beside: str = ""
    metres: int = 0
    locked: bool = False
    meeting: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class DayPrice:
    """What another order costs: metres and minutes more on the road; in a planned day minutes are by the clock, and it
    is told who is reached too late only then and by how much the day's end is missed."""

    metres: int = 0
    minutes: int = 0
    clocked: bool = False
    late: tuple[str, ...] = ()
    overtime: int = 0


@dataclass(frozen=True, slots=True)
class Orphan:
    """What was begun on a case that is no longer on this laptop, and last kept at `saved_at`."""

    case_id: str
    saved_at: datetime
    is_plan: bool


@dataclass(frozen=True, slots=True)
class DayView:
    """The day.

    Attributes:
        stops: in order, those begun first. nearby: what is on the way and could be put in.
        orphans: visits and plans that were begun, and whose case is no longer on this laptop.
        synced: whether anything has ever come from the server.
    """

    day: Day
    stops: tuple[Stop, ...]
    nearby: tuple[Stop, ...]
    orphans: tuple[Orphan, ...]
    synced: bool


def read_day(desk: Desk) -> DayView:
    """Read the day; on a reader thread."""
    day = plan_day(desk)
    with desk.store.reading() as unit:
        gone = {draft.ref for draft in day.drafts if unit.cases.line(draft.ref) is None}
        synced = unit.sync.last_success() is not None
    kinds = {VISIT_DRAFT, PLAN_DRAFT}
    orphans = [
        Orphan(draft.ref, draft.saved_at, draft.kind == PLAN_DRAFT)
        for draft in day.drafts
        if draft.ref in gone and draft.kind in kinds
    ]
    stops = [_stop(number, one, day) for number, one in enumerate(day.stops, start=1)]
    nearby = [Stop(0, one.line, False, True, one.beside, one.metres) for one in day.nearby]
    return DayView(day, tuple(stops), tuple(nearby), tuple(orphans), synced)


def _stop(number: int, one: DayStop, day: Day) -> Stop:
    key = one.line.case_id
    meeting = day.plan.meetings.get(key)
    return Stop(
        number,
        one.line,
        one.why is Why.BEGUN,
        one.why is Why.PLANNED,
        one.beside,
        one.metres,
        key in day.plan.locks,
        None if meeting is None else (meeting.opens, meeting.closes),
    )


def discard(desk: Desk, orphan: Orphan) -> None:
    """Throw away what was begun; on the person's word."""
    (discard_plan if orphan.is_plan else discard_visit)(desk, orphan.case_id)


def facts(view: DayView) -> str:
    """The line under the date: how many stops, what they are out of, and what is left to finish."""
    total = view.day.total
    parts = [
        translate("day", "%n 站", "", len(view.stops)),
        translate("day", "共 %n 个案件", "", total.count),
        translate("day", "今日应还合计 {sum}").format(sum=formats.money(total.owed)),
    ]
    left = len(left_of(view))
    if left:
        parts.insert(1, translate("day", "%n 个没排进", "", left))
    begun = sum(stop.begun for stop in view.stops)
    if begun:
        parts.append(translate("day", "%n 次外访未完成", "", begun))
    return " · ".join(parts)


def reason(stop: Stop) -> str:
    """Why one goes there: what presses most; that it lies on the way or was put in by hand, where that is why."""
    words = case_lines.next_step(stop.line)
    if stop.beside:
        near = translate("day", "顺路：离{name}约 {way}").format(name=stop.beside, way=way(stop.metres))
        return f"{near} · {words}" if stop.line.reasons else near
    if stop.planned:
        mine = translate("day", "自己排入今日")
        return f"{mine} · {words}" if stop.line.reasons else mine
    return words


def way(metres: int) -> str:
    """A way in words: "400 米", "1.2 公里"."""
    if metres < 1000:
        return translate("day", "{count} 米").format(count=round(metres, -1))
    return translate("day", "{count} 公里").format(count=f"{metres / 1000:.1f}")


def span(minutes: int) -> str:
    """A span of time in words: "35 分钟", "2 小时 20 分"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return translate("day", "%n 分钟", "", rest)
    if not rest:
        return translate("day", "%n 小时", "", hours)
    return translate("day", "{hours} 小时 {minutes} 分").format(hours=hours, minutes=rest)


def price_of(view: DayView, order: Sequence[str]) -> DayPrice:
    """What it costs to go in this order instead."""
    schedule = view.day.schedule
    if schedule is None:
        lines = {stop.line.case_id: stop.line for stop in view.stops}
        table = timetable([point(lines[key]) for key in order], view.day.table.starts, PACE)
        cost = price(view.day.table, table)
        return DayPrice(cost.metres, cost.minutes)
    before, after = schedule.answer, clocked(schedule.task, order)
    names = {stop.line.case_id: stop.line.borrower_name for stop in view.stops}
    return DayPrice(
        after.road_m - before.road_m,
        round((after.returns - before.returns) / 60),
        clocked=True,
        late=tuple(names[key] for key in after.late if key not in before.late),
        overtime=max(0, round((after.overtime_s - before.overtime_s) / 60)),
    )


def price_words(cost: DayPrice) -> str:
    """What a change of the order costs, in words: "多 1.2 公里，约 5 分钟"; by the clock when the day ends then."""
    parts = [_way_words(cost)]
    if cost.clocked and cost.minutes:
        later = translate("day", "晚 {time}结束") if cost.minutes > 0 else translate("day", "早 {time}结束")
        parts.append(later.format(time=span(abs(cost.minutes))))
    if cost.overtime:
        parts.append(translate("day", "多超时 {time}").format(time=span(cost.overtime)))
    if cost.late:
        parts.append(translate("day", "{names}赶不上").format(names=formats.listed(cost.late)))
    return formats.clauses(parts)


def _way_words(cost: DayPrice) -> str:
    if not cost.metres and (cost.clocked or not cost.minutes):
        return translate("day", "路程不变")
    if not cost.minutes or cost.clocked:
        near = translate("day", "多 {way}") if cost.metres >= 0 else translate("day", "少 {way}")
        return near.format(way=way(abs(cost.metres)))
    words = translate("day", "多 {way}，约 {time}") if cost.metres >= 0 else translate("day", "少 {way}，约 {time}")
    return words.format(way=way(abs(cost.metres)), time=span(abs(cost.minutes)))


def by_way(view: DayView) -> list[str]:
    """The stops in a short order; those begun stay first, and the first of the others stays where it is."""
    begun = [stop.line.case_id for stop in view.stops if stop.begun]
    others = [stop.line for stop in view.stops if not stop.begun]
    return begun + [others[number].case_id for number in shortest([point(line) for line in others])]


def outlook(table: Timetable, view: DayView) -> tuple[str, bool]:
    """How the day will end, in words, and whether it is tight."""
    last = table.ends if view.day.schedule is None else at_second(view.day.on, view.day.schedule.answer.returns)
    if not view.stops:
        return translate("day", "今天没有排进的站"), False
    left = round((ends_of(view) - last).total_seconds() / 60)
    ends = formats.time_of_day(last)
    if left < 0:
        words = translate("day", "预计 {time} 结束，比收工晚 {span}，偏紧")
        if -left > TIGHT_MINUTES:
            words = translate("day", "预计 {time} 结束，比收工晚 {span}，走不完")
        words = words.format(time=ends, span=span(-left))
        return _departing(view, words), True
    kind = translate("day", "宽松") if left >= SLACK_MINUTES else translate("day", "刚好")
    told = translate("day", "预计 {time} 结束，余 {span}，{kind}").format(time=ends, span=span(left), kind=kind)
    return _departing(view, told), False


def proposal(view: DayView) -> str:
    """That a day which nobody planned goes on after its end, and what planning it would bring; empty where it fits."""
    if view.day.schedule is not None or not view.stops:
        return ""
    ends, last = ends_of(view), view.day.table.ends
    if last <= ends:
        return ""
    fit = sum(leaves <= ends for _begins, leaves in visits(view))
    told = translate(
        "day", "照这个次序走完要到 {last}，{ends} 前走得完 %n 站。排好今天：按允许的时段和路程挑出走得完的站。", "", fit
    )
    return told.format(last=formats.time_of_day(last), ends=formats.time_of_day(ends))


def _departing(view: DayView, told: str) -> str:
    """With when one has to leave before it, where a planned day leaves time until then."""
    schedule = view.day.schedule
    if schedule is None or schedule.answer.departs - schedule.task.limits.starts < LATER_S:
        return told
    departs = formats.time_of_day(at_second(view.day.on, schedule.answer.departs))
    return " · ".join([translate("day", "{time} 出发即可").format(time=departs), told])


def ends_of(view: DayView) -> datetime:
    """When the working day ends."""
    return ending(view.day.on, view.day.habits)


def visits(view: DayView) -> list[tuple[datetime, datetime]]:
    """When each visit begins and is over."""
    schedule = view.day.schedule
    if schedule is None:
        return [(leg.arrives, leg.leaves) for leg in view.day.table.legs]
    return [(at_second(view.day.on, one.begins), at_second(view.day.on, one.leaves)) for one in schedule.answer.stops]


def left_of(view: DayView) -> tuple[LeftOutCase, ...]:
    """What the planner left out; nothing where nobody asked for a plan."""
    return view.day.schedule.left if view.day.schedule is not None else ()


def spots(stops: Sequence[Stop]) -> list[Spot]:
    """The stops that have a place on the map."""
    found = []
    for stop in stops:
        line = stop.line
        if line.lon_e6 is not None and line.lat_e6 is not None:
            bucket, radius = case_lines.bucket(line), line.radius_m or 0
            name = f"{line.borrower_name} {line.premises_name}"
            found.append(Spot(line.case_id, stop.number, name, line.lon_e6, line.lat_e6, radius, bucket))
    return found


def without_place(stops: Sequence[Stop]) -> list[Stop]:
    """The stops of which nobody knows where on the map they are."""
    return [stop for stop in stops if stop.line.lon_e6 is None]
