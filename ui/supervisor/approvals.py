"""What waits for a decision: the queue, oldest first, what a plan rests on, and three ways to decide, each one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter
from shiboken6 import isValid

from fieldapp.errors import KnownError
from fieldapp.services import decide_plan
from fieldapp.services.decide_plan import Waiting
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, theme, words
from ui.i18n import translate
from ui.supervisor.consequence import Consequence, Way
from ui.supervisor.decision_view import DecisionView
from ui.tasks import Task
from ui.theme import Tone
from ui.viewmodels.decision import Decision, open_decision
from ui.widgets.card import Card
from ui.widgets.page import PageFrame
from ui.widgets.paged_model import Column, Source
from ui.widgets.paged_table import PagedTable
from ui.widgets.states import Banner, BusyOverlay, EmptyState

if TYPE_CHECKING:
    from ui.workplace import Workplace

PLACE = "approvals"
QUEUE_WIDTH, PANEL_WIDTH = 312, 320


class ApprovalsPage(PageFrame):
    """The queue and the decision. `case_id` begins with that case's plan, if one waits."""

    def __init__(self, work: Workplace, case_id: str = "") -> None:
        super().__init__(self.tr("审批"), scroll=False, can_go_back=bool(case_id))
        self._work, self._wanted = work, case_id
        self._found: list[Waiting] = []
        self._shown: Waiting | None = None
        self._decision: Decision | None = None
        self._deciding: Task | None = None
        self.view = DecisionView(work)
        self.consequence = Consequence()
        self.consequence.hide()
        self.consequence.decided.connect(self._decide)
        self.consequence.left.connect(self._to_queue)
        self._trouble = Banner("", "stop", action=self.tr("重试"))
        self._trouble.acted.connect(self._load)
        self._trouble.hide()
        self.queue: PagedTable[Waiting] = PagedTable(
            self.tr("待审批的方案"), work.tasks, self._columns(), key=lambda one: one.plan.id, empty=EmptyState("")
        )
        self.queue.selected.connect(self._select)
        self.queue.opened.connect(lambda _one: self.consequence.open_form(Way.APPROVE))
        self.queue.counted.connect(self._on_counted)
        self._lay_out()
        self._register_keys()
        self._overlay = BusyOverlay(self, work.tasks)
        work.changed.connect(self._on_changed)
        self.queue.load(Source(self._count, lambda offset, limit: self._found[offset : offset + limit]))
        self.setFocusProxy(self.queue.view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.view.scroll_by(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def _columns(self) -> list[Column[Waiting]]:
        return [
            Column(self.tr("借款人"), lambda one: one.line.borrower_name, 0, "lines", second=_asked_for),
            Column(self.tr("已等"), lambda one: formats.relative(one.plan.proposed_at), 124, "lines",
                   second=lambda one: "" if one.file_here else self.tr("文书待取回"), tone=_waited_tone),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        self._listed = Card(pad=0, says=self.tr("待审批的方案"))
        self._listed.add(self.queue, 1)
        self._listed.setMinimumWidth(180)
        self.view.setMinimumWidth(320)
        self.consequence.setMinimumWidth(round(PANEL_WIDTH * theme.current().text_scale))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for part in (self._listed, self.view, self.consequence):
            split.addWidget(part)
        split.setStretchFactor(1, 1)
        scale = theme.current().text_scale
        split.setSizes([round(QUEUE_WIDTH * scale), 4 * QUEUE_WIDTH, round(PANEL_WIDTH * scale)])
        self.body.addWidget(self._trouble)
        row = QHBoxLayout()
        row.addWidget(split)
        self.body.addLayout(row, 1)

    def _register_keys(self) -> None:
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, way in (("A", Way.APPROVE), ("R", Way.RETURN), ("J", Way.REJECT)):
            one = QShortcut(QKeySequence(keys), self)
            one.setContext(within)
            one.activated.connect(lambda way=way: self.consequence.open_form(way))

    def _count(self) -> int:
        self._found = decide_plan.queue(self._work.desk)
        return len(self._found)

    def _on_counted(self, count: int) -> None:
        if self._work.shell is not None:
            self._work.shell.set_badge(PLACE, count)
        self.set_title(self.tr("审批"), self.tr("%n 份方案等你决定", "", count) if count else "")
        self._listed.setVisible(count > 0)
        if count and self.queue.current() is None:
            self.queue.view.selectRow(self._first())
        self._select(self.queue.current())

    def _first(self) -> int:
        """The wanted case's row, else the oldest."""
        cases = [one.line.case_id for one in self._found]
        return cases.index(self._wanted) if self._wanted in cases else 0

    def _select(self, one: Waiting | None) -> None:
        if one is None:
            self._shown = self._decision = None
            self.consequence.hide()
            self.view.show_part(self._nothing())
            return
        self._shown = one
        self._load()

    def _nothing(self) -> EmptyState:
        title = self.tr("没有待审批的方案")
        return EmptyState(title, self.tr("催收员签署并送达后，方案会排在这里，等得最久的在最前面。"), icon="approvals")

    def _load(self) -> None:
        if self._shown is None:
            return
        desk, plan_id, case_id = self._work.desk, self._shown.plan.id, self._shown.line.case_id
        self._work.tasks.read(
            lambda: open_decision(desk, case_id, plan_id), done=self._show, failed=self._on_failed, owner=self
        )

    def _show(self, decision: Decision) -> None:
        if self._shown is None or decision.page.plan.id != self._shown.plan.id:
            return
        self._trouble.hide()
        self._say_facts(decision)  # the queue, which was counted again, has said something else meanwhile
        if decision == self._decision:
            return  # news that change nothing here leave everything else as it stands
        self._decision = decision
        self.consequence.show()
        self.consequence.show_decision(decision)
        self.view.show_decision(decision)

    def _say_facts(self, decision: Decision) -> None:
        seen = decision.page.seen
        facts = [seen.case.borrower.name, seen.case.case_no, words.bucket_meaning(seen.bucket)]
        facts.append(self.tr("今日应还 {sum}").format(sum=formats.money(seen.owed.total)))
        self.set_title(self.tr("审批"), " · ".join(facts))

    def _on_failed(self, error: KnownError) -> None:
        self._trouble.say_error(error, action=self.tr("重试"))

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.cases or changes.files or not changes:
            self.queue.refresh()

    def _to_queue(self) -> None:
        self.queue.view.setFocus()

    def _decide(self, way: Way, comment: str, passphrase: str) -> None:
        shown = self._shown
        if shown is None or self._deciding is not None:
            return
        desk, case_id, plan_id = self._work.desk, shown.line.case_id, shown.plan.id
        more = shown.plan.content.approvers - len(shown.plan.decisions) > 1

        def work() -> ChangeSet:
            if way is Way.APPROVE:
                return decide_plan.approve(desk, case_id, plan_id, passphrase, comment)
            return decide_plan.send_back(desk, case_id, plan_id, comment, reject=way is Way.REJECT)

        words_ = self.tr("正在核验文书并签章…") if way is Way.APPROVE else self.tr("正在保存…")
        self._deciding = self._work.tasks.write(
            work,
            done=lambda changes: self._on_decided(way, shown, changes, more=more),
            failed=self._on_refused,
            owner=self._work,  # what was decided must be told to everybody, even if this page was left meanwhile
            words=words_,
        )
        self._overlay.watch(self._deciding, can_cancel=False)

    def _on_decided(self, way: Way, shown: Waiting, changes: ChangeSet, *, more: bool) -> None:
        if self._work.shell is not None:
            self._work.shell.say(_decided_words(way, more=more).format(name=shown.line.borrower_name))
        if isValid(self):
            self._deciding = None
            self.consequence.finish()
            self.queue.view.setFocus()
        self._work.saved(changes)

    def _on_refused(self, error: KnownError) -> None:
        if not isValid(self):
            if self._work.shell is not None:
                self._work.shell.say_error(error)
            return
        self._deciding = None
        self.consequence.refuse(error)


def _decided_words(way: Way, *, more: bool) -> str:
    if more and way is Way.APPROVE:
        return translate("ApprovalsPage", "已在 {name} 的文书上签章；还要一位审批人签章，在那之前仍是提案。")
    return {
        Way.APPROVE: translate("ApprovalsPage", "已批准 {name} 的方案，签章已保存在本机，联网后送达。"),
        Way.RETURN: translate("ApprovalsPage", "已退回 {name} 的方案，意见会随同步送到催收员。"),
        Way.REJECT: translate("ApprovalsPage", "已否决 {name} 的方案。"),
    }[way]


def _asked_for(one: Waiting) -> str:
    """How often how much, and then the kind: what is cut off in a narrow list should not be the sum."""
    content = one.plan.content
    return f"{len(content.rows)} × {formats.amount(content.rows[0].total)} · {words.plan_kind(content.terms.kind)}"


def _waited_tone(one: Waiting) -> Tone:
    return "text" if one.file_here else "text_2"
