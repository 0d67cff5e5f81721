"""The quiet line at the foot of the window: what is in hand and what is not sent yet, who works here, in one glance.

Each part is a small button that leads to where one can do something about it; a part with nothing to say is not there.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import icons, theme, tokens
from ui.mirror import mirrored
from ui.theme import Tone
from ui.widgets.chips import Chip
from ui.widgets.labels import show_in_place

HEIGHT = 34
PICTURE = 15


class FootButton(QPushButton):
    """A part of the line: a small picture and faint words. It elides nothing: its words are short, or it is hidden."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self._tone: Tone = "text_2"
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.TARGET)
        self.setFlat(True)
        self.hide()

    def say(self, words: str, tone: Tone = "text_2", *, tip: str = "", says: str = "") -> None:
        """Say this; empty words take the part away. `says` is a longer name for a screen reader."""
        self._tone = tone
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(says or words)
        self.setToolTip(tip)
        show_in_place(self, shown=bool(words))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        self.ensurePolished()
        words = self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        hint.setWidth(words + theme.scaled(PICTURE) + theme.XXS + 2 * theme.XS)
        return hint

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = self.rect().adjusted(1, 3, -1, -3)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_weak"))
            painter.drawRoundedRect(inner, tokens.FIELD_RADIUS, tokens.FIELD_RADIUS)
        side = theme.scaled(PICTURE)
        where = self.rect().adjusted(theme.XS, 0, -theme.XS, 0)
        picture = where.adjusted(0, 0, side - where.width(), 0)
        words = where.adjusted(side + theme.XXS, 0, 0, 0)
        direction = self.layoutDirection()
        icons.draw(painter, self._icon, mirrored(direction, self.rect(), picture), self._tone)
        painter.setPen(theme.colour(self._tone))
        words = mirrored(direction, self.rect(), words)
        painter.drawText(
            words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), self.text().replace("&&", "&")
        )
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, tokens.FIELD_RADIUS, tokens.FIELD_RADIUS)


class Foot(QWidget):
    """The line.

    Signals:
        cash_wanted, unsent_wanted, trouble_wanted, news_wanted, keys_wanted: that part was pressed.
    """

    cash_wanted = Signal()
    unsent_wanted = Signal()
    trouble_wanted = Signal()
    news_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.scaled(HEIGHT))
        self.setAccessibleName(self.tr("状态栏"))
        self.practice = Chip(self.tr("练习数据"), "info")
        self.practice.hide()
        self.cash, self.unsent, self.trouble = FootButton("cash"), FootButton("cloud_upload"), FootButton("cloud_alert")
        self.news, self.keys = FootButton("bell"), FootButton("keyboard")
        self.who = FootButton("user")
        self.keys.say(self.tr("F1 快捷键"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.M, 0, theme.M, 0)
        row.setSpacing(theme.XXS)
        row.addWidget(self.practice)
        for part in (self.cash, self.unsent, self.trouble):
            row.addWidget(part)
        row.addStretch(1)
        for part in (self.who, self.news, self.keys):
            row.addWidget(part)
        self.cash.clicked.connect(self.cash_wanted)
        self.unsent.clicked.connect(self.unsent_wanted)
        self.trouble.clicked.connect(self.trouble_wanted)
        self.news.clicked.connect(self.news_wanted)
        self.keys.clicked.connect(self.keys_wanted)
