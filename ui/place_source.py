"""Where the collector is, asked once and told once: a receiver if this laptop has one, and nothing that follows on.

Only arrival and leaving are ever asked for (R37); there is no track, and no receiver runs longer than its one answer.
The receiver's library is loaded when the question is first asked, never at the start of the program.
"""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from fieldapp.domain.party import Place
from fieldapp.domain.party import PlaceSource as KnownBy
from ui.i18n import translate

PATIENCE_MS = 20_000
"""A receiver that has just been switched on needs some of this under an open sky."""
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
        self._receiver: Receiver = receiver or made_receiver()
        self._asking = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: self.tell_failed(translate("PlaceSource", "二十秒内没有收到定位")))

    @property
    def asking(self) -> bool:
        """Whether an answer is awaited."""
        return self._asking

    def ask(self) -> None:
        """Look for the place; `found` or `failed` follows, at once or within `PATIENCE_MS`."""
        if self._asking:
            return
        self._asking = True
        why_not = self._receiver.start(self)
        if why_not:
            QTimer.singleShot(0, self, lambda: self.tell_failed(why_not))
        else:
            self._patience.start()

    def stop(self) -> None:
        """Nobody waits for the answer any more."""
        self._asking = False
        self._patience.stop()
        self._receiver.stop()

    def tell_found(self, lon: float, lat: float, radius: float | None) -> None:
        """The receiver has a place: degrees (WGS-84), and metres within which it is right if it knows."""
        if self._asking:
            self.stop()
            within = max(1, round(radius)) if radius and radius > 0 else RADIUS_UNKNOWN
            self.found.emit(Place(round(lon * 1e6), round(lat * 1e6), within, KnownBy.CHECK_IN))

    def tell_failed(self, why: str) -> None:
        """The receiver has none."""
        if self._asking:
            self.stop()
            self.failed.emit(why)


class QtReceiver:
    """The platform's own receiver, by Qt Positioning."""

    def __init__(self) -> None:
        self._source: Any = None

    def start(self, owner: PlaceSource) -> str:
        """As `Receiver`."""
        try:
            from PySide6.QtPositioning import QGeoPositionInfo, QGeoPositionInfoSource
        except ImportError:
            return translate("PlaceSource", "这台电脑没有定位功能")
        if self._source is None:
            self._source = QGeoPositionInfoSource.createDefaultSource({"desktopId": "fieldapp"}, owner)
        if self._source is None:
            return translate("PlaceSource", "这台电脑没有定位设备")
        accuracy = QGeoPositionInfo.Attribute.HorizontalAccuracy

        def take(info: Any) -> None:
            if info.isValid():
                point = info.coordinate()
                radius = info.attribute(accuracy) if info.hasAttribute(accuracy) else None
                owner.tell_found(point.longitude(), point.latitude(), radius)

        self._source.positionUpdated.connect(take)
        self._source.errorOccurred.connect(lambda _error: owner.tell_failed(_refused()))
        self._source.requestUpdate(PATIENCE_MS)
        return ""

    def stop(self) -> None:
        """As `Receiver`."""
        if self._source is not None:
            source, self._source = self._source, None
            source.stopUpdates()
            source.deleteLater()


def _refused() -> str:
    return translate("PlaceSource", "系统没有给出位置，定位可能被关闭")


def made_receiver() -> Receiver:
    """The receiver of this laptop; tests put another one in its place."""
    return QtReceiver()
