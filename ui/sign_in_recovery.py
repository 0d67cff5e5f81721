"""A forgotten passphrase, on the sign-in window: read the request to the office, type what it answers, choose another.

Works without a network. Each group of figures is checked as it is typed, so that a slip of the tongue is found while
both are still on the line. Imports nothing heavy, for it lies in the first window.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from fieldapp.errors import KnownError
from fieldapp.security.spoken_code import DIGITS, fits, only_figures
from ui import theme
from ui.access import Ways
from ui.tasks import Tasks
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.labels import label, set_tone
from ui.widgets.states import Banner

WIDTH = 560
GROUPS = 8
LEAST = 8


class Recovery(Card):
    """The card that takes the place of the sign-in card.

    Signals:
        recovered: (str) it opened; this is the new passphrase.
        left: back to sign-in.
    """

    recovered = Signal(str)
    left = Signal()

    def __init__(self, tasks: Tasks, login: str, ways: Ways) -> None:
        super().__init__(says="", pad=theme.L)
        self.setAccessibleName(self.tr("找回口令"))
        self._tasks, self._login, self._ways = tasks, login, ways
        self.setFixedWidth(theme.scaled(WIDTH))
        self.body.setSpacing(theme.XS)
        self.add(label(self.tr("找回口令"), "h1"))
        self._who = label(self.tr("不需要网络，未发送的内容都会留在本机。"), "muted", wrap=True)
        self.add(self._who)
        self._banner = Banner("")
        self._banner.hide()
        self.add(self._banner)
        self._step(self.tr("1. 打电话给办公室，读出请求码"))
        self.body.addLayout(self._request_row())
        self._step(self.tr("2. 输入办公室读给你的答复码，8 组，每组 6 位"))
        self.answer = self._field(self.tr("答复码"))
        self.answer.textEdited.connect(self._group)
        self._heard = label("", "faint", wrap=True)
        self.add(self._heard)
        self._step(self.tr("3. 选一个新口令，至少 8 个字"))
        self.new, self.again = self._secret(self.tr("新口令")), self._secret(self.tr("再输一遍新口令"))
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        row.addWidget(self.new)
        row.addWidget(self.again)
        self.body.addLayout(row)
        self.body.addSpacing(theme.XS)
        self.body.addLayout(self._keys())
        self._usable(usable=False)
        tasks.read(lambda: ways.request(login), done=self._take, failed=self._fail, owner=self)

    def submit(self) -> None:
        """Open with what stands in the fields."""
        if not self.go.isEnabled():
            return
        if self.new.text() != self.again.text():
            self._banner.say(self.tr("两次输入的新口令不一样。"), "warn")
            self.again.setFocus()
            self.again.selectAll()
            return
        login, answer, new = self._login, self.answer.text(), self.new.text()
        self._usable(usable=False)
        self._tasks.write(
            lambda: self._ways.recover(login, answer, new),
            done=lambda _none: self.recovered.emit(new),
            failed=self._refuse,
            owner=self,
            words=self.tr("正在打开…"),
        )

    def _take(self, request: Any) -> None:
        self.code.setText(request.code.replace(" ", "  "))
        self.code.setAccessibleName(self.tr("请求码 {code}").format(code=request.code))
        whom = " ".join(part for part in (request.office, request.office_phone) if part)
        told = [request.name, self.tr("办公室：{whom}").format(whom=whom) if whom else ""]
        self._who.setText(
            " · ".join(part for part in told if part) + "\n" + self.tr("不需要网络，未发送的内容都会留在本机。")
        )
        self._usable(usable=True)
        self.answer.setFocus()

    def _fail(self, error: KnownError) -> None:
        """There is no such way here: say what helps instead."""
        self._banner.say_error(error)
        self.back.setFocus()

    def _refuse(self, error: KnownError) -> None:
        self._usable(usable=True)
        self._banner.say_error(error)
        field = self.new if error.code == "server.passphrase_too_short" else self.answer
        field.setFocus()
        if field is self.new:
            field.selectAll()

    def _group(self, typed: str) -> None:
        """Set figures in groups, and say at once which group cannot be right."""
        before = len(only_figures(typed[: self.answer.cursorPosition()]))
        figures = only_figures(typed)[: GROUPS * DIGITS]
        groups = [figures[at : at + DIGITS] for at in range(0, len(figures), DIGITS)]
        shown = " ".join(groups)
        if shown != typed:
            self.answer.setText(shown)
            self.answer.setCursorPosition(min(before + max(before - 1, 0) // DIGITS, len(shown)))
        wrong = [number for number, group in enumerate(groups, 1) if len(group) == DIGITS and not fits(group)]
        whole = sum(len(group) == DIGITS for group in groups)
        if wrong:
            told = self.tr("第 {group} 组不对，请对方再读一遍这一组。").format(group="、".join(map(str, wrong)))
            set_tone(self._heard, "stop")
        else:
            told = self.tr("{count} / {all} 组，都对").format(count=whole, all=GROUPS) if whole else ""
            set_tone(self._heard, "ok" if whole else None)
        self._heard.setText(told)
        self.answer.setAccessibleDescription(told)

    def _request_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        self.code = label("······  ······  ······  ······", "figure", selectable=True)
        self.code.setObjectName("code")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.copy: QPushButton = button(self.tr("复制"), "quiet", "copy", says=self.tr("复制请求码"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(only_figures(self.code.text())))
        row.addWidget(self.code, 1)
        row.addWidget(self.copy)
        return row

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.back = button(self.tr("返回登录"), "quiet", "back")
        self.back.clicked.connect(self.left)
        self.go = button(self.tr("重设口令并登录"), "primary", "key")
        self.go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.go.clicked.connect(self.submit)
        row.addWidget(self.back)
        row.addWidget(self.go, 1)
        return row

    def _step(self, words: str) -> None:
        self.body.addSpacing(theme.XS)
        self.add(label(words, "strong", wrap=True))

    def _field(self, says: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(says)
        field.setPlaceholderText(says)
        field.setMinimumHeight(theme.TARGET)
        field.returnPressed.connect(self.submit)
        self.add(field)
        return field

    def _secret(self, says: str) -> QLineEdit:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(says)
        field.setPlaceholderText(says)
        field.setMinimumHeight(theme.TARGET)
        field.returnPressed.connect(self.submit)
        return field

    def _usable(self, *, usable: bool) -> None:
        parts: tuple[QWidget, ...] = (self.answer, self.new, self.again, self.go, self.copy)
        for part in parts:
            part.setEnabled(usable)


__all__ = ["Recovery", "Ways"]
