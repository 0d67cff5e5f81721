"""A telephone number behind its lock: it is not in the window before the rules let it be, and not longer than one
needs to dial.

Pressing asks the rules and the store for it, which keeps that it was asked for; half a minute later, on a second press
or when the page is left it is gone again. It is never copied, and never in a tool tip.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent

from fieldapp.domain.party import Party, masked_phone
from fieldapp.errors import KnownError
from fieldapp.services.may_act import OpenedNumber, open_number
from ui import messages
from ui.widgets.chips import ChipButton
from ui.workplace import Workplace

SHOWN_MS = 30_000


class NumberLock(ChipButton):
    """The masked number of a party with the offer to show it; `reason` says why it is locked, empty when it is not."""

    def __init__(self, work: Workplace, case_id: str, party: Party, which: int = 0, reason: str = "") -> None:
        super().__init__("")
        self._work, self._case_id, self._party_id, self._which = work, case_id, party.id, which
        self._masked, self._reason = masked_phone(party.phones[which]), reason
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.lock)
        self.clicked.connect(self._toggle)
        self.lock()

    def shown(self) -> bool:
        """Whether the whole number is on screen."""
        return self._timer.isActive()

    def lock(self) -> None:
        """Show the masked number."""
        self._timer.stop()
        if self._reason:
            self.set(self.tr("{phone} · 未解锁").format(phone=self._masked), "text_3")
            self.setToolTip(self._reason)
            self.setAccessibleDescription(self._reason)
        else:
            self.set(self.tr("{phone} · 显示号码").format(phone=self._masked), "text_2")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.lock()

    def _toggle(self) -> None:
        if self.shown():
            self.lock()
            return
        asked = (self._case_id, self._party_id, self._which)
        self._work.tasks.write(
            lambda: open_number(self._work.desk, *asked), done=self._open, failed=self._say_error, owner=self
        )

    def _open(self, opened: OpenedNumber) -> None:
        if self.isVisible():
            self._timer.start()
            self.set(self.tr("{phone} · 隐藏").format(phone=opened.number), "info")
        if opened.changes:
            self._work.saved(opened.changes)

    def _say_error(self, error: KnownError) -> None:
        """It was locked meanwhile: the sentence takes the place of the offer."""
        self._reason = messages.sentence(error).text
        self.lock()
