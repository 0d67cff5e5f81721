"""One call, message or letter to one person of a case: asked about, made, and logged.

The page first asks whether one may (and opens the number only then), then keeps what happens as a draft, and ends in
a fact. Opened as "case|party|channel"; without a party it is about the borrower, without a channel it is a call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.domain.contact_log import Channel
from fieldapp.domain.contact_rules import VERBS
from fieldapp.domain.matter import MatterKind
from fieldapp.domain.party import PartyRole
from fieldapp.domain.visit import Outcome
from fieldapp.errors import KnownError
from fieldapp.services.log_contact import (
    ContactDesk,
    SavedContact,
    contact_desk,
    discard_contact,
    keep_contact,
    save_contact,
)
from fieldapp.store.laptop.unit import ChangeSet
from ui import words
from ui.collector.contact_call import CallCard
from ui.collector.contact_result import ResultCard
from ui.collector.contact_side import CapsCard, HeardCard, PhonePromise, SayCard
from ui.collector.message_part import MessageCard
from ui.collector.soon_kept import SoonKept
from ui.in_pieces import InPieces
from ui.parts.may_i import MayI
from ui.theme import Tone
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.choice import Choice
from ui.widgets.labels import label, show_in_place
from ui.widgets.note_edit import NoteEdit
from ui.widgets.page import Action, PageFrame
from ui.widgets.states import Banner
from ui.words import contact as contact_words
from ui.words import may as may_words
from ui.workplace import Workplace

LEADS_TO = {
    Outcome.DISPUTE: MatterKind.DISPUTE,
    Outcome.HARDSHIP: MatterKind.HARDSHIP,
    Outcome.PAID_CLAIM: MatterKind.PAID_CLAIM,
}
"""What is to be recorded next where a call heard of it."""
ROLE_TONES: dict[PartyRole, Tone] = {PartyRole.CONTACT: "warn"}


class ContactPage(PageFrame):
    """The page of one contact."""

    def __init__(self, work: Workplace, ref: str) -> None:
        super().__init__("", can_go_back=True)
        self._work = work
        case_id, party_id, channel, *_ = [*ref.split("|"), "", ""]
        self._case_id, self._party_id = case_id, party_id
        self._channel = Channel(channel) if channel else Channel.CALL
        self._desk: ContactDesk | None = None
        self._ending = self._done = False
        self._offered: tuple[bool, bool] | None = None
        self.call: CallCard | None = None
        self.message: MessageCard | None = None
        self.result: ResultCard | None = None
        self.promise: PhonePromise | None = None
        self.may_i: MayI | None = None
        self.keeper: SoonKept | None = None
        self.set_title(self._heading())
        self.banner = Banner("", "warn")
        self.banner.hide()
        self.banner.acted.connect(self._load)
        self.body.addWidget(self.banner)
        self._opening = label(self.tr("正在打开…"), "muted")
        self.body.addWidget(self._opening)
        work.changed.connect(self._on_changed)
        self._load()

    def save(self) -> None:
        """Log it."""
        if self._desk is None or self._ending or not self._is_complete():
            return
        self._begin_to_end()
        draft = replace(self._desk.draft, promise=replace(self._desk.draft.promise))
        self._work.tasks.write(
            lambda: save_contact(self._work.desk, draft),
            done=self._saved,
            failed=self._not_saved,
            owner=self,
            words=self.tr("正在保存…"),
        )

    def discard(self) -> None:
        """Nothing of this was done: throw the draft away."""
        if self._desk is None or self._ending:
            return
        self._begin_to_end()
        ref = self._desk.draft.ref
        self._work.tasks.write(
            lambda: discard_contact(self._work.desk, ref),
            done=lambda _none: self._leave(self.tr("已放弃，没有留下记录")),
            failed=self._not_saved,
            owner=self,
        )

    def hideEvent(self, event: QHideEvent) -> None:
        if self.keeper is not None:
            if self.result is not None:
                self.result.note.flush()
            self.keeper.flush()
        super().hideEvent(event)

    def _heading(self) -> str:
        names = [contact_words.channel(self._channel)]
        if self._desk is not None:
            names.append(self._desk.party.name)
        return " · ".join(names)

    def _load(self) -> None:
        self.banner.hide()
        desk, asked = self._work.desk, (self._case_id, self._party_id, self._channel)
        self._work.tasks.read(lambda: contact_desk(desk, *asked), done=self._show, failed=self._not_loaded, owner=self)

    def _on_changed(self, changes: ChangeSet) -> None:
        """A text must say the figures of now; the call's own answers do not depend on them."""
        if self.message is not None and not self._ending and (self._case_id in changes.cases or not changes):
            desk, asked = self._work.desk, (self._case_id, self._party_id, self._channel)
            self._work.tasks.read(
                lambda: contact_desk(desk, *asked),
                done=self.message.take_desk,
                failed=self.banner.say_error,
                owner=self,
            )

    def _not_loaded(self, error: KnownError) -> None:
        self._opening.hide()
        self.banner.say_error(error, action=self.tr("重试") if error.retryable else "")

    def _show(self, desk: ContactDesk) -> None:
        self._opening.hide()
        self._desk, party = desk, desk.party
        self._party_id = party.id
        case = desk.seen.case
        facts = [] if party.role is PartyRole.BORROWER else [self.tr("借款人 {name}").format(name=case.borrower.name)]
        self.set_title(self._heading(), " · ".join([*facts, self.tr("案件 {number}").format(number=case.case_no)]))
        role = words.party_role(party.role)
        chip = f"{role} · {party.relation}" if party.relation else role
        self.set_chips([Chip(chip, ROLE_TONES.get(party.role, "text_2"))])
        self.keeper = SoonKept(self._work.tasks, self._writing, self)
        self.keeper.failed.connect(self.banner.say_error)
        self.body.addWidget(self._channels())
        self.may_i = MayI(self._work, self._case_id, VERBS[self._channel], party.id)
        self.may_i.opened.connect(self._on_opened)
        self.may_i.closed.connect(self._say_free)
        left, right = self.columns(2, 1)
        left.addWidget(self.may_i)
        call = self._channel is Channel.CALL
        pieces = [lambda: self._show_call(desk, left), lambda: self._show_result(desk, left, right)]
        pieces = pieces if call else [lambda: self._show_message(desk, left)]
        pieces += [lambda: right.addWidget(SayCard(desk)), lambda: right.addWidget(CapsCard(desk))]
        if party.role is not PartyRole.CONTACT:
            pieces.append(lambda: right.addWidget(HeardCard(self._work, self._case_id)))
        InPieces(self, pieces, self._look)

    def _channels(self) -> QWidget:
        answers = [(one.value, contact_words.channel(one)) for one in Channel]
        channels = Choice(self.tr("联系方式"), answers, self._channel.value)
        channels.changed.connect(self._go_to_channel)
        return channels

    def _go_to_channel(self, channel: str) -> None:
        """Another way to the same person is a page of its own, with its own draft."""
        ref = f"{self._case_id}|{self._party_id}|{channel}"
        shell = self._work.shell
        if shell is not None:
            shell.back()
        self._work.open("contact", ref)

    def _show_call(self, desk: ContactDesk, left: QVBoxLayout) -> None:
        self.call = CallCard(self._work, desk)
        self.call.edited.connect(self._edited)
        self.call.moved.connect(self._on_moved)
        left.addWidget(self.call)
        self._say_free()
        self._look()

    def _show_result(self, desk: ContactDesk, left: QVBoxLayout, right: QVBoxLayout) -> None:
        """What is asked for once somebody answered; made behind the call, so that the window is free at once."""
        self.result = ResultCard(desk)
        self.result.edited.connect(self._edited)
        show_in_place(self.result, shown=False)
        left.addWidget(self.result)
        if desk.party.role is not PartyRole.CONTACT and desk.seen.loans:
            self.promise = PhonePromise(desk.draft, desk.seen)
            self.promise.edited.connect(self._edited)
            show_in_place(self.promise, shown=False)
            right.insertWidget(0, self.promise)
        self._look()

    def _show_message(self, desk: ContactDesk, left: QVBoxLayout) -> None:
        self.message = MessageCard(self._work, desk)
        self.message.edited.connect(self._edited)
        self.message.code_shown.connect(lambda: self.reveal(self.message) if self.message is not None else None)
        left.addWidget(self.message)
        self._say_free()
        note = Card(self.tr("备注"))
        hint = self.tr("寄送方式与单号") if self._channel is Channel.LETTER else ""
        edit = NoteEdit(self.tr("备注"), hint=hint, lines=2)
        edit.set_text(desk.draft.note)
        edit.textChanged.connect(lambda: self._take_note(edit.text()))
        note.add(edit)
        left.addWidget(note)
        self._offer()

    def _take_note(self, text: str) -> None:
        assert self._desk is not None
        self._desk.draft.note = text
        self._edited()

    def _writing(self) -> Callable[[], object]:
        assert self._desk is not None
        draft = replace(self._desk.draft, promise=replace(self._desk.draft.promise))
        return lambda: keep_contact(self._work.desk, draft)

    def _edited(self) -> None:
        assert self.keeper is not None
        self.keeper.touch()
        self._look()

    def _on_moved(self) -> None:
        """After the call the keyboard is where its result is asked for."""
        self._look()
        if self.call is not None and self.call.is_over and self.result is not None and self.result.outcome.isVisible():
            self.result.outcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        """What the answers so far mean for the rest of the page."""
        assert self._desk is not None
        draft = self._desk.draft
        if self.result is not None:
            self.result.setVisible(draft.began_at is not None and draft.connected is not None)
            self.result.show_spoken(spoken=bool(draft.connected))
        if self.promise is not None:
            self.promise.setVisible(bool(draft.connected) and draft.outcome is Outcome.PROMISE)
        self._offer()

    def _offer(self) -> None:
        """The head's actions: what can be saved now."""
        assert self._desk is not None
        draft = self._desk.draft
        if self.call is None and self.message is None:
            return
        ready = not self._ending and (self.call.is_over if self.call is not None else self._may_log())
        begun = draft.began_at is not None or draft.handed_at is not None or bool(draft.note)
        if (ready, begun) == self._offered:
            return  # buttons that are made anew under one's finger are pressed in vain
        self._offered = (ready, begun)
        main = self.tr("保存通话") if self._channel is Channel.CALL else self.tr("已发出，存入记录")
        actions = [Action(self.tr("放弃"), self.discard, "", "", "quiet")] if begun else []
        made = self.set_actions([*actions, Action(main, self.save, "check", "Ctrl+Return")])
        made[-1].setEnabled(ready)

    def _may_log(self) -> bool:
        """A text was handed over, or it is a letter that says what it was."""
        assert self._desk is not None
        draft = self._desk.draft
        return draft.handed_at is not None or (draft.channel is Channel.LETTER and bool(draft.note.strip()))

    def _is_complete(self) -> bool:
        """Whether nothing is missing; says what is, and goes there."""
        assert self._desk is not None
        outsider = self._desk.party.role is PartyRole.CONTACT
        wrong = self.result.invalid(outsider=outsider) if self.result is not None else None
        if wrong is None and self.promise is not None and self.promise.isVisibleTo(self):
            wrong = self.promise.invalid()
        if wrong is not None:
            wrong.setFocus()
        return wrong is None

    def _on_opened(self, override_id: str) -> None:
        """The way is free. What was done already was done by the reason that held then."""
        assert self._desk is not None
        draft = self._desk.draft
        if draft.began_at is None and draft.handed_at is None:
            draft.override_id = override_id
        self._say_free()

    def _say_free(self) -> None:
        """Tell the parts whether one may call or write now, and why not."""
        standing = self.may_i.standing() if self.may_i is not None else None
        if standing is None:
            return
        free = standing.free
        reason = "" if free else may_words.standing_words(standing)
        if self.call is not None:
            self.call.set_free(free=free, reason=reason)
        if self.message is not None:
            self.message.set_free(free=free)

    def _begin_to_end(self) -> None:
        self._ending = True  # a second press in the same moment would log it twice
        if self.keeper is not None:
            self.keeper.pause()
        self._offer()

    def _saved(self, saved: SavedContact) -> None:
        assert self._desk is not None
        self._work.saved(saved.changes)
        kind = LEADS_TO.get(self._desk.draft.outcome) if self._desk.draft.outcome else None
        self._leave(self.tr("已保存，联网后自动发送"))
        if kind is not None:
            self._work.open("matter", f"{self._case_id}|{kind.value}")

    def _not_saved(self, error: KnownError) -> None:
        self._ending = False
        if self.keeper is not None:
            self.keeper.go_on()
        self._offer()
        self.banner.say_error(error)

    def _leave(self, words_: str) -> None:
        self._done = True
        shell = self._work.shell
        if shell is not None:
            shell.say(words_)
            if shell.page() is self:
                shell.back()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._done and self._work.shell is not None:
            QTimer.singleShot(0, self, self._work.shell.back)  # it was finished while another page was shown
