"""Who may approve what: the authority matrix, as data, and the level a plan needs with the reasons why.

The level needed is the highest that any criterion asks for; a further restructure within the year asks for one more.
Scores and programs never approve; a person does, and never the one who proposed (`approval`).
"""

from __future__ import annotations

from collections.abc import Sequence
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
        principal_waiver, interest_waiver: largest share of principal and of overdue interest that may be waived.
    """

    level: Level
    term_months: int | None
    balance: int | None
    penalty_waiver: Decimal
    deferral_days: int | None = None
    approvers: int = 1
    principal_waiver: Decimal = Decimal(0)
    interest_waiver: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class AuthorityMatrix:
    """All levels, lowest first, from one dated rule pack.

    Attributes:
        proposal_days: a proposal nobody decided expires after so many days.
        restructure_months: plans approved on the same debt within so many months make this one a further restructure.
        restructure_levels: by how many levels a further restructure raises what is needed.
    """

    version: str
    limits: tuple[Limits, ...]
    proposal_days: int
    restructure_months: int = 12
    restructure_levels: int = 1


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """The figures of a plan that authority is measured by; sums in minor units.

    Attributes:
        principal_waived: of the `balance`. interest_total, interest_waived: of what interest had accrued.
        earlier_restructures: plans approved on the same debt within the months the matrix names.
        unconsented: guarantors whose burden grows and who have not consented in writing.
    """

    term_months: int
    balance: int
    penalty_total: int
    penalty_waived: int
    deferral_days: int
    principal_waived: int = 0
    interest_total: int = 0
    interest_waived: int = 0
    earlier_restructures: int = 0
    unconsented: int = 0


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
    place, reasons = _place(figures, matrix)
    if figures.unconsented and place == 0 and len(matrix.limits) > 1:
        # a guarantee may be lost with it, which nobody decides alone
        reasons = (Exceeded("consent", figures.unconsented, 0, matrix.limits[0].level),)
        place = 1
    if figures.earlier_restructures and place < len(matrix.limits) - 1:
        below = matrix.limits[place].level
        reasons = (*reasons, Exceeded("restructures", figures.earlier_restructures, 0, below))
        place = min(place + matrix.restructure_levels, len(matrix.limits) - 1)
    limits = matrix.limits[place]
    return Requirement(limits.level, limits.approvers, reasons)


def together(parts: Sequence[PlanFigures]) -> PlanFigures:
    """The figures of plans that are agreed together: sums are added up, for splitting a debt must not lower what is
    needed; of terms, delays and restructures the most counts."""
    return PlanFigures(
        term_months=max(one.term_months for one in parts),
        balance=sum(one.balance for one in parts),
        penalty_total=sum(one.penalty_total for one in parts),
        penalty_waived=sum(one.penalty_waived for one in parts),
        deferral_days=max(one.deferral_days for one in parts),
        principal_waived=sum(one.principal_waived for one in parts),
        interest_total=sum(one.interest_total for one in parts),
        interest_waived=sum(one.interest_waived for one in parts),
        earlier_restructures=max(one.earlier_restructures for one in parts),
        unconsented=sum(one.unconsented for one in parts),
    )


def exceeded_at(figures: PlanFigures, limits: Limits) -> tuple[Exceeded, ...]:
    """What of a plan a level may not grant; restructures and consent are no limits of a level (see `required`)."""
    return _exceeded(figures, limits)


def _place(figures: PlanFigures, matrix: AuthorityMatrix) -> tuple[int, tuple[Exceeded, ...]]:
    """Which row of the matrix holds the figures, and what the row below did not."""
    reasons: tuple[Exceeded, ...] = ()
    for place, limits in enumerate(matrix.limits):
        exceeded = _exceeded(figures, limits)
        if not exceeded:
            return place, reasons
        reasons = exceeded if limits is not matrix.limits[-1] else reasons
    return len(matrix.limits) - 1, reasons


def _exceeded(figures: PlanFigures, limits: Limits) -> tuple[Exceeded, ...]:
    checks = (
        ("term", figures.term_months, limits.term_months),
        ("balance", figures.balance, limits.balance),
        ("principal_waiver", figures.principal_waived, _share(figures.balance, limits.principal_waiver)),
        ("interest_waiver", figures.interest_waived, _share(figures.interest_total, limits.interest_waiver)),
        ("penalty_waiver", figures.penalty_waived, _share(figures.penalty_total, limits.penalty_waiver)),
        ("deferral", figures.deferral_days, limits.deferral_days),
    )
    return tuple(
        Exceeded(name, value, limit, limits.level)
        for name, value, limit in checks
        if limit is not None and value > limit
    )


def _share(total: int, share: Decimal) -> int:
    return int(total * share)
