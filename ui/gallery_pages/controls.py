"""Every control in every state beside each other: as it is, under the pointer, pressed, chosen, wrong, not usable."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QGridLayout, QLineEdit, QPushButton, QWidget

from ui import formats, theme
from ui.gallery_pages.words import w
from ui.widgets.buttons import Check, Kind, Select, button, icon_button
from ui.widgets.card import Card
from ui.widgets.chips import Chip, ChipButton
from ui.widgets.figure_table import FigureTable, Head, Row
from ui.widgets.filter_chips import Filter, FilterChips
from ui.widgets.foot import FootButton
from ui.widgets.labels import label, set_property
from ui.widgets.note_edit import NoteEdit
from ui.widgets.page import PageFrame
from ui.widgets.rate_edit import RateEdit
from ui.widgets.shortcuts import keycaps

Make = Callable[[], QWidget]


def controls_page() -> PageFrame:
    """The controls, a row each, and their states, a column each."""
    page = PageFrame(w("控件"), w("每个控件的每种状态；按 Tab 看键盘焦点"))
    card = Card(w("按钮的状态"))
    card.add(_buttons())
    page.body.addWidget(card)
    left, right = page.columns(1, 1)
    left.addWidget(_fields())
    right.addWidget(_filters())
    right.addWidget(_colours())
    right.addWidget(_figures())
    return page


def _buttons() -> QWidget:
    states: tuple[tuple[str, Callable[[QWidget], object]], ...] = (
        (w("平常"), lambda _one: None),
        (w("指向"), under_pointer),
        (w("按下"), pressed),
        (w("不可用"), lambda one: one.setEnabled(False)),
    )
    kinds: tuple[tuple[str, Make], ...] = (
        (w("主要"), lambda: button(w("离开并完成"), "primary", "check")),
        (w("普通"), lambda: button(w("拍照"), "", "camera")),
        (w("安静"), lambda: button(w("怎样算出"), "quiet")),
        (w("极安静"), lambda: button(w("查看"), _plain(), "eye")),
        (w("危险"), lambda: button(w("作废草稿"), "danger", "delete")),
        (w("图标"), lambda: icon_button("close", w("清除"))),
        (w("勾选"), _check),
        (w("状态按钮"), lambda: ChipButton(w("离线工作"), "text_2")),
        (w("状态栏"), _foot),
    )
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.M)
    grid.setVerticalSpacing(theme.XXS)
    for column, (words, _act) in enumerate(states, start=1):
        grid.addWidget(label(words, "faint"), 0, column)
        grid.setColumnStretch(column, 1)
    for line, (words, make) in enumerate(kinds, start=1):
        grid.addWidget(label(words, "muted"), line, 0)
        for column, (_words, act) in enumerate(states, start=1):
            one = make()
            act(one)
            grid.addWidget(one, line, column, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    return held


def under_pointer(one: QWidget) -> None:
    """Shown as if the pointer were on it."""
    one.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    if isinstance(one, QPushButton):
        QTimer.singleShot(0, one, lambda: _hover(one))


def _hover(one: QPushButton) -> None:
    """A push button believes only a pointer that moves."""
    none, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    middle = QPointF(one.rect().center())
    QApplication.sendEvent(one, QMouseEvent(QEvent.Type.MouseMove, middle, middle, none, none, no_key))


def pressed(one: QWidget) -> None:
    """Shown as if it were held down."""
    if isinstance(one, QAbstractButton):
        one.setDown(True)
        one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def _plain() -> Kind:
    return "plain"


def _check() -> QWidget:
    made = Check(w("已出示工作证"))
    made.setChecked(True)
    return made


def _foot() -> QWidget:
    made = FootButton("cash")
    made.say(w("现金 ¥ 3,000.00"))
    return made


def _fields() -> Card:
    card = Card(w("填写的状态"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.M)
    grid.setVerticalSpacing(theme.XS)
    grid.setColumnStretch(1, 1)
    rate = RateEdit(w("年利率"), most=Decimal(24))
    rate.set_value(Decimal(36))
    rate.check()
    shown: tuple[tuple[str, QWidget], ...] = (
        (w("空的"), _line(hint=w("请填写"))),
        (w("填好"), _line(w("四环西路 18 号"))),
        (w("不对"), _line(w("四环西路"), wrong=True)),
        (w("只读"), _line("HK-2026-0412", read_only=True)),
        (w("不可用"), _line(w("四环西路 18 号"), usable=False)),
        (w("选择"), Select(w("还款渠道"), [w("委托扣款账户"), w("柜面还款")])),
        (w("利率"), rate),
        (w("备注"), NoteEdit(w("备注"), hint=w("所见所谈"))),
    )
    for line, (words, editor) in enumerate(shown):
        grid.addWidget(label(words, "muted"), line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(editor, line, 1)
    card.body.addLayout(grid)
    return card


def _line(
    text: str = "", *, hint: str = "", wrong: bool = False, read_only: bool = False, usable: bool = True
) -> QLineEdit:
    made = QLineEdit(text)
    made.setPlaceholderText(hint)
    made.setAccessibleName(w("地址"))
    made.setMinimumHeight(theme.TARGET)
    made.setReadOnly(read_only)
    made.setEnabled(usable)
    if wrong:
        set_property(made, "invalid", "true")
    return made


def _filters() -> Card:
    card = Card(w("筛选与按键"))
    found = [Filter("M1", "M1", "M1"), Filter("M2", "M2", "M2"), Filter("M4+", "M4+", "M4+")]
    chips = FilterChips(w("筛选"), w("全部"), found)
    card.add(chips)
    card.body.addWidget(keycaps("Ctrl+Shift+A"), 0, Qt.AlignmentFlag.AlignLeading)
    return card


def _colours() -> Card:
    """Each tone with its ground, as a chip: what is good, what needs care, what is not allowed, what is to be known."""
    card = Card(w("颜色与含义"))
    grid = QGridLayout()
    grid.setColumnStretch(1, 1)
    shown: tuple[tuple[theme.Tone, str], ...] = (
        ("accent", w("可以做的、选中的")),
        ("ok", w("好")),
        ("warn", w("要留意")),
        ("stop", w("不允许、丢失")),
        ("info", w("要知道的")),
        ("text_2", w("平常、离线")),
    )
    for line, (tone, words) in enumerate(shown):
        grid.addWidget(Chip(tone, tone), line, 0)
        grid.addWidget(label(words, "muted"), line, 1)
    card.body.addLayout(grid)
    return card


def _figures() -> Card:
    card = Card(w("数字表"), pad=theme.M)
    heads = (Head(w("期限"), figures=False), Head(w("应还")), Head(w("结余")))
    rows = [
        Row(("2026-08-25", formats.amount(253_649), formats.amount(7_904_461))),
        Row(("2026-09-25", formats.amount(253_649), formats.amount(7_650_812)), "warn"),
        Row((w("合计"), formats.amount(507_298), ""), strong=True),
    ]
    table = FigureTable(w("数字表"), heads, rows)
    table.setMinimumHeight(150)
    card.add(table)
    return card
