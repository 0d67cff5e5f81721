"""Putting a premises' place on the map for good: somebody was there, pointed at it, or took an answer they trust.

The bank's record stays as it is; the pin is a particular that stands beside it and says where. What was pinned is the
best that is known of the address, so every case here with the same address learns it at once, and those of colleagues
through the office (`services.share_places`).
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp import clock
from fieldapp.domain.case import CaseFile
from fieldapp.domain.facts import FactKind
from fieldapp.domain.known_case import last_words
from fieldapp.domain.particulars import ParticularContent, ParticularKind, Told
from fieldapp.domain.party import CONFIRMED, Place, PlaceSource
from fieldapp.errors import KnownError
from fieldapp.services.add_particular import depends_on_particulars
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import ChangeSet

MAY_BE_KEPT = CONFIRMED | {PlaceSource.GEOCODER}
"""What somebody can say of a place; the rest is only ever looked up."""
WIDEST_RADIUS_M = 50_000
"""Nobody who points at a place is wrong by more."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A pin that is safely in the store: the fact that says so, the place as it was kept, and what changed."""

    fact_id: str
    place: Place
    changes: ChangeSet


def pin(desk: Desk, case_id: str, premises_id: str, place: Place, note: str = "") -> Pinned:
    """Keep where a premises is; a later pin of the same premises takes this one's place.

    Raises:
        KnownError: `place.unknown_premises`, `place.nowhere` (0/0 or off the earth), `place.not_a_pin` (a source that
            nobody vouches for), `case.not_here`, a rule's refusal (`particular.…`).
    """
    _check(place)
    with desk.store.writing() as unit:
        file = unit.files.get(case_id)
        content = _said(file, premises_id, place, note.strip())
        fact = desk.fact(FactKind.PARTICULAR_ADDED, case_id, content)
        rests_on = depends_on_particulars(unit, case_id, content.of, content.corrects)
        desk.record(unit, file, fact, depends_on=rests_on)
        return Pinned(fact.id, place, unit.changes)


def _said(file: CaseFile, premises_id: str, place: Place, note: str) -> ParticularContent:
    today = clock.today(file.case.zone)
    if all(one.id != premises_id for one in file.known_on(today).premises):
        raise KnownError("place.unknown_premises")
    before = last_words(file.case, file.particulars, today).get((ParticularKind.PREMISES, "", premises_id))
    return ParticularContent(
        ParticularKind.PREMISES,
        "",
        Told.SEEN,
        of=before.content.of if before is not None else "",
        corrects=before.id if before is not None else premises_id,
        place=place,
        note=note,
    )


def _check(place: Place) -> None:
    if place.source not in MAY_BE_KEPT:
        raise KnownError("place.not_a_pin")
    on_earth = abs(place.lon_e6) <= 180_000_000 and abs(place.lat_e6) <= 90_000_000
    if not on_earth or (place.lon_e6, place.lat_e6) == (0, 0) or not 0 <= place.radius_m <= WIDEST_RADIUS_M:
        raise KnownError("place.nowhere")
