"""Taking the visible list out: as what, what for, and what will stand in it; the rules are asked before the file is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from fieldapp import clock
from fieldapp.domain.compliance.answer import Answer, Outcome
from fieldapp.errors import KnownError
from fieldapp.services import export_list
from fieldapp.services.desk import Desk
from fieldapp.services.export_list import Exported, ExportPurpose, FileKind, Table
from fieldapp.store.laptop.case_list import CaseLine
from ui import formats, messages, theme
from ui.collector.case_aside import Aside
from ui.collector.case_paper import write_paper
from ui.i18n import translate
from ui.tasks import Task, current_job
from ui.widgets.buttons import button
from ui.widgets.choice import Choice
from ui.widgets.labels import label
from ui.widgets.paged_model import Column
from ui.widgets.states import Banner
from ui.workplace import Workplace

CHUNK = 400


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written: how many cases, how to find them (off the screen's thread), and which columns."""

    count: int
    find: Callable[[], Sequence[str]]
    columns: tuple[Column[CaseLine], ...]


def purpose_words(purpose: ExportPurpose) -> str:
    """What a list is taken out for."""
    return {
        ExportPurpose.VISITS: translate("ExportPanel", "外访准备"),
        ExportPurpose.MEETING: translate("ExportPanel", "组内会议"),
        ExportPurpose.CHECK: translate("ExportPanel", "与办公室核对"),
    }[purpose]


class ExportPanel(Aside):
    """The panel beside the list; `choose_path` asks for a place and can be another in a test."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("导出清单"))
        self._work = work
        self._wish: Wish | None = None
        self._task: Task | None = None
        self._written: Path | None = None
        self.choose_path: Callable[[str, str], str] = self._ask_path
        self._told = label("", wrap=True)
        self._kind = Choice(
            self.tr("文件"), [(FileKind.XLSX.value, "Excel"), (FileKind.CSV.value, "CSV"), (FileKind.PDF.value, "PDF")]
        )
        self._purpose = Choice(self.tr("用途"), [(one.value, purpose_words(one)) for one in ExportPurpose])
        self._purpose.changed.connect(lambda _value: self._ask_rules())
        self._answer = Banner("", "info")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("导出进度"))
        self._write = button(self.tr("导出到…"), "primary", "export")
        self._write.clicked.connect(self._start)
        self._stop = button(self.tr("取消导出"))
        self._stop.clicked.connect(self._cancel)
        self._done = Banner("", "ok", action=self.tr("打开所在文件夹"))
        self._done.acted.connect(self._show_folder)
        self._lay_out()
        self._purpose.set_value(ExportPurpose.VISITS.value)
        self._kind.set_value(FileKind.XLSX.value)

    def show_wish(self, wish: Wish) -> None:
        """Say what would be written now."""
        self._wish = wish
        titles = "、".join(column.title for column in wish.columns)
        words = self.tr("%n 个案件", "", wish.count) + self.tr("，按列表现在的列和顺序：{columns}。").format(
            columns=titles
        )
        words += self.tr("电话和证件号不在其中。文件里写明谁、何时、因何导出、多少条，并留有记录。")
        self._told.setText(words)
        self._write.setEnabled(bool(wish.count) and self._task is None)
        if not self._answer.isVisible():
            self._ask_rules()

    def _lay_out(self) -> None:
        for part in (
            self._told, label(self.tr("文件"), "strong"), self._kind, label(self.tr("用途"), "strong"), self._purpose,
            self._answer, self._bar, self._write, self._stop, self._done,
        ):  # fmt: skip
            self.lines.addWidget(part)
            self.lines.addSpacing(theme.XS)
        self.lines.addStretch(1)
        for part in (self._answer, self._bar, self._stop, self._done):
            part.hide()

    def _ask_rules(self) -> None:
        desk, purpose = self._work.desk, ExportPurpose(self._purpose.value() or ExportPurpose.VISITS.value)
        self._work.tasks.read(lambda: export_list.may_export(desk, purpose), done=self._say_rules, owner=self)

    def _say_rules(self, answer: Answer) -> None:
        self._write.setEnabled(answer.outcome is not Outcome.BLOCK and self._task is None)
        if answer.outcome is Outcome.ALLOWED:
            self._answer.say(self.tr("规则允许导出遮盖后的工作清单（R36）。"), "ok")
            return
        spoken = answer.against[0]
        words = str(messages.say(spoken.code, dict(spoken.params)))
        instead = "；".join(str(messages.say(one.code, dict(one.params))) for one in answer.instead)
        told = f"{words}（{spoken.rule_id}）" + (f" {instead}" if instead else "")
        self._answer.say(told, "stop" if answer.outcome is Outcome.BLOCK else "warn")

    def _start(self) -> None:
        wish = self._wish
        kind = FileKind(self._kind.value() or FileKind.XLSX.value)
        name = self.tr("案件清单") + f"-{clock.now():%Y%m%d-%H%M}.{kind.value}"
        where = self.choose_path(name, kind.value) if wish is not None else ""
        if not where or wish is None:
            return
        path = Path(where).with_suffix(f".{kind.value}")
        purpose = ExportPurpose(self._purpose.value() or ExportPurpose.VISITS.value)
        desk = self._work.desk
        self._begin(busy=True)
        self._task = self._work.tasks.read(
            lambda: write_list(desk, wish, path, kind, purpose), done=self._finish, failed=self._fail, owner=self
        )
        self._work.tasks.progressed.connect(self._on_progress)
        self._work.tasks.ended.connect(self._on_end)

    def _begin(self, *, busy: bool) -> None:
        self._bar.setRange(0, 0)
        self._bar.setVisible(busy)
        self._stop.setVisible(busy)
        self._write.setVisible(not busy)
        if busy:
            self._done.hide()

    def _on_progress(self, task: Task, done: int, total: int) -> None:
        if task is self._task:
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _on_end(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self._work.tasks.progressed.disconnect(self._on_progress)
            self._work.tasks.ended.disconnect(self._on_end)
            self._begin(busy=False)

    def _finish(self, exported: Exported) -> None:
        self._written = Path(exported.file)
        words = self.tr("已导出 %n 条", "", exported.rows)
        self._done.say(f"{words} · {self._written.name} · {exported.number}", "ok", action=self.tr("打开所在文件夹"))

    def _fail(self, error: KnownError) -> None:
        self._done.say_error(error)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _show_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))

    def _ask_path(self, name: str, kind: str) -> str:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        parent: QWidget = self.window()
        found, _ = QFileDialog.getSaveFileName(parent, self.tr("导出清单"), f"{folder}/{name}", f"*.{kind}")
        return found


def write_list(desk: Desk, wish: Wish, path: Path, kind: FileKind, purpose: ExportPurpose) -> Exported:
    """Write the file and keep that it was done; on another thread, inside a task.

    Raises:
        KnownError: what the rules say, `list.too_many_rows`, `list.not_written`.
    """
    job = current_job()
    ids = list(wish.find())
    export_list.must_be_allowed(desk, purpose, len(ids))
    now = clock.now()
    exported = Exported(export_list.new_number(), now, desk.staff.name, purpose, kind, len(ids), str(path))

    def step(done: int, total: int) -> None:
        job.check()
        job.progress(done, total)

    rows = export_list.counted(_rows(desk, ids, wish.columns), len(ids), step)
    table = Table(_titles(wish.columns), rows, len(ids), mark_words(desk, exported), _figures(wish.columns))
    if kind is FileKind.PDF:
        write_paper(path, table)
    else:
        export_list.write_file(path, kind, table)
    export_list.keep_export(desk, exported)
    return exported


def mark_words(desk: Desk, exported: Exported) -> str:
    """Who took the list out, when, what for, how much of it."""
    who = f"{desk.staff.name}（{desk.staff.staff_no}）"
    count = translate("ExportPanel", "%n 条", "", exported.rows)
    when = f"{formats.civil(exported.at):%Y-%m-%d %H:%M}"
    return f"{who} · {when} · {count} · {purpose_words(exported.purpose)} · {exported.number}"


def _rows(desk: Desk, ids: Sequence[str], columns: Sequence[Column[CaseLine]]) -> Iterator[Sequence[str]]:
    for first in range(0, len(ids), CHUNK):
        with desk.store.reading() as unit:
            lines = unit.cases.of_cases(ids[first : first + CHUNK])
        for line in lines:
            yield [text for column in columns for text in _texts(column, line)]


def _texts(column: Column[CaseLine], line: CaseLine) -> list[str]:
    return [column.text(line)] if column.second is None else [column.text(line), column.second(line)]


def _titles(columns: Sequence[Column[CaseLine]]) -> tuple[str, ...]:
    titles: list[str] = []
    for column in columns:
        titles += [column.title] if column.second is None else [column.title, translate("ExportPanel", "经营场所")]
    return tuple(titles)


def _figures(columns: Sequence[Column[CaseLine]]) -> frozenset[int]:
    kinds: list[str] = []
    for column in columns:
        kinds += [column.kind] if column.second is None else [column.kind, "text"]
    return frozenset(number for number, kind in enumerate(kinds) if kind == "money")
