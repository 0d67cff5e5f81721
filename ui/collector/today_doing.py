"""What can be done with the day as a whole, and with a stop besides moving it: plans, habits, agreed times, paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from fieldapp import clock
from fieldapp.services import day_plan
from fieldapp.services.day_barred import Barred, barred_stops
from fieldapp.services.day_now import not_found_since
from fieldapp.services.day_plan import DayPlan, plan_of
from fieldapp.store.laptop.case_list import CaseLine
from fieldapp.store.laptop.unit import ChangeSet
from ui.collector.today_menu import Wish
from ui.collector.today_plan import Planning
from ui.parts.navigate import navigate
from ui.viewmodels import day as day_view
from ui.viewmodels import day_why
from ui.viewmodels.day import DayView, Stop
from ui.widgets.states import Banner
from ui.workplace import Workplace


class DayDoing(QObject):
    """Does it for one page. `shown` says what the page shows.

    Signals:
        reordered: (list of str) the stops are wanted in this order.
        failed: (KnownError) why something was not done.
    """

    reordered = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Workplace, page: QWidget, shown: Callable[[], DayView | None]) -> None:
        super().__init__(page)
        self._work, self._page, self._shown = work, page, shown
        self.planning = Planning(work)
        self.planning.failed.connect(self.failed)
        self.found_nobody = Banner("", "info", action=self.tr("重排余下"))
        self.found_nobody.acted.connect(self.plan)
        self.proposal = Banner("", "info", action=self.tr("排好今天"))
        self.proposal.acted.connect(self.plan)
        self._told: set[str] = set()
        work.changed.connect(self._on_news)

    def show_day(self, view: DayView) -> None:
        """Offer what belongs to this day: to plan it where it does not fit, to plan the rest where nobody was found."""
        proposed = day_view.proposal(view)
        if proposed:
            self.proposal.say(proposed, "info", action=self.tr("排好今天"))
        else:
            self.proposal.hide()
        names = view.day.schedule.not_found if view.day.schedule is not None else ()
        if names and view.stops:
            told = self.tr("{name}没人在。余下 {count} 站可以从这里、从现在重排。")
            self.found_nobody.say(
                told.format(name=names[-1], count=len(view.stops)), "info", action=self.tr("重排余下")
            )
        else:
            self.found_nobody.hide()

    def ask_rules(self, show: Callable[[dict[str, str]], object]) -> None:
        """Ask whether the stops of the plan may still be visited, and show by case why not: after they are on screen,
        for it takes longer."""
        view, desk = self._shown(), self._work.desk
        if view is None or view.day.schedule is None:
            show({})
            return
        day = view.day

        def answer(found: dict[str, Barred]) -> None:
            now = self._shown()
            if now is not None and now.day is day:
                show({key: day_why.barred_words(one) for key, one in found.items()})

        self._work.tasks.read(lambda: barred_stops(desk, day), done=answer, failed=self.failed.emit, owner=self)

    def _on_news(self, changes: ChangeSet) -> None:
        """A visit was saved on another page: where it found nobody, the rest can be planned by one key from there."""
        if self._page.isVisible() or not changes.cases:
            return
        desk = self._work.desk

        def read() -> tuple[DayPlan, list[CaseLine]]:
            with desk.store.reading() as unit:
                plan = plan_of(unit, clock.today())
                return plan, not_found_since(plan.made, unit.cases.visited(clock.today())) if plan.made else []

        self._work.tasks.read(read, done=lambda found: self._offer_rest(*found), owner=self)

    def _offer_rest(self, plan: DayPlan, lines: list[CaseLine]) -> None:
        fresh = [line for line in lines if line.case_id not in self._told]
        self._told |= {line.case_id for line in lines}
        shell = self._work.shell
        if not fresh or shell is None:
            return

        def go() -> None:
            shell.go("today")
            self.planning.today(plan)

        words = self.tr("{name}没人在。余下的站可以从这里重排。").format(name=fresh[-1].borrower_name)
        shell.toaster.say(words, "ok", action=self.tr("重排余下"), then=go)

    def plan(self) -> None:
        """Plan today from here and now."""
        view = self._shown()
        if view is not None:
            self.planning.today(view.day.plan)

    def must(self, key: str) -> None:
        """Plan today with this case in it."""
        view, desk = self._shown(), self._work.desk
        if view is not None:
            name = next((one.line.borrower_name for one in day_view.left_of(view) if one.line.case_id == key), "")
            words = self.tr("{name}已排入").format(name=name)
            self.planning.today(view.day.plan, words, lambda: day_plan.must(desk, key))

    def not_tomorrow(self, key: str) -> None:
        """Out of the draft of tomorrow."""
        desk, day = self._work.desk, clock.today() + timedelta(days=1)
        self._work.tasks.write(
            lambda: day_plan.take_out(desk, key, day),
            done=lambda _plan: self._work.day_changed(),
            failed=self.failed.emit,
            owner=self._page,
        )

    def wish(self, key: str, wish: Wish) -> None:
        """What is wanted of a stop."""
        view = self._shown()
        stop = next((one for one in view.stops if one.line.case_id == key), None) if view is not None else None
        if stop is None:
            return
        if wish is Wish.NOBODY:
            self._nobody(stop)
        elif wish is Wish.MEET:
            self._meet(stop)
        elif wish is Wish.WAY:
            navigate(self._work, self._page.focusWidget() or self._page, key, number=stop.number)
        elif wish is Wish.PLACE:
            self._work.open("places", key)
        else:
            self._lock(stop, wish)

    def menu(self, at: QPoint) -> None:
        """What else can be done with the day."""
        view = self._shown()
        if view is None:
            return
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("当日设置…")).triggered.connect(self.habits)
        if view.day.schedule is None:
            self._offer_shorter(menu, view)
        menu.addAction(self.tr("为明天排一份")).triggered.connect(self.planning.tomorrow)
        menu.addSeparator()
        menu.addAction(self.tr("打印日程单…")).triggered.connect(self.print_sheet)
        menu.addAction(self.tr("日程单存为 PDF…")).triggered.connect(self.save_sheet)
        menu.addAction(self.tr("导出日历（.ics）…")).triggered.connect(self.save_calendar)
        menu.popup(at)

    def habits(self) -> None:
        """Open the settings of the day."""
        from ui.collector.today_habits import HabitsSheet

        view = self._shown()
        if view is not None:
            sheet = HabitsSheet(self._page, self._work, view.day.habits)
            sheet.kept.connect(lambda _habits: self._again())
            sheet.open_up()

    def print_sheet(self) -> None:
        """Open the print sheet with the day on paper."""
        from ui.collector import today_paper

        today_paper.offer_print(self._page, self._work, self.failed.emit)

    def save_sheet(self) -> None:
        """Ask where the day on paper is to be kept."""
        from ui.collector import today_paper

        today_paper.offer_copy(self._page, self._work, self.failed.emit)

    def save_calendar(self) -> None:
        """Ask where the calendar file is to be kept."""
        from ui.collector import today_paper

        today_paper.offer_calendar(self._page, self._work, self.failed.emit)

    def _again(self) -> None:
        """Something that the plan was made of is another: plan again, if there is a plan."""
        view = self._shown()
        self._work.day_changed()
        if view is not None and view.day.schedule is not None:
            self.planning.today(view.day.plan)

    def _nobody(self, stop: Stop) -> None:
        view, desk, key = self._shown(), self._work.desk, stop.line.case_id
        if view is not None and not stop.begun:
            words = self.tr("{name}没人在，外访还要记录").format(name=stop.line.borrower_name)
            self.planning.today(view.day.plan, words, lambda: day_plan.nobody(desk, key))

    def _meet(self, stop: Stop) -> None:
        from ui.collector.today_meet import MeetSheet

        sheet = MeetSheet(self._page, self._work, stop)
        sheet.kept.connect(lambda _day: self._again())
        sheet.open_up()

    def _lock(self, stop: Stop, wish: Wish) -> None:
        view, desk, key = self._shown(), self._work.desk, stop.line.case_id
        at = (
            next((one.at.begins for one in view.day.stops if one.at and one.line.case_id == key), None)
            if view
            else None
        )

        def write() -> day_plan.DayPlan:
            if wish is Wish.UNLOCK:
                return day_plan.unlock(desk, key)
            return day_plan.lock(desk, key, at if wish is Wish.LOCK_TIME else None)

        self._work.tasks.write(
            write, done=lambda _plan: self._work.day_changed(), failed=self.failed.emit, owner=self._page
        )

    def _offer_shorter(self, menu: QMenu, view: DayView) -> None:
        """The short way by the straight line, while nobody has planned the day."""
        order = day_view.by_way(view)
        cost = day_view.price_of(view, order)
        if cost.metres < 0:
            words = self.tr("按路程排（{price}）").format(price=day_view.price_words(cost))
            menu.addAction(words).triggered.connect(lambda: self.reordered.emit(order))
