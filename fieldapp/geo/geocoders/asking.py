"""Asking a geocoder about one address, and believing its answer only as far as it fits what the address says itself.

An answer outside China, at 0/0, or in another district than the address names is refused: a provider that did not
understand an address often answers with a namesake far away, and says that it is sure.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from fieldapp import clock
from fieldapp.domain.nearness import metres
from fieldapp.domain.party import Datum, Place, PlaceSource
from fieldapp.geo.geocoders.amap import Amap
from fieldapp.geo.geocoders.baidu import Baidu
from fieldapp.geo.geocoders.contract import Geocoder, Hit, Provider, Request, told
from fieldapp.geo.geocoders.nominatim import Nominatim
from fieldapp.geo.geocoders.tianditu import Tianditu

GEOCODERS: dict[Provider, Geocoder] = {one.provider: one for one in (Amap(), Tianditu(), Baidu(), Nominatim())}
WEST, EAST, SOUTH, NORTH = 73.4, 135.2, 3.3, 53.7
"""About China with its islands, in degrees."""
SLACK_M = 2_000
"""Beyond both radii: the points of districts are not exact either."""
WIDEST_USEFUL_M = 5_000
"""An answer that may be farther off says no more than the address itself did."""


class Line(Protocol):
    """A way out to the network; makes one GET.

    Raises:
        KnownError: `geocoder.away`, or whatever the network says.
    """

    def get(self, request: Request) -> tuple[int, bytes]: ...


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known of an address without asking anybody: a place with its radius, the code of its district."""

    place: Place | None = None
    adcode: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """An answer that is believed: the place (WGS-84), and how its provider words it."""

    provider: Provider
    place: Place
    level: str
    address: str


class Pace:
    """No provider is asked more often than it allows, whoever asks in this program."""

    def __init__(self, now: Callable[[], float] = clock.monotonic, wait: Callable[[float], None] = time.sleep) -> None:
        self._now, self._wait = now, wait
        self._lock = threading.Lock()
        self._next: dict[Provider, float] = {}

    def keep(self, geocoder: Geocoder) -> None:
        """Wait for one's turn: never longer than one interval for each who asked before."""
        with self._lock:
            now = self._now()
            turn = max(now, self._next.get(geocoder.provider, now))
            self._next[geocoder.provider] = turn + geocoder.seconds_between
        if turn > now:
            self._wait(turn - now)


PACE = Pace()


def ask(provider: Provider, address: str, key: str, line: Line, expected: Expected, pace: Pace = PACE) -> Found:
    """Where a provider puts an address.

    Raises:
        KnownError: `geocoder.no_address`, `geocoder.no_key`, what the provider says (`geocoder.…`), or that its
            answer is not to be believed: `geocoder.nowhere`, `geocoder.elsewhere`, `geocoder.too_vague`.
    """
    geocoder = GEOCODERS[provider]
    if not address.strip():
        raise told(provider, "no_address")
    if not key.strip():
        raise told(provider, "no_key")
    pace.keep(geocoder)
    hit = geocoder.hit(*line.get(geocoder.request(address.strip(), key.strip())))
    place = _placed(geocoder, hit)
    _judge(provider, hit, place, expected)
    return Found(provider, place, hit.level, hit.address)


def _placed(geocoder: Geocoder, hit: Hit) -> Place:
    if not (WEST <= hit.lon <= EAST and SOUTH <= hit.lat <= NORTH):
        raise told(geocoder.provider, "nowhere")
    lon, lat = hit.lon, hit.lat
    if geocoder.datum is not Datum.WGS84:
        # numpy, which takes a tenth of a second to load
        from fieldapp.geo.datums import to_wgs84

        x, y = to_wgs84(lon, lat, geocoder.datum)
        lon, lat = float(x), float(y)
    source, datum = PlaceSource.GEOCODER, geocoder.datum
    return Place(round(lon * 1e6), round(lat * 1e6), hit.radius_m, source, datum)


def _judge(provider: Provider, hit: Hit, place: Place, expected: Expected) -> None:
    if hit.radius_m > WIDEST_USEFUL_M:
        raise told(provider, "too_vague")
    known = expected.place
    away = metres(known, place) if known is not None else None
    other_code = bool(hit.adcode and expected.adcode) and not _same_area(hit.adcode, expected.adcode)
    # codes change: where the point lies in the area all the same, it is the lists that differ
    if other_code and (known is None or away is None or away > known.radius_m):
        raise told(provider, "elsewhere")
    if known is not None and away is not None and away > known.radius_m + place.radius_m + SLACK_M:
        raise told(provider, "elsewhere")


def _same_area(one: str, other: str) -> bool:
    """Whether two codes may name the same area: the shorter without its zeros begins the longer."""
    short, long = sorted((_significant(one), _significant(other)), key=len)
    return long.startswith(short)


def _significant(adcode: str) -> str:
    return adcode[:2] if adcode[2:] == "0000" else adcode[:4] if adcode[4:] == "00" else adcode
