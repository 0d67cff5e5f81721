"""All rules that there is code for, and which of them a verb is under."""

from __future__ import annotations

from fieldapp.domain.compliance import (
    approach,
    care,
    conduct,
    data_protection,
    debt_law,
    europe,
    frequency,
    guarantee_law,
    hours,
    office,
    papers,
    price_law,
    united_states,
)
from fieldapp.domain.compliance.said import Check
from fieldapp.domain.compliance.verbs import Verb

FAMILIES = (
    hours,
    frequency,
    approach,
    care,
    conduct,
    papers,
    debt_law,
    guarantee_law,
    price_law,
    data_protection,
    office,
    united_states,
    europe,
)
CHECKS: tuple[Check, ...] = tuple(
    sorted((check for family in FAMILIES for check in family.CHECKS), key=lambda check: check.rule_id)
)
"""In the order of the rules."""
BY_VERB: dict[Verb, tuple[Check, ...]] = {
    verb: tuple(check for check in CHECKS if verb in check.verbs) for verb in Verb
}
