"""The best place that is known for each premises of a case: the record's, a pin at the same door, or a search's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from fieldapp.domain.party import Place, PlaceSource, Premises
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.premises_list import PremisesLine
from fieldapp.store.laptop.unit import LaptopUnit


def best_known(unit: LaptopUnit, case_id: str, premises: Iterable[Premises]) -> tuple[Premises, ...]:
    """These premises of a case, each with the best place that anybody or any search knows of it."""
    best = {line.premises_id: place_of(line) for line in unit.premises.of_case(case_id)}
    return tuple(_with(one, best.get(one.id)) for one in premises)


def best_places(desk: Desk, case_id: str) -> dict[str, Place]:
    """By premises id; those that nobody knows anything of are not in it."""
    with desk.store.reading() as unit:
        lines = unit.premises.of_case(case_id)
    return {line.premises_id: place for line in lines if (place := place_of(line)) is not None}


def place_of(line: PremisesLine) -> Place | None:
    """The place of a line; None where nothing is known."""
    if line.lon_e6 is None or line.lat_e6 is None or line.source is None:
        return None
    return Place(line.lon_e6, line.lat_e6, line.radius_m or 0, PlaceSource(line.source))


def _with(premises: Premises, best: Place | None) -> Premises:
    """The record's own place stays as it is, since it knows what datum it was given in."""
    own = premises.place
    if best is None or (own is not None and replace(own, datum=best.datum) == best):
        return premises
    return replace(premises, place=best)
