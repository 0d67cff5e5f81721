"""The stops of a day as cards that can be put in another order; below them what is near, left out and done already.

Cards are kept by case and filled anew only where their stop is another one, a few in one turn of the event loop, so
that a day of many stops neither flickers nor holds the window up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from fieldapp.services.day_now import at_second
from ui import theme
from ui.collector.today_card import StopCard
from ui.collector.today_drop import DropLine
from ui.collector.today_foot import DayFoot
from ui.collector.today_menu import Wish, stop_menu
from ui.in_pieces import InPieces
from ui.viewmodels import day as day_view
from ui.viewmodels import day_why
from ui.viewmodels.day import DayPrice, DayView, Stop
from ui.widgets.emptying import let_go

LEAST = 400
WIDEST = 720
"""Width in px at which the list stops growing: a line of text that can be read in one look."""
Price_of = Callable[[Sequence[str]], DayPrice]


@dataclass(frozen=True, slots=True)
class _Time:
    """When a stop is reached, as its card says it."""

    begins: datetime
    late: bool = False
    why: str = ""
    planned: bool = False


class StopList(QScrollArea):
    """The cards. The one that has the focus is the chosen one.

    Signals:
        chosen: (str) case id of the card that was pressed or reached.
        opened: (str) case id: Return, a double click, or the menu.
        reordered: (list of str) the stops are wanted in this order.
        taken_out, put_in: (str) case id: not today; today after all, or on the way.
        must: (str) case id: today, although the planner left it out.
        not_tomorrow: (str) case id: out of the draft of tomorrow.
        wished: (str, Wish) something else is wanted of a stop: to be locked, an agreed time, nobody is there.
        filled: everything is on screen.
    """

    chosen = Signal(str)
    opened = Signal(str)
    reordered = Signal(object)
    taken_out = Signal(str)
    put_in = Signal(str)
    must = Signal(str)
    not_tomorrow = Signal(str)
    wished = Signal(str, object)
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
        self._column, self._foot = QVBoxLayout(), DayFoot()
        self._column.setSpacing(theme.XS)
        column.addLayout(self._column)
        column.addLayout(self._foot.column)
        column.addStretch(1)
        self._foot.opened.connect(self.opened)
        self._foot.put_in.connect(self.put_in)
        self._foot.must.connect(self.must)
        self._foot.not_tomorrow.connect(self.not_tomorrow)
        self.setWidget(self._inner)
        self.price_of: Price_of = lambda _order: DayPrice()
        self._cards: dict[str, StopCard] = {}
        self._order: list[str] = []
        self._chosen = ""
        self._building: InPieces | None = None
        self._drop = DropLine(self._inner)

    def show_day(self, view: DayView) -> None:
        """Show this day at the same place of the list."""
        stops, times = view.stops, _times(view)
        self._order = [stop.line.case_id for stop in stops]
        for gone in set(self._cards) - set(self._order):
            let_go(self._cards.pop(gone))
        if self._building is not None:
            self._building.stop()
        # laid out and painted once, when all is there: between the pieces it would cost more than the pieces
        self._set_still(still=True)
        pieces = [lambda stop=stop, at=at: self._put(stop, at) for stop, at in zip(stops, times, strict=True)]
        self._building = InPieces(self, [*pieces, *self._foot.pieces(view)], self._end_building)

    @property
    def building(self) -> bool:
        """Whether cards are still to come."""
        return self._building is not None

    def show_barred(self, told: Mapping[str, str]) -> None:
        """Say on the cards of these cases why the rules forbid their visit by now."""
        for key, card in self._cards.items():
            card.show_barred(told.get(key, ""))

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

    def _put(self, stop: Stop, at: _Time) -> None:
        key = stop.line.case_id
        card = self._cards.get(key)
        if card is None:
            card = self._cards[key] = self._made(stop)
        else:
            card.show_stop(stop)
        card.show_time(at.begins, late=at.late, why=at.why, planned=at.planned)
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
        card.wished.connect(lambda wish: self._wish(key, wish))
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

    def _wish(self, key: str, wish: Wish) -> None:
        """Who is not there leaves the list: the next card takes the keyboard before it goes."""
        if wish is Wish.NOBODY:
            place = self._order.index(key)
            self._step(key, 1 if place + 1 < len(self._order) else -1)
        self.wished.emit(key, wish)

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


def _times(view: DayView) -> list[_Time]:
    """When each stop is reached, or in a planned day its visit begins, and why then."""
    day = view.day
    whys = [day_why.why_now(day, number) for number in range(len(day.stops))]
    begins = [
        leg.arrives if stop.at is None else at_second(day.on, stop.at.begins)
        for stop, leg in zip(day.stops, day.table.legs, strict=True)
    ]
    return [
        _Time(at, stop.late, why, planned=stop.at is not None)
        for stop, at, why in zip(day.stops, begins, whys, strict=True)
    ]
