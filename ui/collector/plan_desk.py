"""The plan desk: what can the borrower pay, which plan fits, who must agree; and from there onto paper.

The page holds one state (`plan_history.DeskState`). Every change makes a new one, which is kept as a draft, can be
taken back, and is worked out off the GUI thread: the figures at once, what takes longer when the hand rests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from fieldapp.domain.ids import new_id
from fieldapp.domain.plans.plan import PlanTerms
from fieldapp.errors import KnownError
from fieldapp.services import arrange_plan
from fieldapp.services.draft_plan import PlanDraft, keep_plan
from fieldapp.services.plan_compliance import forbidden
from fieldapp.store.laptop.unit import ChangeSet
from ui.collector.plan_board import PlanBoard
from ui.collector.plan_drawing import PaperDrawing
from ui.collector.plan_figures import PlanFigures
from ui.collector.plan_news import PlanNews
from ui.collector.plan_undo import UndoKeys
from ui.in_pieces import InPieces
from ui.viewmodels.plan_desk import Judged, OpenDesk, Proposal, open_desk, warm_up
from ui.viewmodels.plan_desk_words import desk_facts
from ui.viewmodels.plan_history import OWN, DeskState, History
from ui.widgets.chips import bucket_chip
from ui.widgets.labels import label
from ui.widgets.page import Action, PageFrame
from ui.widgets.states import Banner

if TYPE_CHECKING:
    from ui.workplace import Workplace

RESTS_MS = 200
"""The hand rests: what takes longer is worked out now."""


class PlanDesk(PageFrame):
    """One case at the desk. What is chosen and set is kept as a draft at every change."""

    def __init__(self, work: Workplace, case_id: str) -> None:
        super().__init__(self.tr("还款方案"), can_go_back=True)
        self._work, self._case_id = work, case_id
        self._opened: OpenDesk | None = None
        self._history = History()
        self._kept: PlanDraft | None = None
        self._comparing = False
        self._judged: tuple[Proposal, bool] | None = None
        self._incomplete = self._leads_to_form = False
        self._pieces: InPieces | None = None
        self._rests = QTimer(self, singleShot=True, interval=RESTS_MS)
        self._rests.timeout.connect(self._judge)
        self._figures = PlanFigures(work.desk, work.tasks, self)
        self._figures.worked_out.connect(self._on_worked_out)
        self._figures.judged.connect(self._on_judged)
        self._make_parts()
        self._drawing = PaperDrawing(work, self)
        self._drawing.changed.connect(self._show_buttons)
        self._drawing.failed.connect(self._trouble.say_error)
        self._compare_button, self._own_button, self._draw_button = self.set_actions(
            [
                Action(self.tr("与原计划对比"), self._toggle_compare, "compare"),
                Action(self.tr("自行设定条款"), self._begin_own, "tune"),
                Action(self.tr("以此方案出具文书"), self.draw_up, "file_plus", "Ctrl+Return"),
            ]
        )
        self._show_buttons()
        work.changed.connect(self._on_changed)
        work.tasks.read(warm_up, owner=self)
        UndoKeys(self, self.undo, self.redo)
        self._load()

    @property
    def state(self) -> DeskState:
        """What is chosen and set now."""
        return self._history.now

    def draw_up(self) -> None:
        """Put the chosen plan on paper and open it for signing."""
        proposal, opened = self._proposal(), self._opened
        if opened is None or proposal is None or not self._may_draw():
            return
        self.board.reason.flush()
        desk, case_id, state = self._work.desk, self._case_id, self.state
        made = arrange_plan.contents(opened.bench, proposal.arrangement, state.reason, state.consents, state.bundle)
        self._trouble.hide()
        self._drawing.draw(desk, case_id, made)

    def undo(self) -> None:
        """Take the last change back."""
        self.board.reason.flush()
        self._go(self._history.back())

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._go(self._history.again())

    def _make_parts(self) -> None:
        self._waiting = label(self.tr("正在按今天的金额试算…"), "muted")
        self._trouble, self._news = Banner("", "stop"), PlanNews(self._work)
        self._trouble.acted.connect(self._load)
        self.board = PlanBoard()
        board = self.board
        board.rows_wanted.connect(self._show_choice)
        board.chosen.connect(lambda number: self._to(replace(self.state, chosen=number)))
        board.capacity.visit_wanted.connect(lambda: self._work.open("visit", self._case_id))
        board.loans.picked.connect(self._on_loans)
        board.own.wanted.connect(self._begin_own)
        board.own.edited.connect(self._on_edited)
        board.own.chosen.connect(lambda: self._to(replace(self.state, chosen=OWN)))
        board.own.at.connect(lambda loan_id: self._to(replace(self.state, at=loan_id)))
        board.own.alike.connect(self._alike)
        board.own.ready.connect(self._on_form_ready)
        board.authority.wanted.connect(self._take_advice)
        board.guarantors.changed.connect(lambda told, key: self._to(replace(self.state, consents=told), key))
        self._figures.turned.connect(board.worth.show_flip)
        board.worth.flip_wanted.connect(self._search_turn)
        board.reason.draft.connect(lambda text: self._to(replace(self.state, reason=text)))
        parts: tuple[QWidget, ...] = (self._trouble, self._news, self._waiting, board)
        for part in parts:
            self.body.addWidget(part)
            part.setVisible(part is self._waiting)

    def _load(self) -> None:
        desk, case_id = self._work.desk, self._case_id
        self._work.tasks.read(lambda: open_desk(desk, case_id), done=self._show, failed=self._on_failed, owner=self)

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._case_id in changes.cases or not changes:
            self._load()

    def _on_failed(self, error: KnownError) -> None:
        self._waiting.hide()
        self.board.hide()
        self._trouble.say_error(error, action=self.tr("重试"))

    def _show(self, opened: OpenDesk) -> None:
        before = self._opened
        same = before is not None and before.bench == opened.bench and before.earlier == opened.earlier
        if same:
            return  # news that change nothing here leave everything as it stands
        self._opened = opened
        if before is None or _sums(before) != _sums(opened):
            self._history.begin(opened.state)
        else:  # what is being set is not disturbed by news that change no sum
            opened.state, opened.own, opened.proposals = before.state, before.own, before.proposals
        self._waiting.hide()
        self._trouble.hide()
        self._show_head(opened)
        if self._pieces is not None:
            self._pieces.stop()
        self._pieces = InPieces(self, self._build(opened), lambda: self._built(first=before is None))

    def _build(self, opened: OpenDesk) -> list[Callable[[], object]]:
        """What is made one after the other, so that the window stays free in between."""
        board = self.board
        cards = [
            lambda number=number, one=one: board.show_proposal(opened, number, one)
            for number, one in enumerate(opened.proposals)
        ]
        return [
            lambda: board.loans.show_loans(opened, self.state),
            lambda: board.show_capacity(opened),
            *cards,
            lambda: board.own.show_terms(opened, self.state),
            lambda: board.own.show_result(opened.own, opened.capacity, self.state.at) if opened.own else None,
            lambda: board.show_choice(opened, self.state),
        ]

    def _built(self, *, first: bool) -> None:
        self._pieces = None
        self.board.show()
        if self.board.reason.text() != self.state.reason:
            self.board.reason.set_text(self.state.reason)
        self._show_buttons()
        self._judge()
        chosen = self.state.chosen
        if first and chosen is not None and chosen != OWN:
            self._lead_to(self.board.proposals[chosen])

    def _lead_to(self, card: QWidget) -> None:
        """Put the keyboard on the chosen plan, unless the person is busy elsewhere in the window."""
        focus = QApplication.focusWidget()
        if focus is None or focus is self or self.isAncestorOf(focus):
            card.setFocus()

    def _show_head(self, opened: OpenDesk) -> None:
        site = opened.bench.site(self.state.loans[0])
        title = self.tr("{name} · 还款方案").format(name=opened.bench.seen.case.borrower.name)
        self.set_title(title, desk_facts(opened))
        self.set_chips([bucket_chip(site.quote.bucket.value, site.quote.days_past_due)])
        self._news.show_news(opened)

    def _proposal(self) -> Proposal | None:
        """What is chosen, whether it can be carried out or not."""
        return None if self._opened is None else self._opened.proposal(self.state.chosen)

    def _to(self, state: DeskState, key: str = "") -> None:
        """A change by hand: one step more, kept as a draft."""
        self._incomplete = False
        if self._history.push(state, key):
            self._apply(state)

    def _go(self, state: DeskState | None) -> None:
        if state is not None:
            self._incomplete = False
            self._apply(state)

    def _apply(self, state: DeskState) -> None:
        """Show a state: at once what is known, and what must be worked out as soon as it is."""
        opened = self._opened
        if opened is None:
            return
        before, opened.state = opened.state, state
        self._keep()
        if self.board.reason.text() != state.reason:
            self.board.reason.set_text(state.reason)
        if (before.loans, before.own, before.consents) == (state.loans, state.own, state.consents):
            if before.at != state.at:
                self.board.own.show_terms(opened, state)
                self.board.own.show_result(opened.own, opened.capacity, state.at)
            self._show_choice()
            return
        self.board.loans.show_loans(opened, state)
        self.board.own.show_terms(opened, state)
        self._figures.work_out(opened, before, state)

    def _on_worked_out(self, proposals: tuple[Proposal, ...], own: Proposal | None) -> None:
        opened = self._opened
        assert opened is not None
        anew = proposals is not opened.proposals
        opened.proposals, opened.own = proposals, own
        if anew:
            self._show_head(opened)
            self.board.show_proposals(opened)
        if opened.own is not None and not self._incomplete:
            self.board.own.show_result(opened.own, opened.capacity, self.state.at)
        self.board.show_capacity(opened)
        self._show_choice()

    def _show_choice(self) -> None:
        assert self._opened is not None
        self.board.show_choice(self._opened, self.state)
        self._show_buttons()
        self._rests.start()

    def _judge(self) -> None:
        """What takes longer, for the plan that is chosen now."""
        opened, proposal = self._opened, self._proposal()
        if opened is None:
            return
        self.board.show_compare(opened, proposal, shown=self._comparing)
        if proposal is not None and proposal.merged is not None:
            self._figures.judge(opened, proposal, self.state.consents)

    def _on_judged(self, proposal: Proposal, judged: Judged) -> None:
        if proposal is self._proposal():
            self._judged = (proposal, forbidden(judged.rules))
            self.board.show_judged(proposal, judged)
            self._show_buttons()

    def _search_turn(self) -> None:
        proposal = self._proposal()
        if proposal is not None and proposal.worth is not None:
            self._figures.search_turn(proposal.worth)

    def _on_loans(self, loans: tuple[str, ...]) -> None:
        opened, state = self._opened, self.state
        assert opened is not None
        own = opened.own_for(loans, state.own) if state.own else ()
        at = state.at if state.at in loans else loans[0]
        bundle = (state.bundle or new_id()) if len(loans) > 1 else ""
        self._to(replace(state, loans=loans, at=at, own=own, bundle=bundle))

    def _on_edited(self, terms: PlanTerms | None, field: str) -> None:
        opened, state = self._opened, self.state
        assert opened is not None
        if terms is None:
            self._incomplete = True
            self.board.own.show_result(None, opened.capacity, state.at)
            self._show_buttons()
            return
        own = tuple(terms if one.loan_id == terms.loan_id else one for one in state.own)
        again = self._incomplete
        self._to(replace(state, own=own, chosen=OWN), f"{state.at} {field}" if field else "")
        if again:
            self.board.own.show_result(opened.own, opened.capacity, state.at)
            self._show_choice()

    def _begin_own(self) -> None:
        """Open the form with the chosen plan's terms, or fill it anew with them."""
        opened, state = self._opened, self.state
        if opened is None:
            return
        proposal = opened.proposal(state.chosen) or opened.proposals[0]
        if state.chosen != OWN or not state.own:
            own = tuple(part.terms for part in proposal.arrangement.parts)
            self._to(replace(state, own=own, chosen=OWN))
        self._leads_to_form = True
        if self.board.own.form is not None:
            self._on_form_ready()

    def _on_form_ready(self) -> None:
        """The form is on screen: what it makes is shown, and who asked for it is led there."""
        opened, form = self._opened, self.board.own.form
        if opened is None or form is None:
            return
        if opened.own is not None:
            self.board.own.show_result(opened.own, opened.capacity, self.state.at)
        if self._leads_to_form:
            self._leads_to_form = False
            form.kind.setFocus()
            self.reveal(self.board.own)

    def _alike(self) -> None:
        """The terms in the form for all loans of the plan."""
        opened, state = self._opened, self.state
        terms = state.own_of(state.at)
        assert opened is not None
        if terms is not None:
            own = tuple(
                one if one.loan_id == state.at else arrange_plan.like(opened.bench, terms, one.loan_id)
                for one in state.own
            )
            self._to(replace(state, own=own, chosen=OWN))

    def _take_advice(self, terms: PlanTerms) -> None:
        self._to(replace(self.state, own=(terms,), chosen=OWN, at=terms.loan_id))

    def _toggle_compare(self) -> None:
        self._comparing = not self._comparing
        self._judge()
        if self._comparing:
            self.reveal(self.board.compare)

    def _may_draw(self) -> bool:
        proposal = self._proposal()
        possible = proposal is not None and proposal.merged is not None
        running = self._opened is not None and self._opened.running
        judged = self._judged is not None and self._judged[0] is proposal and not self._judged[1]
        return possible and judged and not running and not self._drawing.busy and not self._stale()

    def _stale(self) -> bool:
        """Whether what is on screen is not what is set: a field without a value, or figures still on their way."""
        own = self.state.chosen == OWN
        return own and (self._incomplete or self._figures.busy)

    def _show_buttons(self) -> None:
        ready = self._opened is not None
        self._draw_button.setEnabled(ready and self._may_draw())
        self._own_button.setEnabled(ready)
        self._compare_button.setEnabled(ready and self._proposal() is not None)

    def _keep(self) -> None:
        """Keep where the desk is; the same again is not written twice."""
        state = self.state
        chosen = None if state.chosen == OWN else state.chosen
        lead = state.own[0] if state.own else None
        draft = PlanDraft(
            self._case_id,
            state.loans[0],
            chosen,
            lead,
            state.reason,
            state.loans,
            state.own,
            state.consents,
            state.bundle,
        )
        if draft != self._kept:
            self._kept = draft
            desk = self._work.desk
            self._work.tasks.write(lambda: keep_plan(desk, draft))


def _sums(opened: OpenDesk) -> list[object]:
    return [site.quote for site in opened.bench.sites]
