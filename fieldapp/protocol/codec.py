"""Messages as bytes: MessagePack in zstd; an answer is a row of length-prefixed frames that can be read as it comes.

Records inside a page were compressed with a dictionary when they were written, once, and travel and lie on the laptop
as they are; the frame around them is compressed lightly for the rest.
"""

from __future__ import annotations

import struct
import threading
from collections.abc import Iterator
from typing import Protocol

import msgspec
import zstandard

from fieldapp.errors import KnownError
from fieldapp.protocol import dictionaries
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


class _Machines(threading.local):
    """Compressors are costly to make and for one thread at a time: each thread keeps its own."""

    def __init__(self) -> None:
        self.request = zstandard.ZstdCompressor(level=3)
        self.frame = zstandard.ZstdCompressor(level=1)
        self.plain = zstandard.ZstdDecompressor()
        self.record: zstandard.ZstdCompressor | None = None
        self.opening: dict[int, zstandard.ZstdDecompressor] = {}


_machines = _Machines()


def compress(content: bytes) -> bytes:
    """A message, or anything else that is no record, without a dictionary."""
    return _machines.request.compress(content)


def compress_record(content: bytes) -> bytes:
    """One record, compressed once when it is written."""
    if _machines.record is None:
        dictionary = dictionaries.known(dictionaries.CURRENT)
        _machines.record = zstandard.ZstdCompressor(level=3, dict_data=dictionary)
    return _machines.record.compress(content)


def without_dictionary(blob: bytes) -> bytes:
    """A record for a laptop that does not know its dictionary."""
    return compress(decompress(blob)) if dictionary_of(blob) else blob


def dictionary_of(blob: bytes) -> int:
    """The id of the dictionary that a record needs; 0 for none."""
    try:
        return zstandard.get_frame_parameters(blob).dict_id
    except zstandard.ZstdError as error:
        raise KnownError("sync.bad_answer", {"detail": "zstd"}, retryable=True) from error


def decompress(content: bytes, limit: int = MAX_FRAME) -> bytes:
    """The content again.

    Raises:
        KnownError: `sync.bad_answer` for bytes that are no zstd, or would unpack to more than `limit`;
            `sync.dictionary_unknown` for a record that needs a dictionary nobody has brought.
    """
    try:
        parameters = zstandard.get_frame_parameters(content)
        # `max_output_size` counts only where the frame does not say how large it will be
        if parameters.content_size != zstandard.CONTENTSIZE_UNKNOWN and parameters.content_size > limit:
            raise KnownError("sync.bad_answer", {"detail": "size"}, retryable=True)
        return _opener(parameters.dict_id).decompress(content, max_output_size=limit)
    except zstandard.ZstdError as error:
        raise KnownError("sync.bad_answer", {"detail": "zstd"}, retryable=True) from error


def _opener(dictionary_id: int) -> zstandard.ZstdDecompressor:
    if not dictionary_id:
        return _machines.plain
    found = _machines.opening.get(dictionary_id)
    if found is None:
        found = zstandard.ZstdDecompressor(dict_data=dictionaries.known(dictionary_id))
        _machines.opening[dictionary_id] = found
    return found


def encode_request(request: SyncRequest) -> bytes:
    """The body of a sync call."""
    return compress(msgspec.msgpack.encode(request))


def decode_request(body: bytes) -> SyncRequest:
    """The request in a body.

    Raises:
        KnownError: `sync.bad_request`.
    """
    try:
        return _request_decoder.decode(_message(body))
    except (*UNREADABLE, KnownError) as error:
        raise KnownError("sync.bad_request", {"detail": str(error)}) from error


def encode_frame(frame: Frame) -> bytes:
    """A frame with its length before it."""
    content = _machines.frame.compress(msgspec.msgpack.encode(frame))
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
            yield _frame_decoder.decode(_message(body))
        except UNREADABLE as error:
            raise KnownError("sync.bad_answer", {"detail": "frame"}, retryable=True) from error


def _message(content: bytes) -> bytes:
    """The content of a message, which never needs a dictionary."""
    if dictionary_of(content):
        raise KnownError("sync.bad_answer", {"detail": "dictionary"}, retryable=True)
    return decompress(content)
