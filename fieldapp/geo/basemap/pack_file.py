"""Lets a pack in: a `.fieldpack` of the office, or a plain `.pmtiles` or `.mbtiles` of somebody's.

Everything is checked before anything of it counts: names, sizes, digests, then each part from its first byte to its
last. It is unpacked beside the place where it will lie and moved there whole; whatever goes wrong, an older pack of the
same name stays as it was. Nothing in a pack chooses a path or asks for more room than its own size.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256 as sha256_of
from pathlib import Path

from fieldapp.errors import KnownError, reason_of
from fieldapp.geo.basemap.pack_archive import PIECE, Heard, Progress, copy, take_archive
from fieldapp.geo.basemap.pack_manifest import MANIFEST, Manifest
from fieldapp.geo.basemap.pack_parts import check_part
from fieldapp.geo.basemap.packs import ORIGIN, Pack, folder_of, read_pack
from fieldapp.geo.basemap.plain_tiles import manifest_of_tiles, tile_name
from fieldapp.geo.basemap.pmtiles_file import unreadable

SUFFIX = ".fieldpack"
SUFFIXES = (SUFFIX, ".pmtiles", ".mbtiles")
"""What can be added by hand."""
UNDER_WAY, REPLACED = ".making-", ".old-"
SPARE_ROOM = 16 << 20


def look_into(file: Path) -> Manifest:
    """What a pack file is, after all of it was checked; nothing is left behind.

    Raises:
        KnownError: `pack.*`: it is no pack, or a broken one.
    """
    with tempfile.TemporaryDirectory(prefix="fieldapp-pack-") as folder:
        return _unpack(file, Path(folder), None)


def install(file: Path, into: Path, *, sha256: str = "", heard: Heard | None = None) -> Pack:
    """Put the pack of `file` among those of the folder `into`; an older one of its id is replaced.

    Args:
        file: a `.fieldpack`, `.pmtiles` or `.mbtiles`.
        into: `paths.map_packs()`; made if need be.
        sha256: the digest of `file` where it is known already, kept with the pack.
        heard: may stop it before anything counts.

    Raises:
        KnownError: `pack.*`; `pack.cancelled` where `heard` stopped it; `pack.disk_full`, `pack.not_written`,
            `pack.in_use` where the system refuses. What was there before is there still.
    """
    with _writing(into):
        into.mkdir(parents=True, exist_ok=True)
        tidy(into)
        making = Path(tempfile.mkdtemp(dir=into, prefix=UNDER_WAY))
        try:
            manifest = _unpack(file, making, heard)
            origin = {"sha256": sha256 or digest_of(file), "file": file.name}
            (making / MANIFEST).write_bytes(manifest.as_json())
            (making / ORIGIN).write_text(json.dumps(origin, ensure_ascii=False), encoding="utf-8")
            making.chmod(0o755)
            _take_place(making, folder_of(manifest.id, into), into)
        finally:
            shutil.rmtree(making, ignore_errors=True)
        return read_pack(folder_of(manifest.id, into))


def remove(pack: Pack) -> None:
    """Take a pack off the laptop.

    Raises:
        KnownError: `pack.built_in`, or `pack.in_use`, `pack.not_written` where the system refuses.
    """
    if pack.built_in:
        raise KnownError("pack.built_in", {"file": pack.name})
    remove_folder(pack.folder)


def remove_folder(folder: Path) -> None:
    """Take a pack that cannot even be read off the laptop (`BrokenPack.folder`).

    Raises:
        KnownError: `pack.in_use`, `pack.not_written`.
    """
    with _writing(folder.parent):
        aside = folder.with_name(f"{UNDER_WAY}{folder.name}")
        folder.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)


def tidy(folder: Path) -> None:
    """Clear away what an installation that was cut off left, and put back a pack that it had moved aside.

    Raises:
        OSError: the folder cannot be read.
    """
    for left in folder.glob(f"{UNDER_WAY}*"):
        shutil.rmtree(left, ignore_errors=True)
    for old in folder.glob(f"{REPLACED}*"):
        place = folder / old.name.removeprefix(REPLACED)
        if place.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(place)


def digest_of(file: Path) -> str:
    """SHA-256 of a file in hexadecimal digits.

    Raises:
        KnownError: `pack.unreadable`.
    """
    total = sha256_of()
    try:
        with file.open("rb") as handle:
            while piece := handle.read(PIECE):
                total.update(piece)
    except OSError as error:
        raise unreadable(file, error) from error
    return total.hexdigest()


def _take_place(made: Path, place: Path, folder: Path) -> None:
    old = folder / f"{REPLACED}{place.name}"
    if place.exists():
        place.rename(old)
    try:
        made.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _unpack(file: Path, folder: Path, heard: Heard | None) -> Manifest:
    """The parts of `file` into `folder`, each checked."""
    try:
        size = file.stat().st_size
    except OSError as error:
        raise unreadable(file, error) from error
    _refuse_without_room(folder, size)
    with _named(file):
        take = _take_plain if file.suffix.lower() in SUFFIXES[1:] else take_archive
        manifest = take(file, folder, size, heard)
        for name in manifest.files:
            check_part(folder / name)
    return manifest


def _take_plain(file: Path, folder: Path, size: int, heard: Heard | None) -> Manifest:
    """A file of nothing but tiles: copied, and described by what it says of itself."""
    part = folder / tile_name(file)
    try:
        handle = file.open("rb")
    except OSError as error:
        raise unreadable(file, error) from error
    with handle:
        found = copy(handle, part, Progress(size, heard), file)
    return manifest_of_tiles(part, file, found)


def _refuse_without_room(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size + SPARE_ROOM:
        raise KnownError("pack.disk_full", {"size_mb": max(1, size >> 20)}, retryable=True)


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """Whatever is wrong with a part is said of the file that somebody chose."""
    try:
        yield
    except KnownError as error:
        part = error.params.get("file")
        if part not in (None, file.name):
            plain = file.suffix.lower() in SUFFIXES[1:]
            error.params["file"] = file.name if plain else f"{file.name}: {part}"
        raise


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """What the system refuses, as known errors."""
    try:
        yield
    except PermissionError as error:
        raise KnownError("pack.in_use", {"file": folder.name}, retryable=True) from error
    except OSError as error:
        if reason_of(error) == "ENOSPC":
            raise KnownError("pack.disk_full", {"size_mb": 1}, retryable=True) from error
        raise KnownError("pack.not_written", {"file": folder.name, "reason": reason_of(error)}) from error
