"""What the signatures on a paper are worth, as sentences: who signed, when, whether anything was changed since.

The sentences about what is wrong are those of the catalogue, the same that the command line says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.documents.evidence import Evidence
from fieldapp.documents.problem import person_in_words
from fieldapp.documents.signature_check import ISSUER_PROBLEMS, SignatureReport
from fieldapp.documents.verify import VerifyReport
from fieldapp.domain.document import Document
from fieldapp.domain.plans.plan_life import Plan, PlanState
from ui import formats, i18n, messages, theme, words
from ui.i18n import translate
from ui.theme import Tone
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.ledger import Reason

SHOWN_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence with its tone, and a quiet afterthought."""

    words: str
    tone: Tone
    detail: str = ""


class Validity(QWidget):
    """The findings, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, theme.XS, 0)  # a scroll bar may stand beside it
        self._column.setSpacing(0)

    def show_waiting(self) -> None:
        """The file is being examined."""
        self._fill([label(translate("Validity", "正在核验签名…"), "muted")])

    def show_sentence(self, sentence: str, tone: Tone) -> None:
        """Nothing could be examined, and why."""
        self._fill([Reason(sentence, tone)])

    def show_report(self, report: VerifyReport, document: Document | None = None, plan: Plan | None = None) -> None:
        """Say what was found; `document` and `plan` are what the case ledger knows, where it is of a case here."""
        found = findings(report, document, plan)
        digest = label(
            translate("Validity", "文件指纹 SHA-256 {digest}…").format(digest=report.file_sha256[:SHOWN_DIGITS]),
            "faint",
            selectable=True,
        )
        digest.setToolTip(report.file_sha256)
        self._fill([*(Reason(one.words, one.tone, one.detail) for one in found), digest])
        self.setAccessibleName(found[0].words)

    def sentences(self) -> list[str]:
        """What is said, for who reads the screen aloud."""
        return [part.accessibleName() for part in self.findChildren(Reason)]

    def _fill(self, parts: list[QWidget]) -> None:
        empty(self._column)
        for part in parts:
            self._column.addWidget(part)
            part.show()  # at once, so that whoever gives this its room can measure it


def findings(report: VerifyReport, document: Document | None = None, plan: Plan | None = None) -> list[Finding]:
    """The verdict first, then everybody who signed, who is still awaited, and everything that is wrong."""
    standing = _standing(report, document, plan) if document is not None else ()
    return [_verdict(report), *standing, *_seals(report), *_inks(report), *_problems(report)]


def _verdict(report: VerifyReport) -> Finding:
    if report.unfinished:
        return Finding(messages.say("documents.verdict.unfinished").text, "warn")
    if not report.whole:
        return Finding(messages.say("documents.verdict.not_whole").text, "stop")
    if not report.trusted:
        return Finding(messages.say("documents.verdict.unproven").text, "warn")
    return Finding(messages.say("documents.verdict.sound").text, "ok")


def _seals(report: VerifyReport) -> Iterator[Finding]:
    for one in report.signatures:
        when = formats.short_moment(one.time) if one.time else messages.say("documents.report.no_time").text
        who = translate("Validity", "{role} {name}（工号 {number}）").format(
            role=person_in_words(one.field, i18n.language()), name=one.signer or "?", number=one.staff_no or "?"
        )
        yield Finding(formats.opening(_seal_words(one).format(who=who, when=when)), _seal_tone(one))


def _seal_words(one: SignatureReport) -> str:
    if not one.intact:
        return translate("Validity", "{who}{when} 的数字签名与现在的文件不符")
    if not one.trusted:
        return translate("Validity", "{who}{when} 数字签名，此后没有改动；证书在这里不能证实")
    return translate("Validity", "{who}{when} 数字签名，此后没有改动，证书由办公室签发")


def _seal_tone(one: SignatureReport) -> Tone:
    return "ok" if one.intact and one.trusted else "warn" if one.intact else "stop"


def _inks(report: VerifyReport) -> Iterator[Finding]:
    if report.evidence is None or report.paper is None:
        return
    inked = {ink.box for ink in report.evidence.inks}
    for box, name in report.paper.people.items():
        who = f"{person_in_words(box.rstrip('0123456789'), i18n.language())} {name}"
        said = _said(report.evidence, box)
        if box in inked:
            yield Finding(
                translate("Validity", "{who} 手写签名，笔迹已随文件封存").format(who=who), "ok", _checked(said)
            )
        elif said.get("outcome") == "refused":
            told = translate("Validity", "{who} 拒绝签名：{reason}")
            yield Finding(told.format(who=who, reason=said.get("reason", "")), "warn", _checked(said))
        else:
            yield Finding(translate("Validity", "{who} 没有手写签名").format(who=who), "info")


def _said(evidence: Evidence, box: str) -> dict[str, Any]:
    """What the evidence says of one person; empty where it says nothing that can be read."""
    people = evidence.circumstances.get("signatories")
    said = people.get(box) if isinstance(people, dict) else None
    return said if isinstance(said, dict) else {}


def _checked(said: dict[str, Any]) -> str:
    """How identity was checked and whether the paper was read aloud."""
    parts = [words.identity_check(str(said.get("identity_check", "")))]
    if said.get("read_aloud") is True:
        parts.append(translate("Validity", "已宣读全文"))
    return " · ".join(part for part in parts if part)


_CLOSED: dict[PlanState, tuple[object, Tone]] = {
    PlanState.RETURNED: (QT_TRANSLATE_NOOP("Validity", "方案已退回修改，这份文书不会生效"), "warn"),
    PlanState.REJECTED: (QT_TRANSLATE_NOOP("Validity", "方案已被否决，这份文书不生效"), "stop"),
    PlanState.WITHDRAWN: (QT_TRANSLATE_NOOP("Validity", "方案已由提出人撤回，这份文书不生效"), "warn"),
    PlanState.SUPERSEDED: (QT_TRANSLATE_NOOP("Validity", "方案已被新的方案取代，以新文书为准"), "warn"),
}


def _standing(report: VerifyReport, document: Document, plan: Plan | None) -> Iterator[Finding]:
    """Whether the paper is in force, and if not, whether anybody is still awaited."""
    if plan is not None and plan.state in _CLOSED:
        said, tone = _CLOSED[plan.state]
        comment = plan.decisions[-1].comment if plan.decisions else ""
        yield Finding(translate("Validity", str(said)), tone, comment)
        return
    if plan is not None and plan.state is PlanState.ACTIVE:
        yield Finding(translate("Validity", "方案已生效，按这份文书履行"), "ok")
        return
    signed = {one.field for one in report.signatures}
    for signer in document.content.expected_signers:
        if signer.value not in signed:
            told = translate("Validity", "还没有{role}的数字签名，文书尚未生效")
            yield Finding(told.format(role=words.signer(signer)), "info")


def _problems(report: VerifyReport) -> Iterator[Finding]:
    language = i18n.language()
    for sentence, code in {str(one.sentence(language)): one.code for one in report.problems}.items():
        yield Finding(sentence, "warn" if code in ISSUER_PROBLEMS else "stop")
