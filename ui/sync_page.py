"""Sync, for every role: what has not left this laptop yet, what was refused and why, and how the last rounds went.

Being away from the net is the normal state of the field: it is grey, and nothing here asks for anything then.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from fieldapp.errors import KnownError
from fieldapp.services.read_refusal import acknowledge
from fieldapp.store.laptop.unit import ChangeSet
from fieldapp.sync.status import SyncPhase, SyncStatus
from ui import conflict_desk, sync_words
from ui.custody_panel import CustodyPanel
from ui.loader import Loader
from ui.parts.renew_sign_in import RenewCard
from ui.sync_parts import FactsCard, FilesCard, LogCard, Numbers, RefusedCard
from ui.sync_trouble import Trouble
from ui.sync_words import EXPIRED
from ui.viewmodels.sync_view import IN_PLACE, SyncView, look_at_sync, state_sentence
from ui.widgets.labels import label, set_tone
from ui.widgets.page import Action, PageFrame
from ui.widgets.states import Banner
from ui.workplace import Workplace


class SyncPage(PageFrame):
    """The page."""

    def __init__(self, work: Workplace) -> None:
        super().__init__("")
        self.set_title(self.tr("同步"))
        self._work = work
        self._offered: tuple[bool, int, int] | None = None
        self.sentence = label("", "body", wrap=True, selectable=True)
        self.progress = QProgressBar()
        self.banner = Banner("", "warn", action=self.tr("重试"))
        self.numbers, self.facts, self.files, self.log = Numbers(), FactsCard(), FilesCard(), LogCard()
        self.refused, self.renew, self.trouble = RefusedCard(), RenewCard(work), Trouble(work)
        self.custody = CustodyPanel(work)
        self._lay_out()
        self.loader: Loader[SyncView] = Loader(self, work.tasks, self._look, self._show, self._fail)
        self.banner.acted.connect(self._again)
        self.refused.read.connect(self._acknowledge)
        self.refused.open_wanted.connect(lambda case_id: work.open("case", case_id))
        self.refused.conflicts_wanted.connect(self.show_conflicts)
        work.status.connect(self._again)
        work.changed.connect(self._again)
        work.progress.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self._offer(working=work.working, refused=0, conflicts=0)

    def sync_now(self) -> None:
        """Run a round now."""
        self._work.sync_now()

    def stop(self) -> None:
        """Let the round under way stop; what has arrived stays."""
        self._work.sync.cancel()

    def show_refused(self) -> None:
        """Bring what was refused into sight, with the keyboard on it."""
        if not self.refused.isHidden():
            self.reveal(self.refused)
            self.refused.take_keyboard()
        else:  # files alone
            self.reveal(self.custody)
            self.custody.unfold.setChecked(True)
            self.custody.unfold.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_conflicts(self) -> None:
        """Go to the conflict desk."""
        conflict_desk.open_desk(self._work)

    def _look(self) -> SyncView:
        work = self._work
        return look_at_sync(work.desk, working=work.working, next_try=work.sync.next_try())

    def _lay_out(self) -> None:
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(self.tr("同步进度"))
        above: tuple[QWidget, ...] = (self.banner, self.sentence, self.progress, self.renew, self.trouble, self.numbers)
        for part in (*above, self.refused):
            self.body.addWidget(part)
        for hidden in (self.banner, self.progress, self.refused, self.renew):
            hidden.hide()
        left, right = self.columns(3, 2)
        left.addWidget(self.custody)
        left.addWidget(self.facts)
        right.addWidget(self.files)
        right.addWidget(self.log)

    def _show(self, found: SyncView) -> None:
        status = found.status
        self.banner.hide()
        _, tone, last = sync_words.line(status)
        self.set_title(self.tr("同步"), " · ".join(part for part in (last, sync_words.next_try(status)) if part))
        self.sentence.setText(state_sentence(status))
        self.sentence.setVisible(bool(self.sentence.text()))
        in_place = status.code in IN_PLACE and not (status.refused or status.files_refused)
        set_tone(self.sentence, "warn" if tone == "warn" and not in_place else "text_2")
        self._offer_for(status)
        self.trouble.show_status(status)
        self.numbers.show_status(status)
        self._show_renew(needed=status.code == EXPIRED)
        self.refused.show_lines(found.refused)
        self.facts.show_lines(found.facts)
        self.files.show_lines(found.files)
        self.log.show_rounds(found.rounds)

    def _show_renew(self, *, needed: bool) -> None:
        if not needed and self.renew.passphrase.hasFocus():
            self.setFocus()  # else the keyboard, and with it the page, would jump to whatever comes next
        self.renew.setVisible(needed)

    def _offer_for(self, status: SyncStatus) -> None:
        refused = status.refused - status.conflicts + status.files_refused
        self._offer(working=status.phase is SyncPhase.WORKING, refused=refused, conflicts=status.conflicts)

    def _offer(self, *, working: bool, refused: int, conflicts: int) -> None:
        """What the head offers: to sync, or to stop doing it; and to see what was refused or clashed."""
        if (working, refused, conflicts) == self._offered:
            return
        self._offered = working, refused, conflicts
        self.progress.setVisible(working)
        actions = []
        if conflicts:
            actions.append(Action(self.tr("冲突台（%n）", "", conflicts), self.show_conflicts, "compare"))
        if refused:
            actions.append(Action(self.tr("未被接收（%n）", "", refused), self.show_refused, "warn"))
        if working:
            actions.append(Action(self.tr("停止"), self.stop, "stop", kind=""))
        else:
            actions.append(Action(self.tr("立即同步"), self.sync_now, "sync", "Ctrl+R"))
        self.set_actions(actions)

    def _on_progress(self, records: int, files: int) -> None:
        if self._offered is not None and self._offered[0]:
            parts = [self.tr("已收到 %n 条记录", "", records)]
            if files:
                parts.append(self.tr("已传 %n 个文件", "", files))
            self.sentence.setText(" · ".join(parts))

    def _acknowledge(self, fact_id: str) -> None:
        work = self._work
        work.tasks.write(
            lambda: acknowledge(work.desk, fact_id),
            done=lambda _none: work.saved(ChangeSet(outbox=True)),
            failed=self._fail,
            owner=self,
        )

    def _again(self) -> None:
        self.loader.ask()

    def _fail(self, error: KnownError) -> None:
        self.banner.say_error(error, action=self.tr("重试"))
