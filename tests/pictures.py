"""Made-up photos for tests: shapes that differ by their seed, with what a camera writes into them."""

from __future__ import annotations

import hashlib
import io

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

GPS, EXIF = 0x8825, 0x8769


def photo(seed: int = 1, side: int = 640, *, taken: str = "", lon: float | None = None, lat: float = 0.0) -> bytes:
    """A JPEG of coloured fields; `taken` as EXIF writes it ("2026:07:25 09:12:00"), `lon` and `lat` in degrees."""
    picture = shapes(seed, side)
    exif = Image.Exif()
    if taken:
        exif.get_ifd(EXIF)[0x9003] = taken
    if lon is not None:
        exif.get_ifd(GPS).update({1: "N", 2: _parts(lat), 3: "E", 4: _parts(lon), 31: IFDRational(8)})
    exif[0x010F] = "Secret Camera Works"
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=92, exif=exif)
    return target.getvalue()


def shapes(seed: int, side: int = 640) -> Image.Image:
    """Coloured fields with soft edges, and grain so that the file is as large as a photo's."""
    fields = Image.frombytes("RGB", (8, 6), _noise(f"fields {seed}", 8 * 6 * 3))
    picture = fields.resize((side, side * 3 // 4), Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", picture.size, _noise(f"grain {seed}", picture.width * picture.height)).convert("RGB")
    return Image.blend(picture, grain, 0.12)


def _parts(degrees: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    whole = int(degrees)
    minutes = int((degrees - whole) * 60)
    seconds = (degrees - whole - minutes / 60) * 3600
    return IFDRational(whole), IFDRational(minutes), IFDRational(round(seconds * 10_000), 10_000)


def _noise(seed: str, count: int) -> bytes:
    """So many bytes that always are the same for a seed."""
    return hashlib.shake_128(seed.encode()).digest(count)
