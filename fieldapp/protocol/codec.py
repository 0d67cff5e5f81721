"""Messages as bytes: MessagePack in zstd; an answer is a row of length-prefixed frames that can be read as it comes.

Records inside a page were compressed when they were written, once, and travel as they are; the frame around them is
compressed lightly for the rest.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Protocol

import msgspec
import zstandard

from fieldapp.errors import KnownError
from fieldapp.protocol.messages import Frame, SyncRequest

MAX_FRAME = 16 * 1024 * 1024
# whatever bytes that are nothing of ours can bring about: no such message, no text, nested without end
UNREADABLE = (msgspec.ValidationError, msgspec.DecodeError, UnicodeDecodeError, RecursionError)
_LENGTH = struct.Struct(">I")
_request_decoder = msgspec.msgpack.Decoder(SyncRequest)
_frame_decoder: msgspec.msgpack.Decoder[Frame] = msgspec.msgpack.Decoder(Frame)


class ByteSource(Protocol):
    """Something to read exactly-sized pieces from."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; fewer only at the end."""


def compress(content: bytes) -> bytes:
    """One record, compressed once when it is written."""
    return zstandard.ZstdCompressor(level=3).compress(content)


def decompress(content: bytes, limit: int = MAX_FRAME) -> bytes:
    """The content again.

    Raises:
        KnownError: `sync.bad_answer` for bytes that are no zstd, or would unpack to more than `limit`.
    """
    try:
        # `max_output_size` counts only where the frame does not say how large it will be
        if zstandard.frame_content_size(content) > limit:
            raise KnownError("sync.bad_answer", {"detail": "size"}, retryable=True)
        return zstandard.ZstdDecompressor().decompress(content, max_output_size=limit)
    except zstandard.ZstdError as error:
        raise KnownError("sync.bad_answer", {"detail": "zstd"}, retryable=True) from error


def encode_request(request: SyncRequest) -> bytes:
    """The body of a sync call."""
    return compress(msgspec.msgpack.encode(request))


def decode_request(body: bytes) -> SyncRequest:
    """The request in a body.

    Raises:
        KnownError: `sync.bad_request`.
    """
    try:
        return _request_decoder.decode(decompress(body))
    except (*UNREADABLE, KnownError) as error:
        raise KnownError("sync.bad_request", {"detail": str(error)}) from error


def encode_frame(frame: Frame) -> bytes:
    """A frame with its length before it."""
    content = zstandard.ZstdCompressor(level=1).compress(msgspec.msgpack.encode(frame))
    return _LENGTH.pack(len(content)) + content


def read_frames(source: ByteSource) -> Iterator[Frame]:
    """The frames of an answer, each as soon as it is complete.

    Raises:
        KnownError: `sync.cut_off` when the answer ends inside a frame, `sync.bad_answer` when it is no frame at all.
    """
    while head := source.read(_LENGTH.size):
        if len(head) < _LENGTH.size:
            raise KnownError("sync.cut_off", retryable=True)
        (size,) = _LENGTH.unpack(head)
        if size > MAX_FRAME:
            raise KnownError("sync.bad_answer", {"detail": "length"}, retryable=True)
        body = source.read(size)
        if len(body) < size:
            raise KnownError("sync.cut_off", retryable=True)
        try:
            yield _frame_decoder.decode(decompress(body))
        except UNREADABLE as error:
            raise KnownError("sync.bad_answer", {"detail": "frame"}, retryable=True) from error
