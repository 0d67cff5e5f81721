"""Where the collector is, on arrival and on leaving: from the receiver, from a photo, or pinned by hand; said honestly.

One place is taken when it is asked for, and nothing in between (R37).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.party import Place, Premises
from fieldapp.domain.visit import PlacedBy
from ui import theme
from ui.place_source import PlaceSource
from ui.viewmodels.whereabouts import whereabouts
from ui.widgets.buttons import button
from ui.widgets.chips import Chip
from ui.widgets.flow import Flow
from ui.widgets.labels import label, set_tone
from ui.widgets.pin_sketch import PinSketch


class PlaceTaker(QWidget):
    """What is known of the place, and the ways to say it.

    Signals:
        taken: (Place, PlacedBy) the place; (None, None) when it was taken back.
    """

    taken = Signal(object, object)

    def __init__(self, premises: Callable[[], Premises | None], photo: Callable[[], Place | None]) -> None:
        """`premises`: the address to compare with. `photo`: the place a photo of this visit tells, if one does."""
        super().__init__()
        self._premises, self._photo = premises, photo
        self._place: Place | None = None
        self._by: PlacedBy | None = None
        self.source = PlaceSource(self)
        self.source.found.connect(lambda place: self._take(place, PlacedBy.DEVICE))
        self.source.failed.connect(self._say_failed)
        self._told, self._basis = label("", wrap=True), label("", "faint", wrap=True)
        self._mark = Chip("", "text_2")
        self._ask = button(self.tr("取定位"), "quiet", "crosshair")
        self._from_photo = button(self.tr("用照片的位置"), "quiet", "image")
        self._by_hand = button(self.tr("在图上标注"), "quiet", "place")
        self._drop = button(self.tr("清除位置"), "plain", "delete")
        self.sketch = PinSketch(self.tr("示意图：登记地址在中间，用方向键或点按标出所在位置"))
        self.sketch.hide()
        self._ask.clicked.connect(self.ask)
        self._from_photo.clicked.connect(lambda: self._take(self._photo(), PlacedBy.PHOTO))
        self._by_hand.clicked.connect(self._unfold)
        self._drop.clicked.connect(lambda: self._take(None, None))
        self.sketch.pinned.connect(lambda place: self._take(place, PlacedBy.HAND))
        self._lay_out()
        self._look()

    def show_place(self, place: Place | None, by: PlacedBy | None) -> None:
        """Show this without telling anybody."""
        self._place, self._by = place, by
        self._look()

    def refresh(self) -> None:
        """The address or the photos have changed."""
        self._look()

    def ask(self) -> None:
        """Ask the receiver."""
        self._told.setText(self.tr("正在定位…"))
        set_tone(self._told, "text_2")
        self._ask.setEnabled(False)
        self.source.ask()

    def forget_receiver(self) -> None:
        """The visit is long over: where one is now says nothing about it."""
        self._ask.hide()

    def focus(self) -> None:
        """Put the keyboard to the first way."""
        first = self._ask if self._ask.isVisibleTo(self) else self._by_hand
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XXS)
        said = QHBoxLayout()
        said.setSpacing(theme.XS)
        self._told.setMinimumHeight(theme.TARGET)
        said.addWidget(self._told)
        said.addWidget(self._mark)
        said.addStretch(1)
        column.addLayout(said)
        column.addWidget(self._basis)
        column.addWidget(Flow((self._ask, self._from_photo, self._by_hand, self._drop)))
        column.addWidget(self.sketch)

    def _take(self, place: Place | None, by: PlacedBy | None) -> None:
        self._ask.setEnabled(True)
        self._place, self._by = place, by
        self._look()
        self.taken.emit(place, by)

    def _say_failed(self, why: str) -> None:
        self._ask.setEnabled(True)
        self._look()
        if self._place is None:
            self._told.setText(self.tr("{why}。可以用照片的位置，或在图上标注。").format(why=why))

    def _unfold(self) -> None:
        self.sketch.setVisible(not self.sketch.isVisible())
        if self.sketch.isVisible():
            self.sketch.setFocus(Qt.FocusReason.TabFocusReason)

    def _look(self) -> None:
        premises = self._premises()
        found = whereabouts(self._place, self._by, premises)
        self._told.setText(found.told if found else self.tr("还没有位置"))
        set_tone(self._told, "text" if found else "text_2")
        self._mark.setVisible(bool(found and found.mark))
        if found:
            self._mark.set(found.mark, found.tone)
        self._basis.setText(found.basis if found else "")
        self._basis.setVisible(found is not None)
        self._drop.setVisible(found is not None)
        self._from_photo.setVisible(self._photo() is not None)
        address = premises.place if premises is not None else None
        self._by_hand.setVisible(address is not None)
        self.sketch.show_around(address, self._place)
