"""A date, typed as people write it or picked from a calendar; the weekday beside it, for a promise is made for one."""

from __future__ import annotations

import re
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout

from fieldapp import clock
from ui import formats, icons, theme
from ui.widgets.buttons import icon_button
from ui.widgets.checked_edit import CheckedEdit, Refusal

_FULL = re.compile(r"(\d{4})[-/.年 ]?(\d{1,2})[-/.月 ]?(\d{1,2})日?")
_SHORT = re.compile(r"(\d{1,2})[-/.月 ](\d{1,2})日?|(\d{2})(\d{2})")
_AHEAD = re.compile(r"\+(\d{1,3})")


class DatePick(CheckedEdit[date]):
    """Takes "2026-07-30", "7-30", "0730", "7月30日" and "+3" (days from today); shows "2026-07-30" and the weekday.

    A date without a year is the nearest one that may be chosen. F4 or Alt+Down opens the calendar, arrow up and down
    move by a day. `least` and `most` bound what may be chosen.
    """

    def __init__(
        self, says: str, *, least: date | None = None, most: date | None = None, required: bool = False
    ) -> None:
        self._least, self._most = least, most
        super().__init__(says, required=required, suffix=formats.weekday(clock.today()), room=theme.TARGET - theme.XXS)
        self._suffix = ""
        self.setMinimumWidth(210)
        self._opener = icon_button("calendar", self.tr("打开日历"))
        self._opener.setParent(self)
        self._opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._opener.setProperty("byKey", True)  # F4 and Alt+Down open it
        self._opener.setCursor(Qt.CursorShape.PointingHandCursor)
        self._opener.clicked.connect(self.open_calendar)
        self._popup: QFrame | None = None
        self.changed.connect(lambda _day: self._name_weekday())
        self.reasoned.connect(lambda _reason: self._name_weekday())

    def read(self, text: str) -> date:
        day = self._day(text)
        if self._least is not None and day < self._least:
            raise Refusal(self.tr("不能早于 {day}").format(day=self._least), at_once=False)
        if self._most is not None and day > self._most:
            raise Refusal(self.tr("不能晚于 {day}").format(day=self._most), at_once=False)
        return day

    def write(self, value: date) -> str:
        return formats.iso_date(value)

    def set_value(self, value: date | None) -> None:
        super().set_value(value)
        self._name_weekday()

    def open_calendar(self) -> None:
        """Open the calendar below the field, on the date that is set."""
        if self._popup is not None:
            self._popup.deleteLater()
        self._popup = self._make_popup()
        calendar = self._popup.findChild(QCalendarWidget)
        assert isinstance(calendar, QCalendarWidget)
        day = self.value() or clock.today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._popup.move(self.mapToGlobal(QPoint(0, self.height() + theme.XXS)))
        self._popup.show()
        calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.AltModifier
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(key, 0)
        if key == Qt.Key.Key_F4 or (key == Qt.Key.Key_Down and alt):
            self.open_calendar()
        elif step:
            self._choose((self.value() or clock.today()) + timedelta(days=step))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = theme.TARGET
        self._opener.move(self.width() - side - 1, (self.height() - side) // 2)

    def _day(self, text: str) -> date:
        if ahead := _AHEAD.fullmatch(text):
            return clock.today() + timedelta(days=int(ahead[1]))
        if short := _SHORT.fullmatch(text):
            return self._nearest(int(short[1] or short[3]), int(short[2] or short[4]))
        full = _FULL.fullmatch(text)
        if full is None:
            raise Refusal(self.tr("请输入日期，例如 7-30 或 2026-07-30"), at_once=False)
        found = _on(int(full[1]), int(full[2]), int(full[3]))
        if found is None:
            raise Refusal(self.tr("没有这一天"), at_once=False)
        return found

    def _nearest(self, month: int, day: int) -> date:
        """The date of this year, or of the next or the last where only that one may be chosen."""
        this = clock.today().year
        wanted = [found for year in (this, this + 1, this - 1) if (found := _on(year, month, day)) is not None]
        if not wanted:
            raise Refusal(self.tr("没有这一天"), at_once=False)
        return next((found for found in wanted if self._allowed(found)), wanted[0])

    def _allowed(self, day: date) -> bool:
        return (self._least is None or day >= self._least) and (self._most is None or day <= self._most)

    def _choose(self, day: date) -> None:
        if self._allowed(day) and day != self.value():
            self.set_value(day)
            self.changed.emit(day)

    def _name_weekday(self) -> None:
        day = self.value()
        self._suffix = "" if day is None else formats.weekday(day)
        self.update()

    def _make_popup(self) -> QFrame:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setObjectName("popup")
        column = QVBoxLayout(popup)
        column.setContentsMargins(theme.XS, theme.XS, theme.XS, theme.XS)
        calendar = QCalendarWidget()
        calendar.setAccessibleName(self.accessibleName())
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setMinimumSize(336, 300)
        quiet = QTextCharFormat()
        quiet.setForeground(theme.colour("text_2"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, quiet)
        if self._least is not None:
            calendar.setMinimumDate(QDate(self._least.year, self._least.month, self._least.day))
        if self._most is not None:
            calendar.setMaximumDate(QDate(self._most.year, self._most.month, self._most.day))
        for name, picture, words in (
            ("qt_calendar_prevmonth", "chevron_left", self.tr("上个月")),
            ("qt_calendar_nextmonth", "chevron_right", self.tr("下个月")),
        ):
            arrow = calendar.findChild(QToolButton, name)
            if isinstance(arrow, QToolButton):
                arrow.setIcon(icons.icon(picture))
                arrow.setAccessibleName(words)
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        column.addWidget(calendar)
        return popup

    def _picked(self, day: QDate) -> None:
        if self._popup is not None:
            self._popup.hide()
        self._choose(date(day.year(), day.month(), day.day()))


def _on(year: int, month: int, day: int) -> date | None:
    """A date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
