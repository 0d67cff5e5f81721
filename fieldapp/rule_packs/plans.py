"""The policy of plans from its pack."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from fieldapp.domain.plans.policy import PlanPolicy
from fieldapp.rule_packs import files


@cache
def plan_policy(name: str = "plans_cn") -> PlanPolicy:
    """What every plan keeps to."""
    pack = files.read(name)
    table = pack["plans"]
    return PlanPolicy(
        version=pack["version"],
        max_instalments=table["max_instalments"],
        max_deferral_months=table["max_deferral_months"],
        first_row_within_days=table["first_row_within_days"],
        first_row_share=Decimal(table["first_row_share"]),
        warn_days=table["warn_days"],
        missed_rows_break=table["missed_rows_break"],
        missed_days_break=table["missed_days_break"],
        rate_cap=None if table["rate_cap"] is None else Decimal(table["rate_cap"]),
    )
