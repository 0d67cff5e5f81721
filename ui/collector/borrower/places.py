"""Where the business is done: every premises of the case on a small map, honest about how exactly each is known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.party import CONFIRMED, Premises
from ui import formats, theme, words
from ui.i18n import translate
from ui.parts.navigate import metres_words
from ui.viewmodels import case_lines
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.flow import Flow
from ui.widgets.labels import label, rule, show_in_place
from ui.widgets.place_sketch import PlaceSketch, Spot

MAP_HEIGHT = 176


class PlacesCard(Card):
    """The map and the list below it are one: what is chosen in one is chosen in the other.

    Signals:
        add_wanted: another place is to be added.
        visit_wanted: (str) premises id of the one to go to.
        way_wanted: (str, QWidget) the navigation is to be handed these premises; the panel belongs below the widget.
        confirm_wanted: (str) the place of these premises is to be confirmed.
    """

    add_wanted = Signal()
    visit_wanted = Signal(str)
    way_wanted = Signal(str, QWidget)
    confirm_wanted = Signal(str)

    def __init__(self, seen: CaseView, places: Sequence[Premises]) -> None:
        super().__init__(translate("PlacesCard", "经营场所"))
        self.body.setSpacing(theme.XXS)
        add = self.add_action(self.tr("添加"), "plus")
        add.setAccessibleName(self.tr("添加经营场所"))
        add.clicked.connect(self.add_wanted)
        spots = _spots(seen, places)
        if spots:
            sketch = PlaceSketch(self.tr("经营场所的位置"))
            sketch.setMinimumSize(160, theme.scaled(MAP_HEIGHT))
            sketch.setMaximumHeight(theme.scaled(MAP_HEIGHT))
            sketch.show_spots(spots, spots[0].key)
            sketch.opened.connect(self.visit_wanted)
            self.add(sketch)
        for number, one in enumerate(places, start=1):
            if number > 1:
                self.add(rule())
            row = _PlaceRow(seen, one, number)
            row.way.clicked.connect(lambda _on=False, one=one, row=row: self.way_wanted.emit(one.id, row.way))
            row.confirm.clicked.connect(lambda _on=False, one=one: self.confirm_wanted.emit(one.id))
            self.add(row)
        if not places:
            self.add(label(self.tr("没有登记经营场所。"), "muted", wrap=True))


class _PlaceRow(QWidget):
    def __init__(self, seen: CaseView, premises: Premises, number: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.XXS, 0, theme.XXS)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(theme.XS)
        kind = formats.listed(part for part in (premises.trade, words.premises_kind(premises.kind)) if part)
        name = translate("PlacesCard", "{number} {name}").format(number=number, name=premises.name)
        top.addWidget(label(name, "strong", wrap=True), 1)
        added = added_by_us(seen, premises)
        if added:
            top.addWidget(Chip(translate("PlacesCard", "现场添加"), "info"))
        column.addLayout(top)
        for line in (premises.address, kind, honesty(premises), last_seen(seen, premises)):
            if line:
                column.addWidget(label(line, "faint", wrap=True))
        self.way = button(translate("PlacesCard", "导航"), "quiet", "route")
        self.way.setAccessibleName(translate("PlacesCard", "导航到 {name}").format(name=premises.name))
        self.confirm = button(translate("PlacesCard", "确认位置"), "quiet", "place_unsure")
        self.confirm.setAccessibleName(translate("PlacesCard", "确认 {name} 的位置").format(name=premises.name))
        show_in_place(self.confirm, shown=premises.place is None or premises.place.source not in CONFIRMED)
        column.addWidget(Flow((self.way, self.confirm)))
        self.setAccessibleName(" ".join(part for part in (name, premises.address, honesty(premises)) if part))


def added_by_us(seen: CaseView, premises: Premises) -> bool:
    """Whether it was found in the field and not told by the bank."""
    return all(one.id != premises.id for one in seen.file.case.premises)


def honesty(premises: Premises) -> str:
    """How exactly the place is known, with the metres within which it lies."""
    place = premises.place
    if place is None:
        return formats.opening(words.place_unknown())
    told = formats.opening(words.place_source(place.source))
    return formats.aside(told, translate("PlacesCard", "约 {far}以内").format(far=metres_words(place.radius_m)))


def last_seen(seen: CaseView, premises: Premises) -> str:
    """When somebody was there last, and what was found."""
    visits = [one for one in seen.standing_visits if one.content.premises_id == premises.id]
    if not visits:
        return translate("PlacesCard", "还没有去过")
    newest = max(visits, key=lambda one: one.content.arrived_at).content
    status = newest.observation.open_status
    when = formats.short_moment(newest.arrived_at, seen.case.zone)
    told = translate("PlacesCard", "{when} 到访").format(when=when)
    return formats.clauses([told, words.observed_value("open_status", status)]) if status else told


def _spots(seen: CaseView, places: Sequence[Premises]) -> list[Spot]:
    bucket = case_lines.coloured(seen.bucket)
    return [
        Spot(one.id, number, one.name, one.place.lon_e6, one.place.lat_e6, one.place.radius_m, bucket)
        for number, one in enumerate(places, start=1)
        if one.place is not None
    ]
