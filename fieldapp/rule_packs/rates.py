"""The table of the loan prime rate, and the rate on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from fieldapp.domain.rates import PrimeRate, PrimeRates
from fieldapp.errors import KnownError
from fieldapp.rule_packs import files


@cache
def prime_rates(name: str = "lpr_cn") -> PrimeRates:
    """The table of the pack `name`, oldest entry first."""
    pack = files.read(name)
    entries = ((date.fromisoformat(row["from"]), Decimal(row["one_year_percent"]) / 100) for row in pack["entries"])
    return PrimeRates(pack["version"], tuple(sorted(entries)))


def lpr(on: date) -> PrimeRate:
    """The one-year rate on a day; `confirmed` is False after the newest entry.

    Raises:
        KnownError: `rates.lpr_before_first`, for a day before the first publication.
    """
    table = prime_rates()
    found = table.at(on)
    if found is None:
        raise KnownError("rates.lpr_before_first", {"date": on.isoformat(), "first": table.first.isoformat()})
    return found
