"""Which packs of tiles a map draws below its points, and who reads them; asked on a reader thread."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp.domain.party import Datum
from fieldapp.errors import KnownError
from fieldapp.geo.basemap.map_answers import GroundPack, ground_json

if TYPE_CHECKING:
    from fieldapp.geo.basemap.packs import Pack
    from fieldapp.geo.basemap.tiles import TileReader

log = logging.getLogger("fieldapp.map")


@dataclass(frozen=True, slots=True)
class MapGround:
    """What the page draws, and the readers by pack."""

    packs: tuple[GroundPack, ...] = ()
    tiles: dict[str, TileReader] = field(default_factory=dict)

    @property
    def answer(self) -> bytes:
        """As the page reads it."""
        return ground_json(self.packs)


def read_ground(folder: Path) -> MapGround:
    """The world and the packs below `folder`; one that is broken, or drawn in another datum, is left out and logged."""
    from fieldapp.geo.basemap.packs import for_map

    shown: list[GroundPack] = []
    tiles: dict[str, TileReader] = {}
    for pack in for_map(folder).packs:
        try:
            reader = _reader(pack)
        except KnownError as error:
            log.warning("the pack %s is not drawn: %s %s", pack.id, error.code, error.params)
            continue
        if reader is not None:
            tiles[pack.id] = reader
            shown.append(_ground(pack))
    return MapGround(tuple(shown), tiles)


def _reader(pack: Pack) -> TileReader | None:
    from fieldapp.geo.basemap.tiles import TileReader

    if pack.tile_file is None:
        return None
    if pack.datum is not Datum.WGS84:
        log.warning("the pack %s is not drawn: its tiles are in %s", pack.id, pack.datum.value)
        return None
    return TileReader(pack)


def _ground(pack: Pack) -> GroundPack:
    kind = "vector" if pack.tile_kind.value == "vector" else "raster"
    zooms = pack.min_zoom, pack.max_zoom
    return GroundPack(pack.id, kind, *zooms, pack.bounds.degrees, pack.attribution, pack.built_in)  # type: ignore[arg-type]
