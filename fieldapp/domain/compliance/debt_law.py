"""The debt itself: limitation (R21), what a plan must say (R27), interest deducted in advance (R29)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from fieldapp.domain.compliance.hearing import Hearing
from fieldapp.domain.compliance.lexicon import hits
from fieldapp.domain.compliance.rule import Rule
from fieldapp.domain.compliance.said import Against, Check, Instead, Params, Said, Turn
from fieldapp.domain.compliance.verbs import COLLECTING, PRICING, Verb


def limitation(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R21: warnings as the end comes near; after it the claim may be asked for, but not as one that a court grants."""
    end = h.asked.case.limitation_ends_on
    if end is None:
        return
    left = (end - h.today).days
    told: Params = {"days": left, "date": end.isoformat()}
    if left < 0:
        yield Against("may.time_barred", told, "expired", (Instead("instead.new_promise"),))
        wording = {"lawsuit": rule.of("forbidden_when_barred", tuple)}
        threatened = h.asked.action.verb is Verb.THREATEN_SUIT
        if threatened or any(hits(h.asked.action.text, wording)):
            yield Against("may.barred_wording", told, "wording", (Instead("instead.reword"),))
        return
    yield Turn(h.moment(end + timedelta(days=1)))
    bands = rule.of("warn_days", tuple)
    yield from (Turn(h.moment(end - timedelta(days=days))) for days in bands if left > days)
    reached = [days for days in bands if left <= days]
    if reached:
        instead = (Instead("instead.serve_notice"), Instead("instead.file_suit"))
        yield Against("may.limitation_ending", told | {"limit": min(reached)}, "nearing", instead)


def complete_plan(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R27: a variation that is not clear is none (543, 544), so a plan states all of it."""
    needed = list(rule.of("clauses", tuple))
    if h.asked.plan.waives:
        needed += rule.of("clauses_of_waiver", tuple)
    for clause in needed:
        if clause not in h.asked.plan.states:
            yield Against(
                "may.plan_incomplete", {"reason": f"clause_{clause}"}, instead=(Instead("instead.complete_plan"),)
            )


def deducted_in_advance(h: Hearing, _rule: Rule) -> Iterator[Said]:
    """R29: interest deducted from what was paid out was never lent (670)."""
    debt = h.asked.debt
    if debt.net_disbursed is not None and debt.net_disbursed < debt.principal:
        told: Params = {"principal_minor": debt.net_disbursed, "deducted_minor": debt.principal - debt.net_disbursed}
        yield Against("may.deducted_in_advance", told, instead=(Instead("instead.recompute"),))


CHECKS = (
    Check("R21", COLLECTING | {Verb.OPEN_CASE, Verb.SUE, Verb.THREATEN_SUIT}, limitation),
    Check("R27", frozenset({Verb.PROPOSE_PLAN}), complete_plan),
    Check("R29", PRICING, deducted_in_advance),
)
