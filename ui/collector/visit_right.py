"""The right third of the visit page: what is missing, photos, recording, promise, next step, and what can be borne."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.party import Place
from fieldapp.domain.visit import Outcome
from fieldapp.services.record_visit import VisitDesk
from fieldapp.services.take_photo import Stamp
from fieldapp.services.visit_files import DraftPhoto
from ui import theme
from ui.collector.visit_discard import DiscardPart
from ui.collector.visit_next import LeaveCard, NextCard
from ui.collector.visit_photos import PhotosCard
from ui.collector.visit_recording import RecordingCard
from ui.collector.visit_side import CapacityCard, GapsCard, PromiseCard
from ui.in_pieces import Piece
from ui.viewmodels.visit_form import CAPACITY, Gap, premises_of
from ui.viewmodels.whereabouts import whereabouts
from ui.workplace import Workplace


class RightColumn(QWidget):
    """The column. It writes into the draft what its cards say, and tells that something was edited.

    Signals:
        edited: (str) the name of the answer that changed.
        photos_changed: (tuple) the photos there are now.
    """

    edited = Signal(str)
    photos_changed = Signal(tuple)

    def __init__(self, work: Workplace, seen: CaseView, visit: VisitDesk, over: QWidget) -> None:
        super().__init__()
        self._work, self._seen, self._visit, self._over = work, seen, visit, over
        self._draft = visit.draft
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.M)

    @property
    def photo_count(self) -> int:
        """How many photos there are."""
        return len(self.photos.photos)

    def pieces(self) -> Iterator[Piece]:
        """The cards, one after another."""
        yield self._make_gaps
        yield self._make_photos
        yield self._make_recording
        yield self._make_promise
        yield self._make_next
        yield self._make_rest

    def refresh(self, missing: Sequence[Gap], advised: Sequence[Gap], asked: Collection[str]) -> None:
        """The draft has changed."""
        draft = self._draft
        self.gaps.show_gaps(missing, advised)
        self.promise.setVisible(draft.outcome is Outcome.PROMISE and not draft.corrects)
        self.capacity.setVisible(bool(CAPACITY & set(asked)))
        self.capacity.show_draft(draft)

    def show_seen(self, seen: CaseView) -> None:
        """The case is another now: its account, or where its premises are."""
        self._seen = seen
        self.promise.show_seen(seen)
        self.leave.place.refresh()

    def invalid(self) -> QWidget | None:
        """The first field whose text is no answer; it says why."""
        return self.promise.invalid() if self.promise.isVisibleTo(self) else None

    def go_to(self, name: str) -> None:
        """Move to a field of this column."""
        for part in (self.promise, self.photos, self.recording, self.next):
            if part.go_to(name):
                return

    def settle(self) -> None:
        """The visit is being finished: what is still being recorded ends here."""
        self.recording.end()

    def _make_gaps(self) -> None:
        self.gaps = GapsCard(correcting=bool(self._draft.corrects))
        self._column.addWidget(self.gaps)

    def _make_photos(self) -> None:
        pictures = [one for one in self._visit.photos if one.thumb]
        self.photos = PhotosCard(self._work, self._draft.ref, pictures, self._stamp, self._over)
        self.photos.changed.connect(self._on_photos)
        self._column.addWidget(self.photos)

    def _make_recording(self) -> None:
        self.recording = RecordingCard(self._work, self._draft, self._visit.photos)
        self.recording.took.connect(self._take)
        self._column.addWidget(self.recording)
        self.recording.setVisible(not self._draft.corrects)  # what was said then cannot be recorded now

    def _make_promise(self) -> None:
        self.promise = PromiseCard(self._draft, self._seen)
        self.promise.hide()
        self.promise.edited.connect(self.edited)
        self.promise.receipt_wanted.connect(lambda: self._work.open("receipt", self._draft.case_id))
        self._column.addWidget(self.promise)

    def _make_next(self) -> None:
        self.next = NextCard(self._draft)
        self.next.took.connect(self._take)
        self.leave = LeaveCard(self._draft, lambda: premises_of(self._seen, self._draft), self._photo_place)
        self.leave.took.connect(self._take)
        if self._draft.corrects:
            self.leave.place.forget_receiver()
        self._column.addWidget(self.next)
        self._column.addWidget(self.leave)

    def _make_rest(self) -> None:
        self.capacity, self.discarding = CapacityCard(), DiscardPart(correcting=bool(self._draft.corrects))
        self.recording.changed.connect(lambda: self.edited.emit("recording"))
        self._column.addWidget(self.capacity)
        self._column.addWidget(self.discarding)

    def _take(self, name: str, value: Any) -> None:
        setattr(self._draft, name, value)
        self.edited.emit(name)

    def _on_photos(self, photos: tuple[DraftPhoto, ...]) -> None:
        self.leave.place.refresh()
        self.photos_changed.emit(photos)
        self.edited.emit("photos")

    def _photo_place(self) -> Place | None:
        return next((one.place for one in reversed(self.photos.photos) if one.place is not None), None)

    def _stamp(self) -> Stamp:
        """What is written onto a photo taken now."""
        draft, case = self._draft, self._seen.case
        premises = premises_of(self._seen, draft)
        found = whereabouts(draft.place, draft.placed_by, premises)
        where = " ".join(part for part in (premises.name if premises else "", found.line if found else "") if part)
        return Stamp(case.case_no, case.zone, where)
