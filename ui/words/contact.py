"""Words for calls and messages: channels, what was reached, stages of a case, and the figures a text may lack."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.contact_log import Channel, ContactContent
from fieldapp.domain.outreach import Stage
from ui import formats
from ui.i18n import translate
from ui.words.visit import outcome

_CONTEXT = "words.contact"
_CHANNELS = {
    Channel.CALL: QT_TRANSLATE_NOOP("words.contact", "电话"),
    Channel.SMS: QT_TRANSLATE_NOOP("words.contact", "短信"),
    Channel.MESSAGE: QT_TRANSLATE_NOOP("words.contact", "消息"),
    Channel.LETTER: QT_TRANSLATE_NOOP("words.contact", "信函"),
}
_STAGES = {
    Stage.BEFORE_DUE: QT_TRANSLATE_NOOP("words.contact", "未到还款日"),
    Stage.M1: QT_TRANSLATE_NOOP("words.contact", "M1"),
    Stage.M2: QT_TRANSLATE_NOOP("words.contact", "M2"),
    Stage.M3: QT_TRANSLATE_NOOP("words.contact", "M3"),
    Stage.M4: QT_TRANSLATE_NOOP("words.contact", "M4+"),
    Stage.PROMISE: QT_TRANSLATE_NOOP("words.contact", "有承诺待履行"),
    Stage.PLAN: QT_TRANSLATE_NOOP("words.contact", "还款计划进行中"),
    Stage.HARDSHIP: QT_TRANSLATE_NOOP("words.contact", "困难情况处理中"),
    Stage.DISPUTE: QT_TRANSLATE_NOOP("words.contact", "异议核对中"),
    Stage.COMPLAINT: QT_TRANSLATE_NOOP("words.contact", "投诉处理中"),
    Stage.PAID_CLAIM: QT_TRANSLATE_NOOP("words.contact", "还款核对中"),
    Stage.PAID: QT_TRANSLATE_NOOP("words.contact", "已结清"),
}
_FIGURES = {
    "name": QT_TRANSLATE_NOOP("words.contact", "姓名"),
    "borrower": QT_TRANSLATE_NOOP("words.contact", "借款人"),
    "collector": QT_TRANSLATE_NOOP("words.contact", "催收员"),
    "staff_no": QT_TRANSLATE_NOOP("words.contact", "工号"),
    "collector_phone": QT_TRANSLATE_NOOP("words.contact", "催收员电话"),
    "office": QT_TRANSLATE_NOOP("words.contact", "办公室名称"),
    "office_phone": QT_TRANSLATE_NOOP("words.contact", "办公室电话"),
    "contract_no": QT_TRANSLATE_NOOP("words.contact", "合同号"),
    "guarantee_no": QT_TRANSLATE_NOOP("words.contact", "保证合同号"),
    "next_due": QT_TRANSLATE_NOOP("words.contact", "下一还款日"),
    "next_amount": QT_TRANSLATE_NOOP("words.contact", "下一期金额"),
    "promise_due": QT_TRANSLATE_NOOP("words.contact", "承诺日期"),
    "promise_amount": QT_TRANSLATE_NOOP("words.contact", "承诺金额"),
    "plan_due": QT_TRANSLATE_NOOP("words.contact", "计划的下一期日期"),
    "plan_amount": QT_TRANSLATE_NOOP("words.contact", "计划的下一期金额"),
    "plan_unpaid": QT_TRANSLATE_NOOP("words.contact", "计划中未到账的金额"),
    "account_name": QT_TRANSLATE_NOOP("words.contact", "收款户名"),
    "account_bank": QT_TRANSLATE_NOOP("words.contact", "开户行"),
    "account_no": QT_TRANSLATE_NOOP("words.contact", "收款账号"),
}


def channel(code: Channel) -> str:
    """How somebody was contacted: "短信"."""
    return translate(_CONTEXT, str(_CHANNELS[code]))


def stage(code: Stage) -> str:
    """How a case stands, as texts differ by it: "有承诺待履行"."""
    return translate(_CONTEXT, str(_STAGES[code]))


def figure(name: str) -> str:
    """A figure that a text names: "承诺金额"; one nobody has words for is called as it is."""
    return translate(_CONTEXT, str(_FIGURES[name])) if name in _FIGURES else name


def spoken_for(seconds: int) -> str:
    """How long was spoken: "3 分 20 秒"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return translate("words.contact", "{seconds} 秒").format(seconds=rest)
    return translate("words.contact", "{minutes} 分 {seconds} 秒").format(minutes=minutes, seconds=rest)


def reached(contact: ContactContent) -> str:
    """What became of it: "已接通 · 承诺还款 · 3 分 20 秒", "未接通", "已发出"."""
    if contact.channel is not Channel.CALL:
        return translate("words.contact", "已发出")
    if not contact.connected:
        return translate("words.contact", "未接通")
    parts = [translate("words.contact", "对方来电") if contact.incoming else translate("words.contact", "已接通")]
    parts += [outcome(contact.outcome)] if contact.outcome else []
    parts += [translate("words.contact", "要求不再联系")] if contact.refused else []
    parts += [spoken_for(contact.seconds)] if contact.seconds else []
    return " · ".join(parts)


def contacted(contact: ContactContent) -> str:
    """Channel and what became of it: "电话 · 未接通"."""
    return f"{channel(contact.channel)} · {reached(contact)}"


def listed_figures(names: tuple[str, ...]) -> str:
    """Figures a text lacks: "承诺日期、承诺金额"."""
    return formats.listed(figure(name) for name in names)
