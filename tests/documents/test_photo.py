"""A photo as the case keeps it: of a sane size, stamped, without what the camera wrote, and known again."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from PIL import Image

from fieldapp.documents.photo import LONGEST_SIDE, THUMB_SIDE, MadePhoto, Shot, make_photo
from fieldapp.domain.attached_file import same_picture
from fieldapp.errors import KnownError
from tests.pictures import photo, shapes

ZONE = "Asia/Shanghai"


def nothing(_shot: Shot) -> Sequence[str]:
    return ()


def made(raw: bytes, *lines: str) -> MadePhoto:
    return make_photo(raw, "front.jpg", ZONE, lambda _shot: lines)


def opened(jpeg: bytes) -> Image.Image:
    return Image.open(io.BytesIO(jpeg))


def test_a_large_photo_is_kept_in_a_sane_size_and_a_small_one_as_it_is() -> None:
    large = made(photo(side=4000))
    assert max(opened(large.jpeg).size) == LONGEST_SIDE
    assert max(opened(large.thumb).size) == THUMB_SIDE
    assert len(large.jpeg) < 1_500_000
    assert opened(made(photo(side=640)).jpeg).size == (640, 480)


def test_nothing_of_what_the_camera_wrote_is_in_the_copy() -> None:
    raw = photo(taken="2026:07:25 09:12:00", lon=120.585, lat=31.299)
    assert b"Secret Camera Works" in raw
    copy = made(raw)
    for jpeg in (copy.jpeg, copy.thumb):
        assert b"Secret" not in jpeg
        assert b"Exif" not in jpeg
        assert not opened(jpeg).getexif()


def test_time_and_place_are_read_once_before_they_are_left_out() -> None:
    shot = made(photo(taken="2026:07:25 09:12:00", lon=120.585, lat=31.299)).shot
    assert shot.taken_at == datetime(2026, 7, 25, 1, 12, tzinfo=UTC), "the camera's clock is the civil time of the case"
    assert shot.place is not None
    assert (shot.place.lon_e6, shot.place.lat_e6, shot.place.radius_m) == (120_585_000, 31_299_000, 8)
    plain = made(photo()).shot
    assert (plain.taken_at, plain.place) == (None, None)


@pytest.mark.parametrize("taken", ["0000:00:00 00:00:00", "yesterday"])
def test_a_camera_that_writes_nonsense_is_not_believed(taken: str) -> None:
    assert made(photo(taken=taken)).shot.taken_at is None
    assert made(photo(lon=0.0, lat=0.0)).shot.place is None, "the zero of an empty receiver"


def test_the_stamp_is_on_the_picture_and_does_not_change_what_it_shows() -> None:
    raw = photo(3)
    plain, stamped = made(raw), made(raw, "2026-07-25 09:12   HK-2026-0412", "距登记地址 38 米")
    assert plain.likeness == stamped.likeness
    lower = (0, 440, 640, 480)
    assert opened(plain.jpeg).crop(lower).tobytes() != opened(stamped.jpeg).crop(lower).tobytes()
    upper = (0, 0, 640, 380)
    assert abs(_light(opened(plain.jpeg).crop(upper)) - _light(opened(stamped.jpeg).crop(upper))) < 1
    assert _light(opened(stamped.jpeg).crop(lower)) < _light(opened(plain.jpeg).crop(lower)), "a darkened strip"


def test_the_same_picture_saved_anew_is_known_again_and_another_is_not() -> None:
    first, other = made(photo(1)), made(photo(2))
    again = io.BytesIO()
    shapes(1).resize((1280, 960)).save(again, "PNG")
    same = made(again.getvalue())
    assert first.original_sha256 != same.original_sha256
    assert same_picture(first.likeness, same.likeness)
    assert not same_picture(first.likeness, other.likeness)


def test_pictures_that_show_nothing_are_not_taken_for_one_another() -> None:
    flat = io.BytesIO()
    Image.new("RGB", (64, 64), (120, 120, 120)).save(flat, "PNG")
    assert made(flat.getvalue()).likeness == ""


def test_the_digest_is_of_the_original() -> None:
    raw = photo()
    assert made(raw).original_sha256 == hashlib.sha256(raw).hexdigest()


def test_a_picture_on_its_side_is_turned_upright() -> None:
    raw = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    shapes(1).save(raw, "JPEG", exif=exif)
    assert opened(made(raw.getvalue()).jpeg).size == (480, 640)


@pytest.mark.parametrize("raw", [b"", b"no picture", b"\xff\xd8\xff" + b"x" * 50, photo()[:900]])
def test_what_is_no_picture_is_refused(raw: bytes) -> None:
    with pytest.raises(KnownError) as caught:
        make_photo(raw, "front.jpg", ZONE, nothing)
    assert (caught.value.code, caught.value.params["name"]) == ("visit.photo_unreadable", "front.jpg")


def test_a_picture_beyond_all_cameras_is_refused_before_it_is_unpacked() -> None:
    huge = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(huge, "PNG")
    with pytest.raises(KnownError, match=r"visit\.photo_too_large"):
        make_photo(huge.getvalue(), "front.png", ZONE, nothing)


def _light(picture: Image.Image) -> float:
    grey = picture.convert("L").tobytes()
    return sum(grey) / len(grey)
