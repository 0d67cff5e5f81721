"""What comes after: the next step one means to take, and where one is when one leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fieldapp import clock
from fieldapp.domain.party import Place, Premises
from fieldapp.services.record_visit import VisitDraft
from ui.collector.visit_editors import answer, choice, go_to, line, question, show
from ui.collector.visit_place import PlaceTaker
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.date_pick import DatePick
from ui.widgets.fields import FieldRow, Fields

FURTHEST = timedelta(days=366)


class NextCard(Card):
    """The card. It says what was answered and changes nothing itself.

    Signals:
        took: (name, value) an answer was given, changed or taken back.
    """

    took = Signal(str, object)

    def __init__(self, draft: VisitDraft) -> None:
        super().__init__(self.tr("下一步"))
        self._draft = draft
        self.rows: dict[str, FieldRow] = {}
        form = Fields()
        self._row(form, "next_step", choice("next_step"), wide=True)
        today = clock.today()
        self._row(form, "next_on", DatePick(question("next_on"), least=today, most=today + FURTHEST))
        self._row(form, "next_note", line(self.tr("备忘"), self.tr("要带什么、找谁")))
        self.add(form)
        self.refresh()

    def refresh(self) -> None:
        """When and what for are asked once the step is known."""
        for name in ("next_on", "next_note"):
            self.rows[name].set_shown(self._draft.next_step is not None or bool(getattr(self._draft, name)))

    def go_to(self, name: str) -> bool:
        """Move to a field; whether it is one of this card."""
        if name in self.rows:
            go_to(self.rows[name].editor)
        return name in self.rows

    def _row(self, form: Fields, name: str, made: QWidget, *, wide: bool = False) -> None:
        title = self.tr("备忘") if name == "next_note" else question(name)
        self.rows[name] = form.add(title, made, width=200, wide=wide, below=True)
        show(made, getattr(self._draft, name))
        if isinstance(made, Choice):
            made.changed.connect(lambda value: self._take(name, answer(name, value)))
        elif isinstance(made, DatePick):
            made.changed.connect(lambda value: self._take(name, value))
        elif isinstance(made, QLineEdit):
            made.textChanged.connect(lambda text: self._take(name, text))

    def _take(self, name: str, value: object) -> None:
        self.took.emit(name, value)
        self.refresh()


class LeaveCard(Card):
    """Where one is when one leaves; asked for when one wants to, and never in between.

    Signals:
        took: (name, value) the place was taken or taken back.
    """

    took = Signal(str, object)

    def __init__(
        self, draft: VisitDraft, premises: Callable[[], Premises | None], photo: Callable[[], Place | None]
    ) -> None:
        super().__init__(self.tr("离开时的位置"))
        self._draft = draft
        self.place = PlaceTaker(premises, photo)
        self.place.show_place(draft.left_place, draft.left_placed_by)
        self.place.taken.connect(self._placed)
        self.add(self.place)

    def _placed(self, place: Place | None, by: object) -> None:
        self._draft.left_placed_by = by  # type: ignore[assignment]
        self.took.emit("left_place", place)
