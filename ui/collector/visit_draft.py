"""What is kept of a visit while it is filled in: a copy of the answers as they are, and how long ago that was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject

from fieldapp import clock
from fieldapp.services.desk import Desk
from fieldapp.services.record_visit import VisitDraft, keep_draft
from ui import formats
from ui.collector.soon_kept import SoonKept
from ui.i18n import translate
from ui.tasks import Tasks


def keeper_of(desk: Desk, tasks: Tasks, draft: VisitDraft, parent: QObject) -> SoonKept:
    """Keeps one visit's draft; its `kept` brings the moment (datetime) up to which all answers are in the store."""

    def writing() -> Callable[[], datetime]:
        copy = copy_of(draft)  # the form goes on changing its own while this one is written
        return lambda: keep_draft(desk, copy)

    return SoonKept(tasks, writing, parent)


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
