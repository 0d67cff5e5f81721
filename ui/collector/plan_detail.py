"""One plan in words: what was agreed, what was decided about it and by whom, how it is kept, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from fieldapp.domain.plans.plan_life import PlanDecision, PlanHealth, PlanState
from fieldapp.services.list_plans import PlanLine
from fieldapp.services.withdraw_plan import withdraw
from ui import formats, theme, words
from ui.i18n import translate
from ui.parts.ledger_lines import close_lines
from ui.parts.plan_notes import PlanNotes
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
        column.addWidget(PlanNotes(line.file, line.standing.plan, line.as_of))
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
        if content.bundle:
            told = translate(
                "PlanDetail", "和另外 %n 笔借款一并安排，同一份文书，一起生效。", "", len(content.bundle_loans) - 1
            )
            card.add(label(told, "muted", wrap=True))
        for decision in plan.decisions:
            card.add(_decision(line, decision))
        if standing.next_row is not None and plan.state is PlanState.ACTIVE:
            card.add(_next(line))
        sums = (
            (translate("PlanDetail", "计划本金"), content.base),
            (translate("PlanDetail", "共还"), content.schedule.total),
            (translate("PlanDetail", "已还"), standing.paid),
            (translate("PlanDetail", "减免（履行完毕才生效）"), content.waived),
        )
        card.body.addLayout(close_lines(LedgerLine(name, formats.amount(minor)) for name, minor in sums if minor))
        if content.reason:
            card.add(label(translate("PlanDetail", "提出理由：{reason}").format(reason=content.reason), wrap=True))
        card.body.addLayout(self._actions(line))
        if may_withdraw(line, self._work.desk.staff.id):
            card.add(_Withdrawal(self._work, line))
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


def may_withdraw(line: PlanLine, staff_id: str) -> bool:
    """Whether whoever sits here may take this plan back."""
    plan = line.standing.plan
    return plan.state is PlanState.PROPOSED and plan.proposed_by == staff_id


class _Withdrawal(QWidget):
    """Takes a proposal back: asked in place, with a word why, and only then done."""

    def __init__(self, work: Workplace, line: PlanLine) -> None:
        super().__init__()
        self._work, self._line = work, line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        self._begin = button(translate("PlanDetail", "撤回这份方案"), "quiet", "undo")
        self._begin.clicked.connect(self._ask)
        self._asking = QWidget()
        asked = QVBoxLayout(self._asking)
        asked.setContentsMargins(0, 0, 0, 0)
        told = translate("PlanDetail", "撤回后，这份方案和已签的文书都不再有效，也不会再审批；可以重新提出。")
        asked.addWidget(label(told, wrap=True))
        self._why = QLineEdit()
        self._why.setMinimumHeight(theme.TARGET)
        self._why.setMaxLength(200)
        self._why.setAccessibleName(translate("PlanDetail", "为什么撤回（可不填）"))
        self._why.setPlaceholderText(self._why.accessibleName())
        asked.addWidget(self._why)
        row = QHBoxLayout()
        sure = button(translate("PlanDetail", "确定撤回"), "danger")
        sure.clicked.connect(self._withdraw)
        no = button(translate("PlanDetail", "不撤回"), "quiet")
        no.clicked.connect(self._leave)
        row.addWidget(sure)
        row.addWidget(no)
        row.addStretch(1)
        asked.addLayout(row)
        column.addWidget(self._begin, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._asking)
        self._asking.hide()

    def _ask(self) -> None:
        self._begin.hide()
        self._asking.show()
        self._why.setFocus()

    def _leave(self) -> None:
        self._asking.hide()
        self._begin.show()
        self._begin.setFocus()

    def _withdraw(self) -> None:
        desk, plan, why = self._work.desk, self._line.standing.plan, self._why.text()
        self._work.tasks.write(lambda: withdraw(desk, plan.case_id, plan.id, why), done=self._work.saved)


def state_words(line: PlanLine) -> tuple[str, Tone]:
    """How the plan stands, with its tone."""
    standing = line.standing
    state = standing.plan.state
    return words.plan_health(standing.health, state), words.plan_tone(standing.health, state)


def may_propose_again(line: PlanLine) -> bool:
    """Whether this plan has come to an end that calls for another one."""
    standing = line.standing
    again = {PlanState.RETURNED, PlanState.REJECTED, PlanState.WITHDRAWN}
    return standing.plan.state in again or standing.health in ENDED


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
