"""Where files lie: in a folder or in an S3 store, the same rules, however many processes and whatever is cut."""

from __future__ import annotations

import hashlib
import os
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest

from fieldapp.cli.main import main
from fieldapp.errors import KnownError
from fieldapp.server import home as server_home
from fieldapp.server.file_store import FileStore, Shelf
from fieldapp.server.folder_shelf import FolderShelf
from fieldapp.server.s3_shelf import S3Place, S3Shelf, parse_place
from fieldapp.server.serve import Listening, serve
from tests.s3_server import S3Server, s3_server

CONTENT = os.urandom(250_000)
DIGEST = hashlib.sha256(CONTENT).hexdigest()
SIZE = len(CONTENT)


@dataclass
class Lying:
    """A shelf, and what can be seen of it from outside."""

    shelf: Shelf
    folder: Path
    server: S3Server | None

    def names(self) -> set[str]:
        if self.server is not None:
            return {name.removeprefix("blobs/") for name in self.server.objects}
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "never-to-be-seen")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with s3_server() as one:
        yield one


@pytest.fixture(params=["folder", "s3"])
def lying(request: pytest.FixtureRequest, tmp_path: Path) -> Lying:
    if request.param == "folder":
        return Lying(FolderShelf(tmp_path / "files"), tmp_path / "files", None)
    server = request.getfixturevalue("server")
    return Lying(S3Shelf(parse_place(server.place)), tmp_path, server)


@pytest.fixture
def files(lying: Lying) -> FileStore:
    return FileStore(lying.shelf)


def code_of(call: object) -> str:
    assert callable(call)
    with pytest.raises(KnownError) as told:
        call()
    return told.value.code


def test_a_file_comes_in_pieces_of_any_size_and_is_whole_only_at_the_end(files: FileStore, lying: Lying) -> None:
    at, cuts = 0, [1, 2, 70_000, 70_001, 130_000, 249_999]
    for cut in cuts:
        assert not files.append(DIGEST, at, CONTENT[at:cut], SIZE)
        assert (files.have(DIGEST), files.whole(DIGEST)) == (cut, False)
        assert code_of(lambda: files.read(DIGEST)) == "file.not_here"
        at = cut
    assert files.append(DIGEST, at, CONTENT[at:], SIZE)
    assert (files.have(DIGEST), files.whole(DIGEST), files.read(DIGEST)) == (SIZE, True, CONTENT)
    assert lying.names() == {f"{DIGEST[:2]}/{DIGEST}"}, "nothing of the pieces is left"


def test_a_file_in_one_piece_is_never_there_as_a_piece(files: FileStore, lying: Lying) -> None:
    assert files.append(DIGEST, 0, CONTENT, SIZE)
    assert lying.names() == {f"{DIGEST[:2]}/{DIGEST}"}
    if lying.server is not None:
        assert [name for method, name in lying.server.asked if method == "PUT"] == [f"blobs/{DIGEST[:2]}/{DIGEST}"]


def test_a_stretch_of_a_file_is_read_without_the_rest(files: FileStore) -> None:
    files.append(DIGEST, 0, CONTENT, SIZE)
    for offset, length in ((0, 10), (100, 1), (249_990, 100), (SIZE, 5), (7, 0), (3, None)):
        expected = CONTENT[offset : None if length is None else offset + length]
        assert files.read(DIGEST, offset, length) == expected
    nowhere = hashlib.sha256(b"nowhere").hexdigest()
    assert code_of(lambda: files.read(nowhere, 5, 5)) == "file.not_here"


def test_an_empty_file_is_a_file(files: FileStore) -> None:
    nothing = hashlib.sha256(b"").hexdigest()
    assert not files.whole(nothing)
    assert files.append(nothing, 0, b"", 0)
    assert files.read(nothing) == b""


def test_what_was_acknowledged_is_there_for_a_process_that_starts_later(files: FileStore, lying: Lying) -> None:
    files.append(DIGEST, 0, CONTENT[:100_000], SIZE)
    later = FileStore(lying.shelf)
    assert later.have(DIGEST) == 100_000
    assert code_of(lambda: later.append(DIGEST, 99_999, CONTENT[99_999:], SIZE)) == "file.wrong_offset"
    assert later.append(DIGEST, 100_000, CONTENT[100_000:], SIZE)


def test_two_processes_that_received_the_same_stretch_cut_differently_do_not_disturb_each_other(
    files: FileStore, lying: Lying
) -> None:
    """As when a line was cut, the laptop comes back by another process, and the first one still writes."""
    other = FileStore(lying.shelf)
    files.append(DIGEST, 0, CONTENT[:1000], SIZE)
    files.append(DIGEST, 1000, CONTENT[1000:9000], SIZE)
    name = f"pieces/{DIGEST}/{1000:015d}-{2500:015d}"
    lying.shelf.put(name, BytesIO(CONTENT[1000:2500]), 1500)
    assert other.have(DIGEST) == 9000, "what was acknowledged is never taken back"
    assert other.append(DIGEST, 9000, CONTENT[9000:], SIZE)
    assert files.read(DIGEST) == CONTENT


def test_a_stretch_without_its_beginning_counts_for_nothing_until_the_beginning_comes(
    files: FileStore, lying: Lying
) -> None:
    name = f"pieces/{DIGEST}/{1000:015d}-{2500:015d}"
    lying.shelf.put(name, BytesIO(CONTENT[1000:2500]), 1500)
    assert files.have(DIGEST) == 0
    files.append(DIGEST, 0, CONTENT[:1000], SIZE)
    assert files.have(DIGEST) == 2500


def test_eight_processes_that_receive_one_file_at_once_leave_one_file(files: FileStore, lying: Lying) -> None:
    start = threading.Barrier(8)

    def receive(n: int) -> None:
        mine, piece = FileStore(lying.shelf), 30_000 + 1000 * n
        start.wait()
        for _ in range(200):
            have = mine.have(DIGEST)
            if mine.whole(DIGEST):
                return
            with suppress(KnownError):  # somebody else was quicker
                mine.append(DIGEST, have, CONTENT[have : have + piece], SIZE)
        raise AssertionError("never whole")

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(receive, range(8)))
    assert files.read(DIGEST) == CONTENT
    files.append(DIGEST, 0, b"", SIZE)
    assert lying.names() == {f"{DIGEST[:2]}/{DIGEST}"}, "a late piece goes with the next call"


def test_wrong_bytes_are_forgotten_and_the_right_ones_taken_then(files: FileStore, lying: Lying) -> None:
    files.append(DIGEST, 0, bytes(100_000), SIZE)
    assert code_of(lambda: files.append(DIGEST, 100_000, CONTENT[100_000:], SIZE)) == "file.digest_differs"
    assert lying.names() == set()
    assert files.append(DIGEST, 0, CONTENT, SIZE)


def test_more_than_the_record_says_is_refused_before_it_is_kept(files: FileStore, lying: Lying) -> None:
    assert code_of(lambda: files.append(DIGEST, 0, CONTENT + b"x", SIZE)) == "file.too_long"
    assert lying.names() == set()


@pytest.mark.parametrize("digest", ["../secret.key", "", "a" * 65, "A" * 64, "0" * 63 + "\n"])
def test_what_is_no_digest_never_becomes_a_name(files: FileStore, digest: str) -> None:
    for call in (files.have, files.whole, files.read, lambda name: files.append(name, 0, b"x", 9)):
        assert code_of(lambda call=call: call(digest)) == "file.unknown"


class Breaking(FolderShelf):
    """A folder whose disk fills up in the middle of an object."""

    def put(self, name: str, content: IO[bytes], size: int) -> None:
        class Short(BytesIO):
            def read(self, amount: int | None = -1, /) -> bytes:
                if self.tell():
                    raise OSError(28, "No space left on device")
                return super().read(10)

        super().put(name, Short(content.read()), size)


def test_a_disk_that_fills_up_leaves_nothing_half_written(tmp_path: Path) -> None:
    files = FileStore(Breaking(tmp_path))
    assert code_of(lambda: files.append(DIGEST, 0, CONTENT[:5000], SIZE)) == "server.files_away"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert files.have(DIGEST) == 0


def test_a_put_that_is_cut_is_made_again_and_shows_nothing_until_it_is_whole(server: S3Server) -> None:
    files = FileStore(S3Shelf(parse_place(server.place)))
    server.cut_puts = 1
    assert not files.append(DIGEST, 0, CONTENT[:90_000], SIZE)
    server.cut_puts = 99
    assert code_of(lambda: files.append(DIGEST, 90_000, CONTENT[90_000:], SIZE)) == "server.files_away"
    assert (files.have(DIGEST), files.whole(DIGEST)) == (90_000, False)
    server.cut_puts = 0
    assert files.append(DIGEST, 90_000, CONTENT[90_000:], SIZE)
    assert files.read(DIGEST) == CONTENT


def test_many_pieces_are_listed_over_several_pages(server: S3Server) -> None:
    files = FileStore(S3Shelf(parse_place(server.place)))
    for at in range(0, 20_000, 1000):
        files.append(DIGEST, at, CONTENT[at : at + 1000], SIZE)
    assert files.have(DIGEST) == 20_000
    assert files.append(DIGEST, 20_000, CONTENT[20_000:], SIZE)
    assert len(server.objects) == 1


def test_a_store_that_is_away_or_refuses_is_told_without_its_keys(server: S3Server) -> None:
    shelf = S3Shelf(parse_place(server.place))
    shelf.check()
    server.refuse = [403]
    with pytest.raises(KnownError, match=r"server\.files_refused") as refused:
        shelf.check()
    server.refuse = [503] * 9
    with pytest.raises(KnownError, match=r"server\.files_away") as away:
        shelf.size("x")
    assert away.value.retryable
    for told in (refused.value, away.value):
        assert "never-to-be-seen" not in f"{told} {told.__cause__} {told.params}"
    with pytest.raises(KnownError, match=r"server\.files_refused"):
        S3Shelf(S3Place("elsewhere", "", server.url, "here")).check()
    with pytest.raises(KnownError, match=r"server\.files_away"):
        S3Shelf(S3Place("office", "", "http://127.0.0.1:9", "here")).check()


@pytest.mark.parametrize(
    "address",
    [
        "s3://",
        "s3:bucket",
        "s3://key:secret@bucket",
        "s3://bucket?endpoint=ftp://somewhere",
        "s3://bucket?key=x",
        "s3://bucket?endpoint",
        "s3://bucket:9",
        "s3://[bucket",
        "https://bucket",
    ],
)
def test_an_address_of_another_kind_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(KnownError, match=r"^server\.files_unknown$"):
        parse_place(address)


def test_a_prefix_an_endpoint_and_a_region_are_taken_from_the_address() -> None:
    address = "s3://office/a/b/?endpoint=https://s3.example:8080&region=eu"
    assert parse_place(address) == S3Place("office", "a/b", "https://s3.example:8080", "eu")
    assert parse_place("s3://office") == S3Place("office", "", "", "us-east-1")


def test_a_home_remembers_where_its_files_are_and_the_environment_goes_before(
    tmp_path: Path, server: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "server"
    words = ["server", "init", "--home", str(folder), "--name", "苏南惠农小额贷款有限公司"]
    assert main([*words, "--files", server.place, "--replica", "postgresql://follower/office"]) == 0
    found = server_home.find(folder)
    assert (found.files_elsewhere, found.replica_url) == (True, "postgresql://follower/office")
    assert not (folder / "files").exists()
    assert found.file_store().append(DIGEST, 0, CONTENT, SIZE)
    assert set(server.objects) == {f"blobs/{DIGEST[:2]}/{DIGEST}"}
    assert b"never-to-be-seen" not in b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    monkeypatch.setenv("FIELDAPP_FILES", str(tmp_path / "shared"))
    monkeypatch.setenv("FIELDAPP_REPLICA_URL", "postgresql://other/office")
    again = server_home.find(folder)
    assert (again.files, again.replica_url) == (tmp_path / "shared", "postgresql://other/office")
    assert not again.file_store().whole(DIGEST)
    assert main([*words[:3], str(tmp_path / "other"), *words[4:], "--files", "s3://k:s@office"]) == 1
    assert not (tmp_path / "other").exists()


def test_a_server_starts_while_its_store_is_away_but_not_when_it_is_refused(tmp_path: Path, server: S3Server) -> None:
    folder = tmp_path / "server"
    words = ["server", "init", "--home", str(folder), "--name", "苏南惠农小额贷款有限公司"]
    assert main([*words, "--files", server.place]) == 0
    home = server_home.find(folder)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        where = Listening("127.0.0.1", taken.getsockname()[1])
        for refusals, code in (([503] * 9, "server.cannot_listen"), ([403], "server.files_refused")):
            server.refuse = refusals
            assert code_of(lambda: serve(home, where)) == code
    (tmp_path / "file").write_bytes(b"")
    nowhere = replace(home, chosen_files=str(tmp_path / "file" / "below"))
    assert code_of(lambda: serve(nowhere, where)) == "server.files_away"


def test_a_home_of_an_earlier_version_keeps_its_files_where_they_were(tmp_path: Path) -> None:
    (tmp_path / "server.json").write_text('{"database": ""}', encoding="utf-8")
    found = server_home.find(tmp_path)
    assert (found.files, found.files_elsewhere, found.replica_url) == (tmp_path / "files", False, "")
