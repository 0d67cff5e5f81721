"""The day as the Today page shows it: the stops in their order, a visit that was begun before everything else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fieldapp.services.desk import Desk
from fieldapp.services.draft_plan import KIND as PLAN_DRAFT
from fieldapp.services.draft_plan import discard_plan
from fieldapp.services.plan_day import Day, plan_day
from fieldapp.services.record_visit import KIND as VISIT_DRAFT
from fieldapp.services.record_visit import discard_visit
from fieldapp.store.laptop.case_list import CaseLine
from ui import formats
from ui.i18n import translate
from ui.viewmodels import case_lines
from ui.widgets.place_layout import Spot


@dataclass(frozen=True, slots=True)
class Stop:
    """One place to go to; `begun` when its visit was started and not finished."""

    number: int
    line: CaseLine
    begun: bool


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
        stops: in order, those begun first.
        orphans: visits and plans that were begun, and whose case is no longer on this laptop.
        synced: whether anything has ever come from the server.
    """

    day: Day
    stops: tuple[Stop, ...]
    orphans: tuple[Orphan, ...]
    synced: bool


def read_day(desk: Desk) -> DayView:
    """Read the day; on a reader thread."""
    day = plan_day(desk)
    with desk.store.reading() as unit:
        lines = {draft.ref: unit.cases.line(draft.ref) for draft in day.drafts}
        synced = unit.sync.last_success() is not None
    visits = [lines[draft.ref] for draft in day.drafts if draft.kind == VISIT_DRAFT]
    begun = [line for line in visits if line is not None]
    orphans = [
        Orphan(draft.ref, draft.saved_at, draft.kind == PLAN_DRAFT) for draft in day.drafts if lines[draft.ref] is None
    ]
    ids = {line.case_id for line in begun}
    order = [*begun, *(line for line in day.urgent if line.case_id not in ids)]
    stops = tuple(Stop(number, line, line.case_id in ids) for number, line in enumerate(order, start=1))
    return DayView(day, stops, tuple(orphans), synced)


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
    if view.day.refused:
        parts.append(translate("day", "%n 项未被接收", "", len(view.day.refused)))
    return " · ".join(parts)


def spots(stops: tuple[Stop, ...]) -> list[Spot]:
    """The stops that have a place on the map."""
    found = []
    for stop in stops:
        line = stop.line
        if line.lon_e6 is not None and line.lat_e6 is not None:
            bucket, radius = case_lines.bucket(line), line.radius_m or 0
            name = f"{line.borrower_name} {line.premises_name}"
            found.append(Spot(line.case_id, stop.number, name, line.lon_e6, line.lat_e6, radius, bucket))
    return found


def without_place(stops: tuple[Stop, ...]) -> list[Stop]:
    """The stops of which nobody knows where on the map they are."""
    return [stop for stop in stops if stop.line.lon_e6 is None]
