"""Words for where a fact is: still only on this laptop, sent, or refused; nobody should have to guess."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.facts import FactKind
from ui.i18n import translate
from ui.theme import Tone

_CONTEXT = "words.custody"
_KINDS = {
    FactKind.VISIT_RECORDED: QT_TRANSLATE_NOOP("words.custody", "外访记录"),
    FactKind.PROMISE_MADE: QT_TRANSLATE_NOOP("words.custody", "承诺还款"),
    FactKind.PLAN_PROPOSED: QT_TRANSLATE_NOOP("words.custody", "提出方案"),
    FactKind.PLAN_WITHDRAWN: QT_TRANSLATE_NOOP("words.custody", "撤回方案"),
    FactKind.DOCUMENT_SEALED: QT_TRANSLATE_NOOP("words.custody", "签署文书"),
    FactKind.PLAN_APPROVED: QT_TRANSLATE_NOOP("words.custody", "批准方案"),
    FactKind.PLAN_RETURNED: QT_TRANSLATE_NOOP("words.custody", "退回方案"),
    FactKind.PLAN_REJECTED: QT_TRANSLATE_NOOP("words.custody", "否决方案"),
    FactKind.FILE_ATTACHED: QT_TRANSLATE_NOOP("words.custody", "附上文件"),
    FactKind.CARD_EDITED: QT_TRANSLATE_NOOP("words.custody", "更新案件卡片"),
    FactKind.CARD_SETTLED: QT_TRANSLATE_NOOP("words.custody", "处理卡片提议"),
    FactKind.CONTACT_LOGGED: QT_TRANSLATE_NOOP("words.custody", "联系记录"),
    FactKind.PARTICULAR_ADDED: QT_TRANSLATE_NOOP("words.custody", "补充人员与地址"),
    FactKind.MATTER_RAISED: QT_TRANSLATE_NOOP("words.custody", "登记事项"),
    FactKind.MATTER_MOVED: QT_TRANSLATE_NOOP("words.custody", "处理事项"),
    FactKind.CASH_RECEIVED: QT_TRANSLATE_NOOP("words.custody", "开出收据"),
    FactKind.RECEIPT_VOIDED: QT_TRANSLATE_NOOP("words.custody", "作废收据"),
    FactKind.CASH_DEPOSITED: QT_TRANSLATE_NOOP("words.custody", "现金缴存"),
    FactKind.RULE_OVERRIDDEN: QT_TRANSLATE_NOOP("words.custody", "说明理由后继续"),
    FactKind.HELP_ASKED: QT_TRANSLATE_NOOP("words.custody", "请求协助"),
}
_STATES = {
    "waiting": QT_TRANSLATE_NOOP("words.custody", "等待发送"),
    "accepted": QT_TRANSLATE_NOOP("words.custody", "已送达"),
    "settled": QT_TRANSLATE_NOOP("words.custody", "办公室已核对"),
    "rejected": QT_TRANSLATE_NOOP("words.custody", "未被接收"),
    "conflict": QT_TRANSLATE_NOOP("words.custody", "与他人的记录冲突"),
    "held": QT_TRANSLATE_NOOP("words.custody", "办公室暂存，待处理"),
}
_TONES: dict[str, Tone] = {
    "waiting": "info",
    "accepted": "ok",
    "settled": "ok",
    "rejected": "stop",
    "conflict": "warn",
    "held": "warn",
}


def fact_kind(kind: FactKind) -> str:
    """What was done: "外访记录"."""
    return translate(_CONTEXT, str(_KINDS[kind]))


def custody(status: str) -> str:
    """Where a fact is (`OutboxEntry.status`): "等待发送".

    Raises:
        KeyError: the outbox knows no such status.
    """
    return translate(_CONTEXT, str(_STATES[status]))


def custody_tone(status: str) -> Tone:
    """The tone of that."""
    return _TONES[status]
