"""Words for the legal clocks: what a period is counted from."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.clocks.events import Interruption
from ui.i18n import translate

_CONTEXT = "words.clock"
_INTERRUPTIONS = {
    Interruption.LAST_DUE: QT_TRANSLATE_NOOP("words.clock", "最后一期到期"),
    Interruption.ACCELERATION: QT_TRANSLATE_NOOP("words.clock", "宣布提前到期"),
    Interruption.PAYMENT: QT_TRANSLATE_NOOP("words.clock", "最近一次还款"),
    Interruption.PROMISE: QT_TRANSLATE_NOOP("words.clock", "最近一次承诺"),
    Interruption.PLAN: QT_TRANSLATE_NOOP("words.clock", "签署还款计划"),
    Interruption.SECURITY: QT_TRANSLATE_NOOP("words.clock", "提供担保"),
    Interruption.DEFERRAL_REQUEST: QT_TRANSLATE_NOOP("words.clock", "请求延期还款"),
    Interruption.DEMAND: QT_TRANSLATE_NOOP("words.clock", "催收通知送达"),
    Interruption.MESSAGE: QT_TRANSLATE_NOOP("words.clock", "信件或电子通知到达"),
    Interruption.ANNOUNCEMENT: QT_TRANSLATE_NOOP("words.clock", "公告催收"),
    Interruption.ACCOUNT_DEBIT: QT_TRANSLATE_NOOP("words.clock", "从账户扣收"),
    Interruption.SUIT: QT_TRANSLATE_NOOP("words.clock", "提起诉讼"),
    Interruption.ARBITRATION: QT_TRANSLATE_NOOP("words.clock", "申请仲裁"),
    Interruption.PAYMENT_ORDER: QT_TRANSLATE_NOOP("words.clock", "申请支付令"),
    Interruption.MEDIATION: QT_TRANSLATE_NOOP("words.clock", "申请调解"),
    Interruption.PRESERVATION: QT_TRANSLATE_NOOP("words.clock", "申请诉前保全"),
    Interruption.ENFORCEMENT: QT_TRANSLATE_NOOP("words.clock", "申请强制执行"),
    Interruption.BANKRUPTCY_CLAIM: QT_TRANSLATE_NOOP("words.clock", "申报破产债权"),
}


def interruption(cause: Interruption) -> str:
    """What a legal clock is counted from: "最近一次还款"."""
    return translate(_CONTEXT, str(_INTERRUPTIONS[cause]))
