"""The day as a thin bar: visits and ways by the clock, the end of the day, and whether it is slack or tight."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import formats, theme
from ui.viewmodels import day as day_view
from ui.viewmodels import day_why
from ui.viewmodels.day import DayView
from ui.widgets.buttons import icon_button
from ui.widgets.labels import Picture, label

TALL = 10
GAP = 2


class DayBar(QWidget):
    """Words and the bar below them, and what the minutes on the road are known by.

    Signals:
        menu_wanted: (QPoint, global) what else can be done with the day.
    """

    menu_wanted = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self._sign = Picture("timer", "text_2", 16)
        self._words = label("", "muted", wrap=True)
        self._note = label("", "faint", wrap=True)
        self._bar = _Bar()
        self.more = icon_button("more", self.tr("日程：更多操作"))
        self.more.clicked.connect(lambda: self.menu_wanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height()))))
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.XS, 0)
        column.setSpacing(theme.XXS)
        column.addLayout(row)
        column.addWidget(self._bar)
        column.addWidget(self._note)
        self.hide()

    def show_day(self, view: DayView) -> None:
        """Show this day; nothing while there is no stop, and none was left out."""
        self.setVisible(bool(view.stops or day_view.left_of(view)))
        self._note.setText(formats.opening(day_why.ways_words(view.day.schedule)))
        words, tight = day_view.outlook(view.day.table, view)
        if view.day.table.road_minutes:
            road = self.tr("路上约 {span}").format(span=day_view.span(view.day.table.road_minutes))
            words = f"{words} · {road}"
        self._words.setText(formats.opening(words))
        self._sign.set("clock_alert" if tight else "timer", "warn" if tight else "text_2")
        self.setAccessibleName(self.tr("今日时间"))
        self.setAccessibleDescription(formats.clauses([self._words.text(), day_why.ways_words(view.day.schedule)]))
        self._bar.show_day(view, tight=tight)


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[float, float]] = []
        self._end = 1.0
        self._tight = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(self, view: DayView, *, tight: bool) -> None:
        table, ends = view.day.table, day_view.ends_of(view)
        whole = max((max(table.ends, ends) - table.starts).total_seconds(), 60.0)
        self._parts = [
            ((begins - table.starts).total_seconds() / whole, (leaves - table.starts).total_seconds() / whole)
            for begins, leaves in day_view.visits(view)
        ]
        self._end = max((ends - table.starts).total_seconds() / whole, 0.0)
        self._tight = tight
        told = [
            f"{stop.number} {formats.time_of_day(begins)}"
            for stop, (begins, _leaves) in zip(view.stops, day_view.visits(view), strict=True)
        ]
        self.setToolTip("  ".join(told))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, TALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        wide, tall = float(self.width()), float(self.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("track"))
        painter.drawRoundedRect(QRectF(0, tall / 2 - 2, wide, 4), 2, 2)
        for starts, ends in self._parts:
            late = ends > self._end and self._tight
            painter.setBrush(theme.colour("warn" if late else "accent"))
            where = QRectF(starts * wide, 0, max((ends - starts) * wide - GAP, 2), tall)
            painter.drawRoundedRect(where, 3, 3)
        if self._tight:
            painter.setPen(QPen(theme.colour("stop"), 2))
            at = round(self._end * wide)
            painter.drawLine(at, 0, at, self.height())
