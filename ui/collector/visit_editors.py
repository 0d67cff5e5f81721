"""The editors of the visit form: which control asks which question."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QRadioButton, QScrollArea, QWidget

from fieldapp.domain.observation import Crowd, OpenStatus, StockLevel
from fieldapp.domain.visit import Cause, Met, Outcome
from ui import theme, words
from ui.i18n import translate
from ui.viewmodels.visit_form import SUMS
from ui.widgets.choice import Choice
from ui.widgets.int_edit import IntEdit
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.note_edit import NoteEdit

CHOICES: dict[str, type[StrEnum]] = {
    "met": Met,
    "outcome": Outcome,
    "cause": Cause,
    "open_status": OpenStatus,
    "crowd": Crowd,
    "stock_level": StockLevel,
}
"""Questions that are answered by one of a few; all other questions are counts, sums or words."""
MOST_PEOPLE = 999
HIGHEST_SUM = 100_000_000_00
"""A hundred million: more than any business of this portfolio takes in a month."""


def choice(name: str) -> Choice:
    """The row of answers of a question in `CHOICES`; any of them can be taken back."""
    spoken: dict[str, Callable[..., str]] = {
        "met": words.met,
        "outcome": words.outcome,
        "cause": words.cause,
        "open_status": words.open_status,
        "crowd": words.crowd,
        "stock_level": words.stock_level,
    }
    answers = [(one.value, spoken[name](one)) for one in CHOICES[name]]
    return Choice(question(name), answers, optional=True)


def figure(name: str) -> IntEdit | MoneyEdit:
    """The field of a count or a sum of the observation."""
    if name in SUMS:
        return MoneyEdit(question(name), most=HIGHEST_SUM)
    if name == "margin_percent":
        return IntEdit(question(name), unit="%", most=100)
    return IntEdit(question(name), unit=translate("visit_editors", "人"), most=MOST_PEOPLE)


def line(says: str, hint: str = "") -> QLineEdit:
    """A short text."""
    made = QLineEdit()
    made.setAccessibleName(says)
    made.setPlaceholderText(hint)
    made.setMinimumHeight(theme.TARGET)
    return made


def question(name: str) -> str:
    """What a field of the form is called."""
    named = {
        "met": translate("visit_editors", "见到谁"),
        "outcome": translate("visit_editors", "结果"),
        "cause": translate("visit_editors", "逾期原因"),
    }
    return named.get(name) or words.observed(name)


def answer(name: str, value: object) -> object:
    """What a control's value means: the member of its enumeration, where the question has one."""
    kind = CHOICES.get(name)
    return kind(str(value)) if kind is not None and value is not None else value


def show(editor: QWidget, value: object) -> None:
    """Put a stored answer into its control, without telling anybody."""
    if isinstance(editor, Choice):
        editor.set_value(None if value is None else str(value))
    elif isinstance(editor, IntEdit | MoneyEdit):
        editor.set_value(value if isinstance(value, int) else None)
    elif isinstance(editor, NoteEdit):
        editor.set_text(str(value))
    elif isinstance(editor, QLineEdit):
        editor.setText(str(value))


def go_to(editor: QWidget) -> None:
    """Put the keyboard into a control, and the control into sight."""
    target: QWidget = editor
    if isinstance(editor, Choice):
        stops = [one for one in editor.findChildren(QRadioButton) if one.focusPolicy() == Qt.FocusPolicy.StrongFocus]
        target = stops[0]
    target.setFocus(Qt.FocusReason.TabFocusReason)
    around = editor.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(editor, 0, theme.XL * 2)
