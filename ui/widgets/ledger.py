"""Lines of a ledger: name left, value right in equal digits, so that columns of figures add up by eye."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui import theme
from ui.theme import Tone
from ui.widgets.labels import label, sign


class Swatch(QWidget):
    """The little square that ties a line to its share of a bar."""

    def __init__(self, tone: Tone) -> None:
        super().__init__()
        self._tone = tone
        self.setFixedSize(10, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colour(self._tone)))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)


class LedgerLine(QWidget):
    """One line: name (and a faint note) left, value right."""

    def __init__(
        self,
        name: str,
        value: str,
        *,
        note: str = "",
        tone: Tone | None = None,
        swatch: Tone | None = None,
        strong: bool = False,
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(theme.XS)
        if swatch is not None:
            row.addWidget(Swatch(swatch))
        row.addWidget(label(name, "strong" if strong else "muted"))
        if note:
            row.addWidget(label(note, "faint"))
        row.addStretch(1)
        self._value = label(value, "strong" if strong else "body", tone, right=True)
        row.addWidget(self._value)
        self._name = name
        self.setAccessibleName(f"{name} {value}")

    def set_value(self, value: str) -> None:
        """Show another value."""
        self._value.setText(value)
        self.setAccessibleName(f"{self._name} {value}")


class KeyValues(QWidget):
    """Names and values in two columns, values left-aligned and wrapping: for facts that are words, not sums."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.M)
        self._grid.setVerticalSpacing(theme.XS)
        self._grid.setColumnStretch(1, 1)
        for name, value in pairs:
            self.add(name, value)

    def add(self, name: str, value: str, tone: Tone | None = None) -> None:
        """One more pair."""
        row = self._grid.rowCount()
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label(name, "muted"), row, 0, top)
        self._grid.addWidget(label(value, "body", tone, wrap=True, selectable=True), row, 1, top)


class Reason(QWidget):
    """A sentence with the sign of its verdict before it: may, may with care, may not, or to know.

    `detail` stands after it (the number of a rule); `hint` is for who is asked on the telephone and looks closer.
    """

    def __init__(self, words: str, tone: Tone, detail: str = "", *, hint: str = "") -> None:
        super().__init__()
        self.setToolTip(hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(theme.XS)
        row.addWidget(sign(tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(words, wrap=True), 1)
        if detail:
            row.addWidget(label(detail, "faint"), 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(words)
