"""The small form by which a matter is moved on: why, or what was answered, and by which payment a claim was found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.matter import SAID_LIMIT, MatterKind, MatterMoved, MatterState
from fieldapp.errors import KnownError
from fieldapp.services.raise_matter import MatterLine
from ui import formats, messages, theme, words
from ui.i18n import translate
from ui.widgets.buttons import Check, Select, button
from ui.widgets.checked_edit import FieldError
from ui.widgets.labels import label
from ui.widgets.note_edit import NoteEdit


class MatterStep(QWidget):
    """Asks in place what one step needs.

    Signals:
        given: (MatterMoved) do it. cancelled: leave it.
    """

    given = Signal(object)
    cancelled = Signal()

    def __init__(self, line: MatterLine, to: MatterState) -> None:
        super().__init__()
        self._line, self._to = line, to
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.XS, 0, 0)
        column.setSpacing(theme.XXS)
        self._payments = _payments(line) if to is MatterState.POSTED else []
        self._payment = Select(translate("MatterStep", "入账的付款"), [told for _, told in self._payments])
        ask = _question(to)
        column.addWidget(label(ask, "muted", wrap=True))
        if to is MatterState.POSTED:
            column.addWidget(self._payment)
        else:
            self._payment.setParent(self)
            self._payment.hide()
        self.note = NoteEdit(ask, lines=2, most_lines=5)
        column.addWidget(self.note)
        self.verified = Check(translate("MatterStep", "已核实，困难属实：可以延期、减免或象征性还款"))
        column.addWidget(self.verified)
        hardship = line.matter.content.kind is MatterKind.HARDSHIP and to is MatterState.ANSWERED
        self.verified.setVisible(hardship)
        self._error = FieldError()
        column.addWidget(self._error)
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        self.go = button(words.matter_step(to), "primary")
        self.go.clicked.connect(self._give)
        leave = button(translate("MatterStep", "不做了"), "plain")
        leave.clicked.connect(self.cancelled)
        row.addWidget(self.go)
        row.addWidget(leave)
        row.addStretch(1)
        column.addLayout(row)
        if to is MatterState.POSTED and not self._payments:
            self.go.setEnabled(False)
            self._error.say(translate("MatterStep", "账户里还没有入账；请先导入银行的付款文件。"))
        self.setFocusProxy(self._payment if to is MatterState.POSTED and self._payments else self.note)

    def say_error(self, error: KnownError) -> None:
        """Say why it was not kept."""
        self.go.setEnabled(True)
        self._error.say(str(messages.sentence(error)))

    def _give(self) -> None:
        payment = self._payments[self._payment.currentIndex()][0] if self._payments else ""
        self.go.setEnabled(False)
        comment = self.note.text().strip()[:SAID_LIMIT]
        self.given.emit(MatterMoved(self._line.matter.id, self._to, comment, payment, self.verified.isChecked()))


def _payments(line: MatterLine) -> list[tuple[str, str]]:
    """Payments of the loan that a claim can be found by, the likeliest first: reference and words."""
    payments = [one for one in (line.loan.payments if line.loan else ()) if one.reversed_on is None]
    payments.sort(
        key=lambda one: (one != line.payment, one.amount != line.matter.content.amount, -one.received_on.toordinal())
    )
    return [
        (one.reference, f"{formats.iso_date(one.received_on)} · {formats.money(one.amount)} · {one.reference}")
        for one in payments
    ]


def _question(to: MatterState) -> str:
    asked = {
        MatterState.ANSWERED: translate("MatterStep", "怎样答复的？对方会收到同样的内容"),
        MatterState.WITHDRAWN: translate("MatterStep", "对方怎样说要收回？请记原话"),
        MatterState.NOT_FOUND: translate("MatterStep", "查了哪里、查到哪天，都没有这笔款？"),
        MatterState.POSTED: translate("MatterStep", "是哪一笔入账？说明可以不填"),
        MatterState.CLEARING: translate("MatterStep", "向谁查、预计哪天有结果？可以不填"),
    }
    return asked[to]
