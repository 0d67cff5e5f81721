"""May I act now: the card that stands before a call, a visit, a message or a word with somebody else.

It says the answer with its reasons as sentences (the rule's number after them), when it will be otherwise, what may be
done instead, and what has to be kept. Where the rules only warn, one goes on with a reason, which the supervisor sees.
The answer is asked again by itself when its time is over and when something about the case has changed.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fieldapp import clock
from fieldapp.domain.compliance.answer import Outcome
from fieldapp.domain.compliance.for_case import Manner, Permission, Standing, Way
from fieldapp.domain.compliance.verbs import Verb
from fieldapp.errors import KnownError
from fieldapp.services.may_act import SavedOverride, may_act, override_rule
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, messages, theme
from ui.i18n import translate
from ui.theme import Tone
from ui.widgets.buttons import button
from ui.widgets.checked_edit import FieldError
from ui.widgets.emptying import let_go
from ui.widgets.flow import Flow
from ui.widgets.labels import label, set_property
from ui.widgets.ledger import Reason
from ui.widgets.unfold import Unfold
from ui.words import may as may_words
from ui.workplace import Workplace

LOOK_MS = 30_000
"""How often the clock is looked at while a moment is waited for: a laptop that slept must not miss it."""
TONES: dict[Permission, Tone] = {Permission.ALLOWED: "ok", Permission.WARN: "warn", Permission.BLOCKED: "stop"}
_OUTCOMES: dict[Outcome, Tone] = {
    Outcome.ALLOWED: "ok",
    Outcome.RECORD: "info",
    Outcome.WARN: "warn",
    Outcome.BLOCK: "stop",
}
PAGES = {Verb.PLAN_VISIT: ("visit", ""), Verb.CALL: ("contact", "call"), Verb.MESSAGE: ("contact", "message")}
"""How another way is opened: the page, and the channel it is for."""
ICONS = {Verb.PLAN_VISIT: "visit", Verb.CALL: "phone", Verb.MESSAGE: "message"}


class MayI(QFrame):
    """The answer to one question about one party.

    Signals:
        opened: (str) the way is free; with the id of the override by which it is, empty where none was needed.
        closed: it is not, or not any more.
    """

    opened = Signal(str)
    closed = Signal()

    def __init__(self, work: Workplace, case_id: str, verb: Verb, party_id: str, manner: Manner | None = None) -> None:
        super().__init__()
        self.setObjectName("note")
        self._work, self._case_id, self._verb, self._party_id, self._manner = work, case_id, verb, party_id, manner
        self._standing: Standing | None = None
        self._said_free: bool | None = None
        self._reading = self._again = False
        self._parts: list[QWidget] = []
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.M, theme.S, theme.M, theme.S)
        self.body.setSpacing(theme.XXS)
        self._reason = ReasonRow()
        self._reason.given.connect(self._go_on)
        self.body.addWidget(self._reason)
        self._reason.hide()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        work.changed.connect(self._on_changed)

    def standing(self) -> Standing | None:
        """The answer on screen; None before the first one."""
        return self._standing

    def set_question(self, verb: Verb, party_id: str, manner: Manner | None = None) -> None:
        """Ask about something else."""
        if (verb, party_id, manner) == (self._verb, self._party_id, self._manner):
            return
        self._verb, self._party_id, self._manner = verb, party_id, manner
        self._standing, self._said_free = None, None
        self.ask()

    def ask(self) -> None:
        """Ask the rules, now if the card is seen, else when it is shown."""
        if not self.isVisible():
            return
        if self._reading:
            self._again = True
            return
        self._reading = True
        asked = (self._verb, self._party_id, self._manner)
        self._work.tasks.read(
            lambda: (asked, may_act(self._work.desk, self._case_id, *asked)),
            done=self._take,
            failed=self._say_error,
            owner=self,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()
        self.ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _look(self) -> None:
        """Ask again once the answer's time is over."""
        if self._standing is None or is_over(self._standing, clock.now()):
            self.ask()

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._case_id in changes.cases or not changes:
            self.ask()

    def _take(self, found: tuple[tuple[Verb, str, Manner | None], Standing]) -> None:
        asked, standing = found
        self._reading = False
        if self._again or asked != (self._verb, self._party_id, self._manner):
            self._again = False
            self.ask()
            return
        before, self._standing = self._standing, standing
        if before != standing:
            self._show(standing)
        if standing.free != self._said_free:
            self._said_free = standing.free
            if standing.free:
                self.opened.emit(standing.override_id)
            else:
                self.closed.emit()

    def _say_error(self, error: KnownError) -> None:
        self._reading = self._again = False
        self._work.tasks.known_error.emit(error)

    def _show(self, standing: Standing) -> None:
        self._clear()
        zone = standing.question.zone if standing.question else clock.DEFAULT_ZONE
        tone = TONES[standing.permission]
        set_property(self, "tone", tone)
        told = may_words.standing_words(standing)
        spoke = [rule for rule in standing.answer.rules if rule.code == standing.code]
        missing = may_words.missing_words(spoke[0]) if spoke else ""
        headline = Reason(formats.aside(told, missing) if missing else told, tone, standing.rule)
        self._put(headline)
        for rule in standing.others:
            self._put(Reason(may_words.rule_words(rule), _OUTCOMES[rule.outcome], rule.rule_id))
        for line in self._around(standing, zone):
            self._put(label(line, "faint", wrap=True))
        self._put_evidence(standing)
        self._put_ways(standing)
        self._reason.offer(may_words.usual_reasons(standing) if standing.needs_reason else [])
        self.setAccessibleName(told)

    def _around(self, standing: Standing, zone: str) -> list[str]:
        """When it will be otherwise and what may be done instead, in one line."""
        if standing.free:
            times = [may_words.until_words(standing.answer.valid_until, zone)]
        else:
            times = [may_words.again_words(standing, zone), _instead(standing)]
        if standing.override_id:
            times.append(translate("MayI", "理由已记录，主管可见"))
        return [formats.clauses([part for part in times if part])] if any(times) else []

    def _put_evidence(self, standing: Standing) -> None:
        """What has to be kept, for who looks it up."""
        evidence = may_words.evidence_words(standing)
        if standing.answer.outcome is not Outcome.BLOCK and evidence:
            self._put(Unfold(translate("MayI", "须留存的记录"), formats.listed(evidence)))

    def _put_ways(self, standing: Standing) -> None:
        offered = [way for way in standing.ways if way.verb in PAGES]
        if not offered:
            return
        flow = Flow()
        flow.setAccessibleName(translate("MayI", "现在可以"))
        for way in offered:
            words = may_words.way_words(way, same_person=way.party_id == self._party_id)
            made = button(translate("MayI", "改为：{way}").format(way=words), "", ICONS[way.verb])
            made.clicked.connect(lambda _checked=False, way=way: self._open(way))
            flow.add(made)
        self._put(flow)

    def _open(self, way: Way) -> None:
        page, channel = PAGES[way.verb]
        self._work.open(page, f"{self._case_id}|{way.party_id}|{channel}" if channel else self._case_id)

    def _go_on(self, reason: str) -> None:
        asked = (self._verb, self._party_id)
        self._reason.setEnabled(False)
        self._work.tasks.write(
            lambda: override_rule(self._work.desk, self._case_id, *asked, reason, self._manner),
            done=self._saved,
            failed=self._refused,
            owner=self,
        )

    def _saved(self, saved: SavedOverride) -> None:
        self._reason.setEnabled(True)
        self._reason.clear()
        self._work.saved(saved.changes)
        self.ask()

    def _refused(self, error: KnownError) -> None:
        self._reason.setEnabled(True)
        self._reason.say_error(error)
        self.ask()

    def _put(self, part: QWidget) -> None:
        self.body.insertWidget(self.body.count() - 1, part)
        self._parts.append(part)
        part.show()

    def _clear(self) -> None:
        for part in self._parts:
            self.body.removeWidget(part)
            let_go(part)
        self._parts.clear()


class ReasonRow(QWidget):
    """A reason for going on: usual ones to press, or one's own words.

    Signals:
        given: (str) go on for this reason.
    """

    given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.XS, 0, 0)
        column.setSpacing(theme.XXS)
        column.addWidget(label(self.tr("继续须说明理由，主管会看到："), "muted", wrap=True))
        self._usual = Flow()
        column.addWidget(self._usual)
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        self._error = FieldError()
        self.edit = QLineEdit()
        self.edit.setAccessibleName(self.tr("继续的理由"))
        self.edit.setPlaceholderText(self.tr("或写下理由"))
        self.edit.returnPressed.connect(self._give)
        self.edit.textChanged.connect(lambda _text: self._error.say(""))
        self._go = button(self.tr("说明理由并继续"))
        self._go.clicked.connect(self._give)
        row.addWidget(self.edit, 1)
        row.addWidget(self._go)
        column.addLayout(row)
        column.addWidget(self._error)
        self._offered: list[str] = []

    def offer(self, reasons: list[str]) -> None:
        """Offer these reasons; none: nothing is to be explained."""
        self.setVisible(bool(reasons))
        if reasons == self._offered:
            return
        self._offered = list(reasons)
        self._usual.clear()
        for words in reasons:
            made = button(words, "quiet", says=self.tr("以此理由继续：{reason}").format(reason=words))
            made.clicked.connect(lambda _checked=False, words=words: self.given.emit(words))
            self._usual.add(made)

    def clear(self) -> None:
        """Forget what was typed."""
        self.edit.clear()

    def say_error(self, error: KnownError) -> None:
        """Say why it was not kept."""
        self._error.say(str(messages.sentence(error)))

    def _give(self) -> None:
        self.given.emit(self.edit.text())


def _instead(standing: Standing) -> str:
    """What is to be done first where it only warns, or in its place where it is forbidden."""
    ways = may_words.instead_words(standing)
    if not ways:
        return ""
    if standing.needs_reason:
        return translate("MayI", "须做到：{ways}").format(ways=formats.listed(ways))
    return translate("MayI", "可以改为：{ways}").format(ways=formats.listed(ways))


def is_over(standing: Standing, now: datetime) -> bool:
    """Whether the answer has to be asked for again."""
    ends = [moment for moment in (standing.answer.valid_until, standing.answer.next_at) if moment is not None]
    return any(now >= moment > standing.answer.at for moment in ends)
