"""Words for a promise to pay: how it stands, and how the money is to come."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.plans.promise import PayChannel, PromiseState
from ui.i18n import translate
from ui.theme import Tone

_CONTEXT = "words.promise"
_STATES = {
    PromiseState.OPEN: QT_TRANSLATE_NOOP("words.promise", "未到期"),
    PromiseState.DUE_TODAY: QT_TRANSLATE_NOOP("words.promise", "到期待核"),
    PromiseState.KEPT: QT_TRANSLATE_NOOP("words.promise", "已兑现"),
    PromiseState.PARTIAL: QT_TRANSLATE_NOOP("words.promise", "部分兑现"),
    PromiseState.BROKEN: QT_TRANSLATE_NOOP("words.promise", "未兑现"),
    PromiseState.RENEGOTIATED: QT_TRANSLATE_NOOP("words.promise", "已改期"),
    PromiseState.NOT_COUNTED: QT_TRANSLATE_NOOP("words.promise", "不计入"),
}
_TONES: dict[PromiseState, Tone] = {
    PromiseState.OPEN: "info",
    PromiseState.DUE_TODAY: "warn",
    PromiseState.KEPT: "ok",
    PromiseState.PARTIAL: "warn",
    PromiseState.BROKEN: "stop",
    PromiseState.RENEGOTIATED: "info",
    PromiseState.NOT_COUNTED: "info",
}
_CHANNELS = {
    PayChannel.DEBIT: QT_TRANSLATE_NOOP("words.promise", "委托扣款"),
    PayChannel.TRANSFER: QT_TRANSLATE_NOOP("words.promise", "银行转账"),
    PayChannel.COUNTER: QT_TRANSLATE_NOOP("words.promise", "柜台还款"),
    PayChannel.OTHER: QT_TRANSLATE_NOOP("words.promise", "其他渠道"),
}


def promise_state(state: PromiseState) -> str:
    """How a promise stands: "已兑现"."""
    return translate(_CONTEXT, str(_STATES[state]))


def promise_tone(state: PromiseState) -> Tone:
    """The tone of a promise's chip."""
    return _TONES[state]


def payment_channel(code: str) -> str:
    """How money came by the bank's record: "委托扣款"; what the bank calls otherwise as it calls it."""
    return pay_channel(PayChannel(code)) if code in set(PayChannel) else code


def pay_channel(channel: PayChannel) -> str:
    """How the money is to come: "委托扣款". Never in cash to a collector."""
    return translate(_CONTEXT, str(_CHANNELS[channel]))
