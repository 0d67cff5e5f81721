"""The quick look beside the list: the key facts of the current case, without leaving the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from fieldapp import clock
from fieldapp.domain.party import masked_phone
from fieldapp.store.laptop.case_list import CaseLine
from ui import formats, theme, words
from ui.viewmodels import case_lines
from ui.widgets.buttons import button, icon_button
from ui.widgets.card import Card
from ui.widgets.chips import Chip, bucket_chip
from ui.widgets.emptying import empty
from ui.widgets.flow import Flow
from ui.widgets.labels import Picture, label, rule
from ui.widgets.ledger import KeyValues, Reason
from ui.workplace import Workplace

WIDTH = 340


class CasePeek(Card):
    """Shows what the list's line already knows, so it is there at once. Escape closes it.

    Signals:
        closed: the person has seen enough.
        opened: (str) the case is wanted.
        visited: (str) a visit of the case is to begin.
    """

    closed = Signal()
    opened = Signal(str)
    visited = Signal(str)

    def __init__(self, work: Workplace | None = None) -> None:
        super().__init__(pad=0)
        self._work = work
        self.setAccessibleName(self.tr("案件速览"))
        self.setFixedWidth(theme.scaled(WIDTH))
        self._case_id = ""
        self._line: CaseLine | None = None
        self._numbers: QWidget | None = None
        self._inside = QWidget()
        self._inside.setObjectName("page_body")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(theme.M, theme.XS, theme.M, theme.M)
        self._column.setSpacing(theme.XS)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.accessibleName())
        scroll.setWidget(self._inside)
        self.add(scroll, 1)
        self.body.addLayout(self._foot())

    def look_at(self, line: CaseLine) -> None:
        """Show this line; the same line again is left as it is."""
        if line == self._line:
            return
        self._line, self._case_id = line, line.case_id
        self._numbers = _column()
        self.setUpdatesEnabled(False)
        self._clear()
        self._head(line)
        self._column.addWidget(label(formats.money(line.owed), "display"))
        self._column.addWidget(label(self.tr("结清须 {sum}").format(sum=formats.money(line.payoff)), "faint"))
        self._column.addWidget(rule())
        for words_ in case_lines.all_steps(line) or [case_lines.next_step(line)]:
            self._column.addWidget(Reason(words_, "info"))
        if line.holds:
            self._column.addWidget(Reason(self.tr("{what}，暂缓催收").format(what=case_lines.holds(line)), "warn"))
        if line.next_step not in {"", "none"}:
            words_ = self.tr("建议：{step}").format(step=case_lines.advice(line))
            self._column.addWidget(Reason(words_, "ok"))
        self._column.addWidget(rule())
        self._column.addWidget(KeyValues(self._facts(line)))
        self._column.addWidget(self._numbers)
        self._read_numbers()
        fresh = self.tr("按 {moment} 账务").format(moment=formats.short_moment(line.balance_at))
        self._column.addWidget(label(fresh, "faint"))
        self._column.addStretch(1)
        self.setUpdatesEnabled(True)

    def _read_numbers(self) -> None:
        """The borrower's numbers are not in the list; they are read, and stay locked here."""
        if self._work is None:
            return
        desk, case_id = self._work.desk, self._case_id

        def read() -> tuple[str, tuple[str, ...]]:
            with desk.store.reading() as unit:
                file = unit.files.find(case_id)
                return case_id, file.known_on(clock.today()).borrower.phones if file is not None else ()

        self._work.tasks.read(read, done=self._show_numbers, owner=self)

    def _show_numbers(self, found: tuple[str, tuple[str, ...]]) -> None:
        case_id, phones = found
        held = self._numbers.layout() if self._numbers is not None else None
        if case_id != self._case_id or held is None or held.count():
            return
        for phone in phones:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.XS)
            row.addWidget(Picture("lock", "text_3", 16, self.tr("已锁定")))
            row.addWidget(label(masked_phone(phone)))
            row.addWidget(label(self.tr("在案件页按规则打开"), "faint"), 1)
            held.addWidget(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _head(self, line: CaseLine) -> None:
        top = QHBoxLayout()
        top.addWidget(label(line.borrower_name, "h1"), 1)
        close = icon_button("close", self.tr("关闭速览"))
        close.clicked.connect(self.closed)
        top.addWidget(close)
        held = QWidget()
        top.setContentsMargins(0, 0, 0, 0)
        held.setLayout(top)
        self._column.addWidget(held)
        chips: list[QWidget] = [bucket_chip(case_lines.bucket(line), line.days_past_due)]
        plan = words.row_health(line.plan_health)
        if plan is not None:
            chips.append(Chip(self.tr("方案{state}").format(state=plan[0]), plan[1]))
        if line.pending:
            chips.append(Chip(words.custody("waiting"), words.custody_tone("waiting")))
        self._column.addWidget(Flow(chips))

    def _facts(self, line: CaseLine) -> list[tuple[str, str]]:
        return [
            (self.tr("场所"), formats.aside(line.premises_name, line.trade) if line.trade else line.premises_name),
            (self.tr("地址"), line.address),
            (self.tr("最近联系"), case_lines.last_contact(line)),
            (self.tr("案件"), line.case_no),
        ]

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.M, theme.XS, theme.M, theme.M)
        row.setSpacing(theme.XS)
        opens = button(self.tr("打开案件"))
        opens.clicked.connect(lambda: self.opened.emit(self._case_id))
        starts = button(self.tr("开始外访"), "primary", "visit")
        starts.clicked.connect(lambda: self.visited.emit(self._case_id))
        row.addWidget(opens, 1)
        row.addWidget(starts, 1)
        return row

    def _clear(self) -> None:
        empty(self._column)


def _column() -> QWidget:
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(theme.XXS)
    return made
