"""Where the collector is, asked once and told once: a receiver if this laptop has one, and nothing that follows on.

Only arrival and leaving are ever asked for (R37); there is no track, and no receiver runs longer than its one answer.
The receiver's library is loaded when the question is first asked, never at the start of the program.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from fieldapp.domain.party import Place
from fieldapp.domain.party import PlaceSource as KnownBy
from ui import receivers
from ui.i18n import translate
from ui.receivers import PATIENCE_MS

RADIUS_UNKNOWN = 50
"""Metres, where the receiver does not say how exact it is."""


class Receiver(Protocol):
    """What stands between us and a device; another one in tests."""

    def start(self, owner: PlaceSource) -> str:
        """Begin to look for a place; why it cannot, in words, or nothing."""

    def stop(self) -> None:
        """Stop looking."""


class PlaceSource(QObject):
    """Asks for the place once.

    Signals:
        found: (Place) where this laptop is, and within how many metres.
        failed: (str) why nobody knows, in words.
    """

    found = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None, receiver: Receiver | None = None) -> None:
        super().__init__(parent)
        self._given = receiver
        self._receiver: Receiver = receiver or made_receiver()
        self._asking = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._give_up)

    @property
    def asking(self) -> bool:
        """Whether an answer is awaited."""
        return self._asking

    def ask(self) -> None:
        """Look for the place; `found` or `failed` follows, at once or within `PATIENCE_MS`."""
        if self._asking:
            return
        self._asking = True
        if self._given is None:
            self._receiver = made_receiver()  # another one may have been chosen since
        why_not = self._receiver.start(self)
        if why_not:
            QTimer.singleShot(0, self, lambda: self.tell_failed(why_not))
        elif self._asking:  # it may have answered at once
            self._patience.start()

    def stop(self) -> None:
        """Nobody waits for the answer any more."""
        self._asking = False
        self._patience.stop()
        self._receiver.stop()

    def tell_found(self, lon: float, lat: float, radius: float | None) -> None:
        """The receiver has a place: degrees (WGS-84), and metres within which it is right if it knows."""
        if self._asking and _somewhere(lon, lat):
            self.stop()
            within = max(1, round(radius)) if radius and radius > 0 else RADIUS_UNKNOWN
            self.found.emit(Place(round(lon * 1e6), round(lat * 1e6), within, KnownBy.CHECK_IN))

    def _give_up(self) -> None:
        """Nothing came in time; a receiver that knows why says it."""
        why = getattr(self._receiver, "why_silent", str)()
        self.tell_failed(why or translate("PlaceSource", "二十秒内没有收到定位"))

    def tell_failed(self, why: str) -> None:
        """The receiver has none."""
        if self._asking:
            self.stop()
            self.failed.emit(why)


def _somewhere(lon: float, lat: float) -> bool:
    """Whether this can be a place at all: receivers without one say 0/0, or nothing that is a number."""
    return abs(lon) <= 180 and abs(lat) <= 90 and (lon, lat) != (0, 0)


def made_receiver() -> Receiver:
    """The receiver of this laptop; tests put another one in its place."""
    return receivers.receiver_for(receivers.chosen())
