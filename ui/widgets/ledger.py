"""Lines of a ledger: name left, value right in equal digits, so that columns of figures add up by eye."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui import theme
from ui.theme import Tone
from ui.widgets.labels import SIGNS, label, sign


class Swatch(QWidget):
    """The little square that ties a line to its share of a bar."""

    def __init__(self, tone: Tone) -> None:
        super().__init__()
        self._tone = tone
        self.setFixedSize(10, 10)

    def set(self, tone: Tone) -> None:
        """Belong to another share."""
        self._tone = tone
        self.update()

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
        self._swatch = Swatch(swatch) if swatch is not None else None
        if self._swatch is not None:
            row.addWidget(self._swatch)
        self._named = label(name, "strong" if strong else "muted")
        row.addWidget(self._named)
        self._note = label(note, "faint") if note else None
        if self._note is not None:
            row.addWidget(self._note)
        row.addStretch(1)
        self._value = label(value, "strong" if strong else "body", tone, right=True)
        row.addWidget(self._value)
        self._name = name
        self.setAccessibleName(f"{name} {value}")

    def set(self, name: str, value: str, *, note: str = "", swatch: Tone | None = None) -> None:
        """Be another line of the same kind: with a note and a swatch if it was made with one."""
        self._name = name
        self._named.setText(name)
        if self._note is not None:
            self._note.setText(note)
            self._note.setVisible(bool(note))
        if self._swatch is not None and swatch is not None:
            self._swatch.set(swatch)
        self.set_value(value)

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
        self._sign, self._words = sign(tone), label(words, wrap=True)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self._detail = label(detail, "faint") if detail else None
        if self._detail is not None:
            row.addWidget(self._detail, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(words)

    def set(self, words: str, tone: Tone, detail: str = "") -> None:
        """Say another sentence; a detail only if it was made with one."""
        self._sign.set(SIGNS.get(tone, "info"), tone)
        self._words.setText(words)
        if self._detail is not None:
            self._detail.setText(detail)
            self._detail.setVisible(bool(detail))
        self.setAccessibleName(words)
