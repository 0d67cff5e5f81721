"""What follows from standing somewhere else than the map says: a mixed-up datum is told, and the place can be kept.

Whoever stands at the door knows best where it is. So where the address is known by its district alone, or the map puts
it elsewhere, one press keeps this very place as the address's; another takes it back. Nothing is kept by itself, and
a place that was pointed at on a sketch is not offered: it says where somebody says they are, not where the door is.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.domain.nearness import Nearness, distance
from fieldapp.domain.party import CONFIRMED, Datum, Place, PlaceSource, Premises
from fieldapp.domain.visit import PlacedBy
from fieldapp.errors import KnownError
from fieldapp.services.pin_place import Pinned, pin
from fieldapp.services.unpin_place import unpin
from fieldapp.store.laptop.unit import ChangeSet
from ui import messages, theme
from ui.i18n import translate
from ui.parts.navigate import datum_words
from ui.widgets.buttons import button
from ui.widgets.labels import label, set_tone
from ui.workplace import Workplace

Asked = tuple[Place | None, PlacedBy | None, Premises | None]
EXACT_ENOUGH_M = 200
"""A fix worse than this is no place of a door."""


class PinOffer(QWidget):
    """The offer; hidden while there is nothing to say."""

    def __init__(self, work: Workplace, case_id: str) -> None:
        super().__init__()
        self._work, self._case_id = work, case_id
        self._place: Place | None = None
        self._premises: Premises | None = None
        self._asked: Asked = (None, None, None)
        self._pinned: Pinned | None = None
        self.told = label("", "muted", wrap=True)
        self.keep = button(self.tr("存为该地址的位置"), "", "place")
        self.back = button(self.tr("撤销"), "quiet", "undo", says=self.tr("撤销存下的位置"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.XXS, 0, 0)
        column.setSpacing(theme.XXS)
        column.addWidget(self.told)
        for one in (self.keep, self.back):
            column.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        self.keep.clicked.connect(self._keep)
        self.back.clicked.connect(self._take_back)
        self.hide()

    def look(self, place: Place | None, by: PlacedBy | None, premises: Premises | None) -> None:
        """The place, how it was taken, and the address it is about."""
        if self._pinned is not None or (place, by, premises) == self._asked:
            return  # what was just kept is told until the page goes, and what was found out until something changes
        self._asked = (place, by, premises)
        fit = place is not None and by is not PlacedBy.HAND and place.radius_m <= EXACT_ENOUGH_M
        self._place, self._premises = (place if fit else None), premises
        told = why_keep(place, premises) if fit and place is not None else ""
        self.setVisible(bool(told))
        self._say(told)
        self.keep.setVisible(bool(told))
        self.back.hide()
        if fit:
            self._ask_mix_up()

    def _ask_mix_up(self) -> None:
        """Whether another datum explains the distance; worked out off the window's thread."""
        here, premises = self._place, self._premises
        if here is None or premises is None or premises.place is None:
            return
        there = premises.place
        if distance(here, there).nearness is Nearness.THERE:
            return  # a datum moves a place by hundreds of metres: often no farther than "near"
        asked = self._asked
        self._work.tasks.read(
            lambda: _mixed_up(here, there), done=lambda found: self._say_mix_up(found, asked), owner=self
        )

    def _say_mix_up(self, found: Datum | None, about: Asked) -> None:
        if found is None or self._pinned is not None or about != self._asked:
            return  # it is another place by now
        told = self.tr("登记的坐标像是没有换算的 {datum}：换算后就在这里。可以把这里存为该地址的位置。")
        self._say(told.format(datum=datum_words(found)), "warn")
        self.keep.show()
        self.show()

    def _keep(self) -> None:
        place, premises = self._place, self._premises
        if place is None or premises is None:
            return
        self.keep.setEnabled(False)
        desk, case_id = self._work.desk, self._case_id
        wanted = replace(place, source=PlaceSource.CHECK_IN)
        self._work.tasks.write(
            lambda: pin(desk, case_id, premises.id, wanted), done=self._kept, failed=self._failed, owner=self
        )

    def _kept(self, pinned: Pinned) -> None:
        self._pinned = pinned
        self.keep.setEnabled(True)
        self.keep.hide()
        self.back.show()
        self._say(self.tr("已存为该地址的位置，同一门牌的其他案件也会用到。"), "ok")
        self._work.saved(pinned.changes)

    def _take_back(self) -> None:
        pinned = self._pinned
        if pinned is None:
            return
        self.back.setEnabled(False)
        desk, case_id = self._work.desk, self._case_id
        self._work.tasks.write(
            lambda: unpin(desk, case_id, pinned.fact_id), done=self._taken_back, failed=self._failed, owner=self
        )

    def _taken_back(self, changes: ChangeSet) -> None:
        self._pinned = None
        self.back.setEnabled(True)
        self._asked = (None, None, None)
        self._work.saved(changes)  # the page reads the case anew, and this looks again
        self.look(self._place, PlacedBy.DEVICE, self._premises)

    def _failed(self, error: KnownError) -> None:
        for one in (self.keep, self.back):
            one.setEnabled(True)
        self._say(str(messages.sentence(error)), "warn")

    def _say(self, told: str, tone: theme.Tone = "text_2") -> None:
        self.told.setText(told)
        set_tone(self.told, tone)


def why_keep(here: Place, premises: Premises | None) -> str:
    """Why this place could be kept as the address's, in words; empty where it need not be."""
    if premises is None:
        return ""
    if premises.place is None:
        return translate("PinOffer", "这个地址在地图上还没有位置。你就在门口的话，可以把这里存下来。")
    near = distance(here, premises.place).nearness
    if premises.place.source not in CONFIRMED and near in {Nearness.UNSURE, Nearness.NEAR, Nearness.THERE}:
        return translate("PinOffer", "地址的位置还没有人确认过，说不准是不是这里。你就在门口的话，可以把这里存下来。")
    if near is Nearness.ELSEWHERE or near is Nearness.UNSURE:
        return translate("PinOffer", "与登记的位置对不上。确实是这里的话，可以把这里存为该地址的位置。")
    return ""


def _mixed_up(here: Place, there: Place) -> Datum | None:
    from fieldapp.geo.mix_up import mixed_up  # with numpy, which no window loads

    return mixed_up(here, there)
