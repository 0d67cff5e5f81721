"""A place that somebody confirmed is that of every case at the same door: the office gives it to all of them.

It goes into the bank's record of the other cases, as a place the office knows better than the file; so it reaches
whoever has them by the sync that is there, now or when the case is assigned. Only the point travels: not who stood
there, nor for which case. Addresses that name no door are never given a pin of somebody else's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from fieldapp.domain.case import Case, CaseFile, Entity
from fieldapp.domain.ids import NIL
from fieldapp.domain.party import CONFIRMED, Place, Premises
from fieldapp.geo.addresses.address_key import address_key, names_a_door
from fieldapp.store.office.known_places import AddressOf, KnownPlace, PremisesHead
from fieldapp.store.office.unit import OfficeStore, OfficeUnit

WIDEST_M = 300
"""A pin that may be farther off says nothing of a door."""
NO_DOOR = ""
"""The key of an address that names no door, as that of a whole village does: nobody has it in common with others."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A particular that speaks of a place: of which premises, by whom, with which fact, made when."""

    premises_id: str
    staff_id: str
    fact_id: str
    at: datetime


def keep_addresses(store: OfficeStore) -> None:
    """Cases that an older server took in without keeping their addresses: that is made good, once, when one starts."""
    with store.reading() as unit:
        missing = [_addresses(case_id, some, [_key(one) for one in some]) for case_id, some in unit.places.unkept()]
    if missing:
        with store.writing() as unit:
            unit.places.add_addresses(one for some in missing for one in some)


def placed(unit: OfficeUnit, cases: Sequence[Case]) -> list[Case]:
    """Cases that are about to be saved, with what is known of their doors; where they are is kept."""
    keys = {case.id: [_key(premises) for premises in case.premises] for case in cases}
    known = unit.places.by_keys({key for some in keys.values() for key in some} - {NO_DOOR})
    addresses = (one for case in cases for one in _addresses(case.id, case.premises, keys[case.id]))
    unit.places.put_addresses(keys.keys(), addresses)
    return [_placed(case, keys[case.id], known) for case in cases] if known else list(cases)


def neighbours(unit: OfficeUnit, case_ids: Collection[str]) -> frozenset[str]:
    """Cases that have premises at an address of these: what a pin on one of these may reach."""
    keys = {one.key for one in unit.places.addresses_of(case_ids)} - {NO_DOOR}
    return frozenset(one.case_id for one in unit.places.at_addresses(keys))


def share(unit: OfficeUnit, file: CaseFile, said: Iterable[Confirmation]) -> None:
    """Follow what was said of the places of a case, as its file is now: give them to its neighbours, or take back."""
    now_known = {premises.id: premises for premises in file.known.premises}
    banks = {premises.id: premises.place for premises in file.case.premises}
    for one in said:
        premises = now_known.get(one.premises_id)
        if premises is None:
            continue
        key = _key(premises)
        unit.places.add_addresses([AddressOf(file.case.id, premises.id, key)])
        if key == NO_DOOR:
            continue
        pin = _pin(premises.place)
        if pin is not None and pin != banks.get(premises.id):
            _give(unit, file.case.id, KnownPlace(key, pin, one.staff_id, one.fact_id, one.at))
        else:
            _take_back(unit, file, key)


def _addresses(case_id: str, premises: Sequence[Premises | PremisesHead], keys: Sequence[str]) -> list[AddressOf]:
    """The addresses of a case; one without any is kept as such, so that nobody looks for them again."""
    found = [AddressOf(case_id, one.id, key) for one, key in zip(premises, keys, strict=True)]
    return found or [AddressOf(case_id, NIL, NO_DOOR)]


def _pin(place: Place | None) -> Place | None:
    """A place that says where a door is."""
    return place if place is not None and place.source in CONFIRMED and place.radius_m <= WIDEST_M else None


def _give(unit: OfficeUnit, case_id: str, known: KnownPlace) -> None:
    before = unit.places.by_keys([known.key]).get(known.key)
    if before is not None and before.at > known.at:
        return  # somebody was there since
    unit.places.put(known)
    _replace(unit, case_id, known.key, known.place, before.place if before is not None else None)


def _take_back(unit: OfficeUnit, file: CaseFile, key: str) -> None:
    known = unit.places.by_keys([key]).get(key)
    if known is not None and file.particular(known.fact_id) is not None:
        unit.places.forget(key)
        _replace(unit, file.case.id, key, None, known.place)


def _replace(unit: OfficeUnit, besides: str, key: str, place: Place | None, before: Place | None) -> None:
    """Put a place where the one before was put, and, unless it is taken back, where no confirmed one is."""
    others = sorted({one.case_id for one in unit.places.at_addresses([key])} - {besides})
    unit.records.lock_cases(others)
    for case_id in others:
        case: Case | None = unit.records.get(Entity.CASE, case_id)
        if case is None:
            continue
        premises = tuple(_with_place(one, key, place, before) for one in case.premises)
        if premises != case.premises:
            unit.records.save_case(replace(case, premises=premises))


def _with_place(premises: Premises, key: str, place: Place | None, before: Place | None) -> Premises:
    if _key(premises) != key:
        return premises
    given = before is not None and premises.place == before
    bare = place is not None and (premises.place is None or premises.place.source not in CONFIRMED)
    return replace(premises, place=place) if given or bare else premises


def _placed(case: Case, keys: Sequence[str], known: dict[str, KnownPlace]) -> Case:
    premises = tuple(
        _with_place(one, key, known[key].place, None) if key in known and names_a_door(one.address) else one
        for one, key in zip(case.premises, keys, strict=True)
    )
    return case if premises == case.premises else replace(case, premises=premises)


def _key(premises: Premises | PremisesHead) -> str:
    return address_key(premises.district, premises.address) if names_a_door(premises.address) else NO_DOOR
