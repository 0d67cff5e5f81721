"""Files over the wire: whole or not there, resumed at the byte, seen by those who may see the case and nobody else."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import urllib3

from fieldapp.domain.case import Case
from fieldapp.domain.facts import Fact
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import StaffRole
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256
from fieldapp.server.file_store import FileStore
from fieldapp.server.folder_shelf import FolderShelf
from tests import field_work
from tests.laptops import BareLaptop
from tests.office import TestOffice
from tests.people import Hire
from tests.server.conftest import Laptop, assign

NewCase = Callable[..., Case]


@dataclass
class Sealed:
    """A paper that the server knows of and does not have yet."""

    own: BareLaptop
    case: Case
    plan: Fact
    document: Fact
    content: bytes

    @property
    def digest(self) -> str:
        return sha256(self.content)


@pytest.fixture
def office(small_office: TestOffice) -> TestOffice:
    return small_office


@pytest.fixture
def paper(hire: Hire, laptop: Laptop, new_case: NewCase) -> Sealed:
    person = hire(team=f"组 {new_id()}")
    case, content = new_case(person), b"%PDF-1.7\n" + os.urandom(300_000)
    own = laptop(person)
    plan = field_work.plan(case, person)
    document = field_work.sealed(case, person, plan.id, content)
    assert own.push(plan, document).codes == ["accepted", "accepted"]
    return Sealed(own, case, plan, document, content)


@pytest.fixture
def pool() -> Iterator[urllib3.PoolManager]:
    with urllib3.PoolManager(retries=False) as one:
        yield one


def arrived(office: TestOffice, paper: Sealed) -> bool:
    """Whether the server says, in its books, that the file is here."""
    with office.store.reading() as unit:
        named = unit.files.find(paper.digest)
    assert named is not None
    return named.stored_at is not None


def test_a_file_goes_up_in_pieces_and_comes_down_as_it_was(office: TestOffice, paper: Sealed, laptop: Laptop) -> None:
    send = paper.own.transport
    assert send.file_at(paper.digest).have == 0
    assert not send.send_piece(paper.digest, 0, paper.content[:100_000]).kept_at
    assert (send.file_at(paper.digest).have, arrived(office, paper)) == (100_000, False)
    assert send.send_piece(paper.digest, 100_000, paper.content[100_000:]).kept_at
    assert (send.file_at(paper.digest).have, arrived(office, paper)) == (len(paper.content), True)
    assert laptop(paper.own.staff).transport.fetch_piece(paper.digest, 0, 1_000_000) == paper.content


def test_a_file_that_is_here_is_not_written_again(paper: Sealed) -> None:
    send = paper.own.transport
    assert send.send_piece(paper.digest, 0, paper.content).kept_at
    assert send.send_piece(paper.digest, 0, b"something else").kept_at
    assert send.fetch_piece(paper.digest, 0, 1_000_000) == paper.content


def test_a_piece_at_another_place_is_refused_and_says_where_to_go_on(paper: Sealed) -> None:
    send = paper.own.transport
    send.send_piece(paper.digest, 0, paper.content[:50_000])
    for offset in (1, 50_001, 49_999, 0, -1):
        with pytest.raises(KnownError, match=r"file\.wrong_offset") as refused:
            send.send_piece(paper.digest, offset, paper.content[50_000:])
        assert refused.value.params == {"have": 50_000}
    assert send.send_piece(paper.digest, 50_000, paper.content[50_000:]).kept_at


def test_other_bytes_of_the_same_length_are_refused_and_forgotten(office: TestOffice, paper: Sealed) -> None:
    send = paper.own.transport
    false = paper.content[:-1] + bytes([paper.content[-1] ^ 1])
    with pytest.raises(KnownError, match=r"file\.digest_differs"):
        send.send_piece(paper.digest, 0, false)
    assert (send.file_at(paper.digest).have, arrived(office, paper)) == (0, False)
    assert send.send_piece(paper.digest, 0, paper.content).kept_at


def test_more_bytes_than_the_record_says_are_refused(paper: Sealed) -> None:
    with pytest.raises(KnownError, match=r"file\.too_long"):
        paper.own.transport.send_piece(paper.digest, 0, paper.content + b"x")


def test_a_file_that_has_not_arrived_is_told_apart_from_one_nobody_knows(paper: Sealed) -> None:
    with pytest.raises(KnownError, match=r"file\.not_here") as waiting:
        paper.own.transport.fetch_piece(paper.digest, 0, 1_000_000)
    assert waiting.value.retryable
    for digest in (hashlib.sha256(b"nobody").hexdigest(), "0" * 63, "Z" * 64):
        for call in (paper.own.transport.file_at, lambda digest: paper.own.transport.fetch_piece(digest, 0, 1)):
            with pytest.raises(KnownError, match=r"file\.unknown"):
                call(digest)
        with pytest.raises(KnownError, match=r"file\.unknown"):
            paper.own.transport.send_piece(digest, 0, b"x")


def test_to_another_collector_the_file_does_not_exist(
    office: TestOffice, paper: Sealed, hire: Hire, pool: urllib3.PoolManager, laptop: Laptop
) -> None:
    paper.own.transport.send_piece(paper.digest, 0, paper.content)
    stranger = laptop(hire(team=paper.own.staff.team))
    headers = {"Authorization": f"Bearer {stranger.transport.token}"}
    answers = {
        method: pool.request(method, f"{office.url}/v1/files/{paper.digest}", headers=headers, body=b"")
        for method in ("GET", "HEAD", "PUT")
    }
    assert {method: answer.status for method, answer in answers.items()} == dict.fromkeys(answers, 404)
    nobody = pool.request("GET", f"{office.url}/v1/files/{sha256(b'nobody')}", headers=headers)
    assert nobody.data == answers["GET"].data, "not even the words differ"


def test_the_supervisor_of_the_team_reads_the_file_and_another_does_not(
    paper: Sealed, hire: Hire, laptop: Laptop
) -> None:
    paper.own.transport.send_piece(paper.digest, 0, paper.content)
    assert (
        laptop(hire(StaffRole.SUPERVISOR, paper.own.staff.team)).transport.fetch_piece(paper.digest, 0, 1_000_000)
        == paper.content
    )
    with pytest.raises(KnownError, match=r"file\.unknown"):
        laptop(hire(StaffRole.SUPERVISOR)).transport.fetch_piece(paper.digest, 0, 1_000_000)


def test_a_paper_signed_before_the_case_moved_still_arrives(
    office: TestOffice, paper: Sealed, hire: Hire, laptop: Laptop
) -> None:
    """Who sealed it may bring it, though not read it again; who has the case now gets it."""
    other = hire()
    assign(office, paper.case, other)
    assert paper.own.transport.file_at(paper.digest).have == 0
    assert paper.own.transport.send_piece(paper.digest, 0, paper.content).kept_at
    assert laptop(other).transport.fetch_piece(paper.digest, 0, 1_000_000) == paper.content
    with pytest.raises(KnownError, match=r"file\.unknown"):
        paper.own.transport.fetch_piece(paper.digest, 0, 1_000_000)


def test_pieces_that_a_dead_server_left_are_gone_on_from(office: TestOffice, paper: Sealed) -> None:
    """All of it lies there but nobody put it together: the next call does, whatever was left in the middle of it."""
    folder = office.folder / "server" / "files" / "pieces" / paper.digest
    folder.mkdir(parents=True)
    (folder / f"{0:015d}-{len(paper.content):015d}").write_bytes(paper.content)
    (folder / ".half-written.new").write_bytes(b"half")
    assert paper.own.transport.file_at(paper.digest).have == len(paper.content)
    assert paper.own.transport.fetch_piece(paper.digest, 0, 1_000_000) == paper.content
    assert arrived(office, paper)


def test_a_whole_length_of_wrong_bytes_left_by_a_dead_server_is_sent_anew(office: TestOffice, paper: Sealed) -> None:
    folder = office.folder / "server" / "files" / "pieces" / paper.digest
    folder.mkdir(parents=True)
    (folder / f"{0:015d}-{len(paper.content):015d}").write_bytes(bytes(len(paper.content)))
    assert paper.own.transport.file_at(paper.digest).have == 0
    assert paper.own.transport.send_piece(paper.digest, 0, paper.content).kept_at


def test_a_digest_that_is_none_never_becomes_a_path(office: TestOffice) -> None:
    files = FileStore(FolderShelf(office.folder / "server" / "files"))
    for digest in ("../secret.key", "", "a" * 65, "A" * 64, "0" * 63 + "\n"):
        with pytest.raises(KnownError, match=r"file\.unknown"):
            files.have(digest)
