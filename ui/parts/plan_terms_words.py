"""The terms of a plan in one line, the same on cards, lists and details."""

from __future__ import annotations

from fieldapp.domain.plans.bundle import Merged
from fieldapp.domain.plans.plan import PlanKind, PlanSchedule, PlanTerms
from ui import formats
from ui.i18n import translate


def terms_words(terms: PlanTerms, schedule: PlanSchedule | Merged) -> str:
    """How long and from when: "12 期 · 首期 08-25 · 末期 2027-07-25"."""
    first, last = schedule.rows[0].due, schedule.rows[-1].due
    if terms.kind is PlanKind.SETTLEMENT and len(schedule.rows) == 1:
        parts = [translate("ProposalCard", "{day} 前付清").format(day=formats.short_date(first))]
        if terms.settlement_days:
            parts.append(translate("ProposalCard", "宽限 %n 天", "", terms.settlement_days))
        return " · ".join(parts)
    parts = [
        translate("ProposalCard", "%n 期", "", len(schedule.rows)),
        translate("ProposalCard", "首期 {day}").format(day=formats.short_date(first)),
        translate("ProposalCard", "末期 {day}").format(day=formats.short_date(last)),
    ]
    if terms.kind is PlanKind.DEFERRAL:
        parts.insert(0, translate("ProposalCard", "顺延 %n 个月", "", terms.deferral_months))
    return " · ".join(parts)
