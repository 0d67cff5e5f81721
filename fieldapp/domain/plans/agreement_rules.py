"""The figures by which agreements with a borrower are judged: promises and plans together, as everybody needs them."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.domain.plans.policy import USUAL, PlanPolicy
from fieldapp.domain.plans.promise_limits import PLAIN, PromiseRules


@dataclass(frozen=True, slots=True)
class AgreementRules:
    """What promises and plans keep to."""

    promises: PromiseRules = PLAIN
    plans: PlanPolicy = USUAL


USUAL_AGREEMENTS = AgreementRules()
"""Where no pack is at hand."""
