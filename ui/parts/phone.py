"""A phone number that is shown only to whoever asks for it, and not for longer than one needs to dial.

The number is never put into the clipboard, into an accessible name while masked, or into a tool tip.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent

from fieldapp.domain.party import masked_phone
from ui.widgets.chips import ChipButton

SHOWN_MS = 30_000


class PhoneReveal(ChipButton):
    """The masked number with the offer to show it; a second press, half a minute or leaving the page masks it again."""

    def __init__(self, phone: str) -> None:
        super().__init__("")
        self._phone = phone
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide_number)
        self.clicked.connect(self._toggle)
        self.hide_number()

    def shown(self) -> bool:
        """Whether the whole number is on screen."""
        return self._timer.isActive()

    def hide_number(self) -> None:
        """Show the masked number."""
        self._timer.stop()
        self.set(self.tr("{phone} · 显示号码").format(phone=masked_phone(self._phone)), "text_2")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hide_number()

    def _toggle(self) -> None:
        if self.shown():
            self.hide_number()
        else:
            self._timer.start()
            self.set(self.tr("{phone} · 隐藏").format(phone=self._phone), "info")
