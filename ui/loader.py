"""How a page keeps itself true: it reads off the GUI thread, again when something changed, and only while it is seen.

A burst of changes costs one more read, not one each. A page that is covered by another reads when it is shown again,
which also brings what no change set tells (a draft that was kept). Nothing is handed to the page when what was read is
equal to what it shows, so nothing flickers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from fieldapp.errors import KnownError
from ui.tasks import Tasks

T = TypeVar("T")


class Loader(QObject, Generic[T]):
    """Reads for one page, from its first showing on.

    Args:
        read: what the page shows; called on a reader thread.
        show: puts it on screen; called only when it differs from what is shown.
        failed: says why it could not be read; what is shown stays.
        held: whether a read would be in the way now, of what the page does with the last one; `go_on` ends that.
    """

    def __init__(
        self,
        page: QWidget,
        tasks: Tasks,
        read: Callable[[], T],
        show: Callable[[T], object],
        failed: Callable[[KnownError], object],
        held: Callable[[], bool] | None = None,
    ) -> None:
        super().__init__(page)
        self._page, self._tasks = page, tasks
        self._read, self._show, self._failed, self._held = read, show, failed, held
        self._reading = self._again = False
        self._shown: T | None = None
        page.installEventFilter(self)

    def shown(self) -> T | None:
        """What the page shows now; None before the first answer."""
        return self._shown

    def ask(self) -> None:
        """Read soon: now if the page is seen, else when it is shown."""
        if not self._page.isVisible():
            return
        if self._reading or (self._held is not None and self._held()):
            self._again = True
            return
        self._reading = True
        self._tasks.read(self._read, done=self._take, failed=self._say, owner=self)

    def go_on(self) -> None:
        """Read what was asked for meanwhile."""
        if self._again:
            self._again = False
            self.ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Show:
            self.ask()
        return False

    def _take(self, found: T) -> None:
        before, self._shown = self._shown, found
        self._reading = False
        if found != before:
            self._show(found)
        self.go_on()

    def _say(self, error: KnownError) -> None:
        self._reading = False
        self._failed(error)
        self.go_on()
