"""The editors of the visit form: which control asks which question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QRadioButton, QScrollArea, QWidget

from fieldapp import clock
from fieldapp.domain.observation import (
    RATINGS,
    Avoidance,
    Condition,
    Crowd,
    Freshness,
    Lasting,
    OpenStatus,
    OwnerPresent,
    RentStatus,
    SalesProof,
    StockLevel,
)
from fieldapp.domain.party import PremisesKind
from fieldapp.domain.visit import Cause, Met, NextStep, Outcome
from ui import theme, words
from ui.i18n import translate
from ui.viewmodels.visit_form import SUMS
from ui.widgets.buttons import Check, Select
from ui.widgets.choice import Choice
from ui.widgets.date_pick import DatePick
from ui.widgets.flow import Flow
from ui.widgets.int_edit import IntEdit
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.note_edit import NoteEdit
from ui.words import form as form_words

CHOICES: dict[str, type[StrEnum]] = {
    "met": Met,
    "outcome": Outcome,
    "cause": Cause,
    "cause_second": Cause,
    "cause_lasting": Lasting,
    "next_step": NextStep,
    "premises_type": PremisesKind,
    "open_status": OpenStatus,
    "owner_present": OwnerPresent,
    "crowd": Crowd,
    "stock_level": StockLevel,
    "stock_freshness": Freshness,
    "sales_proof": SalesProof,
    "crop_condition": Condition,
    "rent_status": RentStatus,
}
"""Questions that are answered by one of a few."""
YES_NO = frozenset(
    {"purchases_invoice", "wages_unpaid", "utility_arrears", "landlord_notice", "receivables_proof", "other_lenders"}
    | {"creditors_pressing", "seizure_notice", "household_illness", "household_school", "household_hardship"}
    | {"household_consent", "false_statement_proven", "risk_to_staff"}
)
DATES = frozenset({"crop_sale_month", "rent_paid_to", "receivables_due_on", "proposal_date", "next_on"})
TEXTS = frozenset({"receivables_debtors", "key_assets", "proposal_method"})
BROAD = frozenset({"open_status", "premises_type", "sales_proof", "avoidance", "cause", "next_step"})
"""Questions whose answers need the width of the form."""
LISTED = frozenset({"cause_second"})
"""Questions that are answered from a list behind one line."""
YES, NO = "yes", "no"
MOST_PEOPLE = 999
MOST_OF = {"power_kwh": 9_999_999, "water_m3": 9_999_999, "output_last_month": 9_999_999, "crop_or_herd": 99_999}
HIGHEST_SUM = 100_000_000_00
"""A hundred million: more than any business of this portfolio takes in a month."""
LONG_AHEAD = timedelta(days=2 * 366)
_SEPARATORS = str.maketrans({"，": "、", ",": "、", "；": "、", ";": "、"})


def editor(name: str) -> QWidget:
    """The control of a question."""
    if name in CHOICES:
        return choice(name)
    if name in YES_NO:
        answers = [(YES, form_words.yes_no(True)), (NO, form_words.yes_no(False))]
        return Choice(question(name), answers, optional=True)
    if name in RATINGS:
        return Choice(question(name), [(str(mark), str(mark)) for mark in range(1, 6)], optional=True)
    if name in DATES:
        today = clock.today()
        return DatePick(question(name), least=today - LONG_AHEAD, most=today + LONG_AHEAD)
    if name == "avoidance":
        return Marks(question(name))
    return line(question(name)) if name in TEXTS else figure(name)


def choice(name: str) -> Choice | PickOne:
    """The row of answers of a question in `CHOICES`; any of them can be taken back."""
    answers = [(one.value, _spoken(one)) for one in CHOICES[name]]
    return PickOne(question(name), answers) if name in LISTED else Choice(question(name), answers, optional=True)


def figure(name: str) -> IntEdit | MoneyEdit:
    """The field of a count or a sum of the observation."""
    if name in SUMS or name in form_words.SUMS:
        return MoneyEdit(question(name), most=HIGHEST_SUM)
    if name == "margin_percent":
        return IntEdit(question(name), unit="%", most=100)
    return IntEdit(question(name), unit=form_words.unit(name), most=MOST_OF.get(name, MOST_PEOPLE))


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
        "cause_second": translate("visit_editors", "次要原因"),
        "cause_lasting": translate("visit_editors", "原因会过去"),
        "next_step": translate("visit_editors", "下一步"),
        "next_on": translate("visit_editors", "哪天做"),
    }
    return named.get(name) or words.observed(name)


class Marks(Flow):
    """Signs of which several may hold, or none: "no sign" is an answer too, and not the same as nobody having looked.

    Signals:
        changed: (object) a tuple of the signs that were seen, empty for none; None when it was taken back.
    """

    changed = Signal(object)

    def __init__(self, says: str) -> None:
        super().__init__()
        self.setAccessibleName(says)
        self.none = Check(translate("visit_editors", "没有迹象"))
        self.checks = {one: Check(words.option(one)) for one in Avoidance}
        for check in (self.none, *self.checks.values()):
            check.setAccessibleDescription(says)
            self.add(check)
        self.none.clicked.connect(self._none_clicked)
        for check in self.checks.values():
            check.clicked.connect(self._one_clicked)
        self.setFocusProxy(self.none)

    def value(self) -> tuple[Avoidance, ...] | None:
        """The signs, none, or nobody has said."""
        seen = tuple(one for one, check in self.checks.items() if check.isChecked())
        return seen if seen or self.none.isChecked() else None

    def set_value(self, value: Sequence[Avoidance] | None) -> None:
        """Show these without telling anybody."""
        self.none.setChecked(value is not None and not value)
        for one, check in self.checks.items():
            check.setChecked(one in (value or ()))

    def _none_clicked(self) -> None:
        for check in self.checks.values():
            check.setChecked(False)
        self.changed.emit(self.value())

    def _one_clicked(self) -> None:
        self.none.setChecked(False)
        self.changed.emit(self.value())


class PickOne(Select):
    """One of many answers that is rarely wanted: a list behind one line, so that it does not crowd the form.

    Signals:
        changed: (object) the value that was chosen, None when it was taken back.
    """

    changed = Signal(object)

    def __init__(self, says: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__(says)
        self.setMinimumHeight(theme.TARGET)
        self.addItem(translate("visit_editors", "没有"), None)
        for value, spoken in answers:
            self.addItem(spoken, value)
        self.activated.connect(lambda _index: self.changed.emit(self.currentData()))

    def set_value(self, value: str | None) -> None:
        """Choose without telling anybody."""
        self.setCurrentIndex(max(0, self.findData(value)))


def answer(name: str, value: object) -> object:
    """What a control's value means to the visit."""
    if value is None:
        return None
    if name in CHOICES:
        return CHOICES[name](str(value))
    if name in YES_NO:
        return value == YES
    if name in RATINGS:
        return int(str(value))
    if name == "key_assets":
        parts = tuple(part.strip() for part in str(value).translate(_SEPARATORS).split("、") if part.strip())
        return parts or None
    if name in TEXTS:
        return str(value).strip() or None
    return value


def show(made: QWidget, value: object) -> None:
    """Put a stored answer into its control, without telling anybody."""
    if isinstance(made, Choice | PickOne):
        plain = (YES if value else NO) if isinstance(value, bool) else None if value is None else str(value)
        made.set_value(plain)
    elif isinstance(made, IntEdit | MoneyEdit):
        made.set_value(value if isinstance(value, int) else None)
    elif isinstance(made, DatePick):
        made.set_value(value if isinstance(value, date) else None)
    elif isinstance(made, Marks):
        made.set_value(value if isinstance(value, tuple) else None)
    elif isinstance(made, NoteEdit):
        made.set_text(str(value or ""))
    elif isinstance(made, QLineEdit):
        made.setText("、".join(value) if isinstance(value, tuple) else str(value or ""))


def go_to(made: QWidget) -> None:
    """Put the keyboard into a control, and the control into sight."""
    target = made
    if isinstance(made, Choice):
        stops = [one for one in made.findChildren(QRadioButton) if one.focusPolicy() == Qt.FocusPolicy.StrongFocus]
        target = stops[0]
    elif isinstance(made, Marks):
        target = made.none
    target.setFocus(Qt.FocusReason.TabFocusReason)
    bring_into_sight(made)


def bring_into_sight(made: QWidget) -> None:
    """Scroll the page so that a part of it is seen."""
    around = made.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(made, 0, theme.XL * 2)


def _spoken(one: StrEnum) -> str:
    spoken = {
        Met: words.met,
        Outcome: words.outcome,
        Cause: words.cause,
        NextStep: words.next_step,
        OpenStatus: words.open_status,
        Crowd: words.crowd,
        StockLevel: words.stock_level,
    }
    say = spoken.get(type(one))
    return say(one) if say is not None else words.option(one)  # type: ignore[operator]
