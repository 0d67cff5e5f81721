"""Promises and plans: the figures of both packs together."""

from __future__ import annotations

from functools import cache

from fieldapp.domain.plans.agreement_rules import AgreementRules
from fieldapp.rule_packs.plans import plan_policy
from fieldapp.rule_packs.promises import promise_rules


@cache
def agreement_rules() -> AgreementRules:
    """What promises and plans keep to."""
    return AgreementRules(promise_rules(), plan_policy())
