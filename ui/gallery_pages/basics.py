"""Buttons, chips, words, cards, notes and lines."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QTabBar

from fieldapp import clock
from ui import formats
from ui.gallery_pages.words import w
from ui.theme import BUCKETS, Tone
from ui.tokens import POINTS
from ui.widgets.bars import Part, PartsBar
from ui.widgets.buttons import Check, Kind, button, icon_button
from ui.widgets.card import Card, Note
from ui.widgets.chips import Chip, ChipButton, bucket_chip
from ui.widgets.flow import Flow
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.ledger import KeyValues, LedgerLine, Reason
from ui.widgets.page import Action, PageFrame
from ui.widgets.timeline import Happening, Timeline
from ui.widgets.toast import Toaster


def basics_page(toaster: Toaster) -> PageFrame:
    """Buttons, chips, words, cards, notes, lines."""
    page = PageFrame(w("基础部件"), w("按钮、状态、文字、卡片与账目行"))
    page.set_chips([bucket_chip("M2", 45), Chip(w("愿还但困难"), "info")])
    page.set_actions([
        Action(w("打印日程"), lambda: None, "printer"),
        Action(w("重新排程"), lambda: None, "route"),
        Action(w("开始第 1 站"), lambda: None, "play", "Ctrl+Return"),
    ])  # fmt: skip
    left, middle, right = page.columns(4, 6, 5)
    left.addWidget(_owed())
    left.addWidget(_deadlines())
    middle.addWidget(_next_step())
    middle.addWidget(_history())
    right.addWidget(_buttons(toaster))
    right.addWidget(_chips())
    right.addWidget(_type_scale())
    return page


def _owed() -> Card:
    card = Card(w("今日应还"))
    card.add_action(w("逐笔核对"))
    card.add(label(formats.money(2_164_356), "display"))
    card.add(label(w("结清须 ¥ 83,743.07 · 每延一日 + ¥ 31.26"), "faint", wrap=True))
    card.add(
        PartsBar(
            [
                Part(w("逾期本金"), 1_979_054, "accent"),
                Part(w("逾期利息"), 153_316, "info"),
                Part(w("罚息"), 29_612, "warn"),
                Part(w("复利"), 2_374, "stop"),
                Part(w("费用"), 0, "text_3"),
            ]
        )
    )
    return card


def _deadlines() -> Card:
    card = Card(w("期限"))
    day = clock.today() + timedelta(days=39)
    card.add(LedgerLine(w("诉讼时效"), formats.iso_date(day + timedelta(days=1_226))))
    guarantee = f"{formats.iso_date(day)} · {formats.days(39)}"
    card.add(LedgerLine(w("保证期间"), guarantee, tone="warn"))
    card.add(LedgerLine(w("合计"), formats.amount(8_374_307), strong=True))
    card.add(
        KeyValues(
            [
                (w("地址"), w("四环西路 18 号（位置已现场确认）")),
                (w("电话"), "139 **** 0001"),
            ]
        )
    )
    return card


def _next_step() -> Card:
    card = Card(w("现在可以做什么"))
    card.add_action(w("依据"))
    card.add(
        Note(
            w("建议：当面确认今日 8,000 元承诺，商谈分期方案"),
            w("逾期 45 天 · 承诺今日到期 · 上次走访客流回升 · 愿还但困难"),
        )
    )
    card.add(Reason(w("外访：可以，08:00–22:00，须两人同行"), "ok"))
    card.add(Reason(w("保证人：可联系，须先出示授权"), "warn"))
    card.add(Reason(w("其他联系人：不可，本人可联系"), "stop", "R06"))
    card.add(Reason(w("电话：今日还可接通 2 次"), "info"))
    return card


def _history() -> Card:
    card = Card(w("经过"))
    card.add_action(w("全部 37 条"))
    now = clock.now()
    rows = [
        Happening(
            formats.relative(now - timedelta(minutes=2)),
            w("外访 · 见到本人"),
            w("中午上座约七成，备货正常，员工 4 人（平时 5 人）。称外卖平台结算月底到账。照片 6 张。"),
            "accent",
            w("客流回升"),
            "ok",
        ),
        Happening(
            formats.relative(now - timedelta(days=1)),
            w("承诺还 8,000 元"),
            w("渠道：委托扣款账户。可信度中。"),
            "info",
            w("今日到期"),
            "warn",
        ),
        Happening(formats.short_moment(now - timedelta(days=11)), w("电话 · 接通")),
    ]
    card.add(Timeline(rows))
    return card


def _buttons(toaster: Toaster) -> Card:
    card = Card(w("按钮"))
    kinds: tuple[tuple[str, Kind, str], ...] = (
        (w("离开并完成"), "primary", "check"),
        (w("拍照"), "", "camera"),
        (w("怎样算出"), "quiet", ""),
        (w("作废草稿"), "danger", "delete"),
    )
    for usable in (True, False):
        row = Flow()
        for words, kind, icon in kinds:
            made = button(words, kind, icon)
            made.setEnabled(usable)
            made.clicked.connect(lambda _checked=False, words=words: toaster.say(words))
            row.add(made)
        card.add(row)
    checked, off = Check(w("已出示工作证")), Check(w("录音"))
    checked.setChecked(True)
    off.setEnabled(False)
    card.add(Flow([checked, Check(w("两人同行")), off, icon_button("close", w("清除"))]))
    tabs = QTabBar()
    tabs.setAccessibleName(w("页签"))
    for words in (w("待处理"), w("已处理"), w("全部")):
        tabs.addTab(words)
    card.add(tabs)
    return card


def _chips() -> Card:
    card = Card(w("状态"))
    overdue = (0, 12, 45, 76, 128)
    card.add(Flow([bucket_chip(bucket, days) for bucket, days in zip(BUCKETS, overdue, strict=True)]))
    states: tuple[tuple[str, Tone], ...] = (
        (w("已到达"), "ok"),
        (w("今日到期"), "warn"),
        (w("不可联系"), "stop"),
        (w("推荐"), "accent"),
        (w("备选"), "text_2"),
    )
    card.add(Flow([*(Chip(words, tone) for words, tone in states), ChipButton(w("离线工作"), "text_2")]))
    return card


def _type_scale() -> Card:
    card = Card(w("字级"))
    for role in POINTS:
        card.add(label(f"{role} · {w('今日应还')} 21,643.56", role))
    card.add(ElidedLabel(w("很长的一行在没有地方时以省略号结束，全文在提示里，可以用鼠标停留查看，也读给屏幕阅读器")))
    return card
