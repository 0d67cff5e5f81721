"""The left of the visit page: one guided form from arrival to what was said, written into the draft as it is filled in.

Every row lines up with every other, the value of last time stands beside each field, and a remark speaks as soon as
two answers disagree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.visit import NOTE_LIMIT
from fieldapp.services.record_visit import VisitDesk, VisitDraft
from ui import theme, words
from ui.collector.visit_editors import CHOICES, answer, choice, figure, go_to, line, question, show
from ui.viewmodels.visit_form import NAMED, SEEN, TOLD, Gap, asked, cause_asked, premises_of, remarks
from ui.widgets.buttons import Check
from ui.widgets.card import Card
from ui.widgets.checked_edit import CheckedEdit
from ui.widgets.choice import Choice
from ui.widgets.fields import FieldRow, Fields
from ui.widgets.labels import label, rule, set_tone
from ui.widgets.note_edit import NoteEdit

FIGURE_WIDTH = 220


class VisitForm(QWidget):
    """The form. It changes `draft` itself and says which answer changed.

    Signals:
        edited: (str) the name of the answer that was given, changed or taken back.
    """

    edited = Signal(str)

    def __init__(self, seen: CaseView, visit: VisitDesk) -> None:
        super().__init__()
        self.draft: VisitDraft = visit.draft
        self._seen, self._visit = seen, visit
        self.rows: dict[str, FieldRow] = {}
        self.identified = Check(self.tr("已出示工作证件和委托授权"))
        self.note = NoteEdit(self.tr("所见所谈"), hint=self.tr("看到什么、谈了什么，只写事实，不写评价"), lines=3)
        self._count = label("", "faint", right=True)
        self._asked_words = label("", "muted", right=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.M)
        for card in (self._arrival(), self._meeting(), self._business(), self._said()):
            column.addWidget(card)
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Ask what fits the answers so far, and say what is to be said beside them."""
        premises = premises_of(self._seen, self.draft)
        names = asked(premises.kind if premises else None, self.draft)
        for name in (*SEEN, *TOLD):
            self.rows[name].set_shown(name in names)
        self._told_part.setVisible(any(name in TOLD for name in names))
        self.rows["met_name"].set_shown(self.draft.met in NAMED or bool(self.draft.met_name))
        self.rows["cause"].set_shown(cause_asked(self.draft) or self.draft.cause is not None)
        said = remarks(self.draft, self._visit.before)
        for name, row in self.rows.items():
            row.remark(*said.get(name, ("", "text_2")))
        trade = premises.trade if premises else ""
        self._asked_words.setText(self.tr("只问与{trade}有关的 %n 项", "", len(names)).format(trade=trade))
        self._say_count()

    def show_gaps(self, gaps: Iterable[Gap]) -> None:
        """Say at each field that is missing that it is; every other field falls silent."""
        missing = {gap.field for gap in gaps}
        for name, row in self.rows.items():
            row.say_error(self.tr("请选择") if name in missing else "")

    def invalid(self) -> QWidget | None:
        """The first field whose text is no answer; it says why."""
        wrong = [
            row.editor for row in self.rows.values() if isinstance(row.editor, CheckedEdit) and not row.editor.check()
        ]
        return wrong[0] if wrong else None

    def go_to(self, name: str) -> bool:
        """Move to a field; whether it is one of this form."""
        editor = {"note": self.note, "identified": self.identified}.get(name)
        if editor is None and name in self.rows:
            editor = self.rows[name].editor
        if editor is not None:
            go_to(editor)
        return editor is not None

    def _arrival(self) -> Card:
        card, form = Card(self.tr("到场")), Fields()
        premises = self._seen.case.premises
        if len(premises) > 1:
            answers = [(one.id, f"{one.name} · {one.trade}") for one in premises]
            self._row(form, "premises", self.tr("经营场所"), Choice(self.tr("经营场所"), answers), wide=True)
            show(self.rows["premises"].editor, self.draft.premises_id)
        self._row(form, "companion", self.tr("同行人"), line(self.tr("同行人"), self.tr("姓名")))
        form.add(self.tr("身份"), self.identified)
        card.add(form)
        return card

    def _meeting(self) -> Card:
        card, form = Card(self.tr("见到谁，结果如何")), Fields()
        before = self._visit.before_met, self._visit.before_outcome, self._visit.before_cause
        spoken = (words.met, words.outcome, words.cause)
        last = [say(one) if one is not None else "" for say, one in zip(spoken, before, strict=True)]  # type: ignore[operator]
        self._row(form, "met", question("met"), choice("met"), before=last[0], wide=True)
        self._row(form, "met_name", self.tr("姓名"), line(self.tr("见到的人姓名")))
        self._row(form, "outcome", question("outcome"), choice("outcome"), before=last[1], wide=True)
        self._row(form, "cause", question("cause"), choice("cause"), before=last[2], wide=True)
        card.add(form)
        return card

    def _business(self) -> Card:
        premises = premises_of(self._seen, self.draft)
        card = Card(self.tr("经营状况"))
        if premises is not None:
            card.head.addWidget(self._asked_words)
        seen_part, told_part = Fields(), Fields()
        for names, form in ((SEEN, seen_part), (TOLD, told_part)):
            for name in names:
                editor = choice(name) if name in CHOICES else figure(name)
                self._row(form, name, question(name), editor, before=self._last(name), wide=name in CHOICES)
        self._told_part = QWidget()
        told = QVBoxLayout(self._told_part)
        told.setContentsMargins(0, theme.XXS, 0, 0)
        told.setSpacing(theme.XS)
        told.addWidget(rule())
        told.addWidget(label(self.tr("借款人自述"), "faint"))
        told.addWidget(told_part)
        card.add(seen_part)
        card.add(self._told_part)
        return card

    def _said(self) -> Card:
        card = Card(self.tr("所见所谈"))
        card.head.addWidget(self._count)
        card.add(self.note)
        return card

    def _row(
        self, form: Fields, name: str, title: str, editor: QWidget, *, before: str = "", wide: bool = False
    ) -> None:
        told = self.tr("上次：{value}").format(value=before) if before else ""
        self.rows[name] = form.add(title, editor, before=told, width=FIGURE_WIDTH, wide=wide)

    def _last(self, name: str) -> str:
        value = getattr(self._visit.before, name, None)
        return words.observed_value(name, value) if value is not None else ""

    def _connect(self) -> None:
        draft = self.draft
        self.identified.setChecked(draft.identified)
        self.note.set_text(draft.note)
        for name, row in self.rows.items():
            if name != "premises":
                show(row.editor, getattr(draft.observation if name in (*SEEN, *TOLD) else draft, name))
            self._listen(name, row.editor)
        self.identified.toggled.connect(lambda on: self._take("identified", on))
        self.note.textChanged.connect(lambda: self._take("note", self.note.text()))

    def _listen(self, name: str, editor: QWidget) -> None:
        if isinstance(editor, Choice | CheckedEdit):
            editor.changed.connect(lambda value, name=name: self._take(name, answer(name, value)))
        elif isinstance(editor, QLineEdit):
            editor.textChanged.connect(lambda text, name=name: self._take(name, text))

    def _take(self, name: str, value: Any) -> None:
        if name in (*SEEN, *TOLD):
            self.draft.observation = replace(self.draft.observation, **{name: value})
        else:
            setattr(self.draft, "premises_id" if name == "premises" else name, value)
        if name in self.rows:
            self.rows[name].say_error("")
        self.refresh()
        self.edited.emit(name)

    def _say_count(self) -> None:
        left = NOTE_LIMIT - len(self.draft.note.strip())
        near = left < NOTE_LIMIT // 5
        self._count.setText(self.tr("还可写 %n 字", "", left) if left >= 0 else self.tr("超出 %n 字", "", -left))
        self._count.setVisible(near)
        set_tone(self._count, "stop" if left < 0 else "text_3")
