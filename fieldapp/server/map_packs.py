"""Map packs at the office: taken in by the administrator, offered to every laptop that has signed in.

A pack names nobody and belongs to no case, so everybody of the office may fetch it. It may be hundreds of megabytes
long and passes through here in pieces, never as a whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

from fieldapp.errors import KnownError, reason_of
from fieldapp.geo.basemap.pack_manifest import ROADS, STREETS, VECTOR, Bounds, Manifest
from fieldapp.protocol.maps import MapOffer, MapOffers
from fieldapp.server.file_store import FileStore
from fieldapp.store.office.map_packs import KeptPack
from fieldapp.store.office.unit import OfficeStore

PIECE = 1024 * 1024
LEAST_OF_A_DIGEST = 8


class MapCalls:
    """What a laptop may ask about packs."""

    def __init__(self, store: OfficeStore, files: FileStore) -> None:
        self._store, self._files = store, files

    def offers(self) -> MapOffers:
        """What there is to fetch."""
        with self._store.reading() as unit:
            return MapOffers(tuple(one.offer for one in unit.maps.offered()))

    def size(self, sha256: str) -> int:
        """How long a pack is that is on offer.

        Raises:
            KnownError: `map.unknown`, also for one that was withdrawn; `map.not_here` when its bytes are gone.
        """
        with self._store.reading() as unit:
            size = unit.maps.size(sha256)
        if size is None:
            raise KnownError("map.unknown")
        if not self._files.whole(sha256):
            raise KnownError("map.not_here", retryable=True)
        return size

    def pieces(self, sha256: str, offset: int, end: int) -> Iterator[bytes]:
        """A pack from `offset` up to but not including `end`, piece by piece."""
        while offset < end:
            piece = self._files.read(sha256, offset, min(PIECE, end - offset))
            if not piece:
                return
            yield piece
            offset += len(piece)


def add_pack(store: OfficeStore, files: FileStore, path: Path, now: datetime) -> MapOffer:
    """Take a pack in and offer it; an older one of the same id is withdrawn, for the new one takes its place.

    Raises:
        KnownError: `pack.…` for a pack that is broken, `map.unreadable`, or what keeps files from being kept.
    """
    from fieldapp.geo.basemap.pack_file import look_into  # reads tiles: nothing that a running server needs

    about = look_into(path)
    try:
        with path.open("rb") as source:
            sha256, size = _digest(source)
            offer = _offer(about, sha256, size, path.suffix.lower())
            source.seek(0)
            files.keep(sha256, source, size)
    except OSError as error:
        raise KnownError("map.unreadable", {"file": path.name, "reason": reason_of(error)}) from error
    with store.writing() as unit:
        older = [one.offer for one in unit.maps.offered() if one.offer.id == offer.id and one.offer.sha256 != sha256]
        unit.maps.add(offer, now)
    for one in older:
        withdraw(store, files, one.sha256, now)
    return offer


def withdraw(store: OfficeStore, files: FileStore, sha256: str, now: datetime) -> None:
    """Offer a pack no more and let go of its bytes; laptops that have it keep it."""
    with store.writing() as unit:
        unit.maps.withdraw(sha256, now)
        needed = unit.maps.is_a_file_too(sha256)
    if not needed:
        files.forget(sha256)


def find(store: OfficeStore, start: str) -> KeptPack:
    """The one pack on offer that is called so, or whose digest begins so.

    Raises:
        KnownError: `map.no_such`, `map.several`.
    """
    wanted = start.strip()
    with store.reading() as unit:
        found = unit.maps.beginning_with(wanted)
    found = [one for one in found if one.offer.name == wanted or len(wanted) >= LEAST_OF_A_DIGEST]
    if not found:
        raise KnownError("map.no_such", {"start": wanted, "least": LEAST_OF_A_DIGEST})
    if len(found) > 1:
        raise KnownError("map.several", {"start": wanted, "count": len(found)})
    return found[0]


def _digest(source: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while piece := source.read(PIECE):
        digest.update(piece)
        size += len(piece)
    return digest.hexdigest(), size


def _offer(about: Manifest, sha256: str, size: int, suffix: str) -> MapOffer:
    tiles = about.tiles
    return MapOffer(
        sha256=sha256,
        size=size,
        id=about.id,
        name=about.name,
        suffix=suffix,
        tiles="" if tiles is None else "vector" if tiles.media_type == VECTOR else "raster",
        min_zoom=tiles.min_zoom if tiles else 0,
        max_zoom=tiles.max_zoom if tiles else 0,
        bounds=Bounds(*about.bounds).degrees,
        attribution=about.attribution,
        made_on=about.made_on,
        as_of=about.as_of,
        has_roads=ROADS in about.files,
        has_streets=STREETS in about.files,
    )
