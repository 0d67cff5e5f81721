"""Words for papers: what they are, how they stand, whose seal is on them, and where their file is."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.document import DocumentKind, Signer
from fieldapp.domain.plans.plan_life import PlanState
from ui.i18n import translate
from ui.theme import Tone

_CONTEXT = "words.papers"
_KINDS = {DocumentKind.PLAN: QT_TRANSLATE_NOOP("words.papers", "还款计划书")}
_SIGNERS = {
    Signer.COLLECTOR: QT_TRANSLATE_NOOP("words.papers", "经办人"),
    Signer.SUPERVISOR: QT_TRANSLATE_NOOP("words.papers", "审批人"),
    Signer.SECOND_SUPERVISOR: QT_TRANSLATE_NOOP("words.papers", "第二审批人"),
}
_STATES: dict[PlanState, tuple[object, Tone]] = {
    PlanState.PROPOSED: (QT_TRANSLATE_NOOP("words.papers", "提案 · 待审批"), "info"),
    PlanState.ACTIVE: (QT_TRANSLATE_NOOP("words.papers", "已生效"), "ok"),
    PlanState.RETURNED: (QT_TRANSLATE_NOOP("words.papers", "已退回"), "warn"),
    PlanState.REJECTED: (QT_TRANSLATE_NOOP("words.papers", "已否决"), "stop"),
    PlanState.WITHDRAWN: (QT_TRANSLATE_NOOP("words.papers", "已撤回"), "text_2"),
    PlanState.SUPERSEDED: (QT_TRANSLATE_NOOP("words.papers", "已被新方案取代"), "text_2"),
}
_FILES: dict[str, tuple[object, Tone]] = {
    "local": (QT_TRANSLATE_NOOP("words.papers", "等待发送"), "info"),
    "sent": (QT_TRANSLATE_NOOP("words.papers", "已送达，待核对"), "info"),
    "verified": (QT_TRANSLATE_NOOP("words.papers", "办公室已核对"), "ok"),
    "wanted": (QT_TRANSLATE_NOOP("words.papers", "待取回"), "text_2"),
    "here": (QT_TRANSLATE_NOOP("words.papers", "已取回"), "ok"),
    "refused": (QT_TRANSLATE_NOOP("words.papers", "未被接收"), "stop"),
}
_CHECKS = {
    "id_card": QT_TRANSLATE_NOOP("words.papers", "核对证件原件"),
    "known_in_person": QT_TRANSLATE_NOOP("words.papers", "当面熟识"),
    "id_last4": QT_TRANSLATE_NOOP("words.papers", "核对末四位"),
    "other_document": QT_TRANSLATE_NOOP("words.papers", "核对其他证件"),
}
IDENTITY_CHECKS = tuple(_CHECKS)
"""How the identity of somebody who signs may have been checked, as the evidence names it."""


_OUTCOMES = {
    "signed": QT_TRANSLATE_NOOP("words.papers", "已签名"),
    "refused": QT_TRANSLATE_NOOP("words.papers", "拒绝签名"),
    "absent": QT_TRANSLATE_NOOP("words.papers", "不在场"),
}
_MARKS = {
    PlanState.PROPOSED: QT_TRANSLATE_NOOP("words.papers", "提案 · 未生效"),
    PlanState.RETURNED: QT_TRANSLATE_NOOP("words.papers", "已退回 · 未生效"),
    PlanState.REJECTED: QT_TRANSLATE_NOOP("words.papers", "已否决 · 无效"),
    PlanState.WITHDRAWN: QT_TRANSLATE_NOOP("words.papers", "已撤回 · 无效"),
    PlanState.SUPERSEDED: QT_TRANSLATE_NOOP("words.papers", "已被新方案取代"),
}


_PASSAGES = {
    "debt": QT_TRANSLATE_NOOP("words.papers", "欠款合计"),
    "dates": QT_TRANSLATE_NOOP("words.papers", "还款日期"),
    "total": QT_TRANSLATE_NOOP("words.papers", "共应支付"),
    "account": QT_TRANSLATE_NOOP("words.papers", "收款账户"),
    "effect": QT_TRANSLATE_NOOP("words.papers", "何时生效"),
    "capitalised": QT_TRANSLATE_NOOP("words.papers", "并入本金"),
    "settlement": QT_TRANSLATE_NOOP("words.papers", "结清"),
    "grace": QT_TRANSLATE_NOOP("words.papers", "宽限期"),
    "consequence": QT_TRANSLATE_NOOP("words.papers", "违约后果"),
    "waiver": QT_TRANSLATE_NOOP("words.papers", "减免条件"),
    "co_debtors": QT_TRANSLATE_NOOP("words.papers", "共同债务人"),
    "guarantee": QT_TRANSLATE_NOOP("words.papers", "保证责任"),
    "court": QT_TRANSLATE_NOOP("words.papers", "管辖法院"),
}


def passage(key: str) -> str:
    """What a passage that must be read aloud is about; the key itself for one that an office has added."""
    return translate(_CONTEXT, str(_PASSAGES[key])) if key in _PASSAGES else key


def sign_outcome(code: str) -> str:
    """What came of asking somebody to sign; empty for a code that nobody knows."""
    return translate(_CONTEXT, str(_OUTCOMES[code])) if code in _OUTCOMES else ""


def paper_mark(state: PlanState | None) -> str:
    """What is written across a paper that is not in force, in the window and on a print; empty where it is."""
    return translate(_CONTEXT, str(_MARKS[state])) if state in _MARKS else ""


def document_kind(kind: DocumentKind) -> str:
    """What a paper is: "还款计划书"."""
    return translate(_CONTEXT, str(_KINDS[kind]))


def signer(who: Signer) -> str:
    """Whose certificate signs: "经办人"."""
    return translate(_CONTEXT, str(_SIGNERS[who]))


def paper_state(state: PlanState) -> tuple[str, Tone]:
    """How a paper stands, from what was decided about its plan: "已生效", with its tone."""
    said, tone = _STATES[state]
    return translate(_CONTEXT, str(said)), tone


def file_state(state: str) -> tuple[str, Tone]:
    """Where a paper's file is (`Attachment.state`): "等待发送", with its tone.

    Raises:
        KeyError: the store knows no such state.
    """
    said, tone = _FILES[state]
    return translate(_CONTEXT, str(said)), tone


def identity_check(code: str) -> str:
    """How somebody's identity was checked before they signed; empty for a code that nobody knows."""
    return translate(_CONTEXT, str(_CHECKS[code])) if code in _CHECKS else ""
