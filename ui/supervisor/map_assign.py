"""Giving the chosen cases to another collector, below the table they were chosen in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from fieldapp.services.watch_coverage import Coverage
from ui import formats, theme
from ui.widgets.buttons import Select, button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.widgets.states import Banner


class AssignBar(Card):
    """Hidden while no case is chosen. The office decides at once, so it needs a line.

    Signals:
        wanted: (str) the id of the collector who shall have them.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(pad=theme.S)
        self.setAccessibleName(self.tr("分派所选案件"))
        self.count = 0
        self._ids: list[str] = []
        self.said = label("", "strong")
        self.banner = Banner("", "warn", closable=True)
        self.banner.hide()
        self.who = Select(self.tr("分派给"))
        self.give = button(self.tr("分派"), "primary", "assign", keys="Ctrl+Return", says=self.tr("分派所选案件"))
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        row.addWidget(self.said)
        row.addSpacing(theme.XS)
        row.addWidget(label(self.tr("分派给"), "muted"))
        row.addWidget(self.who, 1)
        row.addWidget(self.give)
        self.add(self.banner)
        self.body.addLayout(row)
        self.give.clicked.connect(self._give)
        self.hide()

    def show_people(self, found: Coverage) -> None:
        """Who may have them, each with what they have already; the choice stays."""
        before = self.chosen()
        active = {one.id: one for one in found.collectors if one.active}
        load = {one.staff_id: one.share for one in found.workloads}
        self._ids = list(active)
        self.who.clear()
        for id_, one in active.items():
            share = load.get(id_)
            held = self.tr("%n 个案件", "", share.count if share is not None else 0)
            self.who.addItem(formats.aside(one.name, held))
        if before in self._ids:
            self.who.setCurrentIndex(self._ids.index(before))

    def show_chosen(self, count: int) -> None:
        """So many cases are chosen."""
        self.count = count
        self.said.setText(self.tr("已选 %n 个案件", "", count))
        self.setVisible(count > 0)
        if count == 0:
            self.banner.hide()

    def set_busy(self, busy: bool) -> None:
        """Nothing can be given while something is."""
        self.give.setEnabled(not busy)

    def chosen(self) -> str:
        """Who is chosen; empty where there is nobody."""
        at = self.who.currentIndex()
        return self._ids[at] if 0 <= at < len(self._ids) else ""

    def people(self) -> Sequence[str]:
        """Ids of those who may be chosen."""
        return tuple(self._ids)

    def _give(self) -> None:
        if self.chosen():
            self.wanted.emit(self.chosen())
