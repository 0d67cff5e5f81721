"""Taking cash: loan, payer and sum, what it would be set against, and a numbered receipt at once.

The screen says from the first moment to the last that cash is no payment before the bank has posted it, and never lets
anybody take more cash while what is in hand should long be at the bank.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout

from fieldapp import clock
from fieldapp.documents.capitals import in_capitals
from fieldapp.domain.compliance.answer import Outcome
from fieldapp.errors import KnownError
from fieldapp.services.take_cash import CashDesk, CashTaken, SavedReceipt, before_cash, take_cash
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, messages, theme, words
from ui.collector.receipt_done import ReceiptDone
from ui.loader import Loader
from ui.tasks import Task
from ui.viewmodels.cash_lines import Preview, work_out
from ui.widgets.buttons import Select, rename
from ui.widgets.card import Card
from ui.widgets.emptying import empty
from ui.widgets.fields import FieldRow, Fields
from ui.widgets.labels import label, rule
from ui.widgets.ledger import LedgerLine, Reason
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.page import Action, PageFrame
from ui.widgets.states import Banner
from ui.workplace import Workplace

LONGEST_NAME = 60


class ReceiptSheet(PageFrame):
    """The sheet for one case. Ctrl+Return writes the receipt."""

    def __init__(self, work: Workplace, case_id: str) -> None:
        super().__init__(self.tr("收现金"), can_go_back=True)
        self._work, self._case_id = work, case_id
        self._opened: CashDesk | None = None
        self._task: Task | None = None
        self._saving = False
        self._trouble = Banner("", "stop")
        self._trouble.hide()
        self.body.addWidget(self._trouble)
        left, right = self.columns(3, 2)
        self._form_card, self._done_at = self._form(), left
        left.addWidget(self._form_card)
        self._hand_at = self._hand_card()
        right.addWidget(self._preview_card())
        right.addWidget(self._hand_at)
        self._take = self._offer()
        self._loader: Loader[CashDesk] = Loader(
            self, work.tasks, lambda: before_cash(work.desk, case_id), self._show, self._say_error
        )
        work.changed.connect(self._on_changed)

    def _offer(self) -> QPushButton:
        (made,) = self.set_actions([Action(self.tr("开具收据"), self._write, "receipt", "Ctrl+Return")])
        made.setEnabled(False)
        return made

    def _form(self) -> Card:
        card = Card(self.tr("收了谁的、多少、还哪笔"))
        form = Fields()
        self.loan, self.payer = Select(self.tr("还哪笔借款")), Select(self.tr("付款人"))
        for select in (self.loan, self.payer):
            select.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToContents)
        self.bearer = QLineEdit()
        self.bearer.setMaxLength(LONGEST_NAME)
        self.bearer.setAccessibleName(self.tr("交款人"))
        self.bearer.setPlaceholderText(self.tr("由别人送来时填他的姓名"))
        self.bearer.setMinimumHeight(theme.TARGET)
        self.amount = MoneyEdit(self.tr("金额"), least=1, required=True)
        self.note = QLineEdit()
        self.note.setMaxLength(300)
        self.note.setAccessibleName(self.tr("备注"))
        self.note.setMinimumHeight(theme.TARGET)
        form.add(self.tr("还哪笔借款"), self.loan, below=True)
        form.add(self.tr("付款人"), self.payer, below=True)
        form.add(self.tr("交款人"), self.bearer, below=True)
        self._amount_row: FieldRow = form.add(self.tr("金额"), self.amount, below=True)
        self._capitals = label("", "strong", wrap=True, selectable=True)
        self._capitals.setMinimumHeight(theme.TARGET)
        self._capitals.setAccessibleName(self.tr("大写金额"))
        form.add(self.tr("大写"), self._capitals, wide=True)
        form.add(self.tr("备注"), self.note, wide=True)
        card.add(form)
        self.loan.currentIndexChanged.connect(lambda _index: self._changed())
        self.amount.changed.connect(lambda _amount: self._changed())
        return card

    def _preview_card(self) -> Card:
        card = Card(self.tr("入账后将这样冲抵"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        card.body.addLayout(self._lines)
        told = self.tr("这只是预览。现金收据不是入账：缴存并由银行入账以后，欠款才会减少；在那之前利息照算。")
        card.add(Reason(told, "info"))
        self._nothing_to_show()
        return card

    def _hand_card(self) -> Card:
        card = Card(self.tr("收现金之前"))
        self._hand = QVBoxLayout()
        self._hand.setSpacing(theme.XXS)
        card.body.addLayout(self._hand)
        book = card.add_action(self.tr("现金簿"), "cash")
        book.clicked.connect(lambda: self._work.open("cash", ""))
        return card

    def _show(self, opened: CashDesk) -> None:
        first = self._opened is None
        self._opened = opened
        case = opened.seen.case
        number = self.tr("案件 {no}").format(no=case.case_no)
        self.set_title(self.tr("收现金"), f"{case.borrower.name} · {number}")
        if first:
            self.loan.addItems([self._loan_words(number) for number in range(len(opened.seen.loans))])
            self.payer.addItems([formats.aside(one.name, words.party_role(one.role)) for one in opened.payers])
            self.amount.setFocus()
        self._show_hand(opened)
        self._changed()

    def _loan_words(self, number: int) -> str:
        assert self._opened is not None
        one = self._opened.seen.loans[number]
        return self.tr("{contract} · 逾期 {owed}").format(contract=one.loan.contract_no, owed=formats.money(one.owed))

    def _show_hand(self, opened: CashDesk) -> None:
        """The number, what is in hand, and what the rules say to taking more."""
        empty(self._hand)
        if opened.next_number is None:
            self._hand.addWidget(Reason(str(messages.say("cash.no_numbers_left")), "stop", "R42"))
        else:
            number = words.receipt_no(opened.next_number)
            self._hand.addWidget(LedgerLine(self.tr("收据号"), number, strong=True))
            left = self.tr("本机还可离线开 %n 张", "", opened.left)
            self._hand.addWidget(label(left, "faint", wrap=True))
        held = opened.held
        self._hand.addWidget(LedgerLine(self.tr("手上现金"), formats.money(held.amount)))
        if held.receipts:
            urgency = held.urgency(clock.now())
            self._hand.addWidget(Reason(words.deposit_due(held.due_by, urgency), words.deposit_tone(urgency)))
        for rule_ in opened.answer.against:
            if rule_.code != "may.no_receipt":
                told = str(messages.say(rule_.code, dict(rule_.params)))
                self._hand.addWidget(Reason(told, "stop" if rule_.outcome is Outcome.BLOCK else "warn", rule_.rule_id))
        if opened.answer.outcome is Outcome.ALLOWED:
            allowed = self.tr("可以收：当场开具编号收据，不进个人账户，按时缴存")
            self._hand.addWidget(Reason(allowed, "ok", "R42"))

    def _changed(self) -> None:
        """Say the sum in capitals, ask for the preview of what is typed now, and whether all is there."""
        amount = self.amount.value()
        self._capitals.setText(in_capitals(amount) if amount else "—")
        opened, at = self._opened, self.loan.currentIndex()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        blocked = opened is None or opened.answer.outcome is Outcome.BLOCK or opened.next_number is None
        self._take.setEnabled(not blocked and bool(amount) and not self._saving)
        self._rename(amount)
        if opened is None or at < 0 or not amount:
            self._nothing_to_show()
            return
        loan_id = opened.seen.loans[at].loan.id
        self._task = self._work.tasks.read(
            lambda: work_out(opened.seen, loan_id, amount), done=self._show_preview, owner=self
        )

    def _rename(self, amount: int | None) -> None:
        told = self.tr("收 {sum} 并开收据").format(sum=formats.money(amount)) if amount else self.tr("开具收据")
        rename(self._take, told)

    def _nothing_to_show(self) -> None:
        empty(self._lines)
        self._lines.addWidget(label(self.tr("填好金额，就会算出冲抵哪些期、哪些项。"), "muted", wrap=True))

    def _show_preview(self, found: Preview) -> None:
        self._task = None
        empty(self._lines)
        for line in found.lines:
            self._lines.addWidget(LedgerLine(line.name, formats.amount(line.amount)))
        if found.left_over:
            self._lines.addWidget(LedgerLine(self.tr("多出的款"), formats.amount(found.left_over)))
        self._lines.addWidget(rule())
        self._lines.addWidget(LedgerLine(self.tr("合计"), formats.money(found.amount), strong=True))
        self._lines.addWidget(LedgerLine(self.tr("冲抵后仍逾期"), formats.money(found.owed_after)))

    def _write(self) -> None:
        opened = self._opened
        if opened is None or self._saving or not self.amount.check() or not self._take.isEnabled():
            return
        taken = CashTaken(
            case_id=self._case_id,
            loan_id=opened.seen.loans[self.loan.currentIndex()].loan.id,
            payer_id=opened.payers[self.payer.currentIndex()].id,
            amount=self.amount.value() or 0,
            payer_name=self.bearer.text(),
            note=self.note.text(),
        )
        self._saving = True
        self._take.setEnabled(False)
        self._work.tasks.write(
            lambda: take_cash(self._work.desk, taken), done=self._saved, failed=self._refused, owner=self
        )

    def _saved(self, saved: SavedReceipt) -> None:
        """Said only now: the receipt is in the store, with its number."""
        self._saving = False
        self._trouble.hide()
        self._form_card.hide()
        self._hand_at.hide()
        done = ReceiptDone(self._work, saved.receipt)
        self._done_at.insertWidget(0, done)
        (back,) = self.set_actions([Action(self.tr("回到案件"), self.back.emit, "check", "Ctrl+Return")])
        back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._take = back
        self._opened = None
        self._work.saved(saved.changes)

    def _refused(self, error: KnownError) -> None:
        self._saving = False
        self._take.setEnabled(True)
        self._trouble.say_error(error)
        if error.code.startswith("cash.too_much"):
            self.amount.setFocus()

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._form_card.isHidden():
            return
        if self._case_id in changes.cases or not changes:
            self._loader.ask()

    def _say_error(self, error: KnownError) -> None:
        self._trouble.say_error(error)
