"""The receivers that a laptop may have, and which of them is asked: the system's own, or one on a serial line.

Chosen for the laptop and not for a person (`Preferences`). Qt's libraries for either are loaded when the question is
first asked, never at the start of the program; where one is missing, that is said in a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ui.i18n import translate

if TYPE_CHECKING:
    from ui.place_source import PlaceSource, Receiver

PATIENCE_MS = 20_000
"""A receiver that has just been switched on needs some of this under an open sky."""
SPEEDS = (4800, 9600, 38400, 115200)
"""Bauds: that of the standard, and those that receivers on USB are sold with."""


class Way(StrEnum):
    """Who is asked for the place."""

    SYSTEM = "system"
    SERIAL = "serial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ReceiverChoice:
    """Whom to ask; `port` and `speed` (baud) are those of a serial line."""

    way: Way = Way.SYSTEM
    port: str = ""
    speed: int = SPEEDS[0]

    def kept(self) -> str:
        """As one line for the file of preferences."""
        return f"{self.way.value}|{self.speed}|{self.port}"


def read_choice(kept: str) -> ReceiverChoice:
    """The choice of a kept line; what cannot be read is the system's own."""
    way, _, rest = kept.partition("|")
    speed, _, port = rest.partition("|")
    if way not in set(Way):
        return ReceiverChoice()
    return ReceiverChoice(Way(way), port, int(speed) if speed.isdecimal() and int(speed) > 0 else SPEEDS[0])


class _InForce:
    choice = ReceiverChoice()


def use(choice: ReceiverChoice) -> None:
    """Ask this one from now on."""
    _InForce.choice = choice


def chosen() -> ReceiverChoice:
    """Who is asked now."""
    return _InForce.choice


def receiver_for(choice: ReceiverChoice) -> Receiver:
    """The receiver of a choice."""
    if choice.way is Way.SERIAL:
        from ui.nmea_receiver import NmeaReceiver

        return NmeaReceiver(choice.port, choice.speed)
    return SystemReceiver() if choice.way is Way.SYSTEM else NoReceiver()


@dataclass(frozen=True, slots=True)
class Port:
    """A serial line of this laptop: its name, and what is plugged in there as far as it says."""

    name: str
    told: str


def port_reader() -> Callable[[], list[Port]] | None:
    """What reads the serial lines there are, on any thread; None where Qt's library for them is missing.

    To be asked on the GUI thread: classes of Qt come there and nowhere else (`ui.preload`).
    """
    try:
        from PySide6.QtSerialPort import QSerialPortInfo
    except ImportError:
        return None

    def ports() -> list[Port]:
        """Those with something on USB first."""
        found = QSerialPortInfo.availablePorts()
        found.sort(key=lambda one: (not one.hasVendorIdentifier(), one.portName()))
        return [Port(one.portName(), one.description() or one.manufacturer()) for one in found]

    return ports


class NoReceiver:
    """Nobody is asked: the office wants no fixes from this laptop."""

    def start(self, owner: PlaceSource) -> str:  # noqa: ARG002 - as every receiver
        """As `Receiver`."""
        return translate("PlaceSource", "设置里关闭了定位")

    def stop(self) -> None:
        """As `Receiver`."""


class SystemReceiver:
    """The platform's own receiver, by Qt Positioning: WinRT, Core Location, or GeoClue."""

    def __init__(self) -> None:
        self._source: Any = None

    def start(self, owner: PlaceSource) -> str:
        """As `Receiver`."""
        try:
            from PySide6.QtPositioning import QGeoPositionInfo, QGeoPositionInfoSource
        except ImportError:
            return translate("PlaceSource", "这台电脑没有定位功能")
        if not _permitted(owner):
            return translate("PlaceSource", "系统没有允许本程序定位，请在系统设置里打开")
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

    @staticmethod
    def why_silent() -> str:
        """As `Receiver`."""
        return ""


def _permitted(owner: PlaceSource) -> bool:
    """Whether the system lets this program ask; where it was never asked (macOS), it is asked now.

    The answer comes while the person reads the question; this time the place stays unknown.
    """
    from PySide6.QtCore import QCoreApplication, QLocationPermission, Qt

    wanted = QLocationPermission()
    wanted.setAccuracy(QLocationPermission.Accuracy.Precise)
    app = QCoreApplication.instance()
    assert app is not None
    status = app.checkPermission(wanted)
    if status == Qt.PermissionStatus.Undetermined:
        app.requestPermission(wanted, owner, lambda *_said: None)
    return bool(status == Qt.PermissionStatus.Granted)


def _refused() -> str:
    return translate("PlaceSource", "系统没有给出位置，定位可能被关闭")
