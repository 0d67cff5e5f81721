"""A public instance as a day of one person: the demands are prizes, as many as possible are gathered in time.

So Righini and Salani (2009) made orienteering problems with time windows of Solomon's table, with distances cut off
after the first decimal; the best values known are of this form. A prize is worth so much that no way can outweigh it,
and among days with the same prizes the shorter one is better.
"""

from __future__ import annotations

from math import floor

from fieldapp.domain.strategy.day_task import DayLimits, DayTask, DayTaskStop, WayTable, Window
from fieldapp.geo.day.public_instances import Instance

TENTHS = 10
"""Units of the task in one unit of the instance."""


def task_of(instance: Instance, weight: int | None = None) -> tuple[DayTask, int]:
    """The task, in tenths of the instance's units, and how many of them one unit of prize is worth."""
    table = [[floor(TENTHS * distance + 1e-9) for distance in row] for row in instance.distances()]
    nodes = [0, 0, *range(1, len(table))]
    ways = [[table[one][other] for other in nodes] for one in nodes]
    starts, ends = round(instance.depot.ready * TENTHS), round(instance.depot.due * TENTHS)
    worth = 2 * (ends - starts) + 1 if weight is None else weight
    stops = tuple(
        DayTaskStop(
            row.number,
            (Window(round(row.ready * TENTHS), round(row.due * TENTHS)),),
            round(row.service * TENTHS),
            round(row.demand) * worth,
        )
        for row in instance.customers
    )
    return DayTask(stops, DayLimits(starts, ends), WayTable(ways, ways)), worth
