"""Asking an online geocoder where one address is: when a person asks, for one address, and never by itself.

Only the address leaves this computer; no name, no number, no case. Whether the answer may be kept is the provider's to
allow: where its terms are not known to, it is shown and forgotten, until somebody says in the settings that the
office's contract allows it. Keys lie in the user's encrypted store, like every other secret.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec

from fieldapp import clock
from fieldapp.domain.party import Place
from fieldapp.errors import KnownError
from fieldapp.geo.addresses.address_key import address_key
from fieldapp.geo.geocoders.asking import GEOCODERS, Expected, Line, ask
from fieldapp.geo.geocoders.contract import NAMES, Keeping, Provider, told
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.found_places import FoundPlace
from fieldapp.store.laptop.premises_list import PremisesLine
from fieldapp.store.laptop.unit import ChangeSet, LaptopUnit

SETTING = "geocoders"
ONLINE = "geocoder.online"
"""The reason of a place that was looked up online."""
_PHONE = re.compile(r"(?<!\d)(?:\+?86[\s-]*)?(?:1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[\s-]?\d{7,8})(?!\d)")
_NO_PLACE_NAME = r"(?![镇乡村庄组路街巷弄里市县区社]|大道|广场|大厦)"
"""What follows where the name of a person is that of a place too."""


class GeocoderKeys(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the settings hold.

    Attributes:
        keys: by provider; for Nominatim the address of its server.
        keep: providers whose results may be kept, as somebody has said who knows the office's contract.
    """

    keys: dict[str, str] = {}
    keep: tuple[str, ...] = ()

    def key(self, provider: Provider) -> str:
        """The key of a provider; empty without one."""
        return self.keys.get(provider.value, "")

    def may_keep(self, provider: Provider) -> bool:
        """Whether this provider's answers may be stored."""
        return GEOCODERS[provider].keeping is Keeping.ALLOWED or provider.value in self.keep


@dataclass(frozen=True, slots=True)
class ProviderChoice:
    """A provider as a page offers it: `ready` with a key, `may_keep` what it answers."""

    provider: Provider
    name: str
    ready: bool
    may_keep: bool
    attribution: str


@dataclass(frozen=True, slots=True)
class GeocoderAnswer:
    """An answer that fits the address: a place with its radius, the provider's words for it, and whose it is."""

    provider: Provider
    case_id: str
    premises_id: str
    place: Place
    level: str
    address: str
    may_keep: bool
    attribution: str


def read_keys(desk: Desk) -> GeocoderKeys:
    """What the settings hold."""
    with desk.store.reading() as unit:
        return keys_of(unit)


def keys_of(unit: LaptopUnit) -> GeocoderKeys:
    """The same within a transaction."""
    return unit.settings.get(SETTING, GeocoderKeys) or GeocoderKeys()


def keep_key(desk: Desk, provider: Provider, key: str) -> GeocoderKeys:
    """Keep a provider's key; an empty one takes it away, and with it the leave to keep its answers.

    Raises:
        KnownError: `geocoder.address_wrong` for a Nominatim server that is no address.
    """
    key = key.strip()
    if provider is Provider.NOMINATIM and key:
        _check_address(key)
    with desk.store.writing() as unit:
        held = keys_of(unit)
        keys = {name: value for name, value in held.keys.items() if name != provider.value}
        keep = held.keep if key else tuple(one for one in held.keep if one != provider.value)
        held = GeocoderKeys(keys | ({provider.value: key} if key else {}), keep)
        unit.settings.set(SETTING, held)
    return held


def allow_keeping(desk: Desk, provider: Provider, allowed: bool) -> GeocoderKeys:
    """Somebody says whether the office's contract with a provider allows keeping its answers."""
    with desk.store.writing() as unit:
        held = keys_of(unit)
        others = tuple(one for one in held.keep if one != provider.value)
        held = msgspec.structs.replace(held, keep=(*others, provider.value) if allowed else others)
        unit.settings.set(SETTING, held)
    return held


def providers(desk: Desk) -> list[ProviderChoice]:
    """Everybody who can be asked, those with a key first."""
    held = read_keys(desk)
    found = [
        ProviderChoice(one, NAMES[one], bool(held.key(one)), held.may_keep(one), GEOCODERS[one].attribution)
        for one in Provider
    ]
    return sorted(found, key=lambda choice: not choice.ready)


def ask_geocoder(desk: Desk, provider: Provider, case_id: str, premises_id: str, line: Line) -> GeocoderAnswer:
    """Where a provider puts the address of these premises; nothing is kept yet.

    Raises:
        KnownError: `place.unknown_premises`, `geocoder.…`, or what `line` says about the network.
    """
    with desk.store.reading() as unit:
        premises, held = _premises(unit, case_id, premises_id), keys_of(unit)
        known = unit.premises.found.by_keys([_key(premises)]).get(_key(premises))
    expected = Expected(known.place, known.adcode) if known is not None else Expected()
    found = ask(provider, _written(premises), held.key(provider), line, expected)
    may_keep, attribution = held.may_keep(provider), GEOCODERS[provider].attribution
    return GeocoderAnswer(
        provider, case_id, premises_id, found.place, found.level, found.address, may_keep, attribution
    )


def keep_answer(desk: Desk, answer: GeocoderAnswer) -> ChangeSet:
    """Keep an answer for its address on this laptop; every premises here at the same address has it then.

    Raises:
        KnownError: `geocoder.not_kept`, `place.unknown_premises`.
    """
    with desk.store.writing() as unit:
        if not keys_of(unit).may_keep(answer.provider):
            raise told(answer.provider, "not_kept")
        premises = _premises(unit, answer.case_id, answer.premises_id)
        key = _key(premises)
        before = unit.premises.found.by_keys([key]).get(key)
        codes = (before.adcode, before.township) if before is not None else ("", "")
        found = FoundPlace(key, answer.provider.value, answer.place, ONLINE, *codes)
        unit.premises.found.put([found], clock.now())
        unit.changes.cases |= unit.premises.settle([key]) | {answer.case_id}
        return unit.changes


def _premises(unit: LaptopUnit, case_id: str, premises_id: str) -> PremisesLine:
    for line in unit.premises.of_case(case_id):
        if line.premises_id == premises_id:
            return line
    raise KnownError("place.unknown_premises")


def _key(premises: PremisesLine) -> str:
    return address_key(premises.district, premises.address)


def _written(premises: PremisesLine) -> str:
    """The address as it is asked for: with its district where it does not say that itself, and without whatever a
    bank noted beside it, the borrower's name or a telephone number."""
    address = _PHONE.sub(" ", unicodedata.normalize("NFKC", premises.address))
    if premises.borrower_name.strip():
        address = re.sub(re.escape(premises.borrower_name.strip()) + _NO_PLACE_NAME, " ", address)
    address = " ".join(address.replace(premises.case_no, " ").split() if premises.case_no else address.split())
    if not address or premises.district in address:
        return address
    return premises.district + address


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.username:
        raise KnownError("geocoder.address_wrong", {"address": address})
