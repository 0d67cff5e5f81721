"""What to do next and why, in one voice; what may be done now and what may not: sentences, the rule's number after."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp import clock
from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance.for_case import Permission, Standing
from fieldapp.domain.strategy.advice import Advice, Voice
from fieldapp.domain.strategy.playbook import Recommendation
from fieldapp.domain.strategy.playbook_rules import Action, Channel
from fieldapp.domain.visit import HARDSHIP_CAUSES, Cause
from fieldapp.services.look_at_case import CasePage
from ui import formats, messages, theme, words
from ui.i18n import translate
from ui.theme import Tone
from ui.widgets.buttons import rename
from ui.widgets.card import Card, Note
from ui.widgets.emptying import let_go
from ui.widgets.labels import label
from ui.widgets.ledger import Reason
from ui.words import may as may_words

CARE = "R18"
"""The rule of those who need care: the card tells it first, with its cause."""
USUAL_ANSWERS = 4
"""Lines made before anybody knows how many there are: a visit, a call, and two others of the case."""
TONES: dict[Permission, Tone] = {Permission.ALLOWED: "ok", Permission.WARN: "warn", Permission.BLOCKED: "stop"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of the card: the sentence, its tone, the rule it rests on, and what else the rules say."""

    told: str
    tone: Tone
    rule: str
    behind: str = ""


class AdviceCard(Card):
    """The advice above, the answers below. It advises; people decide."""

    def __init__(self) -> None:
        super().__init__(translate("AdviceCard", "现在可以做什么"))
        self.body.setSpacing(theme.XXS)
        self._note = _Advice()
        self.add(self._note)
        self.body.addSpacing(theme.XXS)
        self._reasons = [Reason(" ", "ok", CARE) for _ in range(USUAL_ANSWERS)]
        for reason in self._reasons:
            self.add(reason)
        self._found: list[tuple[str, Tone]] = []
        self._around: _Around | None = None
        self._more = self.add_action(self.tr("其他办法"), "chevron_down")
        self._more.clicked.connect(self._toggle)

    def show_page(self, page: CasePage) -> None:
        """Show what may be done about a case; once."""
        advice, cause = page.outlook.advice, hardship(page.seen)
        self._note.show_advice(page, advice, cause)
        answers = [*_visit_and_call(page), *(_answer(answer, "") for _party, answer in page.parties)]
        if cause is not None:
            told = self.tr("上次了解到的原因是{cause}，按困难情形处理").format(cause=words.cause(cause))
            answers.insert(0, Answer(told, "warn", CARE))
        for answer in answers[len(self._reasons) :]:
            self.add(_reason(answer))
        for reason, answer in zip(self._reasons, answers, strict=False):
            reason.set(answer.told, answer.tone, answer.rule)
            reason.setToolTip(answer.behind)
        for reason in self._reasons[len(answers) :]:
            let_go(reason)
        self._found = around(advice.found)
        self._more.setVisible(bool(self._found))

    def _toggle(self) -> None:
        if self._around is None:
            self._around = _Around(self._found)
            self._around.hide()
            self.add(self._around)
        self._around.setVisible(self._around.isHidden())
        rename(self._more, self.tr("其他办法") if self._around.isHidden() else self.tr("收起"))


class _Around(QWidget):
    """What else may be done, and what may not, with what stands against it."""

    def __init__(self, found: list[tuple[str, Tone]]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.XXS, 0, 0)
        column.setSpacing(theme.XXS)
        for line, tone in found:
            column.addWidget(Reason(line, tone))


class _Advice(Note):
    """The advice, how and when, and the reasons."""

    def __init__(self) -> None:
        super().__init__("")
        self._why = label("", "muted", wrap=True)
        self.body.addWidget(self._why)

    def show_advice(self, page: CasePage, advice: Advice, cause: Cause | None) -> None:
        first_of_all = translate("AdviceCard", "建议：先听情况、提供扶助，不施加压力。")
        self.title.setText(headline(advice) if cause is None else first_of_all)
        why = " · ".join(reasons_of(advice))
        self._why.setText(why)
        self._why.setVisible(bool(why))
        for line in ways(page, advice):
            self.body.addWidget(label(line, "muted", wrap=True))


def _reason(answer: Answer) -> Reason:
    made = Reason(answer.told, answer.tone, answer.rule)
    made.setToolTip(answer.behind)
    return made


def headline(advice: Advice) -> str:
    """The one advice as a sentence."""
    if advice.lead is not None:
        told = words.reason_advice(advice.lead.reason, advice.lead.params)
        return translate("AdviceCard", "建议：{advice}").format(advice=told)
    if advice.action is None:
        return translate("AdviceCard", "建议：与主管商量，现有的办法都有规则阻止。")
    if advice.action is Action.WAIT and not advice.reasons:
        return translate("AdviceCard", "暂无待办")
    return translate("AdviceCard", "建议：{advice}").format(advice=action_words(advice.action))


def reasons_of(advice: Advice) -> list[str]:
    """Why: what is due, and the state by which the playbook chose."""
    told = words.reasons_told((one.reason, one.params) for one in advice.reasons)
    row = str(messages.say(f"playbook.row.{advice.row}"))
    if advice.voice is Voice.HOLD:
        return [row, *told]
    return told if advice.voice is Voice.DUE and told else [*told, row]


def ways(page: CasePage, advice: Advice) -> list[str]:
    """How it is done and when, and what comes after it."""
    lines = []
    told = advice.lead is not None or hardship(page.seen) is not None
    if told and advice.action is not None:
        lines.append(translate("AdviceCard", "做法：{action}").format(action=action_words(advice.action)))
    waits = _waits(page, advice)
    if waits:
        lines.append(waits)
    if advice.then is not None and advice.then is not advice.action:
        lines.append(translate("AdviceCard", "之后：{action}").format(action=action_words(advice.then)))
    if advice.found.next_on is not None and advice.voice is Voice.PLAYBOOK and advice.action is Action.WAIT:
        lines.append(translate("AdviceCard", "{day} 再看").format(day=formats.short_date(advice.found.next_on)))
    return lines


def _waits(page: CasePage, advice: Advice) -> str:
    """From when on it may be done, where it may not be done right now."""
    answers = {Channel.VISIT: page.visit, Channel.CALL: page.call}
    answer = answers.get(advice.channel)
    if answer is None or answer.answer.next_at is None:
        return ""
    zone = page.seen.case.zone or clock.DEFAULT_ZONE
    return may_words.again_words(answer, zone)


def around(found: Recommendation) -> list[tuple[str, Tone]]:
    """What else may be done, and what may not with the rules against it: a sentence and its tone each."""
    lines: list[tuple[str, Tone]] = []
    if found.allowed:
        listed = formats.listed(action_words(action) for action in found.allowed)
        lines.append((translate("AdviceCard", "还可以：{listed}").format(listed=listed), "ok"))
    for one in found.barred:
        told = translate("AdviceCard", "暂不可：{action}（{rules}）")
        rules = formats.listed(_barring(rule) for rule in one.by)
        lines.append((told.format(action=action_words(one.action), rules=rules), "stop"))
    return lines


def action_words(action: Action) -> str:
    """A step of the playbook as a sentence without its full stop."""
    return str(messages.say(f"playbook.action.{action}"))


def _barring(by: str) -> str:
    """A rule by its number, what the playbook itself bars in words."""
    if by.startswith("playbook."):
        return str(messages.say(by)).rstrip("。.")
    return by if by[1:].isdigit() else str(messages.say(f"playbook.row.{by}"))


def hardship(seen: CaseView) -> Cause | None:
    """Illness, an accident or a disaster that the last visit found: then help comes before everything else."""
    cause = seen.last_visit.content.cause if seen.last_visit else None
    return cause if cause in HARDSHIP_CAUSES else None


def _visit_and_call(page: CasePage) -> list[Answer]:
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
    others = [f"{rule.rule_id} {may_words.rule_words(rule)}" for rule in answer.others]
    instead = may_words.instead_words(answer)
    if instead:
        others.append(translate("AdviceCard", "可以：{listed}").format(listed=formats.listed(instead)))
    return "\n".join(others)


def _answer(answer: Standing, verb: str) -> Answer:
    tone: Tone = "ok" if answer.rule == CARE else TONES[answer.permission]
    told = answer_words(answer, verb)
    for rule in answer.answer.rules:
        if rule.code == answer.code and may_words.missing_words(rule):
            told = formats.aside(told, may_words.missing_words(rule))
            break
    return Answer(told, tone, answer.rule, behind(answer))
