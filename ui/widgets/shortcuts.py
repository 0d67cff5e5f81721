"""The keys a window knows, and the overview of them that F1 opens: what cannot be seen cannot be used.

Keys stand under the place where they work. Those of a page are read off the page itself (its buttons and shortcuts), so
that the overview cannot say anything that is not so; those of places not opened yet are told by who made them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.buttons import button
from ui.widgets.labels import label, set_property

SIZE = (640, 620)


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


def keys_of_page(page: QWidget, group: str) -> list[Shortcut]:
    """The keys that a page's buttons answer to, and its own shortcuts that say what they do (`whatsThis`)."""
    found = [
        Shortcut(_spelt(one.shortcut()), one.accessibleName() or one.text(), group)
        for one in page.findChildren(QAbstractButton)
        if not one.shortcut().isEmpty() and not one.shortcut().toString().startswith("Alt+")
    ]
    found += [
        Shortcut(_spelt(one.key()), one.whatsThis(), group) for one in page.findChildren(QShortcut) if one.whatsThis()
    ]
    return list(dict.fromkeys(found))


def without_doubles(listed: Iterable[Shortcut]) -> list[Shortcut]:
    """Each key once in its group, as it was told first."""
    once: dict[tuple[str, str], Shortcut] = {}
    for one in listed:
        once.setdefault((one.group, one.keys), one)
    return list(once.values())


def _spelt(keys: QKeySequence) -> str:
    return keys.toString(QKeySequence.SequenceFormat.PortableText)


class ShortcutOverview(QDialog):
    """Lists the keys by place, and finds them by what they do. Not modal: Escape or the button closes it."""

    def __init__(self, shortcuts: Sequence[Shortcut], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("快捷键"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        self._rows: list[tuple[Shortcut, tuple[QWidget, ...]]] = []
        self._heads: dict[str, QLabel] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.L, theme.L, theme.M)
        column.setSpacing(theme.S)
        column.addWidget(label(self.tr("快捷键"), "h1"))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("要找的操作或按键，例如“外访”“Ctrl”"))
        self.filter.setAccessibleName(self.tr("查找快捷键"))
        self.filter.setMinimumHeight(theme.TARGET)
        self.filter.textChanged.connect(self._narrow)
        column.addWidget(self.filter)
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
        self.filter.setFocus()

    def shown(self) -> list[Shortcut]:
        """The lines that fit what was typed."""
        return [shortcut for shortcut, parts in self._rows if not parts[0].isHidden()]

    def _listing(self, shortcuts: Sequence[Shortcut]) -> QWidget:
        listing = QWidget()
        listing.setObjectName("page_body")
        grid = QGridLayout(listing)
        grid.setContentsMargins(0, 0, theme.S, 0)
        grid.setHorizontalSpacing(theme.L)
        grid.setVerticalSpacing(theme.XXS)
        grid.setColumnStretch(0, 1)
        groups = list(dict.fromkeys(shortcut.group for shortcut in shortcuts))
        line = 0
        for group in groups:
            head = self._heads[group] = label(group, "h2")
            head.setContentsMargins(0, theme.S if line else 0, 0, 0)
            grid.addWidget(head, line, 0, 1, 2)
            line += 1
            for shortcut in (one for one in shortcuts if one.group == group):
                says, keys = label(shortcut.words, "body", wrap=True), keycaps(shortcut.keys)
                grid.addWidget(says, line, 0)
                grid.addWidget(keys, line, 1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
                self._rows.append((shortcut, (says, keys)))
                line += 1
        self._none = label(self.tr("没有这样的快捷键"), "muted")
        self._none.hide()
        grid.addWidget(self._none, line, 0, 1, 2)
        grid.setRowStretch(line + 1, 1)
        return listing

    def _narrow(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        groups = set()
        for shortcut, parts in self._rows:
            fits = wanted in f"{shortcut.words} {shortcut.keys} {shortcut.group}".casefold()
            for part in parts:
                part.setVisible(fits)
            groups |= {shortcut.group} if fits else set()
        for group, head in self._heads.items():
            head.setVisible(group in groups)
        self._none.setVisible(not groups)


def keycaps(keys: str) -> QWidget:
    """A key combination as it stands on the keyboard: one cap a key."""
    held = QWidget()
    held.setAccessibleName(keys)
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.XXS)
    parts = keys.split("+") if not keys.endswith("+") else [*keys[:-2].split("+"), "+"]
    for part in parts:
        cap = label(part, "faint", "text")
        cap.setObjectName("keycap")
        cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_property(cap, "cap", "true")
        row.addWidget(cap)
    return held
