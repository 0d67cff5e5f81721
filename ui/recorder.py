"""The microphone: speech in pieces of a few seconds, with its level, and nothing that touches the disk.

The device is behind `Microphone`, so that tests speak into another one; Qt Multimedia is loaded when somebody first
records, never at the start of the program.
"""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from fieldapp.documents import voice
from ui.i18n import translate

PIECE_SECONDS = 3
"""A killed program has lost no more of a recording than this."""
LEVEL_MS = 100
BYTES_A_SECOND = voice.RATE * 2


class Microphone(Protocol):
    """What stands between us and a device."""

    def start(self, owner: Recorder) -> str:
        """Begin to listen; why it cannot, in words, or nothing."""

    def take(self) -> bytes:
        """What was heard since the last time: 16-bit samples at `voice.RATE`."""

    def stop(self) -> None:
        """Listen no more."""


class Recorder(QObject):
    """Records. `begin`, `pause`, `go_on`, `end`; while it is paused nothing is heard.

    Signals:
        piece: (bytes) the next seconds, to be kept at once.
        level: (float) how loud it is, 0 to 1.
        failed: (str) why nothing is recorded (any more), in words.
        changed: it records, rests or has ended.
    """

    piece = Signal(bytes)
    level = Signal(float)
    failed = Signal(str)
    changed = Signal()

    def __init__(self, parent: QObject | None = None, microphone: Microphone | None = None) -> None:
        super().__init__(parent)
        self._microphone: Microphone = microphone or made_microphone()
        self._held = bytearray()
        self._heard = 0
        self.running = self.paused = False
        self._listen = QTimer(self, interval=LEVEL_MS)
        self._listen.timeout.connect(self._hear)

    @property
    def seconds(self) -> float:
        """How much was recorded."""
        return self._heard / BYTES_A_SECOND

    def begin(self) -> None:
        """Start to record, or say why not."""
        if self.running:
            return
        why_not = self._microphone.start(self)
        if why_not:
            self.failed.emit(why_not)
            return
        self.running, self.paused, self._heard = True, False, 0
        self._listen.start()
        self.changed.emit()

    def pause(self) -> None:
        """Rest: what is said now is not recorded."""
        if self.running and not self.paused:
            self._hear()
            self._tell()
            self.paused = True
            self._microphone.stop()
            self._listen.stop()
            self.level.emit(0.0)
            self.changed.emit()

    def go_on(self) -> None:
        """Record again after a rest."""
        if self.running and self.paused:
            why_not = self._microphone.start(self)
            if why_not:
                self.failed.emit(why_not)
                return
            self.paused = False
            self._listen.start()
            self.changed.emit()

    def end(self) -> None:
        """Stop; the rest is told as the last piece."""
        if not self.running:
            return
        if not self.paused:
            self._hear()
        self._tell()
        self.running = self.paused = False
        self._listen.stop()
        self._microphone.stop()
        self.level.emit(0.0)
        self.changed.emit()

    def lost(self, why: str) -> None:
        """The device has gone: what was heard is kept."""
        if self.running:
            self.end()
            self.failed.emit(why)

    def _hear(self) -> None:
        samples = self._microphone.take()
        if samples:
            self._heard += len(samples)
            self._held += samples
            self.level.emit(voice.loudness(samples[-BYTES_A_SECOND // 10 :]))
        if len(self._held) >= PIECE_SECONDS * BYTES_A_SECOND:
            self._tell()

    def _tell(self) -> None:
        whole = len(self._held) // 2 * 2
        if whole:
            self.piece.emit(bytes(self._held[:whole]))
            del self._held[:whole]


class QtMicrophone:
    """The laptop's microphone, by Qt Multimedia."""

    def __init__(self) -> None:
        self._source: Any = None
        self._stream: Any = None

    def start(self, owner: Recorder) -> str:
        """As `Microphone`."""
        try:
            from PySide6.QtMultimedia import QAudioFormat, QAudioSource, QMediaDevices
        except ImportError:
            return translate("Recorder", "这台电脑不能录音")
        device = QMediaDevices.defaultAudioInput()
        if device.isNull():
            return translate("Recorder", "没有找到话筒")
        form = QAudioFormat()
        form.setSampleRate(voice.RATE)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        if not device.isFormatSupported(form):
            return translate("Recorder", "话筒不支持录音所需的格式")
        self._source = QAudioSource(device, form, owner)
        self._stream = self._source.start()
        return "" if self._stream is not None else translate("Recorder", "话筒被占用或没有授权")

    def take(self) -> bytes:
        """As `Microphone`."""
        return bytes(self._stream.readAll().data()) if self._stream is not None else b""

    def stop(self) -> None:
        """As `Microphone`."""
        if self._source is not None:
            self._source.stop()
            self._source.deleteLater()
        self._source = self._stream = None


def made_microphone() -> Microphone:
    """The microphone of this laptop; tests put another one in its place."""
    return QtMicrophone()
