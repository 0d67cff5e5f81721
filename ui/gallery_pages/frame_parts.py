"""What surrounds the pages: the palette's list, the line at the foot, who signs in, the telephone's help, the lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from fieldapp import clock
from ui.gallery_pages.words import w
from ui.sign_in_people import Access, People
from ui.sign_in_recovery import Recovery, Ways
from ui.tasks import Tasks
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.drawer import Drawer
from ui.widgets.foot import Foot
from ui.widgets.labels import label
from ui.widgets.news import Told, told_lines
from ui.widgets.page import PageFrame
from ui.widgets.search_popup import Hit, HitList


@dataclass(frozen=True, slots=True)
class _Request:
    code: str = "129822 507782 325237 568865"
    name: str = "周明"
    office: str = "苏南惠农小额贷款"
    office_phone: str = "0512-60000000"


def frame_page(tasks: Tasks) -> PageFrame:
    """The parts of the frame."""
    page = PageFrame(w("框架"), w("命令面板、状态栏、消息、登录与锁定"))
    left, right = page.columns(1, 1)
    left.addWidget(_palette())
    left.addWidget(_foot())
    left.addWidget(_news())
    right.addWidget(_people())
    right.addWidget(Recovery(tasks, "zhouming", Ways(lambda _login: _Request(), lambda *_given: None)))
    right.addWidget(_drawer(page))
    return page


def _palette() -> Card:
    card = Card(w("命令面板"))
    about, commands, cases, people, papers = w("对 李建国 可以做的"), w("操作"), w("案件"), w("人员"), w("文书")
    hits = [
        Hit(about, w("开始外访"), "", "1", "visit"),
        Hit(about, w("登记通话"), "", "2", "phone"),
        Hit(commands, w("锁定屏幕"), "", "3", "lock", "Ctrl+L"),
        Hit(cases, "李建国", w("李记小炒（餐馆）") + " · HK-2026-0412", "4", "cases"),
        Hit(people, "张伟", w("保证人 · 李建国 的案件"), "5", "user"),
        Hit(papers, "HK-2026-0412-P01", w("还款计划书 · 李建国"), "6", "documents"),
    ]
    listed = HitList()
    listed.setFixedHeight(listed.show_hits(hits) + 4)
    card.add(listed)
    return card


def _foot() -> Card:
    card = Card(w("状态栏"))
    foot = Foot()
    foot.practice.show()
    foot.cash.say(w("现金 ¥ 3,000.00"))
    foot.unsent.say(w("待发送 3 项"))
    foot.trouble.say(w("1 项未被接收"), "warn")
    foot.news.say(w("消息"))
    card.add(foot)
    late = Foot()
    late.cash.say(w("现金 ¥ 3,000.00 · 已过缴存期限"), "stop")
    late.news.say(w("2 条未读消息"), "warn")
    card.add(late)
    return card


def _news() -> Card:
    card = Card(w("说过的消息"))
    now = clock.now()
    told = [
        Told(w("外访已保存在本机"), "ok", now - timedelta(minutes=40)),
        Told(w("余额截至 07-24 18:00，还款可能尚未入账。"), "info", now - timedelta(minutes=12)),
        Told(w("服务器没有接受这次外访：同行人不在名单中。"), "stop", now),
    ]
    for part in told_lines(told):
        card.add(part)
    return card


def _people() -> QWidget:
    now = clock.now()
    office = w("苏南惠农小额贷款")
    known = [
        Access("zhouming", "周明", "", role="collector", office=office, last_used=now - timedelta(hours=3)),
        Access("chenlan", "陈岚", "", role="supervisor", office=office, last_used=now - timedelta(days=2)),
        Access("wudi", "吴迪", "", role="collector", office=office),
    ]
    roles = {"collector": w("催收员"), "supervisor": w("主管")}
    made = People(known, lambda access: roles[access.role])
    made.mark("zhouming")
    return made


def _drawer(page: QWidget) -> Card:
    card = Card(w("抽屉"))
    card.add(label(w("从边上来，看完就走，焦点回到原处"), "muted", wrap=True))
    drawer = Drawer(page, w("抽屉"))
    drawer.body.addWidget(label(w("从边上来，看完就走，焦点回到原处"), wrap=True))
    drawer.body.addStretch(1)
    pull = button(w("打开抽屉"))
    pull.clicked.connect(drawer.open_up)
    card.add(pull)
    return card
