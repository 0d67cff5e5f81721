"""Map packs come from the office to this laptop: hundreds of megabytes, over lines that are cut, in as many goes as it
takes.

What has come lies in a file of its own until all of it is here and its digest is right; only then is it unpacked and
takes the place of an older pack, at once and whole. A kill, a cut line or a full disk cost at most the piece under
way. Beside the bytes lies what the office said of the pack, so that a download half done is shown and goes on after a
restart, also without a line.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

import msgspec

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.geo.basemap.pack_manifest import ID
from fieldapp.geo.basemap.packs import Pack
from fieldapp.protocol.maps import MapOffer, MapOffers
from fieldapp.security.atomic_file import replace_file
from fieldapp.security.file_vault import told_when_full
from fieldapp.store.laptop.unit import LaptopStore, LaptopUnit
from fieldapp.sync.one_at_a_time import Turn

OFFERS = "map_offers"
"""Setting: what the office offered when it was asked last."""
CUT, PAUSED = "sync.cut_off", "map.paused"
DIGEST = re.compile(r"[0-9a-f]{64}")
SUFFIXES = frozenset({".fieldpack", ".pmtiles", ".mbtiles"})
NOT_ITS_FAULT = frozenset(
    {"pack.in_use", "pack.disk_full", "pack.not_written", "pack.unreadable", "pack.cancelled", "pack.newer"}
)
"""Reasons for which a pack is not installed that say nothing against its bytes: they are kept."""
TRIES = 3
"""How often in a row a cut line is tried again without a byte more having come."""
SETTLED_BYTES = 16 * 1024 * 1024
"""After so many bytes they are written through to the disk."""
SPARE = 64 * 1024 * 1024
"""Room that is left to everything else on the disk."""
PIECE = 1024 * 1024
MB = 1024 * 1024
Heard = Callable[[int, int], bool]
"""Is told how many bytes of how many are here; False pauses."""


class PackLine(Protocol):
    """What fetching packs needs of the network."""

    def maps(self) -> tuple[MapOffer, ...]: ...
    def map_pack(self, sha256: str, offset: int) -> Iterator[bytes]: ...


class LastOffers(msgspec.Struct, frozen=True):
    """What the office offered, and when it said so (ISO 8601)."""

    at: str
    packs: tuple[MapOffer, ...] = ()


class _Wish(msgspec.Struct, frozen=True):
    """Kept beside what has come: which pack it is, and whether the person paused it."""

    offer: MapOffer
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Coming:
    """A download half done: so many bytes are here; `paused` by the person."""

    offer: MapOffer
    have: int
    paused: bool


def ask_offers(store: LaptopStore, line: PackLine) -> LastOffers:
    """Ask the office which packs there are, and keep the answer for when there is no line.

    Raises:
        KnownError: what the line or the office does.
    """
    found = LastOffers(clock.now().isoformat(), line.maps())
    with store.writing() as unit:
        unit.settings.set(OFFERS, found)
    return found


def last_offers(unit: LaptopUnit) -> LastOffers | None:
    """What the office offered when it was asked last; None if it never was."""
    return unit.settings.get(OFFERS, LastOffers)


class Arrivals:
    """What has come of packs, beside the folder where packs are installed."""

    def __init__(self, installed: Path) -> None:
        self.installed = installed
        self.folder = installed.with_name(f"{installed.name}_coming")

    def coming(self) -> tuple[Coming, ...]:
        """Downloads half done, by name."""
        found = [one for path in self._wishes() if (one := self._read(path)) is not None]
        return tuple(sorted(found, key=lambda one: (one.offer.name, one.offer.sha256)))

    def wish(self, offer: MapOffer, *, paused: bool = False) -> None:
        """Remember that this pack is wanted, or that its download is paused."""
        with told_when_full(self.folder):
            self.part(offer).parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._wish(offer.sha256), msgspec.json.encode(_Wish(offer, paused)))

    def forget(self, offer: MapOffer) -> None:
        """Throw away what has come of a pack."""
        with told_when_full(self.folder):
            self._wish(offer.sha256).unlink(missing_ok=True)
            shutil.rmtree(self.part(offer).parent, ignore_errors=True)

    def part(self, offer: MapOffer) -> Path:
        """Where its bytes lie, under the name by which a sentence about a broken pack will speak of it."""
        if not (DIGEST.fullmatch(offer.sha256) and ID.match(offer.id) and offer.suffix in SUFFIXES):
            raise KnownError("map.unknown")  # what would lead anywhere else on the disk is no pack of ours
        return self.folder / offer.sha256 / f"{offer.id}{offer.suffix}"

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else on this laptop fetches a pack meanwhile.

        Raises:
            KnownError: `map.other_window`.
        """
        with told_when_full(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        with Turn(self.folder).taken(0, lambda: True) as ours:
            if not ours:
                raise KnownError("map.other_window", retryable=True)
            yield

    def _wish(self, sha256: str) -> Path:
        return self.folder / f"{sha256}.json"

    def _wishes(self) -> list[Path]:
        return sorted(self.folder.glob("*.json")) if self.folder.is_dir() else []

    def _read(self, path: Path) -> Coming | None:
        """What a wish says; None for one that cannot be read, which is as good as none."""
        try:
            wish = msgspec.json.decode(path.read_bytes(), type=_Wish)
            return Coming(wish.offer, size_of(self.part(wish.offer)), wish.paused)
        except (OSError, msgspec.MsgspecError, KnownError):
            return None


def fetch(offer: MapOffer, line: PackLine, arrivals: Arrivals, heard: Heard) -> Pack:
    """Bring a pack here and install it, or what is missing of it.

    Raises:
        KnownError: `map.paused` when `heard` said so, `map.disk_full`, `map.digest_differs` (all of it comes anew
            then), `map.other_window`, `pack.…` for one that is broken, `store.disk_full`, or what the line does.
    """
    with arrivals.alone(), told_when_full(arrivals.folder):
        arrivals.wish(offer)
        part = arrivals.part(offer)
        _room_for(offer, size_of(part), arrivals)
        _bring(offer, line, part, heard)
        _check(offer, part, arrivals)
        return _install(offer, part, arrivals)


def _bring(offer: MapOffer, line: PackLine, part: Path, heard: Heard) -> None:
    """Fetch what is missing; a line that is cut is tried again as long as each try brings something."""
    stuck = 0
    while (have := size_of(part)) < offer.size:
        try:
            _some(offer, line, part, have, heard)
        except KnownError as error:
            stuck = 0 if size_of(part) > have else stuck + 1
            if error.code != CUT or stuck >= TRIES:
                raise
        else:
            stuck = stuck + 1 if size_of(part) <= have else 0
            if stuck >= TRIES:
                raise KnownError(CUT, retryable=True)


def _some(offer: MapOffer, line: PackLine, part: Path, have: int, heard: Heard) -> None:
    """Append what one call brings. More than was named is not this pack, and its digest will tell."""
    with part.open("ab") as target:
        settled = have
        try:
            for piece in line.map_pack(offer.sha256, have):
                target.write(piece)
                have += len(piece)
                if not heard(min(have, offer.size), offer.size):
                    raise KnownError(PAUSED, retryable=True)
                if have - settled >= SETTLED_BYTES:
                    _settle(target)
                    settled = have
                if have > offer.size:
                    return
        finally:
            _settle(target)


def _settle(target: IO[bytes]) -> None:
    target.flush()
    os.fsync(target.fileno())


def _check(offer: MapOffer, part: Path, arrivals: Arrivals) -> None:
    digest = hashlib.sha256()
    with part.open("rb") as source:
        while piece := source.read(PIECE):
            digest.update(piece)
    if digest.hexdigest() != offer.sha256:
        arrivals.forget(offer)
        raise KnownError("map.digest_differs", retryable=True)


def _install(offer: MapOffer, part: Path, arrivals: Arrivals) -> Pack:
    from fieldapp.geo.basemap.pack_file import install  # reads tiles: not loaded before a pack is here

    try:
        pack = install(part, arrivals.installed, sha256=offer.sha256)
    except KnownError as error:
        if error.code not in NOT_ITS_FAULT:
            arrivals.forget(offer)  # the same bytes would come again
        raise
    arrivals.forget(offer)
    return pack


def _room_for(offer: MapOffer, have: int, arrivals: Arrivals) -> None:
    """Whether the rest and the unpacked pack find room: better said before than after hours of loading."""
    free = shutil.disk_usage(arrivals.folder).free
    need = 2 * offer.size - have + SPARE
    if free < need:
        raise KnownError("map.disk_full", {"need_mb": -(-need // MB), "free_mb": free // MB}, retryable=True)


def size_of(path: Path) -> int:
    """How long a file is; 0 for none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


__all__ = ["Arrivals", "Coming", "LastOffers", "MapOffers", "PackLine", "ask_offers", "fetch", "last_offers"]
