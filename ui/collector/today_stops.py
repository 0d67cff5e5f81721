"""The stops of a day as cards: number, who, how late, why, where, how much; below them what is done already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fieldapp.domain.visit import Outcome
from fieldapp.store.laptop.case_list import CaseLine
from ui import formats, theme, words
from ui.viewmodels import case_lines
from ui.viewmodels.day import Stop
from ui.widgets.buttons import icon_button
from ui.widgets.card import Card
from ui.widgets.chips import Chip, bucket_chip
from ui.widgets.emptying import empty
from ui.widgets.labels import ElidedLabel, Picture, label

NUMBER_WIDTH = 36
WIDEST = 720
"""Width in px at which the list stops growing: a line of text that can be read in one look."""


class StopList(QScrollArea):
    """The cards. The one that has the focus is the chosen one.

    Keyboard: Up and Down go from card to card, Return opens the case.

    Signals:
        chosen: (str) case id of the card that was pressed or reached.
        opened: (str) case id: Return, a double click, or the arrow at the card's right.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("今日各站"))
        self.setMinimumWidth(400)
        self.setMaximumWidth(WIDEST)
        inner = QWidget()
        inner.setObjectName("page_body")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, theme.XS, 0)
        self._column.setSpacing(theme.XS)
        self.setWidget(inner)
        self._cards: dict[str, StopCard] = {}

    def show_stops(self, stops: Sequence[Stop], visited: Sequence[CaseLine]) -> None:
        """Show these at the same place of the list; the focus is for `take_focus` to put back."""
        bar, place = self.verticalScrollBar(), self.verticalScrollBar().value()
        self.setUpdatesEnabled(False)
        self._clear()
        for stop in stops:
            self._add(stop)
        if visited:
            self._column.addSpacing(theme.XS)
            self._column.addWidget(label(self.tr("今日已走访 · {count}").format(count=len(visited)), "h2"))
            for line in visited:
                self._column.addWidget(self._visited(line))
        self._column.addStretch(1)
        self.setUpdatesEnabled(True)
        bar.setValue(place)

    def choose(self, key: str, *, reveal: bool = False) -> None:
        """Mark one card; `reveal` scrolls to it."""
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

    def _add(self, stop: Stop) -> None:
        card = StopCard(stop)
        card.pressed.connect(lambda: self.chosen.emit(stop.line.case_id))
        card.opened.connect(lambda: self.opened.emit(stop.line.case_id))
        card.stepped.connect(lambda by: self._step(stop.line.case_id, by))
        self._cards[stop.line.case_id] = card
        self._column.addWidget(card)
        card.show()  # at once and not with the next event: a card that is not shown cannot take the focus

    def _visited(self, line: CaseLine) -> QWidget:
        card = Card(pressable=True, pad=theme.XS, says=case_lines.spoken(line))
        card.pressed.connect(lambda: self.opened.emit(line.case_id))
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        row.addWidget(Picture("ok", "ok"))
        row.addWidget(label(line.borrower_name, "strong"))
        row.addWidget(ElidedLabel(line.premises_name, "muted"), 1)
        if line.pending:
            row.addWidget(Chip(words.custody("waiting"), words.custody_tone("waiting")))
        row.addWidget(label(_came_of_it(line), "muted", right=True))
        card.body.addLayout(row)
        return card

    def _step(self, key: str, by: int) -> None:
        keys = list(self._cards)
        place = keys.index(key) + by
        if 0 <= place < len(keys):
            self._cards[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self._cards[keys[place]], 0, theme.M)

    def _clear(self) -> None:
        self._cards = {}
        self.blockSignals(True)  # the focus wanders over the cards as they go, and none of them was chosen
        empty(self._column)
        self.blockSignals(False)


class StopCard(Card):
    """One stop.

    Signals:
        opened: the case is wanted.
        stepped: (int) the card above (-1) or below (1) is wanted.
    """

    opened = Signal()
    stepped = Signal(int)

    def __init__(self, stop: Stop) -> None:
        super().__init__(pressable=True, pad=theme.S, says=f"{stop.number} {case_lines.spoken(stop.line)}")
        self.stop = stop
        self.setToolTip("\n".join(case_lines.all_steps(stop.line)[1:]))
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        number = label(str(stop.number), "figure", "accent")
        number.setFixedWidth(NUMBER_WIDTH)
        number.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._lines(stop), 1)
        arrow = icon_button("chevron_right", self.tr("打开{name}的案件").format(name=stop.line.borrower_name), "text_3")
        arrow.clicked.connect(self.opened)
        row.addWidget(arrow)
        self.body.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pressed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def _lines(self, stop: Stop) -> QVBoxLayout:
        line = stop.line
        lines = QVBoxLayout()
        lines.setSpacing(2)
        who = QHBoxLayout()
        who.setSpacing(theme.XS)
        who.addWidget(label(line.borrower_name, "h2"))
        who.addWidget(ElidedLabel(_shop(line), "muted"), 1)
        if stop.begun:
            who.addWidget(Chip(self.tr("外访未完成"), "warn"))
        who.addWidget(bucket_chip(case_lines.bucket(line), line.days_past_due))
        lines.addLayout(who)
        lines.addWidget(label(case_lines.next_step(line), wrap=True))
        where = QHBoxLayout()
        where.setSpacing(theme.XXS)
        if line.lon_e6 is None:
            where.addWidget(Picture("place_unsure", "text_3", 14, self.tr("位置未知")))
        where.addWidget(ElidedLabel(line.address, "faint"), 1)
        where.addWidget(label(formats.money(line.owed), "strong", right=True))
        lines.addLayout(where)
        return lines


def _shop(line: CaseLine) -> str:
    return formats.aside(line.premises_name, line.trade) if line.trade else line.premises_name


def _came_of_it(line: CaseLine) -> str:
    when = formats.time_of_day(line.last_visit_at) if line.last_visit_at else ""
    return f"{words.outcome(Outcome(line.last_outcome))} · {when}" if line.last_outcome else when
