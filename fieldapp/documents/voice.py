"""Speech as the case keeps it: a wave file with A-law samples, half the size of plain ones and playable everywhere.

A-law is ITU-T G.711, the code of every telephone line; the file is RIFF/WAVE with format tag 6 and a fact chunk.
"""

from __future__ import annotations

import struct
import sys
from array import array
from functools import cache

RATE = 16_000
"""Samples a second: speech to 8 kHz."""
HEAD_BYTES = 58
_ENDS = (0x1F, 0x3F, 0x7F, 0xFF, 0x1FF, 0x3FF, 0x7FF, 0xFFF)


def encode(samples: bytes) -> bytes:
    """16-bit little-endian samples as A-law, one byte each; an odd last byte is left out."""
    plain = array("h", samples[: len(samples) // 2 * 2])
    if sys.byteorder == "big":
        plain.byteswap()
    table = _table()
    return bytes([table[(sample >> 3) & 0x1FFF] for sample in plain])


def loudness(samples: bytes) -> float:
    """The largest sample, from 0 (silence) to 1."""
    plain = array("h", samples[: len(samples) // 2 * 2])
    return max((abs(sample) for sample in plain), default=0) / 32768


def head(count: int) -> bytes:
    """What stands before `count` A-law samples in a wave file."""
    form = struct.pack("<4sIHHIIHHH", b"fmt ", 18, 6, 1, RATE, RATE, 1, 8, 0)
    fact = struct.pack("<4sII", b"fact", 4, count)
    body = struct.pack("<4sI", b"data", count)
    whole = 4 + len(form) + len(fact) + len(body) + count + count % 2
    return struct.pack("<4sI4s", b"RIFF", whole, b"WAVE") + form + fact + body


def tail(count: int) -> bytes:
    """What stands after them: chunks begin at even places."""
    return b"\x00" * (count % 2)


@cache
def _table() -> bytes:
    """A-law by the thirteen upper bits of a sample, as they stand in an unsigned index."""
    return bytes(_code(index - 8192 if index >= 4096 else index) for index in range(8192))


def _code(value: int) -> int:
    """G.711, table 1a: sign, segment and place within it, every other bit turned round."""
    mask, value = (0xD5, value) if value >= 0 else (0x55, -value - 1)
    segment = next((number for number, end in enumerate(_ENDS) if value <= end), None)
    if segment is None:
        return 0x7F ^ mask
    place = (value >> 1 if segment < 2 else value >> segment) & 0x0F
    return (segment << 4 | place) ^ mask
