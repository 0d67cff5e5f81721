"""The loan prime rate on a day, and what is said when nobody has entered it yet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fieldapp.errors import KnownError
from fieldapp.rule_packs.rates import lpr, prime_rates


@pytest.mark.parametrize(
    ("on", "percent", "since"),
    [
        (date(2019, 8, 20), "4.25", date(2019, 8, 20)),
        (date(2019, 9, 19), "4.25", date(2019, 8, 20)),
        (date(2019, 9, 20), "4.20", date(2019, 9, 20)),
        (date(2019, 11, 20), "4.15", date(2019, 11, 20)),
        (date(2020, 2, 20), "4.05", date(2020, 2, 20)),
        (date(2020, 4, 20), "3.85", date(2020, 4, 20)),
        (date(2021, 12, 19), "3.85", date(2020, 4, 20)),
        (date(2021, 12, 20), "3.80", date(2021, 12, 20)),
        (date(2022, 1, 20), "3.70", date(2022, 1, 20)),
        (date(2022, 8, 22), "3.65", date(2022, 8, 22)),
        (date(2023, 6, 20), "3.55", date(2023, 6, 20)),
        (date(2023, 8, 21), "3.45", date(2023, 8, 21)),
        (date(2024, 7, 22), "3.35", date(2024, 7, 22)),
        (date(2024, 10, 21), "3.10", date(2024, 10, 21)),
        (date(2025, 5, 20), "3.00", date(2025, 5, 20)),
    ],
)
def test_the_rate_of_the_last_publication_stands(on: date, percent: str, since: date) -> None:
    found = lpr(on)
    assert (found.rate, found.since, found.confirmed) == (Decimal(percent) / 100, since, True)
    assert found.version == prime_rates().version


def test_a_day_past_the_last_entry_says_so() -> None:
    found = lpr(date(2025, 5, 21))
    assert (found.rate, found.since, found.confirmed) == (Decimal("0.03"), date(2025, 5, 20), False)


def test_before_the_first_publication_there_is_no_rate() -> None:
    with pytest.raises(KnownError) as refused:
        lpr(date(2019, 8, 19))
    assert refused.value.code == "rates.lpr_before_first"
    assert refused.value.params == {"date": "2019-08-19", "first": "2019-08-20"}
    assert prime_rates().at(date(2019, 8, 19)) is None


def test_thirteen_entries_are_entered_oldest_first() -> None:
    days = [day for day, _ in prime_rates().entries]
    assert len(days) == 13
    assert days == sorted(set(days))
