"""Signing a paper: it is read aloud, then one person at a time has a sheet of their own, and at last it is sealed.

Every step is held encrypted on the laptop at once, so that a killed program goes on where it was; but until the seal
nothing is a paper. With it plan, paper and file are stored together or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget
from shiboken6 import isValid

from fieldapp.documents.plan_paper import Witness
from fieldapp.errors import KnownError
from fieldapp.services import issue_document
from fieldapp.services.hold_signing import HeldSigning, Outcome, Taken, held_signing
from fieldapp.services.issue_document import DrawnPaper, SealedPaper, seal_plan
from fieldapp.services.refuse_to_sign import SavedRefusal, record_refusal
from ui import formats, messages, theme
from ui.collector.signing_ink import InkStep, person_words
from ui.collector.signing_keep import SigningKeeper
from ui.collector.signing_read import ReadStep
from ui.collector.signing_seal import SealStep
from ui.i18n import translate
from ui.in_pieces import InPieces, Piece
from ui.tasks import Task
from ui.viewmodels.signing import Signing, redrawn
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.emptying import let_go
from ui.widgets.flow import Flow
from ui.widgets.page import PageFrame
from ui.widgets.pdf_pane import PdfPane
from ui.widgets.states import Banner, BusyOverlay

if TYPE_CHECKING:
    from ui.workplace import Workplace

PLACE = "plans"
PANEL = 480
"""Width in px of what stands beside the paper, at normal text size."""
ROOM_FOR_BOTH = 1500
"""Width in px from which on the paper stays beside the pad."""
IN_PLACE = frozenset({"security.wrong_passphrase", "security.passphrase_empty"})


class SigningPage(PageFrame):
    """One paper being signed. `signing` goes on where an earlier page of the same signing was."""

    def __init__(self, work: Workplace, drawn: DrawnPaper, signing: Signing | None = None) -> None:
        super().__init__(self.tr("签署还款计划书"), scroll=False, can_go_back=True)
        self._work, self._signing = work, signing or Signing(drawn)
        self._keeper = SigningKeeper(work)
        self._busy: Task | None = None
        self._pieces: InPieces | None = None
        self._paper_asked = self._read_early = False
        self.pane = PdfPane(work.tasks, self.tr("还款计划书"))
        self._trouble = Banner("", "stop", closable=True)
        self._trouble.hide()
        self._people = Flow()
        self._steps = QStackedWidget()
        self._card = Card(says=self.tr("签署"))
        self._lay_out()
        self._overlay = BusyOverlay(self, work.tasks)
        self._fill()
        if not (self._signing.taken or self._signing.heard):
            desk, case_id = work.desk, self._signing.drawn.case_id
            work.tasks.read(lambda: held_signing(desk, case_id), done=self._on_held, owner=self)

    def step(self) -> int:
        """Which step is on screen: -1 reading, the number of the person from 0, the number of people for the seal."""
        return self._steps.currentIndex() - 1

    @property
    def signing(self) -> Signing:
        """The state that this page shows."""
        return self._signing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _lay_out(self) -> None:
        self._card.add(self._trouble)
        self._card.add(self._steps, 1)
        self.body.addWidget(self._people)
        row = QHBoxLayout()
        row.setSpacing(theme.M)
        row.addWidget(self.pane, 1)
        row.addWidget(self._card, 1)
        self._row = row
        self.body.addLayout(row, 1)

    def _fill(self, at: int | None = None, news: str = "") -> None:
        """Make the steps of this drawing of the paper, one a turn; then show step `at`, else the first that is open."""
        paper = self._signing.drawn.paper
        self.set_title(
            self.tr("{name} · 签署还款计划书").format(name=paper.borrower.name),
            self.tr("编号 {number} · {count} 期，共 {sum} · 封存之前不是文书").format(
                number=paper.doc_no, count=len(paper.rows), sum=formats.money(paper.grand_total)
            ),
        )
        if self._pieces is not None:
            self._pieces.stop()
        self._read_early = False
        while (old := self._steps.widget(0)) is not None:
            let_go(old)
        self.ink_steps: list[InkStep] = []
        self.pane.view.set_watermark(self.tr("提案 · 未生效") if paper.needs_approval else "")
        self.pane.show_pdf(self._signing.drawn.rendered.pdf)
        first = self._first_open() if at is None else at  # as it is now: somebody may already be reading meanwhile
        self._pieces = InPieces(self, self._make_steps(), done=lambda: self._on_filled(first, news))

    def _make_steps(self) -> Iterator[Piece]:
        yield self._make_read_step
        for number in range(len(self._signing.signatories)):
            yield lambda number=number: self._make_ink_step(number)  # type: ignore[misc]
        yield self._make_seal_step

    def _on_filled(self, first: int, news: str) -> None:
        self._pieces = None
        self._show_step(self._first_unsigned() if self._read_early else first)
        if news:
            self._trouble.say(news, "info")
            self._trouble.show()

    def _make_read_step(self) -> None:
        self.read_step = ReadStep(self._signing)
        self.read_step.heard.connect(self._on_heard)
        self.read_step.witness.connect(self._on_witness)
        self.read_step.done.connect(self._on_read)
        self._steps.addWidget(self.read_step)

    def _on_read(self) -> None:
        """All was read; whoever is quicker than the making of the next steps gets them as soon as they are there."""
        self._read_early = self._pieces is not None
        if not self._read_early:
            self._show_step(self._first_unsigned())

    def _make_ink_step(self, number: int) -> None:
        who = self._signing.signatories[number]
        step = InkStep(who, self._signing.drawn.paper)
        if who.box in self._signing.pads:
            step.pad.restore(self._signing.pads[who.box])
        step.taken.connect(lambda taken: self._on_taken(number, taken))
        step.pad_changed.connect(lambda: self._on_pad(number))
        step.back.connect(lambda: self._show_step(number - 1))
        step.paper_wanted.connect(self._turn_paper)
        self._steps.addWidget(step)
        self.ink_steps.append(step)

    def _make_seal_step(self) -> None:
        self.seal_step = SealStep()
        self.seal_step.sealing.connect(self._seal)
        self.seal_step.back.connect(lambda: self._show_step(len(self.ink_steps) - 1))
        self._steps.addWidget(self.seal_step)

    def _first_open(self) -> int:
        return self._first_unsigned() if self._signing.all_heard else -1

    def _first_unsigned(self) -> int:
        """The first person nothing was taken from yet."""
        people = self._signing.signatories
        return next((n for n, who in enumerate(people) if who.box not in self._signing.taken), len(people))

    def _on_held(self, held: HeldSigning | None) -> None:
        if held is not None and self._signing.take_up(held):
            self._fill(news=self.tr("接着上次没有签完的签署，已签的都还在。"))

    def _on_heard(self, key: str, on: bool) -> None:
        self._signing.hear(key, on=on)
        self._keep()

    def _on_witness(self, witness: Witness | None) -> None:
        if self._busy is not None:
            return
        desk, drawn = self._work.desk, self._signing.drawn
        self._busy = self._work.tasks.read(
            lambda: issue_document.with_witness(desk, drawn, witness),
            done=self._on_redrawn,
            failed=self._on_not_redrawn,
            owner=self,
            words=self.tr("正在重新出具文书…"),
        )
        self._overlay.watch(self._busy)

    def _on_redrawn(self, drawn: DrawnPaper) -> None:
        self._busy = None
        again = redrawn(self._signing, drawn)
        self._signing.drawn, self._signing.taken, self._signing.pads = again.drawn, again.taken, again.pads
        self._fill(at=-1)
        self._keep()

    def _on_not_redrawn(self, error: KnownError) -> None:
        self._busy = None
        self.read_step.refuse(error)

    def _on_pad(self, number: int) -> None:
        step, box = self.ink_steps[number], self._signing.signatories[number].box
        if step.pad.strokes():
            self._signing.pads[box] = step.pad.record()
        else:
            self._signing.pads.pop(box, None)
        self._keep()

    def _on_taken(self, number: int, taken: Taken) -> None:
        who = self._signing.signatories[number]
        if taken.outcome is Outcome.REFUSED and not who.may_miss:
            self._end_refused(person_words(who), taken.reason)
            return
        self._signing.take(who.box, taken)
        self._keep()
        self._show_step(number + 1)

    def _keep(self) -> None:
        self._keeper.keep(self._signing.held())

    def _show_step(self, number: int) -> None:
        people = self._signing.signatories
        self._trouble.hide()
        self._steps.setCurrentIndex(number + 1)
        sealing, reading = number == len(people), number < 0
        for place, step in enumerate(self.ink_steps):
            step.set_current(place == number)
        self.seal_step.seal.setEnabled(sealing)
        self.read_step.next.setEnabled(reading)
        if reading:
            self.read_step.refresh()
            first = self.read_step.first_field()
        elif sealing:
            self.seal_step.show_signing(self._signing)
            first = self.seal_step.passphrase
        else:
            first = self.ink_steps[number].first_field()
        self.setFocusProxy(first)
        self.setFocus()
        self._show_people(number)
        self._share_room()
        now = people[number].box if 0 <= number < len(people) else ""
        marks = self._signing.marks(now, self.tr("在此签名"))
        self.pane.view.set_marks(marks)
        here = next((mark for mark in marks if mark.words), None)
        if here is not None:
            self.pane.view.go_to(here)

    def _share_room(self) -> None:
        """The paper beside what is asked; a pad has the whole sheet where there is no room for both."""
        if self._pieces is not None:
            return
        inking = 0 <= self.step() < len(self.ink_steps)
        roomy = self.width() >= theme.scaled(ROOM_FOR_BOTH)
        self.pane.setVisible(not inking or roomy or self._paper_asked)
        cramped = self._paper_asked and not roomy
        for step in self.ink_steps:
            step.see_paper.setVisible(not roomy)
            step.set_cramped(cramped)
        panel = 16_777_215 if inking else theme.scaled(PANEL)
        self._card.setMaximumWidth(panel)
        self._card.setMinimumWidth(0 if inking else min(panel, max(self.width() // 2, 320)))
        self._row.setStretch(1, 2 if inking and not self._paper_asked else 1)

    def _turn_paper(self) -> None:
        self._paper_asked = not self._paper_asked
        self._share_room()

    def _show_people(self, number: int) -> None:
        self._people.clear()
        heard = self._signing.all_heard
        reading = Chip(self.tr("宣读"), "accent" if number < 0 else "ok" if heard else "text_2", dot=number >= 0)
        self._people.add(reading)
        for place, who in enumerate(self._signing.signatories):
            taken = self._signing.taken.get(who.box)
            words = person_words(who)
            if place == number:
                self._people.add(Chip(words, "accent"))
            elif taken is not None and taken.outcome is Outcome.REFUSED:
                self._people.add(Chip(self.tr("{person} · 拒签").format(person=words), "warn"))
            elif taken is not None and taken.ink is None:
                self._people.add(Chip(self.tr("{person} · 不签").format(person=words)))
            else:
                self._people.add(Chip(words, "ok" if taken else "text_2", dot=taken is not None))
        last = number == len(self._signing.signatories)
        self._people.add(Chip(self.tr("封存"), "accent" if last else "text_2", dot=last))

    def _end_refused(self, person: str, reason: str) -> None:
        if self._busy is not None:
            return
        self._keeper.stop()
        desk, signing = self._work.desk, self._signing
        heard, seen = len(signing.heard), signing.drawn.paper.witness
        self._busy = self._work.tasks.write(
            lambda: record_refusal(desk, signing.drawn, person, reason, heard, seen.name if seen else ""),
            done=self._on_refusal_kept,
            failed=self._on_failed,
            owner=self._work,
            words=self.tr("正在保存…"),
        )
        self._overlay.watch(self._busy, can_cancel=False)

    def _on_refusal_kept(self, saved: SavedRefusal) -> None:
        shell = self._work.shell
        assert shell is not None
        self._work.saved(saved.changes)
        shell.say(translate("SigningPage", "已记下拒签，拒签记录在案件的文件里。"))
        if isValid(self):
            self._busy = None
            self._close()

    def _seal(self, passphrase: str) -> None:
        if self._busy is not None:
            return
        desk, signing = self._work.desk, self._signing
        circumstances, drawn, inks = signing.circumstances(desk), signing.drawn, signing.inks

        self._keeper.stop()
        self._trouble.hide()
        self.seal_step.seal.setEnabled(False)
        words = self.tr("正在签署并封存…")
        # the window owns this task: what was sealed must be told to everybody, even if this page was left meanwhile
        self._busy = self._work.tasks.write(
            lambda: seal_plan(desk, drawn, inks, circumstances, passphrase),
            done=self._on_sealed,
            failed=self._on_failed,
            owner=self._work,
            words=words,
        )
        self._overlay.watch(self._busy, can_cancel=False)

    def _on_sealed(self, sealed: SealedPaper) -> None:
        shell = self._work.shell
        assert shell is not None
        self._work.saved(sealed.changes)
        if self._signing.drawn.paper.needs_approval:
            shell.say(translate("SigningPage", "已签署并保存在本机，联网后送主管审批。"))
        else:
            shell.say(translate("SigningPage", "已签署并保存在本机，方案从现在起生效，联网后自动发送。"))
        if isValid(self):
            self._busy = None
            self.seal_step.passphrase.clear()
            work = self._work
            # a turn each: making the page that is shown next takes its time
            InPieces(work, (self._close, lambda: work.open("paper", sealed.document_id)))

    def _close(self) -> None:
        """Leave the pile this page lies on, wherever the person has gone meanwhile."""
        shell = self._work.shell
        assert shell is not None
        if shell.page() is not self:
            shell.go(PLACE)
        if shell.page() is self:
            shell.back()

    def _on_failed(self, error: KnownError) -> None:
        if not isValid(self):
            if self._work.shell is not None:
                self._work.shell.say_error(error)
            return
        self._busy = None
        self.seal_step.seal.setEnabled(self.step() == len(self.ink_steps))
        if error.code in IN_PLACE:
            self.seal_step.refuse(str(messages.sentence(error)))
        else:
            self._trouble.say_error(error)
