"""The keys a window knows, and the overview of them that F1 opens: what cannot be seen cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import button
from ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One line of the overview: the keys as one presses them, what they do, and the group they are listed under."""

    keys: str
    words: str
    group: str


class Shortcuts:
    """Registers keys with a window and remembers them for the overview."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._known: list[Shortcut] = []
        self._made: list[QShortcut] = []

    def add(self, keys: str, words: str, group: str, act: Callable[[], object] | None = None) -> None:
        """A key of the window. Without `act` it is only listed, because a widget handles it itself."""
        self._known.append(Shortcut(keys, words, group))
        if act is not None:
            made = QShortcut(QKeySequence(keys), self._window)
            made.activated.connect(act)
            self._made.append(made)

    def known(self) -> Sequence[Shortcut]:
        """All of them, in the order they were added."""
        return tuple(self._known)

    def forget(self) -> None:
        """Give all keys back, before the window registers them in another language."""
        for made in self._made:
            made.setEnabled(False)
            made.deleteLater()
        self._made.clear()
        self._known.clear()


class ShortcutOverview(QDialog):
    """Lists the keys by group. Not modal: Escape or the button closes it."""

    def __init__(self, shortcuts: Sequence[Shortcut], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("快捷键"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(520, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.L, theme.L, theme.M)
        column.setSpacing(theme.S)
        column.addWidget(label(self.tr("快捷键"), "h1"))
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(self._listing(shortcuts))
        scroll.setAccessibleName(self.tr("快捷键"))
        column.addWidget(scroll, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = button(self.tr("关闭"), "primary")
        close.clicked.connect(self.close)
        row.addWidget(close)
        column.addLayout(row)

    @staticmethod
    def _listing(shortcuts: Sequence[Shortcut]) -> QWidget:
        listing = QWidget()
        listing.setObjectName("page_body")
        grid = QGridLayout(listing)
        grid.setContentsMargins(0, 0, theme.S, 0)
        grid.setHorizontalSpacing(theme.L)
        grid.setVerticalSpacing(theme.XS)
        grid.setColumnStretch(1, 1)
        groups = list(dict.fromkeys(shortcut.group for shortcut in shortcuts))
        line = 0
        for group in groups:
            grid.addWidget(label(group, "h2"), line, 0, 1, 2)
            line += 1
            for shortcut in (one for one in shortcuts if one.group == group):
                grid.addWidget(label(shortcut.keys, "strong"), line, 0)
                grid.addWidget(label(shortcut.words, "muted", wrap=True), line, 1)
                line += 1
        grid.setRowStretch(line, 1)
        return listing
