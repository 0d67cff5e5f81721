"""Planning the day: how far it is and how to stop it, what came of it, and the way back.

The planner runs on a reader's thread, the plan is then kept by the writer: nothing that somebody types meanwhile waits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.services import day_plan
from fieldapp.services.day_made import Made
from fieldapp.services.day_plan import DayPlan
from ui import formats, theme
from ui.tasks import Task, current_job
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.workplace import Workplace

NOTHING = "day.nothing_to_plan"


class Planning(QFrame):
    """The line over the day while it is planned.

    Signals:
        failed: (KnownError) why it was not planned.
    """

    failed = Signal(object)

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self.setObjectName("note")
        self._work = work
        self._task: Task | None = None
        self._words = label("", "strong")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("排程进度"))
        self.stop = button(self.tr("停止"), "quiet", "close", says=self.tr("停止排程"))
        self.stop.clicked.connect(self.stop_now)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S, theme.XXS, theme.XS, theme.XXS)
        row.setSpacing(theme.S)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1)
        row.addWidget(self.stop)
        self.hide()
        work.tasks.progressed.connect(self._on_progress)
        work.tasks.ended.connect(self._on_end)

    @property
    def busy(self) -> bool:
        """Whether a plan is being made."""
        return self._task is not None

    def today(self, before: DayPlan, words: str = "", first: Callable[[], DayPlan] | None = None) -> None:
        """Plan today from here and now. `first` is kept before; `words` say what that was; undo goes back to
        `before`, ahead of both."""
        if first is None:
            self._plan_today(before, words)
            return

        def go_on(plan: DayPlan) -> None:
            self._work.day_changed()  # whatever becomes of the planning, this is kept
            self._plan_today(before, words, plan)

        self._work.tasks.write(first, done=go_on, failed=self.failed.emit, owner=self)

    def tomorrow(self) -> None:
        """A draft of tomorrow out of what today leaves."""
        desk = self._work.desk

        def lay() -> tuple[date, tuple[str, ...], Made]:
            from fieldapp.services.lay_day import lay_tomorrow

            return lay_tomorrow(desk, _heard())

        def keep(found: tuple[date, tuple[str, ...], Made]) -> None:
            day, case_ids, made = found
            self._work.tasks.write(
                lambda: day_plan.keep_draft(desk, day, case_ids, made),
                done=lambda _plan: self._kept(self._told_tomorrow(day, made)),
                failed=self.failed.emit,
                owner=self,
            )

        self._begin(self.tr("正在为明天排一份…"), lay, keep, self.failed.emit)

    def stop_now(self) -> None:
        """Stop planning, if it is under way: what was done by hand meanwhile is what is wanted."""
        if self._task is not None:
            self._task.cancel()

    def _plan_today(self, before: DayPlan, words: str, changed: DayPlan | None = None) -> None:
        """`changed`: what was already kept of what was asked for, as `words` say."""
        desk, today = self._work.desk, clock.today()

        def lay() -> Made:
            from fieldapp.services.lay_day import lay_day

            return lay_day(desk, _heard())

        def keep(made: Made) -> None:
            told = formats.clauses([part for part in (words, self._told(made)) if part])
            self._work.tasks.write(
                lambda: day_plan.keep_made(desk, today, made),
                done=lambda plan: self._kept(told, lambda: day_plan.take_back(desk, before, plan, today)),
                failed=self.failed.emit,
                owner=self,
            )

        def fail(error: KnownError) -> None:
            if changed is not None and error.code == NOTHING:  # that was the last stop
                self._kept(words, lambda: day_plan.take_back(desk, before, changed, today))
            else:
                self.failed.emit(error)

        self._begin(self.tr("正在排程…"), lay, keep, fail)

    def _begin(
        self, words: str, lay: Callable[[], object], keep: Callable[..., object], fail: Callable[[KnownError], object]
    ) -> None:
        self.stop_now()  # what was asked for last is what is wanted
        self._words.setText(words)
        self.setAccessibleName(words)
        self._bar.setRange(0, 0)
        self.show()
        self._task = self._work.tasks.read(lay, done=keep, failed=fail, owner=self, words=words)

    def _kept(self, words: str, back: Callable[[], DayPlan] | None = None) -> None:
        """Say what was kept; `back` undoes it."""
        work = self._work
        work.day_changed()
        if work.shell is None:
            return
        if back is None:
            work.shell.say(words)
            return

        def undo() -> None:
            assert back is not None
            work.tasks.write(back, done=lambda _plan: work.day_changed())

        work.shell.toaster.say(words, "ok", action=self.tr("撤销"), then=undo)

    def _told(self, made: Made) -> str:
        stops = self.tr("已排好 %n 站", "", len(made.order))
        return formats.clauses([stops, self.tr("%n 个没排进", "", len(made.left))]) if made.left else stops

    def _told_tomorrow(self, day: date, made: Made) -> str:
        when = self.tr("{day}的草稿").format(day=formats.short_date(day))
        return formats.headed(when, self._told(made))

    def _on_progress(self, task: Task, done: int, total: int) -> None:
        if task is self._task and done:
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _on_end(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self.hide()


def _heard() -> Callable[[int, int], bool]:
    """Tells the task how far the planner is, and the planner whether it shall go on."""
    job = current_job()

    def heard(done: int, of: int) -> bool:
        job.progress(done, of)
        return not job.cancelled()

    return heard
