"""The pack of affordability: how many sources, what share of free cash, how long at most."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from fieldapp.domain.plans.affordability import AffordabilityRules
from fieldapp.rule_packs import files


@cache
def affordability_rules(name: str = "affordability_cn") -> AffordabilityRules:
    """The rules of the pack `name`."""
    pack = files.read(name)
    sales, capacity = pack["sales"], pack["capacity"]
    return AffordabilityRules(
        version=pack["version"],
        taken_share=Decimal(capacity["taken_percent"]) / 100,
        dscr_floor=Decimal(capacity["dscr_floor"]),
        longest_months=capacity["longest_months"],
        days_open=sales["days_open"],
        sources_needed=sales["sources_needed"],
        differ_share=Decimal(sales["differ_percent"]) / 100,
    )
