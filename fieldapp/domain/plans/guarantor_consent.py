"""Guarantors and a plan that makes their burden heavier: who consented in writing, and what is lost where nobody did.

民法典 695: where creditor and debtor change the debt without the guarantor's written consent, a lighter debt is
guaranteed as it is then, and of a heavier one the part that was added is not; and where they change when it is to be
performed, the guarantee period runs as if they had not. So a plan may do without the consent, but never silently:
what is lost is told with figures, and somebody above the collector decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from fieldapp.domain.lending.ledger import RowPosition
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.party import Party, PartyRole
from fieldapp.domain.plans.plan import PlanRow, PlanSchedule, SidePot


class Stance(StrEnum):
    """Where a guarantor stands.

    SIGNS will sign on the plan's own paper; what was not signed when it is sealed becomes NONE. SEPARATE consented on
    another paper.
    """

    SIGNS = "signs"
    SIGNED = "signed"
    SEPARATE = "separate"
    NONE = "none"


GIVEN = frozenset({Stance.SIGNED, Stance.SEPARATE})
"""Consents that are there in writing."""


@dataclass(frozen=True, slots=True)
class Consent:
    """One guarantor's. `paper` names the other paper (number, day) of SEPARATE; `why` is why there is none."""

    party_id: str
    stance: Stance
    paper: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Burden:
    """What a plan changes for those who guarantee the debt.

    Attributes:
        added: what it asks for beyond what the contract would have asked for from its day on, minor units; never
            negative. last_due, contract_last_due: when the last row falls due, and when it would have.
    """

    added: int
    last_due: date
    contract_last_due: date

    @property
    def later(self) -> bool:
        """Whether the debt ends later than the contract says."""
        return self.last_due > self.contract_last_due

    @property
    def grows(self) -> bool:
        """Whether consent is asked for."""
        return self.added > 0 or self.later


@dataclass(frozen=True, slots=True)
class Loss:
    """What is lost of one guarantee without consent; sums in minor units.

    Attributes:
        added: no longer guaranteed. period_ends: the last day of the guarantee period, which the plan does not move.
        rows_after, after_period: how many rows fall due after that day, and what they ask for.
    """

    party_id: str
    added: int
    period_ends: date
    rows_after: int
    after_period: int


def burden_of(rows: Sequence[RowPosition], principal: int, pot: SidePot, as_of: date, schedule: PlanSchedule) -> Burden:
    """What a schedule changes against the contract's rows as they stand at `as_of` (all of them, paid ones too).

    The contract would ask for the principal, what had accrued, and the interest of its coming rows, of which the
    current part has accrued already.
    """
    coming = sum(row.interest for row in rows if row.instalment.due > as_of)
    contract = principal + pot.total - pot.current_interest + coming
    last = max((row.instalment.due for row in rows), default=as_of)
    return Burden(max(0, schedule.total - contract), schedule.rows[-1].due, last)


def guarantors_of(parties: Iterable[Party], loan_id: str) -> tuple[Party, ...]:
    """Those who guarantee a loan."""
    return tuple(
        party
        for party in parties
        if party.role is PartyRole.GUARANTOR and party.guarantee is not None and party.guarantee.covers(loan_id)
    )


def asked(parties: Iterable[Party], loan: Loan, burden: Burden) -> tuple[Party, ...]:
    """Whose written consent is asked for; nobody's where the burden does not grow."""
    return guarantors_of(parties, loan.id) if burden.grows else ()


def stances(asked_of: Sequence[Party], told: Sequence[Consent]) -> tuple[Consent, ...]:
    """One consent for everybody who is asked: as told, else to sign on the plan's own paper."""
    by_party = {one.party_id: one for one in told}
    return tuple(by_party.get(party.id, Consent(party.id, Stance.SIGNS)) for party in asked_of)


def after_signing(consents: Sequence[Consent], signed: Collection[str]) -> tuple[Consent, ...]:
    """The consents once the paper is sealed: whoever signed it has consented, whatever was expected of them; who was
    to sign and did not, has not."""
    return tuple(_settled(one, signed) for one in consents)


def missing(asked_of: Sequence[Party], consents: Sequence[Consent], *, expected: bool = False) -> tuple[Party, ...]:
    """Who is asked and has not consented in writing; `expected` counts those who are about to sign as if they had."""
    held = GIVEN | {Stance.SIGNS} if expected else GIVEN
    given = {one.party_id for one in consents if one.stance in held}
    return tuple(party for party in asked_of if party.id not in given)


def told_apart(consents: Sequence[Consent]) -> tuple[Consent, ...]:
    """What was said of guarantors beside the plan's paper; a signature holds for the paper it is on and no other."""
    return tuple(one for one in consents if one.stance in {Stance.SEPARATE, Stance.NONE})


def loss(party_id: str, burden: Burden, period_ends: date, rows: Sequence[PlanRow]) -> Loss:
    """What is lost of a guarantee whose period ends on a day, if its guarantor does not consent."""
    after = [row for row in rows if row.due > period_ends]
    return Loss(party_id, burden.added, period_ends, len(after), sum(row.total for row in after))


def _settled(consent: Consent, signed: Collection[str]) -> Consent:
    if consent.party_id in signed:
        return replace(consent, stance=Stance.SIGNED, why="")
    return replace(consent, stance=Stance.NONE) if consent.stance in {Stance.SIGNS, Stance.SIGNED} else consent
