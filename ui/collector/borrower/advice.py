"""What to do next and why, and what may be done now: sentences, with the rule's number for those who look it up."""

from __future__ import annotations

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance.contact import Answer, Permission
from fieldapp.domain.visit import HARDSHIP_CAUSES, Cause
from fieldapp.services.look_at_case import CasePage
from ui import messages, theme, words
from ui.i18n import translate
from ui.theme import Tone
from ui.widgets.card import Card, Note
from ui.widgets.ledger import Reason

TONES: dict[Permission, Tone] = {Permission.ALLOWED: "ok", Permission.WARN: "warn", Permission.BLOCKED: "stop"}


class AdviceCard(Card):
    """The advice above, the answers below. It advises; people decide."""

    def __init__(self, page: CasePage) -> None:
        super().__init__(translate("AdviceCard", "现在可以做什么"))
        cause = hardship(page.seen)
        self.add(self._note(page, cause))
        self.body.addSpacing(theme.XXS)
        if cause is not None:
            told = self.tr("上次了解到的原因是{cause}，按困难情形处理").format(cause=words.cause(cause))
            self.add(Reason(told, "warn", "R18"))
        for part in _visit_and_call(page):
            self.add(part)
        for _party, answer in page.parties:
            self.add(_answer(answer, ""))

    def _note(self, page: CasePage, cause: Cause | None) -> Note:
        if not page.reasons:
            return Note(self.tr("暂无待办"), self.tr("没有到期的承诺、方案和期限。"))
        first = page.reasons[0]
        advice = words.reason_advice(first.reason, first.params)
        if cause is not None:
            advice = self.tr("先听情况、提供扶助，不施加压力。")
        told = words.reasons_told((one.reason, one.params) for one in page.reasons)
        return Note(self.tr("建议：{advice}").format(advice=advice), " · ".join(told))


def hardship(seen: CaseView) -> Cause | None:
    """Illness, an accident or a disaster that the last visit found: then help comes before everything else."""
    cause = seen.last_visit.content.cause if seen.last_visit else None
    return cause if cause in HARDSHIP_CAUSES else None


def _visit_and_call(page: CasePage) -> list[Reason]:
    if page.visit.code == page.call.code:
        return [_answer(page.visit, translate("AdviceCard", "外访、电话"))]
    visit = _answer(page.visit, translate("AdviceCard", "外访"))
    return [visit, _answer(page.call, translate("AdviceCard", "电话"))]


def answer_words(answer: Answer, verb: str) -> str:
    """The answer as a sentence; `verb` goes before one that does not name what it is about."""
    told = str(messages.say(answer.code, dict(answer.params)))
    named = answer.code.startswith(("may.visit", "may.call")) or not verb
    return told if named else translate("AdviceCard", "{verb}：{answer}").format(verb=verb, answer=told)


def _answer(answer: Answer, verb: str) -> Reason:
    return Reason(answer_words(answer, verb), TONES[answer.permission], answer.rule)
