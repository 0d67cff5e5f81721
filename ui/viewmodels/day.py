"""The day as the Today page shows it: the stops in their order with their times, what changed, what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fieldapp.domain.strategy.day_order import Price, Timetable, price, shortest, timetable
from fieldapp.services.desk import Desk
from fieldapp.services.draft_plan import KIND as PLAN_DRAFT
from fieldapp.services.draft_plan import discard_plan
from fieldapp.services.plan_day import PACE, Day, Why, ending, plan_day, point
from fieldapp.services.record_visit import KIND as VISIT_DRAFT
from fieldapp.services.record_visit import discard_visit
from fieldapp.store.laptop.case_list import CaseLine
from ui import formats
from ui.i18n import translate
from ui.viewmodels import case_lines
from ui.widgets.place_layout import Spot

SLACK_MINUTES = 60
"""A day that ends this long before its end is a slack one."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One place to go to; `begun` when its visit was started and not finished, `planned` when it was put in by hand.

    `beside` is the borrower whose stop it lies near to, `metres` how near.
    """

    number: int
    line: CaseLine
    begun: bool
    planned: bool = False
    beside: str = ""
    metres: int = 0


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
    stops = [
        Stop(number, one.line, one.why is Why.BEGUN, one.why is Why.PLANNED, one.beside, one.metres)
        for number, one in enumerate(day.stops, start=1)
    ]
    nearby = [Stop(0, one.line, False, True, one.beside, one.metres) for one in day.nearby]
    return DayView(day, tuple(stops), tuple(nearby), tuple(orphans), synced)


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


def price_of(view: DayView, order: Sequence[str]) -> Price:
    """What it costs to go in this order instead."""
    lines = {stop.line.case_id: stop.line for stop in view.stops}
    table = timetable([point(lines[key]) for key in order], view.day.table.starts, PACE)
    return price(view.day.table, table)


def price_words(cost: Price) -> str:
    """What a change of the order costs, in words: "多 1.2 公里，约 5 分钟"."""
    if not cost.metres and not cost.minutes:
        return translate("day", "路程不变")
    if not cost.minutes:
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
    left = round((ending(view.day.on) - table.ends).total_seconds() / 60)
    ends = formats.time_of_day(table.ends)
    if left < 0:
        words = translate("day", "预计 {time} 结束，比下班晚 {span}，偏紧").format(time=ends, span=span(-left))
        return words, True
    kind = translate("day", "宽松") if left >= SLACK_MINUTES else translate("day", "刚好")
    told = translate("day", "预计 {time} 结束，余 {span}，{kind}").format(time=ends, span=span(left), kind=kind)
    return told, False


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
