"""A plan's guarantors in its case: whom it asks for consent, who has not given it, and what is lost with that."""

from __future__ import annotations

from fieldapp.domain.case import CaseFile
from fieldapp.domain.clocks.guarantee import guarantee_period
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.party import Party
from fieldapp.domain.plans.credit import account_when_made
from fieldapp.domain.plans.guarantor_consent import Burden, Loss, asked, burden_of, loss, missing
from fieldapp.domain.plans.plan_life import PlanContent
from fieldapp.domain.plans.plan_schedule import ground_at


def burden_in(file: CaseFile, content: PlanContent) -> tuple[Loan, Burden] | None:
    """The loan as the plan saw it, and what the plan changes for its guarantors; None for a loan that is not here."""
    loan = file.case.loan(content.terms.loan_id)
    seen = None if loan is None else account_when_made(loan, content)
    if seen is None:
        return None
    ground = ground_at(seen, content.terms.as_of)
    return seen, burden_of(ground.rows, ground.principal, ground.pot, content.terms.as_of, content.schedule)


def asked_of(file: CaseFile, content: PlanContent) -> tuple[Party, ...]:
    """The guarantors whose burden the plan makes heavier, so that their written consent is asked for."""
    found = burden_in(file, content)
    return () if found is None else asked(file.case.parties, *found)


def unconsented(file: CaseFile, content: PlanContent) -> tuple[Party, ...]:
    """Those of them who have not consented in writing."""
    return missing(asked_of(file, content), content.consents)


def losses(file: CaseFile, content: PlanContent) -> tuple[tuple[Party, Loss], ...]:
    """What is lost of the guarantees of those who have not."""
    found = burden_in(file, content)
    if found is None:
        return ()
    loan, burden = found
    without = missing(asked(file.case.parties, loan, burden), content.consents)
    return tuple(
        (party, loss(party.id, burden, guarantee_period(party.guarantee, loan).ends_on, content.rows))
        for party in without
        if party.guarantee is not None
    )
