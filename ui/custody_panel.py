"""Whether this laptop may be handed in: one light, what is missing in sentences, and the receipt of who holds what.

For the sync page and wherever somebody leaves: a part that keeps itself true from the workplace alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.services.custody import FileCustody, HandIn, Step, acknowledge_file, custody
from fieldapp.services.desk import Desk
from fieldapp.services.read_file import save_copy
from fieldapp.services.save_receipt import save_receipt
from ui import messages, theme
from ui.loader import Loader
from ui.parts.custody_way import CustodyWay
from ui.parts.rescue_dialog import RescueDialog
from ui.theme import Tone
from ui.viewmodels.custody_text import receipt_text
from ui.widgets.buttons import button, rename
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.labels import ElidedLabel, Picture, label, rule
from ui.widgets.ledger import Reason
from ui.widgets.states import Banner
from ui.words import files as words
from ui.workplace import Workplace

MOST_FILES = 40
"""Lines shown; the receipt has all of them."""
MOST_FACTS = 100_000
_SIGNS: dict[Tone, str] = {"ok": "ok", "warn": "warn"}
FileAct = Callable[[FileCustody], object]
Shown = tuple[HandIn, tuple[FileCustody, ...]]


class CustodyPanel(Card):
    """The card: `CustodyPanel(work)` is all it needs."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        self._work = work
        self.setAccessibleName(self.tr("交回电脑前的核对"))
        self._lamp = Picture("info", "text_2", 28)
        self._said = label("", "h2", wrap=True)
        self._detail = label("", "muted", wrap=True)
        self._error = Banner("", "warn")
        self._missing, self._lines = QVBoxLayout(), QVBoxLayout()
        self._held = QWidget()
        self.receipt = button(self.tr("导出回执…"), icon="export")
        self.rescue = button(self.tr("救援包…"), icon="save", says=self.tr("把未送达的内容存到U盘"))
        self.unfold = button(self.tr("文件明细"))
        self._lay_out()
        self._loader: Loader[Shown] = Loader(
            self, work.tasks, lambda: _look(work.desk), self._show, self._error.say_error
        )
        self.receipt.clicked.connect(self._ask_receipt)
        self.rescue.clicked.connect(self._open_rescue)
        self.unfold.toggled.connect(self._fold)
        work.status.connect(self._again)
        work.changed.connect(self._again)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.S)
        head.addWidget(self._lamp, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(theme.XXS)
        self._missing.setSpacing(theme.XXS)
        told.addWidget(self._said)
        told.addLayout(self._missing)
        told.addWidget(self._detail)
        head.addLayout(told, 1)
        self.body.addLayout(head)
        self._error.hide()
        self.add(self._error)
        told.addSpacing(theme.XS)
        keys = QHBoxLayout()
        keys.setSpacing(theme.XS)
        for one in (self.unfold, self.receipt, self.rescue):
            keys.addWidget(one)
        keys.addStretch(1)
        told.addLayout(keys)
        self.unfold.setCheckable(True)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.XS)
        self._held.setLayout(self._lines)
        self._held.hide()
        self.add(self._held)

    def _show(self, found: Shown) -> None:
        self._error.hide()
        light, files = found
        said, tone = words.hand_in(light)
        self._lamp.set(_SIGNS.get(tone, "info"), tone)
        self._lamp.setAccessibleName(said)
        self._said.setText(said)
        self._detail.setText(words.hand_in_detail(light) if light.safe else words.backup_words(light))
        empty(self._missing)
        for what, count in light.missing.items():
            self._missing.addWidget(label(f"· {words.missing(what, count)}", wrap=True))
        self.setAccessibleDescription(said)
        self.unfold.setVisible(bool(files))
        if self.unfold.isChecked():
            self._fill(files)

    def _fold(self, open_: bool) -> None:
        rename(self.unfold, self.tr("收起明细") if open_ else self.tr("文件明细"))
        self._held.setVisible(open_)
        shown = self._loader.shown()
        if open_ and shown is not None:
            self._fill(shown[1])

    def _fill(self, files: tuple[FileCustody, ...]) -> None:
        empty(self._lines)
        for one in files[:MOST_FILES]:
            self._lines.addWidget(rule())
            self._lines.addWidget(FileRow(one, self._copy, self._read))
        hidden = len(files) - MOST_FILES
        if hidden > 0:
            self._lines.addWidget(label(self.tr("还有 %n 个文件，都在回执里。", "", hidden), "faint"))

    def _ask_receipt(self) -> None:
        name = "{name}-{no}.txt".format(name=self.tr("保管回执"), no=self._work.desk.staff.staff_no)
        ask_path(self, self.tr("导出回执"), name, "Text (*.txt)", self.save_to)

    def save_to(self, path: Path) -> None:
        """Write the receipt there, as everything stands now."""
        desk = self._work.desk
        said = self.tr("回执已存到 {path}").format(path=path)
        self._write(lambda: save_receipt(path, receipt_text(custody(desk, limit=MOST_FACTS))), said)

    def _copy(self, one: FileCustody) -> None:
        desk = self._work.desk
        said = self.tr("副本已存到 {path}。副本不再加密，请妥善保管。")
        ask_path(
            self,
            self.tr("另存副本"),
            one.name or one.sha256[:12],
            "",
            lambda path: self._write(partial(save_copy, desk, one.sha256, path), said.format(path=path)),
        )

    def _write(self, act: Callable[[], None], said: str) -> None:
        self._work.tasks.read(act, done=lambda _none: self._say(said), failed=self._error.say_error, owner=self)

    def _say(self, said: str) -> None:
        if self._work.shell is not None:
            self._work.shell.say(said)

    def _read(self, one: FileCustody) -> None:
        work = self._work
        work.tasks.write(
            lambda: acknowledge_file(work.desk, one.sha256),
            done=work.saved,
            failed=self._error.say_error,
            owner=self,
        )

    def _open_rescue(self) -> None:
        RescueDialog(self.window(), self._work.desk, self._work.tasks).open()

    def _again(self) -> None:
        self._loader.ask()


class FileRow(QWidget):
    """One file with its way; of a refused one why, and what can be done with it."""

    def __init__(self, one: FileCustody, copy: FileAct, read: FileAct) -> None:
        super().__init__()
        told, _tone = words.file_custody(one)
        name = one.name or words.file_kind(one.kind)
        self.setAccessibleName(f"{name} {told}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.XXS, 0, theme.XXS)
        row.setSpacing(theme.S)
        row.addWidget(Picture(words.file_icon(one.kind), "text_2"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(ElidedLabel(name))
        kind = words.file_kind(one.kind)
        facts = (kind if kind != name else "", one.borrower, words.file_size(one.size))
        column.addWidget(label(" · ".join(fact for fact in facts if fact), "faint"))
        if one.code:
            column.addWidget(Reason(str(messages.say(one.code, dict(one.params))), "warn"))
        row.addLayout(column, 1)
        refused = bool(one.code) or one.fact_refused
        if refused:
            self._offer(row, self.tr("另存副本"), copy, one)
        if one.code and not one.read:
            self._offer(row, self.tr("知道了"), read, one)
        row.addWidget(_way(one, told), 0, Qt.AlignmentFlag.AlignTop)

    @staticmethod
    def _offer(row: QHBoxLayout, said: str, act: FileAct, one: FileCustody) -> None:
        made = button(said, "quiet", says=f"{said} {one.name}")
        made.clicked.connect(lambda: act(one))
        row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)


def _way(one: FileCustody, told: str) -> CustodyWay:
    """A file whose record was refused stands beside the way; one on its way says how far it is."""
    step = Step.REFUSED if one.fact_refused else one.step
    return CustodyWay(step, told if step in {Step.SENT, Step.REFUSED} else "")


def _look(desk: Desk) -> Shown:
    sheet = custody(desk, limit=0)
    return sheet.hand_in, sheet.files


def ask_path(parent: QWidget, title: str, name: str, kinds: str, chosen: Callable[[Path], object]) -> None:
    """Ask where to save something."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, str(Path(folder) / name), kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
