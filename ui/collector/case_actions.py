"""What can be done with the chosen cases: the bar under the list, the menu of the right button, and the doing.

Everything is asked for by case id and done off the screen's thread; what was done can be undone from the news at the
foot of the window, for as long as that is there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.services.day_plan import add_to_day, planned_days, take_from_day
from fieldapp.services.desk import Desk
from fieldapp.services.tag_cases import Tagged, tag_cases, untag
from fieldapp.store.laptop.case_list import CaseLine
from ui import formats, theme
from ui.tasks import current_job
from ui.widgets.buttons import button
from ui.widgets.labels import label
from ui.workplace import Workplace

DAYS_AHEAD = 7
Find = Callable[[], Sequence[str]]
"""Finds the chosen cases; on another thread."""


class CaseActions(QObject):
    """Does it.

    Signals:
        exporting: the chosen cases are to be written to a file.
        tagging: a tag for the chosen cases is to be typed.
    """

    exporting = Signal()
    tagging = Signal()

    def __init__(self, page: QWidget, work: Workplace) -> None:
        super().__init__(page)
        self._work = work
        self.days: dict[date, int] = {}

    def read_days(self) -> None:
        """Read how much is planned for the coming days, for the menu that offers them."""
        self._work.tasks.read(lambda: planned_days(self._work.desk), done=self._take_days, owner=self)

    def add(self, find: Find, day: date | None = None) -> None:
        """Put the cases into a day; today, if no other is named."""
        desk = self._work.desk

        def write() -> tuple[list[str], date]:
            ids, when = list(find()), day or clock.today()
            added = add_to_day(desk, ids, when)
            return [one for one in ids if one in set(added.added)], when

        self._work.tasks.write(write, done=self._added, failed=self._fail, owner=self)

    def tag(self, find: Find, tag: str) -> None:
        """Put a tag on the cases."""
        desk = self._work.desk
        self._work.tasks.write(lambda: _tag(desk, find, tag), done=self._tagged, failed=self._fail, owner=self)

    def fill_menu(self, menu: QMenu, line: CaseLine | None, count: int, find: Find, look: Callable[[], object]) -> None:
        """What can be done with one case, or with several."""
        if count <= 1 and line is not None:
            self._fill_of_one(menu, line, look)
            menu.addSeparator()
        menu.addAction(self.tr("加入今日")).triggered.connect(lambda: self.add(find))
        self.fill_days(menu.addMenu(self.tr("安排外访")), find)
        menu.addAction(self.tr("加标签…")).triggered.connect(self.tagging)
        menu.addAction(self.tr("导出所选…")).triggered.connect(self.exporting)

    def fill_days(self, menu: QMenu, find: Find) -> None:
        """The coming days, each with how much is planned for it."""
        for ahead in range(1, DAYS_AHEAD + 1):
            day = clock.today() + timedelta(days=ahead)
            words = f"{formats.short_date(day)} {formats.weekday(day)}"
            planned = self.days.get(day, 0)
            if planned:
                words += " · " + self.tr("已安排 %n 站", "", planned)
            menu.addAction(words).triggered.connect(lambda _checked=False, day=day: self.add(find, day))

    def _fill_of_one(self, menu: QMenu, line: CaseLine, look: Callable[[], object]) -> None:
        work, case_id = self._work, line.case_id
        opens = menu.addAction(self.tr("打开案件"))
        opens.triggered.connect(lambda: work.open("case", case_id))
        menu.addAction(self.tr("速览")).triggered.connect(look)
        menu.addSeparator()
        for name, words, id_ in (
            ("visit", self.tr("开始外访"), case_id),
            ("plan", self.tr("商谈方案"), case_id),
            ("contact", self.tr("打电话并记录"), ""),
            ("matter", self.tr("记录已付款的说法"), f"{case_id}|paid_claim"),
            ("receipt", self.tr("收现金、开收据"), case_id),
        ):
            if not work.opens(name):
                continue
            act = menu.addAction(words)
            if id_:
                act.triggered.connect(lambda _checked=False, name=name, id_=id_: work.open(name, id_))
            else:
                act.triggered.connect(lambda _checked=False: self._call(case_id))
        copy = menu.addAction(self.tr("复制案件号"))
        copy.triggered.connect(lambda: QApplication.clipboard().setText(line.case_no))

    def _call(self, case_id: str) -> None:
        """The sheet for a call wants to know whom: the borrower."""
        desk = self._work.desk

        def borrower() -> str:
            with desk.store.reading() as unit:
                return unit.files.get(case_id).case.borrower.id

        def opens(party_id: str) -> None:
            self._work.open("contact", f"{case_id}|{party_id}|call")

        self._work.tasks.read(borrower, done=opens, failed=self._fail, owner=self)

    def _take_days(self, days: dict[date, int]) -> None:
        self.days = days

    def _added(self, done: tuple[list[str], date]) -> None:
        ids, day = done
        self.read_days()
        self._work.day_changed()
        when = self.tr("今日") if day == clock.today() else formats.short_date(day)
        words = self.tr("已把 %n 个案件排入{day}", "", len(ids)).format(day=when)
        self._say(words, lambda: self._undo(lambda: take_from_day(self._work.desk, ids, day)))

    def _undo(self, work: Callable[[], object]) -> None:
        def done(_result: object) -> None:
            self.read_days()
            self._work.day_changed()

        self._work.tasks.write(work, done=done, failed=self._fail, owner=self)

    def _tagged(self, tagged: Tagged) -> None:
        self._work.saved(tagged.changes)
        words = self.tr("已给 %n 个案件加上标签", "", len(tagged.edits))
        if tagged.full:
            words += " · " + self.tr("%n 个标签已满，没有加", "", tagged.full)
        self._say(words, lambda: self._untag(tagged))

    def _untag(self, tagged: Tagged) -> None:
        desk, saved = self._work.desk, self._work.saved
        self._work.tasks.write(lambda: untag(desk, tagged), done=saved, failed=self._fail, owner=self)

    def _say(self, words: str, undo: Callable[[], object]) -> None:
        if self._work.shell is not None:
            self._work.shell.toaster.say(words, "ok", action=self.tr("撤销"), then=undo)

    def _fail(self, error: KnownError) -> None:
        if self._work.shell is not None:
            self._work.shell.say_error(error)


def _tag(desk: Desk, find: Find, tag: str) -> Tagged:
    job = current_job()

    def step(done: int, count: int) -> None:
        job.progress(done, count)

    return tag_cases(desk, find(), tag, step=step)


class SelectionBar(QFrame):
    """What is chosen and what can be done with it; shown while more than one case is chosen.

    Signals:
        added, exported, cleared: that was pressed.
        planned: (QPushButton) a day is to be chosen; the button to open the menu at.
        tagged: (str) this tag is wanted.
    """

    added = Signal()
    exported = Signal()
    cleared = Signal()
    planned = Signal(object)
    tagged = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("note")
        self.setProperty("tone", "accent")
        self.setAccessibleName(self.tr("所选案件"))
        self._count = label("", "strong")
        self._tag = _TagEdit()
        self._tag.setPlaceholderText(self.tr("标签，回车加上"))
        self._tag.setAccessibleName(self.tr("标签"))
        self._tag.setMaxLength(20)
        self._tag.hide()
        self._tag.returnPressed.connect(self._take_tag)
        self._tag.given_up.connect(self._tag.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S, theme.XXS, theme.XS, theme.XXS)
        row.setSpacing(theme.XS)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._tag)
        self._keys: list[QPushButton] = []
        for words, icon, act in (
            (self.tr("加入今日"), "today", self.added.emit),
            (self.tr("安排外访"), "calendar", lambda: self.planned.emit(self._keys[1])),
            (self.tr("加标签"), "flag", self.ask_tag),
            (self.tr("导出所选"), "export", self.exported.emit),
            (self.tr("取消选择"), "close", self.cleared.emit),
        ):
            key = button(words, "quiet" if icon != "close" else "plain", icon)
            key.clicked.connect(lambda _checked=False, act=act: act())
            self._keys.append(key)
            row.addWidget(key)

    def show_count(self, count: int) -> None:
        """Say how many are chosen."""
        self._count.setText(self.tr("已选 %n 个案件", "", count))
        self.setAccessibleDescription(self._count.text())

    def ask_tag(self) -> None:
        """Ask for a tag in place."""
        self._tag.clear()
        self._tag.show()
        self._tag.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_tag(self) -> None:
        tag = self._tag.text().strip()
        if tag:
            self._tag.hide()
            self.tagged.emit(tag)


class _TagEdit(QLineEdit):
    """Escape gives up.

    Signals:
        given_up: no tag is wanted.
    """

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


def below(part: QWidget) -> QPoint:
    """Where a menu opens that belongs to a button."""
    return part.mapToGlobal(QPoint(0, part.height() + theme.XXS))
