"""What a list may show of a person."""

from __future__ import annotations

import pytest

from fieldapp.domain.party import masked_id_no, masked_phone


def test_a_mobile_number_shows_three_and_four_digits() -> None:
    assert masked_phone("16000001234") == "160 **** 1234"


@pytest.mark.parametrize("short", ["", "110", "123456"])
def test_a_short_number_shows_nothing(short: str) -> None:
    assert masked_phone(short) == "****"


@pytest.mark.parametrize("landline", ["6512345", "65123456"])
def test_a_local_landline_is_not_shown_whole(landline: str) -> None:
    shown = "".join(c for c in masked_phone(landline) if c.isdigit())
    assert len(shown) <= len(landline) - 4


def test_an_identity_number_shows_its_last_four_characters() -> None:
    assert masked_id_no("32990119880315001X") == "**** 001X"
    assert masked_id_no("1234567") == "****"
