"""Leaving while something waits to be sent: sync now and wait, keep it for later, or stay. Nothing is lost either way.

One question for signing out and for closing the window, over the window it is about.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from fieldapp.errors import KnownError
from fieldapp.sync.status import SyncStatus, read_status
from fieldapp.sync.steps import SyncReport
from fieldapp.sync.when import Cause
from ui import messages, sync_words, theme
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labels import label, set_tone
from ui.workplace import Workplace

WIDTH = 520


class Leaving(QObject):
    """Asks before a person leaves. One for each window.

    `closing` is given to the window's `may_close`; `sign_out` is what the button for it does.
    """

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._work = work
        self._question: LeaveQuestion | None = None
        self._looking = False

    def sign_out(self) -> None:
        """Sign out, once nothing waits or the person has said what shall be done with it."""
        self._begin(self._work.signed_out.emit)

    def closing(self) -> bool:
        """A person closes the window: it stays until that is clear, and then closes by itself."""
        shell = self._work.shell
        assert shell is not None
        self._begin(shell.close)
        return False

    def _begin(self, leave: Callable[[], object]) -> None:
        if self._looking or (self._question is not None and self._question.isVisible()):
            return
        self._looking = True
        self._work.tasks.read(
            lambda: _status(self._work), done=lambda found: self._ask(found, leave), failed=self._fail, owner=self
        )

    def _ask(self, status: SyncStatus, leave: Callable[[], object]) -> None:
        self._looking = False
        shell = self._work.shell
        over = shell.centralWidget() if shell is not None else None
        if not status.pending or over is None:
            leave()
            return
        self._question = LeaveQuestion(over, self._work, status, leave)
        self._question.come()

    def _fail(self, error: KnownError) -> None:
        self._looking = False
        if self._work.shell is not None:
            self._work.shell.say_error(error)


class LeaveQuestion(QWidget):
    """The veil over the window and the question on it. Escape stays."""

    def __init__(self, over: QWidget, work: Workplace, status: SyncStatus, leave: Callable[[], object]) -> None:
        super().__init__(over)
        self._work, self._leave = work, leave
        self._waiting, self._rounds = False, 0
        self._before: QWidget | None = over.focusWidget()
        self.card = Card(self.tr("还有没送达的"))
        self.card.setFixedWidth(theme.scaled(WIDTH))
        self.told = label("", wrap=True)
        self.detail = label("", "muted", wrap=True)
        self.progress = QProgressBar()
        self.first = button(self.tr("同步后离开"), "primary", "sync")
        self.later = button(self.tr("留到下次"))
        self.stay = button(self.tr("取消"), "plain")
        self._lay_out()
        self._say(status)
        self.first.clicked.connect(self._sync)
        self.later.clicked.connect(self._go)
        self.stay.clicked.connect(self.go_away)
        work.heard.connect(self._heard)
        work.status.connect(self._on_status)
        work.progress.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        over.installEventFilter(self)

    def come(self) -> None:
        """Show over the whole window, and take the keyboard."""
        over = self.parentWidget()
        assert over is not None
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        self.first.setFocus(Qt.FocusReason.PopupFocusReason)

    def go_away(self) -> None:
        """Stay: a round under way goes on, nobody waits for it any more."""
        self._waiting = False
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        veil = theme.colour("canvas")
        veil.setAlpha(215)
        QPainter(self).fillRect(QRectF(self.rect()), veil)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_away()
        else:
            event.accept()  # what is typed here is not for the page below

    def focusNextPrevChild(self, next_: bool) -> bool:
        """The keyboard stays on the question."""
        keys = [one for one in (self.first, self.later, self.stay) if one.isVisible() and one.isEnabled()]
        here = next((number for number, one in enumerate(keys) if one.hasFocus()), -1)
        if keys:
            keys[(here + (1 if next_ else -1)) % len(keys)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _lay_out(self) -> None:
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(self.tr("同步进度"))
        keep = self.progress.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(keep)
        self.progress.hide()
        for part in (self.told, self.detail, self.progress):
            self.card.add(part)
        keys = QHBoxLayout()
        keys.setSpacing(theme.XS)
        keys.addWidget(self.stay)
        keys.addStretch(1)
        keys.addWidget(self.later)
        keys.addWidget(self.first)
        self.card.body.addLayout(keys)
        column = QVBoxLayout(self)
        column.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.card)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(2)

    def _say(self, status: SyncStatus) -> None:
        self.told.setText(self.tr("{held}。").format(held=sync_words.waiting(status)))
        self.detail.setText(self.tr("留到下次也不会丢：都加密保存在这台电脑上，下次在这里登录后继续发送。"))
        set_tone(self.detail, "text_2")

    def _sync(self) -> None:
        self._waiting, self._rounds = True, 2 if self._work.working else 1
        self.first.setEnabled(False)
        self.progress.show()
        self.detail.setText(self.tr("正在发送，送完就离开。"))
        set_tone(self.detail, "text_2")
        self.later.setText(self.tr("不等了，留到下次"))
        self.later.setFocus(Qt.FocusReason.OtherFocusReason)
        self._work.sync_now(Cause.LEAVING)

    def _heard(self, report: SyncReport) -> None:
        self._rounds -= 1
        if self._waiting and report.error is not None:
            self._stop_waiting(str(messages.sentence(report.error)))

    def _on_status(self, status: SyncStatus) -> None:
        if not self.isVisible():
            return
        if status.pending:
            self.told.setText(self.tr("{held}。").format(held=sync_words.waiting(status)))
            if self._waiting and self._rounds <= 0:
                self._stop_waiting(self.tr("这一轮没有全部送达。"))
        elif self._waiting and self._rounds <= 0:
            self._go()

    def _on_progress(self, _records: int, files: int) -> None:
        if self._waiting and files:
            self.detail.setText(self.tr("正在发送，已传 %n 个文件，送完就离开。", "", files))

    def _stop_waiting(self, why: str) -> None:
        self._waiting = False
        self.progress.hide()
        self.first.setEnabled(True)
        self.first.setText(self.tr("重试"))
        self.later.setText(self.tr("留到下次"))
        self.detail.setText(why)
        set_tone(self.detail, "warn")
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        self.go_away()
        self._leave()


def _status(work: Workplace) -> SyncStatus:
    with work.desk.store.reading() as unit:
        return read_status(unit, working=work.working)
