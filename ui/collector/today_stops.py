"""The stops of a day as cards that can be put in another order; below them what is near, left out and done already.

Cards are kept by case and filled anew only where their stop is another one, a few in one turn of the event loop, so
that a day of many stops neither flickers nor holds the window up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fieldapp.domain.strategy.day_order import Price
from fieldapp.domain.visit import Outcome
from fieldapp.store.laptop.case_list import CaseLine
from ui import formats, theme, words
from ui.collector.today_card import StopCard, shop, stop_menu
from ui.in_pieces import InPieces
from ui.viewmodels import case_lines
from ui.viewmodels import day as day_view
from ui.viewmodels.day import Stop
from ui.widgets.buttons import button
from ui.widgets.card import Card, Note
from ui.widgets.chips import Chip
from ui.widgets.emptying import empty, let_go
from ui.widgets.labels import ElidedLabel, Picture, label

LEAST = 400
WIDEST = 720
"""Width in px at which the list stops growing: a line of text that can be read in one look."""
Price_of = Callable[[Sequence[str]], Price]


class StopList(QScrollArea):
    """The cards. The one that has the focus is the chosen one.

    Signals:
        chosen: (str) case id of the card that was pressed or reached.
        opened: (str) case id: Return, a double click, or the menu.
        reordered: (list of str) the stops are wanted in this order.
        taken_out, put_in: (str) case id: not today; today after all, or on the way.
        filled: everything is on screen.
    """

    chosen = Signal(str)
    opened = Signal(str)
    reordered = Signal(object)
    taken_out = Signal(str)
    put_in = Signal(str)
    filled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("今日各站"))
        self.setMinimumWidth(theme.scaled(LEAST))
        self._inner = QWidget()
        self._inner.setObjectName("page_body")
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, theme.XS, 0)
        column.setSpacing(theme.XS)
        self._column, self._foot = QVBoxLayout(), QVBoxLayout()
        for part in (self._column, self._foot):
            part.setSpacing(theme.XS)
            column.addLayout(part)
        column.addStretch(1)
        self.setWidget(self._inner)
        self.price_of: Price_of = lambda _order: Price(0, 0)
        self._cards: dict[str, StopCard] = {}
        self._order: list[str] = []
        self._chosen = ""
        self._building: InPieces | None = None
        self._drop = _Drop(self._inner)

    def show_day(self, view: day_view.DayView) -> None:
        """Show this day at the same place of the list."""
        stops, times = view.stops, [leg.arrives for leg in view.day.table.legs]
        self._order = [stop.line.case_id for stop in stops]
        for gone in set(self._cards) - set(self._order):
            let_go(self._cards.pop(gone))
        if self._building is not None:
            self._building.stop()
        # laid out and painted once, when all is there: between the pieces it would cost more than the pieces
        self._set_still(still=True)
        pieces = [lambda stop=stop, at=at: self._put(stop, at) for stop, at in zip(stops, times, strict=True)]
        self._building = InPieces(self, [*pieces, lambda: self._show_foot(view)], self._end_building)

    @property
    def building(self) -> bool:
        """Whether cards are still to come."""
        return self._building is not None

    def choose(self, key: str, *, reveal: bool = False) -> None:
        """Mark one card; `reveal` scrolls to it."""
        self._chosen = key
        for other, card in self._cards.items():
            card.set_chosen(other == key)
        if reveal and key in self._cards:
            self.ensureWidgetVisible(self._cards[key], 0, theme.M)

    def card(self, key: str) -> StopCard:
        """The card of a case.

        Raises:
            KeyError: it is none of today's stops.
        """
        return self._cards[key]

    def has_focus(self) -> bool:
        """Whether the keyboard is on a card."""
        return any(card.hasFocus() for card in self._cards.values())

    def take_focus(self, key: str) -> None:
        """Put the keyboard on a card, if it is there."""
        if key in self._cards:
            self._cards[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, stop: Stop, arrives: datetime) -> None:
        key = stop.line.case_id
        card = self._cards.get(key)
        if card is None:
            card = self._cards[key] = self._made(stop)
        else:
            card.show_stop(stop)
        card.show_time(arrives)
        place = self._order.index(key)
        there = self._column.itemAt(place)
        if there is None or there.widget() is not card:
            self._column.insertWidget(place, card)
            card.show()  # at once and not with the next event: a card that is not shown cannot take the focus
        card.set_chosen(key == self._chosen)

    def _made(self, stop: Stop) -> StopCard:
        key, card = stop.line.case_id, StopCard(stop)
        card.pressed.connect(lambda: self.chosen.emit(key))
        card.opened.connect(lambda: self.opened.emit(key))
        card.stepped.connect(lambda by: self._step(key, by))
        card.moved.connect(lambda by: self._move(key, self._order.index(key) + by))
        card.taken_out.connect(lambda: self._take_out(key))
        card.menu_wanted.connect(lambda at: self._menu(key, at))
        card.dragged.connect(lambda at: self._drag(key, at))
        card.dropped.connect(lambda at: self._let_drop(key, at))
        card.drag_ended.connect(self._drop.hide)
        return card

    def _set_still(self, *, still: bool) -> None:
        layout = self._inner.layout()
        assert layout is not None
        layout.setEnabled(not still)
        self._inner.setUpdatesEnabled(not still)
        if not still:
            layout.activate()
            least = layout.minimumSize().width() + self.verticalScrollBar().sizeHint().width() + theme.XXS
            self.setMinimumWidth(min(max(theme.scaled(LEAST), least), theme.scaled(WIDEST)))

    def _end_building(self) -> None:
        self._building = None
        self._set_still(still=False)
        self.filled.emit()

    def _show_foot(self, view: day_view.DayView) -> None:
        empty(self._foot)
        if not view.stops and view.day.visited:
            self._foot.addWidget(Note(self.tr("今天的走访都完成了"), self.tr("右边是还要收尾的事。"), "ok"))
        self._section(self.tr("顺路可看"), [self._nearby(stop) for stop in view.nearby])
        done = self.tr("今日已走访 · {count}").format(count=len(view.day.visited))
        self._section(done, [self._visited(line) for line in view.day.visited])
        out = self.tr("今日不去 · {count}").format(count=len(view.day.left_out))
        self._section(out, [self._left_out(line) for line in view.day.left_out])

    def _section(self, title: str, parts: Sequence[QWidget]) -> None:
        if parts:
            self._foot.addSpacing(theme.XS)
            self._foot.addWidget(label(title, "h2"))
            for part in parts:
                self._foot.addWidget(part)

    def _nearby(self, stop: Stop) -> QWidget:
        card, row = self._slim(stop.line, "route", "accent")
        near = self.tr("离{name}约 {way}").format(name=stop.beside, way=day_view.way(stop.metres))
        row.addWidget(label(near, "muted"))
        self._put_in_key(row, stop.line, self.tr("加入今日"))
        return card

    def _left_out(self, line: CaseLine) -> QWidget:
        card, row = self._slim(line, "minus", "text_3")
        self._put_in_key(row, line, self.tr("放回今日"))
        return card

    def _put_in_key(self, row: QHBoxLayout, line: CaseLine, words_: str) -> None:
        key = button(words_, "quiet", "plus", says=f"{words_} {line.borrower_name}")
        key.clicked.connect(lambda: self.put_in.emit(line.case_id))
        row.addWidget(key)

    def _visited(self, line: CaseLine) -> QWidget:
        card, row = self._slim(line, "ok", "ok")
        if line.pending:
            row.addWidget(Chip(words.custody("waiting"), words.custody_tone("waiting")))
        row.addWidget(label(_came_of_it(line), "muted", right=True))
        return card

    def _slim(self, line: CaseLine, icon: str, tone: theme.Tone) -> tuple[QWidget, QHBoxLayout]:
        card = Card(pressable=True, pad=theme.XS, says=case_lines.spoken(line))
        card.pressed.connect(lambda: self.opened.emit(line.case_id))
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        row.addWidget(Picture(icon, tone))
        row.addWidget(label(line.borrower_name, "strong"))
        row.addWidget(ElidedLabel(shop(line), "muted"), 1)
        card.body.addLayout(row)
        return card, row

    def _step(self, key: str, by: int) -> None:
        place = self._order.index(key) + by
        if 0 <= place < len(self._order) and self._order[place] in self._cards:
            card = self._cards[self._order[place]]
            card.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(card, 0, theme.M)

    def _first_free(self) -> int:
        """The first place that can be given away: what was begun stays first."""
        return sum(card.stop.begun for card in self._cards.values())

    def _move(self, key: str, place: int) -> None:
        if key not in self._cards or self._cards[key].stop.begun:
            return
        place = min(max(place, self._first_free()), len(self._order) - 1)
        if self._order.index(key) != place:
            order = [other for other in self._order if other != key]
            order.insert(place, key)
            self.reordered.emit(order)

    def _take_out(self, key: str) -> None:
        """The next card takes the keyboard before this one goes."""
        if self._cards[key].stop.begun:
            return
        place = self._order.index(key)
        self._step(key, 1 if place + 1 < len(self._order) else -1)
        self.taken_out.emit(key)

    def _menu(self, key: str, at: QPoint) -> None:
        place = self._order.index(key)
        menu = stop_menu(self, self._cards[key], first=place <= self._first_free(), last=place == len(self._order) - 1)
        menu.popup(at)

    def _target(self, at: QPoint) -> int:
        """Between which cards the pointer is: the place among those in their order now."""
        y = self._inner.mapFromGlobal(at).y()
        middles = [self._cards[key].geometry().center().y() for key in self._order]
        return max(sum(middle < y for middle in middles), self._first_free())

    def _drag(self, key: str, at: QPoint) -> None:
        if self._building is not None:
            return
        slot = self._target(at)
        order = self._with(key, slot)
        boxes = [self._cards[other].geometry() for other in self._order]
        y = boxes[slot].top() - theme.XS // 2 if slot < len(boxes) else boxes[-1].bottom() + theme.XS // 2
        told = self.tr("位置不变") if order == self._order else day_view.price_words(self.price_of(order))
        self._drop.show_at(y, boxes[0].width(), told)
        self.ensureVisible(0, self._inner.mapFromGlobal(at).y(), 0, 40)

    def _let_drop(self, key: str, at: QPoint) -> None:
        self._drop.hide()
        order = self._with(key, self._target(at)) if self._building is None else self._order
        if order != self._order:
            self.reordered.emit(order)

    def _with(self, key: str, slot: int) -> list[str]:
        """The order with this stop put into a slot between the others."""
        before = [other for other in self._order[:slot] if other != key]
        after = [other for other in self._order[slot:] if other != key]
        return [*before, key, *after]


class _Drop(QFrame):
    """Where a card would go: a line between two others, with what that costs."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S, theme.XXS, theme.S, theme.XXS)
        row.setSpacing(theme.XS)
        row.addWidget(Picture("drag", "accent", 16))
        self._words = label("", "strong", "accent")
        row.addWidget(self._words)
        self._line = _Line(over)
        self.hide()

    def show_at(self, y: int, wide: int, words_: str) -> None:
        """Show it between two cards."""
        self._words.setText(words_)
        self.adjustSize()
        self.move((wide - self.width()) // 2, max(y - self.height() // 2, 0))
        self._line.setGeometry(0, y - 1, wide, 3)
        for part in (self._line, self):
            part.show()
            part.raise_()

    def hide(self) -> None:
        """Take it away."""
        super().hide()
        self._line.hide()


class _Line(QWidget):
    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("accent"))


def _came_of_it(line: CaseLine) -> str:
    when = formats.time_of_day(line.last_visit_at) if line.last_visit_at else ""
    return f"{words.outcome(Outcome(line.last_outcome))} · {when}" if line.last_outcome else when
