"""The bank's slip: its number and its total, which has to be what the ticked receipts come to, to the cent."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.services.deposit_cash import PaidIn
from ui import formats, theme
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.fields import Fields
from ui.widgets.labels import label
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.states import Banner

LONGEST_SLIP = 40


class DepositForm(Card):
    """Signals: given (PaidIn): this was paid in."""

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__("")
        self._total = 0
        title = label(self.tr("缴存"), "h2")
        self.setAccessibleName(self.tr("缴存"))
        self.add(title)
        self._chosen = label("", "strong", wrap=True)
        self.add(self._chosen)
        form = Fields()
        self.slip = QLineEdit()
        self.slip.setMaxLength(LONGEST_SLIP)
        self.slip.setMinimumHeight(theme.TARGET)
        self.slip.setAccessibleName(self.tr("缴款单号"))
        self.slip.setPlaceholderText(self.tr("银行回单上的号码"))
        self.total = MoneyEdit(self.tr("缴款单金额"), least=1, required=True)
        form.add(self.tr("缴款单号"), self.slip, below=True, width=200)
        self._total_row = form.add(self.tr("缴款单金额"), self.total, below=True, width=200)
        self.add(form)
        self._trouble = Banner("", "stop")
        self._trouble.hide()
        self.add(self._trouble)
        self.go = button(self.tr("记录缴存"), "primary", "bank", keys="Ctrl+Return")
        self.go.clicked.connect(self._give)
        self.add(self.go)
        told = self.tr("一张缴款单可以包含几个案件的收据；记录时一次保存，缺一不可。")
        self.add(label(told, "faint", wrap=True))
        self.slip.textChanged.connect(lambda _text: self._look())
        self.slip.returnPressed.connect(self._give)
        self.total.changed.connect(lambda _sum: self._look())
        self.set_ticked(0, 0)

    def set_ticked(self, count: int, total: int) -> None:
        """So many receipts are ticked, of this sum."""
        self._total = total
        told = self.tr("已选 %n 张，合计 {sum}", "", count).format(sum=formats.money(total))
        self._chosen.setText(told if count else self.tr("请在左边勾选要缴存的收据"))
        self._look()

    def clear(self) -> None:
        """Ready for the next slip."""
        self.slip.clear()
        self.total.set_value(None)
        self._trouble.hide()
        self._look()

    def say_error(self, error: KnownError) -> None:
        """Say why nothing was kept."""
        self._trouble.say_error(error)
        self._look()

    def _look(self) -> None:
        """Say at once when the slip and the receipts differ, and by how much."""
        typed = self.total.value()
        differs = typed is not None and typed != self._total
        if differs and typed is not None:
            more = typed > self._total
            gap = formats.money(abs(typed - self._total))
            told = self.tr("比所选收据多 {gap}") if more else self.tr("比所选收据少 {gap}")
            self._total_row.remark(told.format(gap=gap), "stop")
        else:
            fits = typed is not None and self._total
            self._total_row.remark(self.tr("与所选收据一致") if fits else "", "ok")
        self.go.setEnabled(bool(self._total and self.slip.text().strip() and typed == self._total))

    def _give(self) -> None:
        if self.go.isEnabled():
            self.go.setEnabled(False)
            self.given.emit(PaidIn(self.slip.text().strip(), self._total, clock.now()))
