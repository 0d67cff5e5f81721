"""The right of the visit page: what is still missing, the promise if there is one, and what the business can bear."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fieldapp import clock
from fieldapp.domain.caseview import CaseView
from fieldapp.domain.plans.affordability import Capacity, capacity
from fieldapp.domain.plans.promise import PayChannel
from fieldapp.rule_packs.promises import promise_rules
from fieldapp.services.record_visit import VisitDraft
from ui import formats, icons, theme, words
from ui.collector.visit_editors import HIGHEST_SUM, go_to
from ui.theme import Tone
from ui.viewmodels.visit_form import Gap, loan_of, objection, promised
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.date_pick import DatePick
from ui.widgets.emptying import empty
from ui.widgets.fields import FieldRow, Fields
from ui.widgets.labels import label, sign
from ui.widgets.ledger import LedgerLine, Reason
from ui.widgets.money_edit import MoneyEdit


class GapsCard(Card):
    """What is missing before one may leave, then what would be good to have; each leads to its field.

    Signals:
        wanted: (str) the field to go to.
    """

    wanted = Signal(str)

    def __init__(self, *, correcting: bool = False) -> None:
        super().__init__(self.tr("保存之前") if correcting else self.tr("离开之前"))
        self._correcting = correcting
        self._shown: tuple[Sequence[Gap], Sequence[Gap]] | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addLayout(self._lines)

    def show_gaps(self, gaps: Sequence[Gap], advice: Sequence[Gap]) -> None:
        """Show these; what is shown already is left alone, with the keyboard on it."""
        if self._shown == (gaps, advice):
            return
        self._shown = (gaps, advice)
        _clear(self._lines)
        if gaps:
            self._lines.addWidget(label(self.tr("还差 %n 项", "", len(gaps)), "muted"))
        else:
            told = self.tr("必填的都填好了，可以保存") if self._correcting else self.tr("必填的都填好了，可以离开")
            self._lines.addWidget(Reason(told, "ok"))
        for gap in gaps:
            self._lines.addWidget(self._line(gap, "warn"))
        if advice:
            self._lines.addSpacing(theme.XS)
            self._lines.addWidget(label(self.tr("建议补充"), "muted"))
        for gap in advice:
            self._lines.addWidget(self._line(gap, "info"))

    def _line(self, gap: Gap, tone: Tone) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.XXS)
        there = button(gap.words, "quiet", says=self.tr("去填写：{name}").format(name=gap.words))
        there.clicked.connect(lambda: self.wanted.emit(gap.field))
        row.addWidget(sign(tone))
        row.addWidget(there)
        row.addStretch(1)
        if gap.detail:
            row.addWidget(label(gap.detail, "faint"))
        return made


class MissingKey(QPushButton):
    """In the head, always in sight: what is still missing; pressed, or by its key, it leads to the first of it.

    Signals:
        wanted: (str) the field to go to.
    """

    wanted = Signal(str)
    KEYS = "F6"

    def __init__(self) -> None:
        super().__init__()
        self._gaps: Sequence[Gap] = ()
        self.setProperty("kind", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(theme.TARGET)
        self.clicked.connect(self._go)

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show these."""
        self._gaps = tuple(gaps)
        told = self.tr("还差 %n 项：{first}", "", len(gaps)).format(first=gaps[0].words) if gaps else ""
        self.setText(told.replace("&", "&&"))
        self.setShortcut(QKeySequence(self.KEYS))  # setting the text alone would lose it
        self.setIcon(icons.icon("warn", "warn"))
        self.setAccessibleName(formats.listed(gap.words for gap in gaps))
        self.setToolTip(self.tr("{names}（按 {key} 跳到第一项）").format(
            names=formats.listed(gap.words for gap in gaps), key=self.KEYS))  # fmt: skip
        self.setVisible(bool(gaps))

    def _go(self) -> None:
        if self._gaps:
            self.wanted.emit(self._gaps[0].field)


class PromiseCard(Card):
    """The promise to pay: how much, until when, how, and for which loan. Written into the draft as it is filled in.

    Signals:
        edited: (str) the name of the answer that changed.
        receipt_wanted: cash is handed over now, and a receipt is to be written.
    """

    edited = Signal(str)
    receipt_wanted = Signal()

    def __init__(self, draft: VisitDraft, seen: CaseView) -> None:
        super().__init__(self.tr("承诺还款"))
        self._draft, self._seen = draft, seen
        self.rows: dict[str, FieldRow] = {}
        form = Fields()
        self._add_loan(form)
        self.amount = MoneyEdit(self.tr("承诺金额"), most=HIGHEST_SUM, least=1, required=True)
        today = clock.today(seen.case.zone)
        latest = today + timedelta(days=promise_rules().furthest(seen.bucket))
        self.due = DatePick(self.tr("承诺日期"), least=today, most=latest, required=True)
        self.channel = Choice(self.tr("还款渠道"), [(one.value, words.pay_channel(one)) for one in PayChannel])
        self.rows["amount"] = form.add(self.tr("承诺金额"), self.amount, width=200, below=True)
        self.rows["due"] = form.add(self.tr("承诺日期"), self.due, width=200, below=True)
        self.rows["due"].before(self.tr("最晚 {day}").format(day=formats.short_date(latest)))
        self.rows["channel"] = form.add(self.tr("还款渠道"), self.channel, wide=True)
        self.add(form)
        self.add(label(self.tr("款项进指定账户；当场收了现金，请马上开收据。"), "faint", wrap=True))
        receipt = button(self.tr("开收据"), "quiet", "receipt")
        receipt.clicked.connect(self.receipt_wanted)
        self.body.addWidget(receipt, 0, Qt.AlignmentFlag.AlignLeading)
        self._fill()

    def show_seen(self, seen: CaseView) -> None:
        """The account is another now."""
        self._seen = seen
        self.refresh()

    def refresh(self) -> None:
        """Say what is owed, and how the promised sum stands to it."""
        loan = loan_of(self._seen, self._draft)
        if loan is not None:
            owed = formats.money(loan.owed)
            self.rows["amount"].before(self.tr("今日应还 {sum}").format(sum=owed))
        against = objection(self._seen, self._draft)
        told, tone = promised(self._draft.promise.amount, loan)
        self.rows["amount"].remark(against or told, "stop" if against else tone)

    def invalid(self) -> QWidget | None:
        """The first field whose text is no answer; it says why."""
        wrong = [edit for edit in (self.amount, self.due) if not edit.check()]
        return wrong[0] if wrong else None

    def go_to(self, name: str) -> bool:
        """Move to a field; whether it is one of this card."""
        if name in self.rows:
            go_to(self.rows[name].editor)
        return name in self.rows

    def _add_loan(self, form: Fields) -> None:
        loans = self._seen.loans
        if len(loans) < 2:
            return
        answers = [(one.loan.id, f"{one.loan.contract_no} · {formats.amount(one.owed)}") for one in loans]
        loan = Choice(self.tr("哪一笔借款"), answers, self._draft.promise.loan_id or loans[0].loan.id)
        loan.changed.connect(lambda value: self._take("loan_id", value))
        self.rows["loan"] = form.add(self.tr("哪一笔借款"), loan, wide=True)

    def _fill(self) -> None:
        promise = self._draft.promise
        self.amount.set_value(promise.amount)
        self.due.set_value(promise.due)
        self.channel.set_value(promise.channel.value)
        self.amount.changed.connect(lambda value: self._take("amount", value))
        self.due.changed.connect(lambda value: self._take("due", value))
        self.channel.changed.connect(lambda value: self._take("channel", PayChannel(value)))
        self.refresh()

    def _take(self, name: str, value: object) -> None:
        setattr(self._draft.promise, name, value)
        self.refresh()
        self.edited.emit(name)


class CapacityCard(Card):
    """What the answers say the borrower can pay a month, as it is computed; else what it still needs."""

    def __init__(self) -> None:
        super().__init__(self.tr("还款能力"))
        self._shown: Capacity | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addLayout(self._lines)
        self._say_what_is_needed()

    def show_draft(self, draft: VisitDraft) -> None:
        """Work it out from the answers so far."""
        found = capacity(draft.observation)
        if found == self._shown:
            return
        self._shown = found
        _clear(self._lines)
        if found is None:
            self._say_what_is_needed()
        else:
            self._say(found)

    def _say_what_is_needed(self) -> None:
        told = self.tr("填写毛利率，再填月销售、日销售或月进货中的一项，这里就会算出每月可还多少。")
        self._lines.addWidget(label(told, "muted", wrap=True))

    def _say(self, found: Capacity) -> None:
        self._lines.addWidget(label(formats.money(found.monthly), "display"))
        self._lines.addWidget(label(self.tr("每月可还，为可支配的七成"), "faint"))
        self._lines.addSpacing(theme.XS)
        lowest = next(name for name, value in found.estimates if value == found.sales)
        several = len(found.estimates) > 1
        note = self.tr("{count} 法取低").format(count=len(found.estimates)) if several else ""
        lines = (
            (words.estimate(lowest), found.sales, note),
            (self.tr("毛利（{percent}%）").format(percent=found.margin_percent), found.gross, ""),
            (words.observed("costs_month"), -found.costs, ""),
            (words.observed("household_month"), -found.household, ""),
            (words.observed("other_debt_month"), -found.other_debt, ""),
        )
        for name, minor, told in lines:
            self._lines.addWidget(LedgerLine(name, formats.amount(minor), note=told))
        tone: Tone = "stop" if found.free < 0 else "text"
        self._lines.addWidget(LedgerLine(self.tr("可支配"), formats.amount(found.free), strong=True, tone=tone))


def _clear(lines: QVBoxLayout) -> None:
    empty(lines)
