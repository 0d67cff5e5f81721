"""The offline maps of this laptop: which are installed, which are broken, and how one is added by hand or removed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fieldapp import paths
from fieldapp.geo.basemap.packs import BrokenPack, Pack, installed, world
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter

Heard = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class MapShelf:
    """What there is.

    Attributes:
        packs: installed, by name. broken: folders that should be packs, each with its reason.
        ground: the built-in map of the world, if set-up made it.
        covered: how many of this person's cases with a known place lie in each pack, by its id.
        placed: how many cases have a known place at all.
        free: bytes left on the disk.
    """

    packs: tuple[Pack, ...]
    broken: tuple[BrokenPack, ...]
    ground: Pack | None
    covered: dict[str, int]
    placed: int
    free: int


def map_shelf(desk: Desk) -> MapShelf:
    """Look at what there is; only manifests are read."""
    folder = paths.map_packs()
    found = installed(folder)
    with desk.store.reading() as unit:
        points = [
            (line.lon_e6, line.lat_e6)
            for line in (unit.cases.placed(CaseFilter()) if found.packs else [])
            if line.lon_e6 is not None and line.lat_e6 is not None
        ]
    covered = {pack.id: sum(pack.holds(lon, lat) for lon, lat in points) for pack in found.packs}
    return MapShelf(found.packs, found.broken, world(), covered, len(points), _free(folder))


def add_pack(file: Path, heard: Heard | None = None) -> Pack:
    """Install a pack from a file, such as one on a USB stick; the file stays where it is.

    Raises:
        KnownError: `pack.…` for a file that is no pack or a broken one, or where the disk refuses; nothing has
            changed then.
    """
    from fieldapp.geo.basemap.pack_file import install  # reads tiles: not loaded before somebody brings a pack

    return install(file, paths.map_packs(), heard=heard)


def remove_pack(pack: Pack | BrokenPack) -> None:
    """Take a pack off this laptop.

    Raises:
        KnownError: `pack.built_in`, `pack.in_use`, `pack.not_written`.
    """
    from fieldapp.geo.basemap.pack_file import remove, remove_folder

    if isinstance(pack, Pack):
        remove(pack)
    else:
        remove_folder(pack.folder)


def _free(folder: Path) -> int:
    """Bytes left where packs lie, or will."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free
