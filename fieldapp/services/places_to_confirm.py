"""The work queue of places that nobody has confirmed yet: those of today's stops first, then the most urgent cases.

A place that is known by its street or its township alone sends somebody to the wrong door; a minute spent on the pin
before the trip saves an hour on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldapp.services.desk import Desk
from fieldapp.store.laptop.premises_list import PremisesLine

MOST = 500
"""Lines of the queue that are read at once; nobody confirms more in a sitting."""


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """The head of the queue, and how many there are in all."""

    lines: tuple[PremisesLine, ...]
    total: int


def places_to_confirm(desk: Desk, first: Sequence[str] = (), limit: int = MOST) -> ToConfirm:
    """The queue; `first` are cases whose places come before all others, in this order (today's stops)."""
    with desk.store.reading() as unit:
        return ToConfirm(tuple(unit.premises.to_confirm(first, limit)), unit.premises.count_to_confirm())


def same_address(desk: Desk, case_id: str, premises_id: str) -> tuple[PremisesLine, ...]:
    """Other premises on this laptop at the same address, those whose place is confirmed first."""
    with desk.store.reading() as unit:
        return tuple(unit.premises.same_address(case_id, premises_id))
