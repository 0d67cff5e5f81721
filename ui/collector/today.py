"""Today: where to go next and why, in order, by the clock; what changed since the last look, and what is left to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.services import day_plan
from fieldapp.services.day_news import DayNews, day_news, have_read
from fieldapp.services.day_plan import DayPlan
from fieldapp.services.day_rest import Rest, day_rest
from ui import conflict_desk, formats, theme
from ui.collector.first_sync import FirstSync
from ui.collector.today_bar import DayBar
from ui.collector.today_doing import DayDoing
from ui.collector.today_news import LineCard, news_lines, rest_lines, since
from ui.collector.today_orphans import OrphanList
from ui.collector.today_start import StartVisit
from ui.collector.today_stops import WIDEST, StopList
from ui.loader import Loader
from ui.sync_page import SyncPage
from ui.viewmodels import day as day_view
from ui.viewmodels.day import DayPrice, DayView, Orphan, Stop
from ui.widgets.buttons import button, rename
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.page import Action, PageFrame
from ui.widgets.place_sketch import PlaceSketch
from ui.widgets.states import Banner, EmptyState
from ui.workplace import Workplace

SKETCH_TALL = 150
"""Least height in px of the sketch: with large text on a small screen the cards below need the room."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside the stops; it is read after them, for it takes longer."""

    news: DayNews
    rest: tuple[Rest, ...]


class TodayPage(PageFrame):
    """The day. What is chosen in the list is chosen on the sketch, and the main action is about it.

    Signals:
        filled: the stops are on screen after a load.
    """

    filled = Signal()

    def __init__(self, work: Workplace) -> None:
        super().__init__(formats.long_date(clock.today()), scroll=False)
        self._work = work
        self._key = ""
        self._filled = self._held = False
        self._made_at: datetime | None = None
        self._error = Banner("", "warn", action=self.tr("重试"))
        self._orphans = OrphanList()
        self._ask = StartVisit(work)
        self._stops = StopList()
        self._bar = DayBar()
        self._doing = DayDoing(work, self, self._shown_now)
        self._sketch = PlaceSketch(self.tr("今日各站的位置"), joined=True)
        self._unplaced = QVBoxLayout()
        self._news = LineCard(self.tr("上次以来的变化"), self.tr("没有新的变化。"), self.tr("都看过了"))
        self._rest = LineCard(self.tr("还要收尾"), self.tr("没有未完成的事。"))
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
        self._plan: QPushButton | None = None
        self._lay_out()
        # one at a time: a thread that reads delays the stops that are being put on screen
        self._loader: Loader[DayView] = Loader(
            self, work.tasks, self._read_day, self._show, self._say_error, lambda: self.is_building
        )
        self._around: Loader[Around] = Loader(
            self._beside, work.tasks, self._read_around, self._show_around, self._say_error, lambda: not self._filled
        )
        self._connect()

    @property
    def is_filled(self) -> bool:
        """Whether the stops of the last load are on screen."""
        return self._filled

    @property
    def is_building(self) -> bool:
        """Whether stops that were read are being put on screen."""
        return self._stops.building

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._stops.take_focus(self._key)

    def _connect(self) -> None:
        self._error.acted.connect(self._loader.ask)
        self._orphans.discarded.connect(self._discard)
        self._nothing.acted.connect(lambda: self._go("cases"))
        self._stops.chosen.connect(self._choose)
        self._stops.opened.connect(lambda key: self._work.open("case", key))
        self._stops.reordered.connect(self._reorder)
        self._stops.taken_out.connect(self._take_out)
        self._stops.put_in.connect(self._put_in)
        self._stops.must.connect(self._doing.must)
        self._stops.not_tomorrow.connect(self._doing.not_tomorrow)
        self._stops.wished.connect(self._doing.wish)
        self._bar.menu_wanted.connect(self._doing.menu)
        self._doing.reordered.connect(self._reorder)
        self._doing.failed.connect(self._say_error)
        self._stops.filled.connect(self._on_filled)
        self._stops.price_of = self._price_of
        self._sketch.chosen.connect(lambda key: self._choose(key, reveal=True))
        self._sketch.opened.connect(lambda key: self._work.open("case", key))
        self._news.followed.connect(self._follow)
        self._rest.followed.connect(self._follow)
        self._news.done.connect(self._have_read)
        # slots of the page itself: they end with it, which a lambda given to the longer-lived workplace would not
        self._work.changed.connect(self._on_news)
        self._work.status.connect(self._on_news)

    def _lay_out(self) -> None:
        doing = self._doing
        for part in (self._error, self._orphans, doing.planning, doing.proposal, doing.found_nobody, self._ask):
            part.hide()
            self.body.addWidget(part)
        held = QWidget()
        held.setMaximumWidth(theme.scaled(WIDEST))
        left = QVBoxLayout(held)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.S)
        left.addWidget(self._bar)
        left.addWidget(self._stops, 1)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.M)
        row.addWidget(held, 5)
        row.addLayout(self._right(), 6)
        self._stack = QStackedLayout()
        self._loading = QWidget()
        for state in (self._loading, whole, self._first, self._nothing, self._no_cases):
            self._stack.addWidget(state)
        self._whole = whole
        self.body.addLayout(self._stack, 1)

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(theme.XS)
        self._sketch.setMinimumHeight(SKETCH_TALL)
        right.addWidget(self._sketch, 1)
        self._unplaced.setSpacing(0)
        right.addLayout(self._unplaced)
        self._beside = QWidget()
        cards = QHBoxLayout(self._beside)
        cards.setContentsMargins(0, theme.XXS, 0, 0)
        cards.setSpacing(theme.M)
        for card in (self._news, self._rest):
            cards.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        right.addWidget(self._beside)
        return right

    def _show(self, view: DayView) -> None:
        self._error.hide()
        self._filled = False
        self.set_title(formats.long_date(view.day.on), day_view.facts(view) if view.day.total.count else "")
        self._orphans.show_orphans(view.orphans)
        self._stack.setCurrentWidget(self._state(view))
        self._bar.show_day(view)
        self._held = self._stops.has_focus()
        self._stops.show_day(view)
        keys = [stop.line.case_id for stop in view.stops]
        begun = next((stop.line.case_id for stop in view.stops if stop.begun), "")
        made_at = view.day.schedule.made_at if view.day.schedule is not None else None
        if made_at != self._made_at:  # a new plan begins at its first stop
            self._made_at, self._key = made_at, ""
        self._show_actions(view)
        self._choose(self._key if self._key in keys else begun or (keys[0] if keys else ""))

    def _on_filled(self) -> None:
        """The cards are there: their places follow, and the keyboard goes to the chosen one where it was on a card, or
        was nowhere."""
        self._filled = True
        self._show_places()
        self._work.page_is_there()
        self._loader.go_on()
        self._around.go_on()
        self._doing.ask_rules(self._stops.show_barred)
        here = self.window().focusWidget()
        if self.isVisible() and (self._held or here is None or here is self):
            self._stops.take_focus(self._key)
        self.filled.emit()

    def _state(self, view: DayView) -> QWidget:
        if view.stops or view.day.visited or view.day.left_out or day_view.left_of(view):
            return self._whole
        if view.day.total.count:
            return self._nothing
        return self._no_cases if view.synced else self._first

    def _read_day(self) -> DayView:
        return day_view.read_day(self._work.desk)

    def _read_around(self) -> Around:
        return Around(day_news(self._work.desk), day_rest(self._work.desk))

    def _show_around(self, found: Around) -> None:
        self._news.show_lines(news_lines(found.news), since(found.news))
        self._rest.show_lines(rest_lines(found.rest), "")

    def _show_places(self) -> None:
        """With the cards and not before: numbers on a sketch beside an empty list say nothing."""
        view = self._loader.shown()
        if view is not None:
            self._sketch.show_spots(day_view.spots(view.stops))
            self._sketch.choose(self._key)
            self._show_unplaced(day_view.without_place(view.stops))

    def _show_unplaced(self, stops: list[Stop]) -> None:
        empty(self._unplaced)
        if not stops:
            return
        self._unplaced.addWidget(label(self.tr("还没有位置的案件"), "faint"))
        for stop in stops:
            words = f"{stop.number}  {stop.line.borrower_name} · {stop.line.address}"
            one = button(words, "plain", "place_unsure")
            one.clicked.connect(lambda _checked=False, key=stop.line.case_id: self._choose(key, reveal=True))
            self._unplaced.addWidget(one, 0, Qt.AlignmentFlag.AlignLeading)

    def _show_actions(self, view: DayView) -> None:
        """The actions are made once and renamed after, so that they do not lose the focus."""
        self._doing.show_day(view)
        if not view.stops:
            again = [Action(self.tr("重新排程"), self._doing.plan, "route", "Ctrl+R")]
            self.set_actions(again if view.day.schedule is not None else [])
            self._start = self._plan = None
            return
        if self._start is None:
            _print, self._plan, self._start = self.set_actions(
                [
                    Action(self.tr("打印日程"), self._doing.print_sheet, "printer", kind="plain"),
                    Action("", self._doing.plan, "route", "Ctrl+R"),
                    Action("", self._start_visit, "play", "Ctrl+Return"),
                ]
            )
        assert self._plan is not None
        rename(self._plan, self.tr("重新排程") if view.day.schedule is not None else self.tr("排好今天"))

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
        stop = self._chosen()
        if stop is not None:
            self._ask.start(stop.line.case_id, stop.line.borrower_name, begun=stop.begun)

    def _shown_now(self) -> DayView | None:
        return self._loader.shown()

    def _price_of(self, order: Sequence[str]) -> DayPrice:
        view = self._loader.shown()
        return day_view.price_of(view, order) if view is not None else DayPrice()

    def _reorder(self, order: list[str]) -> None:
        """Keep another order, and say what it costs."""
        view, cost = self._loader.shown(), day_view.price_words(self._price_of(order))
        if view is not None:
            self._doing.planning.stop_now()
            self._change(
                lambda: day_plan.keep_order(self._work.desk, order),
                self.tr("已调整顺序：{price}").format(price=cost),
                view.day.plan,
            )

    def _take_out(self, key: str) -> None:
        view = self._loader.shown()
        if view is not None:
            name = next((stop.line.borrower_name for stop in view.stops if stop.line.case_id == key), "")
            words = self.tr("{name}今日不去").format(name=name)
            self._change(lambda: day_plan.take_out(self._work.desk, key), words, view.day.plan)

    def _put_in(self, key: str) -> None:
        view = self._loader.shown()
        if view is not None:
            words = self.tr("已加入今日")
            self._change(lambda: day_plan.put_back(self._work.desk, key), words, view.day.plan)

    def _change(self, write: Callable[[], DayPlan], words: str, before: DayPlan) -> None:
        """Change the day; the news at the foot offers to undo it."""
        desk, work, today = self._work.desk, self._work, clock.today()

        def done(after: DayPlan) -> None:
            def undo() -> None:
                work.tasks.write(
                    lambda: day_plan.take_back(desk, before, after, today), done=lambda _p: work.day_changed()
                )

            work.day_changed()
            if work.shell is not None:
                work.shell.toaster.say(words, "ok", action=self.tr("撤销"), then=undo)

        work.tasks.write(write, done=done, failed=self._say_error, owner=self)

    def _discard(self, orphan: Orphan) -> None:
        desk = self._work.desk
        self._work.tasks.write(
            lambda: day_view.discard(desk, orphan),
            done=lambda _done: self._loader.ask(),
            failed=self._say_error,
            owner=self,
        )

    def _have_read(self) -> None:
        desk = self._work.desk
        self._work.tasks.write(lambda: have_read(desk), done=lambda _done: self._around.ask(), owner=self)

    def _follow(self, leads_to: str, id_: str) -> None:
        """Go to what a line is about."""
        if leads_to == "conflicts":
            conflict_desk.open_desk(self._work)
        elif leads_to == "refused":
            self._go("sync")
            page = self._work.shell.page() if self._work.shell is not None else None
            if isinstance(page, SyncPage):
                page.show_refused()
        elif leads_to == "cases":
            self._go("cases")
        elif self._work.opens(leads_to):
            self._work.open(leads_to, id_)
        elif id_:
            self._work.open("case", id_)

    def _on_news(self, _what: object) -> None:
        self._loader.ask()
        self._around.ask()

    def _go(self, place: str) -> None:
        if self._work.shell is not None:
            self._work.shell.go(place)

    def _say_error(self, error: KnownError) -> None:
        self._error.say_error(error, action=self.tr("重试"))
