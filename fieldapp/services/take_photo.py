"""Taking a photo on a visit: made fit in memory, stamped, encrypted at once, and noticed when it was there before."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from fieldapp import clock
from fieldapp.documents.photo import MadePhoto, Shot, make_photo
from fieldapp.domain.attached_file import FileKind, same_picture
from fieldapp.domain.party import Place
from fieldapp.errors import KnownError, reason_of
from fieldapp.protocol.canonical import sha256 as digest_of
from fieldapp.services.attach_file import file_limits, fit_name
from fieldapp.services.desk import Desk, refused
from fieldapp.services.visit_files import PHOTO, DraftPhoto, DraftRef, keep, new_file, shown
from fieldapp.store.laptop.draft_files import DraftFile
from fieldapp.store.laptop.unit import LaptopUnit

MOST_READ = 200 * 1024 * 1024
"""Bytes of an original that are read at most: a camera's raw photo is a tenth of it."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is written onto a photo besides its time: the case's number and, where it is known, the place in words."""

    case_no: str
    zone: str
    place: str = ""


def read_original(path: Path) -> bytes:
    """The bytes of a photo the person chose.

    Raises:
        KnownError: `file.unreadable`, `file.empty`, `visit.photo_too_large`.
    """
    try:
        if path.stat().st_size > MOST_READ:
            raise KnownError("visit.photo_too_large", {"name": path.name})
        raw = path.read_bytes()
    except OSError as error:
        raise KnownError("file.unreadable", {"name": path.name, "reason": reason_of(error)}, retryable=True) from error
    if not raw:
        raise KnownError("file.empty")
    return raw


@dataclass(frozen=True, slots=True)
class ReadyPhoto:
    """A photo that is made and not yet kept."""

    file: DraftFile
    jpeg: bytes


def prepare_photo(desk: Desk, draft: DraftRef, raw: bytes, name: str, stamp: Stamp) -> ReadyPhoto:
    """Make a photo fit for the draft; nothing is kept yet, so that whoever writes answers does not wait for it.

    Raises:
        KnownError: `visit.photo_unreadable`, `visit.photo_too_large`, `visit.photo_taken_already` naming the earlier
            one, `file.too_large`, `file.quota_full`.
    """
    now = clock.now()
    original = digest_of(raw)
    with desk.store.reading() as unit:
        known = _known(unit, draft)
    again = next((one for one in known if original in {one.original, one.sha256}), None)
    if again is not None:
        raise KnownError("visit.photo_taken_already", {"name": again.name})
    made = make_photo(raw, name, stamp.zone, partial(_lines, stamp, now))
    twin = next((one for one in known if same_picture(one.likeness, made.likeness)), None)
    kept_as = f"{Path(fit_name(name)).stem}.jpg"
    file = new_file(draft, digest_of(made.jpeg), len(made.jpeg), kept_as, now, _about(made, twin))
    _check_room(desk, FileKind.PHOTO, file.size)
    return ReadyPhoto(file, made.jpeg)


def keep_photo(desk: Desk, photo: ReadyPhoto) -> DraftPhoto:
    """Keep it, encrypted.

    Raises:
        KnownError: `store.disk_full`.
    """
    keep(desk, photo.file, photo.jpeg)
    return shown(photo.file)


@dataclass(frozen=True, slots=True)
class _Known:
    """A photo that is there already, by its marks."""

    name: str
    sha256: str
    original: str
    likeness: str


def _known(unit: LaptopUnit, draft: DraftRef) -> list[_Known]:
    """The photos of the case and of the draft."""
    file = unit.files.get(draft.case_id)
    old = [_Known(one.content.name, one.content.sha256, one.content.original_sha256, one.content.likeness)
           for one in file.files if one.content.kind is FileKind.PHOTO]  # fmt: skip
    mine = unit.draft_files.of(draft.kind, draft.ref)
    return old + [
        _Known(one.name, one.sha256, one.about.get("original_sha256", ""), one.about.get("likeness", ""))
        for one in mine
        if one.about["as"] == PHOTO
    ]


def _lines(stamp: Stamp, now: datetime, shot: Shot) -> list[str]:
    """What is written onto a photo. A camera's own time is told as such; else it is when the photo was taken in."""
    local = (shot.taken_at or now).astimezone(ZoneInfo(stamp.zone))
    when = f"{local:%Y-%m-%d %H:%M:%S}"
    told = when if shot.taken_at is None else f"{when} (EXIF)"
    where = stamp.place or (_point(shot.place) if shot.place else "")
    return [f"{told}   {stamp.case_no}", *([where] if where else [])]


def _point(place: Place) -> str:
    return f"{place.lat_e6 / 1e6:.5f}, {place.lon_e6 / 1e6:.5f} ±{place.radius_m} m"


def _about(made: MadePhoto, twin: _Known | None) -> dict[str, object]:
    place = made.shot.place
    return {
        "as": PHOTO,
        "original_sha256": made.original_sha256,
        "likeness": made.likeness,
        "resembles": twin.sha256 if twin else "",
        "twin": twin.name if twin else "",
        "taken_at": made.shot.taken_at.isoformat() if made.shot.taken_at else None,
        "place": [place.lon_e6, place.lat_e6, place.radius_m] if place else None,
        "thumb": base64.b64encode(made.thumb).decode("ascii"),
    }


def _check_room(desk: Desk, kind: FileKind, size: int) -> None:
    with desk.store.reading() as unit:
        refusal = file_limits(unit).against(kind, size, unit.attachments.waiting_bytes())
    if refusal is not None:
        raise refused(refusal)
