"""The way from this laptop into the server's backup, and how far a fact or a file has come on it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldapp.services.custody import Step
from ui import theme
from ui.widgets.chips import Chip
from ui.widgets.labels import Picture, label
from ui.words.files import WAY, custody_step, place_on_way


class CustodyWay(QWidget):
    """在本机 → 已送达 → 办公室已核对 → 已在备份中; what is reached is dark and has a sign, what is to come is faint."""

    def __init__(self, step: Step, told: str = "") -> None:
        """`told` takes the place of the words of the step that is reached."""
        super().__init__()
        self.setAccessibleName(told or custody_step(step)[0])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.XXS)
        if step not in WAY:
            said, tone = custody_step(step)
            row.addWidget(Chip(told or said, tone))
            return
        way = tuple(WAY)
        reached = way.index(step)
        for number, one in enumerate(way):
            if number:
                row.addWidget(Picture("forward", "text_3", 14))
            done = number < reached or one is Step.BACKED_UP is step
            if done:
                row.addWidget(Picture("check", "ok", 14))
            words = told if number == reached and told else place_on_way(one)
            row.addWidget(label(words, "faint", "text" if number == reached else "text_2" if done else "text_3"))
