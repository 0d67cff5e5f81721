"""Arriving: which of the places, where the collector is, who came along, and that card and authorisation were shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance.for_case import Manner, whom_at
from fieldapp.domain.party import Place, Premises
from fieldapp.services.best_places import best_places
from fieldapp.services.record_visit import VisitDesk
from fieldapp.services.visit_files import DraftPhoto
from ui import theme
from ui.collector.visit_editors import go_to, line, show
from ui.collector.visit_pin import PinOffer
from ui.collector.visit_place import PlaceTaker
from ui.i18n import translate
from ui.parts.may_i import MayI
from ui.viewmodels.visit_form import premises_of
from ui.widgets.buttons import Check, button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.fields import FieldRow, Fields
from ui.widgets.flow import Flow
from ui.workplace import Workplace

OFFERED = 4
"""Colleagues who can be named by one press; all others by typing."""


class ArrivalCard(Card):
    """The card. It says what was answered and changes nothing itself.

    Signals:
        took: (name, value) an answer was given, changed or taken back.
    """

    took = Signal(str, object)

    def __init__(self, work: Workplace, seen: CaseView, visit: VisitDesk) -> None:
        super().__init__(translate("VisitForm", "到场"))
        self._work, self._seen, self._visit, self._draft = work, seen, visit, visit.draft
        self._photos: tuple[DraftPhoto, ...] = visit.photos
        self.rows: dict[str, FieldRow] = {}
        self.identified = Check(translate("VisitForm", "已出示工作证件和委托授权"))
        self._best: dict[str, Place] = {}
        self.place = PlaceTaker(self._premises, self._photo_place)
        self.pin = PinOffer(work, visit.draft.case_id)
        self.companion = line(translate("VisitForm", "同行人"), translate("VisitForm", "姓名"))
        self._form = Fields()
        self._add_premises()
        self._form.add(self.tr("位置"), self._with_pin(), wide=True)
        self.rows["companion"] = self._form.add(translate("VisitForm", "同行人"), self._with_team(), wide=True)
        self.rows["companion"].editor = self.companion
        self._form.add(translate("VisitForm", "身份"), self.identified)
        self.add(self._form)
        self._manner = Manner(identified=True, companions=0)
        verb, host = whom_at(seen, visit.draft.premises_id)
        self.may_i = MayI(work, visit.draft.case_id, verb, host.id, self._manner)
        self.may_i.hide()
        self.add(self.may_i)
        self._fill()

    def show_seen(self, seen: CaseView) -> None:
        """The case is another now, perhaps with another place of the address."""
        self._seen = seen
        self._read_best()
        self.refresh()

    def refresh(self) -> None:
        """The draft has changed."""
        self.place.refresh()
        draft = self._draft
        if not draft.corrects:
            self.pin.look(draft.place, draft.placed_by, self._premises())
        self._offered.setVisible(bool(self._visit.team) and not self._draft.companion.strip())
        verb, host = whom_at(self._seen, self._draft.premises_id)
        self.may_i.set_question(verb, host.id, self._manner)
        alone = self._draft.identified and not self._draft.companion.strip()
        elsewhere = host.id != self._seen.case.borrower.id
        self.may_i.setVisible((alone or elsewhere) and not self._draft.corrects)

    def show_photos(self, photos: tuple[DraftPhoto, ...]) -> None:
        """The photos of the visit have changed: one of them may tell a place."""
        self._photos = photos
        self.place.refresh()

    def go_to(self, name: str) -> bool:
        """Move to a field; whether it is one of this card."""
        if name == "identified":
            go_to(self.identified)
        elif name == "place":
            self.place.focus()
        elif name in self.rows:
            go_to(self.rows[name].editor)
        else:
            return False
        return True

    def _premises(self) -> Premises | None:
        """The premises that are visited, with the best place known for them where the record has none."""
        found = premises_of(self._seen, self._draft)
        if found is None or found.place is not None:
            return found
        return replace(found, place=self._best.get(found.id))

    def _read_best(self) -> None:
        """What a search for the address came to, or what a colleague confirmed at the same door."""
        desk, case_id = self._work.desk, self._draft.case_id
        self._work.tasks.read(lambda: best_places(desk, case_id), done=self._take_best, owner=self)

    def _take_best(self, found: dict[str, Place]) -> None:
        if found != self._best:
            self._best = found
            self.refresh()

    def _with_pin(self) -> QWidget:
        """Where one is, and what could be kept of it."""
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.place)
        column.addWidget(self.pin)
        return held

    def _add_premises(self) -> None:
        places = self._seen.case.premises
        if len(places) > 1 or (places and premises_of(self._seen, self._draft) is None):
            answers = [(one.id, f"{one.name} · {one.trade}") for one in places]
            made = Choice(translate("VisitForm", "经营场所"), answers)
            self.rows["premises"] = self._form.add(translate("VisitForm", "经营场所"), made, wide=True)
            if self._draft.premises_id in {one.id for one in places}:
                show(made, self._draft.premises_id)
            made.changed.connect(lambda value: self.took.emit("premises", value))

    def _with_team(self) -> QWidget:
        """The name with the colleagues it most likely is."""
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XXS)
        self.companion.setMaximumWidth(280)
        column.addWidget(self.companion)
        names = [one.name for one in self._visit.team]
        completer = QCompleter(names, self.companion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.companion.setCompleter(completer)
        offered = self._offered = Flow()
        for name in names[:OFFERED]:
            made = button(name, "quiet", "user", says=self.tr("同行人：{name}").format(name=name))
            made.clicked.connect(lambda _checked=False, name=name: self.companion.setText(name))
            offered.add(made)
        column.addWidget(offered)
        return held

    def _fill(self) -> None:
        draft = self._draft
        self.identified.setChecked(draft.identified)
        self.companion.setText(draft.companion)
        self.place.show_place(draft.place, draft.placed_by)
        if draft.corrects:
            self.place.forget_receiver()
        self.identified.toggled.connect(lambda on: self.took.emit("identified", on))
        self.companion.textChanged.connect(self._named)
        self.place.taken.connect(self._placed)
        self.may_i.opened.connect(self._overridden)
        self._read_best()
        self.refresh()

    def _named(self, text: str) -> None:
        known = {one.name: one.id for one in self._visit.team}
        self._draft.companion_id = known.get(text.strip(), "")
        self.took.emit("companion", text)

    def _placed(self, place: Place | None, by: object) -> None:
        self._draft.placed_by = by  # type: ignore[assignment]
        self.took.emit("place", place)

    def _overridden(self, override_id: str) -> None:
        if override_id and override_id != self._draft.override_id:
            self.took.emit("override_id", override_id)

    def _photo_place(self) -> Place | None:
        return next((photo.place for photo in reversed(self._photos) if photo.place is not None), None)
