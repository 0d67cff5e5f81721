"""The rail: where one can go, icon over word, one key each, settings at its foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui import fonts, icons, theme
from ui.tokens import POINTS
from ui.widgets.labels import label

WIDTH = 76


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One place: its key for the program, its word, its picture, and how its page is made when first wanted."""

    key: str
    words: str
    icon: str
    make: Callable[[], QWidget]


class Rail(QWidget):
    """Exactly one entry is chosen. Ctrl+1 to Ctrl+9 choose, whatever has the focus.

    Signals:
        chosen: (str) the key of the entry.
        settings: the foot was pressed (Ctrl+,).
    """

    chosen = Signal(str)
    settings = Signal()

    def __init__(self, mark: str, entries: Sequence[RailEntry]) -> None:
        """`mark` is the program's short name at the top."""
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("导航"))
        self._buttons: dict[str, _RailButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(2, theme.S, 2, theme.S)
        column.setSpacing(theme.XXS)
        column.addWidget(self._mark(mark))
        for number, entry in enumerate(entries, start=1):
            column.addWidget(self._entry(entry, number))
        column.addStretch(1)
        foot = _RailButton(self.tr("设置"), "settings", "Ctrl+,")
        foot.clicked.connect(self.settings)
        self._shortcut("Ctrl+,", foot)
        column.addWidget(foot)

    def select(self, key: str) -> None:
        """Show which entry one is at; says nothing. An unknown key shows none."""
        for name, one in self._buttons.items():
            one.setChecked(name == key)

    def has(self, key: str) -> bool:
        """Whether there is such an entry."""
        return key in self._buttons

    def set_badge(self, key: str, count: int) -> None:
        """A number at an entry: what waits there. 0 takes it away.

        Raises:
            KeyError: there is no such entry.
        """
        self._buttons[key].set_badge(count)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        from_left = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        edge = self.width() - 1 if from_left else 0
        QPainter(self).fillRect(edge, 0, 1, self.height(), theme.colour("line"))

    def _mark(self, words: str) -> QLabel:
        made = label(words, "strong", "accent")
        made.setObjectName("rail_mark")
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setContentsMargins(0, 0, 0, theme.XS)
        return made

    def _entry(self, entry: RailEntry, number: int) -> QToolButton:
        keys = f"Ctrl+{number}" if number <= 9 else ""
        made = _RailButton(entry.words, entry.icon, keys)
        made.setCheckable(True)
        made.clicked.connect(lambda: self._choose(entry.key))
        self._buttons[entry.key] = made
        if keys:
            self._shortcut(keys, made)
        return made

    def _shortcut(self, keys: str, target: QToolButton) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(target.click)

    def _choose(self, key: str) -> None:
        self.select(key)
        self.chosen.emit(key)


class _RailButton(QToolButton):
    def __init__(self, words: str, icon: str, keys: str) -> None:
        super().__init__()
        self.setObjectName("rail_button")
        self._badge, self._words = 0, words
        self.setText(words)
        self.setIcon(icons.icon(icon, "text_2", checked="accent"))
        self.setIconSize(QSize(22, 22))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(54)
        wide = QFontMetrics(fonts.make(POINTS["faint"], strong=True)).horizontalAdvance(words)
        self.setProperty("narrow", "true" if wide > WIDTH - 14 else "false")
        self.setToolTip(f"{words}  {keys}".strip())
        self.setAccessibleName(words)

    def set_badge(self, count: int) -> None:
        self._badge = count
        self.setAccessibleName(f"{self._words} {count}" if count else self._words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._badge:
            self._paint_badge(QPainter(self))

    def _paint_badge(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(theme.font("strong"))
        font.setPointSizeF(7.5)
        painter.setFont(font)
        words = str(self._badge) if self._badge < 100 else "99+"
        wide = max(16, painter.fontMetrics().horizontalAdvance(words) + 8)
        from_left = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        box = QRectF(self.width() / 2 + 3 if from_left else self.width() / 2 - 3 - wide, 3, wide, 16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(theme.colour("on_accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
