"""What the page of offline maps shows: packs on this laptop, packs the office offers, and what is half here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from fieldapp import clock, paths
from fieldapp.geo.basemap.packs import Pack, TileKind
from fieldapp.services.map_packs import MapShelf, map_shelf
from fieldapp.sync.map_packs import Arrivals, Coming, last_offers
from ui import formats
from ui.i18n import translate
from ui.words.files import file_size

if TYPE_CHECKING:
    from fieldapp.protocol.maps import MapOffer
    from fieldapp.services.desk import Desk

GB = 1024 * 1024 * 1024
WHOLE = 359
"""Degrees of longitude from which a pack goes around the world."""
OLD_DAYS = 365
"""A map made so long ago is said to be old: roads change."""


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A pack that can be fetched, or is being fetched.

    Attributes:
        coming: what has come of it, if anything has.
        here: it is installed, exactly this one. older: the pack of the same id that it would take the place of.
        offered: the office offers it now; else it only stands here because some of it has come.
    """

    offer: MapOffer
    coming: Coming | None
    here: bool
    older: Pack | None
    offered: bool = True


@dataclass(frozen=True, slots=True)
class MapsView:
    """The page. `asked_at` is when the office was asked last, None for never."""

    shelf: MapShelf
    offers: tuple[OfferLine, ...]
    asked_at: datetime | None


def read_maps(desk: Desk) -> MapsView:
    """Read it all; on a reader thread."""
    shelf = map_shelf(desk)
    with desk.store.reading() as unit:
        last = last_offers(unit)
    coming = {one.offer.sha256: one for one in Arrivals(paths.map_packs()).coming()}
    by_id = {pack.id: pack for pack in shelf.packs}
    lines = [_line(offer, coming.pop(offer.sha256, None), by_id) for offer in (last.packs if last else ())]
    lines += [_line(one.offer, one, by_id, offered=False) for one in coming.values()]
    return MapsView(shelf, tuple(lines), datetime.fromisoformat(last.at) if last else None)


def _line(offer: MapOffer, coming: Coming | None, by_id: dict[str, Pack], *, offered: bool = True) -> OfferLine:
    installed = by_id.get(offer.id)
    here = installed is not None and installed.sha256 == offer.sha256
    return OfferLine(offer, coming, here, None if here else installed, offered)


def facts(view: MapsView) -> str:
    """One line: how many maps, how large, how much room is left."""
    packs = view.shelf.packs
    parts = [
        translate("MapPacks", "%n 份离线地图", "", len(packs)) if packs else translate("MapPacks", "还没有离线地图")
    ]
    if packs:
        parts.append(file_size(sum(pack.size for pack in packs)))
    parts.append(translate("MapPacks", "磁盘剩余 {size}").format(size=_room(view.shelf.free)))
    return " · ".join(parts)


def _room(size: int) -> str:
    """Room on a disk: "41 GB", or as a file's size where there is less than one."""
    return f"{formats.number(size // GB)} GB" if size >= GB else file_size(size)


def title_of(pack: Pack) -> str:
    """What a pack is called: by its office, and the one that came with the program in the words of the window."""
    return translate("MapPacks", "世界底图（仅陆地）") if pack.built_in else pack.name


def holds_of_pack(pack: Pack) -> list[str]:
    """What is in a pack, in words."""
    vector = "" if pack.tile_kind is TileKind.NONE else pack.tile_kind.value
    return holds(vector, roads=pack.roads is not None, streets=pack.streets is not None)


def holds_of_offer(offer: MapOffer) -> list[str]:
    """What is in an offered pack, in words."""
    return holds(offer.tiles, roads=offer.has_roads, streets=offer.has_streets)


def holds(tiles: str, *, roads: bool, streets: bool) -> list[str]:
    """What a pack holds, in words."""
    kinds = {"vector": translate("MapPacks", "矢量地图"), "raster": translate("MapPacks", "图片地图")}
    found = [kinds[tiles]] if tiles in kinds else []
    if roads:
        found.append(translate("MapPacks", "路网与路程时间"))
    if streets:
        found.append(translate("MapPacks", "街道名"))
    return found


def bounds_words(degrees: tuple[float, float, float, float]) -> str:
    """What a pack covers: "东经 120.10°–120.90°，北纬 31.10°–31.60°"."""
    west, south, east, north = degrees
    if east - west >= WHOLE:
        return translate("MapPacks", "全世界")
    lon = _span(west, east, translate("MapPacks", "东经 {span}"), translate("MapPacks", "西经 {span}"))
    lat = _span(south, north, translate("MapPacks", "北纬 {span}"), translate("MapPacks", "南纬 {span}"))
    return formats.clauses((lon, lat))


def _span(low: float, high: float, plus: str, minus: str) -> str:
    if high <= 0:
        return minus.format(span=f"{-high:.2f}°–{-low:.2f}°")
    return plus.format(span=f"{low:.2f}°–{high:.2f}°".replace("-", formats.MINUS))


def made_words(made_on: str, as_of: str) -> tuple[str, bool]:
    """How old a pack is, and whether that is old enough to be warned of."""
    made, survey = _day(made_on), _day(as_of)
    parts = []
    if made is not None:
        parts.append(translate("MapPacks", "{day} 制作").format(day=formats.iso_date(made)))
    if survey is not None:
        parts.append(translate("MapPacks", "数据截至 {day}").format(day=formats.iso_date(survey)))
    eldest = survey or made
    if eldest is None:
        return translate("MapPacks", "制作日期不明"), False
    age = max((clock.today() - eldest).days, 0)
    old = age >= OLD_DAYS
    if old:
        parts.append(translate("MapPacks", "超过一年，道路可能已有变化"))
    elif age:
        parts.append(translate("MapPacks", "%n 天前", "", age))
    return " · ".join(parts), old


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        return None


def progress_words(have: int, size: int, speed: int = 0) -> str:
    """How far a download is: "120.5 MB / 312.0 MB · 每秒 2.1 MB · 还要约 2 分钟"."""
    parts = [f"{file_size(have)} / {file_size(size)}"]
    if speed > 0:
        parts.append(translate("MapPacks", "每秒 {size}").format(size=file_size(speed)))
        minutes = -(-(size - have) // speed // 60)
        parts.append(translate("MapPacks", "还要约 {time}").format(time=formats.duration(max(minutes, 1))))
    return " · ".join(parts)
