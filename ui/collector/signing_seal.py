"""The last step of a signing: who has signed and who has not, what the seal does, and the collector's passphrase."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fieldapp.services.hold_signing import Outcome
from ui import theme
from ui.collector.signing_ink import person_words
from ui.theme import Tone
from ui.viewmodels.signing import Signatory, Signing
from ui.widgets.buttons import button
from ui.widgets.card import Note
from ui.widgets.checked_edit import FieldError
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.ledger import Reason


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
        self._effect = QVBoxLayout()
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
        """Say who has signed and who has not, and what the paper is worth once it is sealed."""
        empty(self._people)
        for who in signing.signatories:
            words, tone, detail = self._said(signing, who)
            self._people.addWidget(Reason(words.format(person=person_words(who)), tone, detail))
        empty(self._effect)
        if signing.drawn.paper.needs_approval:
            two = len(signing.drawn.paper.expected_signers) > 2
            told = self.tr("要两位审批人先后签章才生效。") if two else self.tr("审批人签章之后才生效。")
            self._effect.addWidget(Note(self.tr("封存后仍是提案"), told, "warn"))
        else:
            self._effect.addWidget(Note(self.tr("封存即生效"), self.tr("方案在你的权限之内，不用再审批。"), "ok"))
        self.error.say("")

    def refuse(self, sentence: str) -> None:
        """Say why it was not sealed; the passphrase is typed anew."""
        self.error.say(sentence)
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def _said(self, signing: Signing, who: Signatory) -> tuple[str, Tone, str]:
        taken = signing.taken.get(who.box)
        if taken is None or taken.outcome is Outcome.ABSENT:
            return self.tr("{person}不在场，本次不签"), "info", ""
        if taken.outcome is Outcome.REFUSED:
            return self.tr("{person}拒绝签名"), "warn", taken.reason
        return self.tr("{person}已签名"), "ok", ""

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addWidget(label(self.tr("核对并封存"), "h2"))
        column.addLayout(self._people)
        column.addLayout(self._effect)
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
