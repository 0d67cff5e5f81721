"""From the plan desk onto paper: drawn off the GUI thread, then opened for signing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from fieldapp.domain.plans.plan_life import PlanContent
from fieldapp.errors import KnownError
from fieldapp.services import issue_document
from fieldapp.services.desk import Desk
from fieldapp.services.issue_document import DrawnPaper
from ui.collector.signing import SigningPage
from ui.tasks import Task
from ui.viewmodels.signing import Signing
from ui.widgets.states import BusyOverlay

if TYPE_CHECKING:
    from ui.workplace import Workplace


class PaperDrawing(QObject):
    """`draw` puts plans on one paper and opens it.

    Signals:
        changed: it has begun or ended. failed: (KnownError) it cannot be printed, and why.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, work: Workplace, page: QWidget) -> None:
        super().__init__(page)
        self._work = work
        self._task: Task | None = None
        self._overlay = BusyOverlay(page, work.tasks)

    @property
    def busy(self) -> bool:
        """Whether a paper is being drawn."""
        return self._task is not None

    def draw(self, desk: Desk, case_id: str, contents: Sequence[PlanContent]) -> None:
        """Draw the paper of these plans, the leading one first."""
        first, *further = contents
        self._task = self._work.tasks.write(
            lambda: issue_document.draw_up(desk, case_id, first, further=tuple(further)),
            done=self._on_drawn,
            failed=self._on_failed,
            owner=self,
            words=self.tr("正在出具文书…"),
        )
        self._overlay.watch(self._task, can_cancel=False)
        self.changed.emit()

    def _on_drawn(self, drawn: DrawnPaper) -> None:
        self._task = None
        self.changed.emit()
        work, signing = self._work, Signing(drawn)
        assert work.shell is not None
        work.shell.open(f"sign:{drawn.paper.doc_no}", lambda: SigningPage(work, drawn, signing))

    def _on_failed(self, error: KnownError) -> None:
        self._task = None
        self.changed.emit()
        self.failed.emit(error)
