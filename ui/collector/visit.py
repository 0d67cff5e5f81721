"""A visit, from arrival to leaving: one guided form that keeps itself and asks only what fits.

The page begins the visit (or goes on with the one that was begun) when it is opened, keeps every answer within a
second, and becomes a fact with "离开并完成". Where the hours forbid a visit it says so, and when it is possible.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from fieldapp import clock
from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance.for_case import Permission, Standing
from fieldapp.domain.visit import Outcome
from fieldapp.errors import KnownError
from fieldapp.services.look_at_case import look_at_case
from fieldapp.services.record_visit import SavedVisit, VisitDesk, discard_visit, finish_visit
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, messages
from ui.collector.visit_discard import DiscardPart
from ui.collector.visit_draft import DraftKeeper, copy_of
from ui.collector.visit_form import VisitForm
from ui.collector.visit_side import CapacityCard, GapsCard, PromiseCard
from ui.i18n import translate
from ui.viewmodels.visit_form import TOLD, Arrival, advice, arrive, asked, gaps, possible_again, premises_of
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.labels import label
from ui.widgets.page import Action, PageFrame
from ui.widgets.states import Banner, EmptyState
from ui.workplace import Workplace

TICK_MS = 1000


class VisitPage(PageFrame):
    """The page of one visit of one case."""

    def __init__(self, work: Workplace, case_id: str) -> None:
        super().__init__("", can_go_back=True)
        self.set_title(self.tr("外访"))
        self._work, self._case_id = work, case_id
        self._seen: CaseView | None = None
        self._kept_at: datetime | None = None
        self._permission: Standing | None = None
        self._done = self._held_back = self._ending = False
        self.form: VisitForm | None = None
        self.keeper: DraftKeeper | None = None
        self.promise: PromiseCard | None = None
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

    def finish(self) -> None:
        """Leave: keep the visit for good, or say what is still missing and go there."""
        if self.form is None or self.keeper is None or self._ending or self._hold_back():
            return
        self._ending = True  # a second press in the same moment would record a second visit
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
        if self._ending:
            return
        self._ending = True
        if self.keeper is not None:
            self.keeper.pause()
        self._offer(usable=False)
        self._work.tasks.write(
            lambda: discard_visit(self._work.desk, self._case_id),
            done=lambda _none: self._leave(self.tr("这次外访已放弃，没有留下记录")),
            failed=self._not_finished,
            owner=self,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()
        self._say_facts()
        if self._done:  # it was finished while another page was shown
            QTimer.singleShot(0, self, self._go_to_case)

    def hideEvent(self, event: QHideEvent) -> None:
        self._tick.stop()
        if self.keeper is not None:
            self.keeper.flush()
        super().hideEvent(event)

    def _load(self) -> None:
        self.banner.hide()
        work, case_id = self._work, self._case_id
        work.tasks.write(lambda: arrive(work.desk, case_id), done=self._show, failed=self._not_loaded, owner=self)

    def _not_loaded(self, error: KnownError) -> None:
        self._opening.hide()
        self.banner.say_error(error, action=self.tr("重试") if error.retryable else "")

    def _show(self, arrival: Arrival) -> None:
        self._opening.hide()
        self._seen = arrival.seen
        case = arrival.seen.case
        names = [case.borrower.name, *(premises.name for premises in case.premises[:1])]
        self.set_title(" · ".join([self.tr("外访"), *names]))
        if arrival.visit is None:
            assert arrival.refusal is not None
            self._show_refused(arrival.refusal)
        else:
            self._show_form(arrival.seen, arrival.visit)

    def _show_refused(self, refusal: KnownError) -> None:
        assert self._seen is not None
        sentence = messages.sentence(refusal)
        when, told = possible_again(refusal, self._seen.case.zone), sentence.action
        if when:
            told = self.tr("{when} 起可以外访。{action}").format(when=when, action=sentence.action)
        state = EmptyState(sentence.text, told, icon="clock", action=self.tr("回到案件"))
        state.acted.connect(self._go_to_case)
        card = Card()
        card.add(state)
        self.body.addWidget(card)

    def _show_form(self, seen: CaseView, visit: VisitDesk) -> None:
        self._kept_at = visit.saved_at
        self._permission = visit.permission
        arrived = formats.time_of_day(visit.draft.arrived_at, seen.case.zone)
        self.set_chips([Chip(self.tr("已到达 {time}").format(time=arrived), "ok")])
        if visit.permission.permission is not Permission.ALLOWED:
            self.banner.say(str(messages.say(visit.permission.code, dict(visit.permission.params))), "warn")
        self.form = VisitForm(seen, visit)
        self.keeper = DraftKeeper(self._work.desk, self._work.tasks, self.form.draft, self)
        self.promise = PromiseCard(self.form.draft, seen)
        self.gaps, self.capacity, self.discarding = GapsCard(), CapacityCard(), DiscardPart()
        left, right = self.columns(2, 1)
        left.addWidget(self.form)
        for part in (self.gaps, self.promise, self.capacity, self.discarding):
            right.addWidget(part)
        self.form.edited.connect(self._edited)
        self.promise.edited.connect(self._edited)
        self.gaps.wanted.connect(self._go_to)
        self.discarding.confirmed.connect(self.discard)
        self.keeper.kept.connect(self._on_kept)
        self.keeper.failed.connect(self._on_not_kept)
        self._offer(usable=True)
        self._look()
        self._say_facts()
        self.form.go_to("met")

    def _offer(self, *, usable: bool) -> None:
        """The head's action, usable or while it works; form and promise with it."""
        words = self.tr("离开并完成") if usable else self.tr("正在保存…")
        (made,) = self.set_actions([Action(words, self.finish, "check", "Ctrl+Return")])
        made.setEnabled(usable)
        for part in (self.form, self.promise):
            if part is not None:
                part.setEnabled(usable)

    def _edited(self, _name: str) -> None:
        assert self.keeper is not None
        self.keeper.touch()
        if self._held_back:  # it said what was missing then; what is missing now stands on the right
            self._held_back = False
            self.banner.hide()
        self._look()

    def _look(self) -> None:
        """Say what the answers so far mean, all over the page."""
        form, seen = self.form, self._seen
        assert form is not None
        assert seen is not None
        assert self.promise is not None
        draft = form.draft
        self.gaps.show_gaps(gaps(draft, seen), advice(draft))
        self.promise.setVisible(draft.outcome is Outcome.PROMISE)
        premises = premises_of(seen, draft)
        self.capacity.setVisible(any(name in TOLD for name in asked(premises.kind if premises else None, draft)))
        self.capacity.show_draft(draft)

    def _hold_back(self) -> bool:
        """Whether the visit may not be finished yet; says why at the fields, and goes to the first of them."""
        assert self.form is not None
        assert self._seen is not None
        assert self.promise is not None
        missing = gaps(self.form.draft, self._seen)
        self.form.show_gaps(missing)
        wrong = [part.invalid() for part in self._parts()]
        if missing:
            self._go_to(missing[0].field)
            names = messages.say("list.separator").text.join(gap.words for gap in missing)
            self.banner.say(self.tr("还差：{names}。填好后再离开。").format(names=names), "warn")
        elif any(wrong):
            first = next(editor for editor in wrong if editor is not None)
            first.setFocus(Qt.FocusReason.TabFocusReason)
            self.banner.say(self.tr("有的内容填得不对，原因写在那一项下面。"), "warn")
        else:
            self.banner.hide()
        self._held_back = bool(missing) or any(wrong)
        return self._held_back

    def _parts(self) -> list[VisitForm | PromiseCard]:
        """The parts that are filled in now."""
        return [part for part in (self.form, self.promise) if part is not None and part.isVisibleTo(self)]

    def _go_to(self, name: str) -> None:
        assert self.form is not None
        assert self.promise is not None
        if not self.form.go_to(name):
            self.promise.go_to(name)

    def _finished(self, saved: SavedVisit) -> None:
        self._work.saved(saved.changes)
        self._leave(self.tr("外访已保存，联网后自动发送"))

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
        if self._permission is None:
            return
        said = [messages.say(self._permission.code, dict(self._permission.params)).text, _kept(self._kept_at)]
        self.set_title(self.accessibleName(), " · ".join(said))

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
        if self.promise is not None:
            self._seen = seen
            self.promise.show_seen(seen)


def _kept(at: datetime | None) -> str:
    """How long ago the draft was kept."""
    if at is None:
        return translate("VisitPage", "草稿未存")
    seconds = max(0, int((clock.now() - at).total_seconds()))
    if seconds < 2:
        return translate("VisitPage", "草稿已存")
    if seconds < 60:
        return translate("VisitPage", "草稿已存 %n 秒前", "", seconds)
    return translate("VisitPage", "草稿已存 {when}").format(when=formats.relative(at))
