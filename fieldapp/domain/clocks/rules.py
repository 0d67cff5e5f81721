"""The parameters of the clocks: how long each runs, when it warns, and what each event is proven by.

The periods themselves stand in the Civil Code and are the defaults here, so that a clock can be read off a case
file alone; the dated pack repeats them with their sources and adds what proof each event needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fieldapp.domain.clocks.events import DELIVERED, PROCEEDINGS, Finding, Interruption, LegalEvent, Proof, Recipient


@dataclass(frozen=True, slots=True)
class ClockRules:
    """What the clocks are computed with.

    Attributes:
        limitation_years: 民法典 188. longstop_years: from the day the debt fell due, whatever happens (188).
        suspension_months: what is left at least after an obstacle in the last so many months (194).
        guarantee_months: where no guarantee period was agreed (692).
        limitation_warnings, guarantee_warnings: days before the end, the earliest warning first.
        proofs: what proves each kind of event; a kind that is not named needs no proof.
        forbidden_after_end: wordings that must not be used once the time has run out.
    """

    version: str = ""
    limitation_years: int = 3
    longstop_years: int = 20
    suspension_months: int = 6
    guarantee_months: int = 6
    limitation_warnings: tuple[int, ...] = (180, 90, 30)
    guarantee_warnings: tuple[int, ...] = (60, 30, 10)
    proofs: Mapping[Interruption, frozenset[Proof]] = field(default_factory=dict)
    forbidden_after_end: tuple[str, ...] = ()


STATUTE = ClockRules()
"""The Civil Code's own periods; proof is not asked for, because a case file holds only what was recorded."""


def unproven(event: LegalEvent, rules: ClockRules, *, institution: bool) -> Finding | None:
    """Why an event cannot be relied on, whatever its date; None if it can.

    `institution`: the lender is a financial institution, whose debit of the account is a demand (诉讼时效规定 8(3)).
    """
    if event.kind in DELIVERED and event.received_by is Recipient.OTHER:
        return Finding.WRONG_RECIPIENT
    if event.kind is Interruption.ACCOUNT_DEBIT and not institution:
        return Finding.NO_INSTITUTION
    if event.withdrawn and event.kind in PROCEEDINGS and event.proof is not Proof.SERVED_BY_COURT:
        return Finding.WITHDRAWN
    enough = rules.proofs.get(event.kind)
    if enough is None or event.proof in enough:
        return None
    return Finding.NO_PROOF if event.proof is None else Finding.PROOF_TOO_WEAK
