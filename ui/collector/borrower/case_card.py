"""The working card on the borrower page: what those who come here should know, written where it is read.

It is made once and kept while the page shows other figures, so that nothing one types is swept away by news.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from fieldapp.domain.case_card import CaseCard
from fieldapp.errors import KnownError
from fieldapp.services.edit_card import SavedEdit, edit_card, undo_edit
from fieldapp.services.look_at_case import CasePage
from ui import messages, theme
from ui.collector.borrower.case_card_row import CardRow
from ui.conflict_desk import open_desk
from ui.i18n import translate
from ui.viewmodels.case_card import OF_THE_CASE, CardLine, card_lines, is_written, seen_card
from ui.widgets.buttons import button, rename
from ui.widgets.card import Card
from ui.widgets.emptying import let_go
from ui.widgets.labels import rule

if TYPE_CHECKING:
    from ui.workplace import Workplace


class CaseCardPanel(Card):
    """Note, tags and the best time always; corrections where there are any, the others behind one press."""

    def __init__(self, work: Workplace, case_id: str) -> None:
        super().__init__(translate("CaseCardPanel", "案件卡片"))
        self._work, self._case_id = work, case_id
        self._card: CaseCard | None = None
        self._lines: dict[str, CardLine] = {}
        self._last: dict[str, tuple[SavedEdit, str]] = {}
        self.rows: dict[str, CardRow] = {}
        self._lay_out()

    def show_page(self, page: CasePage) -> None:
        """Show the card of this page."""
        self._card = seen_card(page)
        self._lines = {line.field: line for line in card_lines(page)}
        for field in [field for field in self.rows if field not in self._lines]:
            self._take_out(field)
        for line in self._lines.values():
            self._show(line)
        self._more.setVisible(any(row.isHidden() for row in self.rows.values()) or self._all)

    def _lay_out(self) -> None:
        self.body.setSpacing(theme.XXS)
        self._of_case, self._of_others = QVBoxLayout(), QVBoxLayout()
        for column in (self._of_case, self._of_others):
            column.setSpacing(0)
        self.body.addLayout(self._of_case)
        self._rule = rule()
        self.body.addWidget(self._rule)
        self.body.addLayout(self._of_others)
        self._all = False
        self._more = button(self.tr("更正电话、住址、营业时间"), "quiet", "edit")
        self._more.clicked.connect(self._toggle)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _toggle(self) -> None:
        self._all = not self._all
        for line in self._lines.values():
            self._show(line)
        self._name_more()

    def _name_more(self) -> None:
        rename(self._more, self.tr("收起没有更正的") if self._all else self.tr("更正电话、住址、营业时间"))

    def _show(self, line: CardLine) -> None:
        row = self.rows.get(line.field)
        if row is None:
            row = self._make(line)
        row.show_line(line, can_undo=line.field in self._last)
        row.setVisible(self._all or line.kind in OF_THE_CASE or is_written(line) or row.editor is not None)

    def _make(self, line: CardLine) -> CardRow:
        row = CardRow(line)
        row.saved.connect(self._save)
        row.undone.connect(self._undo)
        row.settle_wanted.connect(lambda: open_desk(self._work))
        self.rows[line.field] = row
        column = self._of_case if line.kind in OF_THE_CASE else self._of_others
        column.addWidget(row)
        return row

    def _take_out(self, field: str) -> None:
        let_go(self.rows.pop(field))

    def _save(self, field: str, typed: str) -> None:
        work, seen, before = self._work, self._card, self._lines[field].value
        work.tasks.write(
            lambda: edit_card(work.desk, self._case_id, seen, field, typed),
            done=lambda saved: self._on_saved(field, saved, before),
            failed=lambda error: self._on_refused(field, error),
            owner=work,  # what was written must be told to everybody, even if this page was left meanwhile
        )

    def _on_saved(self, field: str, saved: SavedEdit, before: str) -> None:
        if isValid(self) and field in self.rows:
            if saved.fact_id and not saved.clashed:
                self._last[field] = (saved, before)
            self.rows[field].close_editor()
        self._tell(saved)

    def _tell(self, saved: SavedEdit) -> None:
        if saved.clashed and self._work.shell is not None:
            self._work.shell.say(self.tr("别人刚改过这一项，你写的已存为提议。"), "warn")
        if saved.fact_id:
            self._work.saved(saved.changes)

    def _undo(self, field: str) -> None:
        saved, before = self._last.pop(field)
        work = self._work
        work.tasks.write(
            lambda: undo_edit(work.desk, self._case_id, field, saved, before),
            done=self._tell,
            failed=lambda error: self._on_refused(field, error),
            owner=work,
        )

    def _on_refused(self, field: str, error: KnownError) -> None:
        if isValid(self) and field in self.rows and self.rows[field].editor is not None and self.isVisible():
            self.rows[field].say_error(str(messages.sentence(error)))
        elif self._work.shell is not None:
            self._work.shell.say_error(error)
