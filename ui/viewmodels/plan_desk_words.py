"""What the head of the plan desk says: the sums it rests on, and what earlier plans on the loan mean for a new one."""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.domain.plans.plan_life import PlanState
from ui import formats
from ui.i18n import translate
from ui.theme import Tone
from ui.viewmodels.plan_desk import OpenDesk


@dataclass(frozen=True, slots=True)
class News:
    """Words of a banner, its tone, and the words of its action."""

    words: str
    tone: Tone
    action: str = ""


def desk_facts(opened: OpenDesk) -> str:
    """The sums the plan is made on, how fresh they are, and which observation stands behind it."""
    table = opened.table
    case = table.seen.case
    payoff = translate("PlanDesk", "以 {day} 结清金额 {sum} 为准")
    facts = [
        payoff.format(day=table.quote.as_of, sum=formats.money(table.quote.payoff)),
        translate("PlanDesk", "按 {when} 账务").format(when=formats.short_moment(case.balance_at, case.zone)),
    ]
    visit = next((one for one in table.seen.file.visits if one.id == table.visit_id), None)
    if visit is not None:
        seen = formats.civil(visit.content.arrived_at, case.zone).date()
        facts.append(translate("PlanDesk", "经营观察 {day}").format(day=formats.short_date(seen)))
    return " · ".join(facts)


def desk_news(opened: OpenDesk) -> News | None:
    """What must be known about the loan's earlier plan."""
    look, again = translate("PlanDesk", "查看文书"), opened.again
    if opened.running:
        return News(translate("PlanDesk", "这笔借款已有正在履行的方案，不能再提出新的。"), "warn", look)
    if opened.waiting:
        told = translate("PlanDesk", "这笔借款有一份方案正在等审批；再提出一份，就会取代它。")
        return News(told, "info", look)
    if again is not None and again.state is PlanState.RETURNED:
        comment = again.decisions[-1].comment if again.decisions else ""
        told = translate("PlanDesk", "上次的方案被退回：“{comment}”。已按今天的金额载入原条款，改好后重新出具。")
        return News(told.format(comment=comment.rstrip("。.")), "warn")
    if again is not None:
        told = translate("PlanDesk", "上次的方案没有在 {day} 前批准，已失效。已按今天的金额载入原条款，可重新出具。")
        return News(told.format(day=formats.iso_date(again.content.expires_on)), "warn")
    return None
