"""Keeps the visit's answers as they are given: within a second, in the order they came, without being asked.

Nothing here waits for a good moment: a laptop may be shut, dropped or switched off between any two answers.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.services.record_visit import VisitDraft, keep_draft
from ui import formats
from ui.i18n import translate
from ui.tasks import Tasks

LATEST_MS = 700
"""Milliseconds from the first change that is not kept to its being written."""


class DraftKeeper(QObject):
    """Writes one visit's draft.

    Signals:
        kept: (datetime) all answers up to a moment ago are in the store since then.
        failed: (KnownError) they are not; the next change, or `flush`, tries again.
    """

    kept = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, draft: VisitDraft, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._draft = desk, tasks, draft
        self._changed = self._over = False
        self._soon = QTimer(self, singleShot=True, interval=LATEST_MS)
        self._soon.timeout.connect(self.flush)

    def touch(self) -> None:
        """An answer was given. The timer is not put off by the next one, so that nothing waits for a pause."""
        if not self._over:
            self._changed = True
            if not self._soon.isActive():
                self._soon.start()

    def flush(self) -> None:
        """Write what is not yet written, now."""
        self._soon.stop()
        if self._changed and not self._over:
            self._changed = False
            copy = copy_of(self._draft)  # the form goes on changing its own while this one is written
            self._tasks.write(
                lambda: keep_draft(self._desk, copy), done=self._on_kept, failed=self._on_failed, owner=self
            )

    def pause(self) -> None:
        """The visit is being finished or thrown away: nothing more may be written of it."""
        self._soon.stop()
        self._over = True

    def go_on(self) -> None:
        """It was not finished after all."""
        self._over = False
        self.touch()

    def _on_kept(self, moment: datetime) -> None:
        self.kept.emit(moment)

    def _on_failed(self, error: KnownError) -> None:
        self._changed = True
        self.failed.emit(error)


def copy_of(draft: VisitDraft) -> VisitDraft:
    """The draft as it is now; what is in it is frozen, except the promise and the texts that are no answers yet."""
    return replace(draft, promise=replace(draft.promise), typed=dict(draft.typed))


def kept_words(at: datetime | None) -> str:
    """How long ago the draft was kept."""
    if at is None:
        return translate("VisitPage", "草稿未存")
    seconds = max(0, int((clock.now() - at).total_seconds()))
    if seconds < 2:
        return translate("VisitPage", "草稿已存")
    if seconds < 60:
        return translate("VisitPage", "草稿已存 %n 秒前", "", seconds)
    return translate("VisitPage", "草稿已存 {when}").format(when=formats.relative(at))
