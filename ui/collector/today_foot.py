"""Below the stops of a day: what the planner left out and why, what is near, done already, taken out, and tomorrow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.visit import Outcome
from fieldapp.services.day_now import LaterStop, LeftOutCase
from fieldapp.store.laptop.case_list import CaseLine
from ui import formats, theme, words
from ui.collector.today_card import shop
from ui.viewmodels import case_lines, day_why
from ui.viewmodels import day as day_view
from ui.viewmodels.day import DayView, Stop
from ui.widgets.buttons import button
from ui.widgets.card import Card, Note
from ui.widgets.chips import Chip
from ui.widgets.emptying import empty
from ui.widgets.labels import ElidedLabel, Picture, label

Piece = Callable[[], object]
SIGN = 20
"""Width in px of the sign before a name: what is said below begins under the name."""


class DayFoot(QObject):
    """The sections, in `column`. They are made anew with the day, a row at a time.

    Signals:
        opened: (str) case id of a row that was pressed.
        put_in: (str) case id: today after all, or on the way.
        must: (str) case id: today, although the planner left it out.
        not_tomorrow: (str) case id: out of the draft of tomorrow.
    """

    opened = Signal(str)
    put_in = Signal(str)
    must = Signal(str)
    not_tomorrow = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.XS)

    def pieces(self, view: DayView) -> list[Piece]:
        """What has to be run, one after the other, for this day to be shown."""
        return [lambda: self._begin(view), *self._sections(view)]

    def _begin(self, view: DayView) -> None:
        empty(self.column)
        if not view.stops and day_view.left_of(view):
            words_ = self.tr("今天没有能排进去的站")
            self.column.addWidget(Note(words_, self.tr("原因写在每个案件下面；可以改当日设置后重新排程。"), "info"))
        elif not view.stops and view.day.visited:
            self.column.addWidget(Note(self.tr("今天的走访都完成了"), self.tr("右边是还要收尾的事。"), "ok"))

    def _sections(self, view: DayView) -> Iterator[Piece]:
        day, left = view.day, day_view.left_of(view)
        title = self.tr("没排进今天 · {count}").format(count=len(left))
        yield from self._section(title, [partial(self._left, view, one) for one in left])
        yield from self._section(self.tr("顺路可看"), [partial(self._nearby, one) for one in view.nearby])
        title = self.tr("今日已走访 · {count}").format(count=len(day.visited))
        yield from self._section(title, [partial(self._visited, one) for one in day.visited])
        title = self.tr("今日不去 · {count}").format(count=len(day.left_out))
        yield from self._section(title, [partial(self._taken_out, view, one) for one in day.left_out])
        title = self.tr("明天的草稿 · {count}").format(count=len(day.tomorrow))
        yield from self._section(title, [partial(self._tomorrow, view, one) for one in day.tomorrow])

    def _section(self, title: str, rows: Sequence[Callable[[], QWidget]]) -> Iterator[Piece]:
        if rows:
            yield lambda: self._head(title)
            yield from (lambda row=row: self.column.addWidget(row()) for row in rows)

    def _head(self, title: str) -> None:
        self.column.addSpacing(theme.XS)
        self.column.addWidget(label(title, "h2"))

    def _left(self, view: DayView, one: LeftOutCase) -> QWidget:
        line, forbidden = one.line, one.left.forbidden
        card, row = self._slim(line, "no" if forbidden else "minus", "stop" if forbidden else "text_3")
        if not forbidden:
            self._key(row, line, self.tr("仍要排入"), self.must)
        why = day_why.why_left(view.day, one)
        told = label(why, "muted", wrap=True)
        told.setContentsMargins(theme.scaled(SIGN) + theme.XS, 0, 0, theme.XXS)
        card.body.addWidget(told)
        card.setAccessibleDescription(why)
        return card

    def _tomorrow(self, view: DayView, one: LaterStop) -> QWidget:
        card, row = self._slim(one.line, "calendar", "text_3")
        row.addWidget(label(day_why.clock_words(view.day.on, one.begins), "muted"))
        key = button(
            self.tr("拿掉"), "quiet", "minus", says=self.tr("明天不去{name}").format(name=one.line.borrower_name)
        )
        key.clicked.connect(lambda: self.not_tomorrow.emit(one.line.case_id))
        row.addWidget(key)
        return card

    def _nearby(self, stop: Stop) -> QWidget:
        card, row = self._slim(stop.line, "route", "accent")
        near = self.tr("离{name}约 {way}").format(name=stop.beside, way=day_view.way(stop.metres))
        row.addWidget(label(near, "muted"))
        self._key(row, stop.line, self.tr("加入今日"), self.put_in)
        return card

    def _taken_out(self, view: DayView, line: CaseLine) -> QWidget:
        card, row = self._slim(line, "minus", "text_3")
        told = day_why.not_today(view.day.plan, view.day.on, line.case_id)
        if told:
            row.addWidget(label(told, "muted"))
        self._key(row, line, self.tr("放回今日"), self.put_in)
        return card

    def _key(self, row: QHBoxLayout, line: CaseLine, words_: str, asked: SignalInstance) -> None:
        key = button(words_, "quiet", "plus", says=f"{words_} {line.borrower_name}")
        key.clicked.connect(lambda: asked.emit(line.case_id))
        row.addWidget(key)

    def _visited(self, line: CaseLine) -> QWidget:
        card, row = self._slim(line, "ok", "ok")
        if line.pending:
            row.addWidget(Chip(words.custody("waiting"), words.custody_tone("waiting")))
        row.addWidget(label(_came_of_it(line), "muted", right=True))
        return card

    def _slim(self, line: CaseLine, icon: str, tone: theme.Tone) -> tuple[Card, QHBoxLayout]:
        card = Card(pressable=True, pad=theme.XS, says=case_lines.spoken(line))
        card.pressed.connect(lambda: self.opened.emit(line.case_id))
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        row.addWidget(Picture(icon, tone))
        row.addWidget(label(line.borrower_name, "strong"))
        row.addWidget(ElidedLabel(shop(line), "muted"), 1)
        card.body.addLayout(row)
        return card, row


def _came_of_it(line: CaseLine) -> str:
    when = formats.time_of_day(line.last_visit_at) if line.last_visit_at else ""
    return f"{words.outcome(Outcome(line.last_outcome))} · {when}" if line.last_outcome else when
