"""How lawfully it goes: actions blocked or overridden, complaints, and whether the evidence is there."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.domain.strategy.metrics.figure import Figure, Unit, counted

NAME = "compliance"


@dataclass(frozen=True, slots=True)
class ComplianceCounts:
    """Counts of a period: actions asked for, how many were blocked, how many went ahead over a warning, and so on.

    `evidence_required` and `evidence_present` count the pieces that actions had to leave and did leave.
    """

    actions: int = 0
    blocked: int = 0
    overridden: int = 0
    complaints: int = 0
    accounts: int = 0
    evidence_required: int = 0
    evidence_present: int = 0


def compliance(counts: ComplianceCounts) -> tuple[Figure, ...]:
    """(Blocked + overridden) per 100 actions; complaints per 1,000 accounts; evidence present ÷ required."""
    events = counts.blocked + counts.overridden
    return (
        counted(NAME, "events", events, counts.actions, Unit.PER_HUNDRED),
        counted(NAME, "complaints", counts.complaints, counts.accounts, Unit.PER_THOUSAND),
        counted(NAME, "evidence", counts.evidence_present, counts.evidence_required),
    )
