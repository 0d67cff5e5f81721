"""Solves a public instance for a fleet by PyVRP: everybody is served, the way of all vehicles together is small.

The app plans for one person; this is here so that the solver under it can be held against known answers. Distances are
cut off after the first decimal where there are windows (as the DIMACS challenge reckons) and rounded where there are
none (as VRPLIB does).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import Any

import numpy as np
from pyvrp import (
    Client,
    Depot,
    Location,
    ProblemData,
    VehicleType,
)
from pyvrp import solve as solve_by_pyvrp
from pyvrp.stop import MaxIterations

from fieldapp.errors import KnownError
from fieldapp.geo.day.public_instances import Instance

TENTHS = 10
ITERATIONS = 24_000
STARTS = 4
"""Searches that share the iterations: where windows are tight, one alone may stay one or two percent behind."""


@dataclass(frozen=True, slots=True)
class Fleet:
    """Routes over customers by their numbers, and their distance in the instance's units."""

    routes: tuple[tuple[str, ...], ...]
    distance: float
    iterations: int


def solve_fleet(instance: Instance, vehicles: int, *, seed: int, iterations: int | None = None) -> Fleet:
    """The routes; `vehicles` 0: as many as there are customers.

    Raises:
        KnownError: `geo_plan.no_fleet`, where no solution was found that serves everybody in time.
    """
    unit = TENTHS if instance.windows else 1
    problem = _problem(instance, vehicles or len(instance.customers), unit)
    count = ITERATIONS if iterations is None else iterations
    each = [MaxIterations(count // STARTS + (start < count % STARTS)) for start in range(STARTS)]
    runs = [solve_by_pyvrp(problem, stop, seed + start, collect_stats=False) for start, stop in enumerate(each)]
    found = min(runs, key=lambda run: run.cost())  # infinite where not everybody is served
    if not found.is_feasible():
        raise KnownError("geo_plan.no_fleet", {"vehicles": vehicles or len(instance.customers)})
    names = [row.number for row in instance.customers]
    routes = tuple(tuple(names[visit.idx] for visit in route if visit.is_client()) for route in found.best.routes())
    return Fleet(routes, found.best.distance() / unit, count)


def _problem(instance: Instance, vehicles: int, unit: int) -> ProblemData:
    rows = (instance.depot, *instance.customers)
    rounded = [
        [floor(unit * one + 1e-9) if instance.windows else floor(one + 0.5) for one in row]
        for row in instance.distances()
    ]
    ways: Any = np.asarray(rounded, np.int64)  # PyVRP's types say an array of `int`
    clients = [
        Client(
            place,
            delivery=[round(row.demand)],
            service_duration=round(row.service * unit),
            tw_early=round(row.ready * unit),
            tw_late=round(row.due * unit),
        )
        for place, row in enumerate(instance.customers, 1)
    ]
    capacity = round(instance.capacity) or round(sum(row.demand for row in instance.customers))
    car = VehicleType(
        vehicles, [capacity], tw_early=round(instance.depot.ready * unit), tw_late=round(instance.depot.due * unit)
    )
    places = [Location(row.x, row.y) for row in rows]
    return ProblemData(places, clients, [Depot(0)], [car], [ways], [ways])
