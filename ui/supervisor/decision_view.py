"""The middle of the decision: the plan against what can be paid, what was seen, what is owed and waived, the paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QScrollArea, QVBoxLayout, QWidget

from fieldapp.domain.plans.plan import SidePot
from ui import formats, theme, words
from ui.i18n import translate
from ui.in_pieces import InPieces, Piece
from ui.parts.capacity_card import CapacityCard
from ui.parts.ledger_lines import close_lines
from ui.parts.observation_card import ObservationCard
from ui.parts.paper_reader import PaperReader
from ui.parts.plan_notes import PlanNotes
from ui.parts.proposal_card import capacity_of_rows, fill_proposal
from ui.parts.schedule_table import ScheduleTable
from ui.viewmodels.decision import Decision
from ui.viewmodels.plan_desk import Proposal
from ui.widgets.bars import Mark
from ui.widgets.card import Card
from ui.widgets.chips import bucket_chip
from ui.widgets.columns import Columns
from ui.widgets.labels import label, rule
from ui.widgets.ledger import LedgerLine

if TYPE_CHECKING:
    from ui.workplace import Workplace

PAPER_HEIGHT = 680


class DecisionView(QScrollArea):
    """Shows one decision; arrows and Page keys scroll it while it has the focus."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(widgetResizable=True)
        self._work = work
        self._shown = ""
        self._pieces: InPieces | None = None
        self._coming: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(translate("DecisionView", "方案与依据"))
        self.reader: PaperReader | None = None

    def show_decision(self, decision: Decision) -> None:
        """Show this decision, a card at a time; the same plan again keeps the place."""
        plan = decision.page.plan
        place = self.verticalScrollBar().value() if plan.id == self._shown else 0
        self._shown = plan.id
        self.reader = None
        self._stop()
        held = QWidget(self)
        held.hide()
        held.setObjectName("page_body")
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, theme.S, theme.M)
        column.setSpacing(theme.M)
        sides = Columns((1, 1))
        column.addWidget(sides)
        cards = self._cards(decision, sides.column(0), sides.column(1), column)
        self._coming = held
        self._pieces = InPieces(self, cards, done=lambda: self._on_made(held, place))

    def _cards(self, decision: Decision, left: QVBoxLayout, right: QVBoxLayout, below: QVBoxLayout) -> Iterator[Piece]:
        page = decision.page
        yield lambda: left.addWidget(_plan_card(decision))
        yield lambda: right.addWidget(_capacity_card(decision))
        yield lambda: left.addWidget(_owed_card(page.plan.content.terms.as_of, decision.proposal))
        yield lambda: right.addWidget(ObservationCard(page.visit, decision.before, page.seen.case.zone))
        notes = PlanNotes()
        yield lambda: below.addWidget(notes)
        yield lambda: notes.show_plan(page.seen.file, page.plan, page.seen.as_of)  # it shows itself: in its place
        yield lambda: below.addWidget(_schedule_card(decision))
        yield lambda: below.addWidget(self._paper_card(decision))

    def _on_made(self, held: QWidget, place: int) -> None:
        """Everything at once takes the place of what was shown."""
        self._pieces = self._coming = None
        self.setWidget(held)
        held.show()
        self.verticalScrollBar().setValue(place)

    def _stop(self) -> None:
        """Another decision is wanted: what is half made goes."""
        if self._pieces is not None and self._coming is not None:
            self._pieces.stop()
            self._coming.deleteLater()
        self._pieces = self._coming = None

    def show_part(self, part: QWidget) -> None:
        """Show something else: nothing waits, or the decision cannot be read."""
        self._shown = ""
        self.reader = None
        self._stop()
        self.setWidget(part)

    def scroll_by(self, key: Qt.Key) -> bool:
        """Scroll by a key; whether it is one that scrolls."""
        steps = {
            Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
            Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
            Qt.Key.Key_Space: QAbstractSlider.SliderAction.SliderPageStepAdd,
        }
        if key in steps:
            self.verticalScrollBar().triggerAction(steps[key])
        return key in steps

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.scroll_by(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _paper_card(self, decision: Decision) -> Card:
        card = Card(translate("DecisionView", "文书 {number}").format(number=decision.page.document.content.number))
        reader = PaperReader(self._work)
        reader.setFixedHeight(PAPER_HEIGHT)
        reader.show_document(decision.page.document, decision.page.plan)
        self.reader = reader
        card.add(reader)
        return card


def _plan_card(decision: Decision) -> Card:
    page, plan = decision.page, decision.page.plan
    card = Card(words.plan_kind(plan.content.terms.kind))
    card.head.addWidget(bucket_chip(page.seen.bucket.value, page.seen.contract_days_past_due))
    column = QVBoxLayout()
    column.setSpacing(theme.XS)
    fill_proposal(column, decision.proposal, decision.capacity)
    card.body.addLayout(column)
    return card


def _capacity_card(decision: Decision) -> Card:
    card = CapacityCard(can_visit=False)
    kind = words.plan_kind(decision.page.plan.content.terms.kind)
    assert decision.proposal.merged is not None
    dearest = Mark(kind, decision.proposal.merged.highest_row)
    card.show_capacity(decision.page.capacity, [dearest])
    judged = decision.page.plan.content.capacity
    if judged is not None and judged != decision.capacity:
        told = translate("DecisionView", "提出时按 {sum} 计，之后又有新的观察。").format(sum=formats.money(judged))
        card.add(label(told, "faint", wrap=True))
    if decision.promises_due:
        told = translate("DecisionView", "到期承诺 {due} 次，足额兑现 {kept} 次")
        card.add(label(told.format(due=decision.promises_due, kept=decision.promises_kept), "muted", wrap=True))
    return card


def _owed_card(as_of: date, proposal: Proposal) -> Card:
    """What was owed on the day of the plan and what is given up of it, all loans together."""
    content = proposal.merged
    assert content is not None
    title = translate("DecisionView", "欠款与减免 · 截至 {day}").format(day=formats.iso_date(as_of))
    card = Card(title)
    lines = [
        LedgerLine(name, formats.amount(minor)) for name, minor in _owed_lines(content.base, content.side_pot) if minor
    ]
    total = content.base + content.side_pot.total
    if content.waived:
        of = content.side_pot.penalty + content.side_pot.compound
        note = translate("DecisionView", "违约即恢复")
        if content.waived <= of:
            told = translate("DecisionView", "罚息复利的 {share}%，违约即恢复")
            note = told.format(share=round(content.waived * 100 / of))
        waived = translate("DecisionView", "减免")
        lines.append(LedgerLine(waived, formats.amount(-content.waived), note=note, tone="warn"))
    card.body.addLayout(close_lines(lines))
    card.add(rule())
    card.add(LedgerLine(translate("DecisionView", "合计"), formats.amount(total - content.waived), strong=True))
    return card


def _owed_lines(base: int, pot: SidePot) -> list[tuple[str, int]]:
    return [
        (translate("DecisionView", "本金"), base),
        (translate("DecisionView", "利息"), pot.overdue_interest + pot.current_interest),
        (translate("DecisionView", "罚息"), pot.penalty),
        (translate("DecisionView", "复利"), pot.compound),
        (translate("DecisionView", "费用"), pot.costs),
    ]


def _schedule_card(decision: Decision) -> Card:
    card = Card(translate("DecisionView", "还款明细"))
    table = ScheduleTable()
    assert decision.proposal.merged is not None
    table.show_rows(decision.proposal.merged.rows, capacity_of_rows(decision.proposal, decision.capacity))
    card.add(table)
    return card
