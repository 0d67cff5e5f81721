"""Handing over a copy: onto a stick, as a code for a phone's camera, or by mail; and what each of them does.

A copy that leaves the program is not encrypted any more, and it says so before, not after.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from fieldapp.documents.plan_paper import PlanPaper
from fieldapp.documents.sealing import plan_in
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import sha256
from fieldapp.services.examine_paper import save_copy
from fieldapp.services.hand_over import code_for, copy_to_stick, mail_address
from fieldapp.sync.status import SyncPhase
from ui import theme
from ui.parts.code_picture import CodePicture
from ui.parts.drives import Drive, removable_drives
from ui.tasks import Task, current_job
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.drawer import Drawer
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.states import Banner

if TYPE_CHECKING:
    from ui.workplace import Workplace

MEGABYTE = 1_000_000


class HandOverSheet(Drawer):
    """The sheet over a page.

    Signals:
        copied: (Path) a whole copy lies there, read back and compared.
    """

    copied = Signal(object)

    def __init__(self, over: QWidget, work: Workplace, pdf: bytes, name: str, mark: str = "") -> None:
        super().__init__(over, self.tr("交付副本"))
        self._work, self._pdf, self._name = work, pdf, name
        self._task: Task | None = None
        self._dialog: QFileDialog | None = None
        self._drives = QVBoxLayout()
        self._drives.setSpacing(theme.XS)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("写入和核对的进度"))
        self._bar.hide()
        self._stick_told, self._mail_told = Banner("", "info"), Banner("", "info")
        self.look_again = button(self.tr("重新查找 U 盘"), "quiet", "sync")
        self.code = CodePicture(self.tr("核对二维码"))
        self._code_told = label("", "muted", wrap=True)
        self.mail = button(self.tr("存一份副本并打开邮件程序…"), "quiet", "mail")
        self._make_form(mark)
        self.look_again.clicked.connect(self.look)
        self.mail.clicked.connect(self._ask_mail)
        self.closed.connect(self.deleteLater)
        work.tasks.progressed.connect(self._on_progress)
        work.tasks.read(lambda: _code(pdf, name), done=self._on_code, owner=self)
        self._show_mail()
        self.look()

    def look(self) -> None:
        """Ask which sticks are there."""
        self._stick_told.hide()
        self._work.tasks.read(removable_drives, done=self._on_drives, owner=self)

    def drive_buttons(self) -> list[QWidget]:
        """The sticks to choose from."""
        items = (self._drives.itemAt(number) for number in range(self._drives.count()))
        parts = (item.widget() for item in items if item is not None)
        return [part for part in parts if part is not None]

    def _make_form(self, mark: str) -> None:
        if mark:
            told = self.tr("这份文书现在还是“{mark}”，副本里同样写明；生效后请再交付一次。").format(mark=mark)
            warning = Banner(told, "warn")
            self.body.addWidget(warning)
        stick = Card(self.tr("拷到 U 盘"))
        told = self.tr("原样拷贝整个文件，写完读回核对，一致才算成功。副本不加密，谁拿到都能打开。")
        stick.add(label(told, "muted", wrap=True))
        stick.body.addLayout(self._drives)
        for part in (self._bar, self._stick_told, self.look_again):
            stick.add(part)
        self._stick_told.hide()
        code = Card(self.tr("用手机拍二维码"))
        code.add(self._code_told)
        code.body.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        mail = Card(self.tr("用邮件发送"))
        told = self.tr(
            "先把副本存到你选的位置，再打开这台电脑的邮件程序；附件要你自己添加。邮件里不写姓名和金额，只写文书编号。"
        )
        mail.add(label(told, "muted", wrap=True))
        mail.add(self._mail_told)
        mail.add(self.mail)
        self._mail_told.hide()
        for card in (stick, code, mail):
            self.body.addWidget(card)
        self.body.addStretch(1)

    def _on_drives(self, drives: list[Drive]) -> None:
        empty(self._drives)
        for drive in drives:
            free = self.tr("{name}（可用 {free} MB）").format(name=drive.name, free=f"{drive.free // MEGABYTE:,}")
            one = button(free, "", "save")
            one.setEnabled(not drive.read_only and drive.free > len(self._pdf))
            if drive.read_only:
                one.setToolTip(self.tr("这个盘不能写入"))
            one.clicked.connect(lambda _checked=False, root=drive.root: self.copy_to(root))
            self._drives.addWidget(one)
        if not drives:
            self._drives.addWidget(label(self.tr("没有找到 U 盘。插好后按“重新查找”。"), "body", wrap=True))

    def copy_to(self, root: Path) -> None:
        """Copy onto this stick; a stick that is pulled meanwhile keeps no half file under the paper's name."""
        if self._task is not None:
            return
        pdf, name = self._pdf, self._name
        for part in self.drive_buttons():
            part.setEnabled(False)
        self._bar.setRange(0, 0)
        self._bar.show()
        self._stick_told.say(self.tr("正在写入并读回核对，请不要拔出 U 盘。"), "info")
        self._stick_told.show()
        self._task = self._work.tasks.read(
            lambda: copy_to_stick(pdf, root, name, _tell), done=self._on_copied, failed=self._on_not_copied, owner=self
        )

    def _on_copied(self, path: Path) -> None:
        self._end_copy()
        self._stick_told.say(self.tr("已写入并核对一致：{path}。可以安全弹出了。").format(path=path), "ok")
        self._stick_told.show()
        self.copied.emit(path)

    def _on_not_copied(self, error: KnownError) -> None:
        self._end_copy()
        self._stick_told.say_error(error)
        self._stick_told.show()

    def _end_copy(self) -> None:
        self._task = None
        self._bar.hide()
        self._work.tasks.read(removable_drives, done=self._on_drives, owner=self)

    def _on_progress(self, task: Task, done: int, total: int) -> None:
        if task is self._task:
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _on_code(self, made: tuple[str, bool]) -> None:
        text, whole = made
        self.code.show_text(text)
        self._code_told.setText(
            self.tr("码里是债权人名称和电话、各期日期和金额、文书编号和文件指纹，拍下就能看；它不是文书本身。")
            if whole
            else self.tr("码里只有文书编号和文件指纹，用来核对文书真伪；它不是文书本身。")
        )

    def _show_mail(self) -> None:
        status = self._work.last_status
        online = status is not None and status.phase is not SyncPhase.AWAY
        self.mail.setEnabled(online)
        if not online:
            self._mail_told.say(self.tr("现在离线，邮件发不出去；可以先拷到 U 盘。"), "info")
            self._mail_told.show()

    def _ask_mail(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(folder) / f"{self._name}.pdf")
        dialog = self._dialog = QFileDialog(self, self.tr("副本存到哪里"), proposed, "PDF (*.pdf)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(lambda chosen: self.mail_from(Path(chosen)))
        dialog.open()

    def mail_from(self, path: Path) -> None:
        """Put a copy there and open the mail program."""
        pdf = self._pdf
        self._work.tasks.write(
            lambda: save_copy(pdf, path),
            done=lambda _done: self._open_mail(path),
            failed=self._mail_told_error,
            owner=self,
        )

    def _mail_told_error(self, error: KnownError) -> None:
        self._mail_told.say_error(error)
        self._mail_told.show()

    def _open_mail(self, path: Path) -> None:
        body = self.tr("文书见附件。")
        url = QUrl(mail_address(self.tr("文书 {number}").format(number=self._name), body))
        if QDesktopServices.openUrl(url):
            told, tone = self.tr("邮件程序已打开。请添加附件 {path}，确认收件人后再发送。"), "info"
        else:
            told, tone = self.tr("这台电脑没有可用的邮件程序。副本已存到 {path}，请用别的办法发送。"), "warn"
        self._mail_told.say(told.format(path=path), "warn" if tone == "warn" else "info")
        self._mail_told.show()


def _tell(done: int, total: int) -> None:
    current_job().check()
    current_job().progress(done, total)


def _code(pdf: bytes, name: str) -> tuple[str, bool]:
    """What the code of this file says; a file without attached data has its number and digest alone."""
    paper: PlanPaper | None
    try:
        paper = plan_in(pdf)
    except KnownError:
        paper = None
    return code_for(paper, paper.doc_no if paper is not None else name, sha256(pdf))
