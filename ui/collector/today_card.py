"""One stop of the day as a card: number, time, who, how late, why, where, how much; it can be picked up and moved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fieldapp import clock
from fieldapp.services.day_now import at_second
from fieldapp.store.laptop.case_list import CaseLine
from ui import formats, theme
from ui.collector.today_menu import Wish
from ui.viewmodels import case_lines
from ui.viewmodels import day as day_view
from ui.viewmodels.day import Stop
from ui.widgets.buttons import icon_button
from ui.widgets.card import Card
from ui.widgets.chips import Chip, bucket_chip
from ui.widgets.emptying import let_go
from ui.widgets.labels import ElidedLabel, Picture, label, set_tone, show_in_place

NUMBER_WIDTH = 44


class StopCard(Card):
    """One stop.

    Keyboard: Up and Down go to the next card, Alt with them moves this one, Delete takes it out of today, L locks its
    place or gives it free, N says that nobody is there, Return opens the case, the menu key shows what else there is.

    Signals:
        opened: the case is wanted.
        stepped: (int) the card above (-1) or below (1) is wanted.
        moved: (int) one place up (-1) or down (1).
        taken_out: not today.
        wished: (Wish) something else is wanted of it.
        menu_wanted: (QPoint, global) what can be done with it.
        dragged: (QPoint, global) it is being moved with the pointer; dropped: it is let go of there.
        drag_ended: it is put back where it was.
    """

    opened = Signal()
    stepped = Signal(int)
    moved = Signal(int)
    taken_out = Signal()
    wished = Signal(object)
    menu_wanted = Signal(QPoint)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    drag_ended = Signal()

    def __init__(self, stop: Stop) -> None:
        super().__init__(pressable=True, pad=theme.S)
        self.stop = stop
        self._inside: QWidget | None = None
        self._number = label("", "figure", "accent")
        self._time = label("", "faint")
        self._why = label("", "faint", wrap=True)
        self._barred = label("", tone="stop", wrap=True)
        self._late = self.planned = False
        self._from: QPoint | None = None
        self._dragging = False
        self._fill()

    def show_stop(self, stop: Stop) -> None:
        """Show this stop of the same case; what is the same stays untouched."""
        before, self.stop = self.stop, stop
        if before != stop:
            self._fill()

    def show_time(self, begins: datetime, *, late: bool = False, why: str = "", planned: bool = False) -> None:
        """When one gets there, about, or where it was `planned`, begins; and why then.

        `late`: after the last moment that its visit may begin.
        """
        self.planned = planned
        words = formats.time_of_day(begins)
        if late != self._late:
            self._late = late
            set_tone(self._time, "stop" if late else None)
            set_tone(self._why, "stop" if late else None)
        self._time.setText(words)
        told = self.tr("预计 {time} 开始") if planned else self.tr("预计 {time} 到达")
        self._time.setToolTip(told.format(time=words))
        if why != self._why.text():
            self._why.setText(why)
            show_in_place(self._why, shown=bool(why))
        self._describe()

    def show_barred(self, told: str) -> None:
        """Say why the rules forbid the visit by now; nothing where they do not."""
        if told != self._barred.text():
            self._barred.setText(told)
            show_in_place(self._barred, shown=bool(told))
            self._describe()

    @property
    def time(self) -> str:
        """When one gets there, as it stands on the card."""
        return self._time.text()

    @property
    def why(self) -> str:
        """Why it comes then, as it stands on the card."""
        return self._why.text()

    def set_lifted(self, *, lifted: bool) -> None:
        """Show that it is being moved."""
        self.setCursor(Qt.CursorShape.ClosedHandCursor if lifted else Qt.CursorShape.PointingHandCursor)

    def _fill(self) -> None:
        stop = self.stop
        self.setAccessibleName(f"{stop.number} {case_lines.spoken(stop.line)}")
        self._describe()
        self.setToolTip("\n".join(case_lines.all_steps(stop.line)[1:]))
        if self._inside is not None:
            let_go(self._inside)
        self._inside = QWidget()
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.XS)
        row.addLayout(self._left(stop))
        row.addLayout(self._lines(stop), 1)
        more = icon_button("more", self.tr("{name}：更多操作").format(name=stop.line.borrower_name), "text_3")
        more.clicked.connect(lambda: self.menu_wanted.emit(more.mapToGlobal(QPoint(0, more.height()))))
        row.addWidget(more, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(self._inside)

    def _describe(self) -> None:
        keys = self.tr("Alt+上下移动，L 锁定，N 没人在，Delete 今日不去")
        told = (self._barred.text(), self._why.text(), keys)
        self.setAccessibleDescription(formats.clauses([part for part in told if part]))

    def _left(self, stop: Stop) -> QVBoxLayout:
        kept = self._time.text()
        self._number = _centred(label(str(stop.number), "figure", "accent"))
        self._time = _centred(label(kept, "faint", "stop" if self._late else None))
        left = QVBoxLayout()
        left.setSpacing(theme.XXS)
        left.addWidget(self._number)
        left.addWidget(self._time)
        left.addStretch(1)
        return left

    def _lines(self, stop: Stop) -> QVBoxLayout:
        line = stop.line
        lines = QVBoxLayout()
        lines.setSpacing(2)
        who = QHBoxLayout()
        who.setSpacing(theme.XS)
        who.addWidget(label(line.borrower_name, "h2"))
        who.addWidget(ElidedLabel(shop(line), "muted"), 1)
        if stop.begun:
            who.addWidget(Chip(self.tr("外访未完成"), "warn"))
        elif line.holds:
            who.addWidget(Chip(case_lines.holds(line), "warn"))
        who.addWidget(bucket_chip(case_lines.bucket(line), line.days_past_due))
        lines.addLayout(who)
        lines.addWidget(label(day_view.reason(stop), wrap=True))
        kept = self._why.text()
        self._why = label(kept, "faint", "stop" if self._late else None, wrap=True)
        show_in_place(self._why, shown=bool(kept))
        lines.addWidget(self._why)
        barred = self._barred.text()
        self._barred = label(barred, tone="stop", wrap=True)
        show_in_place(self._barred, shown=bool(barred))
        lines.addWidget(self._barred)
        where = QHBoxLayout()
        where.setSpacing(theme.XXS)
        if stop.meeting is not None:
            hours = "–".join(formats.time_of_day(at_second(clock.today(), second)) for second in stop.meeting)
            where.addWidget(Picture("handshake", "accent", 14, self.tr("已约定时间 {hours}").format(hours=hours)))
        if stop.locked:
            where.addWidget(Picture("lock", "accent", 14, self.tr("已锁定")))
            where.addWidget(label(self.tr("已锁定"), "faint"))
        if line.lon_e6 is None:
            where.addWidget(Picture("place_unsure", "text_3", 14, self.tr("位置未知")))
        where.addWidget(ElidedLabel(line.address, "faint"), 1)
        where.addWidget(label(formats.money(line.owed), "strong", right=True))
        lines.addLayout(where)
        return lines

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, step = event.key(), {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        elif step is not None:
            self.stepped.emit(step)
        elif key == Qt.Key.Key_Escape and self._dragging:
            self._end_drag()
        elif key == Qt.Key.Key_Delete:
            self.taken_out.emit()
        elif key in {Qt.Key.Key_L, Qt.Key.Key_N} and not event.modifiers():
            self._wish(Qt.Key(key))
        elif key == Qt.Key.Key_Menu or (key == Qt.Key.Key_F10 and event.modifiers()):
            self.menu_wanted.emit(self.mapToGlobal(QPoint(NUMBER_WIDTH, self.height())))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _wish(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_N:
            self.wished.emit(Wish.NOBODY)
        else:
            self.wished.emit(Wish.UNLOCK if self.stop.locked else Wish.LOCK_PLACE)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.pressed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if QApplication.activePopupWidget() is None:
            self.menu_wanted.emit(event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.globalPosition().toPoint()
        if self._from is None or not event.buttons() & Qt.MouseButton.LeftButton or self.stop.begun:
            return
        far = (here - self._from).manhattanLength() >= QApplication.startDragDistance()
        if far and not self._dragging:
            self._dragging = True
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.set_lifted(lifted=True)
        if self._dragging:
            self.dragged.emit(here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._from = None
        if self._dragging:
            self._dragging = False
            self.set_lifted(lifted=False)
            self.dropped.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def _end_drag(self) -> None:
        self._from, self._dragging = None, False
        self.set_lifted(lifted=False)
        self.drag_ended.emit()


def shop(line: CaseLine) -> str:
    """The business with its trade."""
    return formats.aside(line.premises_name, line.trade) if line.trade else line.premises_name


def _centred(one: QLabel) -> QLabel:
    one.setFixedWidth(theme.scaled(NUMBER_WIDTH))
    one.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    return one
