"""What the plan desk shows, worked out off the GUI thread: proposals with their curves, and what the loans' earlier
plans mean for a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from fieldapp.domain.calendar import add_months
from fieldapp.domain.compliance.answer import Spoken
from fieldapp.domain.ids import new_id
from fieldapp.domain.lending.loan import Loan
from fieldapp.domain.plans.bundle import Merged, bundle_of, merged_parts
from fieldapp.domain.plans.guarantor_consent import Consent, told_apart
from fieldapp.domain.plans.plan import PlanTerms
from fieldapp.domain.plans.plan_life import Plan, PlanHealth, PlanStanding, PlanState
from fieldapp.domain.plans.plan_schedule import ground_at
from fieldapp.domain.plans.within_authority import Advice
from fieldapp.rule_packs.plans import plan_policy
from fieldapp.services.arrange_plan import Arrangement, Bench, advice, arrange, as_part, lay_bench, like, propose
from fieldapp.services.desk import Desk
from fieldapp.services.draft_plan import PlanDraft, held_plan
from fieldapp.services.issue_document import renderer
from fieldapp.services.negotiate_plan import PlanOption
from fieldapp.services.plan_compliance import against_plan
from fieldapp.services.weigh_plan import HowSure, PlanWorth, how_sure, weigh
from ui.viewmodels.plan_curves import Curve, contract_curve, curve_of
from ui.viewmodels.plan_history import OWN, DeskState


@dataclass(frozen=True, slots=True)
class Proposal:
    """An arrangement with what its card shows: the balance after each row, the contract's own, what it is worth."""

    arrangement: Arrangement
    curve: Curve | None = None
    contract: Curve | None = None
    worth: PlanWorth | None = None

    @property
    def option(self) -> PlanOption:
        """The plan of the loan that leads."""
        return self.arrangement.parts[0]

    @property
    def merged(self) -> Merged | None:
        """The rows of all loans together; None while something stands against a part."""
        return self.arrangement.merged


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of the chosen plan once the hand rests: the range of its worth, the way to less authority, and what
    the rules of collection have against it."""

    sure: HowSure | None
    advice: Advice | None
    rules: tuple[Spoken, ...] = ()


@dataclass(slots=True)
class OpenDesk:
    """A case on the table.

    Attributes:
        proposals: those of the program for the loans chosen, best first.
        own: terms set by hand, worked out at today's sums; None while nobody has set any.
        earlier: how the newest plan stands on each loan that had one, by loan id.
    """

    bench: Bench
    state: DeskState
    proposals: tuple[Proposal, ...]
    own: Proposal | None
    draft: PlanDraft | None
    earlier: dict[str, PlanStanding]
    again: Plan | None

    @property
    def capacity(self) -> int | None:
        """What the borrower can pay a month, if it is known."""
        return self.bench.monthly

    @property
    def recommended(self) -> int | None:
        """The first proposal within capacity; None where there is none, or where nobody knows the capacity."""
        if self.capacity is None:
            return None
        within = (n for n, each in enumerate(self.proposals) if each.merged and not each.arrangement.over_capacity)
        return next(within, None)

    @property
    def standing(self) -> PlanStanding | None:
        """The most pressing of the earlier plans on the loans that are chosen: one being kept, one that waits, the
        newest."""
        found = [self.earlier[loan_id] for loan_id in self.state.loans if loan_id in self.earlier]
        order = (PlanHealth.ON_TRACK, PlanHealth.LATE, PlanHealth.WAITING)
        return min(found, key=lambda one: order.index(one.health) if one.health in order else 3, default=None)

    @property
    def running(self) -> bool:
        """Whether a plan on one of the loans is being kept, so that no other may be proposed."""
        return self.standing is not None and self.standing.health in {PlanHealth.ON_TRACK, PlanHealth.LATE}

    @property
    def waiting(self) -> bool:
        """Whether a plan waits for a decision; a new one would take its place."""
        return self.standing is not None and self.standing.health is PlanHealth.WAITING

    def proposal(self, chosen: int | None) -> Proposal | None:
        """A proposal by number, or the one set by hand."""
        if chosen is None:
            return None
        return self.own if chosen == OWN else self.proposals[chosen]

    def work_out(self, terms: Sequence[PlanTerms], consents: tuple[Consent, ...]) -> Proposal:
        """A proposal from terms set by hand."""
        return self._drawn(arrange(self.bench, terms, consents))

    def propose(self, loans: Sequence[str], consents: tuple[Consent, ...]) -> tuple[Proposal, ...]:
        """What the program proposes for these loans."""
        return tuple(self._drawn(one) for one in propose(self.bench, loans, consents))

    def judge(self, desk: Desk, proposal: Proposal, consents: tuple[Consent, ...]) -> Judged:
        """Range, advice and rules; for a reader thread, once the hand rests."""
        sure = how_sure(proposal.worth) if proposal.worth is not None else None
        return Judged(
            sure,
            advice(self.bench, proposal.arrangement, consents),
            against_plan(desk, self.bench, proposal.arrangement, consents),
        )

    def own_for(self, loans: Sequence[str], begin: Sequence[PlanTerms]) -> tuple[PlanTerms, ...]:
        """Terms set by hand for these loans: those begun, and the like for a loan that had none."""
        by_loan = {terms.loan_id: terms for terms in begin}
        lead = begin[0]
        return tuple(by_loan.get(loan_id) or like(self.bench, lead, loan_id) for loan_id in loans)

    def _drawn(self, arrangement: Arrangement) -> Proposal:
        merged = arrangement.merged
        if merged is None:
            return Proposal(arrangement)
        sites = [self.bench.site(part.terms.loan_id) for part in arrangement.parts]
        as_of = self.bench.as_of
        worth = weigh(sum(site.quote.payoff for site in sites), merged.rows, as_of)
        contract = contract_curve([site.ground for site in sites], as_of)
        return Proposal(arrangement, curve_of(merged, as_of), contract, worth)


def drawn(options: Sequence[PlanOption], loans: Sequence[Loan], over: int) -> Proposal:
    """Plans that were proposed, one a loan, as they lie before whoever decides: on the accounts of their own day.

    `over` is how much they ask above what can be paid.
    """
    merged = merged_parts([as_part(option) for option in options])
    whole = Arrangement(tuple(options), merged, options[0].requirement, over)
    as_of = options[0].terms.as_of
    grounds = [ground_at(loan, as_of) for loan in loans]
    payoff = sum(ground.principal + ground.pot.total for ground in grounds)
    worth = weigh(max(1, payoff), merged.rows, as_of)
    return Proposal(whole, curve_of(merged, as_of), contract_curve(grounds, as_of), worth)


def open_desk(desk: Desk, case_id: str) -> OpenDesk:
    """Everything the desk shows of a case, as it was left; for a reader thread.

    Raises:
        KnownError: `case.not_here`.
    """
    draft = held_plan(desk, case_id)
    bench = lay_bench(desk, case_id)
    plans = bench.seen.plans
    earlier = {one.plan.content.terms.loan_id: one for one in plans}
    opened = OpenDesk(bench, DeskState(), (), None, draft, earlier, _came_back(plans))
    begun = _begun(opened)
    loans = _loans(opened, begun)
    told = draft.consents if draft else opened.again.content.consents if opened.again else ()
    consents = told_apart(told)
    opened.proposals = opened.propose(loans, consents)
    own = opened.own_for(loans, begun) if begun else ()
    reason = draft.reason if draft else opened.again.content.reason if opened.again else ""
    bundle = (draft.bundle if draft else "") or new_id() if len(loans) > 1 else ""
    opened.state = DeskState(loans, loans[0], None, own, consents, reason, bundle)
    opened.own = opened.work_out(own, consents) if own else None
    opened.state = replace(opened.state, chosen=_chosen(opened))
    return opened


def warm_up() -> None:
    """Read the faces of the paper before somebody waits for them; for a reader thread."""
    renderer()


def _came_back(plans: Sequence[PlanStanding]) -> Plan | None:
    """The newest plan of the case, if it was returned or nobody decided in time, so that it waits to be mended."""
    newest = plans[-1] if plans else None
    if newest is None or not (newest.plan.state is PlanState.RETURNED or newest.health is PlanHealth.EXPIRED):
        return None
    return bundle_of([one.plan for one in plans], newest.plan)[0]


def _loans(opened: OpenDesk, begun: tuple[PlanTerms, ...]) -> tuple[str, ...]:
    """Which loans to begin with: the draft's, those of a plan that came back, else the latest."""
    here = [site.loan.id for site in opened.bench.sites]
    wished = opened.draft.loans or (opened.draft.loan_id,) if opened.draft else tuple(one.loan_id for one in begun)
    return tuple(loan_id for loan_id in wished if loan_id in here) or (here[0],)


def _chosen(opened: OpenDesk) -> int | None:
    """What to begin with: as it was left, own terms, or what is recommended. Nothing is chosen for anybody where
    nobody knows what can be paid."""
    wished = opened.draft.chosen if opened.draft else None
    if wished is not None and wished < len(opened.proposals) and opened.proposals[wished].merged is not None:
        return wished
    return OWN if opened.own is not None else opened.recommended


def _begun(opened: OpenDesk) -> tuple[PlanTerms, ...]:
    """Own terms to go on with: those of the draft, or of plans that came back; at today's sums."""
    here = {site.loan.id for site in opened.bench.sites}
    draft = opened.draft
    if draft is not None:
        told = draft.terms or ((draft.own,) if draft.own is not None else ())
    elif opened.again is not None:
        plans = [one.plan for one in opened.bench.seen.plans]
        told = tuple(one.content.terms for one in bundle_of(plans, opened.again))
    else:
        told = ()
    return tuple(_today(opened, terms) for terms in told if terms.loan_id in here)


def _today(opened: OpenDesk, terms: PlanTerms) -> PlanTerms:
    """Terms of an earlier day on today's sums: no day in the past, no waiver of more than there is."""
    bench = opened.bench
    pot, as_of = bench.site(terms.loan_id).ground.pot, bench.as_of
    latest = as_of + timedelta(days=plan_policy().first_row_within_days)
    moved = terms.first_due if as_of < terms.first_due <= latest else add_months(as_of, 1)
    return replace(
        terms,
        as_of=as_of,
        first_due=moved,
        waived_penalty=min(terms.waived_penalty, pot.penalty),
        waived_compound=min(terms.waived_compound, pot.compound),
        waived_interest=min(terms.waived_interest, pot.interest),
        waived_costs=min(terms.waived_costs, pot.costs),
    )
