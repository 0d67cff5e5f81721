"""The papers of this laptop: which there are, where their files are, what they say and what their seals are worth."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from fieldapp.services.keep_documents import PaperLine, papers
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, theme, words
from ui.in_pieces import InPieces
from ui.parts.paper_copies import offer_copy, offer_hand_over, offer_print
from ui.parts.paper_reader import PaperReader
from ui.theme import Tone
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.page import Action, PageFrame
from ui.widgets.paged_model import Column, Source
from ui.widgets.paged_table import PagedTable
from ui.widgets.states import EmptyState

if TYPE_CHECKING:
    from ui.workplace import Workplace

LIST_WIDTH = 380


class DocumentsPage(PageFrame):
    """List left, paper right. `document_id` is the one to begin with, else the newest."""

    def __init__(self, work: Workplace, document_id: str = "") -> None:
        super().__init__(self.tr("文书"), scroll=False, can_go_back=bool(document_id))
        self._work, self._wanted = work, document_id
        self._lines: list[PaperLine] = []
        self._shown: PaperLine | None = None
        self._buttons = self._make_buttons()
        self.table: PagedTable[PaperLine] = PagedTable(
            self.tr("文书"), work.tasks, self._columns(), key=lambda line: line.document.id, empty=self._empty()
        )
        self.table.selected.connect(self._show)
        self.table.opened.connect(lambda _line: self.reader.pane.view.setFocus())
        self.table.counted.connect(self._on_counted)
        self._lay_out()
        self.setFocusProxy(self.table.view)
        InPieces(self, (self._make_reader, self._load))

    def _columns(self) -> list[Column[PaperLine]]:
        return [
            Column(self.tr("借款人"), lambda line: line.case.borrower.name, 0, "lines",
                   second=lambda line: formats.short_moment(line.document.sealed_at, line.case.zone)),
            Column(self.tr("状态"), lambda line: _state(line)[0], 200, "lines", tone=lambda line: _state(line)[1],
                   second=lambda line: words.file_state(line.file_state)[0]),
        ]  # fmt: skip

    def _empty(self) -> EmptyState:
        made = EmptyState(
            self.tr("还没有文书"),
            self.tr("在方案页和借款人谈好还款方案，出具并签署后，文书就在这里。"),
            icon="documents",
            action=self.tr("去方案页"),
        )
        made.acted.connect(lambda: self._work.shell.go("plans") if self._work.shell else None)
        return made

    def _make_buttons(self) -> list[QPushButton]:
        """The three ways out of the program in the head, and the way to the case above the paper."""
        made = self.set_actions(
            [
                Action(self.tr("另存副本"), lambda: self._copy(offer_copy), "save", "Ctrl+Shift+S"),
                Action(self.tr("打印"), lambda: self._copy(offer_print), "printer", "Ctrl+P"),
                Action(self.tr("交付"), lambda: self._copy(offer_hand_over), "export", "Ctrl+D"),
            ]
        )
        made[-1].setAccessibleDescription(self.tr("U 盘、二维码、邮件"))
        case = button(self.tr("查看案件"), "quiet", "cases")
        case.clicked.connect(self._open_case)
        made.append(case)
        for one in made:
            one.setEnabled(False)
        return made

    def _make_reader(self) -> None:
        self.reader = PaperReader(self._work)
        self.reader.arrived.connect(self._on_arrived)
        self.reader.pane.bar.addWidget(self._buttons[-1])
        self._paper.addWidget(self.reader, 1)

    def _load(self) -> None:
        self._work.changed.connect(self._on_changed)
        self.table.load(Source(self._count, self._fetch))

    def _lay_out(self) -> None:
        listed = Card(pad=0, says=self.tr("文书"))
        listed.add(self.table, 1)
        self._right = QWidget()
        self._paper = QVBoxLayout(self._right)
        self._paper.setContentsMargins(0, 0, 0, 0)
        self._right.hide()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(listed)
        split.addWidget(self._right)
        split.setStretchFactor(1, 1)
        split.setSizes([theme.scaled(LIST_WIDTH), 4 * theme.scaled(LIST_WIDTH)])
        row = QHBoxLayout()
        row.addWidget(split)
        self.body.addLayout(row, 1)

    def _count(self) -> int:
        self._lines = papers(self._work.desk)
        return len(self._lines)

    def _fetch(self, offset: int, limit: int) -> list[PaperLine]:
        return self._lines[offset : offset + limit]

    def _on_counted(self, count: int) -> None:
        self._right.setVisible(count > 0)
        if not count:
            self.set_title(self.tr("文书"), "")
        if count and self.table.current() is None and not self.table.select(self._wanted):
            self.table.view.selectRow(0)
        self._show(self.table.current())

    def _show(self, line: PaperLine | None) -> None:
        if line is None:
            return
        self._shown = line
        content = line.document.content
        kind, name = words.document_kind(content.kind), line.case.borrower.name
        sealed = formats.short_moment(line.document.sealed_at, line.case.zone)
        facts = [content.number, self.tr("签署于 {when}").format(when=sealed), _state(line)[0]]
        self.set_title(f"{name} · {kind}", " · ".join(fact for fact in facts if fact))
        self._buttons[-1].setEnabled(True)
        self.reader.show_document(line.document, line.plan)

    def _on_arrived(self, here: bool) -> None:
        for one in self._buttons[:-1]:
            one.setEnabled(here)

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.cases or changes.files or not changes:
            self.table.refresh()

    def _open_case(self) -> None:
        if self._shown is not None:
            self._work.open("case", self._shown.case.id)

    def _copy(self, how: Callable[[QWidget, Workplace, bytes, str, str], None]) -> None:
        if self._shown is not None and self.reader.pdf is not None:
            how(self, self._work, self.reader.pdf, self._shown.document.content.number, self.reader.mark())


def _state(line: PaperLine) -> tuple[str, Tone]:
    return words.paper_state(line.plan.state) if line.plan is not None else ("", "text_2")
