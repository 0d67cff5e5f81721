"""One plan in words: what was agreed, what was decided about it and by whom, how it is kept, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fieldapp.domain.plans.plan_life import PlanDecision, PlanHealth, PlanState
from fieldapp.services.list_plans import PlanLine
from ui import formats, theme, words
from ui.i18n import translate
from ui.parts.ledger_lines import close_lines
from ui.parts.plan_terms_words import terms_words
from ui.parts.schedule_table import ScheduleTable
from ui.theme import Tone
from ui.widgets.buttons import Kind, button
from ui.widgets.card import Card, Note
from ui.widgets.chips import Chip
from ui.widgets.labels import label
from ui.widgets.ledger import LedgerLine

if TYPE_CHECKING:
    from ui.workplace import Workplace

ENDED = frozenset({PlanHealth.EXPIRED, PlanHealth.BROKEN})


class PlanDetail(QScrollArea):
    """Shows the plan that is chosen in the list."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(widgetResizable=True)
        self._work = work
        self._shown: PlanLine | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(translate("PlanDetail", "方案详情"))

    def show_line(self, line: PlanLine) -> None:
        """Show this plan instead of what was shown; the same again changes nothing."""
        if line == self._shown:
            return
        self._shown = line
        held = QWidget()
        held.setObjectName("page_body")
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, theme.S, 0)
        column.setSpacing(theme.M)
        column.addWidget(self._summary(line))
        column.addWidget(_rows(line))
        column.addStretch(1)
        before = self.verticalScrollBar().value()
        self.setWidget(held)
        self.verticalScrollBar().setValue(before)

    def _summary(self, line: PlanLine) -> Card:
        plan, standing = line.standing.plan, line.standing
        content = plan.content
        title = f"{line.case.borrower.name} · {words.plan_kind(content.terms.kind)}"
        card = Card(title)
        said, tone = state_words(line)
        card.head.addWidget(Chip(said, tone))
        card.add(label(terms_words(content.terms, content.schedule), "muted", wrap=True))
        for decision in plan.decisions:
            card.add(_decision(line, decision))
        if standing.next_row is not None and plan.state is PlanState.ACTIVE:
            card.add(_next(line))
        sums = (
            (translate("PlanDetail", "计划本金"), content.base),
            (translate("PlanDetail", "共还"), content.schedule.total),
            (translate("PlanDetail", "已还"), standing.paid),
            (translate("PlanDetail", "减免罚息复利"), content.waived),
        )
        card.body.addLayout(close_lines(LedgerLine(name, formats.amount(minor)) for name, minor in sums if minor))
        if content.reason:
            card.add(label(translate("PlanDetail", "提出理由：{reason}").format(reason=content.reason), wrap=True))
        card.body.addLayout(self._actions(line))
        return card

    def _actions(self, line: PlanLine) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        case_id, document = line.case.id, line.document
        again = may_propose_again(line)
        offers: list[tuple[str, Kind, str, str, str]] = []
        if again:
            told = translate("PlanDetail", "修改后重新提出")
            offers.append((told, "primary", "edit", "plan", case_id))
        if document is not None:
            offers.append((translate("PlanDetail", "查看文书"), "", "documents", "paper", document.id))
        offers.append((translate("PlanDetail", "打开案件"), "", "cases", "case", case_id))
        for told, kind, icon, name, thing in offers:
            made = button(told, kind, icon)
            made.clicked.connect(lambda _checked=False, name=name, thing=thing: self._work.open(name, thing))
            row.addWidget(made)
        row.addStretch(1)
        return row


def state_words(line: PlanLine) -> tuple[str, Tone]:
    """How the plan stands, with its tone."""
    standing = line.standing
    state = standing.plan.state
    return words.plan_health(standing.health, state), words.plan_tone(standing.health, state)


def may_propose_again(line: PlanLine) -> bool:
    """Whether this plan has come to an end that calls for another one."""
    standing = line.standing
    return standing.plan.state in {PlanState.RETURNED, PlanState.REJECTED} or standing.health in ENDED


def _decision(line: PlanLine, decision: PlanDecision) -> Note:
    person, plan = line.staff.get(decision.by), line.standing.plan
    what = translate("PlanDetail", "{name} 批准 · {when}")
    tone: Tone = "ok"
    if decision is plan.decisions[-1] and plan.state in {PlanState.RETURNED, PlanState.REJECTED}:
        returned = plan.state is PlanState.RETURNED
        what = (
            translate("PlanDetail", "{name} 退回 · {when}")
            if returned
            else translate("PlanDetail", "{name} 否决 · {when}")
        )
        tone = "warn"
    when = formats.short_moment(decision.at, line.case.zone)
    said = what.format(name=person.name if person else "—", when=when)
    return Note(said, decision.comment or translate("PlanDetail", "没有附言"), tone)


def _next(line: PlanLine) -> QWidget:
    standing = line.standing
    row = standing.next_row
    assert row is not None
    name = translate("PlanDetail", "下一期 · 第 {number} 期 {day}").format(
        number=row.number, day=formats.short_date(row.due)
    )
    late = standing.days_late
    note = translate("PlanDetail", "已迟 {days}").format(days=formats.days(late)) if late else ""
    return LedgerLine(name, formats.amount(row.total), note=note, tone="warn" if late else None, strong=True)


def _rows(line: PlanLine) -> Card:
    card = Card(translate("PlanDetail", "还款明细"))
    table = ScheduleTable()
    table.show_rows(line.standing.plan.content.rows, line.standing.plan.content.capacity)
    card.add(table)
    return card
