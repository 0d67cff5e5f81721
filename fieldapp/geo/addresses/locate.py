"""Where an address lies, as far as anybody can know without a network, and how far off that may be.

Never a false door: what the words do not say for certain is not said. A place is a street at best, mostly a township
or a district, and its radius covers what that leaves open. Better places come from people (`CONFIRMED`) or from an
online geocoder; this one only makes sure that no address is without an honest place to start from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fieldapp.domain.party import Place, PlaceSource
from fieldapp.geo.addresses.address_latin import code_in_latin, names_abroad
from fieldapp.geo.addresses.address_parse import Certain, Parsed, parse
from fieldapp.geo.addresses.address_text import plain
from fieldapp.geo.addresses.divisions import By, Middle, ancestors, divisions, table_version
from fieldapp.geo.addresses.streets import StreetPoint, Streets

__all__ = ["Level", "Located", "Locator", "Reason", "level_of", "table_version"]


class Level(StrEnum):
    """How exactly an address is known; `NONE` where nothing is certain."""

    EXACT = "exact"
    STREET = "street"
    TOWNSHIP = "township"
    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"
    NONE = ""


class Reason(StrEnum):
    """Why a place is what it is: the code of its sentence."""

    KNOWN = "geo.known"
    DOOR = "geo.door"
    STREET = "geo.street"
    TOWNSHIP = "geo.township"
    TOWNSHIP_MOVED = "geo.township_moved"
    TOWNSHIP_NO_POINT = "geo.township_no_point"
    DISTRICT = "geo.district"
    RENAMED = "geo.renamed"
    NO_POINT = "geo.no_point"
    CITY = "geo.city"
    PROVINCE = "geo.province"
    AMBIGUOUS = "geo.ambiguous"
    DIFFERS = "geo.differs"
    FOREIGN = "geo.foreign"
    EMPTY = "geo.empty"
    UNKNOWN = "geo.unknown"


_LATIN, _LETTERS, _HAN = re.compile("[a-z]{3}"), re.compile("[a-z]"), re.compile("[\u3400-\u9fff]")
_NOTHING = {
    Certain.NOTHING: Reason.UNKNOWN,
    Certain.FOREIGN: Reason.FOREIGN,
    Certain.EMPTY: Reason.EMPTY,
    Certain.SEVERAL: Reason.AMBIGUOUS,
}


@dataclass(frozen=True, slots=True)
class Located:
    """Where an address lies.

    Attributes:
        address: as it was asked.
        adcode: six digits of the current list, of the smallest division that is certain; empty where none is.
        township: nine digits, or empty.
        level: what the point stands for.
        lon_e6, lat_e6: millionths of a degree, WGS-84; None where nothing is certain.
        radius_m: how far from the point the address may be; 0 where there is none.
        reason: why, as the code of a sentence.
    """

    address: str
    adcode: str
    township: str
    level: Level
    lon_e6: int | None
    lat_e6: int | None
    radius_m: int
    reason: Reason

    @property
    def place(self) -> Place | None:
        """The place, if there is one."""
        if self.lon_e6 is None or self.lat_e6 is None:
            return None
        source = PlaceSource.PINNED if self.level is Level.EXACT else PlaceSource(self.level.value)
        return Place(self.lon_e6, self.lat_e6, self.radius_m, source)


class Locator:
    """Finds addresses, from any thread. The first one of a process takes a fifth of a second: its table is loaded."""

    def __init__(self, streets: Sequence[Streets] = ()) -> None:
        self._table = divisions()
        self._streets = tuple(streets)
        self._areas: dict[str, Parsed] = {}

    def find(self, address: str, district: str = "") -> Located:
        """Where `address` lies; `district` is what the bank's table says beside it.

        Raises:
            KnownError: `geo.streets_unreadable`.
        """
        text = plain(address)
        if _LATIN.search(text):
            text = self._with_latin(address, text, district)
        said, differs = self._said(text, district)
        if not said.code:
            return Located(
                address, "", "", Level.NONE, None, None, 0, Reason.DIFFERS if differs else _NOTHING[said.certain]
            )
        code, middle = self._middle(said.code)
        if said.certain is Certain.ONE and not differs:
            street = self._street(said.rest, code, middle)
            if street is not None:
                return self._on_street(address, said.code, street)
        level = level_of(code)
        reason = Reason.DIFFERS if differs else _reason(said, code, level, middle)
        township = said.code if len(said.code) == 9 else ""
        if middle is None:
            return Located(address, said.code[:6], township, level, None, None, 0, reason)
        at = (middle.lon_e6, middle.lat_e6, middle.radius_m)
        return Located(address, said.code[:6], township, level, *at, reason)

    def _with_latin(self, address: str, text: str, district: str) -> str:
        """The text behind the Chinese name of what its Latin letters say, where its characters leave that open.

        Latin letters that name nothing abroad are no address abroad where the bank's table says the district.
        """
        chinese = bool(_HAN.search(text))
        if chinese and parse(self._table, text).certain not in {Certain.NOTHING, Certain.SEVERAL}:
            return text
        code = code_in_latin(address)
        if code:
            return self._table.full_name(code) + (text if chinese else "")
        here = district.strip() and not chinese and not names_abroad(address)
        return _LETTERS.sub("", text) if here else text

    def _said(self, text: str, district: str) -> tuple[Parsed, bool]:
        """What address and table say together, and whether they say different things."""
        said = parse(self._table, text)
        area = plain(district)
        if not area or said.certain is Certain.FOREIGN:
            return said, False
        beside = self._areas.get(area)
        if beside is None:
            if len(self._areas) > 4096:
                self._areas.clear()
            beside = self._areas[area] = parse(self._table, area)
        if beside.certain is Certain.NOTHING or _agree(said, beside):
            return said, False
        together = parse(self._table, area + text)
        narrower = any(said.code in ancestors(one) for one in beside.candidates) or _agree(beside, said)
        if not said.firm or said.certain is not Certain.ONE or narrower:
            return (together, False) if _agree(together, beside) else (beside, False)
        return self._in_common(said, beside), True

    def _in_common(self, said: Parsed, beside: Parsed) -> Parsed:
        above = set(ancestors(beside.code)) if beside.code else set()
        common = next((one for one in ancestors(said.code) if one in above and not one.endswith("0000")), "")
        if common not in self._table.names:
            common = ""  # another province, or another city of it: one of the two is wrong, and nobody knows which
        return Parsed(Certain.SEVERAL, common, said.rest, (said.code[:6], *beside.candidates))

    def _middle(self, code: str) -> tuple[str, Middle | None]:
        """The smallest division with a point of its own level or above, and the point."""
        for one in ancestors(code):
            middle = self._table.middle(one)
            if middle is not None:
                return one, middle
        return code, None

    def _street(self, rest: str, code: str, middle: Middle | None) -> StreetPoint | None:
        """A street in one of the packs, if it is known well enough about where to look."""
        if not self._streets or middle is None or middle.by is By.PARENT or code.endswith("0000"):
            return None
        lon, lat, within = middle.lon_e6 / 1e6, middle.lat_e6 / 1e6, middle.radius_m / 1000
        found = (pack.find(rest, lon, lat, within) for pack in self._streets)
        return next((point for point in found if point is not None), None)

    @staticmethod
    def _on_street(address: str, code: str, street: StreetPoint) -> Located:
        at = (round(street.lon * 1e6), round(street.lat * 1e6), street.radius_m)
        reason = Reason.DOOR if street.door else Reason.STREET
        return Located(address, code[:6], code if len(code) == 9 else "", Level.STREET, *at, reason)


def level_of(code: str) -> Level:
    """The level of a division."""
    if len(code) == 9:
        return Level.TOWNSHIP
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") else Level.DISTRICT


def _agree(deep: Parsed, wide: Parsed) -> bool:
    """Whether what is said in `deep` lies in what is said in `wide`; a township that moved was in its old district."""
    if deep.certain is not Certain.ONE:
        return False
    if wide.certain is Certain.SEVERAL:
        return deep.code[:6] in wide.candidates
    return bool(wide.code) and (wide.code in ancestors(deep.code) or (deep.moved and wide.code[:4] == deep.code[:4]))


def _reason(said: Parsed, code: str, level: Level, middle: Middle | None) -> Reason:
    if said.certain is Certain.SEVERAL:
        return Reason.AMBIGUOUS
    if said.moved:
        return Reason.TOWNSHIP_MOVED
    if middle is None or (middle.by is By.PARENT and level is Level.DISTRICT):
        return Reason.NO_POINT
    if said.renamed and level is not Level.PROVINCE:
        return Reason.RENAMED
    if len(said.code) == 9 and len(code) == 6:
        return Reason.TOWNSHIP_NO_POINT
    return Reason(f"geo.{level.value}")
