"""One person signs, on a sheet of their own: who they are and how that was checked on one side, the sum in figures and
in capitals above a large pad on the other. That somebody will not sign is an answer too."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from fieldapp.documents.capitals import in_capitals
from fieldapp.documents.plan_paper import PlanPaper
from fieldapp.documents.problem import person_in_words
from fieldapp.services.hold_signing import Outcome, Taken
from ui import formats, i18n, messages, theme, words
from ui.viewmodels.signing import LAST_FOUR, Signatory, ink_of
from ui.widgets.buttons import button
from ui.widgets.checked_edit import FieldError
from ui.widgets.choice import Choice
from ui.widgets.flow import Flow
from ui.widgets.ink_pad import InkPad
from ui.widgets.labels import label
from ui.widgets.note_edit import NoteEdit

FOUR = 4
SIDE = 300
"""Width in px of the side that is not the pad, at normal text size."""
SIDE_BY_SIDE = 660
"""Width in px from which on both stand beside each other."""
REASON_LIMIT = 300


def person_words(who: Signatory) -> str:
    """The person by role and name: "借款人 李建国"."""
    return f"{person_in_words(who.role, i18n.language())} {who.name}"


class InkStep(QWidget):
    """One person signs.

    Signals:
        taken: (Taken) they have signed, refused, or are not there.
        pad_changed: strokes were added or taken away.
        back: to the person before.
        paper_wanted: to see the paper beside the pad, or not any more.
    """

    taken = Signal(object)
    pad_changed = Signal()
    back = Signal()
    paper_wanted = Signal()

    def __init__(self, who: Signatory, paper: PlanPaper) -> None:
        super().__init__()
        self._who = who
        self.pad = InkPad(self.tr("{person}的签名板").format(person=person_words(who)))
        self.pad.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.error, self.check_error, self.reason_error = FieldError(), FieldError(), FieldError()
        checks = [(code, words.identity_check(code)) for code in words.IDENTITY_CHECKS]
        self.identity = Choice(self.tr("身份核对"), [one for one in checks if who.id_no or one[0] != LAST_FOUR])
        self.last_four = QLineEdit()
        self.next = button(self._next_words(), "primary", "forward", keys="Ctrl+Return")
        self.undo = button(self.tr("撤一笔"), "quiet", "undo")
        self.clear = button(self.tr("清除重签"), "quiet", "delete")
        self.previous = button(self.tr("上一步"), "plain", "back")
        self.see_paper = button(self.tr("对照文书"), "quiet", "documents")
        self.absent = button(self.tr("不在场，本次不签"), "quiet")
        self.refuse = button(self.tr("拒绝签名…"), "quiet")
        self.reason = NoteEdit(self.tr("拒签理由"), lines=2, most_lines=4)
        self.confirm_refusal = button(self._refusal_words(), "danger")
        self._refusal_form = self._make_refusal_form()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._side = self._make_side()
        self._lay_out(paper)
        self._leave_out()
        self._connect()

    def first_field(self) -> QWidget:
        """Where the keyboard begins."""
        return self.identity if self._who.checked else self.next

    def set_cramped(self, cramped: bool) -> None:
        """Whether the paper takes so much room that only the pad has its place beside it."""
        self._side.setVisible(not cramped)

    def set_current(self, current: bool) -> None:
        """Whether this is the step on screen: a hidden button keeps its shortcut otherwise."""
        self.next.setEnabled(current)
        self._undo_key.setEnabled(current)

    def _next_words(self) -> str:
        return self.tr("签好了，下一步") if self._who.checked else self.tr("签好了，去封存")

    def _refusal_words(self) -> str:
        return self.tr("记下并继续") if self._who.may_miss else self.tr("记下拒签，结束签署")

    def _lay_out(self, paper: PlanPaper) -> None:
        main = QVBoxLayout()
        main.setSpacing(theme.XXS)
        main.addWidget(label(self.tr("按本计划足额履行，共应支付"), "muted"))
        main.addWidget(label(formats.money(paper.grand_total), "display"))
        main.addWidget(label(in_capitals(paper.grand_total), "strong", wrap=True, selectable=True))
        main.addWidget(self.pad, 1)
        main.addWidget(self.error)
        row = QHBoxLayout()
        row.setSpacing(theme.XXS)
        tools = Flow()
        for part in (self.previous, self.undo, self.clear, self.see_paper):
            tools.add(part)
        row.addWidget(tools, 1)
        row.addWidget(self.next, 0, Qt.AlignmentFlag.AlignBottom)
        main.addLayout(row)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(theme.L)
        self._sides.addWidget(self._side)
        self._sides.addLayout(main, 1)

    def _make_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        told = self.tr("请{person}签名").format(person=person_words(self._who))
        column.addWidget(label(told, "h2", wrap=True))
        self._identity_name = label(self.tr("身份核对"), "muted")
        column.addWidget(self._identity_name)
        column.addWidget(self.identity)
        self.last_four.setMaxLength(FOUR)
        self.last_four.setMinimumHeight(theme.TARGET)
        self.last_four.setAccessibleName(self.tr("对方报出或证件上的末四位"))
        self.last_four.setPlaceholderText(self.tr("对方报出或证件上的末四位"))
        self.last_four.hide()
        column.addWidget(self.last_four)
        column.addWidget(self.check_error)
        column.addStretch(1)
        column.addWidget(self._refusal_form)
        column.addWidget(self.absent)
        column.addWidget(self.refuse)
        return side

    def _make_refusal_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addWidget(label(self.tr("写下对方自己说的话"), "muted", wrap=True))
        column.addWidget(self.reason)
        column.addWidget(self.reason_error)
        column.addWidget(self.confirm_refusal)
        form.hide()
        return form

    def _leave_out(self) -> None:
        """Hide what this person is not asked."""
        self.absent.setVisible(self._who.may_miss)
        self.refuse.setVisible(self._who.may_refuse)
        for part in (self._identity_name, self.identity):
            part.setVisible(self._who.checked)

    def _connect(self) -> None:
        self.next.clicked.connect(self._take)
        self.undo.clicked.connect(self.pad.undo)
        self.clear.clicked.connect(self._clear)
        self.previous.clicked.connect(self.back)
        self.see_paper.clicked.connect(self.paper_wanted)
        self.absent.clicked.connect(lambda: self.taken.emit(Taken(None, outcome=Outcome.ABSENT)))
        self.refuse.clicked.connect(self._open_refusal)
        self.confirm_refusal.clicked.connect(self._take_refusal)
        self.reason.textChanged.connect(lambda *_: self.reason_error.say(""))
        self.pad.changed.connect(lambda: self.error.say(""))
        self.pad.changed.connect(self.pad_changed)
        self.identity.changed.connect(self._on_identity)
        self.last_four.textEdited.connect(lambda _text: self.check_error.say(""))
        self._undo_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self.pad)
        self._undo_key.setContext(Qt.ShortcutContext.WindowShortcut)
        self._undo_key.activated.connect(self.pad.undo)

    def resizeEvent(self, _event: object) -> None:
        wide = self.width() >= theme.scaled(SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._side.setMaximumWidth(theme.scaled(SIDE) if wide else 16_777_215)
        self._side.setMinimumWidth(theme.scaled(SIDE) if wide else 0)
        if self._sides.direction() != direction:
            self._sides.setDirection(direction)

    def _on_identity(self, answer: object) -> None:
        self.check_error.say("")
        self.last_four.setVisible(answer == LAST_FOUR)
        if answer == LAST_FOUR:
            self.last_four.setFocus()

    def _clear(self) -> None:
        self.pad.clear()
        self.error.say("")

    def _open_refusal(self) -> None:
        self._refusal_form.setVisible(not self._refusal_form.isVisibleTo(self))
        opened = self._refusal_form.isVisibleTo(self)
        self.absent.setVisible(self._who.may_miss and not opened)
        if opened:
            self.reason.setFocus()

    def _take_refusal(self) -> None:
        said = self.reason.text().strip()
        if not said:
            self.reason_error.say(str(messages.say("document.no_reason")))
            self.reason.setFocus()
            return
        checked = self.identity.value() or ""
        self.taken.emit(Taken(None, checked, Outcome.REFUSED, said[:REASON_LIMIT]))

    def _take(self) -> None:
        if not self._checked():
            return
        if self.pad.empty():
            self.error.say(self.tr("还没有签名，请在上面的框里签名。"))
            return
        ink, reason = ink_of(self.pad.record())
        if ink is None:
            self.error.say(str(messages.say(reason, {"box": person_words(self._who)})))
            return
        self.taken.emit(Taken(ink, self.identity.value() or ""))

    def _checked(self) -> bool:
        """Whether identity was seen to; says what is missing."""
        if self._who.checked and self.identity.value() is None:
            self.check_error.say(self.tr("请先选择怎样核对的身份。"))
            self.identity.setFocus()
            return False
        if self.identity.value() == LAST_FOUR and not self._who.is_last_four(self.last_four.text()):
            self.check_error.say(self.tr("与案件中登记的证件号末四位不一致，请再核对。"))
            self.last_four.setFocus()
            self.last_four.selectAll()
            return False
        self.check_error.say("")
        return True
