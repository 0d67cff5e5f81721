"""What a page shows before the first cases have come: that they are coming, how far it is, or why they are not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from fieldapp.sync.status import SyncPhase, SyncStatus
from fieldapp.sync.when import Cause
from ui import formats, messages, theme
from ui.widgets.buttons import button
from ui.widgets.labels import Picture, label
from ui.workplace import Workplace


class FirstSync(QWidget):
    """Follows sync by itself; being offline is said calmly, with what can be done."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._picture = Picture("cloud_off", "text_3", 40)
        self._title = label("", "h2")
        self._words = label("", "muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setFixedWidth(440)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setFixedWidth(280)
        self._bar.setAccessibleName(self.tr("同步进度"))
        self._now = button(self.tr("立即同步"), icon="sync")
        self._now.clicked.connect(lambda: work.sync_now(Cause.ASKED))
        self._lay_out()
        self.show_status(work.last_status)
        work.status.connect(self.show_status)
        work.progress.connect(self.show_progress, Qt.ConnectionType.QueuedConnection)

    def show_status(self, status: SyncStatus | None) -> None:
        """Say how sync stands."""
        waiting = status is None or status.phase in {SyncPhase.WORKING, SyncPhase.IDLE}
        self._picture.set("sync" if waiting else "cloud_off", "text_3")
        self._bar.setVisible(waiting)
        self._now.setVisible(not waiting)
        if waiting or status is None:
            self._say(self.tr("正在取回你的案件"), self.tr("第一次同步要把名下案件都取到本机，之后离线也能工作。"))
        else:
            # a dict of str | int is one of object; the catalogue only reads it
            told = messages.say(status.code, dict(status.params or {})) if status.code else ""
            self._say(self.tr("还没有取回案件"), str(told) or self.tr("联网后会自动同步。"))

    def show_progress(self, records: int, _files: int) -> None:
        """Say how many records have come so far."""
        if records and self._bar.isVisible():
            words = self.tr("已收到 {count} 条记录，可以先看别处。").format(count=formats.number(records))
            self._say(self.tr("正在取回你的案件"), words)

    def _say(self, title: str, words: str) -> None:
        self._title.setText(title)
        self._words.setText(words)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.S)
        column.addStretch(1)
        for part in (self._picture, self._title, self._words, self._bar, self._now):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
