"""What the map's page and the window may say to each other, and nothing else (see `resources/map/fieldlayer.js`)."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, Signal, Slot


class Bridge(QObject):
    """The window says the first group of signals; what the page says in slots, the window hears as the second."""

    reload_wanted = Signal(bool)
    look_wanted = Signal()
    route_wanted = Signal()
    ground_wanted = Signal()
    select_wanted = Signal(str)
    mode_wanted = Signal(str)
    pick_view_wanted = Signal()
    picks_wanted = Signal(str)
    fit_wanted = Signal()
    pin_shown = Signal(str)
    look_at = Signal(str)
    paper_wanted = Signal(bool)

    was_drawn = Signal(int, float)
    was_clicked = Signal(str)
    was_opened = Signal(str)
    were_picked = Signal(list)
    was_crowded = Signal(list)
    was_pinned = Signal(int, int)
    mode_was_left = Signal()
    ground_was_asked = Signal()
    paper_was_ready = Signal()

    @Slot(int, float)
    def ready(self, count: int, milliseconds: float) -> None:
        """All points are on the screen; it took so long from asking for them."""
        self.was_drawn.emit(count, milliseconds)

    @Slot(str)
    def case_clicked(self, case_id: str) -> None:
        """A marker was pressed."""
        self.was_clicked.emit(case_id)

    @Slot(str)
    def case_opened(self, case_id: str) -> None:
        """A marker was pressed twice."""
        self.was_opened.emit(case_id)

    @Slot(str)
    def picked(self, ids: str) -> None:
        """These lie within a box or a line that was drawn."""
        self.were_picked.emit(_texts(ids))

    @Slot(str)
    def crowd(self, ids: str) -> None:
        """These lie at one place, and are too many to be parted on the map."""
        self.was_crowded.emit(_texts(ids))

    @Slot(float, float)
    def pin_put(self, lon: float, lat: float) -> None:
        """A pin was put here."""
        self.was_pinned.emit(round(lon * 1e6), round(lat * 1e6))

    @Slot()
    def mode_left(self) -> None:
        """Somebody is done with drawing, measuring or pinning."""
        self.mode_was_left.emit()

    @Slot()
    def ground_asked(self) -> None:
        """Somebody wants a map below the points."""
        self.ground_was_asked.emit()

    @Slot()
    def paper_ready(self) -> None:
        """The map is on the screen as it is to be printed."""
        self.paper_was_ready.emit()


def _texts(told: str) -> list[str]:
    return [str(one) for one in json.loads(told)]
