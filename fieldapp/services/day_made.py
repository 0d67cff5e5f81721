"""A plan of a day by the clock, as it is kept: what it was made of, who is seen, who is not and why.

It holds the table of ways too, so that another order is told by the same clock at once, without the planner, without
the map and without waiting.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from fieldapp.domain.strategy.day_task import DayTask, WhyLeft


@dataclass(frozen=True, slots=True)
class Meeting:
    """A time agreed with somebody: the visit begins from `opens` to `closes` (seconds of the day)."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class StopNote:
    """What the planner knew of a stop besides its windows, for the sentences about it.

    Attributes:
        meeting: agreed. locked_at: held at this time by hand (seconds of the day).
        closed: spans of the day in which a visit found nobody or a closed door, begin and end in seconds.
        opens, closes: the hours left for it where something narrows them; None where nothing does.
        unplaced: nobody knows where on the map it is: the way to it is a guess. radius_m: how far off it may be.
        promised: a visit announced this day for another one.
        other_step: the playbook's next step, where that is no visit; empty where it is one.
    """

    meeting: Meeting | None = None
    locked_at: int | None = None
    closed: tuple[tuple[int, int], ...] = ()
    opens: int | None = None
    closes: int | None = None
    unplaced: bool = False
    radius_m: int = 0
    promised: bool = False
    other_step: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """A case that is not in the plan.

    Attributes:
        why: the planner's reason. costs_s: the least work it would add to the day.
        rule, code, params: the rule that forbids the visit and its sentence; empty where none does.
    """

    case_id: str
    why: WhyLeft
    costs_s: int | None = None
    rule: str = ""
    code: str = ""
    params: dict[str, str | int] = field(default_factory=dict)

    @property
    def forbidden(self) -> bool:
        """Whether a rule keeps it out: then nobody can put it in."""
        return bool(self.rule)


@dataclass(frozen=True, slots=True)
class WaysSaid:
    """What the ways of a plan were read off: a road graph (`name` of its pack), or the straight line.

    `strayed`: places that lie too far from the graph's roads and were joined by a straight line.
    """

    graph: bool = False
    name: str = ""
    kmh: int = 0
    detour_percent: int = 0
    strayed: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """A plan by the clock, as the planner gave it.

    Attributes:
        at: when it was made. task: what it was made of; the times are seconds of its day.
        order: the stops kept. left: the others. notes: by case. said: what the ways come from.
        from_words: the place it begins at, in words; empty where the way to the first stop is not counted.
    """

    at: datetime
    task: DayTask
    order: tuple[str, ...]
    left: tuple[Left, ...]
    notes: dict[str, StopNote]
    said: WaysSaid
    from_words: str = ""
