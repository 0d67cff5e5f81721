"""The passphrase asked for where one is, when the sign-in at the server has run out, by a small card in a corner.

Nothing is left and nothing is blocked for it: the page below goes on being worked with, and the card never takes the
keyboard by itself. Closed, it comes again when the next round of sync asks again; the sync page has the same card.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent

from ui import theme
from ui.mirror import mirrored
from ui.parts.renew_sign_in import RenewCard
from ui.shell import Shell
from ui.widgets.buttons import icon_button
from ui.workplace import Workplace

WIDTH = 430
SYNC_PAGE = "sync"


class RenewPrompt(RenewCard):
    """The card over the window's lower right corner; hidden until it is wanted."""

    def __init__(self, work: Workplace, shell: Shell) -> None:
        super().__init__(work)
        self._shell = shell
        self.setObjectName("popup")
        self.setParent(shell)
        self.setFixedWidth(theme.scaled(WIDTH))
        self.close_button = icon_button("close", self.tr("以后再说"))
        self.head.addWidget(self.close_button)
        self.close_button.clicked.connect(self.put_away)
        self.renewed.connect(self.put_away)
        shell.installEventFilter(self)
        shell.page_shown.connect(self._page_shown)
        self.hide()

    def ask(self) -> None:
        """Show it, unless the page on screen asks for the same."""
        if self.isVisible() or self._shell.page_key() == SYNC_PAGE:
            return
        self.show()
        self._place()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._shell, self.accessibleName()))

    def put_away(self) -> None:
        """Not now; what was typed is forgotten."""
        self.passphrase.clear()
        if self.isAncestorOf(self._shell.focusWidget() or self._shell):
            page = self._shell.page()
            if page is not None:
                (page.focusWidget() or page).setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._place()  # what it says now needs more room, or less
        return done

    def _page_shown(self, key: str) -> None:
        if key == SYNC_PAGE:
            self.put_away()
        else:
            self.raise_()

    def _place(self) -> None:
        height = max(self.body.totalHeightForWidth(self.width()), self.sizeHint().height())
        foot = self._shell.foot.height()
        where = QRect(
            self._shell.width() - self.width() - theme.L,
            self._shell.height() - height - theme.L - foot,
            self.width(),
            height,
        )
        self.setGeometry(mirrored(self.layoutDirection(), self._shell.rect(), where))
        self.raise_()
