"""The balance over a plan's life as a small curve, with another course (the contract's) as a dashed line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import formats, theme, tokens


class BalanceCurve(QWidget):
    """Balances in minor units, one a period, the first before any payment.

    `compare` is the other course, drawn dashed on the same scale. With `days` and `compare_days` both are drawn over
    the calendar, as steps that fall on their days; without them over the number of the period. The period under the
    pointer, or chosen with the arrow keys, is read out: number, name, balance, and what the other course says then.
    """

    FOOT = 4

    def __init__(
        self,
        balances: Sequence[int],
        compare: Sequence[int] = (),
        names: Sequence[str] = (),
        *,
        days: Sequence[date] = (),
        compare_days: Sequence[date] = (),
        compare_name: str = "",
    ) -> None:
        """`names` are the periods in words ("08-25"), as many as balances; without them periods are numbered."""
        super().__init__()
        self._shown: int | None = None
        self.setFixedHeight(theme.scaled(80))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_balances(balances, compare, names, days=days, compare_days=compare_days, compare_name=compare_name)

    def show_balances(
        self,
        balances: Sequence[int],
        compare: Sequence[int] = (),
        names: Sequence[str] = (),
        *,
        days: Sequence[date] = (),
        compare_days: Sequence[date] = (),
        compare_name: str = "",
    ) -> None:
        """Show another course instead; nothing is made anew."""
        self._balances, self._compare, self._names = list(balances), list(compare), list(names)
        self._days, self._compare_days, self._compare_name = list(days), list(compare_days), compare_name
        self._shown = None
        periods = max(len(self._balances) - 1, 0)
        self.setAccessibleName(self.tr("剩余金额走势，共 %n 期", "", periods))
        self._describe()
        self.update()

    def words(self) -> str:
        """What is read out for the period shown; empty when none is."""
        if self._shown is None or self._shown >= len(self._balances):
            return ""
        name = self._names[self._shown] if self._shown < len(self._names) else ""
        number = self.tr("第 {number} 期").format(number=self._shown)
        parts = [number, name, formats.amount(self._balances[self._shown]), self._other_words(self._shown)]
        return " · ".join(part for part in parts if part)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(0, self._floor()), QPointF(self.width(), self._floor()))
        if len(self._balances) > 1:
            self._paint_balances(painter)
        if len(self._compare) > 1:
            painter.setPen(QPen(theme.colour("text_3"), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self._path(self._compare, self._compare_days))
        if self._shown is not None:
            self._paint_shown(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens.FIELD_RADIUS, tokens.FIELD_RADIUS
            )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._balances:
            at = event.position().x() / max(self.width(), 1)
            if self.isRightToLeft():
                at = 1 - at
            self._show(min(range(len(self._balances)), key=lambda number: abs(self._share(number) - at)))

    def leaveEvent(self, _event: QEvent) -> None:
        self._show(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ahead, back = Qt.Key.Key_Right, Qt.Key.Key_Left
        if self.isRightToLeft():
            ahead, back = back, ahead
        step = {ahead: 1, back: -1}.get(Qt.Key(event.key()))
        if step is None or not self._balances:
            super().keyPressEvent(event)
        else:
            self._show(min(max((self._shown or 0) + step, 0), len(self._balances) - 1))

    def _show(self, period: int | None) -> None:
        if period != self._shown:
            self._shown = period
            self._describe()
            self.update()

    def _describe(self) -> None:
        ends = " → ".join(formats.amount(minor) for minor in (self._balances[:1] + self._balances[-1:]))
        self.setAccessibleDescription(self.words() or ends)

    def _other_words(self, number: int) -> str:
        """What the other course says at that time."""
        if not self._compare_name or not self._compare_days or number >= len(self._days):
            return ""
        known = [m for on, m in zip(self._compare_days, self._compare, strict=True) if on <= self._days[number]]
        return f"{self._compare_name} {formats.amount(known[-1])}" if known else ""

    def _share(self, number: int, days: Sequence[date] | None = None) -> float:
        """Where a period lies over the width, from 0 to 1."""
        own = self._days if days is None else days
        ends = [*self._days[-1:], *self._compare_days[-1:]]
        if not own or not self._days:
            return number / max(len(self._balances) - 1, len(self._compare) - 1, 1)
        whole = max((max(ends) - self._days[0]).days, 1)
        return min(max((own[number] - self._days[0]).days / whole, 0.0), 1.0)

    def _floor(self) -> float:
        return self.height() - self.FOOT

    def _point(self, series: Sequence[int], number: int, days: Sequence[date]) -> QPointF:
        top = max([*self._balances, *self._compare, 1])
        share = self._share(number, days)
        left = self.width() * (1 - share if self.isRightToLeft() else share)
        return QPointF(left, 4 + (self._floor() - 4) * (1 - series[number] / top))

    def _path(self, series: Sequence[int], days: Sequence[date]) -> QPainterPath:
        path = QPainterPath(self._point(series, 0, days))
        for number in range(1, len(series)):
            path.lineTo(self._point(series, number, days))
        return path

    def _paint_balances(self, painter: QPainter) -> None:
        path = self._path(self._balances, self._days)
        area = QPainterPath(path)
        area.lineTo(path.currentPosition().x(), self._floor())
        area.lineTo(self._point(self._balances, 0, self._days).x(), self._floor())
        painter.fillPath(area, theme.blend(theme.colour("accent"), theme.colour("surface"), 0.14))
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    def _paint_shown(self, painter: QPainter) -> None:
        assert self._shown is not None
        at = self._point(self._balances, self._shown, self._days)
        painter.setPen(QPen(theme.colour("text_3"), 1))
        painter.drawLine(QPointF(at.x(), 4), QPointF(at.x(), self._floor()))
        painter.setPen(QPen(theme.colour("surface"), 2))
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(at, 5, 5)
        painter.setFont(theme.font("faint"))
        wide = painter.fontMetrics().horizontalAdvance(self.words()) + 2 * theme.XS
        tall = painter.fontMetrics().height() + theme.XXS
        left = at.x() + theme.XS if at.x() + theme.XS + wide < self.width() else at.x() - theme.XS - wide
        box = QRectF(max(left, 0), 4, wide, tall)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.words())
