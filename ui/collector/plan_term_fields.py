"""Which terms each kind of plan asks for, and under which field a rule's refusal belongs."""

from __future__ import annotations

from fieldapp.domain.lending.loan import PeriodUnit
from fieldapp.domain.plans.plan import PlanKind
from fieldapp.services.negotiate_plan import LoanSite

RHYTHMS: dict[str, tuple[int, PeriodUnit]] = {
    "month": (1, PeriodUnit.MONTHS),
    "fortnight": (2, PeriodUnit.WEEKS),
    "week": (1, PeriodUnit.WEEKS),
    "quarter": (3, PeriodUnit.MONTHS),
}
_EVEN = ("instalments", "rhythm", "first_due", "rate", "arrears")
SHOWN: dict[PlanKind, tuple[str, ...]] = {
    PlanKind.EQUAL_INSTALMENT: _EVEN,
    PlanKind.EQUAL_PRINCIPAL: _EVEN,
    PlanKind.DEFERRAL: ("deferral", "rate", "arrears"),
    PlanKind.INTEREST_ONLY: _EVEN,
    PlanKind.STEP_UP: ("steps", *_EVEN),
    PlanKind.SETTLEMENT: ("settle_on", "grace"),
    PlanKind.RE_AGE: _EVEN,
    PlanKind.CARD_STYLE: ("instalments", "rhythm", "first_due"),
    PlanKind.CUSTOM: ("rows", "rate", "arrears"),
}
ORDER = (
    "kind",
    "instalments",
    "rhythm",
    "steps",
    "rows",
    "first_due",
    "settle_on",
    "grace",
    "deferral",
    "rate",
    "arrears",
    "waived_penalty",
    "waived_compound",
    "waived_interest",
    "waived_costs",
    "waived_principal",
)
"""How the fields stand below each other."""
FIELD_OF = {
    "plan.instalments_out_of_range": "instalments",
    "plan.first_due_too_early": "first_due",
    "plan.first_due_too_late": "first_due",
    "plan.rate_too_high": "rate",
    "plan.deferral_out_of_range": "deferral",
    "plan.deferral_too_short": "deferral",
    "plan.arrears_rows_out_of_range": "arrears",
    "plan.steps_leave_no_row": "steps",
    "plan.row_below_interest": "steps",
    "plan.rows_out_of_order": "rows",
    "plan.rows_say_too_little": "rows",
    "plan.rows_do_not_sum": "rows",
}


def waivers_of(site: LoanSite) -> dict[str, int]:
    """How much there is to waive of each component, by the name of its term; what there is nothing of is not asked."""
    pot = site.ground.pot
    most = {
        "waived_penalty": pot.penalty,
        "waived_compound": pot.compound,
        "waived_interest": pot.interest,
        "waived_costs": pot.costs,
        "waived_principal": site.ground.principal,
    }
    return {name: minor for name, minor in most.items() if minor}
