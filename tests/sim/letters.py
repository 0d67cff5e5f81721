"""Requests and answers as bytes that another version of the program might have written.

An older one knows fewer fields and has no capabilities; a newer one says things that nobody here has heard of.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import msgspec

from fieldapp.protocol.codec import compress, decompress, read_frames
from fieldapp.protocol.messages import BucketsFrame, Frame, PageFrame, ResetFrame, VerdictsFrame

FIRST_REQUEST = frozenset(
    {
        *("device_id", "epoch", "cursors", "facts", "client_time", "ack_through", "want_bytes", "protocol", "schema"),
        "capabilities",
    }
)
FIRST_END = frozenset({"type", "epoch", "server_time", "heads", "more", "dropped_scopes", "directives"})
FIRST_NUMBERS = {"old": 1, "ancient": 0}
"""Schemas of programs that may pull, and of such that may only push."""
NEWS = {"heard_of_tomorrow": {"deep": [1, "two", None]}}


def request_of(age: str, body: bytes, want_bytes: int) -> bytes:
    """The body of a request as a program of this age sends it, that likes to receive so much."""
    said: dict[str, Any] = msgspec.msgpack.decode(decompress(body))
    said["want_bytes"] = want_bytes
    if age in FIRST_NUMBERS:
        said = {name: value for name, value in said.items() if name in FIRST_REQUEST}
        said |= {"capabilities": [], "protocol": 1, "schema": FIRST_NUMBERS[age]}
    if age == "new":
        said = said | NEWS | {"capabilities": [*said.get("capabilities", ()), "tomorrow"]}
    return compress(msgspec.msgpack.encode(said))


def frame_of(age: str, piece: bytes) -> bytes:
    """A frame of an answer as a server of this age sends it."""
    if age == "same":
        return piece
    frame = the_frame(piece)
    said: dict[str, Any] = msgspec.msgpack.decode(msgspec.msgpack.encode(frame))
    if age in FIRST_NUMBERS and said["type"] == "end":
        said = {name: value for name, value in said.items() if name in FIRST_END}
    if age == "new":
        said = said | NEWS
    content = compress(msgspec.msgpack.encode(said))
    return len(content).to_bytes(4, "big") + content


def the_frame(piece: bytes) -> Frame:
    """The one frame in a piece of an answer."""
    (frame,) = read_frames(BytesIO(piece))
    return frame


def told(frame: Frame) -> str:
    """A frame in a few words, for the trace."""
    if isinstance(frame, VerdictsFrame):
        return "verdicts " + " ".join(
            f"{one.fact_id[-4:]}:{one.code or one.status.value}@{one.seq}" for one in frame.verdicts
        )
    if isinstance(frame, ResetFrame):
        return f"reset of {frame.scope[-4:]}, boot {frame.boot}"
    if isinstance(frame, PageFrame):
        rows = " ".join(f"{row.op}:{row.entity}:{row.id[-4:]}" for row in frame.rows)
        return f"page of {frame.scope[-4:]} to {frame.cursor}: {rows}"
    if isinstance(frame, BucketsFrame):
        return f"{len(frame.buckets)} buckets of {frame.scope[-4:]} at {frame.seq}"
    heads = " ".join(f"{head.scope[-4:]}:{head.seq}" for head in frame.heads)
    return f"end {heads}{', more' if frame.more else ''}{', dropped' if frame.dropped_scopes else ''}"
