"""The right of the call sheet: what may be said, what was done today, what was promised, and what else was heard."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fieldapp import clock
from fieldapp.domain.caseview import CaseView
from fieldapp.domain.matter import MatterKind
from fieldapp.domain.party import PartyRole
from fieldapp.domain.plans.promise import PayChannel
from fieldapp.rule_packs.promises import promise_rules
from fieldapp.services.log_contact import ContactDesk, ContactDraft
from ui import formats, words
from ui.collector.visit_editors import HIGHEST_SUM
from ui.i18n import translate
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.date_pick import DatePick
from ui.widgets.fields import FieldRow, Fields
from ui.widgets.flow import Flow
from ui.widgets.labels import label
from ui.widgets.ledger import LedgerLine, Reason
from ui.widgets.money_edit import MoneyEdit
from ui.words import contact as contact_words
from ui.words import matter as matter_words
from ui.workplace import Workplace

RECENT = 5


class PhonePromise(Card):
    """The promise made on the phone: how much, until when, how, and for which loan; written into the draft.

    Signals:
        edited: something of it changed.
    """

    edited = Signal()

    def __init__(self, draft: ContactDraft, seen: CaseView) -> None:
        super().__init__(self.tr("承诺还款"))
        self._draft, self._seen = draft, seen
        form = Fields()
        today = clock.today(seen.case.zone)
        latest = today + timedelta(days=promise_rules().furthest(seen.bucket))
        self.amount = MoneyEdit(self.tr("承诺金额"), most=HIGHEST_SUM, least=1, required=True)
        self.due = DatePick(self.tr("承诺日期"), least=today, most=latest, required=True)
        self.channel = Choice(self.tr("还款渠道"), [(one.value, words.pay_channel(one)) for one in PayChannel])
        if len(seen.loans) > 1:
            answers = [(one.loan.id, f"{one.loan.contract_no} · {formats.amount(one.owed)}") for one in seen.loans]
            loan = Choice(self.tr("哪一笔借款"), answers, draft.promise.loan_id or seen.loans[0].loan.id)
            loan.changed.connect(lambda value: self._take("loan_id", value))
            form.add(self.tr("哪一笔借款"), loan, wide=True)
        self._amount_row: FieldRow = form.add(self.tr("承诺金额"), self.amount, width=200, below=True)
        due = form.add(self.tr("承诺日期"), self.due, width=200, below=True)
        due.before(self.tr("最晚 {day}").format(day=formats.short_date(latest)))
        form.add(self.tr("还款渠道"), self.channel, wide=True)
        self.add(form)
        self.add(label(self.tr("款项进指定账户；收现金须当场开收据。"), "faint", wrap=True))
        self._fill()

    def invalid(self) -> QWidget | None:
        """The first field whose text is no answer; it says why."""
        wrong = [edit for edit in (self.amount, self.due) if not edit.check()]
        return wrong[0] if wrong else None

    def _fill(self) -> None:
        promise = self._draft.promise
        self.amount.set_value(promise.amount)
        self.due.set_value(promise.due)
        self.channel.set_value(promise.channel.value)
        self.amount.changed.connect(lambda value: self._take("amount", value))
        self.due.changed.connect(lambda value: self._take("due", value))
        self.channel.changed.connect(lambda value: self._take("channel", PayChannel(value)))
        self._say_owed()

    def _take(self, name: str, value: object) -> None:
        setattr(self._draft.promise, name, value)
        self._say_owed()
        self.edited.emit()

    def _say_owed(self) -> None:
        wanted = self._draft.promise.loan_id
        loan = next((one for one in self._seen.loans if one.loan.id == wanted), None) or self._seen.loans[0]
        self._amount_row.before(self.tr("今日应还 {sum}").format(sum=formats.money(loan.owed)))


class SayCard(Card):
    """What may be said to this person while nothing waits for an answer, and whether they asked to be left alone."""

    def __init__(self, desk: ContactDesk) -> None:
        super().__init__(translate("SayCard", "可以说什么"))
        resting = [kind for kind in MatterKind if desk.seen.file.resting_matters(kind)]
        if resting and desk.party.role is not PartyRole.CONTACT:
            for kind in resting:
                self.add(label(matter_words.matter_freezes(kind), wrap=True))
        else:
            self.add(label(words.may_be_told(desk.party), wrap=True))
        stopped = desk.stopped
        if stopped is not None:
            day = formats.short_moment(stopped.content.at, desk.seen.case.zone)
            self.add(Reason(self.tr("{day} 对方要求不要再联系").format(day=day), "stop"))


class CapsCard(Card):
    """What of the daily caps was used today, and the last times this person was contacted."""

    def __init__(self, desk: ContactDesk) -> None:
        super().__init__(translate("CapsCard", "今天与最近"))
        used, caps = desk.caps.used, desk.caps
        calls = self.tr("{count} / {limit} 次").format(count=used.connected, limit=caps.calls)
        missed = self.tr("{count} / {limit} 次").format(count=used.missed, limit=caps.attempts)
        self.add(LedgerLine(self.tr("今日已接通"), calls))
        self.add(LedgerLine(self.tr("今日未接通"), missed))
        self.add(LedgerLine(self.tr("今日已发短信、消息"), self.tr("{count} 次").format(count=used.written)))
        mine = [one for one in desk.seen.file.contacts if one.content.party_id == desk.party.id]
        for one in sorted(mine, key=lambda each: each.content.at, reverse=True)[:RECENT]:
            when = formats.short_moment(one.content.at, desk.seen.case.zone)
            line = label(f"{when} · {contact_words.contacted(one.content)}", "faint", wrap=True)
            self.add(line)


class HeardCard(Card):
    """What else may have been heard, each with the sheet that records it and says what it freezes."""

    def __init__(self, work: Workplace, case_id: str) -> None:
        super().__init__(translate("HeardCard", "对方还提到"))
        row = Flow()
        for kind in MatterKind:
            made = button(matter_words.matter_title(kind), "quiet")
            made.clicked.connect(lambda _checked=False, kind=kind: work.open("matter", f"{case_id}|{kind.value}"))
            row.add(made)
        self.add(row)
