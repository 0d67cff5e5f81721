"""Identity numbers of people and firms by their check digits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.identity_number import is_firm, is_person

NO_SUCH_DAY = "11010519490230"


def with_check(seventeen: str) -> str:
    """The one number of these seventeen digits whose check digit fits."""
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]  # as GB 11643 prints them
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, weights, strict=True))
    return seventeen + "10X98765432"[total % 11]


@pytest.mark.parametrize("number", ["11010519491231002X", with_check("32050219880315001")])
def test_a_number_with_its_check_digit_and_birthday_is_a_persons(number: str) -> None:
    assert is_person(number)
    assert not is_firm(number)


@pytest.mark.parametrize(
    "number", ["", "11010519491231002x", "110105194912310021", "1" * 17, with_check(NO_SUCH_DAY + "002")]
)
def test_a_wrong_digit_length_or_birthday_is_no_persons(number: str) -> None:
    assert not is_person(number)


def test_a_firms_code_is_known_by_its_check_digit() -> None:
    assert is_firm("91350100M000100Y43")
    assert not is_firm("91350100M000100Y44")
    assert not is_firm("91350100I000100Y43")
    assert not is_firm("9135")


@given(st.dates(min_value=date(1930, 1, 1)), st.integers(0, 999), st.integers(0, 9))
def test_one_wrong_check_digit_is_found(born: date, serial: int, other: int) -> None:
    number = with_check(f"320502{born:%Y%m%d}{serial:03}")
    assert is_person(number)
    if number[17] != str(other):
        assert not is_person(number[:17] + str(other))
