"""Keeps what somebody fills in within a second of every change, in the order it came, without being asked.

Nothing here waits for a good moment: a laptop may be shut, dropped or switched off between any two answers.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from fieldapp.errors import KnownError
from ui.tasks import Tasks

LATEST_MS = 700
"""Milliseconds from the first change that is not kept to its being written."""


class SoonKept(QObject):
    """Writes a draft soon after it was touched; `writing` is asked for the work, so that it holds a copy of its own.

    Signals:
        kept: (what the work answered) everything up to a moment ago is in the store.
        failed: (KnownError) it could not be written; the next change tries again.
    """

    kept = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, writing: Callable[[], Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._writing = tasks, writing
        self._changed = self._over = False
        self._soon = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._soon.timeout.connect(self.flush)

    def touch(self) -> None:
        """Something changed. The timer is not put off by the next change, so that nothing waits for a pause."""
        if not self._over:
            self._changed = True
            if not self._soon.isActive():
                self._soon.start()

    def flush(self) -> None:
        """Write what is not yet written, now."""
        self._soon.stop()
        if self._changed and not self._over:
            self._changed = False
            self._tasks.write(self._writing(), done=self._on_kept, failed=self._on_failed, owner=self)

    def pause(self) -> None:
        """It is being finished or thrown away: nothing more may be written of it."""
        self._soon.stop()
        self._over = True

    def go_on(self) -> None:
        """It was not finished after all."""
        self._over = False
        self.touch()

    def _on_kept(self, answer: object) -> None:
        self.kept.emit(answer)

    def _on_failed(self, error: KnownError) -> None:
        self._changed = True
        self.failed.emit(error)
