"""A photo as the case keeps it: of a sane size, without what the camera wrote into it, and stamped for who looks.

What the camera wrote (where and when, the device's serial, a small copy of the picture) is read once and left out of
the copy: it would tell more of a person than the case needs (PIPL 6, 19). The digest of the original is kept, so that
whoever still has it can show that the copy is of it. By its likeness (dHash: brighter or darker than the neighbour,
nine by eight) the same picture is known again though it was saved anew.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from fieldapp import paths
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.errors import KnownError

if TYPE_CHECKING:
    from PIL import Image

LONGEST_SIDE = 2048
THUMB_SIDE = 320
QUALITY = 85
MOST_PIXELS = 120_000_000
"""More than any camera of a phone or a laptop makes: beyond it a picture is refused before it is unpacked."""
RADIUS_UNKNOWN = 100
"""Metres, where a photo says where it was taken and not how exactly."""
_FORMATS = ("JPEG", "PNG", "WEBP")
_TAKEN, _TAKEN_ZONE = 0x9003, 0x9011
_EXIF, _GPS = 0x8769, 0x8825
_LAT_REF, _LAT, _LON_REF, _LON, _ERROR = 1, 2, 3, 4, 31


@dataclass(frozen=True, slots=True)
class Shot:
    """What the camera recorded, as far as it did: its own clock and its own place, neither proven."""

    taken_at: datetime | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class MadePhoto:
    """The copy that is kept (JPEG), a small one to show, and the marks of what it was made from."""

    jpeg: bytes
    thumb: bytes
    shot: Shot
    original_sha256: str
    likeness: str


def make_photo(raw: bytes, name: str, zone: str, stamp: Callable[[Shot], Sequence[str]]) -> MadePhoto:
    """Re-encode a photo. `stamp` says what is written onto it; `zone` is the civil time of a camera that names none.

    Raises:
        KnownError: `visit.photo_unreadable`, `visit.photo_too_large`, `setup.resource_missing`.
    """
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # the size is looked at here, before anything is unpacked
    try:
        with Image.open(io.BytesIO(raw), formats=_FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise KnownError("visit.photo_too_large", {"name": name})
            shot = _shot(opened, zone)
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, SyntaxError, ValueError) as error:
        raise KnownError("visit.photo_unreadable", {"name": name}) from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    likeness = _likeness(picture)
    small = picture.copy()
    small.thumbnail((THUMB_SIDE, THUMB_SIDE))
    _write_on(picture, stamp(shot))
    return MadePhoto(_jpeg(picture), _jpeg(small), shot, hashlib.sha256(raw).hexdigest(), likeness)


def place_in(raw: bytes, name: str) -> Place:
    """Where a photo says that it was taken; the picture itself is not unpacked.

    Raises:
        KnownError: `visit.photo_unreadable`, `place.photo_without_place`.
    """
    from PIL import Image

    try:
        with Image.open(io.BytesIO(raw), formats=_FORMATS) as opened:
            found = _place(opened.getexif().get_ifd(_GPS))
    except (OSError, SyntaxError, ValueError) as error:
        raise KnownError("visit.photo_unreadable", {"name": name}) from error
    if found is None:
        raise KnownError("place.photo_without_place", {"name": name})
    return found


def _shot(picture: Image.Image, zone: str) -> Shot:
    exif = picture.getexif()
    return Shot(_taken_at(exif.get_ifd(_EXIF), zone), _place(exif.get_ifd(_GPS)))


def _taken_at(told: dict[int, Any], zone: str) -> datetime | None:
    """The camera's clock; with the offset it tells, else in the civil time of the case."""
    text, offset = str(told.get(_TAKEN, "")), str(told.get(_TAKEN_ZONE, ""))
    try:
        if offset:
            return datetime.strptime(f"{text}{offset}", "%Y:%m:%d %H:%M:%S%z").astimezone(UTC)
        plain = datetime.strptime(text, "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 - the zone comes on the next line
    except ValueError:
        return None
    return plain.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _place(told: dict[int, Any]) -> Place | None:
    try:
        lat, lon = _degrees(told[_LAT], told[_LAT_REF]), _degrees(told[_LON], told[_LON_REF])
        radius = round(float(told.get(_ERROR, RADIUS_UNKNOWN)))
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return None
    on_earth = -90 <= lat <= 90 and -180 <= lon <= 180 and (lat, lon) != (0, 0)
    if not on_earth:
        return None
    return Place(round(lon * 1e6), round(lat * 1e6), max(1, radius), PlaceSource.CHECK_IN)


def _degrees(parts: Sequence[Any], side: str) -> float:
    degrees = float(parts[0]) + float(parts[1]) / 60 + float(parts[2]) / 3600
    return -degrees if str(side)[:1] in {"S", "W"} else degrees


def _likeness(picture: Image.Image) -> str:
    """64 bits in hex; empty for a picture that shows nothing, because all of those would be alike."""
    from PIL import Image

    small = picture.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = [small[row * 9 + column] < small[row * 9 + column + 1] for row in range(8) for column in range(8)]
    found = int("".join("1" if bit else "0" for bit in bits), 2)
    return f"{found:016x}" if found else ""


def _write_on(picture: Image.Image, lines: Sequence[str]) -> None:
    """The lines at the lower edge, white on a darkened strip, so that they read on any picture."""
    from PIL import ImageDraw, ImageEnhance, ImageFont

    if not lines:
        return
    size = max(14, picture.height // 44)
    font = ImageFont.truetype(str(paths.made("fonts", "NotoSansSC-Regular.ttf")), size)
    step = round(size * 1.4)
    top = picture.height - step * len(lines) - size // 2
    strip = picture.crop((0, max(0, top), picture.width, picture.height))
    picture.paste(ImageEnhance.Brightness(strip).enhance(0.4), (0, max(0, top)))
    drawn = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        drawn.text((size // 2, top + size // 4 + number * step), line, fill=(255, 255, 255), font=font)


def _jpeg(picture: Image.Image) -> bytes:
    """Encoded anew from the pixels alone: nothing of what the camera wrote is in it."""
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=QUALITY)
    return target.getvalue()
