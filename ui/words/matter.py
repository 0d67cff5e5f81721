"""Words for what a borrower raises: its kind, where it is, what rests meanwhile, and by when it is to be answered."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.matter import MatterKind, MatterState
from ui.i18n import translate
from ui.theme import Tone

_CONTEXT = "words.matter"
_KINDS = {
    MatterKind.DISPUTE: QT_TRANSLATE_NOOP("words.matter", "异议"),
    MatterKind.COMPLAINT: QT_TRANSLATE_NOOP("words.matter", "投诉"),
    MatterKind.HARDSHIP: QT_TRANSLATE_NOOP("words.matter", "困难情况"),
    MatterKind.PAID_CLAIM: QT_TRANSLATE_NOOP("words.matter", "称已付款"),
}
_TITLES = {
    MatterKind.DISPUTE: QT_TRANSLATE_NOOP("words.matter", "记录异议"),
    MatterKind.COMPLAINT: QT_TRANSLATE_NOOP("words.matter", "记录投诉"),
    MatterKind.HARDSHIP: QT_TRANSLATE_NOOP("words.matter", "记录困难情况"),
    MatterKind.PAID_CLAIM: QT_TRANSLATE_NOOP("words.matter", "记录已付款的说法"),
}
_FREEZES = {
    MatterKind.DISPUTE: QT_TRANSLATE_NOOP("words.matter", "答复之前只谈异议本身：不催款，不升级，不联系保证人催收。"),
    MatterKind.COMPLAINT: QT_TRANSLATE_NOOP("words.matter", "答复之前停止催收，只可为答复投诉联系。"),
    MatterKind.HARDSHIP: QT_TRANSLATE_NOOP("words.matter", "不施压；先由困难专员看能怎样帮：延期、减免或象征性还款。"),
    MatterKind.PAID_CLAIM: QT_TRANSLATE_NOOP("words.matter", "查清之前不催这笔钱，也不升级。"),
}
_STATES = {
    MatterState.OPEN: QT_TRANSLATE_NOOP("words.matter", "待处理"),
    MatterState.CLEARING: QT_TRANSLATE_NOOP("words.matter", "清算中"),
    MatterState.POSTED: QT_TRANSLATE_NOOP("words.matter", "已入账"),
    MatterState.NOT_FOUND: QT_TRANSLATE_NOOP("words.matter", "未查到"),
    MatterState.ANSWERED: QT_TRANSLATE_NOOP("words.matter", "已答复"),
    MatterState.WITHDRAWN: QT_TRANSLATE_NOOP("words.matter", "已撤回"),
}
_CLAIMED = QT_TRANSLATE_NOOP("words.matter", "待核实")
_STEPS = {
    MatterState.CLEARING: QT_TRANSLATE_NOOP("words.matter", "开始清算"),
    MatterState.POSTED: QT_TRANSLATE_NOOP("words.matter", "确认入账"),
    MatterState.NOT_FOUND: QT_TRANSLATE_NOOP("words.matter", "查不到这笔款"),
    MatterState.ANSWERED: QT_TRANSLATE_NOOP("words.matter", "答复"),
    MatterState.WITHDRAWN: QT_TRANSLATE_NOOP("words.matter", "对方收回"),
}
_TONES: dict[MatterState, Tone] = {
    MatterState.OPEN: "warn",
    MatterState.CLEARING: "warn",
    MatterState.POSTED: "ok",
    MatterState.NOT_FOUND: "stop",
    MatterState.ANSWERED: "ok",
    MatterState.WITHDRAWN: "text_2",
}


def matter_kind(kind: MatterKind) -> str:
    """What was raised: "异议"."""
    return translate(_CONTEXT, str(_KINDS[kind]))


def matter_title(kind: MatterKind) -> str:
    """What the sheet that records it is called: "记录异议"."""
    return translate(_CONTEXT, str(_TITLES[kind]))


def matter_freezes(kind: MatterKind) -> str:
    """What rests while it is open, as a sentence."""
    return translate(_CONTEXT, str(_FREEZES[kind]))


def matter_state(state: MatterState, kind: MatterKind | None = None) -> str:
    """Where it is: "待处理"; an open claim of payment is "待核实"."""
    if state is MatterState.OPEN and kind is MatterKind.PAID_CLAIM:
        return translate(_CONTEXT, str(_CLAIMED))
    return translate(_CONTEXT, str(_STATES[state]))


def matter_step(state: MatterState) -> str:
    """What a button says that moves it there: "确认入账"."""
    return translate(_CONTEXT, str(_STEPS[state]))


def matter_tone(state: MatterState) -> Tone:
    """The tone of its chip."""
    return _TONES[state]
