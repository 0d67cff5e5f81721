"""A satellite receiver on a serial line (mostly USB): its sentences are read by Qt Positioning, once.

What comes is heard along (`geo.nmea`), so that where no place comes of it one can say why: nothing on the line, another
speed, or too few satellites. The line is opened for the one question and closed with its answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QIODevice

from fieldapp.geo.nmea import Heard
from ui.i18n import translate

if TYPE_CHECKING:
    from ui.place_source import PlaceSource

USER_RANGE_ERROR = 5.0
"""Metres by which the distance to one satellite is usually wrong; with the dilution and a factor of two, the radius."""


class Line(QIODevice):
    """Hands on what came over the serial line to whoever reads sentences."""

    def __init__(self) -> None:
        super().__init__()
        self._left = b""
        self.open(QIODevice.OpenModeFlag.ReadOnly)

    def put(self, piece: bytes) -> None:
        """Some more came."""
        self._left += piece
        self.readyRead.emit()

    def isSequential(self) -> bool:
        return True

    def bytesAvailable(self) -> int:
        return len(self._left) + super().bytesAvailable()

    def canReadLine(self) -> bool:
        return b"\n" in self._left or super().canReadLine()

    def readData(self, most: int) -> bytes:
        piece, self._left = self._left[:most], self._left[most:]
        return piece

    def writeData(self, _piece: object, _size: int = 0) -> int:
        return -1


class NmeaReceiver:
    """Reads one serial line until it says where it is. `heard` is what came over it the last time."""

    def __init__(self, port: str, speed: int) -> None:
        self._port, self._speed = port, speed
        self._serial: Any = None
        self._source: Any = None
        self._line: Line | None = None
        self.heard = Heard()
        self.listener: Callable[[Heard], object] | None = None

    def start(self, owner: PlaceSource) -> str:
        """As `Receiver`."""
        self.heard = Heard()
        if not self._port:
            return translate("PlaceSource", "还没有选定位设备的串口")
        try:
            from PySide6.QtPositioning import QNmeaPositionInfoSource
            from PySide6.QtSerialPort import QSerialPort
        except ImportError:
            return translate("PlaceSource", "这台电脑没有读串口的组件")
        serial = QSerialPort(owner)
        serial.setPortName(self._port)
        serial.setBaudRate(self._speed)
        if not serial.open(QIODevice.OpenModeFlag.ReadOnly):
            reason = serial.errorString()
            serial.deleteLater()
            return translate("PlaceSource", "打不开串口 {port}：{reason}").format(port=self._port, reason=reason)
        self._serial, self._line = serial, Line()
        self._source = QNmeaPositionInfoSource(QNmeaPositionInfoSource.UpdateMode.RealTimeMode, owner)
        self._source.setUserEquivalentRangeError(USER_RANGE_ERROR)
        self._source.setDevice(self._line)
        self._source.positionUpdated.connect(lambda info: self._take(info, owner))
        serial.readyRead.connect(self._read)
        serial.errorOccurred.connect(lambda error: self._broke(error, owner))
        self._source.startUpdates()
        return ""

    def stop(self) -> None:
        """As `Receiver`."""
        serial, source, line = self._serial, self._source, self._line
        self._serial = self._source = self._line = None
        if source is not None:
            source.stopUpdates()
            source.deleteLater()
        if serial is not None:
            serial.close()
            serial.deleteLater()
        if line is not None:
            line.deleteLater()

    def why_silent(self) -> str:
        """As `Receiver`."""
        return why_silent(self.heard)

    def _read(self) -> None:
        if self._serial is None or self._line is None:
            return
        piece = bytes(self._serial.readAll().data())
        self.heard.take(piece)
        if self.listener is not None:
            self.listener(self.heard)
        self._line.put(piece)

    def _take(self, info: Any, owner: PlaceSource) -> None:
        from PySide6.QtPositioning import QGeoPositionInfo

        if not info.isValid() or self._source is None:
            return
        accuracy = QGeoPositionInfo.Attribute.HorizontalAccuracy
        point = info.coordinate()
        radius = info.attribute(accuracy) if info.hasAttribute(accuracy) else None
        owner.tell_found(point.longitude(), point.latitude(), radius)

    def _broke(self, error: Any, owner: PlaceSource) -> None:
        from PySide6.QtSerialPort import QSerialPort

        if error == QSerialPort.SerialPortError.ResourceError:
            owner.tell_failed(translate("PlaceSource", "定位设备被拔掉了"))


def why_silent(heard: Heard) -> str:
    """Why no place came of what was heard, in words."""
    if heard.silent:
        return translate("PlaceSource", "串口上没有任何数据，请检查设备是否插好")
    if heard.rubbish:
        return translate("PlaceSource", "收到的不是定位数据，换一个速率试试")
    if heard.satellites is not None:
        return translate("PlaceSource", "设备有数据，但只收到 %n 颗卫星，请到开阔处再试", "", heard.satellites)
    return translate("PlaceSource", "设备有数据，但还没有定位，请到开阔处再试")
