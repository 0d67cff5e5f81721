"""Attached files at the server: limits held to, types looked at, what a cut left kept, the same bytes on two cases."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from fieldapp.domain.attached_file import FileContent, FileKind
from fieldapp.domain.case import Case
from fieldapp.domain.facts import Fact, FactKind
from fieldapp.domain.file_limits import QUOTA
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256
from fieldapp.sync.file_moves import FileAtServer
from tests import field_work
from tests.laptops import BareLaptop
from tests.office import TestOffice
from tests.people import Hire
from tests.server.conftest import Laptop

NewCase = Callable[..., Case]
MB = 1024 * 1024
JPEG = b"\xff\xd8\xff\xe0"


@dataclass
class Photo:
    """A file that the server knows of and does not have yet."""

    own: BareLaptop
    case: Case
    content: bytes

    @property
    def digest(self) -> str:
        return sha256(self.content)


@pytest.fixture
def office(small_office: TestOffice) -> TestOffice:
    return small_office


def attached(own: BareLaptop, case: Case, content: bytes, kind: FileKind = FileKind.PHOTO) -> Photo:
    visit = field_work.visit(case, own.staff)
    said = FileContent(sha256(content), len(content), kind, "a.jpg", "image/jpeg")
    fact = Fact(visit.id, FactKind.FILE_ATTACHED, case.id, own.staff.id, visit.made_at, said)
    assert own.push(fact).codes == ["accepted"]
    return Photo(own, case, content)


@pytest.fixture
def photo(hire: Hire, laptop: Laptop, new_case: NewCase) -> Photo:
    person = hire()
    return attached(laptop(person), new_case(person), JPEG + os.urandom(400_000))


def test_a_photo_goes_up_in_pieces_and_is_read_in_stretches(photo: Photo) -> None:
    line = photo.own.transport
    assert line.file_at(photo.digest) == FileAtServer(0)
    assert line.send_piece(photo.digest, 0, photo.content[:150_000]) == FileAtServer(150_000)
    at = line.send_piece(photo.digest, 150_000, photo.content[150_000:])
    assert (at.have, bool(at.kept_at)) == (len(photo.content), True)
    assert line.file_at(photo.digest) == at, "asked again, it names the same moment"
    assert line.send_piece(photo.digest, 0, photo.content[:9]) == at, "sent again, nothing changes"
    assert line.fetch_piece(photo.digest, 100, 50) == photo.content[100:150]
    assert line.fetch_piece(photo.digest, 400_000, 999_999) == photo.content[400_000:]


def test_what_arrived_of_a_piece_before_the_line_was_cut_is_kept_to_the_byte(office: TestOffice, photo: Photo) -> None:
    arrived = 123_457
    _cut(office, photo, photo.content[:arrived])
    assert photo.own.transport.file_at(photo.digest) == FileAtServer(arrived)
    at = photo.own.transport.send_piece(photo.digest, arrived, photo.content[arrived:])
    assert at.kept_at


def test_a_line_that_went_dead_without_a_word_does_not_keep_the_file_from_going_on(
    office: TestOffice, photo: Photo
) -> None:
    """The old connection is still open, and nothing comes over it any more."""
    arrived = 200_000
    dead = _begun(office, photo, photo.content[:arrived])
    try:
        asked = (photo.own.transport.file_at(photo.digest) for _ in range(100))
        assert FileAtServer(arrived) in asked, "as soon as the server has looked at what came"
        assert photo.own.transport.send_piece(photo.digest, arrived, photo.content[arrived:]).kept_at
    finally:
        dead.close()


@pytest.mark.parametrize(
    ("head", "kind", "taken"),
    [
        (b"%PDF-1.7\n", FileKind.DOCUMENT, True),
        (b"OggS\0\0\0\0", FileKind.RECORDING, True),
        (b"RIFF\0\0\0\0WAVE", FileKind.RECORDING, True),
        (b"\0\0\0\x20ftypM4A \0", FileKind.RECORDING, True),
        (b"RIFF\0\0\0\0WEBP", FileKind.PHOTO, True),
        (b"\x89PNG\r\n\x1a\n", FileKind.PHOTO, True),
        (JPEG, FileKind.RECORDING, False),
        (b"OggS\0\0\0\0", FileKind.PHOTO, False),
        (b"MZ\x90\0", FileKind.OTHER, False),
        (b"<html>", FileKind.DOCUMENT, False),
    ],
)
def test_what_a_file_is_shows_by_its_first_bytes(
    hire: Hire, laptop: Laptop, new_case: NewCase, head: bytes, kind: FileKind, taken: bool
) -> None:
    person = hire()
    one = attached(laptop(person), new_case(person), head + os.urandom(5_000), kind)
    if taken:
        assert one.own.transport.send_piece(one.digest, 0, one.content).kept_at
        return
    for _ in range(2):
        with pytest.raises(KnownError, match=r"file\.type_refused") as refused:
            one.own.transport.send_piece(one.digest, 0, one.content)
        assert not refused.value.retryable
    assert one.own.transport.file_at(one.digest) == FileAtServer(0), "nothing of it was kept"


def test_a_first_piece_too_short_to_tell_is_not_kept(photo: Photo) -> None:
    with pytest.raises(KnownError, match=r"file\.wrong_offset"):
        photo.own.transport.send_piece(photo.digest, 0, photo.content[:5])
    assert photo.own.transport.send_piece(photo.digest, 0, photo.content).kept_at


def test_a_file_over_the_limit_is_refused_with_the_limit(office: TestOffice, photo: Photo) -> None:
    before = limits(office)
    with office.store.writing() as unit:
        unit.files.set_limits({"photo": 300_000})
    try:
        with pytest.raises(KnownError, match=r"file\.too_large"):
            photo.own.transport.send_piece(photo.digest, 0, photo.content)
    finally:
        with office.store.writing() as unit:
            unit.files.set_limits(before)
    assert photo.own.transport.send_piece(photo.digest, 0, photo.content).kept_at


def test_the_room_of_one_person_is_told_and_held_to(
    office: TestOffice, hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    person = hire()
    own, case = laptop(person), new_case(person)
    first, second = (attached(own, case, JPEG + os.urandom(MB)) for _ in range(2))
    with office.store.writing() as unit:
        unit.files.set_limits({QUOTA: int(1.5 * MB)})
    try:
        assert first.own.transport.send_piece(first.digest, 0, first.content).kept_at
        end = own.sync().end
        assert end is not None
        assert end.file_limits["quota_used"] == len(first.content)
        assert end.file_limits["quota_bytes"] == int(1.5 * MB)
        with pytest.raises(KnownError, match=r"file\.quota_full"):
            own.transport.send_piece(second.digest, 0, second.content)
    finally:
        with office.store.writing() as unit:
            unit.files.set_limits({QUOTA: 0})
    assert own.transport.send_piece(second.digest, 0, second.content).kept_at


def test_the_same_bytes_on_cases_of_two_collectors_are_kept_once_and_read_by_both(
    photo: Photo, hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    """A blank form, a photo of the street they share."""
    other = hire()
    theirs = laptop(other)
    with pytest.raises(KnownError, match=r"file\.unknown"):
        theirs.transport.file_at(photo.digest)
    attached(theirs, new_case(other), photo.content)
    assert theirs.transport.send_piece(photo.digest, 0, photo.content).kept_at
    assert photo.own.transport.file_at(photo.digest).kept_at
    assert theirs.transport.fetch_piece(photo.digest, 0, MB) == photo.content
    assert photo.own.transport.fetch_piece(photo.digest, 0, MB) == photo.content
    stranger = laptop(hire())
    with pytest.raises(KnownError, match=r"file\.unknown"):
        stranger.transport.fetch_piece(photo.digest, 0, MB)


def limits(office: TestOffice) -> dict[str, int]:
    with office.store.reading() as unit:
        return unit.files.limits("")


def _begun(office: TestOffice, photo: Photo, content: bytes) -> socket.socket:
    """A request that says it brings the whole file and has brought so much of it."""
    where = urlsplit(office.url)
    assert where.hostname is not None
    line = socket.create_connection((where.hostname, where.port or 80))
    head = (
        f"PUT /v1/files/{photo.digest}?offset=0 HTTP/1.1\r\nHost: x\r\n"
        f"Authorization: Bearer {photo.own.transport.token}\r\nContent-Length: {len(photo.content)}\r\n\r\n"
    )
    line.sendall(head.encode() + content)
    return line


def _cut(office: TestOffice, photo: Photo, content: bytes) -> None:
    line = _begun(office, photo, content)
    line.shutdown(socket.SHUT_WR)
    while line.recv(4096):
        continue
    line.close()
