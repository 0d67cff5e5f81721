"""What a receiver says on its line, in pieces as they come, and why there is no place yet."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.geo.nmea import ENOUGH, KEPT, Heard, checksum, sentence
from tests.unit.geo.sentences import FIX, NO_FIX, told


def heard(stream: bytes, cuts: tuple[int, ...] = ()) -> Heard:
    """The stream as it was heard in pieces."""
    made = Heard()
    edges = [0, *sorted(cut % (len(stream) + 1) for cut in cuts), len(stream)]
    for begin, end in pairwise(edges):
        made.take(stream[begin:end])
    return made


@given(st.lists(st.integers(0, 10_000), max_size=8).map(tuple))
def test_it_does_not_matter_where_the_pieces_end(cuts: tuple[int, ...]) -> None:
    stream = told(NO_FIX) + told(FIX)
    assert heard(stream, cuts) == heard(stream)


def test_satellites_and_the_fix_are_heard() -> None:
    assert (heard(told(NO_FIX)).satellites, heard(told(NO_FIX)).fixed) == (3, False)
    assert (heard(told(FIX)).satellites, heard(told(FIX)).fixed) == (8, True)


def test_nothing_and_rubbish_are_told_apart() -> None:
    assert heard(b"").silent
    assert not heard(b"\x80\xfe").rubbish  # too little to say
    assert heard(b"\x80\xfe\n" * ENOUGH).rubbish
    assert not heard(b"\x80\xfe\n" * ENOUGH + told(NO_FIX)).rubbish


def test_a_damaged_sentence_is_none() -> None:
    whole = told(FIX).split(b"\r\n")[0]
    assert sentence(whole) == whole.decode()
    assert sentence(whole.replace(b"8", b"9", 1)) is None
    assert sentence(whole[:-1]) is None
    assert sentence(b"GPGGA,1*00") is None
    made = heard(whole.replace(b"8", b"9", 1) + b"\r\n")
    assert (made.sentences, made.damaged) == (0, 1)


def test_only_the_newest_sentences_are_kept() -> None:
    made = heard(told(FIX) * 20)
    assert len(made.last) == KEPT
    assert made.sentences == 20 * told(FIX).count(b"$")


def test_the_sum_is_that_of_the_standard() -> None:
    assert checksum(b"GPGLL,5057.970,N,00146.110,E,142451,A") == 0x27


@given(st.binary(max_size=600))
def test_any_bytes_may_come(stream: bytes) -> None:
    made = heard(stream)
    assert made.octets == len(stream)
