"""The way to the server before anybody has signed in: a proxy with its sign-in, the office's own authority.

There is no store yet that could keep a password, so what is typed here stays in memory until the first sign-in has made
one. Imports nothing but Qt's widgets, for it is part of the first window.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import button

CODES = ("network.", "sync.certificate_wrong")
"""Errors that something here may help against begin so."""


@dataclass(frozen=True, slots=True)
class FirstWay:
    """What was typed: a proxy ("" for what the system says) with its sign-in, and a file of certificates ("" for none).

    The password is left out of what is shown of it.
    """

    proxy: str
    login: str
    password: str
    authorities: str

    def __repr__(self) -> str:
        return f"FirstWay({self.proxy!r})"


class FirstNetwork(QWidget):
    """The fields, folded away until they are wanted.

    Signals:
        opened: (bool) they are shown now, or folded away.
    """

    opened = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._file = ""
        self._dialog: QFileDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        self.fold = button(self.tr("网络设置…"), "plain", "settings")
        self.choose = button(self.tr("添加机构证书文件…"), "plain", "plus")
        self.proxy = _field(self.tr("代理地址（留空跟随系统）"))
        self.login, self.password = _field(self.tr("代理账号")), _field(self.tr("代理密码"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for parts in ((self.fold, self.choose), (self.proxy,), (self.login, self.password)):
            row = QHBoxLayout()
            row.setSpacing(theme.XS)
            for part in parts:
                row.addWidget(part)
            column.addLayout(row)
        self._inside: tuple[QWidget, ...] = (self.choose, self.proxy, self.login, self.password)
        self.fold.clicked.connect(lambda: self.open_up(opened=not self.proxy.isVisibleTo(self)))
        self.choose.clicked.connect(self._ask_for_file)
        self.open_up(opened=False)

    def open_up(self, *, opened: bool = True) -> None:
        """Show the fields, or fold them away; what stands in them counts either way."""
        for part in self._inside:
            part.setVisible(opened)
        self.opened.emit(opened)

    def trust(self, path: str) -> None:
        """Take this file of certificates."""
        self._file = path
        self.choose.setText(Path(path).name)

    def chosen(self) -> FirstWay | None:
        """What was typed; None for nothing."""
        typed = FirstWay(self.proxy.text().strip(), self.login.text().strip(), self.password.text(), self._file)
        return typed if typed != FirstWay("", "", "", "") else None

    def _ask_for_file(self) -> None:
        dialog = self._dialog = QFileDialog(self, self.tr("选择证书文件"), "", "PEM (*.pem *.crt *.cer)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.trust)
        dialog.open()


def _field(words: str) -> QLineEdit:
    """A field that says itself what it is for; names beside them would make the first window too tall."""
    field = QLineEdit()
    field.setAccessibleName(words)
    field.setPlaceholderText(words)
    field.setMinimumHeight(theme.TARGET)
    return field
