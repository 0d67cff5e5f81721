"""Contact rate: of the accounts somebody tried to reach, how many were reached in the person of the right party."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fieldapp.domain.strategy.metrics.figure import Figure, Period, counted

NAME = "contact_rate"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to reach an account; `right_party`: the debtor, or a guarantor or co-debtor liable for it, spoke."""

    account_id: str
    on: date
    right_party: bool


def contact(attempts: Sequence[Attempt], period: Period) -> tuple[Figure, ...]:
    """Accounts with at least one right-party contact ÷ accounts attempted; right-party contacts ÷ attempts."""
    made = [one for one in attempts if period.has(one.on)]
    tried = {one.account_id for one in made}
    reached = {one.account_id for one in made if one.right_party}
    return (
        counted(NAME, "account", len(reached), len(tried)),
        counted(NAME, "attempt", sum(one.right_party for one in made), len(made)),
    )
