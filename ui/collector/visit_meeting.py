"""Who was met, what came of it and why payment stopped: the questions everything else on the page follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from fieldapp.domain.visit import VisitContent
from fieldapp.services.record_visit import VisitDraft
from ui import words
from ui.collector.visit_editors import PickOne, answer, choice, go_to, line, question, show
from ui.i18n import translate
from ui.theme import Tone
from ui.viewmodels.visit_form import NAMED, cause_asked
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.fields import FieldRow, Fields

CAUSES = ("cause", "cause_second", "cause_lasting")


class MeetingCard(Card):
    """The card. It says what was answered and changes nothing itself.

    Signals:
        took: (name, value) an answer was given, changed or taken back.
        carried: the cause was said to be the same as last time.
    """

    took = Signal(str, object)
    carried = Signal()

    def __init__(self, draft: VisitDraft, last: VisitContent | None, told: str) -> None:
        super().__init__(translate("VisitForm", "见到谁，结果如何"))
        self._draft, self._last, self._told = draft, last, told
        self.rows: dict[str, FieldRow] = {}
        self._form = Fields()
        self._row("met", choice("met"), words.met(last.met) if last else "")
        self._row("met_name", line(self.tr("对方姓名"), self.tr("姓名与关系")), "", self.tr("对方姓名"))
        self._row("outcome", choice("outcome"), words.outcome(last.outcome) if last else "")
        for name in CAUSES:
            value = getattr(last, name) if last else None
            spoken = "" if value is None else words.option(value) if name == "cause_lasting" else words.cause(value)
            self._row(name, choice(name), spoken)
        self.add(self._form)

    def refresh(self, said: Mapping[str, tuple[str, Tone]]) -> None:
        """Ask what fits, and say this beside the answers."""
        draft = self._draft
        asked = cause_asked(draft)
        shown = {
            "met_name": draft.met in NAMED or bool(draft.met_name),
            "cause": asked or draft.cause is not None,
            "cause_second": draft.cause is not None or draft.cause_second is not None,
            "cause_lasting": draft.cause is not None or draft.cause_lasting is not None,
        }
        for name, row in self.rows.items():
            row.set_shown(shown.get(name, True))
            row.remark(*said.get(name, ("", "text_2")))

    def go_to(self, name: str) -> bool:
        """Move to a field; whether it is one of this card."""
        if name in self.rows:
            go_to(self.rows[name].editor)
        return name in self.rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Equal and not event.modifiers() and self._last is not None:
            self._carry()
        else:
            super().keyPressEvent(event)

    def _carry(self) -> None:
        """The cause is the same as last time; whom one met and what came of it never is without being said."""
        for name in CAUSES:
            value: Any = getattr(self._last, name)
            if value is not None and getattr(self._draft, name) is None:
                self.took.emit(name, value)
                show(self.rows[name].editor, value)
        self.carried.emit()

    def _row(self, name: str, made: QWidget, before: str, title: str = "") -> None:
        told = self._told.format(value=before) if before else ""
        wide = name not in {"cause_lasting", "cause_second"}
        self.rows[name] = self._form.add(title or question(name), made, before=told, width=220, wide=wide)
        show(made, getattr(self._draft, name))
        if isinstance(made, Choice | PickOne):
            made.changed.connect(lambda value: self.took.emit(name, answer(name, value)))
        elif isinstance(made, QLineEdit):
            made.textChanged.connect(lambda text: self.took.emit(name, text))
