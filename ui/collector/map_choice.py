"""The case that is chosen on the map: who and where, how late and how much, how exact its place is, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from fieldapp.store.laptop.case_list import CaseLine
from ui import formats, theme
from ui.collector.map_list import why
from ui.viewmodels.map_cases import bucket_of
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chips import bucket_chip
from ui.widgets.labels import ElidedLabel, label

EXACT_METRES = 100


class ChosenCase(Card):
    """The card below the list; hidden while nothing is chosen.

    Signals:
        open_wanted, visit_wanted, way_wanted, place_wanted: that button was pressed.
    """

    open_wanted = Signal()
    visit_wanted = Signal()
    way_wanted = Signal()
    place_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(pad=theme.S)
        self.setAccessibleName(self.tr("选中的案件"))
        self._top = QHBoxLayout()
        self._top.setSpacing(theme.XS)
        self._name = ElidedLabel("", "strong")
        self._why = label("", wrap=True)
        self._where = label("", "muted", wrap=True)
        self._owed = label("", "strong", right=True)
        self._place = label("", "faint", wrap=True)
        self.way = button(self.tr("导航"), icon="route")
        self._find = button(self.tr("确认位置"), icon="place_unsure")
        self._lay_out()
        self._shown: CaseLine | None = None
        self.hide()

    def show_line(self, line: CaseLine | None, *, can_place: bool = False) -> None:
        """Show this case; None hides the card. `can_place`: whether its place can be confirmed somewhere."""
        self.setVisible(line is not None)
        if line is not None:
            self.way.setVisible(line.lon_e6 is not None)
            self._find.setVisible(can_place and line.lon_e6 is None)
        if line is None or line == self._shown:
            return
        self._shown = line
        self._name.setText(" · ".join(part for part in (line.borrower_name, line.premises_name) if part))
        self._why.setText(why(line))
        self._where.setText(line.address)
        self._owed.setText(formats.money(line.owed))
        self._place.setText(self._exactness(line))
        self._put_chip(line)

    def _lay_out(self) -> None:
        self._top.addWidget(self._name, 1)
        lower = QHBoxLayout()
        lower.addWidget(self._place, 1)
        lower.addWidget(self._owed)
        keys = QHBoxLayout()
        keys.setSpacing(theme.XS)
        open_case = button(self.tr("打开案件"), icon="cases")
        visit = button(self.tr("开始外访"), "primary", "visit")
        open_case.clicked.connect(self.open_wanted)
        visit.clicked.connect(self.visit_wanted)
        self.way.clicked.connect(self.way_wanted)
        self._find.clicked.connect(self.place_wanted)
        for key in (open_case, self.way, self._find, visit):
            keys.addWidget(key, 1)
        words = QVBoxLayout()
        words.setSpacing(theme.XXS)
        words.addLayout(self._top)
        words.addWidget(self._why)
        words.addWidget(self._where)
        words.addLayout(lower)
        self.body.addLayout(words)
        self.body.addLayout(keys)

    def _put_chip(self, line: CaseLine) -> None:
        old = self._top.takeAt(1)
        gone = old.widget() if old is not None else None
        if gone is not None:
            gone.deleteLater()
        self._top.addWidget(bucket_chip(bucket_of(line), line.days_past_due))

    def _exactness(self, line: CaseLine) -> str:
        if line.lon_e6 is None:
            return self.tr("没有位置，请在外访时补充")
        radius = line.radius_m or 0
        if radius <= EXACT_METRES:
            return self.tr("位置准确到 {metres} 米").format(metres=radius)
        if radius < 1000:
            return self.tr("位置在约 {metres} 米范围内").format(metres=radius)
        return self.tr("位置在约 {kilometres} 公里范围内").format(kilometres=f"{radius / 1000:.1f}")
