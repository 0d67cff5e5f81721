"""Two cards beside the day: what changed since the last look, and what is left to finish; lines lead to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fieldapp.domain.facts import FactKind
from fieldapp.domain.matter import MatterState
from fieldapp.services.day_news import DayNews, News, NewsKind
from fieldapp.services.day_rest import Rest, RestKind
from ui import formats, theme, words
from ui.i18n import translate
from ui.theme import Tone
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.labels import ElidedLabel, Picture, label
from ui.words.matter import matter_state

SHOWN = 4
"""Lines that a card shows before somebody wants all of them."""
MANY = 2
"""So many cases that came or went are counted instead of named."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card: its sign, words, and where it leads to: a kind of page and an id; nowhere if both are empty."""

    icon: str
    tone: Tone
    words: str
    leads_to: str = ""
    id: str = ""


class LineCard(Card):
    """A card of pressable lines.

    Signals:
        followed: (str, str) a line was pressed: where it leads to.
        done: what stands at its foot was pressed.
    """

    followed = Signal(str, str)
    done = Signal()

    def __init__(self, title: str, nothing: str, done: str = "") -> None:
        super().__init__(title, pad=theme.S)
        self._nothing = nothing
        self._lines: tuple[Line, ...] | None = None
        self._all = False
        self._about = label("", "faint")
        self.head.addWidget(self._about)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self.body.addStretch(1)
        foot = QHBoxLayout()
        self._more = button("", "plain", "chevron_down")
        self._more.clicked.connect(self._show_all)
        self._done = button(done, "plain", "check")
        self._done.clicked.connect(self.done)
        foot.addWidget(self._more)
        foot.addStretch(1)
        foot.addWidget(self._done)
        self.body.addLayout(foot)
        self._offers = bool(done)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.show_lines((), "")

    def show_lines(self, lines: Sequence[Line], about: str) -> None:
        """Show these lines; `about` stands beside the title."""
        self._about.setText(about)
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        self._fill()

    def _fill(self) -> None:
        lines = self._lines or ()
        shown = lines if self._all else lines[:SHOWN]
        empty(self._column)
        for line in shown:
            self._column.addWidget(self._row(line))
        if not lines:
            self._column.addWidget(label(self._nothing, "muted", wrap=True))
        left = len(lines) - len(shown)
        self._more.setVisible(left > 0)
        self._more.setText(self.tr("还有 %n 项", "", left))
        self._more.setAccessibleName(self._more.text())
        self._done.setVisible(self._offers and bool(lines))

    def _row(self, line: Line) -> QWidget:
        made = _Row(line)
        made.pressed.connect(lambda: self.followed.emit(line.leads_to, line.id))
        return made

    def _show_all(self) -> None:
        self._all = True
        self._fill()


class _Row(Card):
    """One line; a press or Return follows it."""

    def __init__(self, line: Line) -> None:
        super().__init__(pressable=bool(line.leads_to), pad=0, says=line.words)
        self.setObjectName("line")
        row = QHBoxLayout()
        row.setContentsMargins(theme.XXS, 0, theme.XXS, 0)
        row.setSpacing(theme.XS)
        row.addWidget(Picture(line.icon, line.tone, 16))
        words = ElidedLabel(line.words)
        words.setProperty("anyLength", True)  # it holds names of people and shops
        row.addWidget(words, 1)
        if line.leads_to:
            row.addWidget(Picture("chevron_right", "text_3", 16))
        self.body.addLayout(row)
        self.setMinimumHeight(theme.TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() and self.focusPolicy() != Qt.FocusPolicy.NoFocus:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("sunken"))
            painter.drawRoundedRect(where, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(where, 6, 6)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def news_lines(found: DayNews) -> list[Line]:
    """What changed, in words; many cases that came or went are one line."""
    lines: list[Line] = []
    counted: set[NewsKind] = set()
    for news in found.news:
        same = [one for one in found.news if one.kind is news.kind]
        if news.kind in {NewsKind.NEW_CASE, NewsKind.GONE_CASE} and len(same) > MANY:
            if news.kind not in counted:
                counted.add(news.kind)
                lines.append(_counted(news.kind, len(same)))
        else:
            lines.append(_news(news))
    return lines


def since(found: DayNews) -> str:
    """Since when the changes are told."""
    if found.since is None:
        return ""
    return translate("today_news", "自 {moment}").format(moment=formats.short_moment(found.since))


def _counted(kind: NewsKind, count: int) -> Line:
    if kind is NewsKind.NEW_CASE:
        return Line("plus", "info", translate("today_news", "新分配 %n 个案件", "", count), "cases")
    return Line("minus", "text_3", translate("today_news", "转出 %n 个案件", "", count))


def _news(news: News) -> Line:
    icon, tone, told = _NEWS[news.kind]
    detail = ""
    if news.kind is NewsKind.MATTER:
        detail = matter_state(MatterState(news.detail))
    elif news.kind is NewsKind.REFUSED:
        detail = words.fact_kind(FactKind(news.detail))
    said = told().format(who=news.who, sum=formats.money(news.amount), detail=detail)
    if news.kind is NewsKind.REFUSED:
        return Line(icon, tone, said, "refused")
    return Line(icon, tone, said, "case" if news.case_id else "", news.case_id)


_NEWS: dict[NewsKind, tuple[str, Tone, Callable[[], str]]] = {
    NewsKind.REFUSED: ("no", "stop", lambda: translate("today_news", "{who}：{detail}未被办公室接收")),
    NewsKind.PROMISE_DUE: ("clock", "warn", lambda: translate("today_news", "{who}承诺今日还款 {sum}")),
    NewsKind.PROMISE_BROKEN: ("warn", "warn", lambda: translate("today_news", "{who}承诺的 {sum} 没有足额到账")),
    NewsKind.PLAN_RETURNED: ("return", "warn", lambda: translate("today_news", "{who}的方案被退回修改")),
    NewsKind.PLAN_REJECTED: ("no", "stop", lambda: translate("today_news", "{who}的方案未获批准")),
    NewsKind.PLAN_APPROVED: ("approve", "ok", lambda: translate("today_news", "{who}的方案已批准")),
    NewsKind.PROMISE_KEPT: ("ok", "ok", lambda: translate("today_news", "{who}兑现了承诺的 {sum}")),
    NewsKind.PAYMENT: ("cash", "ok", lambda: translate("today_news", "{who}入账 {sum}")),
    NewsKind.PAYMENT_BACK: ("undo", "warn", lambda: translate("today_news", "{who}有 {sum} 被银行冲回")),
    NewsKind.MATTER: ("flag", "info", lambda: translate("today_news", "{who}提出的事项：{detail}")),
    NewsKind.NEW_CASE: ("plus", "info", lambda: translate("today_news", "新分配：{who}")),
    NewsKind.GONE_CASE: ("minus", "text_3", lambda: translate("today_news", "转出：{who}")),
}


def rest_lines(found: Sequence[Rest]) -> list[Line]:
    """What is left to finish, in words."""
    return [_rest(one) for one in found]


def _rest(one: Rest) -> Line:
    when = formats.short_moment(one.at) if one.at is not None else ""
    if one.kind is RestKind.CASH:
        told = translate("today_news", "现金 {sum} 待缴存，{moment} 前").format(
            sum=formats.money(one.amount), moment=when
        )
        return Line("cash", "warn", told, "cash")
    if one.kind is RestKind.REFUSED:
        told = translate("today_news", "%n 项记录未被办公室接收", "", one.count)
        return Line("no", "stop", told, "refused")
    if one.kind is RestKind.CONFLICTS:
        return Line("compare", "warn", translate("today_news", "%n 处冲突待处理", "", one.count), "conflicts")
    if one.kind is RestKind.VISIT_DRAFT:
        told = translate("today_news", "{who}的外访没有完成").format(who=one.who)
        return Line("visit", "warn", told, "visit", one.case_id)
    if one.kind is RestKind.NOBODY:
        told = translate("today_news", "{who}没人在，外访还没有记录（{moment}）").format(who=one.who, moment=when)
        return Line("visit", "warn", told, "case", one.case_id)
    if one.kind is RestKind.SIGNING:
        told = translate("today_news", "{who}的签署没有完成").format(who=one.who)
        return Line("signature", "warn", told, "sign", one.case_id)
    if one.kind is RestKind.UNSIGNED:
        told = translate("today_news", "{who}的方案还没有签署文书").format(who=one.who)
        return Line("pen", "warn", told, "plan", one.case_id)
    if one.kind is RestKind.PLAN_DRAFT:
        told = translate("today_news", "{who}的方案草稿（{moment}）").format(who=one.who, moment=when)
        return Line("edit", "text_2", told, "plan", one.case_id)
    told = translate("today_news", "{who}称已付款，待核实").format(who=one.who)
    return Line("receipt", "info", told, "case", one.case_id)
