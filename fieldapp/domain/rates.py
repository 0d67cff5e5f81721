"""The loan prime rate (贷款市场报价利率): caps on private lending follow its value at the contract's date.

The table is entered by the office from the monthly publication of the 20th. Between entries the last one stands;
after the newest entry nobody has confirmed that it still does, and the answer says so.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PrimeRate:
    """The one-year rate as a fraction, the day it was published, and whether it was entered for the day asked about.

    Attributes:
        confirmed: False after the newest entry: the rate may have changed since. version: of the table.
    """

    rate: Decimal
    since: date
    confirmed: bool
    version: str


@dataclass(frozen=True, slots=True)
class PrimeRates:
    """All entries, oldest first: (day published, one-year rate as a fraction)."""

    version: str
    entries: tuple[tuple[date, Decimal], ...]

    @property
    def first(self) -> date:
        """The day of the oldest entry; before it there was no such rate (the rule then follows the court's own)."""
        return self.entries[0][0]

    def at(self, on: date) -> PrimeRate | None:
        """The rate that stood on a day; None before the first entry."""
        place = bisect_right(self.entries, on, key=lambda entry: entry[0])
        if not place:
            return None
        since, rate = self.entries[place - 1]
        return PrimeRate(rate, since, on <= self.entries[-1][0], self.version)
