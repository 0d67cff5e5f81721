"""An agreed time: on which day, and from when to when the visit begins. The planner keeps it or says that it cannot."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.services import day_plan
from fieldapp.services.day_plan import DayPlan
from fieldapp.services.day_windows import seconds_of
from ui import theme
from ui.viewmodels.day import Stop
from ui.widgets.buttons import button
from ui.widgets.date_pick import DatePick
from ui.widgets.drawer import Drawer
from ui.widgets.fields import Fields
from ui.widgets.labels import label
from ui.widgets.states import Banner
from ui.widgets.time_edit import TimeEdit
from ui.workplace import Workplace

USUAL = time(10)
SLACK = timedelta(minutes=15)


class MeetSheet(Drawer):
    """The sheet over the page of the day.

    Signals:
        kept: (date) a time was agreed on for this day, or is not any more.
    """

    kept = Signal(object)
    wide = 560

    def __init__(self, over: QWidget, work: Workplace, stop: Stop) -> None:
        super().__init__(over, self.tr("约好时间 · {name}").format(name=stop.line.borrower_name))
        self._work, self._stop = work, stop
        self.day = DatePick(self.tr("日期"), least=clock.today(), required=True)
        self.opens, self.closes = TimeEdit(self.tr("从")), TimeEdit(self.tr("到"))
        self._told = Banner("", "info")
        self.save = button(self.tr("保存"), "primary", "save", keys="Ctrl+Return")
        self.none = button(self.tr("取消约定"), "quiet", "close")
        self._lay_form()
        self._fill()
        self.save.clicked.connect(self._save)
        self.none.clicked.connect(self._cancel)
        self.closed.connect(self.deleteLater)

    def _lay_form(self) -> None:
        form = Fields()
        for edit in (self.day, self.opens, self.closes):
            form.add(edit.accessibleName(), edit, width=180)
        self.body.addWidget(form)
        told = self.tr("外访在这段时间里开始。排程一定会守住它；守不住时会说明原因。不允许联系的时段，约了也不会排。")
        self.body.addWidget(label(told, "faint", wrap=True))
        self._told.hide()
        self.body.addWidget(self._told)
        row = QHBoxLayout()
        row.addWidget(self.none)
        row.addStretch(1)
        row.addWidget(self.save)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.body.setSpacing(theme.M)

    def _fill(self) -> None:
        self.day.set_value(clock.today())
        meeting = self._stop.meeting
        self.none.setVisible(meeting is not None)
        start, end = (_time(meeting[0]), _time(meeting[1])) if meeting is not None else (USUAL, None)
        self.opens.set_value(start)
        self.closes.set_value(end or (datetime.combine(clock.today(), start) + SLACK).time())

    def _save(self) -> None:
        wrong = [edit for edit in (self.day, self.opens, self.closes) if not edit.check()]
        if wrong:
            wrong[0].setFocus()
            return
        day, opens, closes = self.day.value(), self.opens.value(), self.closes.value()
        assert day is not None and opens is not None and closes is not None  # noqa: PT018 - checked above
        desk, key = self._work.desk, self._stop.line.case_id
        self.save.setEnabled(False)
        self._work.tasks.write(
            lambda: day_plan.agree(desk, key, day, seconds_of(opens), seconds_of(closes)),
            done=lambda _plan: self._done(day), failed=self._fail, owner=self,
        )  # fmt: skip

    def _cancel(self) -> None:
        desk, key, day = self._work.desk, self._stop.line.case_id, clock.today()

        def done(_plan: DayPlan) -> None:
            self._done(day)

        self._work.tasks.write(lambda: day_plan.cancel_agreed(desk, key, day), done=done, failed=self._fail, owner=self)

    def _done(self, day: date) -> None:
        self.kept.emit(day)
        self.close_up()

    def _fail(self, error: KnownError) -> None:
        self.save.setEnabled(True)
        self._told.say_error(error)
        self._told.show()


def _time(seconds: int) -> time:
    return time(seconds // 3600, seconds // 60 % 60)
