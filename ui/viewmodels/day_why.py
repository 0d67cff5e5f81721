"""Why a stop of a planned day is where it is, and why a case is not in it: the planner's reasons as sentences."""

from __future__ import annotations

from datetime import date

from fieldapp.domain.strategy.day_task import WhyLeft
from fieldapp.services.day_barred import Barred
from fieldapp.services.day_made import Left, WaysSaid
from fieldapp.services.day_now import LeftOutCase, Schedule, at_second
from fieldapp.services.day_plan import DayPlan
from fieldapp.services.day_times import UNKNOWN_WAY_S
from fieldapp.services.day_windows import seconds_of
from fieldapp.services.plan_day import Day, DayStop
from ui import formats, messages
from ui.i18n import translate
from ui.viewmodels.day import span, way

WORTH_TELLING_S = 5 * 60
"""A wait shorter than this is not told."""
ROUGH_METRES = 1_000
"""A place that may be this far off is told as rough: the minutes to it are."""


def clock_words(day: date, seconds: int) -> str:
    """A second of the day as its time: "14:05"."""
    return formats.time_of_day(at_second(day, seconds))


def hours_words(day: date, opens: int, closes: int) -> str:
    """Two seconds of the day as a span of time: "14:00–14:30"."""
    return f"{clock_words(day, opens)}–{clock_words(day, closes)}"


def why_now(day: Day, number: int) -> str:
    """Why the stop with this number in the day, from 0, comes then; where nobody planned the day, what was agreed."""
    stop = day.stops[number]
    if stop.at is None or day.schedule is None:
        return _agreed(day, number)
    return formats.clauses([part for part in (_when(day, stop), _road(day, number)) if part])


def _agreed(day: Day, number: int) -> str:
    """The agreed time of a stop, and that it will be missed in this order; empty where none was agreed."""
    stop = day.stops[number]
    meeting = day.plan.meetings.get(stop.line.case_id)
    if meeting is None:
        return ""
    told = translate("day_why", "约好 {hours}").format(hours=hours_words(day.on, meeting.opens, meeting.closes))
    if not stop.late:
        return told
    arrives = formats.time_of_day(day.table.legs[number].arrives)
    return formats.clauses([told, translate("day_why", "照这个次序 {time} 才到，赶不上").format(time=arrives)])


def _when(day: Day, stop: DayStop) -> str:
    """What ties it to its time, the strictest first."""
    assert stop.at is not None
    meeting, note = day.plan.meetings.get(stop.line.case_id), stop.note
    if stop.late:
        missed = translate("day_why", "照现在的进度 {time} 才到，已过可去的时间")
        if meeting is not None:
            missed = translate("day_why", "约好 {hours}，照现在的进度 {time} 才到，赶不上")
        hours = hours_words(day.on, meeting.opens, meeting.closes) if meeting is not None else ""
        return missed.format(hours=hours, time=clock_words(day.on, stop.at.arrives))
    if meeting is not None:
        told = translate("day_why", "约好 {hours}").format(hours=hours_words(day.on, meeting.opens, meeting.closes))
        return formats.clauses([told, _waits(day, stop)]) if _waits(day, stop) else told
    locked = day.plan.locks.get(stop.line.case_id)
    if locked is not None:
        return translate("day_why", "你锁定在 {time}").format(time=clock_words(day.on, locked))
    if stop.line.case_id in day.plan.locks:
        return translate("day_why", "你锁定了次序")
    if waits := _waits(day, stop):
        return waits
    if note is not None and note.closed:
        seen = formats.listed(hours_words(day.on, *one) for one in note.closed[:2])
        return translate("day_why", "避开 {hours}：以前那时没人或没开门").format(hours=seen)
    if note is not None and note.promised:
        return translate("day_why", "上次外访约定今天再来")
    return ""


def _waits(day: Day, stop: DayStop) -> str:
    assert stop.at is not None
    if stop.at.waits_s < WORTH_TELLING_S:
        return ""
    begins = clock_words(day.on, stop.at.begins)
    if stop.at.begins == seconds_of(day.habits.lunch_to):
        return translate("day_why", "午休后 {time} 开始").format(time=begins)
    return translate("day_why", "等 {span}，{time} 起可以去").format(span=span(stop.at.waits_s // 60), time=begins)


def _road(day: Day, number: int) -> str:
    """The way to it."""
    stop = day.stops[number]
    assert stop.at is not None
    assert day.schedule is not None
    if stop.note is not None and stop.note.unplaced and stop.note.radius_m:
        words = translate("day_why", "位置只到约 {way}内，路上按 {span}估；请先确认位置")
        return words.format(way=way(stop.note.radius_m), span=span(UNKNOWN_WAY_S // 60))
    if _before_unplaced(day, number):
        return translate("day_why", "上一站位置未知，路上按 {span}估").format(span=span(UNKNOWN_WAY_S // 60))
    if stop.note is None or stop.note.unplaced:
        return translate("day_why", "位置未知，路上按 {span}估").format(span=span(UNKNOWN_WAY_S // 60))
    if not stop.at.way_s:
        return translate("day_why", "就在上一站旁边") if number else translate("day_why", "今天余下的第一站")
    words = translate("day_why", "离上一站 {way}，路上 {span}")
    if number == 0 or day.stops[number - 1].at is None:
        words = translate("day_why", "路上 {way}，{span}")
    told = words.format(way=way(stop.at.way_m), span=span(max(stop.at.way_s // 60, 1)))
    if stop.note.radius_m >= ROUGH_METRES:
        told = formats.clauses([told, translate("day_why", "位置只到约 {way}内").format(way=way(stop.note.radius_m))])
    return told


def _before_unplaced(day: Day, number: int) -> bool:
    note = day.stops[number - 1].note if number else None
    return note is not None and note.unplaced


def why_left(day: Day, one: LeftOutCase) -> str:
    """Why a case is not in the plan, as sentences."""
    told = _no_window(day, one) or _why_left(one.left)
    if one.left.forbidden or not one.other_step:
        return told
    step = translate("day_why", "策略的下一步是“{step}”，不是外访。")
    gap = "" if told.endswith("。") else " "  # a Chinese full stop brings its own
    return told + gap + step.format(step=messages.say(f"playbook.action.{one.other_step}"))


def _no_window(day: Day, one: LeftOutCase) -> str:
    """Why there is no hour for it, where that is known more closely; empty where it is not."""
    meeting = day.plan.meetings.get(one.line.case_id)
    if one.left.why is not WhyLeft.NO_WINDOW or one.left.forbidden:
        return ""
    if meeting is not None:
        hours = hours_words(day.on, meeting.opens, meeting.closes)
        return translate("day_why", "约好的 {hours} 已经过了，或不在允许的时段里。").format(hours=hours)
    if _is_over(day):
        return translate("day_why", "离收工（{time}）已不够走访一站。").format(time=f"{day.habits.ends:%H:%M}")
    return ""


def _is_over(day: Day) -> bool:
    """Whether there was no time left for a visit within the working day when it was planned."""
    assert day.schedule is not None
    made_at = formats.civil(day.schedule.made_at)
    planned = seconds_of(made_at.time())
    return made_at.date() == day.on and planned + day.habits.visit_minutes * 60 > seconds_of(day.habits.ends)


def _why_left(left: Left) -> str:
    if left.forbidden:
        return _rule(left)
    return {
        WhyLeft.NO_WINDOW: translate("day_why", "今天剩下的时间里，没有既允许又开门的时段。"),
        WhyLeft.OUT_OF_REACH: translate("day_why", "就算只去这一处，也赶不回来。"),
        WhyLeft.CLASH: translate("day_why", "约定的时间和别的约定冲突，两处赶不到。"),
        WhyLeft.TOO_FAR: _too_far(left),
        WhyLeft.NO_TIME: translate("day_why", "今天排满了，排进去的都更要紧。"),
        WhyLeft.BY_HAND: translate("day_why", "还赶得到，但你锁定的次序没给它留位置。"),
        WhyLeft.BY_HAND: translate("day_why", "是人工移出的，时间其实够用。"),
    }[left.why]


def _rule(one: Left | Barred) -> str:
    return formats.aside(str(messages.say(one.code, dict(one.params))), one.rule)


def barred_words(one: Barred) -> str:
    """That a stop of the plan may not be visited by now, and by which rule."""
    return formats.headed(translate("day_why", "到时不能去"), _rule(one))


def _too_far(left: Left) -> str:
    if left.costs_s is None:
        return translate("day_why", "绕路太远，专程去不划算。")
    extra = span(max(left.costs_s // 60, 1))
    return translate("day_why", "专程去要多花 {span}，不划算。").format(span=extra)


def not_today(plan: DayPlan, day: date, case_id: str) -> str:
    """Why a case was taken out of today: nobody was there, or somebody wanted so."""
    at = plan.nobody.get(case_id)
    return "" if at is None else translate("day_why", "{time} 没人在").format(time=clock_words(day, at))


def ways_words(schedule: Schedule | None) -> str:
    """What the minutes on the road are known by."""
    if schedule is None:
        return translate("day_why", "按直线路程估算")
    told = said_words(schedule.said)
    if not schedule.unknown:
        return told
    return formats.clauses([told, translate("day_why", "%n 站位置未知，按估计", "", schedule.unknown)])


def said_words(said: WaysSaid) -> str:
    """A road graph by its name, or the straight line with its figures."""
    if said.graph:
        told = translate("day_why", "按路网“{name}”").format(name=said.name)
        if not said.strayed:
            return told
        return formats.clauses([told, translate("day_why", "%n 处离路网太远，按直线", "", said.strayed)])
    if not said.kmh:
        return translate("day_why", "路程未知")
    detour = f"{said.detour_percent / 100:.1f}"
    return translate("day_why", "没有路网：直线 × {detour}，{kmh} 公里/时").format(detour=detour, kmh=said.kmh)
