"""Signing a paper: the page on the left as everybody reads it, on the right one person at a time, and the seal at last.

Until the seal nothing is stored; with it plan, paper and file are stored together or not at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget
from shiboken6 import isValid

from fieldapp.errors import KnownError
from fieldapp.services.draft_plan import discard_plan
from fieldapp.services.issue_document import DrawnPaper, SealedPaper, seal_plan
from ui import formats, messages, theme
from ui.collector.signing_steps import InkStep, SealStep, person_words
from ui.i18n import translate
from ui.tasks import Task
from ui.viewmodels.signing import Signing, Taken
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.flow import Flow
from ui.widgets.page import PageFrame
from ui.widgets.pdf_pane import PdfPane
from ui.widgets.states import Banner, BusyOverlay

if TYPE_CHECKING:
    from ui.workplace import Workplace

PLACE = "plans"
PANEL = 460
IN_PLACE = frozenset({"security.wrong_passphrase", "security.passphrase_empty"})


class SigningPage(PageFrame):
    """One paper being signed. `signing` goes on where an earlier page of the same signing was."""

    def __init__(self, work: Workplace, drawn: DrawnPaper, signing: Signing | None = None) -> None:
        paper = drawn.paper
        super().__init__(self.tr("签署还款计划书"), scroll=False, can_go_back=True)
        self._work, self._signing = work, signing or Signing(drawn)
        self._sealing: Task | None = None
        self.set_title(
            self.tr("{name} · 签署还款计划书").format(name=paper.borrower.name),
            self.tr("编号 {number} · {count} 期，共 {sum} · 封存之前不会保存任何签名").format(
                number=paper.doc_no, count=len(paper.rows), sum=formats.money(paper.grand_total)
            ),
        )
        self.pane = PdfPane(work.tasks, self.tr("还款计划书"))
        self._trouble = Banner("", "stop", closable=True)
        self._trouble.hide()
        self._people = Flow()
        self._steps = QStackedWidget()
        self.ink_steps = [self._ink_step(number) for number in range(len(self._signing.signatories))]
        self.seal_step = self._seal_step()
        self._lay_out()
        self._overlay = BusyOverlay(self, work.tasks)
        self.pane.show_pdf(drawn.rendered.pdf)
        self._show_step(self._first_open())

    def step(self) -> int:
        """Which step is on screen: the number of the person from 0, or the number of people for the seal."""
        return self._steps.currentIndex()

    def _lay_out(self) -> None:
        panel = Card(says=self.tr("签署"))
        panel.setFixedWidth(round(PANEL * theme.current().text_scale))
        panel.add(self._people)
        panel.add(self._trouble)
        panel.add(self._steps, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.M)
        row.addWidget(self.pane, 1)
        row.addWidget(panel)
        self.body.addLayout(row, 1)

    def _ink_step(self, number: int) -> InkStep:
        who = self._signing.signatories[number]
        step = InkStep(who, self._signing.drawn.paper, first=number == 0)
        step.taken.connect(lambda taken: self._on_taken(number, taken))
        step.back.connect(lambda: self._show_step(number - 1))
        self._steps.addWidget(step)
        return step

    def _seal_step(self) -> SealStep:
        step = SealStep()
        step.sealing.connect(self._seal)
        step.back.connect(lambda: self._show_step(len(self.ink_steps) - 1))
        self._steps.addWidget(step)
        return step

    def _first_open(self) -> int:
        """The first person nothing was taken from yet."""
        people = self._signing.signatories
        return next((n for n, who in enumerate(people) if who.box not in self._signing.taken), len(people))

    def _on_taken(self, number: int, taken: Taken) -> None:
        self._signing.taken[self._signing.signatories[number].box] = taken
        self._show_step(number + 1)

    def _show_step(self, number: int) -> None:
        people = self._signing.signatories
        self._trouble.hide()
        self._steps.setCurrentIndex(number)
        for place, step in enumerate(self.ink_steps):
            step.next.setEnabled(place == number)  # a hidden button keeps its shortcut otherwise
        self.seal_step.seal.setEnabled(number == len(people))
        sealing = number == len(people)
        if sealing:
            self.seal_step.show_signing(self._signing)
        self.setFocusProxy(self.seal_step.passphrase if sealing else self.ink_steps[number].first_field())
        self.setFocus()
        self._show_people(number)
        now = people[number].box if number < len(people) else ""
        self.pane.view.set_marks(self._signing.marks(now, self.tr("在此签名")))

    def _show_people(self, number: int) -> None:
        self._people.clear()
        for place, who in enumerate(self._signing.signatories):
            taken = self._signing.taken.get(who.box)
            words = person_words(who)
            if place == number:
                self._people.add(Chip(words, "accent"))
            elif taken is not None and taken.ink is None:
                self._people.add(Chip(self.tr("{person} · 不签").format(person=words)))
            else:
                self._people.add(Chip(words, "ok" if taken else "text_2", dot=taken is not None))
        last = number == len(self._signing.signatories)
        self._people.add(Chip(self.tr("封存"), "accent" if last else "text_2", dot=last))

    def _seal(self, passphrase: str) -> None:
        if self._sealing is not None:
            return
        desk, signing = self._work.desk, self._signing
        circumstances = signing.circumstances(desk)

        def work() -> SealedPaper:
            sealed = seal_plan(desk, signing.drawn, signing.inks, circumstances, passphrase)
            discard_plan(desk, signing.drawn.case_id)
            return sealed

        self._trouble.hide()
        self.seal_step.seal.setEnabled(False)
        words = self.tr("正在签署并封存…")
        # the window owns this task: what was sealed must be told to everybody, even if this page was left meanwhile
        self._sealing = self._work.tasks.write(
            work, done=self._on_sealed, failed=self._on_refused, owner=self._work, words=words
        )
        self._overlay.watch(self._sealing, can_cancel=False)

    def _on_sealed(self, sealed: SealedPaper) -> None:
        shell = self._work.shell
        assert shell is not None
        self._work.saved(sealed.changes)
        if self._signing.drawn.paper.needs_approval:
            shell.say(translate("SigningPage", "已签署并保存在本机，联网后送主管审批。"))
        else:
            shell.say(translate("SigningPage", "已签署并保存在本机，方案从现在起生效，联网后自动发送。"))
        if isValid(self):
            self._sealing = None
            self.seal_step.passphrase.clear()
            self._close()
            self._work.open("paper", sealed.document_id)

    def _close(self) -> None:
        """Leave the pile this page lies on, wherever the person has gone meanwhile."""
        shell = self._work.shell
        assert shell is not None
        if shell.page() is not self:
            shell.go(PLACE)
        if shell.page() is self:
            shell.back()

    def _on_refused(self, error: KnownError) -> None:
        if not isValid(self):
            if self._work.shell is not None:
                self._work.shell.say_error(error)
            return
        self._sealing = None
        self.seal_step.seal.setEnabled(True)
        if error.code in IN_PLACE:
            self.seal_step.refuse(str(messages.sentence(error)))
        else:
            self._trouble.say_error(error)
