"""Words for a visit: who was met, what came of it, what was seen of the business and why payment stopped."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.nearness import Nearness
from fieldapp.domain.observation import Crowd, OpenStatus, StockLevel
from fieldapp.domain.visit import Cause, Consent, Met, NextStep, Outcome
from ui import formats
from ui.i18n import translate
from ui.theme import Tone
from ui.words import form

_CONTEXT = "words.visit"
_MET = {
    Met.BORROWER: QT_TRANSLATE_NOOP("words.visit", "见到本人"),
    Met.FAMILY: QT_TRANSLATE_NOOP("words.visit", "见到家属"),
    Met.STAFF: QT_TRANSLATE_NOOP("words.visit", "见到店员"),
    Met.GUARANTOR: QT_TRANSLATE_NOOP("words.visit", "见到保证人"),
    Met.NOBODY: QT_TRANSLATE_NOOP("words.visit", "未见到人"),
}
_OUTCOMES = {
    Outcome.PROMISE: QT_TRANSLATE_NOOP("words.visit", "承诺还款"),
    Outcome.PLAN_TALKS: QT_TRANSLATE_NOOP("words.visit", "商谈方案"),
    Outcome.PAID_CLAIM: QT_TRANSLATE_NOOP("words.visit", "称已付款"),
    Outcome.REFUSED: QT_TRANSLATE_NOOP("words.visit", "拒绝还款"),
    Outcome.DISPUTE: QT_TRANSLATE_NOOP("words.visit", "有争议"),
    Outcome.HARDSHIP: QT_TRANSLATE_NOOP("words.visit", "需要扶助"),
    Outcome.NOT_FOUND: QT_TRANSLATE_NOOP("words.visit", "未找到人"),
    Outcome.MOVED: QT_TRANSLATE_NOOP("words.visit", "已搬离"),
}
_OPEN = {
    OpenStatus.OPEN_NORMAL: QT_TRANSLATE_NOOP("words.visit", "正常营业"),
    OpenStatus.OPEN_REDUCED: QT_TRANSLATE_NOOP("words.visit", "营业减少"),
    OpenStatus.CLOSED_HOURS: QT_TRANSLATE_NOOP("words.visit", "未到营业时间"),
    OpenStatus.CLOSED_LONG: QT_TRANSLATE_NOOP("words.visit", "长期关门"),
    OpenStatus.MOVED: QT_TRANSLATE_NOOP("words.visit", "店已搬走"),
    OpenStatus.TRANSFERRED: QT_TRANSLATE_NOOP("words.visit", "已转让"),
    OpenStatus.DEMOLISHED: QT_TRANSLATE_NOOP("words.visit", "已拆除"),
}
_OPEN_TONES: dict[OpenStatus, Tone] = {
    OpenStatus.OPEN_NORMAL: "ok",
    OpenStatus.OPEN_REDUCED: "warn",
    OpenStatus.CLOSED_HOURS: "text_2",
}
_CROWDS = {
    Crowd.MORE: QT_TRANSLATE_NOOP("words.visit", "比平时多"),
    Crowd.SAME: QT_TRANSLATE_NOOP("words.visit", "和平时一样"),
    Crowd.FEWER: QT_TRANSLATE_NOOP("words.visit", "比平时少"),
    Crowd.NONE: QT_TRANSLATE_NOOP("words.visit", "没有客人"),
}
_STOCK = {
    StockLevel.FULL: QT_TRANSLATE_NOOP("words.visit", "备货充足"),
    StockLevel.NORMAL: QT_TRANSLATE_NOOP("words.visit", "备货正常"),
    StockLevel.THIN: QT_TRANSLATE_NOOP("words.visit", "备货偏少"),
    StockLevel.EMPTY: QT_TRANSLATE_NOOP("words.visit", "几乎没有备货"),
}
_CAUSES = {
    Cause.FORGOT: QT_TRANSLATE_NOOP("words.visit", "忘记还款"),
    Cause.ACCOUNT_PROBLEM: QT_TRANSLATE_NOOP("words.visit", "扣款账户问题"),
    Cause.DATE_MISMATCH: QT_TRANSLATE_NOOP("words.visit", "还款日与回款日不合"),
    Cause.RECEIVABLE_DELAYED: QT_TRANSLATE_NOOP("words.visit", "货款未收回"),
    Cause.SALES_FALL: QT_TRANSLATE_NOOP("words.visit", "销售下降"),
    Cause.PRICE_FALL: QT_TRANSLATE_NOOP("words.visit", "售价下跌"),
    Cause.INPUT_COST: QT_TRANSLATE_NOOP("words.visit", "进货成本上涨"),
    Cause.FAMILY_CHANGE: QT_TRANSLATE_NOOP("words.visit", "家庭变故"),
    Cause.ILLNESS: QT_TRANSLATE_NOOP("words.visit", "生病"),
    Cause.ACCIDENT: QT_TRANSLATE_NOOP("words.visit", "意外事故"),
    Cause.DISASTER: QT_TRANSLATE_NOOP("words.visit", "受灾"),
    Cause.DISPUTE: QT_TRANSLATE_NOOP("words.visit", "对债务有争议"),
    Cause.UNKNOWN: QT_TRANSLATE_NOOP("words.visit", "原因不明"),
    Cause.BILL_NOT_CLEARED: QT_TRANSLATE_NOOP("words.visit", "票据未兑付"),
    Cause.MARKET_SHOCK: QT_TRANSLATE_NOOP("words.visit", "行情突变"),
    Cause.FAMILY_COSTS: QT_TRANSLATE_NOOP("words.visit", "婚嫁、上学、购房等开支"),
    Cause.GAMBLING: QT_TRANSLATE_NOOP("words.visit", "赌博或酗酒"),
    Cause.ILLEGAL_BUSINESS: QT_TRANSLATE_NOOP("words.visit", "经营违法"),
    Cause.FRAUD: QT_TRANSLATE_NOOP("words.visit", "涉嫌欺诈"),
}
_FIELDS = {
    "open_status": QT_TRANSLATE_NOOP("words.visit", "营业状态"),
    "customers_10min": QT_TRANSLATE_NOOP("words.visit", "十分钟客流"),
    "crowd": QT_TRANSLATE_NOOP("words.visit", "客流"),
    "stock_level": QT_TRANSLATE_NOOP("words.visit", "备货"),
    "staff_now": QT_TRANSLATE_NOOP("words.visit", "在岗人数"),
    "staff_usual": QT_TRANSLATE_NOOP("words.visit", "平时人数"),
    "sales_day_claimed": QT_TRANSLATE_NOOP("words.visit", "日销售（自述）"),
    "sales_month_claimed": QT_TRANSLATE_NOOP("words.visit", "月销售（自述）"),
    "purchases_month": QT_TRANSLATE_NOOP("words.visit", "月进货"),
    "margin_percent": QT_TRANSLATE_NOOP("words.visit", "毛利率"),
    "costs_month": QT_TRANSLATE_NOOP("words.visit", "月经营费用"),
    "household_month": QT_TRANSLATE_NOOP("words.visit", "月家庭开支"),
    "other_debt_month": QT_TRANSLATE_NOOP("words.visit", "月其他还款"),
}
_STEPS = {
    NextStep.CALL: QT_TRANSLATE_NOOP("words.visit", "电话跟进"),
    NextStep.VISIT: QT_TRANSLATE_NOOP("words.visit", "再次上门"),
    NextStep.PLAN: QT_TRANSLATE_NOOP("words.visit", "做还款方案"),
    NextStep.NOTICE: QT_TRANSLATE_NOOP("words.visit", "送达通知"),
    NextStep.GUARANTOR: QT_TRANSLATE_NOOP("words.visit", "联系保证人"),
    NextStep.HARDSHIP: QT_TRANSLATE_NOOP("words.visit", "转扶助"),
    NextStep.SUPERVISOR: QT_TRANSLATE_NOOP("words.visit", "请示主管"),
    NextStep.LEGAL: QT_TRANSLATE_NOOP("words.visit", "准备诉讼"),
    NextStep.WAIT: QT_TRANSLATE_NOOP("words.visit", "等待到账"),
}
_CONSENTS = {
    Consent.AGREED: QT_TRANSLATE_NOOP("words.visit", "同意录音"),
    Consent.REFUSED: QT_TRANSLATE_NOOP("words.visit", "不同意录音"),
    Consent.NOT_ASKED: QT_TRANSLATE_NOOP("words.visit", "没有询问"),
}
_NEARNESS = {
    Nearness.THERE: QT_TRANSLATE_NOOP("words.visit", "就在现场"),
    Nearness.NEAR: QT_TRANSLATE_NOOP("words.visit", "在附近"),
    Nearness.UNSURE: QT_TRANSLATE_NOOP("words.visit", "说不准"),
    Nearness.ELSEWHERE: QT_TRANSLATE_NOOP("words.visit", "不在登记地址"),
}
_NEARNESS_TONES: dict[Nearness, Tone] = {
    Nearness.THERE: "ok",
    Nearness.NEAR: "info",
    Nearness.UNSURE: "warn",
    Nearness.ELSEWHERE: "stop",
}
_ESTIMATES = {
    "month_claimed": QT_TRANSLATE_NOOP("words.visit", "按自述月销售"),
    "day_claimed": QT_TRANSLATE_NOOP("words.visit", "按日销售 × 30"),
    "purchases": QT_TRANSLATE_NOOP("words.visit", "按进货 ÷（1 − 毛利率）"),
}
_SUMS = frozenset(
    {
        "sales_day_claimed",
        "sales_month_claimed",
        "purchases_month",
        "costs_month",
        "household_month",
        "other_debt_month",
    }
)


def met(who: Met) -> str:
    """Who was met: "见到本人"."""
    return translate(_CONTEXT, str(_MET[who]))


def outcome(code: Outcome) -> str:
    """What came of a visit: "承诺还款"."""
    return translate(_CONTEXT, str(_OUTCOMES[code]))


def open_status(status: OpenStatus) -> str:
    """Whether the business is open: "正常营业"."""
    return translate(_CONTEXT, str(_OPEN[status]))


def open_tone(status: OpenStatus) -> Tone:
    """The tone of an open status: the word always stands beside it."""
    return _OPEN_TONES.get(status, "stop")


def crowd(level: Crowd) -> str:
    """Customers against the usual: "比平时少"."""
    return translate(_CONTEXT, str(_CROWDS[level]))


def stock_level(level: StockLevel) -> str:
    """How full the shelves are: "备货正常"."""
    return translate(_CONTEXT, str(_STOCK[level]))


def cause(code: Cause) -> str:
    """Why payment stopped: "货款未收回"."""
    return translate(_CONTEXT, str(_CAUSES[code]))


def observed(field: str) -> str:
    """The name of a field of `Observation`: "十分钟客流".

    Raises:
        KeyError: an observation has no such field.
    """
    return translate(_CONTEXT, str(_FIELDS[field])) if field in _FIELDS else form.field_name(field)


def next_step(step: NextStep) -> str:
    """What the collector means to do next: "电话跟进"."""
    return translate(_CONTEXT, str(_STEPS[step]))


def consent(said: Consent) -> str:
    """What was said to being recorded: "同意录音"."""
    return translate(_CONTEXT, str(_CONSENTS[said]))


def nearness(found: Nearness) -> str:
    """What two places say together: "就在现场"."""
    return translate(_CONTEXT, str(_NEARNESS[found]))


def nearness_tone(found: Nearness) -> Tone:
    """Its tone; the word always stands beside it."""
    return _NEARNESS_TONES[found]


def observed_value(field: str, value: object) -> str:
    """What was observed, as read: enum words, "11 人", "28%", "38,500.00"; a dash for what was not asked."""
    if value is None:
        return "—"
    if isinstance(value, OpenStatus):
        return open_status(value)
    if isinstance(value, Crowd):
        return crowd(value)
    if isinstance(value, StockLevel):
        return stock_level(value)
    if field not in _FIELDS:
        return form.field_value(field, value)
    if not isinstance(value, int):
        raise TypeError(f"{field} is not observed as {type(value).__name__}")
    if field == "margin_percent":
        return f"{value}%"
    return formats.amount(value) if field in _SUMS else translate("words.visit", "%n 人", "", value)


def estimate(name: str) -> str:
    """How an estimate of sales was made (`Capacity.estimates`): "按日销售 × 30".

    Raises:
        KeyError: capacity knows no such estimate.
    """
    return translate(_CONTEXT, str(_ESTIMATES[name]))
