"""The survey before the loan: what the business looked like when it was lent to, to be held beside what is seen now.

It is the bank's own record and comes with the case; where the bank sends none there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldapp.domain.observation import Observation


@dataclass(frozen=True, slots=True)
class Survey:
    """What was seen before the loan was given: on which day, by whom, and in whose words."""

    on: date
    by: str
    observation: Observation
    note: str = ""
