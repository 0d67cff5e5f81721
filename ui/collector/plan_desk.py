"""The plan desk: what can the borrower pay, which plan fits, who must agree; and from there onto paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from fieldapp.errors import KnownError
from fieldapp.services import issue_document, negotiate_plan
from fieldapp.services.draft_plan import PlanDraft, keep_plan
from fieldapp.services.issue_document import DrawnPaper
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, theme, words
from ui.collector.own_terms import OwnTerms
from ui.collector.signing import SigningPage
from ui.parts.capacity_card import CapacityCard
from ui.parts.proposal_card import ProposalCard
from ui.parts.schedule_table import ScheduleTable
from ui.tasks import Task
from ui.theme import Tone
from ui.viewmodels.plan_desk import OpenDesk, Proposal, open_desk, warm_up
from ui.viewmodels.plan_desk_words import desk_facts, desk_news
from ui.viewmodels.signing import Signing
from ui.widgets.bars import Mark
from ui.widgets.card import Card
from ui.widgets.chips import bucket_chip
from ui.widgets.choice import Choice
from ui.widgets.columns import Columns
from ui.widgets.labels import label
from ui.widgets.note_edit import NoteEdit
from ui.widgets.page import Action, PageFrame
from ui.widgets.states import Banner, BusyOverlay

if TYPE_CHECKING:
    from ui.workplace import Workplace

OWN = -1
PROPOSALS = 3


class PlanDesk(PageFrame):
    """One case at the desk. What is chosen and set is kept as a draft at every change."""

    def __init__(self, work: Workplace, case_id: str) -> None:
        super().__init__(self.tr("还款方案"), can_go_back=True)
        self._work, self._case_id = work, case_id
        self._opened: OpenDesk | None = None
        self._chosen: int | None = None
        self._drawing: Task | None = None
        self._kept: PlanDraft | None = None
        self._own_asked = False
        self._make_parts()
        self._overlay = BusyOverlay(self, work.tasks)
        own, draw = self.set_actions(
            [
                Action(self.tr("自行设定条款"), self._begin_own, "tune"),
                Action(self.tr("以此方案出具文书"), self.draw_up, "file_plus", "Ctrl+Return"),
            ]
        )
        self._own_button, self._draw_button = own, draw
        self._show_buttons()
        work.changed.connect(self._on_changed)
        work.tasks.read(warm_up, owner=self)
        self._load()

    def draw_up(self) -> None:
        """Put the chosen plan on paper and open it for signing."""
        proposal = self._proposal()
        if self._opened is None or proposal is None or not self._may_draw():
            return
        self._reason.flush()
        desk, case_id, table = self._work.desk, self._case_id, self._opened.table
        content = negotiate_plan.content(table, proposal.option, self._opened.matrix, self._reason.text())
        self._trouble.hide()
        self._drawing = self._work.tasks.write(
            lambda: issue_document.draw_up(desk, case_id, content),
            done=self._on_drawn,
            failed=self._on_not_drawn,
            owner=self,
            words=self.tr("正在出具文书…"),
        )
        self._overlay.watch(self._drawing, can_cancel=False)
        self._show_buttons()

    def _make_parts(self) -> None:
        self._waiting = label(self.tr("正在按今天的金额试算…"), "muted")
        self._trouble, self._news = Banner("", "stop"), Banner("")
        self._trouble.acted.connect(self._load)
        self._news.acted.connect(self._open_earlier)
        self._loans = QVBoxLayout()
        self._capacity = CapacityCard()
        self._capacity.visit_wanted.connect(lambda: self._work.open("visit", self._case_id))
        self._cards = Columns((1,) * PROPOSALS)
        self._proposals: list[ProposalCard] = []
        self._own = OwnTerms(self._work.tasks)
        self._own.begun.connect(lambda: self._choose(OWN, keep=False))
        self._own.chosen.connect(lambda: self._choose(OWN))
        self._own.worked_out.connect(self._on_own)
        self._schedule = Card(self.tr("还款明细"))
        self._schedule_of = label("", "muted", wrap=True)
        self._table = ScheduleTable()
        self._schedule.add(self._schedule_of)
        self._schedule.add(self._table)
        self._reason_card = Card(self.tr("提出理由"))
        hint = self.tr("写给审批人：借款人的情况、为什么这样安排、对方怎么说。会随方案一起提交。")
        self._reason = NoteEdit(self.tr("提出理由"), hint=hint, lines=2)
        self._reason.draft.connect(lambda _text: self._keep())
        self._reason_card.add(self._reason)
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.M)
        column.addLayout(self._loans)
        cards: tuple[QWidget, ...] = (self._capacity, self._cards, self._own, self._schedule, self._reason_card)
        for card in cards:
            column.addWidget(card)
        parts: tuple[QWidget, ...] = (self._trouble, self._news, self._waiting, self._whole)
        for part in parts:
            self.body.addWidget(part)
            part.setVisible(part is self._waiting)

    def _load(self, loan_id: str = "") -> None:
        desk, case_id = self._work.desk, self._case_id
        self._work.tasks.read(
            lambda: open_desk(desk, case_id, loan_id), done=self._show, failed=self._on_failed, owner=self
        )

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._case_id in changes.cases or not changes:
            self._load(self._opened.table.loan.id if self._opened else "")

    def _on_failed(self, error: KnownError) -> None:
        self._waiting.hide()
        self._whole.hide()
        self._trouble.say_error(error, action=self.tr("重试"))

    def _show(self, opened: OpenDesk) -> None:
        before = self._opened
        if before is not None and (before.table, before.earlier) == (opened.table, opened.earlier):
            return  # news that change nothing here leave everything as it stands
        same_loan = before is not None and before.table.loan.id == opened.table.loan.id
        if before is not None and before.table.quote == opened.table.quote and same_loan:
            opened.own = before.own  # what is being set is not disturbed by news that change no sum
        self._opened = opened
        self._waiting.hide()
        self._trouble.hide()
        self._whole.show()
        self._show_head(opened)
        self._show_loans(opened)
        if not same_loan:
            self._reason.set_text(opened.begun_reason)
        self._show_proposals(opened)
        self._own.show_desk(opened)
        self._choose(self._first_choice(opened, same_loan=same_loan), keep=False)
        if before is None and self._chosen is not None and self._chosen != OWN:
            self._lead_to(self._proposals[self._chosen])

    def _lead_to(self, card: ProposalCard) -> None:
        """Put the keyboard on the chosen plan, unless the person is busy elsewhere in the window."""
        focus = QApplication.focusWidget()
        if focus is None or focus is self or self.isAncestorOf(focus):
            card.setFocus()

    def _first_choice(self, opened: OpenDesk, *, same_loan: bool) -> int | None:
        """What stays or becomes chosen when sums come in: the same as before, the draft's, or the best."""
        wished = self._chosen if same_loan else opened.draft.chosen if opened.draft else None
        if wished is not None and wished != OWN and opened.proposals[wished].option.schedule is not None:
            return wished
        return OWN if opened.own is not None or self._own.form is not None else opened.recommended

    def _show_head(self, opened: OpenDesk) -> None:
        sums = opened.table.quote
        title = self.tr("{name} · 还款方案").format(name=opened.table.seen.case.borrower.name)
        self.set_title(title, desk_facts(opened))
        self.set_chips([bucket_chip(sums.bucket.value, sums.days_past_due)])
        news = desk_news(opened)
        self._news.setVisible(news is not None)
        if news is not None:
            self._news.say(news.words, news.tone, action=news.action)

    def _show_loans(self, opened: OpenDesk) -> None:
        views = opened.table.seen.loans
        if len(views) < 2 or self._loans.count():
            return
        card = Card(self.tr("哪一笔借款"))
        answers = [(one.loan.id, f"{one.loan.contract_no} · {formats.money(one.quote.payoff)}") for one in views]
        choice = Choice(self.tr("哪一笔借款"), answers, opened.table.loan.id)
        choice.changed.connect(lambda loan_id: self._load(str(loan_id)))
        card.add(choice)
        self._loans.addWidget(card)

    def _show_proposals(self, opened: OpenDesk) -> None:
        if not self._proposals:
            for number, proposal in enumerate(opened.proposals):
                card = ProposalCard(words.plan_kind(proposal.option.terms.kind))
                card.pressed.connect(lambda number=number: self._choose(number))
                self._cards.column(number).addWidget(card)
                self._proposals.append(card)
        for number, (card, proposal) in enumerate(zip(self._proposals, opened.proposals, strict=True)):
            note, tone = self._note(opened, number)
            card.show_proposal(proposal, opened.capacity, note, tone)

    def _note(self, opened: OpenDesk, number: int) -> tuple[str, Tone]:
        if opened.proposals[number].option.schedule is None:
            return self.tr("不可行"), "text_2"
        return (self.tr("推荐"), "accent") if number == opened.recommended else (self.tr("备选"), "text_2")

    def _proposal(self) -> Proposal | None:
        """What is chosen, whether it can be carried out or not."""
        if self._opened is None or self._chosen is None:
            return None
        return self._opened.own if self._chosen == OWN else self._opened.proposals[self._chosen]

    def _choose(self, number: int | None, *, keep: bool = True) -> None:
        self._chosen = number
        for place, card in enumerate(self._proposals):
            card.set_chosen(place == number)
        self._own.set_chosen(number == OWN)
        proposal = self._proposal()
        if number != OWN:
            self._own.offer(proposal.option.terms if proposal is not None else None)
        self._show_chosen(proposal)
        if keep:
            self._keep()

    def _show_chosen(self, proposal: Proposal | None) -> None:
        schedule = proposal.option.schedule if proposal is not None else None
        capacity = self._opened.capacity if self._opened else None
        self._table.show_rows(schedule.rows if schedule else (), capacity)
        self._schedule.setVisible(schedule is not None)
        if proposal is not None and schedule is not None:
            kind = words.plan_kind(proposal.option.terms.kind)
            self._schedule_of.setText(f"{kind} · {words.rate(proposal.option.terms.annual_rate)}")
        self._show_capacity()
        self._show_buttons()

    def _show_capacity(self) -> None:
        opened = self._opened
        if opened is None:
            return
        shown = [(words.plan_kind(each.option.terms.kind), each) for each in opened.proposals]
        if opened.own is not None:
            shown.append((self.tr("自行设定"), opened.own))
        marks = [Mark(name, each.option.schedule.highest_row) for name, each in shown if each.option.schedule]
        self._capacity.show_capacity(opened.table.capacity, marks)

    def _on_own(self, proposal: Proposal | None) -> None:
        assert self._opened is not None
        self._opened.own = proposal
        self._choose(OWN)
        if self._own_asked:  # now that the result has its room: before, the page is too short to be scrolled so far
            self._own_asked = False
            self.reveal(self._own)

    def _begin_own(self) -> None:
        if self._own.form is None:
            self._own_asked = True
            self._own.begin()
        else:
            self._choose(OWN)
            self._own.form.kind.setFocus()
            self.reveal(self._own)

    def _may_draw(self) -> bool:
        proposal = self._proposal()
        possible = proposal is not None and proposal.option.schedule is not None
        running = self._opened is not None and self._opened.running
        return possible and not running and self._drawing is None

    def _show_buttons(self) -> None:
        self._draw_button.setEnabled(self._may_draw())
        self._own_button.setEnabled(self._opened is not None)

    def _keep(self) -> None:
        """Keep where the desk is; the same again is not written twice."""
        if self._opened is None:
            return
        own = self._opened.own.option.terms if self._opened.own else None
        chosen = None if self._chosen == OWN else self._chosen
        draft = PlanDraft(self._case_id, self._opened.table.loan.id, chosen, own, self._reason.text())
        if draft != self._kept:
            self._kept = draft
            desk = self._work.desk
            self._work.tasks.write(lambda: keep_plan(desk, draft))

    def _open_earlier(self) -> None:
        """The paper of the loan's earlier plan, or the case where there is none."""
        earlier = self._opened.earlier if self._opened else None
        paper = earlier and self._opened and self._opened.table.seen.file.document_of(earlier.plan.id)
        if paper:
            self._work.open("paper", paper.id)
        else:
            self._work.open("case", self._case_id)

    def _on_drawn(self, drawn: DrawnPaper) -> None:
        self._drawing = None
        self._show_buttons()
        work, signing = self._work, Signing(drawn)
        assert work.shell is not None
        work.shell.open(f"sign:{drawn.paper.doc_no}", lambda: SigningPage(work, drawn, signing))

    def _on_not_drawn(self, error: KnownError) -> None:
        self._drawing = None
        self._trouble.say_error(error)
        self._show_buttons()
