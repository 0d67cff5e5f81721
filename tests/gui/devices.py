"""Devices in tests: a receiver that knows where it is, a microphone that hears a tone, a camera that sees a picture."""

from __future__ import annotations

import struct

from PySide6.QtGui import QColor, QImage

from fieldapp.documents import voice
from ui.camera import CameraView
from ui.place_source import PlaceSource
from ui.recorder import Recorder


class StillReceiver:
    """Answers at once with one place, or says why it cannot."""

    def __init__(self, lon: float = 120.585, lat: float = 31.299, radius: float = 10, why_not: str = "") -> None:
        self.place, self.why_not = (lon, lat, radius), why_not
        self.asked = self.stopped = 0

    def start(self, owner: PlaceSource) -> str:
        self.asked += 1
        if not self.why_not:
            owner.tell_found(*self.place)
        return self.why_not

    def stop(self) -> None:
        self.stopped += 1


class ToneMicrophone:
    """Hears a tenth of a second of a tone each time it is asked."""

    def __init__(self, loud: int = 8_000, why_not: str = "") -> None:
        self.loud, self.why_not, self.stops = loud, why_not, 0
        self._hears = False

    def hears(self) -> bool:
        """Whether somebody has it open."""
        return self._hears

    def start(self, owner: Recorder) -> str:
        self._hears = not self.why_not
        return self.why_not

    def take(self) -> bytes:
        return struct.pack("<h", self.loud) * (voice.RATE // 10) if self._hears else b""

    def stop(self) -> None:
        self._hears = False
        self.stops += 1


class StillLens:
    """Sees one picture."""

    def __init__(self, why_not: str = "") -> None:
        self.why_not, self.open, self.closed = why_not, False, 0

    def start(self, owner: CameraView) -> str:
        self.open = not self.why_not
        if self.open:
            picture = QImage(320, 240, QImage.Format.Format_RGB32)
            picture.fill(QColor(40, 120, 90))
            for x in range(0, 320, 7):
                picture.setPixelColor(x, (x * 5) % 240, QColor(255, 255, 255))
            owner.see(picture)
        return self.why_not

    def stop(self) -> None:
        self.open = False
        self.closed += 1
