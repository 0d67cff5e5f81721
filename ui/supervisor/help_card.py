"""One call for help, as whoever must act on it needs it: who, since when, where, what number to ring."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from fieldapp.domain.party import Place
from fieldapp.services.watch_team import SeenCall
from ui import formats, theme
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.labels import label
from ui.widgets.ledger import KeyValues

MILLION = 1_000_000


class HelpCard(Card):
    """The card.

    Signals:
        opened: (str) the case is to be shown.
    """

    opened = Signal(str)

    def __init__(self, seen: SeenCall) -> None:
        name = seen.by.name if seen.by is not None else "—"
        super().__init__(says=self.tr("{name} 求助").format(name=name))
        call = seen.call
        head = QHBoxLayout()
        head.setSpacing(theme.S)
        head.addWidget(label(self.tr("{name} 求助").format(name=name), "h2", "stop" if seen.urgent else None))
        head.addWidget(label(formats.relative(call.content.at), "strong"))
        state = self.tr("已离开现场") if seen.left else self.tr("还没有说已离开")
        head.addWidget(Chip(state, "ok" if seen.left else "stop" if seen.urgent else "text_2"))
        head.addStretch(1)
        self.body.addLayout(head)
        facts = KeyValues()
        if seen.by is not None and seen.by.phone:
            facts.add(self.tr("打给"), f"{seen.by.name}  {seen.by.phone}")
        if seen.premises is not None:
            facts.add(self.tr("地点"), formats.aside(seen.premises.address, seen.premises.name))
        facts.add(self.tr("位置"), _place(seen.place) if seen.place is not None else self.tr("没有取到位置"))
        facts.add(self.tr("案件"), seen.borrower or "—")
        for note in seen.notes:
            facts.add(self.tr("说的话"), note)
        self.add(facts)
        row = QHBoxLayout()
        self.see_case = button(self.tr("查看案件"), "primary" if seen.urgent else "quiet", "cases")
        self.see_case.clicked.connect(lambda: self.opened.emit(call.case_id))
        row.addWidget(self.see_case)
        if seen.place is not None:
            place = seen.place
            copy = button(self.tr("复制位置"), "quiet", "copy")
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(_coordinates(place)))
            row.addWidget(copy)
        row.addStretch(1)
        self.body.addLayout(row)


def _coordinates(place: Place) -> str:
    return f"{place.lat_e6 / MILLION:.6f},{place.lon_e6 / MILLION:.6f}"


def _place(place: Place) -> str:
    return f"{_coordinates(place)}  ±{place.radius_m} m"
