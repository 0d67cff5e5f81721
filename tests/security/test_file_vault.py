"""The vault of files: what goes in comes out from any byte on, nothing else does, and nothing is left behind."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp.errors import KnownError
from fieldapp.security import chunks as pieces_of
from fieldapp.security.chunks import CHUNK, ChunkReader, ChunkWriter
from fieldapp.security.file_vault import FileVault

KEY = bytes(range(32))
SIZES = st.one_of(st.integers(0, 300), st.integers(-2, 2).map(lambda d: CHUNK + d), st.integers(0, 3 * CHUNK + 7))
OVERHEAD = 28


def sealed(plain: bytes, key: bytes = KEY, step: int = 10_000) -> bytes:
    target = _Kept()
    writer = ChunkWriter(target, key)
    for at in range(0, len(plain), step):
        writer.write(plain[at : at + step])
    writer.close()
    return target.getvalue()


class _Kept(io.BytesIO):
    """A file in memory that has a descriptor to settle."""

    def fileno(self) -> int:
        return _NULL


_NULL = os.open(os.devnull, os.O_WRONLY)


@pytest.fixture(autouse=True, scope="module")
def _no_disk() -> Iterator[None]:
    """Settling to the disk is for real files, tested below."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces_of, "settle", lambda target: target.flush())
        yield


def plain_of(size: int) -> bytes:
    return bytes(number % 251 for number in range(size))


@given(SIZES, st.integers(0, 4 * CHUNK), st.integers(0, 2 * CHUNK), st.integers(1, 2 * CHUNK))
@settings(max_examples=60, deadline=None)
def test_any_stretch_of_any_file_reads_back_as_it_was(size: int, offset: int, length: int, step: int) -> None:
    plain = plain_of(size)
    reader = ChunkReader(io.BytesIO(sealed(plain, step=step)), KEY)
    assert reader.size == size
    assert reader.read_at(offset, length) == plain[offset : offset + length]
    assert b"".join(reader.pieces()) == plain


@given(st.integers(1, 2 * CHUNK + 100), st.integers(0), st.integers(1, 255))
@settings(max_examples=60, deadline=None)
def test_a_single_byte_that_differs_anywhere_is_noticed(size: int, place: int, change: int) -> None:
    spoilt = bytearray(sealed(plain_of(size)))
    spoilt[place % len(spoilt)] ^= change
    with pytest.raises(KnownError, match=r"file\.damaged"):
        b"".join(ChunkReader(io.BytesIO(bytes(spoilt)), KEY).pieces())


@given(st.integers(1, 3 * CHUNK), st.integers(1))
@settings(max_examples=60, deadline=None)
def test_a_file_cut_off_anywhere_is_noticed_even_between_two_chunks(size: int, cut: int) -> None:
    whole = sealed(plain_of(size))
    with pytest.raises(KnownError, match=r"file\.damaged"):
        b"".join(ChunkReader(io.BytesIO(whole[: len(whole) - 1 - cut % len(whole)]), KEY).pieces())


def test_chunks_cannot_be_exchanged_repeated_or_left_out() -> None:
    plain = plain_of(3 * CHUNK)
    whole = sealed(plain)
    head, chunk = whole[: -3 * (CHUNK + OVERHEAD)], CHUNK + OVERHEAD
    one, two, three = (whole[len(head) + n * chunk :][:chunk] for n in range(3))
    for order in (
        (two, one, three),
        (one, one, three),
        (one, three),
        (one, two),
        (two, three),
        (one, two, three, three),
    ):
        with pytest.raises(KnownError, match=r"file\.damaged"):
            b"".join(ChunkReader(io.BytesIO(head + b"".join(order)), KEY).pieces())
    assert b"".join(ChunkReader(io.BytesIO(head + one + two + three), KEY).pieces()) == plain


def test_another_key_opens_nothing_and_the_same_content_never_looks_the_same() -> None:
    with pytest.raises(KnownError, match=r"file\.damaged"):
        ChunkReader(io.BytesIO(sealed(b"here")), bytes(32)).read_at(0, 4)
    assert sealed(b"here") != sealed(b"here")


def vault_with(folder: Path, plain: bytes) -> tuple[FileVault, str, bytes]:
    vault = FileVault(folder)
    with vault.seal(iter((plain[:100], plain[100:]))) as made:
        vault.place(made)
    return vault, made.sha256, made.key


def test_a_placed_file_has_its_digest_for_a_name_and_nothing_of_it_in_clear(tmp_path: Path) -> None:
    plain = b"a receipt signed by the borrower " * 5_000
    vault, digest, key = vault_with(tmp_path, plain)
    assert digest == hashlib.sha256(plain).hexdigest()
    with vault.open(digest, key) as reader:
        assert (reader.size, b"".join(reader.pieces())) == (len(plain), plain)
    raw = vault.path(digest).read_bytes()
    assert b"receipt" not in raw
    assert vault.path(digest).stat().st_mode & 0o077 == 0
    assert list((tmp_path / "incoming").iterdir()) == []


def test_what_was_not_placed_is_gone(tmp_path: Path) -> None:
    vault = FileVault(tmp_path)
    with vault.seal(iter((b"abc",))) as made:
        assert made.path.exists()
    assert not made.path.exists()
    with pytest.raises(ZeroDivisionError), vault.seal(iter((b"abc",))):
        raise ZeroDivisionError
    assert list((tmp_path / "incoming").iterdir()) == []


def test_a_sweep_takes_what_no_row_knows_and_leaves_what_somebody_is_writing(tmp_path: Path) -> None:
    vault, digest, _key = vault_with(tmp_path, b"x" * 1000)
    _, lost, _key = vault_with(tmp_path, b"y" * 1000)
    (tmp_path / "incoming" / "left-by-a-killed-program").write_bytes(b"half")
    vault.part("ab" * 32).parent.mkdir(exist_ok=True)
    vault.part("ab" * 32).write_bytes(b"half")
    with vault.seal(iter((b"z" * 1000,))) as writing:
        assert vault.sweep({digest}) == 3
        assert writing.path.exists()
        vault.place(writing)
    assert (vault.has(digest), vault.has(lost), vault.has(writing.sha256)) == (True, False, True)
    assert not vault.part("ab" * 32).exists()


def test_a_file_that_is_not_where_its_row_says_is_told(tmp_path: Path) -> None:
    vault, digest, key = vault_with(tmp_path, b"x")
    vault.remove(digest)
    with pytest.raises(KnownError, match=r"file\.missing"), vault.open(digest, key):
        pass


def test_a_digest_that_is_none_never_becomes_a_path(tmp_path: Path) -> None:
    for digest in ("../store.db", "", "A" * 64, "0" * 63 + "\n"):
        with pytest.raises(ValueError, match="digest"):
            FileVault(tmp_path).path(digest)


@given(st.integers(0, 5), st.integers(0, CHUNK), st.integers(1, CHUNK))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_half_written_file_goes_on_after_its_whole_chunks(tmp_path: Path, whole: int, torn: int, rest: int) -> None:
    """What a killed program left: whole chunks, then a torn one."""
    plain, path = plain_of(whole * CHUNK + torn + rest), tmp_path / "half.part"
    done = sealed(plain)
    path.write_bytes(done[: pieces_of.torn_after(whole) + torn])
    chunks = pieces_of.chunks_whole(path)
    assert chunks == whole
    with path.open("r+b") as target:
        before = b"".join(pieces_of.opened_chunks(target, KEY, chunks))
        assert before == plain[: whole * CHUNK]
        target.seek(pieces_of.torn_after(chunks) if chunks else 0)
        target.truncate()
        writer = ChunkWriter(target, KEY, chunks)
        writer.write(plain[chunks * CHUNK :])
        writer.close()
    with path.open("rb") as source:
        assert b"".join(ChunkReader(source, KEY).pieces()) == plain
