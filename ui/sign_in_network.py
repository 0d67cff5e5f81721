"""The way to the server before anybody has signed in: a proxy with its sign-in, the office's own authority.

There is no store yet that could keep a password, so what is typed here stays in memory until the first sign-in has made
one. Imports nothing but Qt's widgets, for it is part of the first window.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog

CODES = ("network.", "sync.certificate_wrong")
"""Errors that something here may help against begin so."""


class FirstWay(NamedTuple):
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
    """The fields, folded away until they are wanted, and made only then: few ever want them.

    Signals:
        opened: (bool) they are shown now, or folded away.
    """

    opened = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._file = ""
        self._dialog: QFileDialog | None = None
        self._inside: tuple[QWidget, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.XS)
        self.fold = button(self.tr("网络设置…"), "plain", "settings")
        self.fold.clicked.connect(lambda: self.open_up(opened=not self.is_open()))
        self._head = self._row(self.fold)

    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return bool(self._inside) and self.proxy.isVisibleTo(self)

    def open_up(self, *, opened: bool = True) -> None:
        """Show the fields, or fold them away; what stands in them counts either way."""
        if opened and not self._inside:
            self._make_fields()
        for part in self._inside:
            part.setVisible(opened)
        self.opened.emit(opened)

    def trust(self, path: str) -> None:
        """Take this file of certificates."""
        self._file = path
        self.choose.setText(Path(path).name)

    def chosen(self) -> FirstWay | None:
        """What was typed; None for nothing."""
        if not self._inside:
            return None
        typed = FirstWay(self.proxy.text().strip(), self.login.text().strip(), self.password.text(), self._file)
        return typed if typed != FirstWay("", "", "", "") else None

    def _make_fields(self) -> None:
        self.choose = button(self.tr("添加机构证书文件…"), "plain", "plus")
        self.choose.clicked.connect(self._ask_for_file)
        self._head.addWidget(self.choose)
        self.proxy = _field(self.tr("代理地址（留空跟随系统）"))
        self.login, self.password = _field(self.tr("代理账号")), _field(self.tr("代理密码"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._row(self.proxy)
        self._row(self.login, self.password)
        self._inside = (self.choose, self.proxy, self.login, self.password)
        for before, after in zip((self.fold, *self._inside), self._inside, strict=False):
            self.setTabOrder(before, after)  # else what is made late comes last

    def _row(self, *parts: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        for part in parts:
            row.addWidget(part)
        self._column.addLayout(row)
        return row

    def _ask_for_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        dialog = self._dialog = QFileDialog(self, self.tr("选择证书文件"), "", "PEM (*.pem *.crt *.cer)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.trust)
        dialog.open()


def _field(words: str) -> QLineEdit:
    """A field that says itself what it is for; names beside them would make the first window too tall."""
    field = QLineEdit()
    field.setAccessibleName(words)
    field.setPlaceholderText(words)
    field.setMinimumHeight(theme.TARGET)
    return field
