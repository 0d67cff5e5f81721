"""The receipts written on a case and what became of the cash: in hand, paid in, void. None of it is a payment yet."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.errors import KnownError
from fieldapp.services.deposit_cash import ReceiptLine, case_receipts
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, theme, words
from ui.i18n import translate
from ui.theme import Tone
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.emptying import empty
from ui.widgets.labels import label, show_in_place
from ui.workplace import Workplace

SHOWN = 5


class CashCard(Card):
    """Loads itself; takes no room while the case has no receipt."""

    def __init__(self, work: Workplace, case_id: str) -> None:
        super().__init__(translate("CashCard", "现金收据"))
        self._work, self._case_id = work, case_id
        book = self.add_action(self.tr("现金簿"), "cash")
        book.clicked.connect(lambda: work.open("cash", ""))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.XS)
        self.body.addLayout(self._lines)
        self.add(label(self.tr("现金收据不是入账。缴存并由银行入账后，欠款才会减少。"), "faint", wrap=True))
        self._shown: tuple[ReceiptLine, ...] | None = None
        self.hide()
        work.changed.connect(self._on_changed)
        self._ask()

    def _ask(self) -> None:
        """Read now, though nothing is on screen yet: that there is something makes it appear."""
        self._work.tasks.read(
            lambda: case_receipts(self._work.desk, self._case_id), done=self._show, failed=self._say_error, owner=self
        )

    def _show(self, lines: tuple[ReceiptLine, ...]) -> None:
        if lines == self._shown:
            return
        self._shown = lines
        empty(self._lines)
        for line in lines[:SHOWN]:
            self._lines.addWidget(_Line(line))
        if len(lines) > SHOWN:
            self._lines.addWidget(label(self.tr("另有 %n 张较早的收据", "", len(lines) - SHOWN), "faint"))
        show_in_place(self, shown=bool(lines))

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._case_id in changes.cases or not changes:
            self._ask()

    def _say_error(self, error: KnownError) -> None:
        if error.code != "case.not_here":
            self._work.tasks.known_error.emit(error)


class _Line(QWidget):
    def __init__(self, line: ReceiptLine) -> None:
        super().__init__()
        content = line.receipt.content
        told, tone = receipt_state(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(theme.XS)
        top.addWidget(Chip(told, tone))
        top.addStretch(1)
        top.addWidget(label(formats.money(content.amount), "strong", right=True))
        column.addLayout(top)
        number = translate("CashCard", "收据 {no}").format(no=words.receipt_no(content.number))
        slip = translate("CashCard", "缴款单号 {slip}").format(slip=line.deposit.content.slip) if line.deposit else ""
        parts = [number, formats.short_moment(content.at), content.payer_name, "" if line.own else line.by, slip]
        column.addWidget(label(" · ".join(part for part in parts if part), "faint", wrap=True))
        if line.receipt.void_reason:
            why = translate("CashCard", "作废原因：{reason}").format(reason=line.receipt.void_reason)
            column.addWidget(label(why, "faint", wrap=True))
        self.setAccessibleName(f"{number} {formats.money(content.amount)} {told} {slip}".strip())


def receipt_state(line: ReceiptLine) -> tuple[str, Tone]:
    """What became of a receipt's cash, and its tone."""
    if line.refused:
        return translate("CashCard", "未被接收"), "stop"
    if line.receipt.void_reason:
        return translate("CashCard", "已作废"), "text_2"
    if line.deposit is not None:
        return translate("CashCard", "已缴存"), "ok"
    return translate("CashCard", "在催收员手上"), "warn"
