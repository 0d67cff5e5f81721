"""Speech as it is kept: A-law within its error, in a file every player opens."""

from __future__ import annotations

import struct
from array import array

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.documents import voice
from fieldapp.domain.file_types import media_type_of


def decoded(code: int) -> int:
    """G.711, table 1b: the sample a code stands for."""
    code ^= 0x55
    segment, place = (code & 0x70) >> 4, code & 0x0F
    value = (place << 4) + 8 if segment == 0 else ((place << 4) + 0x108) << (segment - 1)
    return value if code & 0x80 else -value


def samples(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}h", *values)


@given(st.integers(-32768, 32767))
def test_a_sample_comes_back_within_the_error_of_its_segment(value: int) -> None:
    (code,) = voice.encode(samples(value))
    assert abs(decoded(code) - value) <= max(16, abs(value) // 16)


def test_the_codes_of_silence_and_of_the_loudest_are_those_of_the_standard() -> None:
    assert voice.encode(samples(0, -1, 32767, -32768)) == bytes([0xD5, 0x55, 0xAA, 0x2A])


def test_a_code_never_says_louder_for_softer() -> None:
    rising = [decoded(code) for code in voice.encode(array("h", range(-32768, 32768, 8)).tobytes())]
    assert rising == sorted(rising)


def test_half_a_sample_is_left_out() -> None:
    assert voice.encode(samples(0) + b"\x01") == b"\xd5"
    assert voice.loudness(b"\x01") == 0


def test_loudness_is_of_the_loudest_sample() -> None:
    assert voice.loudness(samples(0, 0)) == 0
    assert voice.loudness(samples(100, -16384, 5)) == 0.5


def test_the_file_says_what_it_is_and_how_long() -> None:
    for count in (16_000, 16_001):
        whole = voice.head(count) + b"\xd5" * count + voice.tail(count)
        assert media_type_of(whole[:16]) == "audio/wav"
        assert len(voice.head(count)) == voice.HEAD_BYTES
        assert struct.unpack("<I", whole[4:8])[0] == len(whole) - 8
        tag, channels, rate = struct.unpack("<HHI", whole[20:28])
        assert (tag, channels, rate) == (6, 1, voice.RATE)
        assert len(whole) % 2 == 0
