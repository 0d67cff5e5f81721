"""The divisions of China: provinces, cities, districts and townships by code, their names and where they lie.

The table is that of the Ministry of Civil Affairs with points of GeoNames (`build/places`); beside it stands
`renames.csv`, what districts that are no more are called today. Loading takes a fifth of a second of processor time and
some 40 MB, so it is done once a process, when first asked, and never on the window's thread.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from fieldapp import paths
from fieldapp.geo.addresses.address_text import TRADITIONAL

TABLE, RENAMES = "divisions.json.gz", "renames.csv"
RULES = b"2"
"""Counted up by whoever changes how addresses are read."""
_KIND = re.compile("(特别行政区|自治区|自治州|自治县|自治旗|地区|街道|省|市|区|县|旗|盟|镇|乡|林区|矿区)$")
_PEOPLES = re.compile(
    "(?<=..)(?:"
    "鄂伦春族|鄂温克族|达斡尔族|哈萨克族|柯尔克孜族|维吾尔族|柯尔克孜|蒙古族|土家族|布依族|景颇族|哈尼族|"
    "朝鲜族|傈僳族|拉祜族|布朗族|普米族|纳西族|独龙族|仡佬族|仫佬族|毛南族|撒拉族|东乡族|保安族|裕固族|"
    "鄂伦春|鄂温克|达斡尔|哈萨克|塔吉克|维吾尔|满族|回族|蒙古|壮族|苗族|侗族|瑶族|彝族|白族|傣族|藏族|羌族|"
    "黎族|畲族|佤族|怒族|水族|土族|锡伯|各族"
    ")+$"
)
_OF_A_PEOPLE = ("自治州", "自治县", "自治旗", "自治区")
_IN_MANY = frozenset(
    re.findall(
        r"\w+",
        "城区 郊区 矿区 新区 市区 东区 西区 南郊区 北郊区 桥东区 桥西区 新市区 "
        "南市区 北市区 中市区 东市区 西市区 向阳区 新华区 市中区 东山区 南关区 伊春区",
    )
)
"""Names of districts that many cities have or had."""
_DIRECTIONS = frozenset("市城郊矿新东西南北中")


class Kind(IntEnum):
    """How a division is named in a text; `BOUND`: so shortly that it counts right behind what it lies in only."""

    FULL = 0
    OLD = 1
    SHORT = 2
    TOWNSHIP = 3
    BOUND = 4


class By(IntEnum):
    """What a division's point is known by."""

    OWN_NAME = 0
    TOWNSHIPS = 1
    PARENT = 2


class Entry(NamedTuple):
    """What a name may mean."""

    code: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Middle:
    """A division's point (WGS-84, millionths of a degree) and how far from it an address of it may lie."""

    lon_e6: int
    lat_e6: int
    radius_m: int
    by: By


def short(name: str) -> str:
    """深圳市 -> 深圳, 黔东南苗族侗族自治州 -> 黔东南, 管城回族区 -> 管城; never fewer than two characters."""
    bare = _KIND.sub("", name)
    if name.endswith(_OF_A_PEOPLE) or (bare.endswith("族") and len(bare) > 3):
        bare = _PEOPLES.sub("", bare)
    return bare if len(bare) >= 2 else name


def ancestors(code: str) -> Iterator[str]:
    """A code and those of the divisions it lies in, from the smallest; not all of them exist."""
    yield code
    if len(code) == 9:
        yield code[:6]
    if code[4:6] != "00":
        yield code[:4] + "00"
    if code[2:4] != "00":
        yield code[:2] + "0000"


class Divisions:
    """The table with everything a name may mean."""

    def __init__(self, table: bytes, renames: str) -> None:
        body = json.loads(table)
        self.listed: str = body["listed"]
        self.names: dict[str, str] = dict(zip(_codes(body["steps"]), body["names"].split(" "), strict=True))
        self._points = {
            code: row
            for code, *row in zip(
                body["at"].split(" "), body["lon"], body["lat"], body["radius"], body["by"], strict=True
            )
        }
        self.index: dict[str, list[Entry]] = {}
        self._latin: str = body["latin"]
        self._townships: dict[str, dict[str, str]] | None = None
        self._fill(renames)
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self.index:
            lengths[name[:2]].add(len(name))
        self.lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
        """How long the names are that begin with these two characters, longest first."""

    def middle(self, code: str) -> Middle | None:
        """Where a division lies, if that is known."""
        row = self._points.get(code)
        return Middle(row[0] * 100, row[1] * 100, row[2], By(row[3])) if row else None

    def latin(self) -> Iterator[tuple[str, str]]:
        """Codes of six digits with their short names in Latin letters."""
        return zip((code for code in self.names if len(code) == 6), self._latin.split(" "), strict=True)

    def full_name(self, code: str) -> str:
        """A division with all it lies in: 江苏省苏州市姑苏区."""
        return "".join(self.names[one] for one in reversed(list(ancestors(code))) if one in self.names)

    def is_district(self, code: str) -> bool:
        """Whether a six-digit code is of the third level."""
        return len(code) == 6 and code[4:] != "00"

    def townships(self, district: str) -> dict[str, str]:
        """Codes of the townships of a district, by their names without 镇, 乡 or 街道."""
        if self._townships is None:
            grouped: dict[str, dict[str, str]] = defaultdict(dict)
            for code, name in self.names.items():
                if len(code) == 9:
                    grouped[code[:6]][short(name)] = code
            self._townships = dict(grouped)
        return self._townships.get(district, {})

    def _fill(self, renames: str) -> None:
        index = self.index
        for code, name in self.names.items():
            if len(code) == 9:
                if len(name) >= 3:
                    index.setdefault(name, []).append(Entry(code, Kind.TOWNSHIP))
                    if name.endswith("族乡"):
                        self._add(short(name) + "乡", code, Kind.TOWNSHIP)
                continue
            index.setdefault(name, []).append(Entry(code, Kind.FULL))
            self._add_short(code, name)
        for row in csv.DictReader(io.StringIO(renames)):
            for code in row["new_codes"].split("|"):
                self._add_former(row["old_name"], code)
        self._add_former_kinds()

    def _add_former(self, name: str, code: str) -> None:
        """A former name; one that many cities have, or have still, counts only behind its city: 长治市郊区."""
        if name in _IN_MANY:
            city = self.names.get(code[:4] + "00") or self.names[code[:2] + "0000"]
            for before in {city, short(city)} - {""}:
                self._add(before + name, code, Kind.OLD)
        elif self.names.get(code) != name:
            self._add(name, code, Kind.OLD if len(name) > 2 or name[-1] in "市区县" else Kind.SHORT)
            if name[-1] in "市区县":
                self._add_bound(short(name), code)

    def _add_bound(self, bare: str, code: str) -> None:
        """杭州西湖, 宁波江东, 上海浦东: a direction, a name of before, one that others have for themselves."""
        if any(one.kind is Kind.SHORT and one.code[:4] == code[:4] for one in self.index.get(bare, ())):
            return  # today's district of that name is meant
        if len(bare) == 2 and (bare in {"东城", "西城"} or not _DIRECTIONS.issuperset(bare)):
            self._add(bare, code, Kind.BOUND)

    def _add(self, name: str, code: str, kind: Kind) -> None:
        found = self.index.setdefault(name, [])
        if all(one.code != code for one in found):
            found.append(Entry(code, kind))

    def _add_short(self, code: str, name: str) -> None:
        bare = short(name)
        if bare == name:
            return
        above = {short(self.names[one]) for one in ancestors(code) if one != code and one in self.names}
        direction = len(bare) < 3 and len(name) == 3 and name.endswith("区") and bare[0] in _DIRECTIONS
        if direction:
            self._add_bound(bare, code)
        elif bare not in above:  # 长沙 is the city and 吉林 the province
            self.index.setdefault(bare, []).append(Entry(code, Kind.SHORT))
        if name.endswith("新区") and len(name) > 3:
            self._add_bound(name.removesuffix("新区"), code)
        if code.endswith("00") and name.endswith("市"):
            self._add(bare + "地区", code, Kind.FULL)
            if code.startswith("15"):
                self._add(bare + "盟", code, Kind.FULL)
        if name.endswith("自治州"):
            self._add(bare + "州", code, Kind.FULL)
        elif name.endswith(("自治县", "自治旗", "族区")):
            self._add(bare + name[-1], code, Kind.FULL)
        elif len(name) == 3 and name[0] == "市":  # 青岛市市南区 is mostly written 青岛市南区
            city = self.names.get(code[:4] + "00", "")
            self._add(short(city) + name, code, Kind.FULL)

    def _add_former_kinds(self) -> None:
        """A district was mostly a county or a county-level city of the same name before.

        Where a city has the name (大同), its own county of that name was mostly another district of it (`renames.csv`).
        """
        former = set(self.index) - {name for name, found in self.index.items() if found[0].kind is Kind.TOWNSHIP}
        cities = {short(name) for code, name in self.names.items() if len(code) == 6 and code.endswith("00")}
        for code, name in self.names.items():
            if self.is_district(code) and name[-1] in "市区县":
                bare = short(name)
                plain_enough = bare != name and bare not in cities and bare[-1] not in "新城"
                for kind in "县市":
                    if plain_enough and bare + kind not in former:
                        self._add(bare + kind, code, Kind.OLD)


def _codes(steps: list[int]) -> list[str]:
    padded = (str(code) for code in accumulate(steps))
    return [code[:6] if code.endswith("000") else code for code in padded]


@cache
def divisions() -> Divisions:
    """The table, loaded when first asked."""
    folder = paths.resources() / "geo"
    table = gzip.decompress((folder / TABLE).read_bytes())
    return Divisions(table, (folder / RENAMES).read_text(encoding="utf-8"))


@cache
def table_version() -> str:
    """Twelve characters that change when an address may be found elsewhere than before; the table is not loaded."""
    folder = paths.resources() / "geo"
    read = b"".join((folder / name).read_bytes() for name in (TABLE, RENAMES, TRADITIONAL))
    return hashlib.sha256(RULES + read).hexdigest()[:12]
