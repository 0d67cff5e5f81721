"""What came of a call: the outcome codes of a visit, why payment stopped, and whether they want no more calls."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fieldapp.domain.contact_rules import OF_OUTSIDERS
from fieldapp.domain.party import PartyRole
from fieldapp.domain.visit import NOTE_LIMIT, Cause, Outcome
from fieldapp.services.log_contact import ContactDesk
from ui import words
from ui.widgets.buttons import Check
from ui.widgets.card import Card
from ui.widgets.checked_edit import FieldError
from ui.widgets.choice import Choice
from ui.widgets.fields import Fields
from ui.widgets.note_edit import NoteEdit


class ResultCard(Card):
    """The answers; written into the draft.

    Signals:
        edited: something changed.
    """

    edited = Signal()

    def __init__(self, desk: ContactDesk) -> None:
        super().__init__(self.tr("结果"))
        self._draft = draft = desk.draft
        outsider = desk.party.role is PartyRole.CONTACT
        form = Fields()
        codes = [one for one in Outcome if not outsider or one in OF_OUTSIDERS]
        self.outcome = Choice(
            self.tr("通话结果"), [(one.value, words.outcome(one)) for one in codes], draft.outcome, optional=True
        )
        self.outcome.changed.connect(self._take_outcome)
        self._outcome_row = form.add(self.tr("通话结果"), self.outcome, wide=True)
        self.cause = Choice(
            self.tr("没有还款的原因"), [(one.value, words.cause(one)) for one in Cause], draft.cause, optional=True
        )
        self.cause.changed.connect(self._take_cause)
        cause_row = form.add(self.tr("没有还款的原因"), self.cause, wide=True)
        cause_row.set_shown(desk.party.role is PartyRole.BORROWER)
        self.refused = Check(self.tr("对方要求不要再联系"))
        self.refused.setChecked(draft.refused)
        self.refused.toggled.connect(self._take_refused)
        refused_row = form.add("", self.refused, below=True)
        for_good = self.tr("记下后，任何人都不能再联系此人。")
        refused_row.remark(for_good if outsider else self.tr("记下后供主管安排；欠款人仍须能被告知。"))
        self._refused_row = refused_row
        self.note = NoteEdit(self.tr("备注"), hint=self.tr("对方原话、约定的下一步"), lines=2)
        self.note.set_text(draft.note)
        self.note.textChanged.connect(lambda: self._take_note(self.note.text()))
        form.add(self.tr("备注"), self.note, wide=True)
        self._error = FieldError()
        self.add(form)
        self.add(self._error)
        self._spoken = [self._outcome_row, cause_row if desk.party.role is PartyRole.BORROWER else None, refused_row]
        self.show_spoken(spoken=bool(draft.connected))

    def show_spoken(self, *, spoken: bool) -> None:
        """Ask what was said only where somebody answered."""
        for row in self._spoken:
            if row is not None:
                row.set_shown(spoken)

    def invalid(self, *, outsider: bool) -> QWidget | None:
        """What is still missing; it says so."""
        self.note.flush()
        draft = self._draft
        if len(draft.note) > NOTE_LIMIT:
            self._error.say(self.tr("备注最多 {limit} 个字，现在 {count} 个。").format(
                limit=NOTE_LIMIT, count=len(draft.note)))  # fmt: skip
            return self.note
        missing = draft.connected and not outsider and draft.outcome is None and not draft.refused
        self._outcome_row.say_error(self.tr("请选择这次通话的结果") if missing else "")
        self._error.say("")
        return self.outcome if missing else None

    def _take_outcome(self, value: str | None) -> None:
        self._draft.outcome = Outcome(value) if value else None
        self._outcome_row.say_error("")
        self.edited.emit()

    def _take_cause(self, value: str | None) -> None:
        self._draft.cause = Cause(value) if value else None
        self.edited.emit()

    def _take_refused(self, on: bool) -> None:
        self._draft.refused = on
        self._outcome_row.say_error("")
        self.edited.emit()

    def _take_note(self, text: str) -> None:
        self._draft.note = text
        self.edited.emit()
