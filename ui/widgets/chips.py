"""Short states in words: weak ground, strong text, and a dot, so that colour is never alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import formats, theme
from ui.theme import Bucket, Tone

HEIGHT = 22


def paint_chip(
    painter: QPainter,
    where: QRectF,
    text: str,
    strong: QColor,
    ground: QColor,
    *,
    dot: bool,
    direction: Qt.LayoutDirection | None = None,
) -> None:
    """Paint a chip into `where`, which is as large as `chip_size` says; for widgets and table cells alike.

    `direction` is the widget's own, where it may differ from the program's.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("faint"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(where, where.height() / 2, where.height() / 2)
    from_left = (direction or QGuiApplication.layoutDirection()) != Qt.LayoutDirection.RightToLeft
    start, room = theme.XS, where.width() - theme.XS - theme.XXS
    if dot:
        painter.setBrush(strong)
        at = where.left() + start + 3 if from_left else where.right() - start - 3
        painter.drawEllipse(QPointF(at, where.center().y()), 3, 3)
        start, room = start + theme.S, room - theme.S
    painter.setPen(strong)
    left = where.left() + start if from_left else where.right() - start - room
    words = QRectF(left, where.top(), room, where.height())
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(words.width()))
    side = Qt.AlignmentFlag.AlignLeft if from_left else Qt.AlignmentFlag.AlignRight
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side, shown)
    painter.restore()


def chip_size(text: str, *, dot: bool = True) -> QSize:
    """How large a chip with this text is, in px, at the user's text size."""
    metrics = QFontMetrics(theme.font("faint"))
    width = metrics.horizontalAdvance(text) + 2 * theme.XS + (theme.S if dot else 0) + 2
    return QSize(width, max(HEIGHT, metrics.height() + 4))


def chip_colours(tone: Tone, bucket: Bucket | None = None) -> tuple[QColor, QColor]:
    """Text and ground of a chip now."""
    if bucket is not None:
        return theme.bucket_colour(bucket), theme.bucket_ground(bucket)
    return theme.colour(tone), theme.weak(tone)


def bucket_words(bucket: Bucket, days: int) -> str:
    """What a bucket's chip says: its name and the days past due."""
    return f"{bucket} · {formats.days(days)}"


class Chip(QWidget):
    """A state of the thing it stands beside. `tone` text_2 is the neutral one."""

    def __init__(self, text: str, tone: Tone = "text_2", *, dot: bool = True, bucket: Bucket | None = None) -> None:
        super().__init__()
        self._text, self._tone, self._dot, self._bucket = text, tone, dot, bucket
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """The words on it."""
        return self._text

    def set(self, text: str, tone: Tone) -> None:
        """Say another state."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._text, dot=self._dot)

    def paintEvent(self, _event: QPaintEvent) -> None:
        strong, ground = chip_colours(self._tone, self._bucket)
        where, direction = QRectF(self.rect()), self.layoutDirection()
        paint_chip(QPainter(self), where, self._text, strong, ground, dot=self._dot, direction=direction)


def bucket_chip(bucket: Bucket, days: int) -> Chip:
    """The chip of an ageing bucket: "M2 · 45 天" in the bucket's fixed colour."""
    return Chip(bucket_words(bucket, days), bucket=bucket)


class ChipButton(QPushButton):
    """A chip that can be pressed: it looks like one and is as tall as a target must be."""

    def __init__(self, text: str, tone: Tone = "text_2") -> None:
        super().__init__()
        self._tone = tone
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(text, tone)

    def set(self, text: str, tone: Tone) -> None:
        """Say another state."""
        self._tone = tone
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        size = chip_size(self.text())
        return QSize(size.width() + 4, max(theme.TARGET, size.height() + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        strong, ground = chip_colours(self._tone)
        height = chip_size(self.text()).height()
        where = QRectF(2, (self.height() - height) / 2, self.width() - 4, height)
        paint_chip(painter, where, self.text(), strong, ground, dot=True, direction=self.layoutDirection())
        if self.hasFocus() or self.underMouse():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(
                QPen(theme.colour("focus" if self.hasFocus() else "field_line"), 2 if self.hasFocus() else 1)
            )
            painter.drawRoundedRect(where.adjusted(-1, -1, 1, 1), height / 2 + 1, height / 2 + 1)
