"""How the day goes by habit: when one leaves and is back, lunch, how long a visit takes, and from where to where."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from fieldapp.errors import KnownError
from fieldapp.services.day_habits import LEAST_VISIT, MOST_VISIT, DayHabits, keep_habits
from fieldapp.services.day_places import place_for
from ui import theme
from ui.widgets.buttons import button
from ui.widgets.drawer import Drawer
from ui.widgets.fields import Fields
from ui.widgets.int_edit import IntEdit
from ui.widgets.labels import label
from ui.widgets.states import Banner
from ui.widgets.time_edit import TimeEdit
from ui.workplace import Workplace

NARROW, PLACE_WIDE = 140, 420


class HabitsSheet(Drawer):
    """The sheet over the page of the day.

    Signals:
        kept: (DayHabits) they are in the store.
    """

    kept = Signal(object)
    wide = 640

    def __init__(self, over: QWidget, work: Workplace, habits: DayHabits) -> None:
        super().__init__(over, self.tr("当日设置"))
        self._work, self._habits = work, habits
        self.starts, self.ends = TimeEdit(self.tr("出发时间")), TimeEdit(self.tr("收工时间"))
        self.lunch_from, self.lunch_to = TimeEdit(self.tr("午休开始")), TimeEdit(self.tr("午休结束"))
        self.visit = IntEdit(
            self.tr("每站时间"), unit=self.tr("分钟"), least=LEAST_VISIT, most=MOST_VISIT, required=True
        )
        self.start, self.end = _place(self.tr("出发地点")), _place(self.tr("收工地点"))
        self._told = Banner("", "info")
        self.save = button(self.tr("保存"), "primary", "save", keys="Ctrl+Return")
        self.save.clicked.connect(self._save)
        self._lay_form()
        self._fill()
        self.closed.connect(self.deleteLater)

    def _lay_form(self) -> None:
        form = Fields()
        for edit in (self.starts, self.ends, self.lunch_from, self.lunch_to, self.visit):
            edit.setMaximumWidth(theme.scaled(NARROW))
            form.add(edit.accessibleName(), edit, width=NARROW)
        for line in (self.start, self.end):
            form.add(line.accessibleName(), line, width=PLACE_WIDE)
        self.body.addWidget(form)
        told = self.tr(
            "地点写地址或经纬度（120.62,31.32）。不写：第一站怎么去、最后怎么回，都不计时间。午休两个时间相同：不留午休。"
        )
        self.body.addWidget(label(told, "faint", wrap=True))
        self._told.hide()
        self.body.addWidget(self._told)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.save)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.body.setSpacing(theme.M)

    def _fill(self) -> None:
        habits = self._habits
        for edit, value in (
            (self.starts, habits.starts), (self.ends, habits.ends),
            (self.lunch_from, habits.lunch_from), (self.lunch_to, habits.lunch_to),
        ):  # fmt: skip
            edit.set_value(value)
        self.visit.set_value(habits.visit_minutes)
        for line, place in ((self.start, habits.start), (self.end, habits.end)):
            line.setText(place.words if place is not None else "")

    def _save(self) -> None:
        edits = (self.starts, self.ends, self.lunch_from, self.lunch_to, self.visit)
        wrong = [edit for edit in edits if not edit.check()]
        if wrong:
            wrong[0].setFocus()
            return
        starts, ends = self.starts.value(), self.ends.value()
        lunch_from, lunch_to, visit = self.lunch_from.value(), self.lunch_to.value(), self.visit.value()
        assert starts and ends and lunch_from is not None and lunch_to is not None and visit  # noqa: PT018 - checked
        asked = replace(
            self._habits, starts=starts, ends=ends, lunch_from=lunch_from, lunch_to=lunch_to, visit_minutes=visit
        )
        desk, before = self._work.desk, self._habits
        start, end = self.start.text(), self.end.text()
        self.save.setEnabled(False)

        def write() -> DayHabits:
            found = replace(asked, start=place_for(start, before.start), end=place_for(end, before.end))
            return keep_habits(desk, found)

        self._work.tasks.write(write, done=self._done, failed=self._fail, owner=self)

    def _done(self, habits: DayHabits) -> None:
        self.kept.emit(habits)
        self.close_up()

    def _fail(self, error: KnownError) -> None:
        self.save.setEnabled(True)
        self._told.say_error(error)
        self._told.show()


def _place(says: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(says)
    made.setMinimumHeight(theme.TARGET)
    made.setClearButtonEnabled(True)
    return made
