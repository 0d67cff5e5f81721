"""One plan for one or several loans of a borrower: proposed together, worked out together, put on one paper.

Each loan keeps terms and rows of its own, exact to the cent; what the borrower sees, what capacity has to bear and
what authority is measured by is their sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fieldapp import clock
from fieldapp.domain.calendar import add_months
from fieldapp.domain.caseview import CaseView, view
from fieldapp.domain.ids import new_id
from fieldapp.domain.party import Party
from fieldapp.domain.plans.affordability import Capacity
from fieldapp.domain.plans.authority import AuthorityMatrix, Level, Requirement, required, together
from fieldapp.domain.plans.bundle import BundleRow, LoanPart, Merged, merged_parts
from fieldapp.domain.plans.credit import known_payments
from fieldapp.domain.plans.guarantor_consent import Consent, missing, stances
from fieldapp.domain.plans.offers import Known, Site, Why, offers
from fieldapp.domain.plans.plan import PlanKind, PlanTerms
from fieldapp.domain.plans.plan_life import PlanContent, content_of
from fieldapp.domain.plans.within_authority import Advice, Asking, advise
from fieldapp.rule_packs.agreements import agreement_rules
from fieldapp.rule_packs.plans import plan_policy
from fieldapp.services.desk import Desk
from fieldapp.services.look_at_case import newest_capacity
from fieldapp.services.negotiate_plan import (
    LoanSite,
    PlanOption,
    first_terms,
    known_of,
    observed_in,
    site_of,
    work_out_on,
)


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything that plans of a case are worked out on, read once: its loans that owe something, capacity, authority.

    Attributes:
        own: the authority of whoever sits here.
    """

    seen: CaseView
    sites: tuple[LoanSite, ...]
    capacity: Capacity | None
    visit_id: str | None
    known: Known
    matrix: AuthorityMatrix
    own: Level

    @property
    def as_of(self) -> date:
        """The day whose sums count."""
        return self.seen.as_of

    @property
    def monthly(self) -> int | None:
        """What the borrower can pay a month, if it is known."""
        return self.known.capacity

    def site(self, loan_id: str) -> LoanSite:
        """The loan with that id; the latest one where there is none (any more)."""
        return next((site for site in self.sites if site.loan.id == loan_id), self.sites[0])


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Plans of one or several loans as one; `merged` and `requirement` are None while something stands against a part.

    Attributes:
        over_capacity: how much the dearest month asks above what can be paid, minor units.
        asked: guarantors whose burden grows, each once.
    """

    parts: tuple[PlanOption, ...]
    merged: Merged | None
    requirement: Requirement | None
    over_capacity: int
    why: Why | None = None

    @property
    def terms(self) -> PlanTerms:
        """The terms of the loan that leads."""
        return self.parts[0].terms

    @property
    def asked(self) -> tuple[Party, ...]:
        """Guarantors whose written consent is asked for, each once."""
        return tuple({party.id: party for part in self.parts for party in part.asked}.values())

    @property
    def added_burden(self) -> int:
        """What the plans ask for beyond the contracts, minor units."""
        return sum(part.burden.added for part in self.parts if part.burden)


def lay_bench(desk: Desk, case_id: str) -> Bench:
    """What plans of a case are worked out on, the latest loan first.

    Raises:
        KnownError: `case.not_here`.
    """
    with desk.store.reading() as unit:
        file = unit.files.get(case_id)
    as_of = clock.today(file.case.zone)
    seen = view(file, as_of, agreement_rules())
    sites = [site_of(file, loan, as_of, desk.matrix) for loan in file.case.loans]
    owing = [site for site in sites if site.quote.payoff > 0] or sites
    owing.sort(key=lambda site: (site.quote.days_past_due, site.quote.payoff), reverse=True)
    can_pay = newest_capacity(seen)
    return Bench(seen, tuple(owing), can_pay, observed_in(seen), known_of(seen, can_pay), desk.matrix, desk.staff.level)


def propose(bench: Bench, loan_ids: Sequence[str], consents: tuple[Consent, ...] = ()) -> tuple[Arrangement, ...]:
    """What the program proposes for these loans, the first to begin with, each with its reason."""
    sites = [bench.site(loan_id) for loan_id in loan_ids]
    found = offers([Site(site.ground, first_terms(site)) for site in sites], bench.known, plan_policy())
    return tuple(replace(arrange(bench, offer.terms, consents), why=offer.why) for offer in found)


def arrange(bench: Bench, terms: Sequence[PlanTerms], consents: tuple[Consent, ...] = ()) -> Arrangement:
    """The plans that these terms make, one for each loan, and what they are together."""
    parts = tuple(work_out_on(bench.site(one.loan_id), one, bench.matrix, bench.monthly, consents) for one in terms)
    if any(part.schedule is None for part in parts):
        return Arrangement(parts, None, None, 0)
    one = merged_parts([as_part(part) for part in parts])
    need = required(together([part.figures for part in parts if part.figures]), bench.matrix)
    return Arrangement(parts, one, need, _over(bench, parts, one))


def advice(bench: Bench, arrangement: Arrangement, consents: tuple[Consent, ...] = ()) -> Advice | None:
    """What would bring a plan of one loan within one's own authority, or nearer; None while it is no plan, and for
    several loans, whose terms hang together."""
    if arrangement.requirement is None or len(arrangement.parts) > 1:
        return None
    part = arrangement.parts[0]
    site = bench.site(part.terms.loan_id)
    without = missing(part.asked, stances(part.asked, consents), expected=True)
    asking = Asking(site.earlier_restructures, len(without))
    return advise(site.ground, part.terms, bench.own, bench.matrix, asking, plan_policy())


def contents(
    bench: Bench, arrangement: Arrangement, reason: str, consents: tuple[Consent, ...] = (), bundle: str = ""
) -> tuple[PlanContent, ...]:
    """What is put on paper and proposed, one plan a loan, the leading one first; several share the bundle id, a new one
    if none is given."""
    assert arrangement.requirement is not None
    several = len(arrangement.parts) > 1
    bundle = (bundle or new_id()) if several else ""
    loans = tuple(part.terms.loan_id for part in arrangement.parts) if several else ()
    found = []
    for part in arrangement.parts:
        assert part.schedule is not None
        made = content_of(
            part.terms,
            part.schedule,
            arrangement.requirement,
            bench.matrix.proposal_days,
            capacity=bench.monthly,
            visit_id=bench.visit_id,
            reason=reason.strip(),
            bundle=bundle,
            bundle_loans=loans,
            consents=stances(part.asked, consents),
            known_payments=known_payments(bench.site(part.terms.loan_id).loan, part.terms.as_of),
        )
        found.append(made)
    return tuple(found)


def like(bench: Bench, terms: PlanTerms, loan_id: str) -> PlanTerms:
    """The same arrangement for another loan: its own rate where that is lower, its waivers in the same shares."""
    here, there = bench.site(terms.loan_id), bench.site(loan_id)
    rate = min(terms.annual_rate, there.loan.terms.annual_rate)
    moved = replace(terms, loan_id=loan_id, as_of=bench.as_of, annual_rate=rate)
    pot, other = here.ground.pot, there.ground.pot
    shares = {
        "waived_penalty": (pot.penalty, other.penalty),
        "waived_compound": (pot.compound, other.compound),
        "waived_interest": (pot.interest, other.interest),
        "waived_costs": (pot.costs, other.costs),
        "waived_principal": (here.ground.principal, there.ground.principal),
    }
    waivers = {name: getattr(terms, name) * to // of if of else 0 for name, (of, to) in shares.items()}
    moved = replace(moved, **waivers)  # type: ignore[arg-type]
    if terms.kind in {PlanKind.STEP_UP, PlanKind.CUSTOM}:  # their sums are written for one loan's debt
        return replace(moved, kind=PlanKind.EQUAL_INSTALMENT, steps=(), rows=())
    return moved


def as_part(option: PlanOption) -> LoanPart:
    """What a loan's plan, if there is one, brings into the table of all."""
    assert option.schedule is not None
    made = option.schedule
    return LoanPart(option.terms.loan_id, made.base, made.side_pot, made.waived, made.rows)


def _over(bench: Bench, parts: tuple[PlanOption, ...], one: Merged) -> int:
    """How much the dearest month is above capacity; one loan in an even rhythm is measured row by row."""
    if len(parts) == 1 and parts[0].terms.kind is not PlanKind.CUSTOM:
        return parts[0].over_capacity
    if bench.monthly is None:
        return 0
    return max(0, max(by_month(one.rows, bench.as_of).values()) - bench.monthly)


def by_month(rows: Sequence[BundleRow], as_of: date) -> dict[int, int]:
    """What is payable in each month from a day on, months by number, the first is 1; minor units."""
    found: dict[int, int] = {}
    for row in rows:
        months = (row.due.year - as_of.year) * 12 + row.due.month - as_of.month
        number = months + 1 if add_months(as_of, months) < row.due else months
        found[number] = found.get(number, 0) + row.total
    return found
