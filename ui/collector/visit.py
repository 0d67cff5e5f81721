"""A visit, from arrival to leaving: one guided form that keeps itself and asks only what fits.

The page begins the visit (or goes on with the one that was begun) when it is opened, keeps every answer within a
second, and becomes a fact with "离开并完成". Where the rules are against a visit it says so, what is possible instead,
and, where they only warn, takes the reason. Putting an earlier visit right is the same page on the earlier answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance.for_case import whom_at
from fieldapp.errors import KnownError
from fieldapp.services.look_at_case import look_at_case
from fieldapp.services.record_visit import SavedVisit, VisitDesk, discard_draft, finish_visit, remember_open
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, messages
from ui.collector.help_button import HelpButton
from ui.collector.soon_kept import SoonKept
from ui.collector.visit_draft import copy_of, keeper_of, kept_words
from ui.collector.visit_form import VisitForm
from ui.collector.visit_refused import RefusedCard
from ui.collector.visit_right import RightColumn
from ui.collector.visit_side import MissingKey
from ui.in_pieces import InPieces, Piece
from ui.viewmodels.visit_form import Arrival, advice, arrive, begin_again, gaps
from ui.viewmodels.whereabouts import facts
from ui.widgets.chips import Chip
from ui.widgets.labels import label
from ui.widgets.page import Action, PageFrame
from ui.widgets.states import Banner
from ui.workplace import Workplace

TICK_MS = 1000


class VisitPage(PageFrame):
    """The page of one visit: `about` is the case, or "case|premises"; with `corrects` the visit that is put right."""

    def __init__(self, work: Workplace, about: str, corrects: str = "") -> None:
        super().__init__("", can_go_back=True)
        self.set_title(self.tr("更正外访") if corrects else self.tr("外访"))
        self._work, self._corrects = work, corrects
        self._case_id, _, self._premises_id = about.partition("|")
        self._seen: CaseView | None = None
        self._kept_at: datetime | None = None
        self._permission = ""
        self._done = self._held_back = self._ending = False
        self.is_filled = False
        self.form: VisitForm | None = None
        self.right: RightColumn | None = None
        self.keeper: SoonKept | None = None
        self._refused: RefusedCard | None = None
        self.banner = Banner("", "warn")
        self.banner.hide()
        self.banner.acted.connect(self._load)
        self._opening: QWidget = label(self.tr("正在打开外访…"), "muted")
        self.body.addWidget(self.banner)
        self.body.addWidget(self._opening)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._say_facts)
        work.changed.connect(self._on_change)
        self._load()

    @property
    def is_settled(self) -> bool:
        """Whether everything there is to show is on screen: the form, or why there is none."""
        return self.is_filled or self._refused is not None or self.banner.isVisibleTo(self)

    def finish(self) -> None:
        """Leave: keep the visit for good, or say what is still missing and go there."""
        if self.form is None or self.right is None or self._ending or self._hold_back():
            return
        self._ending = True  # a second press in the same moment would record a second visit
        self.right.settle()
        if self.keeper is not None:
            self.keeper.pause()
        self._offer(usable=False)
        draft = copy_of(self.form.draft)
        self._work.tasks.write(
            lambda: finish_visit(self._work.desk, draft),
            done=self._finished,
            failed=self._not_finished,
            owner=self,
            words=self.tr("正在保存外访…"),
        )

    def discard(self) -> None:
        """Throw the begun visit away."""
        if self._ending or self.form is None:
            return
        self._ending = True
        if self.keeper is not None:
            self.keeper.pause()
        if self.right is not None:
            self.right.recording.recorder.end()
        self._offer(usable=False)
        ref = self.form.draft.ref
        told = self.tr("这次更正已放弃") if self._corrects else self.tr("这次外访已放弃，没有留下记录")
        self._work.tasks.write(
            lambda: discard_draft(self._work.desk, ref),
            done=lambda _none: self._leave(told),
            failed=self._not_finished,
            owner=self,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()
        self._remember(shown=True)
        self._say_facts()
        if self._done:  # it was finished while another page was shown
            QTimer.singleShot(0, self, self._go_to_case)

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        if self.keeper is not None:
            self.keeper.flush()
        self._remember(shown=False)
        super().hideEvent(event)

    def _remember(self, *, shown: bool) -> None:
        """A killed program opens here again; one that was closed does not."""
        about = self._case_id + (f"|{self._corrects}" if self._corrects else "")
        with suppress(RuntimeError):  # the window has gone, and its tasks with it
            self._work.tasks.write(lambda: remember_open(self._work.desk, about if shown else ""))

    def _load(self, override_id: str = "") -> None:
        self.banner.hide()
        work, case_id, corrects, premises = self._work, self._case_id, self._corrects, self._premises_id

        def begin() -> Arrival:
            if corrects:
                return begin_again(work.desk, case_id, corrects)
            return arrive(work.desk, case_id, premises, override_id)

        work.tasks.write(begin, done=self._show, failed=self._not_loaded, owner=self)

    def _not_loaded(self, error: KnownError) -> None:
        self._opening.hide()
        self.banner.say_error(error, action=self.tr("重试") if error.retryable else "")

    def _show(self, arrival: Arrival) -> None:
        self._opening.hide()
        self._seen = arrival.seen
        case = arrival.seen.case
        kind = self.tr("更正外访") if self._corrects else self.tr("外访")
        names = [case.borrower.name, *(premises.name for premises in case.premises[:1])]
        self.set_title(" · ".join([kind, *names]))
        if self._refused is not None:
            self._refused.hide()
        if arrival.visit is None:
            self._show_refused(arrival)
        else:
            self._show_form(arrival, arrival.visit)

    def _show_refused(self, arrival: Arrival) -> None:
        assert arrival.refusal is not None
        asked = whom_at(arrival.seen, self._premises_id)
        self._refused = RefusedCard(self._work, arrival.seen, arrival.refusal, asked)
        self._refused.opened.connect(self._load)
        self._refused.left.connect(self._go_to_case)
        self.body.addWidget(self._refused)

    def _show_form(self, arrival: Arrival, visit: VisitDesk) -> None:
        self._kept_at = visit.saved_at
        zone = arrival.seen.case.zone
        arrived = formats.time_of_day(visit.draft.arrived_at, zone)
        if self._corrects:
            arrived = formats.short_moment(visit.draft.arrived_at, zone)
        self.missing = MissingKey()
        self.missing.wanted.connect(self._go_to)
        self.missing.hide()
        self.help = HelpButton(self._work, self._case_id, premises_id=visit.draft.premises_id, leave=self._go_to_case)
        self.set_chips([Chip(self.tr("已到达 {time}").format(time=arrived), "ok"), self.missing, self.help])
        permission = formats.opening(messages.say(visit.permission.code, dict(visit.permission.params)).text)
        self._permission = "" if self._corrects else permission
        left, right = self.columns(2, 1)
        form = VisitForm(self._work, arrival, visit)
        column = RightColumn(self._work, arrival.seen, visit, self)
        left.addWidget(form)
        right.addWidget(column)
        self._offer(usable=False, words=self.tr("离开并完成"))
        InPieces(self, self._pieces(form, column), lambda: self._filled(form, column, visit))

    @staticmethod
    def _pieces(form: VisitForm, column: RightColumn) -> Iterator[Piece]:
        yield from form.pieces()
        yield from column.pieces()

    def _filled(self, form: VisitForm, column: RightColumn, visit: VisitDesk) -> None:
        self.form, self.right = form, column
        self.gaps, self.capacity, self.promise = column.gaps, column.capacity, column.promise
        self.discarding = column.discarding
        self.keeper = keeper_of(self._work.desk, self._work.tasks, form.draft, self)
        form.edited.connect(self._edited)
        column.edited.connect(self._edited)
        column.photos_changed.connect(form.arrival.show_photos)
        self.gaps.wanted.connect(self._go_to)
        self.discarding.confirmed.connect(self.discard)
        self.keeper.kept.connect(self._on_kept)
        self.keeper.failed.connect(self._on_not_kept)
        self._offer(usable=True)
        self._look()
        self._say_facts()
        self.is_filled = True
        form.go_to("correction_reason" if self._corrects else "met")
        if visit.draft.place is None and not self._corrects:
            form.arrival.place.ask()

    def _offer(self, *, usable: bool, words: str = "") -> None:
        """The head's action, usable or while it works; form and promise with it."""
        usual = self.tr("保存更正") if self._corrects else self.tr("离开并完成")
        said = words or (usual if usable else self.tr("正在保存…"))
        (made,) = self.set_actions([Action(said, self.finish, "check", "Ctrl+Return")])
        made.setEnabled(usable)
        for part in (self.form, self.right):
            if part is not None:
                part.setEnabled(usable)

    def _edited(self, _name: str) -> None:
        assert self.keeper is not None
        self.keeper.touch()
        if self._held_back:  # it said what was missing then; what is missing now stands on the right
            self._held_back = False
            self.banner.hide()
        self._look()
        self._say_facts()

    def _look(self) -> None:
        """Say what the answers so far mean, all over the page."""
        form, right, seen = self.form, self.right, self._seen
        assert form is not None
        assert right is not None
        assert seen is not None
        missing = gaps(form.draft, seen)
        self.missing.show_gaps(missing)
        right.refresh(missing, advice(form.draft, right.photo_count, right.recording.count), form.asked)

    def _hold_back(self) -> bool:
        """Whether the visit may not be finished yet; says why at the fields, and goes to the first of them."""
        assert self.form is not None
        assert self.right is not None
        assert self._seen is not None
        missing = gaps(self.form.draft, self._seen)
        self.form.show_gaps(missing)
        wrong = [part for part in (self.form.invalid(), self.right.invalid()) if part is not None]
        if missing:
            self._go_to(missing[0].field)
            names = messages.say("list.separator").text.join(gap.words for gap in missing)
            self.banner.say(self.tr("还差：{names}。填好后再离开。").format(names=names), "warn")
        elif wrong:
            wrong[0].setFocus(Qt.FocusReason.TabFocusReason)
            self.banner.say(self.tr("有的内容填得不对，原因写在那一项下面。"), "warn")
        elif self.right.photos.busy:
            self.banner.say(self.tr("照片还在处理，处理完就可以离开。"), "warn")
        else:
            self.banner.hide()
        self._held_back = bool(missing or wrong or self.right.photos.busy)
        return self._held_back

    def _go_to(self, name: str) -> None:
        assert self.form is not None
        assert self.right is not None
        if not self.form.go_to(name):
            self.right.go_to(name)

    def _finished(self, saved: SavedVisit) -> None:
        self._work.saved(saved.changes)
        self._leave(self.tr("更正已保存，原记录仍在") if self._corrects else self.tr("外访已保存，联网后自动发送"))

    def _not_finished(self, error: KnownError) -> None:
        self._ending = False
        if self.keeper is not None:
            self.keeper.go_on()
        self._offer(usable=True)
        self.banner.say_error(error)

    def _leave(self, words: str) -> None:
        self._done = True
        shell = self._work.shell
        if shell is not None:
            shell.say(words)
            if shell.page() is self:
                self._go_to_case()

    def _go_to_case(self) -> None:
        shell = self._work.shell
        if shell is not None:
            shell.back()
            self._work.open("case", self._case_id)

    def _on_kept(self, moment: datetime) -> None:
        self._kept_at = moment
        self._say_facts()

    def _on_not_kept(self, error: KnownError) -> None:
        self._kept_at = None
        self.banner.say_error(error)
        self._say_facts()

    def _say_facts(self) -> None:
        """One line below the title: what is known of the visit, and how fresh the kept draft is."""
        if self.form is None or self._seen is None:
            return
        said = facts(self.form.draft, self._seen, self._permission)
        self.set_title(self.accessibleName(), " · ".join([*said, kept_words(self._kept_at)]))

    def _on_change(self, changes: ChangeSet) -> None:
        """The account or the assignment of this case has changed while the form is open."""
        if self._case_id in changes.cases and self.form is not None and not self._done:
            work, case_id = self._work, self._case_id
            work.tasks.read(
                lambda: look_at_case(work.desk, case_id).seen,
                done=self._take_seen,
                failed=self.banner.say_error,
                owner=self,
            )

    def _take_seen(self, seen: CaseView) -> None:
        if self.form is not None and self.right is not None:
            self._seen = seen
            self.right.show_seen(seen)
            self.form.arrival.show_seen(seen)
            self._say_facts()
