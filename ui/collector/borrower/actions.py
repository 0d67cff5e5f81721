"""What can be done about a case besides visit, call and plan: a quiet row below the head, each with its key."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from ui.collector.borrower import curtain
from ui.i18n import translate
from ui.widgets.buttons import button
from ui.widgets.flow import Flow


class ActionsRow(Flow):
    """The row.

    Signals:
        wanted: (str, str) page to open and what follows the case's id in its own id.
        hide_wanted: somebody looks on: take the sums off the screen.
    """

    wanted = Signal(str, str)
    hide_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("ActionsRow", "可以办理"))
        self._menu: QMenu | None = None
        self.message = self._action(self.tr("发消息"), "message", "Ctrl+M")
        self.receipt = self._action(self.tr("收现金"), "receipt", "Ctrl+Shift+R")
        self.matter = self._action(self.tr("登记事项"), "flag", "Ctrl+D")
        self.add_new = self._action(self.tr("添加信息"), "plus", "Ctrl+N")
        self.hide_sums = self._action(self.tr("收起屏幕"), "eye_off", curtain.KEYS)
        self.receipt.clicked.connect(lambda: self.wanted.emit("receipt", ""))
        self.matter.clicked.connect(lambda: self._ask(self.matter, self._matters()))
        self.add_new.clicked.connect(lambda: self._ask(self.add_new, self._particulars()))
        self.hide_sums.clicked.connect(self.hide_wanted)

    def _action(self, words: str, icon: str, keys: str) -> QPushButton:
        made = button(words, "quiet", icon, keys=keys)
        self.add(made)
        return made

    def _matters(self) -> list[tuple[str, str, str]]:
        """What is raised, in the borrower's words: a menu entry, the page, and the kind."""
        return [
            (self.tr("称已付款"), "matter", "paid_claim"),
            (self.tr("对债务有异议"), "matter", "dispute"),
            (self.tr("投诉"), "matter", "complaint"),
            (self.tr("遇到困难"), "matter", "hardship"),
        ]

    def _particulars(self) -> list[tuple[str, str, str]]:
        return [
            (self.tr("新的电话号码"), "particular", "phone"),
            (self.tr("新的地址"), "particular", "address"),
            (self.tr("联系人"), "particular", "person"),
            (self.tr("经营场所"), "particular", "premises"),
        ]

    def _ask(self, under: QPushButton, choices: list[tuple[str, str, str]]) -> None:
        """A menu below the button; it goes away by itself."""
        menu = QMenu(self)
        menu.setAccessibleName(under.accessibleName())
        for words, page, rest in choices:
            entry = QAction(words, menu)
            entry.triggered.connect(lambda _checked=False, page=page, rest=rest: self.wanted.emit(page, rest))
            menu.addAction(entry)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(QPoint(0, under.height())))
