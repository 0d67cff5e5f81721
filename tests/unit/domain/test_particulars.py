"""What one particular says, and about which days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fieldapp.domain.party import phone_key
from tests.unit.domain import notes
from tests.unit.domain.builders import TODAY

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "holds"), [(TODAY - DAY, False), (TODAY, True), (TODAY + DAY, True), (TODAY + 2 * DAY, False)]
)
def test_both_ends_of_the_days_are_included(day: date, holds: bool) -> None:
    said = notes.premises("n-1", valid_from=TODAY, valid_to=TODAY + DAY).content
    assert said.holds_on(day) is holds


@pytest.mark.parametrize(
    "written", ["13900001111", "139 0000 1111", "+86 139-0000-1111", "0086139 0000 1111", "8613900001111"]
)
def test_a_number_is_the_same_however_it_is_written(written: str) -> None:
    assert phone_key(written) == "13900001111"


def test_a_number_that_only_begins_like_the_countrys_prefix_keeps_it() -> None:
    assert phone_key("0512-6500 1234") == "051265001234"
    assert phone_key("8651 2650") == "86512650"
