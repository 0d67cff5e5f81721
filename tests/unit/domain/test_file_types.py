"""A file's type by its first bytes, and what kind of file that may be."""

from __future__ import annotations

import pytest

from fieldapp.domain.attached_file import FileKind
from fieldapp.domain.file_types import SUFFIXES, fits, kind_of, media_type_of, suffix_of

HEADS = {
    b"\xff\xd8\xff\xe0\x00\x10JFIF": "image/jpeg",
    b"\x89PNG\r\n\x1a\n\x00\x00": "image/png",
    b"RIFF\x10\x00\x00\x00WEBPVP8 ": "image/webp",
    b"%PDF-1.7\n": "application/pdf",
    b"OggS\x00\x02": "audio/ogg",
    b"RIFF\x10\x00\x00\x00WAVEfmt ": "audio/wav",
    b"\x00\x00\x00\x20ftypM4A \x00": "audio/mp4",
    b"\x00\x00\x00\x18ftypmp42\x00": "audio/mp4",
    b"\x00\x00\x00\x18ftyp3gp4\x00": "audio/mp4",
}


@pytest.mark.parametrize(("head", "media_type"), HEADS.items())
def test_what_is_taken_is_known_by_its_first_bytes(head: bytes, media_type: str) -> None:
    assert media_type_of(head) == media_type
    assert suffix_of(media_type) in SUFFIXES


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xff\xd8",
        b"MZ\x90\x00",
        b"PK\x03\x04",
        b"<html>",
        b"RIFF\x10\x00\x00\x00AVI ",
        b"\x00\x00\x00\x20ftypqt  ",
        b"\x00\x00\x00\x20ftypheic",
        b" %PDF-1.7",
    ],
)
def test_everything_else_is_not_taken(head: bytes) -> None:
    assert media_type_of(head) is None


def test_a_type_nobody_knows_has_no_ending() -> None:
    assert suffix_of("video/quicktime") == ""


@pytest.mark.parametrize(
    ("media_type", "kind", "others"),
    [
        ("application/pdf", FileKind.DOCUMENT, {FileKind.OTHER}),
        ("image/jpeg", FileKind.PHOTO, {FileKind.OTHER, FileKind.DOCUMENT}),
        ("audio/ogg", FileKind.RECORDING, {FileKind.OTHER}),
    ],
)
def test_a_paper_may_be_photographed_and_a_photo_is_no_recording(
    media_type: str, kind: FileKind, others: set[FileKind]
) -> None:
    assert kind_of(media_type) is kind
    assert {one for one in FileKind if fits(one, media_type)} == {kind, *others}
