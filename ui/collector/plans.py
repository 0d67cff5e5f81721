"""All plans of my cases: what waits, what came back and why, what is being kept, and what has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from fieldapp.domain.plans.plan_life import PlanHealth, PlanState
from fieldapp.services.list_plans import PlanLine, plans
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, words
from ui.collector.plan_detail import PlanDetail, may_propose_again, state_words
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.page import PageFrame
from ui.widgets.paged_model import Column, Source
from ui.widgets.paged_table import PagedTable
from ui.widgets.states import EmptyState

if TYPE_CHECKING:
    from ui.workplace import Workplace

ALL, BACK, WAITING, RUNNING, ENDED = "all", "back", "waiting", "running", "ended"
LIST_WIDTH = 520


class PlansPage(PageFrame):
    """List left, the chosen plan right; those that came back can be proposed again from here."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("还款方案"), scroll=False)
        self._work, self._group = work, ALL
        self.detail = PlanDetail(work)
        self.groups = Choice(
            self.tr("显示哪些方案"),
            [
                (ALL, self.tr("全部")),
                (BACK, self.tr("需修改")),
                (WAITING, self.tr("待审批")),
                (RUNNING, self.tr("履行中")),
                (ENDED, self.tr("已了结")),
            ],
            ALL,
        )
        self.groups.changed.connect(lambda group: self._choose(str(group)))
        self.table: PagedTable[PlanLine] = PagedTable(
            self.tr("还款方案"),
            work.tasks,
            self._columns(),
            key=lambda line: line.standing.plan.id,
            empty=self._empty(),
        )
        self.table.selected.connect(self._show)
        self.table.opened.connect(self._open)
        self.table.counted.connect(self._on_counted)
        self._lay_out()
        work.changed.connect(self._on_changed)
        self._choose(ALL)
        self.setFocusProxy(self.table.view)

    def _columns(self) -> list[Column[PlanLine]]:
        return [
            Column(self.tr("借款人"), lambda line: line.case.borrower.name, 0, "lines", second=_kind),
            Column(self.tr("状态"), lambda line: state_words(line)[0], 132, "lines",
                   tone=lambda line: state_words(line)[1], second=_since),
            Column(self.tr("下一期"), lambda line: _next(line)[0], 132, "lines", second=lambda line: _next(line)[1]),
        ]  # fmt: skip

    def _empty(self) -> EmptyState:
        made = EmptyState(
            self.tr("还没有方案"),
            self.tr("在借款人页面打开“还款方案”，按对方能还多少来谈。"),
            icon="plans",
            action=self.tr("去案件页"),
        )
        made.acted.connect(lambda: self._work.shell.go("cases") if self._work.shell else None)
        return made

    def _lay_out(self) -> None:
        self.body.addWidget(self.groups)
        listed = Card(pad=0, says=self.tr("还款方案"))
        listed.add(self.table, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(listed)
        split.addWidget(self.detail)
        split.setStretchFactor(1, 1)
        split.setSizes([LIST_WIDTH, 2 * LIST_WIDTH])
        self.detail.hide()
        self.body.addWidget(split, 1)

    def _choose(self, group: str) -> None:
        self._group = group
        desk, found = self._work.desk, list[PlanLine]()

        def count() -> int:
            found[:] = [line for line in plans(desk) if group in {ALL, _group_of(line)}]
            return len(found)

        self.table.load(Source(count, lambda offset, limit: found[offset : offset + limit]))

    def _on_counted(self, count: int) -> None:
        self.detail.setVisible(count > 0)
        self.set_title(self.tr("还款方案"), self.tr("%n 份", "", count) if count else "")
        if count and self.table.current() is None:
            self.table.view.selectRow(0)
        self._show(self.table.current())

    def _show(self, line: PlanLine | None) -> None:
        if line is not None:
            self.detail.show_line(line)

    def _open(self, line: PlanLine) -> None:
        """Return does what the plan calls for: propose it again, else read its paper, else open the case."""
        if may_propose_again(line):
            self._work.open("plan", line.case.id)
        elif line.document is not None:
            self._work.open("paper", line.document.id)
        else:
            self._work.open("case", line.case.id)

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.cases or not changes:
            self.table.refresh()


def _group_of(line: PlanLine) -> str:
    health, state = line.standing.health, line.standing.plan.state
    if state is PlanState.RETURNED or health in {PlanHealth.EXPIRED, PlanHealth.BROKEN}:
        return BACK
    if health is PlanHealth.WAITING:
        return WAITING
    return RUNNING if health in {PlanHealth.ON_TRACK, PlanHealth.LATE} else ENDED


def _kind(line: PlanLine) -> str:
    content = line.standing.plan.content
    return f"{words.plan_kind(content.terms.kind)} · {len(content.rows)} × {formats.amount(content.rows[0].total)}"


def _since(line: PlanLine) -> str:
    plan = line.standing.plan
    newest = plan.decisions[-1].at if plan.decisions else plan.proposed_at
    return formats.short_moment(newest, line.case.zone)


def _next(line: PlanLine) -> tuple[str, str]:
    row = line.standing.next_row
    if row is None or line.standing.plan.state is not PlanState.ACTIVE:
        return "", ""
    return formats.amount(row.total), formats.short_date(row.due)
