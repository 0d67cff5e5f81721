"""A rule pack: the dated, versioned parameters that rules are computed with; reading the files is not done here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldapp.domain.plans.authority import AuthorityMatrix
from fieldapp.domain.strategy.urgency import Reason


@dataclass(frozen=True, slots=True)
class RulePack:
    """One pack, in force from `effective_from`."""

    version: str
    jurisdiction: str
    effective_from: date
    authority: AuthorityMatrix
    urgency: dict[Reason, int]
