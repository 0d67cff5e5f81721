"""Throwing a begun visit away: asked in place, because it cannot be undone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import button
from ui.widgets.card import Note


class DiscardPart(QWidget):
    """A quiet button; pressed, it asks once more where it stands.

    Signals:
        confirmed: the person wants what was filled in to be gone.
    """

    confirmed = Signal()

    def __init__(self, *, correcting: bool = False) -> None:
        super().__init__()
        self.ask = button(self.tr("放弃这次更正") if correcting else self.tr("放弃这次外访"), "plain", "delete")
        self.ask.clicked.connect(lambda: self._question(shown=True))
        self._note = Note(
            self.tr("确定放弃吗？"), self.tr("这次填写的内容、照片和录音会从本机删除，不能恢复。"), "warn"
        )
        self.sure = button(self.tr("确定放弃"), "danger")
        self.stay = button(self.tr("继续填写"))
        self.sure.clicked.connect(self.confirmed)
        self.stay.clicked.connect(lambda: self._question(shown=False))
        keys = QHBoxLayout()
        keys.setSpacing(theme.XS)
        keys.addWidget(self.sure)
        keys.addWidget(self.stay)
        keys.addStretch(1)
        self._note.body.addLayout(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._note)
        self._note.hide()

    def _question(self, *, shown: bool) -> None:
        self._note.setVisible(shown)
        self.ask.setVisible(not shown)
        (self.stay if shown else self.ask).setFocus(Qt.FocusReason.TabFocusReason)
