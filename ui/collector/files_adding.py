"""Taking files onto a case one after another: how far it is, and for each that could not be taken the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from fieldapp.errors import KnownError
from fieldapp.services.attach_file import About, AttachedNow, attach_file
from ui import messages
from ui.tasks import Task, current_job
from ui.workplace import Workplace

STEPS = 1000
"""Of the progress of one file."""


class Adding(QObject):
    """The files that wait to be taken, and the one under way.

    Signals:
        doing: (words, done, total) which file is being taken, and how far all of them are.
        ended: (told) all are through; `told` names those that were not taken and why, empty when all were.
        warned: (words) the server's room is nearly used up.
    """

    doing = Signal(str, int, int)
    ended = Signal(str)
    warned = Signal(str)

    def __init__(self, parent: QObject, work: Workplace, case_id: str) -> None:
        super().__init__(parent)
        self._work, self._case_id = work, case_id
        self._waiting: list[Path] = []
        self._refused: list[str] = []
        self._count = self._through = 0
        self._task: Task | None = None
        work.tasks.progressed.connect(self._on_progress)

    def add(self, paths: Sequence[Path]) -> None:
        """Take these too; folders are left out."""
        chosen = [path for path in paths if not path.is_dir()]
        self._waiting += chosen
        self._count += len(chosen)
        if self._task is None:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            self._over()
            return
        path = self._waiting.pop(0)
        self._say(path.name, 0)
        desk, case_id = self._work.desk, self._case_id
        self._task = self._work.tasks.write(
            lambda: attach_file(desk, case_id, path, About(), _tell),
            done=self._taken,
            failed=lambda error: self._not_taken(path, error),
            owner=self,
            words=path.name,
        )

    def _say(self, name: str, done: int) -> None:
        words = self.tr("正在加密保存 {number}/{count}：{name}").format(
            number=min(self._through + 1, self._count), count=self._count, name=name
        )
        self.doing.emit(words, self._through * STEPS + done, self._count * STEPS)

    def _on_progress(self, task: Task, done: int, _total: int) -> None:
        if task is self._task:
            self._say(task.words, done)

    def _taken(self, made: AttachedNow) -> None:
        if made.warning is not None:
            self.warned.emit(str(messages.sentence(made.warning)))
        self._work.saved(made.changes)
        self._through += 1
        self._next()

    def _not_taken(self, path: Path, error: KnownError) -> None:
        self._refused.append(self.tr("{name}：{why}").format(name=path.name, why=messages.sentence(error)))
        self._through += 1
        self._next()

    def _over(self) -> None:
        told = "\n".join(self._refused)
        self._task, self._refused, self._count, self._through = None, [], 0, 0
        self.ended.emit(told)


class Dropping(QObject):
    """Lets files be dropped anywhere on a page."""

    def __init__(self, page: QWidget, dropped: Callable[[Sequence[Path]], object]) -> None:
        super().__init__(page)
        self._dropped = dropped
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    def eventFilter(self, _page: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDragMoveEvent) and _files(event):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and _files(event):
            event.acceptProposedAction()
            self._dropped(_files(event))
            return True
        return False


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _tell(done: int, total: int) -> None:
    current_job().progress(done * STEPS // max(1, total), STEPS)
