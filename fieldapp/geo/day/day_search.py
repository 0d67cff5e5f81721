"""One search for a day's order by PyVRP, in whole numbers, for so many iterations.

PyVRP's parts are put together here instead of by its own `solve`: the search can be heard and stopped at any iteration,
starts from an order that fits, begins with penalties of the size of the costs (its own begin a thousand times higher,
which holds a short search to the first way it finds), and never warns, since what cannot be kept was put aside before.
A stop with several windows is a group of clients, one a window, of which one is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from pyvrp import (
    Client,
    ClientGroup,
    Depot,
    IteratedLocalSearch,
    IteratedLocalSearchParams,
    Location,
    PenaltyManager,
    PenaltyParams,
    ProblemData,
    RandomNumberGenerator,
    Solution,
    VehicleType,
)
from pyvrp.search import OPERATORS, LocalSearch, PerturbationManager, PerturbationParams, compute_neighbours

from fieldapp.domain.strategy.day_task import END, FIRST_STOP, START, DayTask
from fieldapp.geo.day.day_clock import NO_LIMIT, DayClock, Order

CHECK_EVERY = 50
"""Iterations from one word to the asker to the next: some milliseconds."""
GENTLE_PENALTY = 10.0
"""What a second too late costs at first, in seconds of work."""

HISTORY, CHANGED = 100, 6
"""How far back an order is compared, and how many stops at most are changed at once: less than PyVRP does by itself,
which is right for one person's day and a short search."""

Heard = Callable[[int], bool]
"""Is told how many iterations are done; False stops the search."""


class Cancelled(Exception):  # noqa: N818  (nothing went wrong)
    """The asker no longer wants the plan."""


@dataclass(frozen=True, slots=True)
class Search:
    """The task as PyVRP sees it: `owner` says which stop each client is, `required` which stops are kept for sure."""

    task: DayTask
    clock: DayClock
    problem: ProblemData
    owner: tuple[int, ...]
    client_of: Mapping[tuple[int, int], int]

    @classmethod
    def of(cls, task: DayTask, clock: DayClock, stops: Sequence[int], required: Sequence[int]) -> Search:
        """A search over these stops of the task; those required can be kept together."""
        clients, groups, owner = _clients(task, stops, frozenset(required))
        ways: Any = np.asarray(task.ways.seconds, np.int64)  # PyVRP's types say an array of `int`
        limits = task.limits
        car = VehicleType(
            start_depot=START,
            end_depot=END,
            tw_early=limits.starts,
            tw_late=limits.ends,
            shift_duration=NO_LIMIT if limits.longest_s is None else limits.longest_s,
            unit_duration_cost=1,
        )
        places = [Location(0, 0) for _ in range(len(ways))]
        problem = ProblemData(places, clients, [Depot(START), Depot(END)], [car], [ways], [ways], groups)
        client_of = {one: client for client, one in enumerate(owner)}
        return cls(task, clock, problem, tuple(number for number, _ in owner), client_of)

    def best(self, first: Order, seed: int, iterations: int, heard: Heard) -> list[int]:
        """The best order found in so many iterations, from an order that fits.

        Raises:
            Cancelled: `heard` said so.
        """
        drawn = RandomNumberGenerator(seed=seed)
        local = LocalSearch(
            self.problem, drawn, compute_neighbours(self.problem), PerturbationManager(PerturbationParams(1, CHANGED))
        )
        for operator in OPERATORS:
            if operator.supports(self.problem):
                local.add_operator(operator(self.problem))
        penalties = PenaltyManager(([], GENTLE_PENALTY, GENTLE_PENALTY), PenaltyParams())
        begun = local(self._solution(first), penalties.max_cost_evaluator(), exhaustive=True)
        search = IteratedLocalSearch(
            self.problem, penalties, local, begun, IteratedLocalSearchParams(history_length=HISTORY)
        )
        found = search.run(_Stop(iterations, heard), collect_stats=False).best
        return [self.owner[visit.idx] for route in found.routes() for visit in route if visit.is_client()]

    def _solution(self, order: Order) -> Solution:
        """The order as PyVRP writes it, each stop in the window it falls into."""
        visits = [self.client_of[one] for one in self.clock.begun(order)]
        return Solution(self.problem, [visits] if visits else [])


def _clients(
    task: DayTask, stops: Sequence[int], required: frozenset[int]
) -> tuple[list[Client], list[ClientGroup], list[tuple[int, int]]]:
    """A client for each window of each stop, the groups of those with several, and (stop, window) of each client."""
    clients: list[Client] = []
    groups: list[ClientGroup] = []
    owner: list[tuple[int, int]] = []
    for number in stops:
        stop, group = task.stops[number], None
        if len(stop.windows) > 1:
            group = len(groups)
            numbers = range(len(clients), len(clients) + len(stop.windows))
            groups.append(ClientGroup(list(numbers), required=number in required))
        for which, window in enumerate(stop.windows):
            must = number in required and group is None
            clients.append(
                Client(
                    number + FIRST_STOP,
                    service_duration=stop.service_s,
                    tw_early=window.opens,
                    tw_late=window.closes,
                    prize=stop.prize,
                    required=must,
                    group=group,
                )
            )
            owner.append((number, which))
    return clients, groups, owner


@dataclass
class _Stop:
    """PyVRP asks this before each iteration whether it should end."""

    iterations: int
    heard: Heard
    done: int = 0

    def __call__(self, best_cost: int) -> bool:  # noqa: ARG002  (PyVRP gives it)
        if self.done % CHECK_EVERY == 0 and not self.heard(self.done):
            raise Cancelled
        self.done += 1
        return self.done > self.iterations
