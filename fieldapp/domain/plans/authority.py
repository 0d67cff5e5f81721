"""Who may approve what: the authority matrix, as data, and the level a plan needs with the reasons why.

The level needed is the highest that any criterion asks for. Scores and programs never approve; a person does.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum


class Level(IntEnum):
    """Levels of authority, lowest first."""

    COLLECTOR = 0
    TEAM_LEAD = 1
    BRANCH_MANAGER = 2
    RISK_COMMITTEE = 3
    BOARD = 4


@dataclass(frozen=True, slots=True)
class Limits:
    """What one level may grant. Rates are fractions of the sum waived from; None: without limit.

    Attributes:
        term_months: longest plan, in months from today to its last row.
        balance: largest principal, minor units.
        penalty_waiver: largest share of penalty and compound interest that may be waived.
        approvers: how many different people must approve at this level.
    """

    level: Level
    term_months: int | None
    balance: int | None
    penalty_waiver: Decimal
    deferral_days: int | None = None
    approvers: int = 1


@dataclass(frozen=True, slots=True)
class AuthorityMatrix:
    """All levels, lowest first, from one dated rule pack."""

    version: str
    limits: tuple[Limits, ...]
    proposal_days: int


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """The figures of a plan that authority is measured by."""

    term_months: int
    balance: int
    penalty_total: int
    penalty_waived: int
    deferral_days: int


@dataclass(frozen=True, slots=True)
class Exceeded:
    """One criterion that asked for more than the level below may grant: by name, with the figures compared."""

    criterion: str
    value: int
    limit: int
    level: Level


@dataclass(frozen=True, slots=True)
class Requirement:
    """The level a plan needs, how many people of it, and which criteria asked for it."""

    level: Level
    approvers: int
    reasons: tuple[Exceeded, ...]


def required(figures: PlanFigures, matrix: AuthorityMatrix) -> Requirement:
    """The lowest level whose limits hold all of `figures`; the last level holds whatever no other does."""
    reasons: list[Exceeded] = []
    for limits in matrix.limits:
        exceeded = _exceeded(figures, limits)
        if not exceeded or limits is matrix.limits[-1]:
            return Requirement(limits.level, limits.approvers, tuple(reasons))
        reasons = exceeded
    raise ValueError("an authority matrix has at least one level")


def _exceeded(figures: PlanFigures, limits: Limits) -> list[Exceeded]:
    waiver_limit = int(figures.penalty_total * limits.penalty_waiver)
    checks = (
        ("term", figures.term_months, limits.term_months),
        ("balance", figures.balance, limits.balance),
        ("penalty_waiver", figures.penalty_waived, waiver_limit),
        ("deferral", figures.deferral_days, limits.deferral_days),
    )
    return [
        Exceeded(name, value, limit, limits.level)
        for name, value, limit in checks
        if limit is not None and value > limit
    ]
