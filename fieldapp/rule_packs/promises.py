"""The pack of promises: how long money counts, how far off and how often a promise may be."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from fieldapp.domain.plans.promise_limits import PromiseRules
from fieldapp.rule_packs import files
from fieldapp.rule_packs.workdays import work_calendar


@cache
def promise_rules(name: str = "promises_cn") -> PromiseRules:
    """The rules of the pack `name`, with the working days of the calendar pack."""
    pack = files.read(name)
    window, limits = pack["window"], pack["limits"]
    return PromiseRules(
        version=pack["version"],
        grace_workdays=window["grace_workdays"],
        partial_share=Decimal(window["partial_percent"]) / 100,
        early_days=limits["early_days"],
        late_days=limits["late_days"],
        broken_limit=limits["broken_limit"],
        broken_days=limits["broken_days"],
        renegotiations=limits["renegotiations"],
        work=work_calendar(),
    )
