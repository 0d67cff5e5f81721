"""What credit may cost (R30–R32) and how far a debt may be stretched (R33, R34).

The price is everything together: the contract's rate or, in default, the overdue rate, with damages and fees, as a
share of the principal a year (民间借贷规定 25, 29). Rates are fractions; sentences get them in percent.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from fieldapp.domain.compliance.hearing import Hearing
from fieldapp.domain.compliance.question import Debt
from fieldapp.domain.compliance.rule import Rule
from fieldapp.domain.compliance.said import Against, Check, Instead, Params, Said
from fieldapp.domain.compliance.verbs import PRICING, Lender, Product, Verb

PROPOSING = frozenset({Verb.PROPOSE_PLAN})
AT_THE_CAP = Instead("instead.at_the_cap")


def all_in(debt: Debt) -> Decimal:
    """Everything together, as a fraction a year."""
    return max(debt.rate, debt.overdue_rate or Decimal(0)) + debt.damages_rate + debt.fees_rate


def percent(rate: Decimal) -> str:
    """A fraction as percent, without empty decimals."""
    shown = f"{rate * 100:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def private_cap(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R30: four times the one-year LPR of the contract's day; what is above cannot be claimed."""
    debt = h.asked.debt
    if debt.lpr is None:
        yield Against("may.lpr_unknown", instead=(Instead("instead.enter_lpr"),))
        return
    yield from _over(debt, debt.lpr * rule.of("lpr_multiple", int), "may.over_private_cap", "")


def small_loan_cost(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R31: new loans above the cap are stopped; the cap comes down to the multiple of the LPR; no hidden fees."""
    debt, target = h.asked.debt, rule.of("target_from", date)
    if debt.fees_undisclosed:
        yield Against("may.hidden_fees", part="hidden", instead=(Instead("instead.disclose_fees"),))
    if debt.contract_on is None or debt.contract_on < rule.of("new_loans_from", date):
        return
    multiple = rule.of("target_lpr_multiple", int)
    if all_in(debt) > rule.of("cap", Decimal):
        yield from _over(debt, rule.of("cap", Decimal), "may.over_small_loan_cap", "")
    elif debt.lpr is not None:
        part = "" if debt.contract_on >= target else "target"
        yield from _over(debt, debt.lpr * multiple, "may.over_small_loan_target", part)
    elif debt.contract_on >= target:
        yield Against("may.lpr_unknown", instead=(Instead("instead.enter_lpr"),))


def _over(debt: Debt, cap: Decimal, code: str, part: str) -> Iterator[Said]:
    cost = all_in(debt)
    if cost > cap:
        told: Params = {"rate": percent(cost), "cap": percent(cap), "excess": percent(cost - cap)}
        yield Against(code, told, part, (AT_THE_CAP,))


def penalty(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R32: the uplift of the penalty rate, and no compound interest on penalty interest (银发[2003]251号)."""
    debt = h.asked.debt
    cap = rule.of("misuse_uplift" if debt.misused else "overdue_uplift", Decimal)
    raised = uplift(debt)
    if raised is not None and raised > cap:
        told: Params = {"rate": percent(raised), "cap": percent(cap)}
        yield Against("may.penalty_uplift", told, instead=(AT_THE_CAP,))
    if debt.compounds_penalty:
        yield Against("may.compound_on_penalty", part="compound", instead=(Instead("instead.recompute"),))


def uplift(debt: Debt) -> Decimal | None:
    """How far the penalty rate is above the contract rate, as a fraction of it; None where nothing says so."""
    if debt.penalty_uplift is not None:
        return debt.penalty_uplift
    if debt.overdue_rate is None or not debt.rate:
        return None
    return debt.overdue_rate / debt.rate - 1


def instalment_plan(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R33: a card debt over at most five years, for who cannot pay at once but wants to; else the office's limit."""
    plan, card = h.asked.plan, h.asked.debt.product is Product.CARD
    limit = rule.of("card_instalments" if card else "policy_instalments", int)
    if plan.instalments > limit:
        told: Params = {"count": plan.instalments, "limit": limit}
        code = "may.card_instalments" if card else "may.policy_instalments"
        yield Against(code, told, "" if card else "policy", (Instead("instead.fewer_instalments"),))
    if card and plan.instalments and not (plan.means_proved and plan.willing):
        yield Against("may.card_means", part="means", instead=(Instead("instead.means_proof"),))


def extension(h: Hearing, rule: Rule) -> Iterator[Said]:
    """R34: how long all extensions of a loan may be together, by its term and kind."""
    debt, plan = h.asked.debt, h.asked.plan
    limit = longest_extension(debt, rule)
    asked = debt.extended_months + plan.extension_months
    if limit is None:
        yield Against("may.term_unknown", part="unknown", instead=(Instead("instead.enter_contract"),))
    elif asked > limit:
        told: Params = {"count": asked, "limit": limit}
        yield Against("may.extension_too_long", told, instead=(Instead("instead.shorter_extension"),))
    if plan.consents_missing:
        told = {"count": plan.consents_missing}
        yield Against("may.extension_consent", told, "consent", (Instead("instead.get_consent"),))


def longest_extension(debt: Debt, rule: Rule) -> int | None:
    """Months that all extensions may add; None where the term, or the product's maximum that decides, is not known."""
    short, medium = rule.of("short_months", int), rule.of("medium_months", int)
    if not debt.term_months:
        return None
    if debt.term_months <= short:
        return debt.term_months
    if debt.personal:
        return None if debt.product_max_months is None else max(0, debt.product_max_months - debt.term_months)
    return debt.term_months // 2 if debt.term_months <= medium else rule.of("long_extension_months", int)


CHECKS = (
    Check("R30", PRICING, private_cap, lambda h: h.asked.debt.lender is Lender.PRIVATE),
    Check("R31", PRICING, small_loan_cost, lambda h: h.asked.debt.lender is Lender.SMALL_LOAN),
    Check("R32", PRICING, penalty),
    Check("R33", PROPOSING, instalment_plan),
    Check("R34", PROPOSING, extension, lambda h: h.asked.plan.extension_months > 0),
)
