"""Guarantors: the period, what preserves it, what kind of guarantee it is, and their consent to plans (R23–R26).

The period is fixed and never interrupted (民法典 692). A joint guarantor is held by a demand within it, a general
one by suing the debtor within it (693); each guarantor alone (担保制度解释 29), and a signature on a later notice
revives nothing (34).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from fieldapp.domain.calendar import add_months
from fieldapp.domain.compliance.hearing import Hearing
from fieldapp.domain.compliance.rule import Rule
from fieldapp.domain.compliance.said import Against, Check, Instead, Params, Said, Turn
from fieldapp.domain.compliance.verbs import ADDRESSING, Role, Verb
from fieldapp.domain.party import GuaranteeKind

CLAIMING = (ADDRESSING | {Verb.SERVE_NOTICE, Verb.OPEN_CASE}) - {Verb.PROPOSE_PLAN}


def guarantor(h: Hearing) -> bool:
    """Whether the party is a guarantor."""
    return h.asked.party.role is Role.GUARANTOR


def period_end(h: Hearing, months: int) -> date | None:
    """Last day of the guarantee period; None where neither an agreement nor the due date is known.

    No agreement, or an end that is not after the principal debt falls due, counts as none: six months from then.
    """
    agreed, due = h.asked.party.guarantee_ends_on, h.asked.case.last_due_on
    if due is not None and (agreed is None or agreed <= due):
        return add_months(due, months)
    return agreed


def preserved(h: Hearing, end: date) -> bool:
    """Whether the claim against this guarantor was preserved within the period, in the way its kind asks for."""
    done = h.asked.party.demanded_on
    if h.asked.party.guarantee_kind is not GuaranteeKind.JOINT:
        done = h.asked.case.suit_filed_on
    return done is not None and done <= end


def countdown(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R23: the days that are left, while the claim is not preserved."""
    end = period_end(h, rule.of("months_unagreed", int))
    if end is None:
        told: Params = {"name": h.asked.party.name}
        yield Against("may.guarantee_end_unknown", told, instead=(Instead("instead.enter_contract"),))
        return
    left = (end - h.today).days
    warned = [days for days in rule.of("warn_days", tuple) if left <= days]
    yield from (Turn(h.moment(end - timedelta(days=days))) for days in rule.of("warn_days", tuple) if left > days)
    if warned and left >= 0 and not preserved(h, end):
        told = {"name": h.asked.party.name, "days": left, "date": end.isoformat(), "limit": min(warned)}
        yield Against("may.guarantee_ending", told, instead=(_to_preserve(h),))


def _to_preserve(h: Hearing) -> Instead:
    joint = h.asked.party.guarantee_kind is GuaranteeKind.JOINT
    return Instead("instead.demand_guarantor") if joint else Instead("instead.file_suit")


def after_the_end(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R24: after the period nothing is asked of a guarantor whose liability was not preserved in time."""
    end = period_end(h, rule.of("months_unagreed", int))
    if end is None:
        return
    yield Turn(h.moment(end + timedelta(days=1)))
    if h.today > end and not preserved(h, end):
        told: Params = {"name": h.asked.party.name, "date": end.isoformat()}
        yield Against("may.guarantee_over", told, instead=(Instead("instead.pursue_debtor"),))


def prior_execution(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R25: a guarantee that is not clearly joint is a general one: the debtor first, with the exceptions of 687."""
    party = h.asked.party
    if party.guarantee_kind is GuaranteeKind.JOINT:
        return
    if not any(exception in rule.of("exceptions", tuple) for exception in party.exceptions):
        told: Params = {"name": party.name}
        yield Against(
            "may.guarantor_general", told, instead=(Instead("instead.pursue_debtor"), Instead("instead.check_687"))
        )


def consent_to_plan(h: Hearing, _rule: Rule) -> Iterator[Said]:
    """R26: without a guarantor's written consent a heavier debt is not covered (695)."""
    missing = h.asked.plan.consents_missing
    if guarantor(h) and not h.asked.party.plan_consent:
        missing = max(1, missing)
    if not missing:
        return
    told: Params = {"count": missing}
    if h.asked.plan.supervisor_waiver:
        yield Against("may.consent_waived", told, "waived")
    else:
        yield Against(
            "may.no_consent", told, instead=(Instead("instead.get_consent"), Instead("instead.supervisor_waiver"))
        )


CHECKS = (
    Check("R23", CLAIMING, countdown, guarantor),
    Check("R24", CLAIMING - {Verb.OPEN_CASE}, after_the_end, guarantor),
    Check("R25", CLAIMING - {Verb.OPEN_CASE}, prior_execution, guarantor),
    Check("R26", frozenset({Verb.PROPOSE_PLAN}), consent_to_plan),
)
