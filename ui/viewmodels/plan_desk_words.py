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
    bench, seen = opened.bench, opened.bench.seen
    case = seen.case
    payoff = translate("PlanDesk", "以 {day} 结清金额 {sum} 为准")
    whole = sum(bench.site(loan_id).quote.payoff for loan_id in opened.state.loans)
    facts = [
        payoff.format(day=bench.as_of, sum=formats.money(whole)),
        translate("PlanDesk", "按 {when} 账务").format(when=formats.short_moment(case.balance_at, case.zone)),
    ]
    if len(opened.state.loans) > 1:
        facts.insert(0, translate("PlanDesk", "%n 笔借款一并安排", "", len(opened.state.loans)))
    visit = next((one for one in seen.file.visits if one.id == bench.visit_id), None)
    if visit is not None:
        on = formats.civil(visit.content.arrived_at, case.zone).date()
        facts.append(translate("PlanDesk", "经营观察 {day}").format(day=formats.short_date(on)))
    return " · ".join(facts)


def desk_news(opened: OpenDesk, *, mine: bool = False) -> News | None:
    """What must be known about the loans' earlier plan; `mine`: whoever sits here proposed it."""
    look, again = translate("PlanDesk", "查看文书"), opened.again
    if opened.running:
        return News(translate("PlanDesk", "这笔借款已有正在履行的方案，不能再提出新的。"), "warn", look)
    if opened.waiting:
        told = translate("PlanDesk", "这笔借款有一份方案正在等审批；再提出一份，就会取代它。")
        return News(told, "info", translate("PlanDesk", "撤回那份方案") if mine else look)
    if again is not None and again.state is PlanState.RETURNED:
        comment = again.decisions[-1].comment if again.decisions else ""
        told = translate("PlanDesk", "上次的方案被退回：“{comment}”。已按今天的金额载入原条款，改好后重新出具。")
        return News(told.format(comment=comment.rstrip("。.")), "warn")
    if again is not None:
        told = translate("PlanDesk", "上次的方案没有在 {day} 前批准，已失效。已按今天的金额载入原条款，可重新出具。")
        return News(told.format(day=formats.iso_date(again.content.expires_on)), "warn")
    if opened.capacity is None:
        told = translate("PlanDesk", "还不知道对方每月能还多少，所以不作推荐，也没有替你选定方案。")
        return News(told, "warn")
    return None
