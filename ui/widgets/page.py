"""The contract of a page: a head that answers where one is, and a body that scrolls.

The head has a title, chips beside it, one line of facts below and at most three actions, the main one filled and
rightmost. The head stays while the body scrolls. At wide screens the body stops growing at a comfortable line length.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import Kind, button, icon_button
from ui.widgets.columns import Columns
from ui.widgets.copyable import Copyable
from ui.widgets.emptying import empty
from ui.widgets.labels import ElidedLabel, show_in_place

MOST_ACTIONS = 3


@dataclass(frozen=True, slots=True)
class Action:
    """Something the head offers: its words, what it does, its picture, shortcut and kind."""

    words: str
    act: Callable[[], object]
    icon: str = ""
    keys: str = ""
    kind: Kind = ""


class PageFrame(QWidget):
    """A page. Put parts into `body` (a column), or take `columns(...)`; `scroll=False` for pages that fill the room.

    Signals:
        back: the arrow before the title was pressed; shown only when made with `can_go_back=True`.
    """

    back = Signal()

    def __init__(self, title: str, facts: str = "", *, scroll: bool = True, can_go_back: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._title = ElidedLabel(title, "h1")
        self._title.setProperty("anyLength", True)  # it holds names of people and shops
        self._facts = Copyable(facts, "muted")
        show_in_place(self._facts, shown=bool(facts))
        self._chips = QHBoxLayout()
        self._actions = QHBoxLayout()
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.M)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._head_bar = self._head(can_go_back)
        whole.addWidget(self._head_bar)
        self._scroll = self._scrolling() if scroll else None
        if self._scroll is not None:
            whole.addWidget(self._scroll, 1)
        else:
            self.body.setContentsMargins(theme.L, theme.M, theme.L, theme.M)
            whole.addLayout(self.body, 1)

    def hasHeightForWidth(self) -> bool:
        """A page takes the room it is given; else every page of a window is laid out whenever one of them changes."""
        return False

    def hold_back(self) -> None:
        """Show nothing of a page that scrolls until `come_forth`: what is made meanwhile is laid out only once.

        The room of the scroll bar is kept until `at_rest`: whether it is needed is found out by laying all out twice.
        """
        if self._scroll is not None:
            self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        for part in (self._head_bar, self._scroll):
            if part is not None:
                part.hide()

    def come_forth(self) -> None:
        """Show the page that was held back."""
        for part in (self._head_bar, self._scroll):
            if part is not None:
                part.show()

    def at_rest(self) -> None:
        """Everything is on the page that was held back."""
        if self._scroll is not None:
            self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def set_title(self, title: str, facts: str | None = None) -> None:
        """Say other words in the head."""
        self._title.setText(title)
        self.setAccessibleName(title)
        if facts is not None:
            self._facts.setText(facts)
            show_in_place(self._facts, shown=bool(facts))

    def set_chips(self, chips: Sequence[QWidget]) -> None:
        """Put these beside the title, instead of those before."""
        empty(self._chips)
        for chip in chips:
            self._chips.addWidget(chip)

    def set_actions(self, actions: Sequence[Action]) -> list[QPushButton]:
        """Offer these; the last is the main one and is filled unless it says otherwise.

        Raises:
            ValueError: more than three; the rest belongs into the page or the command palette.
        """
        if len(actions) > MOST_ACTIONS:
            raise ValueError(f"a head has at most {MOST_ACTIONS} actions")
        empty(self._actions)
        made = []
        for action in actions:
            kind: Kind = action.kind or ("primary" if action is actions[-1] else "")
            one = button(action.words, kind, action.icon, keys=action.keys)
            one.clicked.connect(lambda _checked=False, act=action.act: act())
            self._actions.addWidget(one)
            made.append(one)
        return made

    def reveal(self, part: QWidget) -> None:
        """Scroll until a part of the body begins at the top, once what was just put in has its place."""
        if self._scroll is not None:
            QTimer.singleShot(0, part, lambda: self._scroll_to(part))

    def _scroll_to(self, part: QWidget) -> None:
        assert self._scroll is not None
        body = self._scroll.widget()
        assert body is not None
        top = part.mapTo(body, QPoint(0, 0)).y()
        self._scroll.verticalScrollBar().setValue(top - theme.M)

    def columns(self, *stretches: int) -> list[QVBoxLayout]:
        """Columns side by side at the end of the body, each with its share of the width and filled from the top.

        Where there is no room for all of them the last go below the others.
        """
        columns = Columns(stretches)
        self.body.addWidget(columns)
        return [columns.column(number) for number in range(len(stretches))]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = None if self._scroll is None else self._scroll.verticalScrollBar()
        steps = {
            Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
            Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
            Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
            Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
            Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
            Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
        }
        step = steps.get(Qt.Key(event.key()))
        if bar is None or step is None:
            super().keyPressEvent(event)
        else:
            bar.triggerAction(step)

    def _head(self, can_go_back: bool) -> QWidget:
        head = QWidget()
        head.setObjectName("page_head")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.L, theme.S, theme.L, theme.S)
        row.setSpacing(theme.M)
        if can_go_back:
            arrow = icon_button("back", self.tr("返回"), "text")
            arrow.clicked.connect(self.back)
            row.addWidget(arrow)
        words = QVBoxLayout()
        words.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(theme.XS)
        self._chips.setSpacing(theme.XS)
        top.addWidget(self._title)
        top.addLayout(self._chips)
        top.addStretch(1)
        words.addLayout(top)
        words.addWidget(self._facts)
        row.addLayout(words, 1)
        self._actions.setSpacing(theme.XS)
        row.addLayout(self._actions)
        head.setMinimumHeight(68)
        return head

    def _scrolling(self) -> QScrollArea:
        inner = QWidget()
        inner.setObjectName("page_body")
        self.body.setContentsMargins(0, 0, 0, 0)
        held = QWidget()
        held.setMaximumWidth(theme.LINE_LENGTH)
        held.setLayout(self.body)
        column = QVBoxLayout(inner)
        column.setContentsMargins(theme.L, theme.M, theme.L, theme.L)
        around = QHBoxLayout()
        around.addWidget(held, 1)
        around.addStretch(0)
        column.addLayout(around)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(self.accessibleName())
        scroll.setWidget(inner)
        return scroll
