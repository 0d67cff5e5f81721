"""What the rules of collection say to proposing a plan now: whether it may be talked about, how far a debt may be
stretched, what consent is missing. Asked offline like every other question of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from fieldapp import clock
from fieldapp.domain.compliance.answer import Outcome, Spoken, may_i
from fieldapp.domain.compliance.for_case import facts_of, may
from fieldapp.domain.compliance.question import Action, Debt, PlanFigures
from fieldapp.domain.compliance.verbs import Verb
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.plans.guarantor_consent import Consent, missing, stances
from fieldapp.services.arrange_plan import Arrangement, Bench
from fieldapp.services.desk import Desk
from fieldapp.services.may_act import laptop_of

STATED = ("base", "rate", "dates", "waiver_conditions", "default_clause")
"""What every paper of ours states of a plan, whatever its kind (R27)."""
ABOUT_NOW = frozenset({"R09", "R10", "R11", "R12"})
"""Rules about how a visit is done: they are told where the visit is, not beside a plan."""


def against_plan(
    desk: Desk, bench: Bench, arrangement: Arrangement, consents: Sequence[Consent] = ()
) -> tuple[Spoken, ...]:
    """Every rule that warns of the plan, or forbids it, the gravest first; nothing while it is no plan."""
    if arrangement.requirement is None:
        return ()
    case = bench.seen.case
    with desk.store.reading() as unit:
        facts = facts_of(bench.seen, laptop_of(desk, unit))
    pack = desk.compliance(bench.as_of)
    question = may(facts, Verb.PROPOSE_PLAN, case.borrower, clock.now(), pack).question
    assert question is not None
    without = missing(arrangement.asked, stances(arrangement.asked, consents), expected=True)
    plan = PlanFigures(
        instalments=max(len(part.schedule.rows) for part in arrangement.parts if part.schedule),
        extension_months=max(part.terms.deferral_months for part in arrangement.parts),
        states=STATED,
        waives=any(part.terms.waived for part in arrangement.parts),
        consents_missing=len(without),
        supervisor_waiver=arrangement.requirement.level > Level.COLLECTOR,
    )
    terms = max(bench.site(part.terms.loan_id).loan.terms.instalments for part in arrangement.parts)
    debt: Debt = replace(question.debt, term_months=terms)
    answer = may_i(replace(question, action=Action(Verb.PROPOSE_PLAN), plan=plan, debt=debt), pack)
    told = [one for one in answer.against if one.rule_id not in ABOUT_NOW]
    return tuple(sorted(told, key=lambda one: (-one.outcome.rank, one.rule_id)))


def forbidden(spoken: Sequence[Spoken]) -> bool:
    """Whether one of them forbids it."""
    return any(one.outcome is Outcome.BLOCK for one in spoken)
