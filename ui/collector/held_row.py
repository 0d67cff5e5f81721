"""One receipt of the cash book: a tick for the next deposit, whose money it is, and by when it has to be paid in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.cash import DepositUrgency
from fieldapp.services.deposit_cash import HeldCash
from fieldapp.store.laptop.cash_book import BookedCash
from ui import formats, messages, theme, words
from ui.i18n import translate
from ui.parts.why_row import WhyRow
from ui.widgets.buttons import Check, button
from ui.widgets.chips import Chip
from ui.widgets.emptying import let_go
from ui.widgets.labels import label, rule


class HeldRow(QWidget):
    """A receipt in hand.

    Signals:
        toggled: the tick was set or taken away.
        void_wanted: (receipt id, reason). case_wanted: (case id) somebody wants to see the case.
    """

    toggled = Signal()
    void_wanted = Signal(str, str)
    case_wanted = Signal(str)

    def __init__(self, held: HeldCash, *, chosen: bool) -> None:
        super().__init__()
        self.held = held
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.XXS)
        self.tick = Check(formats.money(held.cash.amount))
        self.tick.setChecked(chosen)
        self.tick.toggled.connect(self.toggled)
        self._chip = Chip("", "text_2")
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._chip)
        row.addStretch(1)
        self._void = button(translate("HeldRow", "作废"), "plain")
        self._void.clicked.connect(self._ask)
        self._case = button(translate("HeldRow", "看案件"), "quiet")
        self._case.clicked.connect(lambda: self.case_wanted.emit(self.cash.case_id))
        row.addWidget(self._void)
        row.addWidget(self._case)
        self._column.addLayout(row)
        self._about = label("", "muted", wrap=True, selectable=True)
        self._column.addWidget(self._about)
        self._refused = label("", "faint", "stop", wrap=True)
        self._column.addWidget(self._refused)
        self._column.addWidget(rule())
        self._why: WhyRow | None = None
        self.show_cash(held)

    @property
    def cash(self) -> BookedCash:
        """The row of the book."""
        return self.held.cash

    def is_chosen(self) -> bool:
        """Whether it is ticked."""
        return self.tick.isChecked()

    def show_cash(self, held: HeldCash) -> None:
        """Say how it stands now."""
        self.held = held
        cash = held.cash
        self._chip.set(words.deposit_due(held.due_by, held.urgency), words.deposit_tone(held.urgency))
        told = [
            translate("HeldRow", "收据 {no}").format(no=words.receipt_no(cash.number)),
            translate("HeldRow", "{moment} 收自 {payer}").format(
                moment=formats.short_moment(cash.taken_at), payer=cash.payer_name
            ),
            _whose(held),
            cash.case_no,
            translate("HeldRow", "用另一台电脑开具") if held.elsewhere else "",
        ]
        self._about.setText(" · ".join(part for part in told if part))
        self._case.setVisible(bool(held.borrower))
        said = str(messages.say(cash.refused, {"number": cash.number})) if cash.refused else ""
        self._refused.setText(translate("HeldRow", "办公室未接收这张收据：{why}").format(why=said) if said else "")
        self._refused.setVisible(bool(said))
        late = translate("HeldRow", "已超期") if held.urgency is DepositUrgency.OVERDUE else ""
        name = f"{formats.money(cash.amount)} {cash.payer_name} {words.receipt_no(cash.number)} {late}".strip()
        self.tick.setAccessibleName(name)

    def _ask(self) -> None:
        if self._why is not None:
            let_go(self._why)
        question = translate("HeldRow", "为什么作废这张收据？钱退给对方后才能作废，号码不会再用。")
        self._why = WhyRow(question, translate("HeldRow", "作废收据"))
        self._why.given.connect(lambda reason: self.void_wanted.emit(self.cash.receipt_id, reason))
        self._column.insertWidget(self._column.count() - 1, self._why)
        self._why.setFocus()


def _whose(held: HeldCash) -> str:
    """The borrower, where somebody else paid; that the case has gone, where it has."""
    if not held.borrower:
        return translate("HeldRow", "案件已不在本机")
    same = held.borrower == held.cash.payer_name
    return "" if same else translate("HeldRow", "借款人 {name}").format(name=held.borrower)
