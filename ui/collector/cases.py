"""All cases as a ledger: find, filter and sort; what the filter shows is counted and summed at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from fieldapp.domain.lending.ageing import Bucket
from fieldapp.errors import KnownError
from fieldapp.store.laptop.case_filter import CaseFilter
from fieldapp.store.laptop.case_list import CaseLine
from fieldapp.store.laptop.case_search import CAP
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, theme, words
from ui.collector.case_actions import CaseActions, Find, SelectionBar, below
from ui.collector.case_bar import CaseBar
from ui.collector.case_beside import Beside
from ui.collector.case_question import CaseQuestion, Sums, next_sort
from ui.collector.case_table import Wanted, columns
from ui.collector.first_sync import FirstSync
from ui.loader import Loader
from ui.widgets.card import Card
from ui.widgets.filter_chips import Filter, FilterChips
from ui.widgets.labels import label, rule
from ui.widgets.page import Action, PageFrame
from ui.widgets.paged_table import PagedTable
from ui.widgets.search import SearchField
from ui.widgets.states import Banner, EmptyState
from ui.workplace import Workplace

ADVISED_AFTER_MS = 250
"""How long rows stay on screen before their next step is worked out: a fast scroll asks for none."""


class CasesPage(PageFrame):
    """The list. Ctrl+F goes to the search field, Down from there into the list, Space is the quick look."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("案件"), scroll=False)
        self._work = work
        self._wanted = Wanted.of(work)
        self._question = CaseQuestion(work.desk, self._wanted.filter)
        self._search = SearchField(work.tasks, self.tr("姓名、拼音首字母、电话、地址、案件号"), pause_ms=0)
        self._buckets = FilterChips(self.tr("按逾期筛选"), self.tr("全部"), _bucket_filters())
        self._bar = CaseBar()
        self._table = self._made_table()
        self._doing = CaseActions(self, work)
        self._chosen = SelectionBar()
        self._beside = Beside(work, self._table, self._bar, self._wanted, self._chosen_ids)
        self._foot = label("", "muted", wrap=True)
        self._error = Banner("", "warn", action=self.tr("重试"))
        self._first = FirstSync(work)
        self._none = EmptyState(self.tr("名下还没有案件"), self.tr("主管分配后，同步时会出现在这里。"), icon="cases")
        self._stack = QStackedLayout()
        self._lay_out()
        self._fill_controls()
        self._loader: Loader[tuple[CaseQuestion, Sums | None]] = Loader(
            self, work.tasks, self._sum_up, self._show_sums, self._say_error
        )
        self._connect()
        self._beside.read()
        self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._doing.read_days()
        self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self._table.view.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self._beside.is_open():
            self._beside.show_part("")
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._beside.fit()

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
        return PagedTable(
            self.tr("案件"), self._work.tasks, columns(), key=lambda line: line.case_id, empty=nothing, several=True
        )

    def _lay_out(self) -> None:
        self._error.hide()
        self._chosen.hide()
        self.set_actions(
            [
                Action(self.tr("列"), lambda: self._beside.toggle("columns"), "columns", kind="plain"),
                Action(self.tr("导出清单"), self._export_all, "export", kind="quiet"),
            ]
        )
        self.body.setSpacing(theme.S)
        self.body.addWidget(self._error)
        row = QHBoxLayout()
        row.setSpacing(theme.S)
        row.addWidget(self._search, 4)
        row.addWidget(self._buckets, 7)
        row.addWidget(self._bar.more_button(), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addWidget(self._bar)
        card = Card(pad=0)
        card.body.setSpacing(0)
        card.add(self._table, 1)
        card.add(rule())
        card.add(self._chosen)
        self._foot.setContentsMargins(theme.S, theme.XS, theme.S, theme.XS)
        card.add(self._foot)
        whole = QWidget()
        beside = QHBoxLayout(whole)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.M)
        beside.addWidget(card, 1)
        for part in self._beside.parts():
            beside.addWidget(part)
        self._whole = whole
        for state in (whole, self._first, self._none):
            self._stack.addWidget(state)
        held = QVBoxLayout()
        held.addLayout(self._stack, 1)
        self.body.addLayout(held, 1)

    def _fill_controls(self) -> None:
        """Show what the list was asked for, before anybody listens."""
        self._search.setText(self._wanted.filter.text)
        self._buckets.set_chosen(self._wanted.filter.buckets)
        self._bar.show_wanted(self._wanted.filter)

    def _connect(self) -> None:
        self._search.searched.connect(lambda text: self._ask(text=text))
        self._search.returnPressed.connect(lambda: self._open(self._table.current()))
        self._buckets.changed.connect(lambda values: self._ask(buckets=values))
        self._bar.marks_changed.connect(lambda marks: self._ask(marks=marks))
        self._bar.applied.connect(lambda one: self._apply(one.filter))
        self._beside.look_read.connect(self._on_look)
        self._error.acted.connect(self._load)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._find)
        self._table.sort_wanted.connect(lambda by, _descending: self._sort_by(by))
        self._table.opened.connect(self._open)
        self._table.looked.connect(lambda _line: self._beside.toggle("peek"))
        self._table.selected.connect(self._on_current)
        self._table.counted.connect(self._on_counted)
        self._table.chosen.connect(self._on_chosen)
        self._table.fill_menu = self._fill_menu
        self._chosen.added.connect(lambda: self._doing.add(self._chosen_ids()))
        self._chosen.planned.connect(self._choose_day)
        self._chosen.tagged.connect(lambda tag: self._doing.tag(self._chosen_ids(), tag))
        self._chosen.exported.connect(lambda: self._beside.export(self._count_chosen(), self._chosen_ids()))
        self._chosen.cleared.connect(self._forget_choice)
        self._doing.exporting.connect(self._chosen.exported)
        self._doing.tagging.connect(self._ask_tag)
        self._soon = QTimer(self, singleShot=True, interval=ADVISED_AFTER_MS)
        self._soon.timeout.connect(self._advise)
        self._table.view.verticalScrollBar().valueChanged.connect(lambda _value: self._soon.start())
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
            self._bar.show_wanted(self._wanted.filter)
            self._load()

    def _apply(self, wanted: CaseFilter) -> None:
        """Ask for what a saved filter says; a press on the one in force takes it back."""
        asked = CaseFilter() if wanted == self._wanted.filter else wanted
        self._search.setText(asked.text)
        self._buckets.set_chosen(asked.buckets)
        self._wanted.filter = asked
        self._bar.show_wanted(asked)
        self._load()

    def _sort_by(self, by: str) -> None:
        sort, descending = next_sort(self._wanted.filter, by)
        self._ask(sort=sort, descending=descending)
        self._beside.keep_look()

    def _on_look(self) -> None:
        """What this person's list looks like was read: its order too, unless something was asked for meanwhile."""
        look = self._wanted.look
        if look is not None and self._wanted.filter == CaseFilter():
            self._ask(sort=look.sort, descending=look.descending)

    def _load(self) -> None:
        self._error.hide()
        self._question = CaseQuestion(self._work.desk, self._wanted.filter)
        by, down = self._question.sorted_by()
        self._table.load(self._question.source(), sorted_by=by, descending=down)

    def _on_changed(self, _changes: ChangeSet) -> None:
        self._table.refresh()

    def _on_counted(self, count: int) -> None:
        """The rows are there: now it may be summed up, which for a broad search takes longer than anybody would wait.

        There is always a current row, so that Return and Space mean something; the one of before, if it is there.
        """
        self._table.model.set_sorted(*self._question.sorted_by())
        self._say_unsummed(count)
        self._loader.ask()
        self._soon.start()
        found = self._table.view.currentIndex().isValid() or self._table.select(self._wanted.current)
        if count and not found:
            self._table.view.selectRow(0)
        current = self._table.current()
        if current is not None:
            self._beside.look_at(current)  # the same case may read otherwise now

    def _say_unsummed(self, count: int) -> None:
        hits, summed = self._question.hits, self._loader.shown()
        if hits is None or hits.by_bucket is not None:
            return
        if summed is not None and summed[0] is self._question and summed[1] is not None:
            return  # the sums of before stand until there are others
        self._buckets.set_counts(None)
        counted, summing = self.tr("%n 个案件", "", count), self.tr("正在合计…")
        if self._question.partial:
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
        if question.adopt():  # all of it is in order now
            self._table.refresh()
        summed = self.tr("今日应还合计 {sum}") if not totals.unsettled else self.tr("已算出的合计 {sum}")
        parts = [self.tr("%n 个案件", "", totals.count), summed.format(sum=formats.money(totals.owed))]
        if totals.unsettled:
            parts.append(self.tr("还有 %n 个在计算，合计随后更新", "", totals.unsettled))
        if question.by_name:
            parts.append(self.tr("姓名相符的在前；点表头可改按该列排序"))
        self._foot.setText(" · ".join(parts))
        self.set_title(self.tr("案件"), self.tr("名下共 %n 个案件", "", sums.everything))
        empty = self._none if sums.synced else self._first
        self._stack.setCurrentWidget(self._whole if sums.everything else empty)

    def _on_current(self, line: CaseLine | None) -> None:
        if line is not None:
            self._wanted.current = line.case_id
            self._beside.look_at(line)

    def _on_chosen(self, count: int) -> None:
        self._chosen.setVisible(count > 1)
        self._chosen.show_count(count)
        self._foot.setVisible(count <= 1)
        self._beside.chosen_changed(count)

    def _count_chosen(self) -> int:
        choice = self._table.choice
        return choice.count() if choice is not None else 0

    def _chosen_ids(self) -> Find:
        """Finds the chosen cases; what is chosen now, whatever is chosen later."""
        choice, question = self._table.choice, self._question
        assert choice is not None
        if choice.everything():
            return question.everything
        ids = [str(key) for key in choice.one_by_one()]
        return lambda: ids

    def _forget_choice(self) -> None:
        if self._table.choice is not None:
            self._table.choice.forget()
        self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_menu(self, menu: QMenu) -> None:
        line = self._table.current()
        self._doing.fill_menu(
            menu, line, self._count_chosen(), self._chosen_ids(), lambda: self._beside.show_part("peek")
        )

    def _choose_day(self, key: QWidget) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._doing.fill_days(menu, self._chosen_ids())
        menu.popup(below(key))

    def _ask_tag(self) -> None:
        self._chosen.show()
        self._chosen.show_count(self._count_chosen())
        self._chosen.ask_tag()

    def _export_all(self) -> None:
        """The whole list; what is chosen, if several are."""
        count = self._count_chosen()
        if count > 1:
            self._beside.export(count, self._chosen_ids())
        else:
            self._beside.export(self._table.model.rowCount(), self._question.everything)

    def _advise(self) -> None:
        view = self._table.view
        first, last = view.rowAt(0), view.rowAt(view.viewport().height() - 1)
        self._beside.advise(first, last)

    def _forget_filter(self) -> None:
        self._search.clear()
        self._buckets.set_chosen(())
        self._ask(text="", buckets=(), marks=())

    def _say_error(self, error: KnownError) -> None:
        self._error.say_error(error, action=self.tr("重试"))


def _bucket_filters() -> list[Filter]:
    return [
        Filter(one.value, shown, shown, words.bucket_meaning(one))
        for one, shown in zip(Bucket, theme.BUCKETS, strict=True)
    ]
