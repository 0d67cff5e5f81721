"""Today: where to go next and why, in order, with a sketch of where the places are; what is done stands at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from fieldapp import clock
from fieldapp.errors import KnownError
from ui import formats, theme
from ui.collector.first_sync import FirstSync
from ui.collector.today_orphans import OrphanList
from ui.collector.today_stops import StopList
from ui.loader import Loader
from ui.viewmodels import day as day_view
from ui.viewmodels.day import DayView, Orphan, Stop
from ui.widgets.buttons import button, rename
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.page import Action, PageFrame
from ui.widgets.place_sketch import PlaceSketch
from ui.widgets.states import Banner, EmptyState
from ui.workplace import Workplace


class TodayPage(PageFrame):
    """The day. What is chosen in the list is chosen on the sketch, and the main action is about it."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(formats.long_date(clock.today()), scroll=False)
        self._work = work
        self._key = ""
        self._error = Banner("", "warn", action=self.tr("重试"))
        self._refused = Banner("", "warn", action=self.tr("查看原因"))
        self._orphans = OrphanList()
        self._stops = StopList()
        self._sketch = PlaceSketch(self.tr("今日各站的位置"))
        self._unplaced = QVBoxLayout()
        self._first = FirstSync(work)
        self._nothing = EmptyState(
            self.tr("今天没有要走访的案件"),
            self.tr("没有到期的承诺、方案和期限，也没有逾期未走访的案件。"),
            icon="today",
            action=self.tr("查看全部案件"),
        )
        self._no_cases = EmptyState(
            self.tr("名下还没有案件"), self.tr("主管分配后，同步时会出现在这里。"), icon="cases"
        )
        self._start: QPushButton | None = None
        self._lay_out()
        self._loader: Loader[DayView] = Loader(
            self, work.tasks, lambda: day_view.read_day(work.desk), self._show, self._say_error
        )
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._stops.take_focus(self._key)

    def _connect(self) -> None:
        self._error.acted.connect(self._loader.ask)
        self._refused.acted.connect(lambda: self._go("sync"))
        self._orphans.discarded.connect(self._discard)
        self._nothing.acted.connect(lambda: self._go("cases"))
        self._stops.chosen.connect(self._choose)
        self._stops.opened.connect(lambda key: self._work.open("case", key))
        self._sketch.chosen.connect(lambda key: self._choose(key, reveal=True))
        self._sketch.opened.connect(lambda key: self._work.open("case", key))
        # slots of the page itself: they end with it, which a lambda given to the longer-lived workplace would not
        self._work.changed.connect(self._on_news)
        self._work.status.connect(self._on_news)

    def _lay_out(self) -> None:
        for part in (self._error, self._refused, self._orphans):
            part.hide()
            self.body.addWidget(part)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.M)
        row.addWidget(self._stops, 5)
        right = QVBoxLayout()
        right.setSpacing(theme.XS)
        right.addWidget(self._sketch, 1)
        self._unplaced.setSpacing(0)
        right.addLayout(self._unplaced)
        row.addLayout(right, 6)
        self._stack = QStackedLayout()
        self._loading = QWidget()
        for state in (self._loading, whole, self._first, self._nothing, self._no_cases):
            self._stack.addWidget(state)
        self._whole = whole
        self.body.addLayout(self._stack, 1)

    def _show(self, view: DayView) -> None:
        self._error.hide()
        self.set_title(formats.long_date(view.day.on), day_view.facts(view) if view.day.total.count else "")
        self._show_banners(view)
        self._stack.setCurrentWidget(self._state(view))
        on_card = self._stops.has_focus()
        self._stops.show_stops(view.stops, view.day.visited)
        self._show_unplaced(day_view.without_place(view.stops))
        keys = [stop.line.case_id for stop in view.stops]
        begun = next((stop.line.case_id for stop in view.stops if stop.begun), "")
        first = begun or (keys[0] if keys else "")
        self._sketch.show_spots(day_view.spots(view.stops))
        self._show_action(view)
        self._choose(self._key if self._key in keys else first)
        if on_card:
            self._stops.take_focus(self._key)

    def _state(self, view: DayView) -> QWidget:
        if view.stops or view.day.visited:
            return self._whole
        if view.day.total.count:
            return self._nothing
        return self._no_cases if view.synced else self._first

    def _show_banners(self, view: DayView) -> None:
        self._refused.setVisible(bool(view.day.refused))
        if view.day.refused:
            words = self.tr("%n 项记录没有被服务器接收，仍保存在本机。", "", len(view.day.refused))
            self._refused.say(words, "warn", action=self.tr("查看原因"))
        self._orphans.show_orphans(view.orphans)

    def _show_unplaced(self, stops: list[Stop]) -> None:
        empty(self._unplaced)
        if not stops:
            return
        self._unplaced.addWidget(label(self.tr("还没有位置的案件"), "faint"))
        for stop in stops:
            words = f"{stop.number}  {stop.line.borrower_name} · {stop.line.address}"
            one = button(words, "plain", "place_unsure")
            one.clicked.connect(lambda _checked=False, key=stop.line.case_id: self._choose(key, reveal=True))
            self._unplaced.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_action(self, view: DayView) -> None:
        """The main action is made once and renamed after, so that it does not lose the focus."""
        if not view.stops:
            self.set_actions([])
            self._start = None
        elif self._start is None:
            (self._start,) = self.set_actions([Action("", self._start_visit, "play", "Ctrl+Return")])

    def _choose(self, key: str, *, reveal: bool = False) -> None:
        self._key = key
        self._stops.choose(key, reveal=reveal)
        self._sketch.choose(key)
        stop = self._chosen()
        if stop is None or self._start is None:
            return
        words = self.tr("继续外访") if stop.begun else self.tr("开始第 {number} 站").format(number=stop.number)
        rename(self._start, words, says=f"{words} {stop.line.borrower_name}")

    def _chosen(self) -> Stop | None:
        view = self._loader.shown()
        return next((stop for stop in view.stops if stop.line.case_id == self._key), None) if view else None

    def _start_visit(self) -> None:
        if self._key:
            self._work.open("visit", self._key)

    def _discard(self, orphan: Orphan) -> None:
        desk = self._work.desk
        self._work.tasks.write(
            lambda: day_view.discard(desk, orphan),
            done=lambda _done: self._loader.ask(),
            failed=self._say_error,
            owner=self,
        )

    def _on_news(self, _what: object) -> None:
        self._loader.ask()

    def _go(self, place: str) -> None:
        if self._work.shell is not None:
            self._work.shell.go(place)

    def _say_error(self, error: KnownError) -> None:
        self._error.say_error(error, action=self.tr("重试"))
