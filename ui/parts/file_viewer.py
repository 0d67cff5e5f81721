"""Looking at a file without a copy of it ever lying on the disk in clear: photos and PDF are shown from memory."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from fieldapp.domain.attached_file import FileContent
from fieldapp.errors import KnownError
from fieldapp.services.read_file import read_file
from ui import theme
from ui.widgets.buttons import button
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.pdf_pane import PdfPane
from ui.widgets.states import Banner
from ui.words import files as words
from ui.workplace import Workplace

LARGEST_SIDE = 2400
"""Pixels of the longer side that a photo is decoded to."""
PDF = "application/pdf"


def can_show(media_type: str) -> bool:
    """Whether such a file can be looked at here."""
    return media_type == PDF or media_type.startswith("image/")


class FileViewer(QDialog):
    """One file in a window of its own; blocks nothing. Escape closes it."""

    def __init__(
        self, parent: QWidget | None, work: Workplace, content: FileContent, save: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(content.name)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(theme.scaled(960), theme.scaled(720))
        self._trouble = Banner("", "warn")
        self._trouble.hide()
        self.photo = _Photo(content.name)
        self._paper = PdfPane(work.tasks, content.name) if content.media_type == PDF else None
        self._lay_out(content, save)
        desk, digest = work.desk, content.sha256
        if self._paper is not None:
            work.tasks.read(lambda: read_file(desk, digest), done=self._paper.show_pdf, failed=self._fail, owner=self)
        else:
            work.tasks.read(
                lambda: decoded(read_file(desk, digest)), done=self.photo.show_image, failed=self._fail, owner=self
            )

    def _lay_out(self, content: FileContent, save: Callable[[], object]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.M, theme.M, theme.M, theme.M)
        column.setSpacing(theme.S)
        head = QHBoxLayout()
        head.setSpacing(theme.S)
        head.addWidget(ElidedLabel(content.name, "h2"), 1)
        facts = f"{words.file_kind(content.kind.value)} · {words.file_size(content.size)}"
        head.addWidget(label(facts, "muted"))
        copy = button(self.tr("另存副本"), "quiet", "save")
        copy.clicked.connect(save)
        head.addWidget(copy)
        leave = button(self.tr("关闭"))
        leave.clicked.connect(self.close)
        head.addWidget(leave)
        column.addLayout(head)
        column.addWidget(self._trouble)
        column.addWidget(self._paper or self.photo, 1)

    def _fail(self, error: KnownError) -> None:
        self._trouble.say_error(error)


class _Photo(QLabel):
    """A photo, as large as there is room for."""

    def __init__(self, says: str) -> None:
        super().__init__()
        self._image = QImage()
        self.setAccessibleName(says)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def show_image(self, image: QImage) -> None:
        """Show it; one that could not be decoded is told."""
        self._image = image
        if image.isNull():
            self.setText(self.tr("这张照片的内容无法显示，可以另存副本后再看。"))
        else:
            self._fit()

    def shown(self) -> bool:
        """Whether a photo is on screen."""
        return not self._image.isNull()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._image.isNull():
            self._fit()

    def _fit(self) -> None:
        ratio = self.devicePixelRatioF()
        room = self.size() * ratio
        size = self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(self._image.size())
        fitted = self._image.scaled(
            size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(ratio)
        self.setPixmap(QPixmap.fromImage(fitted))


def decoded(content: bytes) -> QImage:
    """A photo the right way up, no larger than a screen needs; null when it is none. For a reader thread."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > LARGEST_SIDE:
        reader.setScaledSize(size.scaled(QSize(LARGEST_SIDE, LARGEST_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
