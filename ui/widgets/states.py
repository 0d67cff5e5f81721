"""What a page shows when it has nothing, when something about it must be known, and when it is waiting."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from fieldapp.errors import KnownError
from ui import messages, theme
from ui.tasks import Task, Tasks
from ui.theme import Tone
from ui.widgets.buttons import button, icon_button
from ui.widgets.labels import SIGNS, Picture, label, set_tone, show_in_place, sign


class EmptyState(QWidget):
    """Nothing here, why that is so, and what can be done: never just a blank space.

    Signals:
        acted: the action's button was pressed.
    """

    acted = Signal()

    def __init__(self, title: str, words: str = "", *, icon: str = "empty", action: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.XL, theme.L, theme.XL)
        column.setSpacing(theme.XS)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Picture(icon, "text_3", 40), 0, middle)
        column.addWidget(label(title, "h2"), 0, middle)
        if words:
            told = label(words, "muted", wrap=True)
            told.setAlignment(middle)
            told.setMaximumWidth(440)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(told, 6)
            row.addStretch(1)
            column.addLayout(row)
        if action:
            column.addSpacing(theme.XS)
            made = button(action)
            made.clicked.connect(self.acted)
            column.addWidget(made, 0, middle)
        column.addStretch(1)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)


class Banner(QFrame):
    """Something about this page that must be known, in the page, until it no longer holds.

    Signals:
        acted: its action was pressed.
        closed: the person has seen it.
    """

    acted = Signal()
    closed = Signal()

    def __init__(self, words: str, tone: Tone = "info", *, action: str = "", closable: bool = False) -> None:
        super().__init__()
        self.setObjectName("note")
        self._closable = closable
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S, theme.XXS, theme.XS, theme.XXS)
        row.setSpacing(theme.XS)
        self._sign = sign(tone)
        self._words = label(words, wrap=True)
        self._words.setMinimumHeight(theme.TARGET)
        self._action = button("", "quiet")
        self._action.clicked.connect(self.acted)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._action)
        if closable:
            close = icon_button("close", self.tr("关闭提示"))
            close.clicked.connect(self._close)
            row.addWidget(close)
        self.say(words, tone, action=action)

    def say(self, words: str, tone: Tone = "info", *, action: str = "") -> None:
        """Say something else."""
        set_tone(self, tone)
        self._sign.set(SIGNS.get(tone, "info"), tone)
        self._words.setText(words)
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(words)
        show_in_place(self, shown=True)

    def say_error(self, error: KnownError, *, action: str = "") -> None:
        """Say a known error in its own sentence."""
        self.say(str(messages.sentence(error)), "warn" if error.retryable else "stop", action=action)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


class BusyOverlay(QWidget):
    """Lies over a part of a page while a task that fills it is slow; shows how far it is and lets it be cancelled.

    `watch` may be called for every task: it shows nothing unless the task takes over a second.

    Signals:
        cancelled: (Task) the person asked to stop it.
    """

    cancelled = Signal(object)

    def __init__(self, over: QWidget, tasks: Tasks) -> None:
        super().__init__(over)
        self._task: Task | None = None
        self._words = label("", "strong")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(280)
        self._stop = button(self.tr("取消"))
        self._stop.clicked.connect(self._cancel)
        self._lay_out()
        self.hide()
        over.installEventFilter(self)
        tasks.slow.connect(self._on_slow)
        tasks.progressed.connect(self._on_progress)
        tasks.ended.connect(self._on_end)

    def watch(self, task: Task, *, can_cancel: bool = True) -> None:
        """Look after this task until it is over."""
        self._task = task
        self._stop.setVisible(can_cancel)
        self._stop.setEnabled(True)
        self._words.setText(task.words or self.tr("正在处理…"))
        self._bar.setRange(0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = theme.colour("canvas")
        veil.setAlpha(225)
        painter.fillRect(QRectF(self.rect()), veil)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.S)
        column.addStretch(1)
        for part in (self._words, self._bar, self._stop):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._bar.setAccessibleName(self.tr("进度"))

    def _on_slow(self, task: Task) -> None:
        parent = self.parentWidget()
        if task is self._task and parent is not None:
            self.setGeometry(parent.rect())
            self.raise_()
            self.show()

    def _on_progress(self, task: Task, done: int, total: int) -> None:
        if task is self._task:
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _on_end(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self.hide()

    def _cancel(self) -> None:
        if self._task is not None:
            self._stop.setEnabled(False)
            self._words.setText(self.tr("正在取消…"))
            self._task.cancel()
            self.cancelled.emit(self._task)
