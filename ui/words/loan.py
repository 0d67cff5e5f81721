"""Words for loans and what is owed on them: methods, parts of a sum, ageing, and what moves a legal clock."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.calendar import DayCount
from fieldapp.domain.lending.ageing import Bucket
from fieldapp.domain.lending.allocation import Component
from fieldapp.domain.lending.loan import AllocationOrder, RepaymentMethod
from ui.i18n import translate

_CONTEXT = "words.loan"
_METHODS = {
    RepaymentMethod.EQUAL_INSTALMENT: QT_TRANSLATE_NOOP("words.loan", "等额本息"),
    RepaymentMethod.EQUAL_PRINCIPAL: QT_TRANSLATE_NOOP("words.loan", "等额本金"),
    RepaymentMethod.INTEREST_ONLY: QT_TRANSLATE_NOOP("words.loan", "先息后本"),
    RepaymentMethod.FIXED_PRINCIPAL: QT_TRANSLATE_NOOP("words.loan", "每期固定还本，余额到期结清"),
    RepaymentMethod.FLAT: QT_TRANSLATE_NOOP("words.loan", "等本等息"),
    RepaymentMethod.STEP_UP: QT_TRANSLATE_NOOP("words.loan", "递增还款"),
    RepaymentMethod.EXPLICIT: QT_TRANSLATE_NOOP("words.loan", "按合同逐期约定"),
}
_ORDERS = {
    AllocationOrder.VERTICAL_561: QT_TRANSLATE_NOOP("words.loan", "先费用、再息、后本（民法典第 561 条）"),
    AllocationOrder.HORIZONTAL: QT_TRANSLATE_NOOP("words.loan", "逐期冲销，最早一期先还清"),
}
_COMPONENTS = {
    Component.COST: QT_TRANSLATE_NOOP("words.loan", "费用"),
    Component.FEE: QT_TRANSLATE_NOOP("words.loan", "手续费"),
    Component.PENALTY: QT_TRANSLATE_NOOP("words.loan", "罚息"),
    Component.COMPOUND: QT_TRANSLATE_NOOP("words.loan", "复利"),
    Component.INTEREST: QT_TRANSLATE_NOOP("words.loan", "利息"),
    Component.PRINCIPAL: QT_TRANSLATE_NOOP("words.loan", "本金"),
}
_OWED_PARTS = {
    "principal": QT_TRANSLATE_NOOP("words.loan", "逾期本金"),
    "interest": QT_TRANSLATE_NOOP("words.loan", "逾期利息"),
    "penalty": QT_TRANSLATE_NOOP("words.loan", "罚息"),
    "compound": QT_TRANSLATE_NOOP("words.loan", "复利"),
    "costs": QT_TRANSLATE_NOOP("words.loan", "费用"),
    "plan_rows": QT_TRANSLATE_NOOP("words.loan", "还款计划到期款"),
}
_DAY_COUNTS = {
    DayCount.MONTHLY_12: QT_TRANSLATE_NOOP("words.loan", "按月计（每月一年的十二分之一）"),
    DayCount.ACT_360: QT_TRANSLATE_NOOP("words.loan", "实际天数 ÷ 360"),
    DayCount.ACT_365F: QT_TRANSLATE_NOOP("words.loan", "实际天数 ÷ 365"),
    DayCount.ACT_ACT: QT_TRANSLATE_NOOP("words.loan", "实际天数 ÷ 当年天数"),
    DayCount.E30_360: QT_TRANSLATE_NOOP("words.loan", "每月按 30 天 ÷ 360"),
}
_BUCKETS = {
    Bucket.M0: QT_TRANSLATE_NOOP("words.loan", "未逾期"),
    Bucket.M1: QT_TRANSLATE_NOOP("words.loan", "逾期 1–30 天"),
    Bucket.M2: QT_TRANSLATE_NOOP("words.loan", "逾期 31–60 天"),
    Bucket.M3: QT_TRANSLATE_NOOP("words.loan", "逾期 61–90 天"),
    Bucket.M4_PLUS: QT_TRANSLATE_NOOP("words.loan", "逾期超过 90 天"),
}


def repayment_method(method: RepaymentMethod) -> str:
    """How the contract repays: "等额本息"."""
    return translate(_CONTEXT, str(_METHODS[method]))


def allocation_order(order: AllocationOrder) -> str:
    """In which order a payment is applied."""
    return translate(_CONTEXT, str(_ORDERS[order]))


def component(part: Component) -> str:
    """What a part of a payment went to: "罚息"."""
    return translate(_CONTEXT, str(_COMPONENTS[part]))


def owed_part(name: str) -> str:
    """A field of `OwedParts`: "逾期本金".

    Raises:
        KeyError: the sum owed has no such part.
    """
    return translate(_CONTEXT, str(_OWED_PARTS[name]))


def day_count(count: DayCount) -> str:
    """How days become a part of a year."""
    return translate(_CONTEXT, str(_DAY_COUNTS[count]))


def bucket_meaning(bucket: Bucket) -> str:
    """An ageing bucket explained: "逾期 31–60 天"; its label is its own value, "M2"."""
    return translate(_CONTEXT, str(_BUCKETS[bucket]))


def rate(yearly: Decimal) -> str:
    """A yearly rate, given as a fraction: 0.15 -> "年利率 15%"."""
    percent = f"{(yearly * 100).normalize():f}"
    return translate("words.loan", "年利率 {percent}%").format(percent=percent)
