"""A rate stands from its publication until the next one."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.rates import PrimeRate, PrimeRates

TWO = PrimeRates("t-1", ((date(2024, 1, 22), Decimal("0.0345")), (date(2024, 7, 22), Decimal("0.0335"))))


def test_the_first_entry_is_where_the_table_begins() -> None:
    assert TWO.first == date(2024, 1, 22)
    assert TWO.at(date(2024, 1, 21)) is None


def test_the_newest_entry_is_confirmed_for_its_own_day_only() -> None:
    assert TWO.at(date(2024, 7, 22)) == PrimeRate(Decimal("0.0335"), date(2024, 7, 22), confirmed=True, version="t-1")
    assert TWO.at(date(2024, 7, 23)) == PrimeRate(Decimal("0.0335"), date(2024, 7, 22), confirmed=False, version="t-1")


@given(st.integers(0, 181))
def test_between_entries_the_earlier_one_stands(days: int) -> None:
    found = TWO.at(date(2024, 1, 22) + timedelta(days=days))
    assert found == PrimeRate(Decimal("0.0345"), date(2024, 1, 22), confirmed=True, version="t-1")
