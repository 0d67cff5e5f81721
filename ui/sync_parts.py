"""The cards of the sync page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fieldapp.store.laptop.sync_state import SyncRound
from fieldapp.sync.status import SyncStatus
from ui import formats, messages, sync_words, theme, words
from ui.i18n import translate
from ui.parts.custody_steps import WAY, CustodySteps
from ui.theme import Tone
from ui.viewmodels.sync_view import FactLine, FileLine, RefusedLine
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chips import Chip
from ui.widgets.columns import Columns
from ui.widgets.emptying import empty
from ui.widgets.labels import label, rule, set_tone
from ui.widgets.ledger import Reason
from ui.words.files import file_size

MOST_LINES = 60
"""Lines a card shows; the numbers above say how many there are."""
DONE = "sync.done"


class Numbers(QWidget):
    """Three numbers: what waits, what was refused, which files are on their way."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        columns = Columns((1, 1, 1))
        column.addWidget(columns)
        self.waiting = _Number(self.tr("记录"), self.tr("条等待发送"))
        self.refused = _Number(self.tr("需要你看"), self.tr("项未被接收或有冲突"), "warn")
        self.files = _Number(self.tr("文件"), self.tr("个等待发送或取回"))
        for place, one in enumerate((self.waiting, self.refused, self.files)):
            columns.column(place).addWidget(one)

    def show_status(self, status: SyncStatus) -> None:
        """Say the numbers."""
        self.waiting.show_count(status.records_waiting)
        self.refused.show_count(status.refused + status.files_refused)
        self.files.show_count(status.files_up + status.files_down)


class _Number(Card):
    """One number, large, and what it counts. `tone` is that of a number that is not nothing."""

    def __init__(self, name: str, counted: str, tone: Tone = "text") -> None:
        super().__init__()
        self._name, self._counted, self._tone = name, counted, tone
        self.value = label("0", "display")
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        row.addWidget(self.value, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addWidget(label(counted, "muted"), 0, Qt.AlignmentFlag.AlignBaseline)
        row.addStretch(1)
        self.body.addWidget(label(name, "muted"))
        self.body.addLayout(row)

    def show_count(self, count: int) -> None:
        """Show another number."""
        self.value.setText(formats.number(count))
        set_tone(self.value, self._tone if count else "text_3")
        self.setAccessibleName(f"{self._name} {formats.number(count)} {self._counted}")


class _ListCard(Card):
    """A card whose lines are made anew when they are others, and left alone when they are not."""

    def __init__(self, title: str, nothing: str) -> None:
        super().__init__(title)
        self._nothing = nothing
        self._shown: Sequence[object] | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.XS)
        self.body.addLayout(self._lines)

    def _is_shown(self, lines: Sequence[object]) -> bool:
        if self._shown == lines:
            return True
        self._shown = lines
        empty(self._lines)
        if not lines:
            self._lines.addWidget(label(self._nothing, "muted", wrap=True))
        return False

    def _add(self, made: QWidget) -> None:
        if self._lines.count():
            self._lines.addWidget(rule())
        self._lines.addWidget(made)

    def _say_more(self, hidden: int) -> None:
        if hidden > 0:
            self._add(label(translate("sync_parts", "还有 %n 条没有列出", "", hidden), "faint"))


class FactsCard(_ListCard):
    """What was done here, and how far each thing has come."""

    def __init__(self) -> None:
        super().__init__(
            translate("sync_parts", "本机的记录"),
            translate("sync_parts", "没有等待发送的记录。新的外访、方案和决定会先保存在本机。"),
        )

    def show_lines(self, lines: Sequence[FactLine]) -> None:
        """Show these."""
        if self._is_shown(lines):
            return
        for line in lines[:MOST_LINES]:
            self._add(_fact(line))
        self._say_more(len(lines) - MOST_LINES)


class FilesCard(_ListCard):
    """Files on their way up or down."""

    def __init__(self) -> None:
        super().__init__(translate("sync_parts", "文件"), translate("sync_parts", "没有等待发送或取回的文件。"))

    def show_lines(self, lines: Sequence[FileLine]) -> None:
        """Show these."""
        if self._is_shown(lines):
            return
        for line in lines[:MOST_LINES]:
            self._add(_file(line, file_size(line.size)))
        self._say_more(len(lines) - MOST_LINES)


class RefusedCard(_ListCard):
    """What the server did not take, and why. Hidden while there is nothing of the kind.

    Signals:
        read: (str) somebody has read why this fact was refused.
        open_wanted: (str) the case to look at.
        conflicts_wanted: something clashed and is to be chosen at the conflict desk.
    """

    read = Signal(str)
    open_wanted = Signal(str)
    conflicts_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(translate("sync_parts", "需要你看"), "")

    def show_lines(self, lines: Sequence[RefusedLine]) -> None:
        """Show these."""
        self.setVisible(bool(lines))
        if self._is_shown(lines):
            return
        clashes = sum(line.clashed for line in lines)
        if clashes:
            self._add(self._clashed(clashes))
        for line in lines:
            if not line.clashed:
                self._add(self._refused(line))

    def take_keyboard(self) -> None:
        """Put the keyboard on the first thing that can be done here."""
        first = next(iter(self.findChildren(QPushButton)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, line: RefusedLine) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(_line(f"{line.what} · {line.case}", formats.short_moment(line.made_at)))
        told.addWidget(Reason(line.why, "warn", hint=line.code))
        told.addWidget(label(line.now, "muted", wrap=True))
        row.addLayout(told, 1)
        if line.case_id:
            look = button(translate("sync_parts", "打开案件"), "quiet")
            look.clicked.connect(lambda: self.open_wanted.emit(line.case_id))
            row.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
        known = button(translate("sync_parts", "知道了"))
        known.clicked.connect(lambda: self.read.emit(line.fact_id))
        row.addWidget(known, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _clashed(self, count: int) -> QWidget:
        """What clashed has a page of its own; here it is one line."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S)
        told = translate("sync_parts", "%n 处改动与同事的不同，两个值都留着，等你选。", "", count)
        row.addWidget(Reason(told, "warn"), 1, Qt.AlignmentFlag.AlignVCenter)
        look = button(translate("sync_parts", "去冲突台"), icon="compare")
        look.clicked.connect(self.conflicts_wanted)
        row.addWidget(look)
        return made


class LogCard(Card):
    """The rounds so far, folded away until somebody wants to see them."""

    def __init__(self) -> None:
        super().__init__(translate("sync_parts", "同步记录"))
        self._shown: Sequence[SyncRound] = ()
        self.fold = self.add_action("", "")
        self.fold.setCheckable(True)
        self.fold.toggled.connect(self._on_fold)
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.M)
        self._grid.setVerticalSpacing(theme.XXS)
        self._grid.setColumnStretch(1, 1)
        self.add(self._rows)
        self._on_fold(open_=False)

    def show_rounds(self, rounds: Sequence[SyncRound]) -> None:
        """Show these."""
        if rounds != self._shown:
            self._shown = rounds
            if self.fold.isChecked():
                self._fill()

    def _on_fold(self, open_: bool) -> None:
        self.fold.setText(translate("sync_parts", "收起") if open_ else translate("sync_parts", "展开"))
        self.fold.setAccessibleName(self.accessibleName() + " " + self.fold.text())
        self._rows.setVisible(open_)
        if open_:
            self._fill()

    def _fill(self) -> None:
        empty(self._grid)
        for row, one in enumerate(self._shown):
            when = label(formats.short_moment(one.at), "faint")
            sentence = messages.say(one.code, dict(one.params)).text
            moved = translate("sync_parts", "发送 {up}，收到 {down}，{took} 毫秒").format(
                up=one.pushed, down=one.pulled, took=formats.number(one.took_ms)
            )
            told = label(f"{sentence} · {moved}" if one.code == DONE else sentence, "faint", wrap=True)
            self._grid.addWidget(when, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(told, row, 1)


def _file(line: FileLine, size: str) -> QWidget:
    said, tone = words.file_state(line.state)
    made = _line(f"{sync_words.files(line.kind, line.what, line.count)} · {line.case}", f"{said} · {size}")
    if line.why:
        layout = made.layout()
        assert layout is not None
        layout.addWidget(Reason(line.why, tone))
    return made


def _fact(line: FactLine) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.S)
    row.addWidget(_line(f"{line.what} · {line.case}", formats.short_moment(line.made_at)), 1)
    if line.status in WAY:
        row.addWidget(CustodySteps(line.status), 0, Qt.AlignmentFlag.AlignVCenter)
    else:
        row.addWidget(
            Chip(words.custody(line.status), words.custody_tone(line.status)), 0, Qt.AlignmentFlag.AlignVCenter
        )
    return made


def _line(title: str, detail: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label(title, wrap=True))
    column.addWidget(label(detail, "faint"))
    return made
