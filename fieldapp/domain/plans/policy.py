"""What every plan has to keep to, whoever approves it; the figures come from a rule pack."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PlanPolicy:
    """Limits of plans and when one is broken.

    Attributes:
        max_instalments, max_deferral_months: the longest plans.
        first_row_within_days: the first row falls due within so many days of the plan (a month has up to 31).
        first_row_share: the least share of the whole sum that the first row asks for, as a fraction.
        warn_days: a row missed by more than so many days is warned of.
        missed_rows_break, missed_days_break: so many rows missed at once, or one for more than so many days, break
            the plan; the original terms revive, and what was paid counts.
        rate_cap: the highest yearly rate of any plan, where the law or the office sets one.
    """

    version: str
    max_instalments: int
    max_deferral_months: int
    first_row_within_days: int
    first_row_share: Decimal
    warn_days: int
    missed_rows_break: int
    missed_days_break: int
    rate_cap: Decimal | None = None


USUAL = PlanPolicy(
    version="usual",
    max_instalments=60,
    max_deferral_months=6,
    first_row_within_days=31,
    first_row_share=Decimal(0),
    warn_days=3,
    missed_rows_break=2,
    missed_days_break=30,
)
"""What holds where no pack says otherwise; a test compares it with the pack that is shipped."""
