"""What a plan costs the lender, and against which alternative: three bars, and every assumption with its source."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.strategy.comparison import Way
from fieldapp.domain.strategy.sensitivity import Flip
from fieldapp.services.weigh_plan import HowSure, PlanWorth
from ui import formats, i18n, theme, words
from ui.i18n import translate
from ui.parts.meaning import meaning
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.labels import label, rule, set_property
from ui.widgets.ledger import LedgerLine


class WorthCard(Card):
    """`show_worth` fills it; `show_flip` answers what was asked for.

    Signals:
        flip_wanted: which assumption would turn the answer around? A search of a second or two.
    """

    flip_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(translate("WorthCard", "对贷方值多少"))
        told = translate(
            "WorthCard",
            "预期现值：每条路将来能收回的钱，按收回的可能和年折现率折成今天的价值，再减去要花的费用。只供参考，由人决定。",
        )
        self.head.addWidget(meaning(translate("WorthCard", "预期现值"), told))
        self._open = False
        self._verdict = label("", wrap=True)
        self._cost = label("", "muted", wrap=True)
        self._bars = {way: _WayBar() for way in Way}
        self._turned = label("", "faint", wrap=True)
        self._turned.hide()
        self._how = button("", "quiet")
        self._how.clicked.connect(self._toggle)
        self._flip = button(translate("WorthCard", "哪个假设会改变结论？"), "quiet")
        self._flip.clicked.connect(self._ask)
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for part in (self._verdict, *self._bars.values(), self._cost, self._turned):
            self.add(part)
        asks = QHBoxLayout()
        asks.setSpacing(theme.XS)
        for one in (self._how, self._flip):
            asks.addWidget(one)
        asks.addStretch(1)
        self.body.addLayout(asks)
        self.add(self._lines)
        self._show_lines(shown=False)
        self._shown: PlanWorth | None = None

    def show_worth(self, worth: PlanWorth, sure: HowSure | None) -> None:
        """Show a comparison; its ranges come when they are worked out."""
        if worth != self._shown:
            self._turned.hide()
            self._flip.setEnabled(True)
        self._shown = worth
        most = max(1, *(value.present for value in worth.ranked), *(sure.highest.values() if sure else ()))
        for value in worth.ranked:
            ends = (sure.lowest[value.way], sure.highest[value.way]) if sure else None
            name = formats.opening(words.way(value.way))
            self._bars[value.way].show_value(name, value.present, most, ends, value.way is Way.PLAN)
        other = words.way(worth.alternative)
        more = translate("WorthCard", "比{other}预期多收回 {sum}。")
        less = translate("WorthCard", "比{other}预期少收回 {sum}。")
        self._verdict.setText(
            (more if worth.gain >= 0 else less).format(other=other, sum=formats.money(abs(worth.gain)))
        )
        cost = translate("WorthCard", "同今天就全额收回 {payoff} 相比，代价是 {cost}；起诉要先付诉讼费 {fee}。")
        self._cost.setText(
            cost.format(
                payoff=formats.money(worth.payoff), cost=formats.money(worth.cost), fee=formats.money(worth.court_fee)
            )
        )
        if self._open:
            self._fill()

    def show_flip(self, flip: Flip | None) -> None:
        """Say which assumption would put another way first."""
        self._flip.setEnabled(True)
        self._turned.show()
        if flip is None or self._shown is None:
            self._turned.setText(translate("WorthCard", "单独改动任何一个假设，最好的那条路都不变。"))
            return
        told = translate("WorthCard", "若“{name}”由 {now} 变为 {then}，最好的就变成“{way}”。")
        name = flip.assumption
        self._turned.setText(
            told.format(
                name=words.assumption(name),
                now=words.assumption_value(name, getattr(self._shown.rules.assumed, name)),
                then=words.assumption_value(name, flip.value),
                way=words.way(flip.order[0]),
            )
        )

    def _ask(self) -> None:
        self._flip.setEnabled(False)
        self._turned.setText(translate("WorthCard", "正在逐个试算…"))
        self._turned.show()
        self.flip_wanted.emit()

    def _toggle(self) -> None:
        if not self._open:
            self._fill()
        self._show_lines(shown=not self._open)

    def _show_lines(self, *, shown: bool) -> None:
        self._open = shown
        self._lines.setVisible(shown)
        told = translate("WorthCard", "收起假设") if shown else translate("WorthCard", "根据哪些假设")
        self._how.setText(told)
        self._how.setAccessibleName(told)

    def _fill(self) -> None:
        empty(self._column)
        if self._shown is None:
            return
        rules = self._shown.rules
        self._column.addWidget(rule())
        sources = rules.sources if i18n.language() == "en" else rules.sources_zh
        for name, source in sources.items():
            value = words.assumption_value(name, getattr(rules.assumed, name))
            self._column.addWidget(LedgerLine(words.assumption(name), value))
            self._column.addWidget(label(_source(source, rules.confidence[name]), "faint", wrap=True))


def _source(source: str, confidence: str) -> str:
    told = {
        "low": translate("WorthCard", "把握低"),
        "policy": translate("WorthCard", "自定"),
    }.get(confidence, "")
    return formats.aside(source, told) if told else source


class _WayBar(QWidget):
    """One way: its name and value, and a bar with the range it may lie in."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.XXS)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        self._name, self._note, self._value = label("", "muted"), label("", "faint"), label("", right=True)
        for part in (self._name, self._note):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._value)
        column.addLayout(row)
        self._bar = _Range()
        column.addWidget(self._bar)

    def show_value(self, name: str, value: int, most: int, ends: tuple[int, int] | None, own: bool) -> None:
        """Show a way; `own` is the plan itself."""
        note = "" if ends is None else f"{formats.amount(ends[0])} – {formats.amount(ends[1])}"
        self._name.setText(name)
        self._note.setText(note)
        self._value.setText(formats.amount(value))
        for part, role in ((self._name, "muted"), (self._value, "body")):
            set_property(part, "role", "strong" if own else role)
        self._bar.show_value(value / most, None if ends is None else (ends[0] / most, ends[1] / most), own=own)
        self.setAccessibleName(f"{name} {formats.amount(value)} {note}".strip())


class _Range(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(10)
        self._value, self._own = 0.0, False
        self._ends: tuple[float, float] | None = None

    def show_value(self, value: float, ends: tuple[float, float] | None, *, own: bool) -> None:
        self._value, self._ends, self._own = max(value, 0.0), ends, own
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isRightToLeft():
            painter.scale(-1, 1)
            painter.translate(-self.width(), 0)
        whole = QRectF(0, 2, self.width(), 6)
        clip = QPainterPath()
        clip.addRoundedRect(whole, 3, 3)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(whole, theme.colour("track"))
        painter.fillRect(QRectF(0, 2, self.width() * self._value, 6), theme.colour("accent" if self._own else "text_3"))
        painter.restore()
        if self._ends is not None:
            painter.setPen(QPen(theme.colour("text"), 1.5))
            left, right = (self.width() * min(max(end, 0.0), 1.0) for end in self._ends)
            painter.drawLine(round(left), 0, round(left), self.height())
            painter.drawLine(round(right) - 1, 0, round(right) - 1, self.height())
