"""The steps of a signing: one for each person who puts ink on the paper, and the last one that seals it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fieldapp.documents.capitals import in_capitals
from fieldapp.documents.plan_paper import PlanPaper
from fieldapp.documents.problem import person_in_words
from ui import formats, i18n, messages, theme, words
from ui.viewmodels.signing import Signatory, Signing, Taken, ink_of
from ui.widgets.buttons import Check, button
from ui.widgets.checked_edit import FieldError
from ui.widgets.choice import Choice
from ui.widgets.emptying import empty
from ui.widgets.ink_pad import InkPad
from ui.widgets.labels import label
from ui.widgets.ledger import Reason

PAD_HEIGHT = 260
"""Height in px beyond which a pad no longer helps a hand that signs."""


def person_words(who: Signatory) -> str:
    """The person by role and name: "借款人 李建国"."""
    return f"{person_in_words(who.role, i18n.language())} {who.name}"


class InkStep(QWidget):
    """One person signs.

    Signals:
        taken: (Taken) they have signed, or a guarantor does not sign today.
        back: to the person before.
    """

    taken = Signal(object)
    back = Signal()

    def __init__(self, who: Signatory, paper: PlanPaper, *, first: bool) -> None:
        super().__init__()
        self._who = who
        self.pad = InkPad(self.tr("{person}的签名板").format(person=person_words(who)))
        self.error, self.check_error = FieldError(), FieldError()
        self.identity = Choice(
            self.tr("身份核对"),
            [(code, words.identity_check(code)) for code in words.IDENTITY_CHECKS],
        )
        self.read_aloud = Check(self.tr("已逐条宣读，本人确认知悉"))
        self.next = button(self._next_words(), "primary", "forward", keys="Ctrl+Return")
        self.skip = button(self.tr("本次不签"), "quiet")
        self.clear = button(self.tr("清除重签"), "quiet", "undo")
        self.previous = button(self.tr("上一步"), "plain", "back")
        self._lay_out(paper)
        self._leave_out(first=first)
        self.next.clicked.connect(self._take)
        self.skip.clicked.connect(lambda: self.taken.emit(Taken(None)))
        self.clear.clicked.connect(self._clear)
        self.previous.clicked.connect(self.back)
        self.pad.changed.connect(lambda: self.error.say(""))
        self.identity.changed.connect(lambda _answer: self.check_error.say(""))
        self.read_aloud.toggled.connect(lambda _on: self.check_error.say(""))

    def first_field(self) -> QWidget:
        """Where the keyboard begins."""
        return self.identity if self._who.checked else self.next

    def _next_words(self) -> str:
        return self.tr("签好了，下一步") if self._who.checked else self.tr("签好了，去封存")

    def _lay_out(self, paper: PlanPaper) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XXS)
        told = self.tr("请{person}签名").format(person=person_words(self._who))
        column.addWidget(label(told, "h2", wrap=True))
        column.addWidget(label(self.tr("按本计划足额履行，共应支付"), "muted"))
        column.addWidget(label(formats.money(paper.grand_total), "display"))
        column.addWidget(label(in_capitals(paper.grand_total), "strong", wrap=True, selectable=True))
        asked = QHBoxLayout()
        asked.setSpacing(theme.S)
        self._identity_name = label(self.tr("身份核对"), "muted")
        asked.addWidget(self._identity_name)
        asked.addWidget(self.identity, 1)
        column.addLayout(asked)
        column.addWidget(self.read_aloud)
        column.addWidget(self.check_error)
        self.pad.setMaximumHeight(theme.scaled(PAD_HEIGHT))
        column.addWidget(self.pad, 1)
        column.addWidget(self.error)
        row = QHBoxLayout()
        row.setSpacing(theme.XXS)
        row.addWidget(self.previous)
        row.addWidget(self.clear)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.next)
        column.addLayout(row)
        column.addStretch(0)

    def _leave_out(self, *, first: bool) -> None:
        """Hide what this person is not asked; everything has its place, or it would be a window of its own."""
        self.previous.setVisible(not first)
        self.skip.setVisible(self._who.may_skip)
        for part in (self._identity_name, self.identity, self.read_aloud):
            part.setVisible(self._who.checked)

    def _clear(self) -> None:
        self.pad.clear()
        self.error.say("")

    def _take(self) -> None:
        if not self._checked():
            return
        if self.pad.empty():
            self.error.say(self.tr("还没有签名，请在上面的框里签名。"))
            return
        ink, reason = ink_of(self.pad.record())
        if ink is None:
            self.error.say(str(messages.say(reason, {"box": person_words(self._who)})))
            return
        self.taken.emit(Taken(ink, self.identity.value() or "", self.read_aloud.isChecked()))

    def _checked(self) -> bool:
        """Whether identity and reading were seen to; says what is missing."""
        if self._who.checked and self.identity.value() is None:
            self.check_error.say(self.tr("请先选择怎样核对的身份。"))
            self.identity.setFocus()
            return False
        if self._who.checked and not self.read_aloud.isChecked():
            self.check_error.say(self.tr("请先宣读全文，并在本人确认后勾选。"))
            self.read_aloud.setFocus()
            return False
        self.check_error.say("")
        return True


class SealStep(QWidget):
    """The last step: who has signed, and the collector's passphrase.

    Signals:
        sealing: (str) the passphrase; seal now.
        back: to the collector's ink.
    """

    sealing = Signal(str)
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._people = QVBoxLayout()
        self._people.setSpacing(0)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("你的登录口令"))
        self.passphrase.setPlaceholderText(self.tr("你的登录口令"))
        self.passphrase.setMinimumHeight(theme.TARGET)
        self.error = FieldError()
        self.seal = button(self.tr("签署并封存"), "primary", "lock", keys="Ctrl+Return")
        self.previous = button(self.tr("上一步"), "plain", "back")
        self._lay_out()
        self.seal.clicked.connect(self._seal)
        self.passphrase.returnPressed.connect(self._seal)
        self.passphrase.textEdited.connect(lambda _text: self.error.say(""))
        self.previous.clicked.connect(self.back)

    def show_signing(self, signing: Signing) -> None:
        """Say who has signed and who has not."""
        empty(self._people)
        for who in signing.signatories:
            signed = who.box in signing.inks
            told = self.tr("{person}已签名") if signed else self.tr("{person}本次不签")
            self._people.addWidget(Reason(told.format(person=person_words(who)), "ok" if signed else "info"))
        self.error.say("")

    def refuse(self, sentence: str) -> None:
        """Say why it was not sealed; the passphrase is typed anew."""
        self.error.say(sentence)
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addWidget(label(self.tr("核对并封存"), "h2"))
        column.addLayout(self._people)
        told = self.tr("封存后，文书不能再改，改动都会被查验出来。口令只用来打开你本人的签名密钥，不会被保存。")
        column.addWidget(label(told, "muted", wrap=True))
        column.addWidget(self.passphrase)
        column.addWidget(self.error)
        row = QHBoxLayout()
        row.addWidget(self.previous)
        row.addStretch(1)
        row.addWidget(self.seal)
        column.addLayout(row)
        column.addStretch(1)

    def _seal(self) -> None:
        if not self.passphrase.text():
            self.refuse(self.tr("请输入口令。"))
            return
        self.sealing.emit(self.passphrase.text())
