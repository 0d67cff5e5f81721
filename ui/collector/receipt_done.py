"""A receipt that was written just now: its number and sum to read aloud, to print, to keep, or to make void."""

from __future__ import annotations

from collections.abc import Callable

from fieldapp.documents.capitals import in_capitals
from fieldapp.domain.cash import Receipt
from fieldapp.services.take_cash import void_receipt
from fieldapp.services.write_receipt import write_receipt
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, words
from ui.i18n import translate
from ui.parts.paper_copies import offer_copy, offer_print
from ui.parts.why_row import WhyRow
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.labels import label
from ui.widgets.ledger import KeyValues, Reason
from ui.widgets.states import Banner
from ui.workplace import Workplace


class ReceiptDone(Card):
    """The receipt as it is kept."""

    def __init__(self, work: Workplace, receipt: Receipt) -> None:
        content = receipt.content
        super().__init__(translate("ReceiptDone", "收据已开具，已加密保存在本机"))
        self._work, self._receipt = work, receipt
        self.add(label(formats.money(content.amount), "display"))
        self.add(label(in_capitals(content.amount), "strong", wrap=True, selectable=True))
        self.add(
            KeyValues(
                (
                    (self.tr("收据号"), words.receipt_no(content.number)),
                    (self.tr("交款人"), content.payer_name),
                    (self.tr("时间"), formats.short_moment(content.at)),
                )
            )
        )
        self.add(Reason(self.tr("把收据交给交款人。现金不是入账：缴存并由银行入账后，欠款才会减少。"), "warn"))
        self._trouble = Banner("", "stop")
        self._trouble.hide()
        self.add(self._trouble)
        self._buttons = Flow()
        for told, icon, act in (
            (self.tr("打印收据"), "printer", self._print),
            (self.tr("另存为 PDF"), "save", self._save),
            (self.tr("去缴存"), "bank", lambda: work.open("cash", "")),
            (self.tr("写错了，作废"), "delete", self._ask_why),
        ):
            made = button(told, "quiet" if icon in {"delete", "bank"} else "", icon)
            made.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons.add(made)
        self.add(self._buttons)
        self._why = WhyRow(self.tr("为什么作废？号码不会再用，收据请收回。"), self.tr("作废收据"))
        self._why.hide()
        self._why.given.connect(self._void)
        self.add(self._why)

    def _print(self) -> None:
        self._with_paper(lambda pdf: offer_print(self, self._work, pdf, self._name()))

    def _save(self) -> None:
        self._with_paper(lambda pdf: offer_copy(self, self._work, pdf, self._name()))

    def _name(self) -> str:
        return self.tr("收据 {no}").format(no=self._receipt.content.number)

    def _with_paper(self, use: Callable[[bytes], object]) -> None:
        self._work.tasks.read(
            lambda: write_receipt(self._work.desk, self._receipt.id),
            done=use,
            failed=self._trouble.say_error,
            owner=self,
            words=self.tr("正在写收据…"),
        )

    def _ask_why(self) -> None:
        self._why.show()
        self._why.setFocus()

    def _void(self, reason: str) -> None:
        self._work.tasks.write(
            lambda: void_receipt(self._work.desk, self._receipt.id, reason),
            done=self._voided,
            failed=self._trouble.say_error,
            owner=self,
        )

    def _voided(self, changes: ChangeSet) -> None:
        self._why.hide()
        self._buttons.setEnabled(False)
        self._trouble.say(self.tr("收据已作废，号码保留在册。"), "info")
        self._work.saved(changes)
