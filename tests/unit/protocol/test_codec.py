"""Bytes on the wire: frames as they come in pieces, and no frame that could hurt whoever reads it."""

from __future__ import annotations

import io
import struct

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.errors import KnownError
from fieldapp.protocol.codec import (
    MAX_FRAME,
    compress,
    decode_request,
    decompress,
    encode_frame,
    encode_request,
    read_frames,
)
from fieldapp.protocol.messages import (
    EndFrame,
    FeedRow,
    Frame,
    PageFrame,
    ResetFrame,
    ScopeCursor,
    SyncRequest,
    VerdictsFrame,
)
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus

FRAMES: list[Frame] = [
    VerdictsFrame((FactVerdict("f", VerdictStatus.ACCEPTED, scope="office", seq=7),)),
    ResetFrame("office", 7),
    PageFrame("office", 7, (FeedRow(7, "case", "a", 1, "put", "a", b"\xff"), FeedRow(8, "case", "b", 1, "evict", "b"))),
    EndFrame("epoch", "2026-07-25T02:00:00+00:00", (ScopeCursor("office", 7),), True, ("staff:x",), ("wipe",)),
]
STREAM = b"".join(map(encode_frame, FRAMES))


def test_frames_come_out_as_they_went_in() -> None:
    assert list(read_frames(io.BytesIO(STREAM))) == FRAMES
    assert list(read_frames(io.BytesIO(b""))) == []


@given(st.integers(1, len(STREAM) - 1))
def test_a_stream_cut_anywhere_gives_the_whole_frames_and_says_that_it_was_cut(at: int) -> None:
    ends = [sum(len(encode_frame(frame)) for frame in FRAMES[:n]) for n in range(len(FRAMES) + 1)]
    got: list[Frame] = []
    if at in ends:
        assert list(read_frames(io.BytesIO(STREAM[:at]))) == FRAMES[: ends.index(at)]
        return
    with pytest.raises(KnownError, match=r"sync\.cut_off"):
        got.extend(read_frames(io.BytesIO(STREAM[:at])))
    whole = sum(end <= at for end in ends) - 1
    frames = read_frames(io.BytesIO(STREAM[:at]))
    assert [next(frames) for _ in range(whole)] == FRAMES[:whole]


@given(st.integers(0, len(STREAM) - 1), st.integers(1, 255))
def test_a_flipped_byte_is_an_error_or_another_frame_but_never_a_crash(at: int, flip: int) -> None:
    broken = STREAM[:at] + bytes([STREAM[at] ^ flip]) + STREAM[at + 1 :]
    said = ""
    try:
        list(read_frames(io.BytesIO(broken)))
    except KnownError as error:
        said = error.code
    assert said in {"", "sync.cut_off", "sync.bad_answer"}


def test_a_length_beyond_all_measure_is_refused_before_anything_is_read() -> None:
    with pytest.raises(KnownError, match=r"sync\.bad_answer"):
        list(read_frames(io.BytesIO(struct.pack(">I", MAX_FRAME + 1) + b"x")))


@pytest.mark.parametrize("known_size", [True, False])
def test_a_few_bytes_that_would_unpack_to_very_many_are_refused(known_size: bool) -> None:
    """Whether the frame admits its size or not."""
    content = bytes(64 * 1024)
    if known_size:
        bomb = compress(content)
    else:
        packer = zstandard.ZstdCompressor().compressobj()
        bomb = packer.compress(content) + packer.flush()
    assert zstandard.frame_content_size(bomb) == (len(content) if known_size else -1)
    assert decompress(bomb, limit=64 * 1024) == content
    with pytest.raises(KnownError, match=r"sync\.bad_answer"):
        decompress(bomb, limit=64 * 1024 - 1)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_request_are_told_so(body: bytes) -> None:
    for content in (body, compress(body)):
        with pytest.raises(KnownError, match=r"sync\.bad_request"):
            decode_request(content)


@pytest.mark.parametrize("body", [b"\x81\xa1x" * 50_000, b"\x91" * 50_000, b"\x81\xa9device_id\xa1\xff"])
def test_bytes_nested_without_end_or_that_are_no_text_are_told_so(body: bytes) -> None:
    with pytest.raises(KnownError, match=r"sync\.bad_request"):
        decode_request(compress(body))
    frame = compress(body)
    with pytest.raises(KnownError, match=r"sync\.bad_answer"):
        list(read_frames(io.BytesIO(struct.pack(">I", len(frame)) + frame)))


def test_a_request_of_an_older_or_newer_program_is_read() -> None:
    plain = SyncRequest("d", "", (ScopeCursor("office", 0),), (), "2026-07-25T10:00:00+08:00")
    assert decode_request(encode_request(plain)) == plain
    wire = msgspec.msgpack.decode(msgspec.msgpack.encode(plain))
    older = {key: wire[key] for key in ("device_id", "epoch", "cursors", "facts", "client_time")}
    newer = wire | {"battery": 40}
    for each in (older, newer):
        assert decode_request(compress(msgspec.msgpack.encode(each))) == plain
