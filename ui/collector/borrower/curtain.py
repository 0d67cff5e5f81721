"""What stays on the screen when somebody looks on: who calls and how to call back, and not a word of the debt.

One key takes every sum and everything about other people off the page; the same key brings them back.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from fieldapp.services.look_at_case import CasePage
from ui import theme
from ui.i18n import translate
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labels import label

KEYS = "F8"


class Curtain(Card):
    """The card that stands instead of the page.

    Signals:
        lifted: show everything again.
    """

    lifted = Signal()

    def __init__(self) -> None:
        super().__init__(translate("Curtain", "屏幕已收起"))
        self.body.setSpacing(theme.S)
        self._who = label("", "h1", wrap=True)
        self._ask = label("", "h2", wrap=True)
        self.add(self._who)
        self.add(self._ask)
        self.add(label(self.tr("金额和他人信息都不显示。有旁人在场时请保持收起。"), "muted", wrap=True))
        self._back = button(self.tr("恢复显示"), "", "eye", keys=KEYS)
        self._back.clicked.connect(self.lifted)
        self.body.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)

    def say(self, page: CasePage, name: str, number: str) -> None:
        """Say who works here, and for which office; `name` and `number` are the collector's."""
        office = page.office
        told = self.tr("{office} {name}（工号 {number}）") if office else self.tr("{name}（工号 {number}）")
        self._who.setText(told.format(office=office.name if office else "", name=name, number=number))
        borrower = page.seen.case.borrower.name
        if office and office.phone:
            ask = self.tr("请转告{borrower}回电：{phone}").format(borrower=borrower, phone=office.phone)
        else:
            ask = self.tr("请转告{borrower}与我们联系").format(borrower=borrower)
        self._ask.setText(ask)

    def take_focus(self) -> None:
        """Give the keyboard to the way back."""
        self._back.setFocus()
