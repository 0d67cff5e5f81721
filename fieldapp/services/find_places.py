"""Looking up where addresses are, without a network, a batch at a time.

It follows a sync, when the figures are done: each address is looked up once and kept (`store.laptop.found_places`), and
once more when the table of divisions or the region packs of this laptop are others. A batch is a transaction of its
own, so a program that is killed goes on where it was. Nobody waits for it: until then a case is without a place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from fieldapp import clock, paths
from fieldapp.geo.addresses.address_key import address_key, names_a_door
from fieldapp.geo.basemap import packs
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.found_places import FoundPlace
from fieldapp.store.laptop.premises_rows import Keyed, Unsearched

if TYPE_CHECKING:
    from fieldapp.geo.addresses.locate import Locator

BATCH = 100
"""Premises of one turn: between two of them whoever saves something gets theirs."""
DIGITS = 12
_Asked = Mapping[str, tuple[str, str]]
"""By the key of an address: its district, and the address."""


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a batch of addresses came to, before it is kept; `old` are keys whose results hold no longer."""

    keyed: tuple[Keyed, ...] = ()
    old: tuple[str, ...] = ()
    found: tuple[FoundPlace, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.keyed or self.old)


def find_places(desk: Desk, batch: int = BATCH) -> bool:
    """Look up the next addresses and keep what was found; whether there may be more."""
    looked = look_up(desk, batch)
    if looked:
        keep_found(desk, looked)
    return bool(looked)


def look_up(desk: Desk, batch: int = BATCH) -> LookedUp:
    """Look up the next addresses that were not looked up yet, or only in an older table; nothing is written.

    This is what takes long, the table to begin with: whoever saves something does not wait for it.
    """
    search = _search()
    with desk.store.reading() as unit:
        fresh = unit.premises.unsearched(batch)
        old = [] if fresh else unit.premises.found.outdated(search.version, batch)
        keyed = tuple(_keyed(one) for one in fresh or unit.premises.at_keys(old))
        known = unit.premises.found.by_keys({one.key for one in keyed}) if fresh else {}
    asked = {one.key: (one.premises.district, one.premises.address) for one in keyed if one.key not in known}
    return LookedUp(keyed, tuple(old), tuple(search.results(asked)) if asked else ())


def keep_found(desk: Desk, looked: LookedUp) -> frozenset[str]:
    """Keep what was found; the cases that stand elsewhere on the map now.

    What somebody asked of a geocoder meanwhile stays: they know better.
    """
    with desk.store.writing(lasting=False) as unit:
        told = unit.premises.found.asked_online({*looked.old, *(one.key for one in looked.found)})
        unit.premises.found.forget([key for key in looked.old if key not in told])
        unit.premises.found.put([one for one in looked.found if one.key not in told], clock.now())
        return frozenset(unit.premises.place(looked.keyed))


def _keyed(premises: Unsearched) -> Keyed:
    return Keyed(premises, address_key(premises.district, premises.address), names_a_door(premises.address))


class _Search:
    """What addresses are looked up in, loaded when the first one is."""

    def __init__(self, version: str, streets: Iterable[Path]) -> None:
        self.version = version
        self._streets = tuple(streets)
        self._locator: Locator | None = None

    def results(self, asked: _Asked) -> list[FoundPlace]:
        """What is found for these addresses."""
        locator = self._loaded()
        results = []
        for key, (district, address) in asked.items():
            found = locator.find(address, district)
            results.append(FoundPlace(key, self.version, found.place, found.reason.value, found.adcode, found.township))
        return results

    def _loaded(self) -> Locator:
        if self._locator is None:
            # the table takes a fifth of a second to load, and most starts of the program have nothing to look up
            from fieldapp.geo.addresses.locate import Locator
            from fieldapp.geo.addresses.streets import Streets

            self._locator = Locator(tuple(Streets(path) for path in self._streets))
        return self._locator


_lock = Lock()
_kept: dict[str, _Search] = {}
"""The search of the newest version, for the next batch."""


def _search() -> _Search:
    # asked after every sync, and seldom answered with work: what it reads is loaded by whoever asks first
    from fieldapp.geo.addresses.locate import table_version

    there = [pack for pack in packs.installed(paths.map_packs()).packs if pack.streets is not None]
    told = table_version() + "".join(sorted(f"{pack.id}={pack.sha256 or pack.made_on};" for pack in there))
    version = sha256(told.encode()).hexdigest()[:DIGITS]
    with _lock:
        if version not in _kept:
            _kept.clear()
            _kept[version] = _Search(version, [pack.streets for pack in there if pack.streets is not None])
        return _kept[version]
