"""Handing a place over to a navigation app: one link for each of them, each in the datum that the app's maps have.

A link leaves this laptop, so it says nothing of anybody: a neutral word and a number instead of a name, and no address.
It is made without asking anybody; whether there is a network matters only to whoever opens it. Each app has two links:
one that shows the point in a browser of this laptop (the web pages take no place of their own there to begin from), and
one for the phone, which begins from where the phone is.

Formats: AMap's URI API (`marker`, `navigation`; longitude first, GCJ-02), Baidu's (`marker`, `direction`; latitude
first, BD-09), Tencent's (`marker`, `routeplan`; latitude first, GCJ-02), and RFC 5870 for `geo:` (WGS-84).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlencode

from fieldapp import clock
from fieldapp.domain.party import Datum, Place, Premises
from fieldapp.services.best_places import best_known
from fieldapp.services.desk import Desk

SAID_BY = "fieldapp"
"""What we tell the apps of where a link comes from; all three ask for it."""
NEUTRAL = "目的地"
"""What the place is called in the app, whoever lives there; the apps are Chinese in every language of ours."""
SETTING = "navigate.app"
EXACT_METRES = 500
"""A place that may be farther off than this leads to a district and to no door: that is said beside the links."""


class MapApp(StrEnum):
    """Whom to hand over to."""

    AMAP = "amap"
    BAIDU = "baidu"
    TENCENT = "tencent"
    GEO = "geo"


DATUMS = {MapApp.AMAP: Datum.GCJ02, MapApp.BAIDU: Datum.BD09, MapApp.TENCENT: Datum.GCJ02, MapApp.GEO: Datum.WGS84}


@dataclass(frozen=True, slots=True)
class HandOver:
    """A place as one app takes it. `lon` and `lat` are degrees in `datum`, to a tenth of a metre.

    Attributes:
        shown: the link that shows the point, for a browser here. driven: the one that drives there, for a phone.
    """

    app: MapApp
    datum: Datum
    lon: float
    lat: float
    shown: str
    driven: str

    @property
    def copied(self) -> str:
        """The numbers as map apps read them from the clipboard, in the order of the app."""
        first, then = (self.lon, self.lat) if self.app is MapApp.AMAP else (self.lat, self.lon)
        return f"{first:.6f},{then:.6f}"


@dataclass(frozen=True, slots=True)
class WayTo:
    """The way to one premises: `ways` is empty while nobody knows where it is. `app` is the one used last."""

    premises: Premises | None
    ways: tuple[HandOver, ...]
    app: MapApp

    @property
    def vague(self) -> bool:
        """Whether the place is a district or a street rather than a door."""
        place = self.premises.place if self.premises is not None else None
        return place is not None and place.radius_m > EXACT_METRES


def way_to(desk: Desk, case_id: str, premises_id: str = "", number: int = 0) -> WayTo:
    """What a panel needs to hand a place over; the first premises with a place where none is named.

    Raises:
        KnownError: `case.not_here`.
    """
    with desk.store.reading() as unit:
        file = unit.files.get(case_id)
        kept = unit.settings.get(SETTING, str)
        known = best_known(unit, case_id, file.known_on(clock.today(file.case.zone)).premises)
    wanted = [one for one in known if one.id == premises_id] or [*known]
    found = next((one for one in wanted if one.place is not None), next(iter(wanted), None))
    ways = hand_over(found.place, number) if found is not None and found.place is not None else ()
    return WayTo(found, ways, MapApp(kept) if kept in set(MapApp) else MapApp.AMAP)


def keep_app(desk: Desk, app: MapApp) -> None:
    """Begin with this app the next time."""
    with desk.store.writing() as unit:
        unit.settings.set_if_other(SETTING, app.value)


def hand_over(place: Place, number: int = 0) -> tuple[HandOver, ...]:
    """The place for each app. `number` (of a stop) follows the neutral word; 0: none does."""
    from fieldapp.geo.datums import from_wgs84  # with numpy, which no program loads at its start

    label = f"{NEUTRAL}{number}" if number else NEUTRAL
    made = []
    for app, datum in DATUMS.items():
        lon, lat = (float(one) for one in from_wgs84(place.lon_e6 / 1e6, place.lat_e6 / 1e6, datum))
        shown, driven = _LINKS[app](f"{lon:.6f}", f"{lat:.6f}", label, place.radius_m)
        made.append(HandOver(app, datum, lon, lat, shown, driven))
    return tuple(made)


def _amap(lon: str, lat: str, label: str, _radius: int) -> tuple[str, str]:
    shown = _asked(position=f"{lon},{lat}", name=label, src=SAID_BY, coordinate="gaode", callnative="0")
    driven = _asked(to=f"{lon},{lat},{label}", mode="car", src=SAID_BY, coordinate="gaode", callnative="1")
    return f"https://uri.amap.com/marker?{shown}", f"https://uri.amap.com/navigation?{driven}"


def _baidu(lon: str, lat: str, label: str, _radius: int) -> tuple[str, str]:
    same = {"coord_type": "bd09ll", "output": "html", "src": SAID_BY}
    shown = _asked(location=f"{lat},{lon}", title=label, content=label, **same)
    driven = _asked(destination=f"latlng:{lat},{lon}|name:{label}", mode="driving", **same)
    return f"https://api.map.baidu.com/marker?{shown}", f"https://api.map.baidu.com/direction?{driven}"


def _tencent(lon: str, lat: str, label: str, _radius: int) -> tuple[str, str]:
    shown = _asked(marker=f"coord:{lat},{lon};title:{label};addr:{label}", coord_type="2", referer=SAID_BY)
    driven = _asked(type="drive", to=label, tocoord=f"{lat},{lon}", coord_type="2", referer=SAID_BY)
    return f"https://apis.map.qq.com/uri/v1/marker?{shown}", f"https://apis.map.qq.com/uri/v1/routeplan?{driven}"


def _geo(lon: str, lat: str, _label: str, radius: int) -> tuple[str, str]:
    link = f"geo:{lat},{lon};u={max(radius, 0)}"
    return link, link


def _asked(**values: str) -> str:
    return urlencode(values, quote_via=quote, safe=",:;|")


_LINKS = {MapApp.AMAP: _amap, MapApp.BAIDU: _baidu, MapApp.TENCENT: _tencent, MapApp.GEO: _geo}
