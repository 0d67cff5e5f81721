"""The same day given to PyVRP alone, as its own handbook shows, for as long as one likes: what ours is held against."""

from __future__ import annotations

from dataclasses import dataclass

from pyvrp import Model
from pyvrp.stop import MaxRuntime

from fieldapp.domain.strategy.day_task import END, FIRST_STOP, START, DayTask

SEED = 7


@dataclass(frozen=True, slots=True)
class Alone:
    """Its plan: prizes less work, the prizes, whether it keeps all times, and how many iterations it took."""

    worth: int
    prize: int
    fits: bool
    iterations: int


def alone(task: DayTask, seconds: float) -> Alone:
    """The plan of PyVRP with its own settings."""
    model, limits = Model(), task.limits
    places = [model.add_location(0, 0) for _ in range(len(task.stops) + FIRST_STOP)]
    depots = [model.add_depot(places[one], limits.starts, limits.ends) for one in (START, END)]
    for number, stop in enumerate(task.stops):
        group = model.add_client_group(required=stop.required) if len(stop.windows) > 1 else None
        for window in stop.windows:
            model.add_client(
                places[number + FIRST_STOP],
                service_duration=stop.service_s,
                tw_early=window.opens,
                tw_late=window.closes,
                prize=stop.prize,
                required=stop.required and group is None,
                group=group,
            )
    model.add_vehicle_type(
        start_depot=depots[0],
        end_depot=depots[1],
        tw_early=limits.starts,
        tw_late=limits.ends,
        unit_distance_cost=1,
        unit_duration_cost=1,
    )
    for one, row in enumerate(task.ways.seconds):
        for other, way in enumerate(row):
            if one != other:
                model.add_edge(places[one], places[other], way, way)
    found = model.solve(MaxRuntime(seconds), seed=SEED, display=False, collect_stats=False)
    best = found.best
    worth = best.prizes() - best.distance() - best.duration()
    return Alone(worth, best.prizes(), best.is_feasible(), found.num_iterations)
