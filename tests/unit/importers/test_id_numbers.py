"""Identity numbers are taken when their check digit fits, and never shown whole in a report."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.importers.cells import CellError
from fieldapp.importers.grid import Cell
from fieldapp.importers.id_numbers import identity, masked
from fieldapp.sample.people import identity_number

PERSON = "329901198301150091"
ENDS_IN_X = "32990119710311006X"
FIRM = "91350100M000100Y43"  # the example printed in GB 32100-2015


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (PERSON, PERSON),
        (ENDS_IN_X.lower(), ENDS_IN_X),
        (f" {PERSON[:6]} {PERSON[6:]} ", PERSON),
        ("３２９９０１１９７１０３１１００６Ｘ", ENDS_IN_X),
        (FIRM, FIRM),
        ("", ""),
        (None, ""),
    ],
)
def test_a_sound_number_is_taken_in_one_form(cell: Cell, number: str) -> None:
    assert identity(cell) == number


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (PERSON[:-1] + "2", "import.id_check_digit"),
        (PERSON[:10] + "9915" + PERSON[14:], "import.id_check_digit"),
        (FIRM[:-1] + "4", "import.id_check_digit"),
        (PERSON[:-1], "import.id_length"),
        (PERSON + "1", "import.id_length"),
        ("３２９９０１1983０１15009一", "import.id_length"),
        ("329901830115009", "import.id_old_form"),
        (Decimal(329901198301150000), "import.id_as_number"),
        (329901198301150091, "import.id_as_number"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused(cell: Cell, code: str) -> None:
    with pytest.raises(CellError) as caught:
        identity(cell)
    assert caught.value.code == code


@given(st.dates().filter(lambda d: d.year >= 1900), st.integers(0, 499), st.booleans(), st.data())
def test_one_wrong_digit_is_always_noticed(day: object, number: int, man: bool, data: st.DataObject) -> None:
    sound = identity_number(str(day).replace("-", ""), number, man)
    assert identity(sound) == sound
    position = data.draw(st.integers(1, 16))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != sound[position]]))
    with pytest.raises(CellError):
        identity(sound[:position] + other + sound[position + 1 :])


def test_a_birthday_that_is_no_date_is_refused_though_its_check_digit_fits() -> None:
    with pytest.raises(CellError):
        identity(identity_number("19830231", 7, man=True))


def test_a_masked_number_shows_how_it_begins_and_ends() -> None:
    assert masked(PERSON) == "32**************91"
    assert masked("1540000") == "15***00"
    assert masked("12345") == "*****"
    assert masked(None) == ""
