"""What a person can put right about the way to the server, where one stands: a network's own sign-in page, a proxy
that wants a name and a password, a server for which somebody new vouches.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import msgspec
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fieldapp.sync.network import CERTIFICATE_CHANGED, PORTAL, PROXY_SIGN_IN, Network
from fieldapp.sync.status import SyncStatus
from fieldapp.sync.when import Cause
from ui import messages
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.checked_edit import FieldError
from ui.widgets.fields import Fields
from ui.widgets.labels import label
from ui.widgets.ledger import KeyValues
from ui.workplace import Workplace

Params = Mapping[str, str | int]


class Trouble(QWidget):
    """The card for what is wrong now; nothing where there is nothing that a person could do here."""

    def __init__(self, work: Workplace) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.portal, self.proxy, self.changed = PortalCard(work), ProxyCard(work), ChangedCard(work)
        self._cards = {PORTAL: self.portal, CERTIFICATE_CHANGED: self.changed} | dict.fromkeys(
            PROXY_SIGN_IN, self.proxy
        )
        for card in (self.portal, self.proxy, self.changed):
            card.hide()
            column.addWidget(card)
        self.hide()

    def show_status(self, status: SyncStatus) -> None:
        """Show what belongs to this."""
        wanted = self._cards.get(status.code)
        for card in (self.portal, self.proxy, self.changed):
            if card is wanted:
                card.show_params(status.code, status.params or {})
            card.setVisible(card is wanted)
        self.setVisible(wanted is not None)


class PortalCard(Card):
    """The network wants a sign-in on a page of its own."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("这个网络要求先在网页上登录"))
        self._page = ""
        self.told = label("", "muted", wrap=True, selectable=True)
        self.add(self.told)
        self.open = button(self.tr("打开登录页"), "primary", "link")
        self.open.clicked.connect(self._open)
        again = button(self.tr("登录好了，重试"))
        again.clicked.connect(lambda: work.sync_now(Cause.ASKED))
        self.add(_row(self.open, again))

    def show_params(self, _code: str, params: Params) -> None:
        """Say which page."""
        self._page = str(params.get("page", ""))
        host = urlsplit(self._page).hostname or self._page
        self.told.setText(self.tr("登录页在 {host}。登录后这里会继续；记录都还在本机。").format(host=host))

    def _open(self) -> None:
        if urlsplit(self._page).scheme in {"http", "https"}:  # a network may say anything
            QDesktopServices.openUrl(QUrl(self._page))


class ProxyCard(Card):
    """The proxy wants a name and a password of its own."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("代理要求登录"))
        self._work = work
        self.told = label("", "muted", wrap=True)
        self.add(self.told)
        self.login, self.password = QLineEdit(), QLineEdit()
        self.login.setAccessibleName(self.tr("代理账号"))
        self.password.setAccessibleName(self.tr("代理密码"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        form = Fields()
        form.add(self.tr("代理账号"), self.login)
        form.add(self.tr("代理密码"), self.password)
        self.add(form)
        self.error = FieldError()
        self.add(self.error)
        self.go = button(self.tr("保存并重试"), "primary")
        self.add(_row(self.go))
        self.go.clicked.connect(self.submit)
        self.login.returnPressed.connect(self.password.setFocus)
        self.password.returnPressed.connect(self.submit)

    def show_params(self, code: str, params: Params) -> None:
        """Say which proxy; and that what was given did not do, if so."""
        proxy = str(params.get("proxy", ""))
        told = self.tr("{proxy} 是公司网络的出口，与服务器的账号无关。密码加密保存在本机，只发给这个代理。")
        self.told.setText(told.format(proxy=proxy))
        refused = code == "network.proxy_sign_in_refused"
        self.error.say(self.tr("代理不接受这个账号或密码。") if refused else "")

    def submit(self) -> None:
        """Keep what was typed, and try."""
        login, password = self.login.text().strip(), self.password.text()
        if not login:
            self.error.say(messages.say("signin.incomplete").text)
            self.login.setFocus()
            return
        work = self._work

        def keep() -> None:
            work.keep_network(msgspec.structs.replace(work.read_network(), login=login, password=password))

        work.tasks.write(keep, done=lambda _none: self.password.clear(), owner=self)


class ChangedCard(Card):
    """Another authority than before vouches for the server: a person compares, and only then it is believed."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("为服务器作证的机构变了"))
        self._work = work
        self._now: tuple[str, str] = ("", "")
        told = self.tr(
            "可能是服务器换了证书，也可能有人在中间。请打电话给管理员，逐位核对下面的指纹；在那之前什么都不会发送。"
        )
        self.add(label(told, "muted", wrap=True))
        self._values: QWidget | None = None
        self.trust = button(self.tr("已核对，信任新的"), "danger")
        self.trust.clicked.connect(self._accept)
        self._keys = _row(self.trust)
        self.add(self._keys)

    def show_params(self, _code: str, params: Params) -> None:
        """Say who it was and who it is."""
        if self._values is not None:
            self._values.hide()
            self._values.deleteLater()
        self._now = (str(params.get("pin", "")), str(params.get("name", "")))
        was, now = str(params.get("was", "")), str(params.get("now", ""))
        self._values = KeyValues([(self.tr("原来"), was), (self.tr("现在"), now)])
        self.body.insertWidget(self.body.count() - 1, self._values)

    def _accept(self) -> None:
        work, (pin, name) = self._work, self._now
        if not pin:
            return

        def keep() -> None:
            network: Network = msgspec.structs.replace(work.read_network(), pin=pin, pinned=name)
            work.keep_network(network)

        work.tasks.write(keep, owner=self)


def _row(*parts: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        row.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
    row.addStretch(1)
    return made
