"""What a page shows when it has nothing, must say something, or waits."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.gallery_pages.words import w
from ui.tasks import Tasks, current_job
from ui.theme import Tone
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.page import PageFrame
from ui.widgets.states import Banner, BusyOverlay, EmptyState
from ui.widgets.toast import Toaster
from ui.widgets.unfold import Unfold


def states_page(tasks: Tasks, toaster: Toaster) -> PageFrame:
    """What a page shows when it has nothing, must say something, or waits."""
    page = PageFrame(w("提示与等待"), w("横幅、空白、进度"))
    states: tuple[tuple[Tone, str], ...] = (
        ("info", w("余额截至 07-24 18:00，还款可能尚未入账。")),
        ("ok", w("全部记录已上传并核对。")),
        ("warn", w("保证期间剩 19 天，须向保证人主张。")),
        ("stop", w("服务器没有接受这次外访：同行人不在名单中。")),
    )
    for tone, words in states:
        page.body.addWidget(Banner(words, tone, action=w("查看"), closable=tone != "stop"))
    page.body.addWidget(Unfold(w("查看"), w("保证期间剩 19 天，须向保证人主张。")))
    left, right = page.columns(1, 1)
    nothing = Card()
    nothing.add(
        EmptyState(
            w("没有找到"),
            w("换一个姓名、拼音首字母或电话试试。"),
            icon="search_none",
            action=w("清除筛选"),
        )
    )
    left.addWidget(nothing)
    right.addWidget(_waiting(tasks, toaster))
    return page


def _waiting(tasks: Tasks, toaster: Toaster) -> Card:
    card = Card(w("等待"))
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setValue(62)
    bar.setAccessibleName(w("上传进度"))
    card.add(bar)
    where = QWidget()
    where.setMinimumHeight(200)
    inside = QVBoxLayout(where)
    inside.addWidget(label(w("这里会被慢的任务盖住"), "muted"))
    overlay = BusyOverlay(where, tasks)
    start = button(w("开始一个慢的任务"))
    words = w("正在核对账务…")
    start.clicked.connect(lambda: overlay.watch(tasks.read(_slowly, owner=where, words=words)))
    inside.addWidget(start)
    inside.addStretch(1)
    card.add(where)
    row = QHBoxLayout()
    tones: tuple[tuple[str, Tone], ...] = (
        (w("好消息"), "ok"),
        (w("坏消息"), "stop"),
    )
    for name, tone in tones:
        made = button(name)
        made.clicked.connect(lambda _checked=False, name=name, tone=tone: toaster.say(name, tone))
        row.addWidget(made)
    row.addStretch(1)
    card.body.addLayout(row)
    return card


def _slowly() -> None:
    job = current_job()
    for step in range(80):
        job.check()
        job.progress(step, 80)
        time.sleep(0.05)
