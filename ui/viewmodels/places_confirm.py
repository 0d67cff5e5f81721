"""What the queue of places to confirm shows: its lines in words, and for the chosen one what lies around it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from fieldapp import paths
from fieldapp.domain.nearness import metres
from fieldapp.domain.party import CONFIRMED, Place, PlaceSource
from fieldapp.geo.basemap.packs import installed
from fieldapp.services.ask_geocoder import ProviderChoice, providers
from fieldapp.services.best_places import place_of
from fieldapp.services.desk import Desk
from fieldapp.services.places_to_confirm import places_to_confirm, same_address
from fieldapp.services.plan_day import plan_day
from fieldapp.store.laptop.case_filter import CaseFilter
from fieldapp.store.laptop.premises_list import PremisesLine
from ui import formats, messages, words
from ui.i18n import translate
from ui.parts.navigate import metres_words
from ui.widgets.pin_sketch import Landmark

MOST_LANDMARKS = 40
STREETS_ZOOM = 12
"""From here on a map shows streets that one can point between."""
EXACT_M = 300
"""A place worse than this is nothing to go by."""
COARSEST_M = 500
"""A pin worse than this says no door: it would end the search for one."""
FAR_M = 50_000
"""A pin so far beyond the radius of what was known is most likely a slip of the hand."""
Key = tuple[str, str]
"""A premises: the case's id and its own."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue. `today` are the cases of today's stops by their number; `known` what is known exactly, to go by."""

    lines: tuple[PremisesLine, ...]
    total: int
    today: dict[str, int]
    known: tuple[PremisesLine, ...]

    def line(self, key: Key) -> PremisesLine | None:
        """The line of a premises."""
        return next((one for one in self.lines if key_of(one) == key), None)


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around one premises.

    Attributes:
        middle: where the sketch begins. own: whether that is the address's own place.
        beside: whose place it is instead. same: other premises at the same address with a better place.
        online: geocoders that can be asked. mapped: whether a map of the streets there is installed.
    """

    key: Key
    middle: Place | None
    own: bool
    beside: str
    landmarks: tuple[Landmark, ...]
    same: tuple[PremisesLine, ...]
    online: tuple[ProviderChoice, ...]
    mapped: bool


def read_queue(desk: Desk, before: Queue | None = None) -> Queue:
    """The queue: places of today's stops in their order, then of the most urgent cases; on a reader thread.

    What is known exactly is taken from the queue read `before`: there may be tens of thousands of them.
    """
    today = {stop.line.case_id: number for number, stop in enumerate(plan_day(desk).stops, start=1)}
    found = places_to_confirm(desk, list(today))
    return Queue(found.lines, found.total, today, before.known if before is not None else _known(desk))


def _known(desk: Desk) -> tuple[PremisesLine, ...]:
    """Premises whose place somebody confirmed, exactly enough to go by."""
    with desk.store.reading() as unit:
        placed = unit.premises.points(CaseFilter())
    return tuple(one for one in placed if (one.radius_m or 0) <= EXACT_M and one.source in CONFIRMED)


def read_around(desk: Desk, queue: Queue, line: PremisesLine) -> Around:
    """What lies around a premises; on a reader thread."""
    own = place_of(line)
    others = [one for one in queue.known if key_of(one) != key_of(line)]
    beside = None if own is not None else _stand_in(line, others)
    middle = own if own is not None else _wide(beside)
    same = tuple(one for one in same_address(desk, *key_of(line)) if _better(one, line))
    online = tuple(one for one in providers(desk) if one.ready)
    where = beside.name if beside is not None else ""
    near = _near(middle, others)
    return Around(key_of(line), middle, own is not None, where, near, same, online, _is_mapped(middle))


def key_of(line: PremisesLine) -> Key:
    """Which premises a line is about."""
    return line.case_id, line.premises_id


def named(line: PremisesLine) -> str:
    """The business, or its address where it has no name."""
    return line.name or line.address


def known_words(line: PremisesLine) -> str:
    """What the place is known by, and within what: "位置只到乡镇，约 3.2 公里以内"."""
    if line.source is None or line.lon_e6 is None:
        return formats.opening(words.place_unknown())
    within = translate("PlacesPage", "约 {far}以内").format(far=metres_words(line.radius_m or 0))
    return formats.clauses([formats.opening(words.place_source(PlaceSource(line.source))), within])


def why_words(line: PremisesLine) -> str:
    """Why it is known no better; empty where the record itself says so."""
    return messages.say(line.reason).text if line.reason else ""


def place_words(place: Place) -> str:
    """A point in numbers, as it is kept: "纬度 31.299000，经度 120.585000，误差约 20 米"."""
    told = translate("PlacesPage", "纬度 {lat}，经度 {lon}，误差约 {far}")
    return told.format(
        lat=f"{place.lat_e6 / 1e6:.6f}", lon=f"{place.lon_e6 / 1e6:.6f}", far=metres_words(place.radius_m)
    )


def doubt(place: Place, line: PremisesLine) -> str:
    """What makes a pin doubtful beside what was known of the address; empty where nothing does."""
    known = place_of(line)
    if place.radius_m > COARSEST_M:
        return translate("PlacesPage", "误差太大，认不出是哪个门口：放大后再标一次。")
    if known is None:
        return ""
    far = metres(place, known)
    if far > known.radius_m + FAR_M:
        told = translate("PlacesPage", "离地址所在的地方有 {far}，请再看一遍。")
    elif far > known.radius_m + place.radius_m:
        told = translate("PlacesPage", "离原来的位置 {far}，在它的误差范围以外。")
    else:
        return ""
    return told.format(far=metres_words(round(far)))


def _stand_in(line: PremisesLine, others: Sequence[PremisesLine]) -> PremisesLine | None:
    """Something known to begin at, where of the address nothing is: in its district, else the most urgent."""
    district = [one for one in others if one.district == line.district and line.district]
    return next(iter(district or others), None)


def _wide(line: PremisesLine | None) -> Place | None:
    """The place of a stand-in, as vague as it is for another address."""
    place = place_of(line) if line is not None else None
    return Place(place.lon_e6, place.lat_e6, 20_000, PlaceSource.DISTRICT) if place is not None else None


def _is_mapped(middle: Place | None) -> bool:
    packs = installed(paths.map_packs()).packs if middle is not None else ()
    return any(
        one.tile_file is not None and one.max_zoom >= STREETS_ZOOM and one.holds(middle.lon_e6, middle.lat_e6)
        for one in packs
        if middle is not None
    )


def _near(middle: Place | None, others: Sequence[PremisesLine]) -> tuple[Landmark, ...]:
    if middle is None:
        return ()
    shrunk = math.cos(math.radians(middle.lat_e6 / 1e6))

    def off(one: PremisesLine) -> float:
        return math.hypot(((one.lon_e6 or 0) - middle.lon_e6) * shrunk, (one.lat_e6 or 0) - middle.lat_e6)

    nearest = sorted(others, key=off)[:MOST_LANDMARKS]
    return tuple(Landmark(named(one), one.lon_e6 or 0, one.lat_e6 or 0) for one in nearest)


def _better(one: PremisesLine, than: PremisesLine) -> bool:
    """Whether the same address is known more exactly elsewhere."""
    return one.lon_e6 is not None and (than.radius_m is None or (one.radius_m or 0) < than.radius_m)
