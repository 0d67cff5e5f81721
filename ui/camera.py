"""The camera: what it sees, and one picture when somebody presses, handed over in memory and never written down here.

The device is behind `Lens`, so that tests hold another one; Qt Multimedia is loaded when the camera is first opened.
"""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.i18n import translate
from ui.widgets.buttons import button
from ui.widgets.labels import label


class Lens(Protocol):
    """What stands between us and a device."""

    def start(self, owner: CameraView) -> str:
        """Begin to see; why it cannot, in words, or nothing. Frames go to `owner.see`."""

    def stop(self) -> None:
        """See no more."""


class CameraView(QWidget):
    """A window over the page with what the camera sees. Space or Return takes a picture, Escape closes it.

    Signals:
        taken: (QImage) a picture, in memory; `as_bytes` makes a file of it, off the GUI thread.
        failed: (str) why there is no picture, in words.
    """

    taken = Signal(object)
    failed = Signal(str)

    def __init__(self, over: QWidget, lens: Lens | None = None) -> None:
        super().__init__(over, Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("拍照"))
        self.setAccessibleName(self.tr("拍照"))
        self._lens: Lens = lens or made_lens()
        self._picture = _Picture()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.M, theme.M, theme.M, theme.M)
        column.addWidget(label(self.tr("只拍场所，不拍人脸、证件和病历。"), "muted", wrap=True))
        column.addWidget(self._picture, 1)
        keys = QHBoxLayout()
        self.shoot = button(self.tr("拍下"), "primary", "camera")
        self.shoot.clicked.connect(self._shoot)
        self.shoot.setEnabled(False)
        leave = button(self.tr("关闭"))
        leave.clicked.connect(self.close)
        keys.addStretch(1)
        keys.addWidget(leave)
        keys.addWidget(self.shoot)
        column.addLayout(keys)
        self.resize(760, 560)

    def begin(self) -> bool:
        """Open the camera; whether it could be opened."""
        why_not = self._lens.start(self)
        if why_not:
            self.failed.emit(why_not)
            self.close()
            return False
        self.show()
        self.shoot.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def see(self, frame: QImage) -> None:
        """The next frame."""
        self._picture.frame = frame
        self._picture.update()
        self.shoot.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.shoot.isEnabled():
            self._shoot()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._lens.stop()
        super().closeEvent(event)

    def _shoot(self) -> None:
        self.taken.emit(self._picture.frame.copy())


class _Picture(QWidget):
    """The last frame, as large as it fits."""

    def __init__(self) -> None:
        super().__init__()
        self.frame = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(translate("CameraView", "摄像头的画面"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        if not self.frame.isNull():
            size = self.frame.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(left, top, self.frame.scaled(size))


class QtLens:
    """The laptop's camera, by Qt Multimedia."""

    def __init__(self) -> None:
        self._parts: list[QObject] = []
        self._camera: Any = None

    def start(self, owner: CameraView) -> str:
        """As `Lens`."""
        try:
            from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QMediaDevices, QVideoSink
        except ImportError:
            return translate("CameraView", "这台电脑不能拍照")
        device = QMediaDevices.defaultVideoInput()
        if device.isNull():
            return translate("CameraView", "没有找到摄像头")
        self._camera = QCamera(device, owner)
        session, sink = QMediaCaptureSession(owner), QVideoSink(owner)
        session.setCamera(self._camera)
        session.setVideoSink(sink)
        sink.videoFrameChanged.connect(lambda frame: owner.see(frame.toImage()))
        self._camera.errorOccurred.connect(lambda _error, words: owner.failed.emit(words))
        self._parts = [session, sink]
        self._camera.start()
        return ""

    def stop(self) -> None:
        """As `Lens`."""
        if self._camera is not None:
            self._camera.stop()
        self._camera, self._parts = None, []


def as_bytes(picture: QImage) -> bytes:
    """A picture as PNG in memory: what the photo is made from, without loss and without a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def made_lens() -> Lens:
    """The camera of this laptop; tests put another one in its place."""
    return QtLens()
