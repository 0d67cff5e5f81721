"""How large a file may be, and how much one person may send: refused, warned and free, at the very byte."""

from __future__ import annotations

import pytest

from fieldapp.domain.attached_file import FileKind
from fieldapp.domain.file_limits import MB, QUOTA, USED, USUAL, FileLimits, limits_from, megabytes
from fieldapp.domain.refusal import Refusal

PHOTO = FileKind.PHOTO


def test_where_nothing_was_told_everything_is_free() -> None:
    for limits in (limits_from(None), limits_from({})):
        assert limits.against(PHOTO, 10**15) is None
        assert limits.nearly_full(10**15) is None


def test_a_file_of_the_largest_size_is_taken_and_one_byte_more_is_not() -> None:
    limits = limits_from({"photo": 2 * MB, "recording": 0})
    assert limits.against(PHOTO, 2 * MB) is None
    assert limits.against(PHOTO, 2 * MB + 1) == Refusal("file.too_large", {"size_mb": 3, "limit_mb": 2})
    assert limits.against(FileKind.RECORDING, 10**12) is None
    assert limits.against(FileKind.OTHER, 10**12) is None


def test_what_is_used_and_what_waits_take_room_and_the_last_byte_of_it_may_be_used() -> None:
    limits = limits_from({QUOTA: 10 * MB, USED: 4 * MB})
    assert limits.against(PHOTO, 6 * MB) is None
    assert limits.against(PHOTO, 4 * MB, waiting=2 * MB) is None
    assert limits.against(PHOTO, 4 * MB + 1, 2 * MB) == Refusal("file.quota_full", {"size_mb": 5, "left_mb": 4})
    assert limits.against(PHOTO, 1, waiting=20 * MB) == Refusal("file.quota_full", {"size_mb": 1, "left_mb": 0})


def test_too_large_is_said_before_no_room() -> None:
    refusal = limits_from({"photo": MB, QUOTA: MB}).against(PHOTO, 5 * MB)
    assert refusal is not None
    assert refusal.code == "file.too_large"


@pytest.mark.parametrize(("used", "waiting", "left"), [(9 * MB, 0, 1), (5 * MB, 4 * MB, 1), (12 * MB, 0, 0)])
def test_from_nine_tenths_on_little_room_is_said_to_be_left(used: int, waiting: int, left: int) -> None:
    limits = FileLimits({}, 10 * MB, used)
    assert limits.nearly_full(waiting) == Refusal("file.quota_near", {"left_mb": left, "quota_mb": 10})


def test_below_nine_tenths_nothing_is_said() -> None:
    assert FileLimits({}, 10 * MB, 9 * MB - 1).nearly_full() is None


def test_sizes_are_told_in_whole_megabytes_rounded_up() -> None:
    assert [megabytes(size) for size in (0, 1, MB, MB + 1)] == [0, 1, 1, 2]


def test_every_kind_has_its_usual_limit() -> None:
    assert set(USUAL) == {kind.value for kind in FileKind}
