"""Words for papers: what they are, and whose seal is on them."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from fieldapp.domain.document import DocumentKind, Signer
from ui.i18n import translate

_CONTEXT = "words.papers"
_KINDS = {DocumentKind.PLAN: QT_TRANSLATE_NOOP("words.papers", "还款计划书")}
_SIGNERS = {
    Signer.COLLECTOR: QT_TRANSLATE_NOOP("words.papers", "经办人"),
    Signer.SUPERVISOR: QT_TRANSLATE_NOOP("words.papers", "审批人"),
}


def document_kind(kind: DocumentKind) -> str:
    """What a paper is: "还款计划书"."""
    return translate(_CONTEXT, str(_KINDS[kind]))


def signer(who: Signer) -> str:
    """Whose certificate signs: "经办人"."""
    return translate(_CONTEXT, str(_SIGNERS[who]))
