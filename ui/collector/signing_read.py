"""The first step of a signing: the passages that must be read aloud, ticked as they are read, and a witness where one
is needed."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from fieldapp.documents.plan_paper import Witness
from fieldapp.documents.read_aloud import Spoken
from fieldapp.errors import KnownError
from ui import formats, messages, theme, words
from ui.viewmodels.signing import Signing
from ui.widgets.buttons import Check, button
from ui.widgets.checked_edit import FieldError
from ui.widgets.labels import label, rule

FOUR = 4


class PassageRow(QWidget):
    """One passage: what it is about, with a tick and the time it was read, and its words below.

    Signals:
        heard: (bool) it was read, or is to be read again.
    """

    heard = Signal(bool)

    def __init__(self, spoken: Spoken) -> None:
        super().__init__()
        self.key = spoken.key
        self.tick = Check(words.passage(spoken.key))
        self.tick.setAccessibleDescription(spoken.text)
        self._when = label("", "faint")
        head = QHBoxLayout()
        head.addWidget(self.tick, 1)
        head.addWidget(self._when)
        said = QHBoxLayout()
        said.setContentsMargins(theme.XL, 0, 0, 0)
        said.addWidget(label(spoken.text, wrap=True, selectable=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.XS, theme.XXS)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(said)
        self.tick.toggled.connect(self.heard)

    def show_heard(self, at: str) -> None:
        """When it was read (ISO 8601); empty while it was not."""
        self.tick.blockSignals(True)
        self.tick.setChecked(bool(at))
        self.tick.blockSignals(False)
        self._when.setText(self._read_at(at) if at else "")

    def _read_at(self, at: str) -> str:
        return self.tr("{time} 已读").format(time=formats.time_of_day(datetime.fromisoformat(at)))


class ReadStep(QWidget):
    """Everything is read, then the signing begins.

    Signals:
        heard: (str, bool) a passage by key was read, or is to be read again.
        witness: (Witness or None) a witness is to be put on the paper, or taken off it.
        done: all was read.
    """

    heard = Signal(str, bool)
    witness = Signal(object)
    done = Signal()

    def __init__(self, signing: Signing) -> None:
        super().__init__()
        self._signing = signing
        self.rows = [PassageRow(spoken) for spoken in signing.passages]
        self.all_heard = button(self.tr("全部已宣读"), "quiet", "check", keys="Ctrl+Shift+A")
        self.next = button(self.tr("宣读完毕，开始签名"), "primary", "forward", keys="Ctrl+Return")
        self.error = FieldError()
        self.with_witness = Check(self.tr("有见证人在场（看不清、不识字或本人要求时）"))
        self.name, self.last_four = QLineEdit(), QLineEdit()
        self.put_down = button(self.tr("写到文书上"), "quiet", "pen")
        self.witness_error = FieldError()
        self._witness_form = self._make_witness_form()
        self._lay_out()
        self._connect()
        self.refresh()

    def first_field(self) -> QWidget:
        """Where the keyboard begins: the first passage nobody has heard yet."""
        return next((row.tick for row in self.rows if row.key not in self._signing.heard), self.next)

    def refresh(self) -> None:
        """Show what was read so far, and who witnesses."""
        for row in self.rows:
            row.show_heard(self._signing.heard.get(row.key, ""))
        seen = self._signing.drawn.paper.witness
        self.with_witness.blockSignals(True)
        self.with_witness.setChecked(seen is not None or self._witness_form.isVisibleTo(self))
        self.with_witness.blockSignals(False)
        if seen is not None:
            self.name.setText(seen.name)
            self.last_four.setText(seen.id_last4)
        self._witness_form.setVisible(self.with_witness.isChecked())
        free = not self._signing.taken
        for part in (self.with_witness, self.name, self.last_four, self.put_down):
            part.setEnabled(free)
            part.setToolTip("" if free else self.tr("已经有人签名，不能再改见证人。"))

    def refuse(self, error: KnownError) -> None:
        """The witness cannot be put on the paper, and why."""
        self.witness_error.say(str(messages.sentence(error)))

    def _make_witness_form(self) -> QWidget:
        form = QWidget()
        row = QHBoxLayout(form)
        row.setContentsMargins(theme.XL, 0, 0, 0)
        row.setSpacing(theme.XS)
        for field, says in ((self.name, self.tr("见证人姓名")), (self.last_four, self.tr("证件末四位"))):
            field.setAccessibleName(says)
            field.setPlaceholderText(says)
            field.setMinimumHeight(theme.TARGET)
        self.last_four.setMaxLength(FOUR)
        self.last_four.setMaximumWidth(theme.scaled(120))
        row.addWidget(self.name, 1)
        row.addWidget(self.last_four)
        row.addWidget(self.put_down)
        form.hide()
        return form

    def _lay_out(self) -> None:
        held = QWidget()
        held.setObjectName("page_body")
        inside = QVBoxLayout(held)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.XXS)
        for row in self.rows:
            inside.addWidget(row)
        inside.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(held)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addWidget(label(self.tr("请逐条读给在场的人听"), "h2", wrap=True))
        column.addWidget(scroll, 1)
        column.addWidget(rule())
        for part in (self.with_witness, self._witness_form, self.witness_error, self.error):
            column.addWidget(part)
        row_ = QHBoxLayout()
        row_.addWidget(self.all_heard)
        row_.addStretch(1)
        row_.addWidget(self.next)
        column.addLayout(row_)

    def _connect(self) -> None:
        for row in self.rows:
            row.heard.connect(lambda on, key=row.key: self._hear(key, on))
        self.all_heard.clicked.connect(self._hear_all)
        self.next.clicked.connect(self._finish)
        self.with_witness.toggled.connect(self._on_witness)
        self.put_down.clicked.connect(self._put_down)
        for field in (self.name, self.last_four):
            field.returnPressed.connect(self._put_down)
            field.textEdited.connect(lambda _text: self.witness_error.say(""))

    def _hear(self, key: str, on: bool) -> None:
        self.error.say("")
        self.heard.emit(key, on)
        self.refresh()

    def _hear_all(self) -> None:
        for row in self.rows:
            if row.key not in self._signing.heard:
                self.heard.emit(row.key, True)
        self.error.say("")
        self.refresh()
        self.next.setFocus()

    def _finish(self) -> None:
        left = [words.passage(row.key) for row in self.rows if row.key not in self._signing.heard]
        if left:
            self.error.say(self.tr("还没有宣读：{names}。").format(names=formats.listed(left)))
            self.first_field().setFocus()
        elif self.with_witness.isChecked() and self._signing.drawn.paper.witness is None:
            self._put_down()
        else:
            self.done.emit()

    def _on_witness(self, on: bool) -> None:
        self._witness_form.setVisible(on)
        self.witness_error.say("")
        if on:
            self.name.setFocus()
        elif self._signing.drawn.paper.witness is not None:
            self.witness.emit(None)

    def _put_down(self) -> None:
        name, last_four = self.name.text().strip(), self.last_four.text().strip().upper()
        if not name:
            self.witness_error.say(self.tr("请写见证人的姓名。"))
            self.name.setFocus()
        elif len(last_four) != FOUR:
            self.witness_error.say(self.tr("请写见证人证件号的末四位。"))
            self.last_four.setFocus()
        elif self._signing.drawn.paper.witness != Witness(name, last_four):
            self.witness.emit(Witness(name, last_four))
