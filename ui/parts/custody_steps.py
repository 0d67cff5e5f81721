"""The way of a fact from this laptop into the books, and how far it has come: nobody should have to trust a spinner."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme, words
from ui.widgets.labels import Picture, label

WAY = ("waiting", "accepted", "settled")


class CustodySteps(QWidget):
    """在本机 → 已送达 → 办公室已核对; what is reached is dark and has a sign, what is to come is faint."""

    def __init__(self, status: str) -> None:
        super().__init__()
        reached = WAY.index(status)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.XXS)
        for number, step in enumerate(WAY):
            if number:
                row.addWidget(Picture("forward", "text_3", 14))
            if number < reached:
                row.addWidget(Picture("check", "ok", 14))
            here = number == reached
            row.addWidget(label(_name(step), "faint", "text" if here else "text_2" if number < reached else "text_3"))
        self.setAccessibleName(words.custody(status))


def _name(step: str) -> str:
    if step == "waiting":
        return QCoreApplication.translate("CustodySteps", "在本机")
    return words.custody(step)
