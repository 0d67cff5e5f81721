"""Promises and plans with their state: what was agreed, what of it came, what comes next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.plans.plan_life import PlanHealth, PlanStanding
from fieldapp.domain.plans.promise import PromiseStanding, PromiseState
from ui import formats, theme, words
from ui.i18n import translate
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.labels import label, rule

LAST_PROMISES = 3
"""So many promises that are over are shown; the story has all of them."""
OPEN = frozenset({PromiseState.OPEN, PromiseState.DUE_TODAY})


class AgreedCard(Card):
    """The plan that counts, the promises that are open, and how the last ones ended.

    Signals:
        plans_wanted: somebody wants to see or make a plan.
    """

    plans_wanted = Signal()

    def __init__(self, seen: CaseView) -> None:
        super().__init__(translate("AgreedCard", "承诺与方案"))
        self.body.setSpacing(theme.XXS)
        parts = [_plan(one) for one in shown_plans(seen)]
        parts += [_promise(seen, one) for one in shown_promises(seen)]
        for number, part in enumerate(parts):
            if number:
                self.add(rule())
            self.add(part)


def shown_plans(seen: CaseView) -> list[PlanStanding]:
    """The newest plan of each loan."""
    newest = {one.plan.content.terms.loan_id: one for one in seen.plans}
    return list(newest.values())


def shown_promises(seen: CaseView) -> list[PromiseStanding]:
    """What is open, the soonest first; then how the last ones ended."""
    ordered = sorted(seen.promises, key=lambda one: one.promise.content.due)
    ended = [one for one in ordered if one.state not in OPEN]
    return [*(one for one in ordered if one.state in OPEN), *reversed(ended[-LAST_PROMISES:])]


def _plan(standing: PlanStanding) -> QWidget:
    content = standing.plan.content
    title = translate("AgreedCard", "{kind} · {count} 期").format(
        kind=words.plan_kind(content.terms.kind), count=len(content.rows)
    )
    state = words.plan_health(standing.health, standing.plan.state)
    lines = []
    if standing.next_row is not None:
        lines.append(
            translate("AgreedCard", "第 {row} 期 {day} 应还 {sum}").format(
                row=standing.next_row.number,
                day=formats.short_date(standing.next_row.due),
                sum=words.spoken_sum(standing.next_row.total),
            )
        )
    if standing.paid:
        lines.append(translate("AgreedCard", "已收 {sum}").format(sum=words.spoken_sum(standing.paid)))
    if standing.health is PlanHealth.WAITING:
        lines.append(translate("AgreedCard", "{day} 前未审批即失效").format(day=formats.short_date(content.expires_on)))
    return _Row(title, " · ".join(lines), Chip(state, words.plan_tone(standing.health, standing.plan.state)))


def _promise(seen: CaseView, standing: PromiseStanding) -> QWidget:
    content = standing.promise.content
    title = translate("AgreedCard", "{day} 还 {sum}").format(
        day=formats.short_date(content.due), sum=words.spoken_sum(content.amount)
    )
    payer = seen.file.ever.party(content.payer_id)
    lines = [payer.name if payer else "", words.pay_channel(content.channel)]
    if standing.counted:
        lines.append(translate("AgreedCard", "已到账 {sum}").format(sum=words.spoken_sum(standing.counted)))
    chip = Chip(words.promise_state(standing.state), words.promise_tone(standing.state))
    return _Row(title, " · ".join(line for line in lines if line), chip)


class _Row(QWidget):
    def __init__(self, title: str, detail: str, state: Chip) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.XXS, 0, theme.XXS)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(theme.XS)
        top.addWidget(label(title, wrap=True), 1)
        top.addWidget(state)
        column.addLayout(top)
        if detail:
            column.addWidget(label(detail, "faint", wrap=True))
        self.setAccessibleName(" ".join(part for part in (title, state.text(), detail) if part))
