"""Thin bars for the quick look; the figures they are made of always stand beside them as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui import formats, theme
from ui.theme import Tone
from ui.widgets.emptying import let_go
from ui.widgets.ledger import LedgerLine


@dataclass(frozen=True, slots=True)
class Part:
    """One share of a sum: its name, its size in minor units, and the tone that ties it to its line."""

    name: str
    minor: int
    tone: Tone


class PartsBar(QWidget):
    """A sum and what it is made of: one thin bar, below it a ledger line a part. Parts of nothing have only a line."""

    def __init__(self, parts: Sequence[Part], *, currency: str = "CNY") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XXS)
        self._currency, self._column = currency, column
        self._shares = _Shares(parts)
        column.addWidget(self._shares)
        column.addSpacing(theme.XXS)
        self._lines: list[LedgerLine] = []
        for part in parts:
            self._add(part)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show another sum."""
        self._shares.show_parts(parts)
        for line, part in zip(self._lines, parts, strict=False):
            line.set(part.name, formats.amount(part.minor, self._currency), swatch=part.tone)
        for part in parts[len(self._lines) :]:
            self._add(part)
        for line in self._lines[len(parts) :]:
            let_go(line)
        del self._lines[len(parts) :]

    def _add(self, part: Part) -> None:
        line = LedgerLine(part.name, formats.amount(part.minor, self._currency), swatch=part.tone)
        self._lines.append(line)
        self._column.addWidget(line)


class _Shares(QWidget):
    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__()
        self.setFixedHeight(8)
        self.show_parts(parts)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show another sum."""
        self._parts = [part for part in parts if part.minor > 0]
        self.update()
        self.setAccessibleName(formats.listed(f"{part.name} {formats.amount(part.minor)}" for part in parts))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(clip)
        painter.fillRect(self.rect(), theme.colour("track"))
        total, left, gap, least = sum(part.minor for part in self._parts) or 1, 0.0, 2.0, 3.0
        room = self.width() - (gap + least) * len(self._parts)
        for part in self._parts:
            width = least + room * part.minor / total
            painter.fillRect(QRectF(left, 0, width, self.height()), theme.colour(part.tone))
            left += width
            painter.fillRect(QRectF(left, 0, gap, self.height()), theme.colour("surface"))
            left += gap


class Meter(QWidget):
    """A value from 0 to 100 with its name, its figure and a bar with the midpoint marked."""

    def __init__(self, name: str, value: int, tone: Tone = "accent", note: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.XXS)
        column.setSpacing(2)
        self._line, self._gauge = LedgerLine(name, str(value), note=note), _Gauge(min(max(value, 0), 100), tone)
        column.addWidget(self._line)
        column.addWidget(self._gauge)
        self.setAccessibleName(f"{name} {value}")

    def set(self, name: str, value: int, tone: Tone = "accent", note: str = "") -> None:
        """Show another value; a note only if it was made with one."""
        self._line.set(name, str(value), note=note)
        self._gauge.set(min(max(value, 0), 100), tone)
        self.setAccessibleName(f"{name} {value}")


class _Gauge(QWidget):
    def __init__(self, value: int, tone: Tone) -> None:
        super().__init__()
        self._value, self._tone = value, tone
        self.setFixedHeight(6)

    def set(self, value: int, tone: Tone) -> None:
        """Show another value."""
        self._value, self._tone = value, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(self.rect()), 3, 3)
        painter.setClipPath(clip)
        painter.fillRect(self.rect(), theme.colour("track"))
        painter.fillRect(QRectF(0, 0, self.width() * self._value / 100, self.height()), theme.colour(self._tone))
        painter.fillRect(QRectF(self.width() / 2 - 0.75, 0, 1.5, self.height()), theme.colour("surface"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the capacity bar: what it is and how much a month, in minor units."""

    name: str
    minor: int


class CapacityBar(QWidget):
    """What can be paid a month as three bands (safe, strained, more than is left), and where each plan falls.

    `safe` is the capacity, `limit` what is left over each month, both in minor units. Names that would collide move
    to a lower row, so that no label covers another; the bar is as tall as that needs. A mark far beyond the limit (a
    sum paid at once) would press all others into a corner: it stands at the end, with an arrow that says so.
    """

    ROW = 20
    BAR = 10
    FAR = 4
    """Marks above so many times the limit stand at the end."""

    def __init__(self, safe: Mark, limit: Mark, marks: Sequence[Mark] = ()) -> None:
        super().__init__()
        self._safe, self._limit, self._marks = safe, limit, sorted(marks, key=lambda mark: mark.minor)
        near = [mark.minor for mark in marks if mark.minor <= limit.minor * self.FAR]
        self._top = max(1, safe.minor, limit.minor, *near) * 5 // 4
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(formats.clauses(_mark_words(mark) for mark in (safe, limit, *marks)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = len(self._rows(width)) if self._marks else 0
        return self._row() + self.BAR + theme.XXS + self._row() * rows

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._row() * 2 + self.BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("faint"))
        self._paint_bands(painter)
        painter.setPen(theme.colour("text_2"))
        for words, x in self._names_above():
            painter.drawText(QPointF(x, self._row() - 7), words)
        self._paint_marks(painter)

    def _paint_bands(self, painter: QPainter) -> None:
        edges = (0.0, self._x(self._safe.minor), self._x(self._limit.minor), float(self.width()))
        tones: tuple[Tone, ...] = ("ok", "warn", "stop")
        for tone, left, right in zip(tones, edges, edges[1:], strict=False):
            band = theme.blend(theme.colour(tone), theme.colour("surface"), 0.5 if theme.current().dark else 0.35)
            painter.fillRect(QRectF(left, self._row(), max(right - left - 2, 0), self.BAR), band)
        painter.setPen(QPen(theme.colour("text"), 2))
        for mark in (self._safe, self._limit):
            x = self._x(mark.minor)
            painter.drawLine(QPointF(x, self._row() - 4), QPointF(x, self._row() + self.BAR + 2))

    def _paint_marks(self, painter: QPainter) -> None:
        base = self._row() + self.BAR
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        for mark in self._marks:
            x = self._x(mark.minor)
            if mark.minor > self._top:
                end = self.width() - 1.0
                tip = [QPointF(end, base + 2), QPointF(end - 9, base - 3), QPointF(end - 9, base + 7)]
                painter.drawPolygon(QPolygonF(tip))
                continue
            painter.drawPolygon(QPolygonF([QPointF(x, base - 3), QPointF(x - 5, base + 6), QPointF(x + 5, base + 6)]))
        painter.setPen(theme.colour("text"))
        for number, row in enumerate(self._rows(self.width()), start=1):
            for words, x in row:
                painter.drawText(QPointF(x, base + self._row() * number), words)

    def _row(self) -> int:
        return max(self.ROW, QFontMetrics(theme.font("faint")).height() + 2)

    def _x(self, minor: int, width: int | None = None) -> float:
        return (self.width() if width is None else width) * min(max(minor, 0) / self._top, 1.0)

    def _names_above(self) -> list[tuple[str, float]]:
        """The two limits' names: centred on their lines, or pushed apart where they would touch."""
        metrics = QFontMetrics(theme.font("faint"))
        words = [_mark_words(mark) for mark in (self._safe, self._limit)]
        wide = [metrics.horizontalAdvance(text) for text in words]
        at = [self._x(mark.minor) for mark in (self._safe, self._limit)]
        left = [at[0] - wide[0] / 2, at[1] - wide[1] / 2]
        if left[0] + wide[0] + theme.S > left[1]:
            left = [at[0] - wide[0] - 2, at[1] + 2]
        first = min(max(left[0], 0.0), self.width() - wide[0])
        # on a narrow bar the first name has no room left of its line, and must not run into the second
        second = min(max(left[1], first + wide[0] + theme.S), self.width() - wide[1])
        return [(words[0], min(first, max(second - wide[0] - theme.XS, 0.0))), (words[1], second)]

    def _rows(self, width: int) -> list[list[tuple[str, float]]]:
        """The marks' names in rows of (words, left edge) where no two words of a row touch."""
        metrics = QFontMetrics(theme.font("faint"))
        rows: list[list[tuple[str, float]]] = []
        ends: list[float] = []
        for mark in self._marks:
            words = _mark_words(mark)
            wide = metrics.horizontalAdvance(words)
            left = min(max(self._x(mark.minor, width) - wide / 2, 0.0), max(width - wide, 0.0))
            row = next((number for number, end in enumerate(ends) if left > end + theme.S), len(rows))
            if row == len(rows):
                rows.append([])
                ends.append(0.0)
            rows[row].append((words, left))
            ends[row] = left + wide
        return rows


def _mark_words(mark: Mark) -> str:
    return f"{mark.name} {formats.amount(mark.minor)}"
