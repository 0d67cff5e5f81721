"""The photos and files of a case: what there is, where each is, adding by command or by dropping, opening, saving.

A card that keeps itself true: the borrower page only puts it in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from fieldapp.domain.file_types import SUFFIXES
from fieldapp.services.read_file import CaseFileLine, files_of, save_copy, want_file
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, messages, theme
from ui.collector.files_adding import Adding, Dropping
from ui.custody_panel import ask_path
from ui.loader import Loader
from ui.parts.file_viewer import FileViewer, can_show
from ui.widgets.buttons import button, rename
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.emptying import empty
from ui.widgets.labels import ElidedLabel, Picture, label, rule
from ui.widgets.states import Banner
from ui.words import files as words
from ui.workplace import Workplace

FIRST = 6
"""Lines shown until somebody wants all of them."""
LineAct = Callable[[CaseFileLine], object]


class FilesCard(Card):
    """The card of one case; `over` is the page that files may be dropped on."""

    def __init__(self, work: Workplace, case_id: str, over: QWidget) -> None:
        super().__init__()
        self._work, self._case_id = work, case_id
        self._all = False
        self.setAccessibleName(self.tr("照片与文件"))
        self.add_files = button(self.tr("添加照片或文件"), "quiet", "attachment", keys="Ctrl+Shift+A")
        self.add_files.clicked.connect(self._ask_files)
        self._trouble, self._near = Banner("", "warn", closable=True), Banner("", "warn", closable=True)
        self._progress, self._bar = QWidget(), QProgressBar()
        self._doing = ElidedLabel("", "faint")
        self._lines = QVBoxLayout()
        self.more = button("", "plain")
        self._lay_out()
        self.adding = Adding(self, work, case_id)
        self.adding.doing.connect(self._on_doing)
        self.adding.ended.connect(self._on_ended)
        self.adding.warned.connect(lambda said: self._near.say(said, "warn"))
        Dropping(over, self.adding.add)
        self._loader: Loader[list[CaseFileLine]] = Loader(
            self, work.tasks, lambda: files_of(work.desk, case_id), self._show, self._trouble.say_error
        )
        self.more.clicked.connect(self._unfold)
        work.changed.connect(self._on_changed)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self.tr("照片与文件"), "h2"), 1)
        head.addWidget(self.add_files)
        self.body.addLayout(head)
        inside = QVBoxLayout(self._progress)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("加密保存的进度"))
        inside.addWidget(self._doing)
        inside.addWidget(self._bar)
        self._lines.setSpacing(theme.XXS)
        for part in (self._trouble, self._near, self._progress):
            part.hide()
            self.add(part)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.hide()

    def _show(self, lines: Sequence[CaseFileLine]) -> None:
        empty(self._lines)
        shown = lines if self._all else lines[:FIRST]
        for number, line in enumerate(shown):
            if number:
                self._lines.addWidget(rule())
            self._lines.addWidget(FileLineRow(line, self._open, self._copy, self._want))
        if not lines:
            told = self.tr("还没有照片或文件。点“添加照片或文件”，或者把文件拖到这一页上。")
            self._lines.addWidget(label(told, "muted", wrap=True))
        self.more.setVisible(len(lines) > len(shown))
        rename(self.more, self.tr("显示全部 %n 个", "", len(lines)))

    def _unfold(self) -> None:
        self._all = True
        self._show(self._loader.shown() or [])

    def _ask_files(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        endings = " ".join(f"*{suffix} *{suffix.upper()}" for suffix in SUFFIXES)
        kinds = self.tr("照片、PDF 和录音") + f" ({endings})"
        dialog = QFileDialog(self, self.tr("添加照片或文件"), folder, kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda chosen: self.adding.add([Path(one) for one in chosen]))
        dialog.open()

    def _on_doing(self, words_: str, done: int, total: int) -> None:
        self._trouble.hide()
        self._progress.show()
        self._doing.setText(words_)
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _on_ended(self, told: str) -> None:
        self._progress.hide()
        if told:
            self._trouble.say(told, "warn")

    def _open(self, line: CaseFileLine) -> None:
        FileViewer(self.window(), self._work, line.record.content, lambda: self._copy(line)).show()

    def _copy(self, line: CaseFileLine) -> None:
        desk, content, work = self._work.desk, line.record.content, self._work
        said = self.tr("副本已存到 {path}。副本不再加密，请妥善保管。")

        def save(path: Path) -> None:
            work.tasks.read(
                lambda: save_copy(desk, content.sha256, path),
                done=lambda _none: work.shell.say(said.format(path=path)) if work.shell else None,
                failed=self._trouble.say_error,
                owner=self,
            )

        ask_path(self, self.tr("另存副本"), content.name, "", save)

    def _want(self, line: CaseFileLine) -> None:
        work = self._work
        work.tasks.write(
            lambda: want_file(work.desk, self._case_id, line.record.content.sha256),
            done=work.saved,
            failed=self._trouble.say_error,
            owner=self,
        )

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.files or self._case_id in changes.cases or not changes:
            self._loader.ask()


class FileLineRow(QWidget):
    """One file: what it is, whose, where; and the one thing to do with it."""

    def __init__(self, line: CaseFileLine, open_: LineAct, copy: LineAct, want: LineAct) -> None:
        super().__init__()
        content = line.record.content
        said, tone = _where(line)
        self.setAccessibleName(f"{content.name} {said}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(theme.XS)
        row.addWidget(Picture(words.file_icon(content.kind.value), "text_2"))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(ElidedLabel(content.name))
        day = formats.short_date(formats.civil(line.record.made_at).date())
        facts = (words.file_size(content.size), day, line.by if line.custody is None else "")
        told.addWidget(ElidedLabel(" · ".join(fact for fact in facts if fact), "faint"))
        if line.custody is not None and line.custody.code:
            told.addWidget(label(str(messages.say(line.custody.code, dict(line.custody.params))), "faint", wrap=True))
        row.addLayout(told, 1)
        row.addWidget(Chip(said, tone))
        act, words_ = (want, self.tr("取回")) if not line.here else (copy, self.tr("另存"))
        if line.here and can_show(content.media_type):
            act, words_ = open_, self.tr("打开")
        made = button(words_, "quiet", says=f"{words_} {content.name}")
        made.setEnabled(not line.wanted)
        made.clicked.connect(lambda: act(line))
        row.addWidget(made)


def _where(line: CaseFileLine) -> tuple[str, theme.Tone]:
    if line.custody is not None:
        return words.file_custody(line.custody)
    return words.elsewhere(here=line.here, wanted=line.wanted)
