"""The day as a thin bar: visits and ways by the clock, the end of the day, and whether it is slack or tight."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fieldapp.services.plan_day import ending
from ui import formats, theme
from ui.viewmodels import day as day_view
from ui.viewmodels.day import DayView
from ui.widgets.labels import ElidedLabel, Picture, label

TALL = 10
GAP = 2


class DayBar(QWidget):
    """Words and the bar below them; it is an estimate and says so."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = Picture("timer", "text_2", 16)
        self._words = ElidedLabel("", "muted")
        self._note = label(self.tr("按直线路程估算"), "faint")
        self._bar = _Bar()
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.XS, 0)
        column.setSpacing(theme.XXS)
        column.addLayout(row)
        column.addWidget(self._bar)
        self.hide()

    def show_day(self, view: DayView) -> None:
        """Show this day; nothing while there is no stop left."""
        self.setVisible(bool(view.stops))
        words, tight = day_view.outlook(view.day.table, view)
        road = self.tr("路上约 {span}").format(span=day_view.span(view.day.table.road_minutes))
        self._words.setText(f"{words} · {road}")
        self._sign.set("clock_alert" if tight else "timer", "warn" if tight else "text_2")
        self.setAccessibleName(self.tr("今日时间"))
        self.setAccessibleDescription(self._words.text())
        self._bar.show_day(view, tight=tight)


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[float, float]] = []
        self._end = 1.0
        self._tight = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(self, view: DayView, *, tight: bool) -> None:
        table, ends = view.day.table, ending(view.day.on)
        whole = max((max(table.ends, ends) - table.starts).total_seconds(), 60.0)
        self._parts = [
            ((leg.arrives - table.starts).total_seconds() / whole, (leg.leaves - table.starts).total_seconds() / whole)
            for leg in table.legs
        ]
        self._end = max((ends - table.starts).total_seconds() / whole, 0.0)
        self._tight = tight
        told = [
            f"{stop.number} {formats.time_of_day(leg.arrives)}"
            for stop, leg in zip(view.stops, table.legs, strict=True)
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
