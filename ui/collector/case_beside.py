"""What stands beside the case list, one thing at a time: the quick look, the columns, the saved filters, the export.

It also keeps what belongs to them: how the list looks, filters under their names, the next steps of rows on screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from fieldapp.errors import KnownError
from fieldapp.services import saved_filters
from fieldapp.services.advise import advise
from fieldapp.services.saved_filters import ListLook, SavedFilter
from fieldapp.store.laptop.case_list import CaseLine
from fieldapp.store.laptop.unit import ChangeSet
from ui import theme
from ui.collector.case_actions import Find
from ui.collector.case_aside import ColumnPanel, SavedPanel
from ui.collector.case_bar import CaseBar
from ui.collector.case_export import ExportPanel, Wish
from ui.collector.case_peek import CasePeek
from ui.collector.case_table import NARROW, USUAL, Wanted
from ui.widgets.paged_table import PagedTable
from ui.workplace import Workplace

ROOM_FOR_ADDRESS = 1100
"""Width in px of the list from which on it has room for the address, where nobody has chosen columns."""
KEEP_AFTER_MS = 600
"""How long after the last drag of a column its width is kept."""


class Beside(QObject):
    """The parts and what they do.

    Signals:
        look_read: how the list looks is known now.
    """

    look_read = Signal()

    def __init__(
        self, work: Workplace, table: PagedTable[CaseLine], bar: CaseBar, wanted: Wanted, chosen: Callable[[], Find]
    ) -> None:
        super().__init__(table)
        self._work, self._table, self._bar, self._wanted, self._chosen = work, table, bar, wanted, chosen
        self.peek = CasePeek(work)
        self._columns, self._saved, self._export = ColumnPanel(), SavedPanel(), ExportPanel(work)
        self._by_name: dict[str, QWidget] = {
            "peek": self.peek,
            "columns": self._columns,
            "saved": self._saved,
            "export": self._export,
        }
        for part in self._by_name.values():
            part.hide()
        self._asked: set[str] = set()
        self._advising = False
        self._later = QTimer(self, singleShot=True, interval=KEEP_AFTER_MS)
        self._later.timeout.connect(self.keep_look)
        table.layout_.let_move()
        self._connect()

    def _connect(self) -> None:
        for part in (self.peek, self._columns, self._saved, self._export):
            part.closed.connect(lambda: self.show_part(""))
        self.peek.opened.connect(lambda case_id: self._work.open("case", case_id))
        self.peek.visited.connect(lambda case_id: self._work.open("visit", case_id))
        self._columns.changed.connect(self._show_columns)
        self._columns.put_back.connect(self._usual_columns)
        self._table.layout_.changed.connect(self._on_layout)
        self._bar.saved.connect(self._save)
        self._bar.managed.connect(lambda: self.toggle("saved"))
        self._saved.renamed.connect(lambda id_, name: self._change(lambda d: saved_filters.rename_filter(d, id_, name)))
        self._saved.moved.connect(lambda id_, by: self._change(lambda d: saved_filters.move_filter(d, id_, by)))
        self._saved.deleted.connect(self._delete)

    def parts(self) -> list[QWidget]:
        """The parts, to be laid out beside the list; one of them is on screen at most."""
        return list(self._by_name.values())

    def is_open(self) -> bool:
        """Whether any of them is on screen."""
        return bool(self._wanted.beside)

    def read(self) -> None:
        """Read what is kept."""
        desk = self._work.desk
        self._work.tasks.read(lambda: saved_filters.saved_filters(desk), done=self._take_filters, owner=self)
        if self._wanted.look is None:
            self._work.tasks.read(lambda: saved_filters.list_look(desk), done=self._take_look, owner=self)
        else:
            self.fit()
        if self._wanted.beside in {"columns", "saved", "export"}:
            self._wanted.beside = ""

    def toggle(self, name: str) -> None:
        """Show this part; hide it, if it is on screen."""
        self.show_part("" if self._wanted.beside == name else name)

    def show_part(self, name: str) -> None:
        """Show this part and no other; none for an empty name, and the list has the keyboard again."""
        self._wanted.beside = name
        line = self._table.current()
        if name == "peek" and line is not None:
            self.peek.look_at(line)
            number = self._table.view.currentIndex().row()
            self.advise(number, number)
        for other, part in self._by_name.items():
            part.setVisible(other == name)
        self.fit()
        if name in {"columns", "saved", "export"}:
            part = self._by_name[name]
            assert isinstance(part, ColumnPanel | SavedPanel | ExportPanel)
            part.take_focus()
        elif not name:
            self._table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_at(self, line: CaseLine) -> None:
        """Another row is the current one."""
        if self._wanted.beside == "peek":
            self.peek.look_at(line)
            if self.peek.isHidden():
                self.peek.show()
                self.fit()

    def export(self, count: int, find: Find) -> None:
        """Offer to write these cases to a file."""
        known = {column.key: column for column in self._table.model.columns()}
        shown = tuple(known[key] for key in self._table.layout_.shown())
        self._export.show_wish(Wish(count, find, shown))
        self.show_part("export")

    def chosen_changed(self, count: int) -> None:
        """Another choice: what would be exported follows."""
        if self._wanted.beside == "export" and count > 1:
            self.export(count, self._chosen())

    def fit(self) -> None:
        """The columns that this person chose; where nobody has, the address is the first to go without room."""
        look = self._wanted.look
        if look is not None and look.columns:
            wanted: Sequence[str] = look.columns
        else:
            wide = self._table.parentWidget()
            whole = wide.parentWidget() if wide is not None else None
            beside = whole.layout() if whole is not None else None
            if beside is not None:
                beside.activate()  # what came or went beside the list has its place before the list is measured
            room = wide.width() if wide is not None else 0
            wanted = USUAL if room >= theme.scaled(ROOM_FOR_ADDRESS) - 2 * theme.L else NARROW
        widths = look.widths if look is not None else {}
        if tuple(wanted) != self._table.layout_.shown() or widths != self._table.layout_.widths():
            self._table.layout_.show_columns(wanted, widths)
        self._table.layout_.fit()
        titles = [(column.key, column.title) for column in self._table.model.columns()]
        if self._wanted.beside == "columns":
            self._columns.show_columns(titles, self._table.layout_.shown())

    def keep_look(self) -> None:
        """Keep how the list looks now."""
        self._later.stop()
        chosen = self._wanted.look.columns if self._wanted.look is not None else ()
        asked = self._wanted.filter
        look = ListLook(chosen, self._table.layout_.widths(), asked.sort, asked.descending)
        if look != self._wanted.look:
            self._wanted.look = look
            self._work.tasks.write(lambda: saved_filters.keep_look(self._work.desk, look), owner=self)

    def advise(self, first: int, last: int) -> None:
        """Have the next steps of these rows worked out, of those that have none and were not asked about before."""
        shown = self._table.layout_.shown()
        if self._advising or ("advice" not in shown and self._wanted.beside != "peek"):
            return
        rows = [self._table.model.row(n) for n in range(max(first, 0), last + 1)] if last >= 0 else []
        wanted = [row.case_id for row in rows if row is not None and not row.next_step and row.as_of != ""]
        asked = [case_id for case_id in wanted if case_id not in self._asked]
        if asked:
            self._asked |= set(asked)
            self._advising = True
            desk = self._work.desk
            self._work.tasks.write(lambda: advise(desk, asked), done=self._advised, owner=self)

    def _advised(self, changes: ChangeSet) -> None:
        self._advising = False
        self._asked -= changes.cases
        self._work.changed.emit(changes)

    def _take_filters(self, filters: tuple[SavedFilter, ...]) -> None:
        self._bar.show_filters(filters)
        self._bar.show_wanted(self._wanted.filter)
        self._saved.show_filters(filters)
        if not filters and self._wanted.beside == "saved":
            self.show_part("")

    def _take_look(self, look: ListLook) -> None:
        self._wanted.look = look
        self.fit()
        self.look_read.emit()

    def _show_columns(self, shown: tuple[str, ...]) -> None:
        self._wanted.look = ListLook(shown, self._table.layout_.widths())
        self.fit()
        self._keep_columns(shown)

    def _usual_columns(self) -> None:
        self._wanted.look = ListLook()
        self._table.layout_.show_columns(USUAL, {})
        self.fit()
        self._keep_columns(())

    def _keep_columns(self, shown: tuple[str, ...]) -> None:
        asked = self._wanted.filter
        look = ListLook(shown, self._table.layout_.widths(), asked.sort, asked.descending)
        self._wanted.look = look
        self._work.tasks.write(lambda: saved_filters.keep_look(self._work.desk, look), owner=self)

    def _on_layout(self) -> None:
        """Somebody dragged a column or its edge."""
        look = self._wanted.look or ListLook()
        shown = self._table.layout_.shown()
        moved = look.columns or (shown if set(shown) != set(USUAL) or shown != USUAL else ())
        columns = shown if look.columns else moved
        self._wanted.look = ListLook(columns, look.widths, look.sort, look.descending)
        self._later.start()

    def _save(self, name: str) -> None:
        wanted = self._wanted.filter
        self._change(lambda desk: saved_filters.save_filter(desk, name, wanted))

    def _delete(self, filter_id: str) -> None:
        desk = self._work.desk

        def write() -> tuple[tuple[SavedFilter, ...], tuple[SavedFilter, ...]]:
            before = saved_filters.saved_filters(desk)
            return before, saved_filters.delete_filter(desk, filter_id)

        def done(found: tuple[tuple[SavedFilter, ...], tuple[SavedFilter, ...]]) -> None:
            before, left = found
            self._take_filters(left)
            name = next((one.name for one in before if one.id == filter_id), "")
            if self._work.shell is not None:
                words = self.tr("已删除筛选“{name}”").format(name=name)
                undo = self.tr("撤销")
                self._work.shell.toaster.say(words, "ok", action=undo, then=lambda: self._put_back(before))

        self._work.tasks.write(write, done=done, failed=self._fail, owner=self)

    def _put_back(self, before: tuple[SavedFilter, ...]) -> None:
        self._change(lambda desk: saved_filters.restore_filters(desk, before))

    def _change(self, change: Callable[..., tuple[SavedFilter, ...]]) -> None:
        desk = self._work.desk
        self._work.tasks.write(lambda: change(desk), done=self._take_filters, failed=self._fail, owner=self)

    def _fail(self, error: KnownError) -> None:
        if self._work.shell is not None:
            self._work.shell.say_error(error)
