"""Recording what is raised, where it is heard: who said it, in which words, and what rests from this moment on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout

from fieldapp.domain.matter import MatterKind
from fieldapp.errors import KnownError
from fieldapp.services.claim_payment import claim_payment
from fieldapp.services.raise_matter import (
    MatterDesk,
    MatterDraft,
    SavedMatter,
    begin_matter,
    discard_matter,
    keep_matter,
)
from ui import formats, theme, words
from ui.collector.files_adding import Dropping
from ui.collector.matter_form import MatterForm
from ui.collector.voucher_card import VoucherCard
from ui.loader import Loader
from ui.parts.matters_card import MattersCard
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.ledger import Reason
from ui.widgets.page import Action, PageFrame
from ui.widgets.states import Banner
from ui.workplace import Workplace

KEEP_MS = 700


class MatterSheet(PageFrame):
    """The sheet of one kind for one case; `id_` is "case|kind". Ctrl+Return records it. The draft saves itself."""

    def __init__(self, work: Workplace, id_: str) -> None:
        case_id, _, kind = id_.partition("|")
        self._kind = MatterKind(kind or MatterKind.DISPUTE)
        super().__init__(words.matter_title(self._kind), can_go_back=True)
        self._work, self._case_id = work, case_id
        self._opened: MatterDesk | None = None
        self._saving = self._done = False
        self._trouble = Banner("", "stop")
        self._trouble.hide()
        self.body.addWidget(self._trouble)
        left, right = self.columns(3, 2)
        self.form = MatterForm(self._kind)
        left.addWidget(self.form)
        self.vouchers = VoucherCard(self._kind)
        left.addWidget(self.vouchers)
        right.addWidget(self._freeze_card())
        right.addWidget(MattersCard(work, case_id, records=False))
        self._keeping = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._keeping.timeout.connect(self._keep)
        self.form.changed.connect(self._touch)
        self.vouchers.changed.connect(self._touch)
        Dropping(self, self._dropped)
        (self._record,) = self.set_actions([Action(words.matter_title(self._kind), self._save, "check", "Ctrl+Return")])
        self._record.setEnabled(False)
        self._loader: Loader[MatterDesk] = Loader(
            self, work.tasks, lambda: begin_matter(work.desk, case_id, self._kind), self._show, self._say_error
        )

    def _freeze_card(self) -> Card:
        card = Card(self.tr("从记录的那一刻起"))
        self._effects = QVBoxLayout()
        self._effects.setSpacing(theme.XXS)
        card.body.addLayout(self._effects)
        return card

    def _show(self, opened: MatterDesk) -> None:
        if self._opened is not None:
            return  # what is being filled in is not disturbed
        self._opened = opened
        case = opened.file.known
        number = self.tr("案件 {no}").format(no=case.case_no)
        self.set_title(words.matter_title(self._kind), f"{case.borrower.name} · {number}")
        self.form.begin(opened)
        self.vouchers.set_paths([Path(one) for one in opened.draft.vouchers] if opened.draft else [])
        self._show_effects(opened)
        self._record.setEnabled(True)
        if opened.draft is not None:
            self._trouble.say(self.tr("接着上次没写完的记录。"), "info")
        self.form.focus_first()

    def _show_effects(self, opened: MatterDesk) -> None:
        empty(self._effects)
        rule = "R18" if self._kind is MatterKind.HARDSHIP else "R17"
        self._effects.addWidget(Reason(words.matter_freezes(self._kind), "warn", rule))
        dates, told = opened.dates, []
        if dates.answer_by is not None:
            told.append(self.tr("办公室应于 {day} 前答复").format(day=formats.short_date(dates.answer_by)))
        if dates.frozen_until is not None:
            told.append(self.tr("最迟冻结到 {day}").format(day=formats.short_date(dates.frozen_until)))
        if told:
            self._effects.addWidget(Reason(formats.clauses(told), "info"))
        if self._kind is MatterKind.PAID_CLAIM:
            claim = self.tr("银行一入账，冻结自动解除；查不到时由主管答复，承诺和方案照旧。")
            self._effects.addWidget(Reason(claim, "info"))
        held = self.tr("离线也立即生效；联网后主管会看到。你自己不能答复，对方收回时可以撤回。")
        self._effects.addWidget(label(held, "faint", wrap=True))

    def _dropped(self, paths: Sequence[Path]) -> None:
        self.vouchers.add_paths(paths)

    def _draft(self) -> MatterDraft:
        draft = self.form.draft()
        draft.vouchers = [str(path) for path in self.vouchers.paths()]
        return draft

    def hideEvent(self, event: QHideEvent) -> None:
        self.form.said.flush()
        if self._keeping.isActive():
            self._keeping.stop()
            self._keep()
        super().hideEvent(event)

    def _touch(self) -> None:
        """Something was filled in. The timer is not put off by the next keystroke."""
        if not self._keeping.isActive():
            self._keeping.start()

    def _keep(self) -> None:
        if self._opened is None or self._saving or self._done:
            return
        draft, case_id, kind = self._draft(), self._case_id, self._kind
        self._work.tasks.write(lambda: keep_matter(self._work.desk, case_id, kind, draft))

    def _save(self) -> None:
        if self._opened is None or self._saving or not self.form.check():
            return
        self._saving = True
        self._keeping.stop()
        self._record.setEnabled(False)
        raised, paths = self.form.raised(self._opened), self.vouchers.paths()
        self._work.tasks.write(
            lambda: claim_payment(self._work.desk, self._case_id, raised, paths),
            done=self._saved,
            failed=self._refused,
            owner=self,
            words=self.tr("正在加密保存…"),
        )

    def _saved(self, saved: SavedMatter) -> None:
        self._done = True
        self._work.saved(saved.changes)
        if self._work.shell is not None:
            told = self.tr("已记录{what}，从现在起：{rests}")
            self._work.shell.say(
                told.format(what=words.matter_kind(self._kind), rests=words.matter_freezes(self._kind)), "ok"
            )
        self.back.emit()

    def _refused(self, error: KnownError) -> None:
        self._saving = False
        self._record.setEnabled(True)
        self._trouble.say_error(error)
        self._touch()

    def discard(self) -> None:
        """Throw away what was begun; for whoever leaves without recording."""
        self._done = True
        case_id, kind = self._case_id, self._kind
        self._work.tasks.write(lambda: discard_matter(self._work.desk, case_id, kind))
        self.back.emit()

    def _say_error(self, error: KnownError) -> None:
        self._trouble.say_error(error)
