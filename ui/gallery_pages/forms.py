"""Every editor, filled, empty and refused, with previous values and remarks."""

from __future__ import annotations

from datetime import timedelta

from fieldapp import clock
from ui import formats
from ui.gallery_pages.words import w
from ui.widgets.buttons import Select
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.choice import Choice
from ui.widgets.date_pick import DatePick
from ui.widgets.fields import Fields
from ui.widgets.ink_pad import InkPad
from ui.widgets.int_edit import IntEdit
from ui.widgets.labels import label
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.note_edit import NoteEdit
from ui.widgets.page import Action, PageFrame
from ui.widgets.states import Banner


def form_page() -> PageFrame:
    """Every editor, filled, empty and refused, with previous values and remarks."""
    page = PageFrame(
        w("表单"),
        w("距登记地址 38 米（可信） · 草稿已存 2 秒前"),
        can_go_back=True,
    )
    page.set_chips([Chip(w("已到达 09:12"), "ok")])
    page.set_actions([Action(w("离开并完成"), lambda: None, "check")])
    page.body.addWidget(Banner(w("离线工作：所写的都已存在本机，联网后自动上传。"), "text_2"))
    page.body.addWidget(_outcome())
    page.body.addWidget(_business())
    notes = Card(w("所见所谈"))
    note = NoteEdit(w("所见所谈"), hint=w("看到什么、谈了什么"))
    note.set_text(w("中午备菜充足，后厨三人。外卖平台结算每月 28 日到账，愿把扣款日改到 30 日。"))
    notes.add(note)
    page.body.addWidget(notes)
    page.body.addWidget(_signature())
    return page


def _outcome() -> Card:
    card = Card(w("见到谁，结果如何"))
    form = Fields()
    met = (("self", w("本人")), ("family", w("家人")),
           ("staff", w("员工")), ("nobody", w("无人")))  # fmt: skip
    form.add(w("见到"), Choice(w("见到"), met, "self"),
             before=w("上次：本人"))  # fmt: skip
    causes = (("receivable", w("货款未收回")), ("traffic", w("客流下降")),
              ("family", w("家庭变故")), ("illness", w("疾病")),
              ("other", w("其他…")))  # fmt: skip
    cause = Choice(w("逾期原因"), causes, optional=True)
    form.add(w("逾期原因"), cause, before=w("上次：货款未收回"))
    locked = Choice(w("不能改的问题"), met[:2], "self")
    locked.setEnabled(False)
    form.add(w("不能改的问题"), locked)
    card.add(form)
    return card


def _business() -> Card:
    card = Card(w("经营状况 · 餐馆"))
    card.add_action(w("只问与餐馆有关的 11 项"))
    form = Fields()
    count = IntEdit(w("十分钟客流"), unit=w("人"), most=500)
    count.set_value(11)
    form.add(w("十分钟客流"), count, before=w("上次：7")).remark(w("比平时多"), "ok")
    sales = MoneyEdit(w("月销售（自述）"), most=100_000_000)
    sales.set_value(4_200_000)
    form.add(w("月销售（自述）"), sales, before=w("上次：39,000")).remark(
        w("用电少 43%，与“正常营业”不符，请追问"), "warn"
    )
    wrong = MoneyEdit(w("承诺金额"), most=2_164_356, required=True)
    form.add(w("承诺金额"), wrong)
    wrong.check()
    promised = DatePick(w("承诺日期"), least=clock.today(), most=clock.today() + timedelta(days=30))
    promised.set_value(clock.today() + timedelta(days=5))
    form.add(w("承诺日期"), promised)
    ways = [w("委托扣款账户"), w("柜面还款"), w("他人代还")]
    form.add(w("还款渠道"), Select(w("还款渠道"), ways))
    fixed = MoneyEdit(w("不能改的金额"))
    fixed.set_value(800_000)
    fixed.setEnabled(False)
    form.add(w("不能改的金额"), fixed)
    card.add(form)
    return card


def _signature() -> Card:
    card = Card(w("签名"))
    pad = InkPad(w("借款人签名处"))
    card.add_action(w("重签")).clicked.connect(pad.clear)
    card.add(label(f"{formats.money(800_000)} · {w('人民币捌仟元整')}", "strong"))
    pad.setFixedHeight(180)
    card.add(pad)
    return card
