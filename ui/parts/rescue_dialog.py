"""Saving everything unsent onto a stick: what it holds, where to, how far it is, and that it was read back.

It needs the open store and nothing else, so the sign-in window can offer it too, for a laptop that is locked or
revoked.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.services.rescue_bundle import SUFFIX, BundleWritten, bundle_name, what_to_rescue, write_bundle
from ui import messages, theme
from ui.tasks import Task, Tasks, current_job
from ui.widgets.buttons import button, rename
from ui.widgets.labels import label
from ui.widgets.states import Banner


class RescueDialog(QDialog):
    """The dialog; blocks nothing.

    Signals:
        written: (BundleWritten) a bundle lies where the person wanted it, and was read back.
    """

    written = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Desk, tasks: Tasks) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._task: Task | None = None
        self.setWindowTitle(self.tr("生成救援包"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.scaled(520))
        self._held = label(self.tr("正在清点本机未送达的内容…"), "body", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("写入和核对的进度"))
        self._bar.hide()
        self._told = Banner("", "info")
        self._told.hide()
        self.choose = button(self.tr("选择U盘位置并写入…"), "primary", "save")
        self.choose.clicked.connect(self._ask_where)
        self.choose.setEnabled(False)
        self.leave = button(self.tr("关闭"), "plain")
        self.leave.clicked.connect(self.close)
        self._lay_out()
        tasks.progressed.connect(self._on_progress)
        tasks.read(lambda: what_to_rescue(desk), done=self._say_held, failed=self._told.say_error, owner=self)

    def write_to(self, path: Path) -> None:
        """Write the bundle there."""
        self.choose.setEnabled(False)
        self._bar.setRange(0, 0)
        self._bar.show()
        self._told.say(self.tr("正在写入，写完会读回核对。请不要拔出U盘。"), "info")
        self._fit()
        desk = self._desk
        self._task = self._tasks.read(
            lambda: write_bundle(desk, path, _tell), done=self._done, failed=self._failed, owner=self
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.L, theme.L, theme.L, theme.M)
        column.setSpacing(theme.S)
        column.addWidget(label(self.tr("把未送达的记录和文件存到U盘"), "h1", wrap=True))
        told = self.tr(
            "网络一直不通、电脑要交回或被停用时使用。救援包已加密，只有办公室能打开；"
            "导入后，同样的内容以后再同步也不会重复。"
        )
        column.addWidget(label(told, "muted", wrap=True))
        for part in (self._held, self._bar, self._told):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.choose)
        column.addLayout(row)

    def _say_held(self, found: tuple[int, int]) -> None:
        facts, files = found
        if not facts and not files:
            self._held.setText(messages.say("rescue.nothing").text)
            self._fit()
            return
        self._held.setText(
            self.tr("救援包里会有：{facts}和 {files}，以及核对它们需要的本机记录。").format(
                facts=self.tr("%n 条未送达的记录", "", facts), files=self.tr("%n 个未送达的文件", "", files)
            )
        )
        self.choose.setEnabled(True)
        self.choose.setFocus()
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _ask_where(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        start = str(Path(folder) / bundle_name(self._desk))
        dialog = QFileDialog(self, self.windowTitle(), start, self.tr("救援包") + f" (*{SUFFIX})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.fileSelected.connect(lambda chosen: self.write_to(Path(chosen)))
        dialog.open()

    def _on_progress(self, task: Task, done: int, total: int) -> None:
        if task is self._task:
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _fit(self) -> None:
        """As high as its words need: a label that wraps does not ask for more by itself."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _done(self, made: BundleWritten) -> None:
        self._bar.hide()
        said = messages.say("rescue.written", {"facts": made.facts, "files": made.files})
        self._told.say(f"{said} {made.path}", "ok")
        rename(self.leave, self.tr("完成"))
        self.choose.hide()
        self.leave.setFocus()
        self._fit()
        self.written.emit(made)

    def _failed(self, error: KnownError) -> None:
        self._bar.hide()
        self.choose.setEnabled(True)
        self._told.say_error(error)
        self._fit()


def _tell(done: int, total: int) -> None:
    current_job().check()
    current_job().progress(done * 1000 // max(1, total), 1000)  # bytes may be more than a signal's number holds
