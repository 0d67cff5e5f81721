"""Codes read over the telephone: any bytes come back, and any single slip of the tongue is noticed in its group."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.errors import KnownError
from fieldapp.security import phone_recovery
from fieldapp.security.spoken_code import WrongGroupError, fits, heard, spoken

PAIRS = st.binary(min_size=2, max_size=32).filter(lambda content: len(content) % 2 == 0)


@given(PAIRS)
def test_what_is_spoken_is_heard(content: bytes) -> None:
    assert heard(spoken(content), len(content)) == content
    assert heard(spoken(content).replace(" ", "-"), len(content)) == content


@given(st.integers(0, 0xFFFF), st.integers(0, 5), st.integers(1, 9))
def test_a_wrong_figure_never_fits(pair: int, place: int, more: int) -> None:
    group = spoken(pair.to_bytes(2, "big"))
    wrong = group[:place] + str((int(group[place]) + more) % 10) + group[place + 1 :]
    assert not fits(wrong)


@given(st.integers(0, 0xFFFF), st.integers(0, 4))
def test_two_neighbours_that_changed_places_never_fit(pair: int, place: int) -> None:
    group = spoken(pair.to_bytes(2, "big"))
    turned = group[:place] + group[place + 1] + group[place] + group[place + 2 :]
    assert turned == group or not fits(turned)


def test_figures_in_full_width_are_figures() -> None:
    assert heard("０００ ０１１", 2) == b"\x00\x01"


@pytest.mark.parametrize(("text", "number"), [("000012", 1), ("000011 00001", 2), ("000011", 0), ("999999", 1)])
def test_what_cannot_be_right_is_told_by_its_group(text: str, number: int) -> None:
    with pytest.raises(WrongGroupError) as wrong:
        heard(text, 4)
    assert wrong.value.number == number


def test_a_seal_opens_by_its_own_secret_for_its_own_laptop_only() -> None:
    wrapped = phone_recovery.seal(b"k" * 32, b"s" * 16, "00112233", b"one")
    assert phone_recovery.open_sealed(wrapped, b"s" * 16, b"one") == b"k" * 32
    for secret, context in ((b"t" * 16, b"one"), (b"s" * 16, b"two")):
        with pytest.raises(KnownError, match=r"recovery\.answer_wrong"):
            phone_recovery.open_sealed(wrapped, secret, context)


def test_a_request_names_its_serial_and_its_laptop() -> None:
    serial, mark = phone_recovery.read_request(phone_recovery.request_code("00112233", "one"))
    assert serial == "00112233"
    assert phone_recovery.is_marked("one", mark)
    assert not phone_recovery.is_marked("two", mark)
