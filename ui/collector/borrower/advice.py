"""What to do next and why, and what may be done now: sentences, with the rule's number for those who look it up."""

from __future__ import annotations

from collections.abc import Iterable

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance.for_case import Permission, Standing
from fieldapp.domain.strategy.playbook import Recommendation
from fieldapp.domain.visit import HARDSHIP_CAUSES, Cause
from fieldapp.services.look_at_case import CasePage
from ui import messages, theme, words
from ui.i18n import translate
from ui.theme import Tone
from ui.widgets.card import Card, Note
from ui.widgets.ledger import Reason

CARE = "R18"
"""The rule of those who need care: the card tells it first, with its cause."""
TONES: dict[Permission, Tone] = {Permission.ALLOWED: "ok", Permission.WARN: "warn", Permission.BLOCKED: "stop"}


class AdviceCard(Card):
    """The advice above, the answers below. It advises; people decide."""

    def __init__(self, page: CasePage) -> None:
        super().__init__(translate("AdviceCard", "现在可以做什么"))
        cause = hardship(page.seen)
        self.add(self._note(page, cause))
        self.body.addSpacing(theme.XXS)
        self.add(_step(page.recommendation))
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


def _step(found: Recommendation) -> Reason:
    """The playbook's next step with the condition it follows from; what else is open and what is barred on hovering."""
    why = str(messages.say(f"playbook.row.{found.chosen_by}"))
    if found.action is None:
        return Reason(
            translate("AdviceCard", "按催收策略：都有规则阻止，请与主管商量（{why}）").format(why=why), "warn"
        )
    action = str(messages.say(f"playbook.action.{found.action}"))
    step = Reason(translate("AdviceCard", "按催收策略：{action}（{why}）").format(action=action, why=why), "info")
    step.setToolTip("\n".join(_around(found)))
    return step


def _around(found: Recommendation) -> list[str]:
    """What else may be done, and what may not with the rules against it."""
    lines = []
    if found.allowed:
        listed = _listed(str(messages.say(f"playbook.action.{action}")) for action in found.allowed)
        lines.append(translate("AdviceCard", "可以：{listed}").format(listed=listed))
    for one in found.barred:
        action = str(messages.say(f"playbook.action.{one.action}"))
        told = translate("AdviceCard", "暂不可：{action}（{rules}）")
        lines.append(told.format(action=action, rules=_listed(_barring(rule) for rule in one.by)))
    return lines


def _barring(by: str) -> str:
    """A rule by its number, what the playbook itself bars in words."""
    if by.startswith("playbook."):
        return str(messages.say(by)).rstrip("。.")
    return by if by[1:].isdigit() else str(messages.say(f"playbook.row.{by}"))


def _listed(words_: Iterable[str]) -> str:
    return str(messages.say("list.separator").text).join(words_)


def hardship(seen: CaseView) -> Cause | None:
    """Illness, an accident or a disaster that the last visit found: then help comes before everything else."""
    cause = seen.last_visit.content.cause if seen.last_visit else None
    return cause if cause in HARDSHIP_CAUSES else None


def _visit_and_call(page: CasePage) -> list[Reason]:
    if page.visit.code == page.call.code and page.visit.rule != CARE:
        return [_answer(page.visit, translate("AdviceCard", "外访、电话"))]
    visit = _answer(page.visit, translate("AdviceCard", "外访"))
    return [visit, _answer(page.call, translate("AdviceCard", "电话"))]


def answer_words(answer: Standing, verb: str) -> str:
    """The answer as a sentence; `verb` goes before one that does not name what it is about.

    That help comes first stands above with its cause, so here it is said only whether it is allowed.
    """
    code = answer.plainly if answer.rule == CARE else answer.code
    told = str(messages.say(code, dict(answer.params)))
    named = code.startswith(("may.visit", "may.call")) or not verb
    return told if named else translate("AdviceCard", "{verb}：{answer}").format(verb=verb, answer=told)


def behind(answer: Standing) -> str:
    """What else the rules say, and what may be done instead: a line each, for the tooltip."""
    others = [f"{rule.rule_id} {messages.say(rule.code, dict(rule.params))}" for rule in answer.others]
    instead = [str(messages.say(other.code, dict(other.params))) for other in answer.answer.instead]
    if instead:
        listed = str(messages.say("list.separator").text).join(instead)
        others.append(translate("AdviceCard", "可以：{listed}").format(listed=listed))
    return "\n".join(others)


def _answer(answer: Standing, verb: str) -> Reason:
    tone = "ok" if answer.rule == CARE else TONES[answer.permission]
    reason = Reason(answer_words(answer, verb), tone, answer.rule)
    reason.setToolTip(behind(answer))
    return reason
