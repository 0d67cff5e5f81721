"""Takes a `.fieldpack` apart: a ZIP archive of stored files, of which nothing is believed.

A name may not lead elsewhere or come twice; nothing may be compressed, locked, or larger than the file it lies in; and
each part must be what the manifest says of it, to the byte.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

from fieldapp.errors import KnownError
from fieldapp.geo.basemap.pack_manifest import LONGEST_MANIFEST, MANIFEST, Manifest, Part, read_manifest
from fieldapp.geo.basemap.pmtiles_file import damaged, truncated, unreadable

PIECE = 1 << 20
Heard = Callable[[int, int], bool]
"""Told bytes done and bytes in all; False stops it."""


class Progress:
    """Counts bytes for whoever listens."""

    def __init__(self, size: int, heard: Heard | None) -> None:
        self._size, self._heard, self._done = size, heard, 0

    def add(self, count: int, file: Path) -> None:
        """Say it.

        Raises:
            KnownError: `pack.cancelled`.
        """
        self._done += count
        if self._heard is not None and not self._heard(self._done, self._size):
            raise KnownError("pack.cancelled", {"file": file.name})


def take_archive(file: Path, folder: Path, size: int, heard: Heard | None) -> Manifest:
    """Unpack `file`, which is `size` bytes long, into `folder`; returns what it says of itself.

    Raises:
        KnownError: `pack.*`: it is none, or a part of it is not what it says.
    """
    with ExitStack() as stack:
        try:
            archive = stack.enter_context(zipfile.ZipFile(file))
        except OSError as error:
            raise unreadable(file, error) from error
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise _no_archive(file) from error
        if min((entry.header_offset for entry in archive.infolist()), default=1):
            raise _no_archive(file)  # the list that was found at the end belongs to an archive inside this one
        entries = _entries(archive, file, size)
        manifest = _manifest_in(archive, entries, file)
        progress = Progress(manifest.size, heard)
        for name, said in manifest.files.items():
            if name not in entries or entries[name].file_size != said.size:
                raise truncated(Path(name))
            if _extract(archive, entries[name], folder / name, progress) != said:
                raise damaged(Path(name), "digest")
    return manifest


def _no_archive(file: Path) -> KnownError:
    """A ZIP archive has its list at its end: what begins like one and has none is cut off."""
    try:
        with file.open("rb") as handle:
            begun = handle.read(4) == b"PK\x03\x04"
    except OSError as error:
        return unreadable(file, error)
    return truncated(file) if begun else KnownError("pack.not_a_pack", {"file": file.name})


def _entries(archive: zipfile.ZipFile, file: Path, size: int) -> dict[str, zipfile.ZipInfo]:
    """What lies in the archive, by name.

    Raises:
        KnownError: a name that leads elsewhere or comes twice, an entry that is packed or locked, or more in it than
            the file is long.
    """
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        name = entry.orig_filename
        if name in found or not name.strip(".") or any(mark in name for mark in "/\\:\0"):
            raise KnownError("pack.unsafe_name", {"file": file.name, "entry": name[:80]})
        if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1:
            raise KnownError("pack.not_stored", {"file": file.name, "entry": name[:80]})
        found[name] = entry
    if sum(entry.file_size for entry in found.values()) > size:
        raise KnownError("pack.too_large", {"file": file.name})
    return found


def _manifest_in(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], file: Path) -> Manifest:
    entry = entries.get(MANIFEST)
    if entry is None:
        raise KnownError("pack.not_a_pack", {"file": file.name})
    if entry.file_size > LONGEST_MANIFEST:
        raise KnownError("pack.too_large", {"file": MANIFEST})
    with _reading(Path(MANIFEST)):
        raw = archive.read(entry)
    return read_manifest(raw, file)


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Path, progress: Progress) -> Part:
    with _reading(place), archive.open(entry) as source:
        return copy(source, place, progress, place)


def copy(source: IO[bytes], place: Path, progress: Progress, file: Path) -> Part:
    """Write what `source` holds to `place`, down to the disk; returns its size and digest."""
    total, size = sha256(), 0
    with place.open("xb") as out:
        while piece := source.read(PIECE):
            out.write(piece)
            total.update(piece)
            size += len(piece)
            progress.add(len(piece), file)
        out.flush()
        os.fsync(out.fileno())
    return Part(size, total.hexdigest())


@contextmanager
def _reading(part: Path) -> Iterator[None]:
    """What a broken archive does to the standard library, as known errors."""
    try:
        yield
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise damaged(part, "archive") from error
