"""All cases as a ledger: find, filter and sort; what the filter shows is counted and summed at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fieldapp.domain.lending.ageing import Bucket
from fieldapp.errors import KnownError
from fieldapp.store.laptop.case_list import CaseLine
from fieldapp.store.laptop.case_search import CAP
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, theme, words
from ui.collector.case_peek import CasePeek
from ui.collector.case_question import CaseQuestion, Sums
from ui.collector.case_table import DESCENDING, Wanted, columns
from ui.collector.first_sync import FirstSync
from ui.loader import Loader
from ui.widgets.buttons import Select
from ui.widgets.card import Card
from ui.widgets.filter_chips import Filter, FilterChips
from ui.widgets.labels import label, rule
from ui.widgets.page import PageFrame
from ui.widgets.paged_table import PagedTable
from ui.widgets.search import SearchField
from ui.widgets.states import Banner, EmptyState
from ui.workplace import Workplace

ADDRESS = 5
ROOM_FOR_ADDRESS = 1100
"""Width in px from which on the page has room for all columns."""


class CasesPage(PageFrame):
    """The list. Ctrl+F goes to the search field, Down from there into the list, Space is the quick look."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("案件"), scroll=False)
        self._work = work
        self._wanted = Wanted.of(work)
        self._question = CaseQuestion(work.desk, self._wanted.filter)
        self._search = SearchField(work.tasks, self.tr("姓名、拼音首字母、电话、地址、案件号"), pause_ms=0)
        self._sort = Select(self.tr("排序"))
        self._buckets = FilterChips(self.tr("按逾期筛选"), self.tr("全部"), _bucket_filters())
        self._table = self._made_table()
        self._peek = CasePeek()
        self._foot = label("", "muted")
        self._error = Banner("", "warn", action=self.tr("重试"))
        self._first = FirstSync(work)
        self._stack = QStackedLayout()
        self._lay_out()
        self._fill_controls()
        self._loader: Loader[tuple[CaseQuestion, Sums | None]] = Loader(
            self, work.tasks, self._sum_up, self._show_sums, self._say_error
        )
        self._connect()
        self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self._table.view.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self._peek.isVisible():
            self._look(None)
        else:
            super().keyPressEvent(event)

    def _made_table(self) -> PagedTable[CaseLine]:
        nothing = EmptyState(
            self.tr("没有找到案件"),
            self.tr(
                "可以用姓名、店名、拼音首字母（如 ljg）、电话中任意几位、地址或案件号查找；也请看看是否选了逾期筛选。"
            ),
            icon="search_none",
            action=self.tr("清除条件"),
        )
        nothing.acted.connect(self._forget_filter)
        return PagedTable(self.tr("案件"), self._work.tasks, columns(), key=lambda line: line.case_id, empty=nothing)

    def _lay_out(self) -> None:
        self._error.hide()
        self.body.addWidget(self._error)
        row = QHBoxLayout()
        row.setSpacing(theme.S)
        row.addWidget(self._search, 3)
        row.addWidget(self._buckets, 7)
        row.addWidget(label(self.tr("排序"), "muted"))
        row.addWidget(self._sort)
        self.body.addLayout(row)
        card = Card(pad=0)
        card.body.setSpacing(0)
        card.add(self._table, 1)
        card.add(rule())
        self._foot.setContentsMargins(theme.S, theme.XS, theme.S, theme.XS)
        card.add(self._foot)
        whole = QWidget()
        beside = QHBoxLayout(whole)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.M)
        beside.addWidget(card, 1)
        beside.addWidget(self._peek)
        self._peek.setVisible(False)
        self._whole = whole
        for state in (whole, self._first):
            self._stack.addWidget(state)
        held = QVBoxLayout()
        held.addLayout(self._stack, 1)
        self.body.addLayout(held, 1)

    def _fill_controls(self) -> None:
        """Show what the list was asked for, before anybody listens."""
        orders = (
            ("urgency", self.tr("最紧急在前")),
            ("owed", self.tr("应还最多在前")),
            ("late", self.tr("逾期最久在前")),
            ("name", self.tr("按姓名")),
        )
        for value, shown in orders:
            self._sort.addItem(shown, value)
        self._search.setText(self._wanted.filter.text)
        self._buckets.set_chosen(self._wanted.filter.buckets)
        self._sort.setCurrentIndex(self._sort.findData(self._wanted.filter.sort))

    def _connect(self) -> None:
        self._search.searched.connect(lambda text: self._ask(text=text))
        self._search.returnPressed.connect(lambda: self._open(self._table.current()))
        self._buckets.changed.connect(lambda values: self._ask(buckets=values))
        self._sort.activated.connect(lambda _index: self._ask(sort=self._sort.currentData()))
        self._error.acted.connect(self._load)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._find)
        self._table.sort_wanted.connect(self._sort_by)
        self._table.opened.connect(self._open)
        self._table.looked.connect(lambda line: self._look(None if self._peek.isVisible() else line))
        self._table.selected.connect(self._on_current)
        self._table.counted.connect(self._on_counted)
        self._peek.closed.connect(lambda: self._look(None))
        self._peek.opened.connect(lambda case_id: self._work.open("case", case_id))
        self._peek.visited.connect(lambda case_id: self._work.open("visit", case_id))
        # slots of the page itself: they end with it, which a lambda given to the longer-lived workplace would not
        self._work.changed.connect(self._on_changed)

    def _open(self, line: CaseLine | None) -> None:
        if line is not None:
            self._work.open("case", line.case_id)

    def _find(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _ask(self, **fields: object) -> None:
        before = self._wanted.filter
        if self._wanted.change(**fields) != before:
            self._load()

    def _sort_by(self, by: str, _descending: bool) -> None:
        """A press on a head sorts by it; on the same head again goes back to the usual order."""
        chosen = "urgency" if by == self._wanted.filter.sort else by
        self._sort.setCurrentIndex(self._sort.findData(chosen))
        self._ask(sort=chosen)

    def _load(self) -> None:
        wanted = self._wanted.filter
        self._error.hide()
        self._question = CaseQuestion(self._work.desk, wanted)
        self._table.load(self._question.source(), sorted_by=wanted.sort, descending=DESCENDING[wanted.sort])

    def _on_changed(self, _changes: ChangeSet) -> None:
        self._table.refresh()

    def _on_counted(self, count: int) -> None:
        """The rows are there: now it may be summed up, which for a broad search takes longer than anybody would wait.

        There is always a current row, so that Return and Space mean something; the one of before, if it is there.
        """
        self._say_unsummed(count)
        self._loader.ask()
        found = self._table.view.currentIndex().isValid() or self._table.select(self._wanted.current)
        if count and not found:
            self._table.view.selectRow(0)

    def _say_unsummed(self, count: int) -> None:
        hits, summed = self._question.hits, self._loader.shown()
        if hits is None or hits.by_bucket is not None:
            return
        if hits.more:
            self._table.model.set_sorted("", False)
        if summed is not None and summed[0] is self._question and summed[1] is not None:
            return  # the sums of before stand until there are others
        self._buckets.set_counts(None)
        counted, summing = self.tr("%n 个案件", "", count), self.tr("正在合计…")
        if hits.more:
            counted = self.tr("超过 {cap} 个案件，先列出 {cap} 个，姓名相符的在前").format(cap=CAP)
        self._foot.setText(f"{counted} · {summing}")

    def _sum_up(self) -> tuple[CaseQuestion, Sums | None]:
        question = self._question
        return question, question.sums()

    def _show_sums(self, found: tuple[CaseQuestion, Sums | None]) -> None:
        question, sums = found
        if sums is None or question is not self._question:
            return
        totals = sums.shown(question.wanted)
        self._buckets.set_counts({bucket: total.count for bucket, total in sums.by_bucket.items()})
        parts = [
            self.tr("%n 个案件", "", totals.count),
            self.tr("今日应还合计 {sum}").format(sum=formats.money(totals.owed)),
        ]
        if question.hits is not None and question.hits.more:
            parts.append(self.tr("先列出 {cap} 个，姓名相符的在前；多输几个字即可找全").format(cap=CAP))
        self._foot.setText(" · ".join(parts))
        self.set_title(self.tr("案件"), self.tr("名下共 %n 个案件", "", sums.everything))
        self._stack.setCurrentWidget(self._whole if sums.everything else self._first)

    def _on_current(self, line: CaseLine | None) -> None:
        if line is None:
            return
        self._wanted.current = line.case_id
        if self._wanted.peeking:
            self._look(line)

    def _look(self, line: CaseLine | None) -> None:
        self._wanted.peeking = line is not None
        if line is not None:
            self._peek.look_at(line)
        elif self._peek.isVisible():
            self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._peek.setVisible(line is not None)
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """The address is the first to go where there is no room; the quick look has it anyway."""
        taken = self._peek.minimumWidth() if self._wanted.peeking else 0
        self._table.view.setColumnHidden(ADDRESS, self.width() - taken < theme.scaled(ROOM_FOR_ADDRESS))

    def _forget_filter(self) -> None:
        self._search.clear()
        self._buckets.set_chosen(())
        self._ask(text="", buckets=())

    def _say_error(self, error: KnownError) -> None:
        self._error.say_error(error, action=self.tr("重试"))


def _bucket_filters() -> list[Filter]:
    return [
        Filter(one.value, shown, shown, words.bucket_meaning(one))
        for one, shown in zip(Bucket, theme.BUCKETS, strict=True)
    ]
