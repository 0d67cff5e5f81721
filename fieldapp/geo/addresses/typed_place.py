"""A place out of what somebody typed or pasted: two numbers in some order, some notation, perhaps inside a link.

Which of the two is the longitude is said by a letter or a word, by a link's own rule, or by the numbers themselves: in
China every longitude is larger than every latitude. Where none of it decides, that is said instead of guessed. The
radius is what the digits support: a place of two decimals is good to a kilometre, however firmly it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from fieldapp.domain.coordinates import Fault, fault_of
from fieldapp.domain.party import Datum, Place, PlaceSource
from fieldapp.errors import KnownError
from fieldapp.geo.convert import converted

METRES_A_DEGREE = 111_195
FINEST_M = 10
"""Nobody who types a place is more exact than that."""
_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_SEXAGESIMAL = re.compile(
    r"(?P<d>\d{1,3})\s*[°度]\s*(?:(?P<m>\d{1,2}(?:\.\d+)?)\s*['′分]\s*(?:(?P<s>\d{1,2}(?:\.\d+)?)\s*(?:\"|''|′′|秒)?)?)?"
)
_PLAIN = re.compile(rf"(?P<v>{_NUMBER})")
_LON_WORDS = re.compile(r"经度|东经|西经|lng|lon(?:gitude)?|(?<![a-z])[ew](?![a-z])", re.IGNORECASE)
_LAT_WORDS = re.compile(r"纬度|北纬|南纬|lat(?:itude)?|(?<![a-z])[ns](?![a-z])", re.IGNORECASE)
_NEGATIVE = re.compile(r"西经|南纬|(?<![a-z])[ws](?![a-z])", re.IGNORECASE)
_PAIR = rf"({_NUMBER}),({_NUMBER})"
_LINKS: tuple[tuple[re.Pattern[str], str, Datum], ...] = (
    (re.compile(rf"amap\.com/\S*?(?:position|to|dest|q)={_PAIR}", re.IGNORECASE), "lon", Datum.GCJ02),
    (re.compile(rf"map\.baidu\.com/\S*?(?:location=|latlng:){_PAIR}", re.IGNORECASE), "lat", Datum.BD09),
    (re.compile(rf"map\.qq\.com/\S*?(?:coord:|tocoord=){_PAIR}", re.IGNORECASE), "lat", Datum.GCJ02),
    (re.compile(rf"geo:{_PAIR}", re.IGNORECASE), "lat", Datum.WGS84),
)
"""Links of map apps: what stands first in them, and their datum."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was read.

    Attributes:
        lon, lat: degrees in `datum`. radius_m: what the digits support.
        datum: the one a link has; None: whoever typed says.
        swapped: the latitude stood first, and nothing but the numbers said so.
    """

    lon: float
    lat: float
    radius_m: int
    datum: Datum | None = None
    swapped: bool = False

    @property
    def in_china(self) -> bool:
        """Whether it lies in the rectangle about China."""
        return fault_of(self.lon, self.lat) is None

    def place(self, datum: Datum) -> Place:
        """As a place pinned by hand, converted from the datum it was typed in (a link's own goes first)."""
        given = self.datum or datum
        point = converted(round(self.lon * 1e6), round(self.lat * 1e6), given)
        return Place(*point, self.radius_m, PlaceSource.PINNED, given)


@dataclass(frozen=True, slots=True)
class _Part:
    """A number, what was said of it ("lon", "lat" or nothing), and what half a step of its last digit is in degrees."""

    value: float
    said: str
    step: float


def read_typed(text: str) -> Typed:
    """Read it.

    Raises:
        KnownError: `coordinates.none` (no two numbers), `coordinates.which_is_which`, `coordinates.zero`,
            `coordinates.off_the_earth`.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    for pattern, first, datum in _LINKS:
        found = pattern.search(unquote(plain))
        if found is not None:
            one, two = (_Part(float(part), "", _step(part)) for part in found.groups())
            lon, lat = (one, two) if first == "lon" else (two, one)
            return _checked(lon, lat, datum, swapped=False)
    parts = _parts(plain)
    if len(parts) != 2:
        raise KnownError("coordinates.none")
    return _ordered(*parts)


def _ordered(one: _Part, two: _Part) -> Typed:
    """Which of the two is the longitude."""
    if (one.said, two.said) in {("lon", "lat"), ("lon", ""), ("", "lat")}:
        return _checked(one, two, None, swapped=False)
    if (one.said, two.said) in {("lat", "lon"), ("lat", ""), ("", "lon")}:
        return _checked(two, one, None, swapped=False)
    fault = fault_of(one.value, two.value)
    if one.said:
        raise KnownError("coordinates.which_is_which")
    if fault in {None, Fault.NOWHERE} or abs(one.value) > 90 >= abs(two.value):
        return _checked(one, two, None, swapped=False)
    if fault is Fault.SWAPPED or abs(two.value) > 90 >= abs(one.value):
        return _checked(two, one, None, swapped=True)
    raise KnownError("coordinates.off_the_earth" if abs(one.value) > 90 else "coordinates.which_is_which")


def _checked(lon: _Part, lat: _Part, datum: Datum | None, *, swapped: bool) -> Typed:
    if fault_of(lon.value, lat.value) is Fault.NOWHERE:
        raise KnownError("coordinates.zero")
    if abs(lon.value) > 180 or abs(lat.value) > 90:
        raise KnownError("coordinates.off_the_earth")
    radius = max(FINEST_M, round(max(lon.step, lat.step) * METRES_A_DEGREE))
    return Typed(lon.value, lat.value, radius, datum, swapped)


def _parts(plain: str) -> list[_Part]:
    """The numbers of the text with what was said of each, in their order; degrees, minutes and seconds are one."""
    pattern = _SEXAGESIMAL if re.search(r"°|\d度", plain) else _PLAIN
    found = list(pattern.finditer(plain))
    starts, ends = [one.start() for one in found] + [len(plain)], [0, *(one.end() for one in found)]
    between = [plain[end:start] for end, start in zip(ends, starts, strict=True)]
    words_first = bool(_LON_WORDS.search(between[0]) or _LAT_WORDS.search(between[0]))
    return [_part(one, between[number + (not words_first)]) for number, one in enumerate(found)]


def _part(found: re.Match[str], words: str) -> _Part:
    groups = found.groupdict()
    if "v" in groups:
        value, step = float(groups["v"]), _step(groups["v"])
    else:
        minutes, seconds = groups["m"] or "0", groups["s"] or "0"
        value = float(groups["d"]) + float(minutes) / 60 + float(seconds) / 3600
        step = _step(seconds) / 3600 if groups["s"] else _step(minutes) / 60
    said = "lon" if _LON_WORDS.search(words) else "lat" if _LAT_WORDS.search(words) else ""
    return _Part(-abs(value) if said and _NEGATIVE.search(words) else value, said, step)


def _step(number: str) -> float:
    """Half a step of the last digit that was written."""
    _, _, decimals = number.partition(".")
    return float(0.5 * 10.0 ** -len(decimals))
