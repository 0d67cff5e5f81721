"""Messages about map packs: what an office offers its laptops. The bytes of a pack travel as they are."""

from __future__ import annotations

import msgspec

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees of WGS-84."""


class MapOffer(msgspec.Struct, frozen=True):
    """A map pack that can be fetched.

    Attributes:
        sha256: digest of the whole file, by which it is fetched. size: its bytes.
        id, name: what the pack calls itself; a newer pack of the same id takes the place of the older one.
        suffix: of the file's name, which says what kind of file it is.
        tiles: `raster`, `vector`, or empty for a pack without tiles.
        made_on: ISO 8601, the day it was built, as the pack says; empty if it does not.
        as_of: the day of the survey it was built from, as far as known.
        has_roads, has_streets: whether times on the road and searches for streets come with it.
    """

    sha256: str
    size: int
    id: str
    name: str
    suffix: str = ".fieldpack"
    tiles: str = ""
    min_zoom: int = 0
    max_zoom: int = 0
    bounds: Bounds = (0.0, 0.0, 0.0, 0.0)
    attribution: str = ""
    made_on: str = ""
    as_of: str = ""
    has_roads: bool = False
    has_streets: bool = False


class MapOffers(msgspec.Struct, frozen=True):
    """The answer to the question which packs there are."""

    packs: tuple[MapOffer, ...] = ()
