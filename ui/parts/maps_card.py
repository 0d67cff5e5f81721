"""The way from the settings to the offline maps."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.maps_page import open_maps
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labels import label
from ui.workplace import Workplace


class MapsCard(Card):
    """The card."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("离线地图"))
        words = self.tr("没有网络时的底图、路程时间和街道名。地图里没有任何案件信息。")
        self.add(label(words, "muted", wrap=True))
        self.open = button(self.tr("管理离线地图"), icon="map")
        self.open.clicked.connect(lambda: open_maps(work))
        self.body.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
