"""The cash book: what is in hand, since when, by when it has to be at the bank; and paying it in under one slip."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp import clock
from fieldapp.domain.cash import DepositUrgency
from fieldapp.errors import KnownError
from fieldapp.services.deposit_cash import CashSheet, HeldCash, PaidIn, cash_sheet, deposit_cash
from fieldapp.services.take_cash import void_receipt
from fieldapp.store.laptop.cash_book import BookedCash
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, theme, words
from ui.collector.deposit_form import DepositForm
from ui.collector.held_row import HeldRow
from ui.i18n import translate
from ui.in_pieces import InPieces, Piece
from ui.loader import Loader
from ui.widgets.card import Card
from ui.widgets.emptying import empty, let_go
from ui.widgets.labels import label, show_in_place
from ui.widgets.ledger import KeyValues, LedgerLine, Reason
from ui.widgets.page import PageFrame
from ui.widgets.states import Banner, EmptyState
from ui.workplace import Workplace


class CashPage(PageFrame):
    """Receipts are ticked on the left, the slip is filled in on the right; what is overdue says so in words and red."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("手上现金"), can_go_back=True)
        self._work = work
        self._rows: dict[str, HeldRow] = {}
        self._left_out: set[str] = set()
        self._begun = False
        self._trouble = Banner("", "warn")
        self._trouble.hide()
        self.body.addWidget(self._trouble)
        self._empty = EmptyState(self.tr("手上没有现金"), self.tr("收了现金会列在这里，直到缴存。"), icon="cash")
        self._empty.hide()
        self.body.addWidget(self._empty)
        left, right = self.columns(3, 2)
        left.addWidget(self._held_card())
        left.addWidget(self._past_card())
        self.form = DepositForm()
        self.form.given.connect(self._deposit)
        right.addWidget(self.form)
        right.addWidget(self._rules_card())
        self._pieces: InPieces | None = None
        self._loader: Loader[CashSheet] = Loader(
            self, work.tasks, lambda: cash_sheet(work.desk), self._show, self._trouble.say_error
        )
        work.changed.connect(self._on_changed)

    def _held_card(self) -> Card:
        self._held = Card(self.tr("在手的收据"))
        self._sum = label("", "display")
        self._due = QVBoxLayout()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.XXS)
        self._held.add(self._sum)
        self._held.body.addLayout(self._due)
        self._held.body.addLayout(self._list)
        self._held.hide()
        return self._held

    def _past_card(self) -> Card:
        self._past = Card(self.tr("已缴存和已作废"))
        self._past_list = QVBoxLayout()
        self._past_list.setSpacing(0)
        self._past.body.addLayout(self._past_list)
        self._past.hide()
        return self._past

    def _rules_card(self) -> Card:
        card = Card(self.tr("规定"))
        self._rules = QVBoxLayout()
        self._rules.setSpacing(theme.XXS)
        card.body.addLayout(self._rules)
        return card

    def _show(self, sheet: CashSheet) -> None:
        if self._pieces is not None:
            self._pieces.stop()
        self._show_sum(sheet)
        self._show_rules(sheet)
        here = {one.cash.receipt_id for one in sheet.held}
        for gone in set(self._rows) - here:
            let_go(self._rows.pop(gone))
        self._left_out &= here
        self._pieces = InPieces(self, self._row_pieces(sheet), done=self._all_put)

    def _all_put(self) -> None:
        self._pieces = None
        self._chosen_changed()

    def _row_pieces(self, sheet: CashSheet) -> Iterator[Piece]:
        for place, one in enumerate(sheet.held):
            yield partial(self._put_row, place, one)
        yield lambda: empty(self._past_list)
        for past in sheet.past:
            yield partial(self._put_past, past)
        yield lambda: show_in_place(self._past, shown=bool(sheet.past))

    def _put_past(self, past: BookedCash) -> None:
        self._past_list.addWidget(_past_line(past))

    def _put_row(self, place: int, one: HeldCash) -> None:
        row = self._rows.get(one.cash.receipt_id)
        if row is not None:
            row.show_cash(one)
            return
        row = HeldRow(one, chosen=one.cash.receipt_id not in self._left_out)
        row.toggled.connect(self._chosen_changed)
        row.void_wanted.connect(self._void)
        row.case_wanted.connect(lambda case_id: self._work.open("case", case_id))
        self._rows[one.cash.receipt_id] = row
        self._list.insertWidget(place, row)

    def _show_sum(self, sheet: CashSheet) -> None:
        total = sheet.total
        self._sum.setText(formats.money(total.amount))
        facts = self.tr("%n 张收据未缴存", "", total.receipts) if total.receipts else self.tr("没有未缴存的现金")
        self.set_title(self.tr("手上现金"), facts)
        empty(self._due)
        if total.receipts:
            urgency = total.urgency(clock.now())
            told = words.deposit_due(total.due_by, urgency)
            if urgency is DepositUrgency.OVERDUE:
                told = formats.clauses([told, self.tr("缴存之前不能再收现金")])
            self._due.addWidget(Reason(told, words.deposit_tone(urgency), "R42"))
        self._held.setVisible(bool(sheet.held))
        self.form.setVisible(bool(sheet.held))
        self._empty.setVisible(not sheet.held)

    def _show_rules(self, sheet: CashSheet) -> None:
        empty(self._rules)
        if sheet.hours is not None:
            told = self.tr("现金收下后 {hours} 小时内缴存到办公室账户，不进个人账户。").format(hours=sheet.hours)
            self._rules.addWidget(Reason(told, "info", "R42"))
        if sheet.account:
            self._rules.addWidget(KeyValues(((self.tr("缴存账户"), sheet.account),)))
        self._rules.addWidget(LedgerLine(self.tr("还可离线开的收据"), formats.number(sheet.numbers_left)))
        if not sheet.numbers_left:
            self._rules.addWidget(Reason(self.tr("收据号已用完：联网同步一次即可领取。"), "warn"))
        told = self.tr("案件改派或收回以后，收下的现金仍列在这里，由你缴存。")
        self._rules.addWidget(label(told, "faint", wrap=True))

    def _chosen_changed(self) -> None:
        chosen = [row.cash for row in self._rows.values() if row.is_chosen()]
        self._left_out = {one for one, row in self._rows.items() if not row.is_chosen()}
        if chosen and not self._begun:
            self._begun = True
            self.form.slip.setFocus()
        self.form.set_ticked(len(chosen), sum(one.amount for one in chosen))

    def _deposit(self, paid: PaidIn) -> None:
        ids = [one for one, row in self._rows.items() if row.is_chosen()]
        self._work.tasks.write(
            lambda: deposit_cash(self._work.desk, ids, paid),
            done=lambda changes: self._deposited(changes, paid),
            failed=self.form.say_error,
            owner=self,
        )

    def _deposited(self, changes: ChangeSet, paid: PaidIn) -> None:
        self.form.clear()
        told = self.tr("已记录缴存 {sum}，单号 {slip}。银行入账后欠款才会减少。")
        self._trouble.say(told.format(sum=formats.money(paid.total), slip=paid.slip), "ok")
        self._work.saved(changes)
        self._loader.ask()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _void(self, receipt_id: str, reason: str) -> None:
        self._work.tasks.write(
            lambda: void_receipt(self._work.desk, receipt_id, reason),
            done=self._voided,
            failed=self._say_error,
            owner=self,
        )

    def _voided(self, changes: ChangeSet) -> None:
        self._work.saved(changes)
        self._loader.ask()

    def _say_error(self, error: KnownError) -> None:
        self._trouble.say_error(error)

    def _on_changed(self, _changes: ChangeSet) -> None:
        self._loader.ask()


def _past_line(one: BookedCash) -> QWidget:
    """A receipt that is no longer in hand: its number, what became of it, its sum."""
    if one.void_reason:
        told = formats.aside(translate("CashPage", "已作废"), one.void_reason)
    else:
        day = formats.short_moment(one.deposited_at) if one.deposited_at else ""
        told = translate("CashPage", "{moment} 缴存，单号 {slip}").format(moment=day, slip=one.slip)
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(theme.XS)
    parts = (words.receipt_no(one.number), one.payer_name, told)
    row.addWidget(label(" · ".join(part for part in parts if part), "muted", wrap=True), 1)
    row.addWidget(label(formats.amount(one.amount), right=True))
    held.setAccessibleName(f"{one.number} {told} {formats.amount(one.amount)}")
    return held
