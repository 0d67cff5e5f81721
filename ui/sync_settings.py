"""Settings of sync: how often, by which proxy, and whom to trust besides the system. In force from the next call on."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from fieldapp.errors import KnownError
from fieldapp.sync.certificates import names_of, read_authorities, short
from fieldapp.sync.network import Network, ProxyMode
from fieldapp.sync.proxy import checked_proxy
from fieldapp.sync.when import SCHEDULES
from ui import formats, messages, theme
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.checked_edit import FieldError
from ui.widgets.choice import Choice
from ui.widgets.fields import Fields
from ui.widgets.labels import label, set_tone
from ui.workplace import Workplace


class ScheduleCard(Card):
    """How often sync runs by itself."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("同步"))
        self._work = work
        words = (
            self.tr("1 分钟"),
            self.tr("2 分钟"),
            self.tr("5 分钟"),
            self.tr("15 分钟"),
            self.tr("1 小时"),
            self.tr("只手动"),
        )
        answers = [(str(every), said) for every, said in zip(SCHEDULES, words, strict=True)]
        self.every = Choice(self.tr("自动同步间隔"), answers)
        form = Fields()
        form.add(self.tr("间隔"), self.every, wide=True)
        self.add(form)
        told = self.tr("保存记录、网络恢复、电脑将休眠时也会同步；“只手动”仍会发送新保存的记录。")
        self.add(label(told, "muted", wrap=True))
        self.every.changed.connect(self._keep)
        work.tasks.read(work.read_every, done=self._show, owner=self)

    def _show(self, seconds: float) -> None:
        if seconds in SCHEDULES:
            self.every.set_value(str(seconds))

    def _keep(self, value: object) -> None:
        seconds = float(str(value))
        self._work.tasks.write(lambda: self._work.keep_every(seconds), owner=self)


class NetworkCard(Card):
    """The proxy, and the office's own authority."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(self.tr("网络"))
        self._work = work
        self._network = Network()
        self._dialog: QFileDialog | None = None
        modes = [
            (ProxyMode.SYSTEM.value, self.tr("跟随系统")),
            (ProxyMode.NONE.value, self.tr("不用代理")),
            (ProxyMode.MANUAL.value, self.tr("手动")),
        ]
        self.mode = Choice(self.tr("代理"), modes)
        self.address, self.login, self.password = QLineEdit(), QLineEdit(), QLineEdit()
        self.address.setPlaceholderText("proxy.example:3128")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.save = button(self.tr("保存代理设置"))
        self.choose = button(self.tr("添加证书文件…"), icon="plus")
        self.forget = button(self.tr("移除"), "plain")
        self.said = label("", "muted", wrap=True)
        self.trusted = label("", "muted", wrap=True, selectable=True)
        self.error = FieldError()
        self._lay_out()
        work.tasks.read(work.read_network, done=self._show, owner=self)

    def add_authorities(self, path: Path) -> None:
        """Trust the certificates in this file besides the system's."""
        work = self._work

        def keep() -> Network:
            added = read_authorities(path)
            network = work.read_network()
            held = network.authorities if added in network.authorities else network.authorities + added
            network = msgspec.structs.replace(network, authorities=held)
            work.keep_network(network)
            return network

        work.tasks.write(keep, done=self._show, failed=self._fail, owner=self)

    def _lay_out(self) -> None:
        form = Fields()
        form.add(self.tr("代理"), self.mode, wide=True)
        self._rows = [
            form.add(self.tr("代理地址"), self.address),
            form.add(self.tr("代理账号"), self.login),
            form.add(self.tr("代理密码"), self.password),
        ]
        for edit, says in zip(
            (self.address, self.login, self.password),
            (self.tr("代理地址"), self.tr("代理账号"), self.tr("代理密码")),
            strict=True,
        ):
            edit.setAccessibleName(says)
            edit.returnPressed.connect(self._keep_proxy)
        self.add(form)
        self.add(self.said)
        for part in (self.save, self.error):
            self.body.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(theme.S)
        self.add(label(self.tr("服务器的证书"), "strong"))
        self.add(self.trusted)
        for part in (self.choose, self.forget):
            self.body.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
        self.mode.changed.connect(self._on_mode)
        self.save.clicked.connect(self._keep_proxy)
        self.choose.clicked.connect(self._ask_for_file)
        self.forget.clicked.connect(self._forget_authorities)

    def _show(self, network: Network) -> None:
        self._network = network
        self.error.say("")
        self.mode.set_value(network.mode.value)
        self.address.setText(network.proxy)
        self.login.setText(network.login)
        self.password.clear()
        self.password.setPlaceholderText(self.tr("已保存，留空不变") if network.password else "")
        self._show_mode(network.mode)
        told = []
        if network.pin:
            told.append(
                self.tr("首次联系时作证的机构：{name}（{key}）。").format(name=network.pinned, key=short(network.pin))
            )
        extra = names_of(network.authorities)
        if extra:
            told.append(self.tr("除系统外还信任：{names}。").format(names=formats.listed(extra)))
        self.trusted.setText(
            " ".join(told) or self.tr("由系统决定信任谁；单位有自己的证书机构时，在这里添加它的证书。")
        )
        self.forget.setVisible(bool(extra))

    def _show_mode(self, mode: ProxyMode) -> None:
        self._rows[0].set_shown(mode is ProxyMode.MANUAL)
        for row in self._rows[1:]:
            row.set_shown(mode is not ProxyMode.NONE)
        said = {
            ProxyMode.SYSTEM: self.tr("按系统设置上网；代理要求登录时填写账号。"),
            ProxyMode.NONE: self.tr("直接连接服务器。"),
            ProxyMode.MANUAL: self.tr("只支持 HTTP 代理。密码加密保存在本机，发给代理时不加密。"),
        }
        self.said.setText(said[mode])
        set_tone(self.said, "text_2")
        self.save.setVisible(mode is not ProxyMode.NONE)

    def _on_mode(self, value: object) -> None:
        mode = ProxyMode(str(value))
        self._show_mode(mode)
        if mode is ProxyMode.MANUAL:
            self.address.setFocus()
        else:
            self._keep(msgspec.structs.replace(self._network, mode=mode))

    def _keep_proxy(self) -> None:
        mode = ProxyMode(str(self.mode.value()))
        try:
            address = checked_proxy(self.address.text()) if mode is ProxyMode.MANUAL else self._network.proxy
        except KnownError as error:
            self.error.say(str(messages.sentence(error)))
            self.address.setFocus()
            return
        login = self.login.text().strip()
        password = (self.password.text() or self._network.password) if login else ""
        self._keep(
            msgspec.structs.replace(self._network, mode=mode, proxy=address, login=login, password=password), said=True
        )

    def _keep(self, network: Network, *, said: bool = False) -> None:
        def kept(_none: None) -> None:
            self._show(network)
            if said:
                self.said.setText(self.tr("已保存，从下一次同步起生效。"))
                set_tone(self.said, "ok")

        self._work.tasks.write(lambda: self._work.keep_network(network), done=kept, failed=self._fail, owner=self)

    def _forget_authorities(self) -> None:
        self._keep(msgspec.structs.replace(self._network, authorities=""))
        self.choose.setFocus()

    def _ask_for_file(self) -> None:
        dialog = self._dialog = QFileDialog(self, self.tr("选择证书文件"), "", "PEM (*.pem *.crt *.cer)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.add_authorities(Path(chosen)))
        dialog.open()

    def _fail(self, error: KnownError) -> None:
        self.error.say(str(messages.sentence(error)))
