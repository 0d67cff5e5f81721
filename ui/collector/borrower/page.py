"""One borrower in one look: who and where, how much and how late, what to do next and why, what happened before."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from fieldapp.domain.compliance.for_case import Permission
from fieldapp.domain.plans.plan_life import PlanHealth
from fieldapp.errors import KnownError
from fieldapp.services.look_at_case import CasePage, look_at_case
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, words
from ui.collector.borrower.advice import AdviceCard, answer_words
from ui.collector.borrower.business import BusinessCard
from ui.collector.borrower.case_card import CaseCardPanel
from ui.collector.borrower.clocks import ClocksCard
from ui.collector.borrower.custody import CustodyCard, unsettled
from ui.collector.borrower.lines import LinesDrawer
from ui.collector.borrower.loans import LoansCard
from ui.collector.borrower.owed import OwedCard
from ui.collector.borrower.people import PeopleCard
from ui.collector.borrower.story import StoryCard
from ui.collector.files import FilesCard
from ui.loader import Loader
from ui.parts.phone import PhoneReveal
from ui.viewmodels import case_lines
from ui.viewmodels.happenings import story
from ui.widgets.buttons import rename
from ui.widgets.card import Card
from ui.widgets.chips import Chip, bucket_chip
from ui.widgets.emptying import let_go
from ui.widgets.page import Action, PageFrame
from ui.widgets.states import Banner, EmptyState
from ui.workplace import Workplace

ASK_AGAIN_MS = 60_000
"""How often a page on screen looks at the clock again: what may be done depends on the hour."""
SHOWN_PLANS = frozenset(
    {PlanHealth.WAITING, PlanHealth.ON_TRACK, PlanHealth.LATE, PlanHealth.BROKEN, PlanHealth.EXPIRED}
)


class BorrowerPage(PageFrame):
    """The page of a case. Ctrl+Return begins or continues the visit."""

    def __init__(self, work: Workplace, case_id: str) -> None:
        super().__init__("", can_go_back=True)
        self._work, self._case_id = work, case_id
        self._error = Banner("", "warn", action=self.tr("重试"))
        self._gone = EmptyState(
            self.tr("这个案件不在本机上"),
            self.tr("可能已改派给其他同事。已做的记录仍会发送。"),
            icon="cases",
            action=self.tr("返回案件列表"),
        )
        self._story = StoryCard()
        self._card = CaseCardPanel(work, case_id)
        self._files = FilesCard(work, case_id, self)
        self._drawer = LinesDrawer(self)
        self._columns: list[QVBoxLayout] = []
        self._plan: QPushButton | None = None
        self._visit: QPushButton | None = None
        self._lay_out()
        self._loader: Loader[CasePage] = Loader(
            self, work.tasks, lambda: look_at_case(work.desk, case_id), self._show, self._say_error
        )
        self._again = QTimer(self, interval=ASK_AGAIN_MS)
        self._again.timeout.connect(self._loader.ask)
        self._error.acted.connect(self._loader.ask)
        self._gone.acted.connect(self.back)
        self._work.changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._again.start()
        if self.focusWidget() is None:
            self.setFocus()  # else the arrow back would have it, and keys would not scroll

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._again.stop()

    def _lay_out(self) -> None:
        for part in (self._error, self._gone):
            part.hide()
            self.body.addWidget(part)
        self._columns = self.columns(4, 7, 4)
        self._columns[1].addWidget(self._story)
        self._columns[2].addWidget(self._card)
        self._columns[2].addWidget(self._files)
        self._story.hide()
        self._card.hide()
        self._files.hide()

    def _show(self, page: CasePage) -> None:
        self._error.hide()
        self._gone.hide()
        self._show_head(page)
        self._show_actions(page)
        focused = self._focused()
        self.setUpdatesEnabled(False)
        self._fill(page)
        self._story.show_story(story(page))
        self._story.show()
        self._card.show_page(page)
        self._card.show()
        self._files.show()
        self.setUpdatesEnabled(True)
        self._focus(focused)
        if self._drawer.isVisible():
            self._drawer.refresh(page.seen)

    def _show_head(self, page: CasePage) -> None:
        case, seen = page.seen.case, page.seen
        facts = [_place_words(page), self.tr("案件 {no}").format(no=case.case_no)]
        facts.append(self.tr("按 {moment} 账务").format(moment=formats.short_moment(case.balance_at, case.zone)))
        self.set_title(case.borrower.name, " · ".join(part for part in facts if part))
        chips: list[QWidget] = [bucket_chip(case_lines.coloured(seen.bucket), seen.days_past_due)]
        if seen.plans and seen.plans[-1].health in SHOWN_PLANS:
            newest = seen.plans[-1]
            told = self.tr("方案{state}").format(state=words.plan_health(newest.health, newest.plan.state))
            chips.append(Chip(told, words.plan_tone(newest.health, newest.plan.state)))
        chips += [PhoneReveal(phone) for phone in case.borrower.phones[:1]]
        self.set_chips(chips)

    def _show_actions(self, page: CasePage) -> None:
        """The actions are made once and renamed after, so that they do not lose the focus."""
        if self._plan is None or self._visit is None:
            self._plan, self._visit = self.set_actions(
                [
                    Action(self.tr("还款方案"), self._open_plan, "calculator", "Ctrl+P"),
                    Action("", self._open_visit, "visit", "Ctrl+Return"),
                ]
            )
        begun = page.visit_draft is not None
        blocked = page.visit.permission is Permission.BLOCKED and not begun
        told = answer_words(page.visit, self.tr("外访"))
        rename(self._visit, self.tr("继续外访") if begun else self.tr("开始外访"))
        self._visit.setAccessibleDescription(told)
        self._visit.setToolTip(told)
        self._visit.setEnabled(not blocked)

    def _fill(self, page: CasePage) -> None:
        left, middle, right = self._columns
        for column in self._columns:
            _clear(column, keep=(self._story, self._card, self._files))
        owed, loans = OwedCard(page.seen), LoansCard(page.seen)
        owed.lines_wanted.connect(self._open_lines)
        loans.lines_wanted.connect(self._open_lines)
        on_the_left: tuple[Card, ...] = (owed, ClocksCard(page.seen), loans)
        above: tuple[Card, ...] = (*_custody(page),)
        on_the_right: tuple[Card, ...] = (BusinessCard(page.seen, page.capacity), PeopleCard(page))
        for card in on_the_left:
            left.addWidget(card)
        middle.insertWidget(0, AdviceCard(page))
        for number, card in enumerate(above):
            right.insertWidget(number, card)
        for card in on_the_right:
            right.addWidget(card)
        for column in self._columns:
            _show_all(column)

    def _open_lines(self, loan_id: str = "") -> None:
        page = self._loader.shown()
        if page is not None:
            self._drawer.look_at(page.seen, loan_id)

    def _open_plan(self) -> None:
        self._work.open("plan", self._case_id)

    def _open_visit(self) -> None:
        self._work.open("visit", self._case_id)

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._case_id in changes.cases or not changes:
            self._loader.ask()

    def _say_error(self, error: KnownError) -> None:
        if error.code != "case.not_here":
            self._error.say_error(error, action=self.tr("重试"))
            return
        self._error.hide()
        for column in self._columns:
            _clear(column, keep=(self._story, self._card, self._files))
        self._story.hide()
        self._card.hide()
        self._files.hide()
        self._drawer.close_up()
        self.set_actions([])
        self._plan = self._visit = None
        self._gone.show()

    def _focused(self) -> str:
        """The name of the control that has the keyboard and is about to be made anew; empty for none."""
        widget = self.focusWidget()
        if (
            widget is None
            or not widget.hasFocus()
            or any(kept.isAncestorOf(widget) for kept in (self._story, self._card))
        ):
            return ""
        return widget.accessibleName()

    def _focus(self, name: str) -> None:
        """Put the keyboard on the control that has taken the place of the one that had it."""
        if not name:
            return
        for widget in self.findChildren(QWidget):
            if widget.accessibleName() == name and widget.isVisible():
                widget.setFocus()
                return


def _custody(page: CasePage) -> list[Card]:
    return [CustodyCard(page)] if unsettled(page) else []


def _place_words(page: CasePage) -> str:
    case = page.seen.case
    if not case.premises:
        return case.borrower.address
    premises = case.premises[0]
    known = words.place_source(premises.place.source) if premises.place else words.place_unknown()
    return f"{premises.name} · {formats.aside(premises.address, known)}"


def _show_all(column: QVBoxLayout) -> None:
    """Show what was put in now and not with the next event: what is not shown cannot take the focus."""
    for number in range(column.count()):
        held = column.itemAt(number)
        widget = held.widget() if held is not None else None
        if widget is not None:
            widget.show()


def _clear(column: QVBoxLayout, *, keep: tuple[QWidget, ...]) -> None:
    for number in reversed(range(column.count())):
        held = column.itemAt(number)
        widget = held.widget() if held is not None else None
        if widget is not None and widget not in keep:
            column.takeAt(number)
            let_go(widget)
