"""A file on a case: added, never changed, and named by the digest of its bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from fieldapp.domain.attached_file import NAME_LIMIT, AttachedFile, FileContent, FileKind, same_picture
from fieldapp.domain.case import CaseFile
from fieldapp.domain.facts import Fact, FactKind
from fieldapp.domain.folding import fold
from fieldapp.domain.judgement import judge
from tests.unit.domain.builders import COLLEAGUE, COLLECTOR, MATRIX, NOON, case_file, fact, verdict, visit_content

PHOTO = FileContent("ab" * 32, 1_500_000, FileKind.PHOTO, "店面.jpg", "image/jpeg", NOON)


def attached(number: str = "f1", **changes: Any) -> Fact:
    return fact(FactKind.FILE_ATTACHED, replace(PHOTO, **changes), number)


def visited() -> CaseFile:
    return fold(case_file(), fact(FactKind.VISIT_RECORDED, visit_content(), "v1"))


def test_a_file_is_added_with_who_put_it_there_and_when() -> None:
    file = fold(fold(case_file(), attached("f1")), attached("f2", sha256="cd" * 32))
    assert file.files[0] == AttachedFile("f1", "case-1", COLLECTOR.id, NOON, PHOTO)
    assert [each.id for each in file.files] == ["f1", "f2"]
    assert replace(file, files=()) == case_file()


def test_a_file_of_before_the_move_is_taken_and_marked_late() -> None:
    moved = case_file(assigned_to=COLLEAGUE.id, assigned_at=NOON + timedelta(hours=1))
    given = judge(moved, attached(), COLLECTOR, MATRIX)
    assert (given.refusal, given.late) == (None, True)
    assert fold(moved, attached(), late=True).files[0].late
    after = case_file(assigned_to=COLLEAGUE.id, assigned_at=NOON - timedelta(hours=1))
    assert verdict(after, attached()) == "fact.not_assigned"


@pytest.mark.parametrize("kind", FileKind)
def test_every_kind_of_file_may_be_attached(kind: FileKind) -> None:
    assert verdict(case_file(), attached(kind=kind)) is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"sha256": "ab" * 31}, "file.bad_digest"),
        ({"sha256": "AB" * 32}, "file.bad_digest"),
        ({"size": 0}, "file.empty"),
        ({"size": -1}, "file.empty"),
        ({"name": ""}, "file.name_unfit"),
        ({"name": "  "}, "file.name_unfit"),
        ({"name": "x" * (NAME_LIMIT + 1)}, "file.name_unfit"),
        ({"name": "../x"}, "file.name_unfit"),
        ({"name": "a\x00b"}, "file.name_unfit"),
        ({"media_type": "jpeg"}, "file.bad_media_type"),
        ({"taken_at": datetime(2026, 7, 25)}, "file.time_without_zone"),  # noqa: DTZ001
        ({"visit_id": "v1"}, "file.unknown_visit"),
    ],
)
def test_what_names_no_file_of_this_case_is_refused(changes: dict[str, Any], code: str) -> None:
    assert verdict(case_file(), attached(**changes)) == code


def test_a_file_may_belong_to_a_visit_of_the_case_and_may_have_no_time() -> None:
    assert verdict(visited(), attached(visit_id="v1")) is None
    assert verdict(case_file(), attached(taken_at=None)) is None
    assert verdict(case_file(), attached(taken_at=datetime(2026, 7, 25, tzinfo=UTC))) is None


def test_documents_go_before_photos_before_recordings() -> None:
    assert [kind.value for kind in FileKind] == ["document", "photo", "recording", "other"]


@pytest.mark.parametrize(
    "changes",
    [{"original_sha256": "xy"}, {"resembles": "ab"}, {"likeness": "00ff"}, {"likeness": "Z" * 16}],
)
def test_a_mark_that_is_none_is_refused(changes: dict[str, Any]) -> None:
    assert verdict(case_file(), attached(**changes)) == "file.bad_digest"


def test_a_photo_keeps_the_mark_of_its_original_and_of_what_it_shows() -> None:
    marks = {"original_sha256": "cd" * 32, "likeness": "00ff00ff00ff00ff", "resembles": "ef" * 32}
    assert verdict(case_file(), attached(**marks)) is None


def test_the_same_picture_is_known_again_within_a_few_bits() -> None:
    assert same_picture("00ff00ff00ff00ff", "00ff00ff00ff00ff")
    assert same_picture("00ff00ff00ff00ff", "00ff00ff00ff00c0")
    assert not same_picture("00ff00ff00ff00ff", "00ff00ff00ff0080")
    assert not same_picture("", "00ff00ff00ff00ff")
    assert not same_picture("", "")
