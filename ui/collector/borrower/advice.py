"""What to do next and why, and what may be done now: sentences, with the rule's number for those who look it up."""

from __future__ import annotations

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance import Answer, Permission
from fieldapp.domain.visit import HARDSHIP_CAUSES
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
        self.add(self._note(page))
        self.body.addSpacing(theme.XXS)
        hardship = hardship_words(page.seen)
        if hardship:
            self.add(Reason(hardship, "warn", "R18"))
        self.add(_answer(page.visit, translate("AdviceCard", "外访")))
        self.add(_answer(page.call, translate("AdviceCard", "电话")))
        for _party, answer in page.parties:
            self.add(_answer(answer, ""))

    def _note(self, page: CasePage) -> Note:
        if not page.reasons:
            return Note(self.tr("暂无待办"), self.tr("没有到期的承诺、方案和期限。"))
        first = page.reasons[0]
        told = " · ".join(words.reason(one.reason, one.params) for one in page.reasons)
        advice = words.reason_advice(first.reason, first.params)
        return Note(self.tr("建议：{advice}").format(advice=advice), told)


def hardship_words(seen: CaseView) -> str:
    """What must be thought of when the last visit found illness, an accident or a disaster; empty otherwise."""
    cause = seen.last_visit.content.cause if seen.last_visit else None
    if cause not in HARDSHIP_CAUSES or cause is None:
        return ""
    told = translate("AdviceCard", "上次了解到的原因是{cause}：先听情况、提供扶助，不施加压力")
    return told.format(cause=words.cause(cause))


def answer_words(answer: Answer, verb: str) -> str:
    """The answer as a sentence; `verb` goes before one that does not name what it is about."""
    told = str(messages.say(answer.code, dict(answer.params)))
    named = answer.code.startswith(("may.visit", "may.call")) or not verb
    return told if named else translate("AdviceCard", "{verb}：{answer}").format(verb=verb, answer=told)


def _answer(answer: Answer, verb: str) -> Reason:
    return Reason(answer_words(answer, verb), TONES[answer.permission], answer.rule)
