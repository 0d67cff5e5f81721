"""What stands beside the case list besides the quick look: the columns to show, and the saved filters in their order.

Both are worked by keyboard alone: Tab goes from line to line, each has its own small keys.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from fieldapp.services.saved_filters import LONGEST_NAME, SavedFilter
from ui import theme
from ui.widgets.buttons import Check, button, icon_button
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.labels import label

WIDTH = 340


class Aside(Card):
    """A card of fixed width beside the list, with a title and a cross; Escape closes it.

    Signals:
        closed: it is to go.
    """

    closed = Signal()

    def __init__(self, title: str, words: str = "") -> None:
        super().__init__(pad=0)
        self.setAccessibleName(title)
        self.setFixedWidth(theme.scaled(WIDTH))
        top = QHBoxLayout()
        top.setContentsMargins(theme.M, theme.XS, theme.XS, 0)
        top.addWidget(label(title, "h2"), 1)
        self._close = icon_button("close", self.tr("关闭{name}").format(name=title))
        self._close.clicked.connect(self.closed)
        top.addWidget(self._close)
        self.body.addLayout(top)
        inside = QWidget()
        inside.setObjectName("page_body")
        self.lines = QVBoxLayout(inside)
        self.lines.setContentsMargins(theme.M, 0, theme.XS, theme.M)
        self.lines.setSpacing(0)
        if words:
            told = label(words, "muted", wrap=True)
            told.setContentsMargins(theme.M, 0, theme.M, theme.XS)
            self.body.addWidget(told)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(title)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)

    def take_focus(self) -> None:
        """Take the keyboard."""
        first = next((one for one in self.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        (first or self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class ColumnPanel(Aside):
    """Which columns are shown, and in which order; the first one stays.

    Signals:
        changed: (tuple of str) the columns to show now, in their order.
        put_back: the columns are to be as they come.
    """

    changed = Signal(object)
    put_back = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("列"), self.tr("列宽可在表头拖动；点表头排序，再点反向。"))
        self._order: list[tuple[str, str]] = []
        self._shown: set[str] = set()
        again = button(self.tr("恢复默认"), "plain", "undo")
        again.clicked.connect(self.put_back)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.M, 0, theme.M, theme.S)
        foot.addWidget(again)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def show_columns(self, columns: Sequence[tuple[str, str]], shown: Sequence[str]) -> None:
        """Show these columns (key, title); `shown` are on screen now, in their order."""
        titles = dict(columns)
        order = [(key, titles[key]) for key in shown] + [(k, t) for k, t in columns if k not in set(shown)]
        if order == self._order and set(shown) == self._shown:
            return
        focus = next((n for n, one in enumerate(self.findChildren(QWidget)) if one.hasFocus()), None)
        self._order, self._shown = order, set(shown)
        empty(self.lines)
        for number, (key, title) in enumerate(order):
            self.lines.addWidget(self._line(number, key, title))
        self.lines.addStretch(1)
        parts = self.findChildren(QWidget)
        if focus is not None and focus < len(parts):
            parts[focus].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, number: int, key: str, title: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        check = Check(title)
        check.setAccessibleName(self.tr("显示列：{title}").format(title=title))
        check.setChecked(key in self._shown)
        check.setEnabled(number > 0)
        check.toggled.connect(lambda on, key=key: self._toggle(key, on))
        row.addWidget(check)
        row.addStretch(1)
        count = len(self._shown)
        if 0 < number < count:
            for icon, words, by, may in (
                ("arrow_up", self.tr("上移“{title}”"), -1, number > 1),
                ("arrow_down", self.tr("下移“{title}”"), 1, number < count - 1),
            ):
                key_ = icon_button(icon, words.format(title=title))
                key_.setEnabled(may)
                key_.clicked.connect(lambda _checked=False, number=number, by=by: self._move(number, by))
                row.addWidget(key_)
        return line

    def _toggle(self, key: str, on: bool) -> None:
        shown = [k for k, _ in self._order if k in self._shown]
        self.changed.emit(tuple([*shown, key] if on else [k for k in shown if k != key]))

    def _move(self, number: int, by: int) -> None:
        shown = [k for k, _ in self._order if k in self._shown]
        shown.insert(number + by, shown.pop(number))
        self.changed.emit(tuple(shown))


class SavedPanel(Aside):
    """The saved filters: other names, another order, gone.

    Signals:
        renamed: (str, str) id and the new name.
        moved: (str, int) id and -1 or 1.
        deleted: (str) id.
    """

    renamed = Signal(str, str)
    moved = Signal(str, int)
    deleted = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("已存的筛选"), self.tr("改名后回车保存；删除后可以撤销。"))
        self._filters: tuple[SavedFilter, ...] = ()

    def show_filters(self, filters: Sequence[SavedFilter]) -> None:
        """Show these."""
        if tuple(filters) == self._filters:
            return
        self._filters = tuple(filters)
        empty(self.lines)
        for number, one in enumerate(self._filters):
            self.lines.addWidget(self._line(number, one))
        self.lines.addStretch(1)

    def _rename(self, one: SavedFilter, name: QLineEdit) -> None:
        if name.isModified():
            self.renamed.emit(one.id, name.text())

    def _line(self, number: int, one: SavedFilter) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, theme.XS)
        row.setSpacing(0)
        name = QLineEdit(one.name)
        name.setMaxLength(LONGEST_NAME)
        name.setAccessibleName(self.tr("筛选的名称"))
        name.editingFinished.connect(lambda: self._rename(one, name))
        row.addWidget(name, 1)
        for icon, words, act, may in (
            ("arrow_up", self.tr("上移“{name}”"), lambda: self.moved.emit(one.id, -1), number > 0),
            (
                "arrow_down",
                self.tr("下移“{name}”"),
                lambda: self.moved.emit(one.id, 1),
                number < len(self._filters) - 1,
            ),
            ("delete", self.tr("删除“{name}”"), lambda: self.deleted.emit(one.id), True),
        ):
            key = icon_button(icon, words.format(name=one.name))
            key.setEnabled(may)
            key.clicked.connect(act)
            row.addWidget(key)
        return line
