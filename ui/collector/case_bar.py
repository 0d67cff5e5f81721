"""The second row over the case list: filters under their names, what else lines can be picked out by, and the chosen.

A saved filter is one press; what is more than a bucket is behind one button that says how much of it is in force.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from fieldapp.services.saved_filters import LONGEST_NAME, SavedFilter
from fieldapp.store.laptop.case_filter import CaseFilter, Mark
from ui import theme
from ui.i18n import translate
from ui.widgets.buttons import button
from ui.widgets.filter_chips import Filter, FilterChip
from ui.widgets.flow import Flow
from ui.widgets.labels import set_property, show_in_place


def mark_words(mark: Mark) -> str:
    """What a mark picks out."""
    return {
        Mark.NEVER_VISITED: translate("CaseBar", "逾期但从未走访"),
        Mark.QUIET: translate("CaseBar", "30 天没有联系到人"),
        Mark.PROMISE: translate("CaseBar", "承诺到期或未兑现"),
        Mark.PLAN_TROUBLE: translate("CaseBar", "方案逾期、已破或被退回"),
        Mark.PLAN_WAITING: translate("CaseBar", "方案待审批"),
        Mark.CLOCK: translate("CaseBar", "时效或保证期间将届满"),
        Mark.HELD: translate("CaseBar", "有暂停事项"),
        Mark.PENDING: translate("CaseBar", "有待上传的记录"),
        Mark.NO_PLACE: translate("CaseBar", "地图上没有位置"),
    }[mark]


class CaseBar(QWidget):
    """The row.

    Signals:
        marks_changed: (tuple of str) what lines are picked out by now.
        applied: (SavedFilter) that filter is wanted.
        saved: (str) what is asked for now is to be kept under this name.
        managed: the saved filters are to be put in order.
    """

    marks_changed = Signal(object)
    applied = Signal(object)
    saved = Signal(str)
    managed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._marks: tuple[str, ...] = ()
        self._naming = False
        self._filters: tuple[SavedFilter, ...] = ()
        self._wanted = CaseFilter()
        self._more = button("", icon="filter")
        self._more.clicked.connect(self._open_menu)
        self._chips = Flow()
        self._name = _NameEdit()
        self._name.setPlaceholderText(self.tr("给这组条件起个名字，回车保存"))
        self._name.setAccessibleName(self.tr("筛选的名称"))
        self._name.setMaxLength(LONGEST_NAME)
        self._name.setMinimumWidth(theme.scaled(240))
        self._name.hide()
        self._keep = button(self.tr("存为筛选"), "quiet", "star")
        self._keep.clicked.connect(self._ask_name)
        self._order = button(self.tr("整理"), "plain", "tune", says=self.tr("整理已存的筛选"))
        self._order.clicked.connect(self.managed)
        self._name.returnPressed.connect(self._save)
        self._name.given_up.connect(self._end_naming)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.XS)
        row.addWidget(self._chips, 1)
        row.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._order, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.show_filters(())
        self.show_wanted(CaseFilter())

    def more_button(self) -> QPushButton:
        """What opens the other filters; it stands beside the buckets."""
        return self._more

    def show_filters(self, filters: Sequence[SavedFilter]) -> None:
        """Show these saved filters."""
        self._filters = tuple(filters)
        self._chips.clear()
        for one in filters:
            chip = FilterChip(Filter(one.id, one.name))
            chip.set_count(None)
            chip.clicked.connect(lambda _checked=False, one=one: self.applied.emit(one))
            self._chips.add(chip)
            chip.show()
        self._order.setVisible(bool(filters))
        self._mark_chips()
        self._show_if_any()

    def show_wanted(self, wanted: CaseFilter) -> None:
        """Show what is asked for now: which marks, and whether it is one of the saved filters."""
        self._wanted, self._marks = wanted, wanted.marks
        count = len(self._marks)
        words = self.tr("更多筛选 · {count}").format(count=count) if count else self.tr("更多筛选")
        self._more.setText(words)
        told = "、".join(mark_words(Mark(mark)) for mark in self._marks)
        self._more.setAccessibleName(f"{words} {told}".strip())
        self._more.setToolTip(told)
        set_property(self._more, "kind", "quiet" if count else "")
        plain = not (wanted.text.strip() or wanted.buckets or wanted.marks)
        known = any(one.filter == wanted for one in self._filters)
        self._keep.setVisible(not plain and not known and not self._naming)
        self._mark_chips()
        self._show_if_any()

    def _show_if_any(self) -> None:
        """The row takes no room while there is nothing in it."""
        show_in_place(self, shown=bool(self._filters) or self._naming or not self._keep.isHidden())

    def _mark_chips(self) -> None:
        for chip, one in zip(self._chips.findChildren(FilterChip), self._filters, strict=False):
            chip.setChecked(one.filter == self._wanted)
            chip.update()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for mark in Mark:
            action = menu.addAction(mark_words(mark))
            action.setCheckable(True)
            action.setChecked(mark.value in self._marks)
            action.triggered.connect(lambda _checked=False, mark=mark: self._toggle(mark))
        if self._marks:
            menu.addSeparator()
            menu.addAction(self.tr("全部取消")).triggered.connect(lambda: self.marks_changed.emit(()))
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + theme.XXS)))

    def _toggle(self, mark: Mark) -> None:
        chosen = set(self._marks) ^ {mark.value}
        self.marks_changed.emit(tuple(one.value for one in Mark if one.value in chosen))

    def _ask_name(self) -> None:
        self._keep.hide()
        self._naming = True
        self._name.clear()
        self._name.show()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        name = self._name.text().strip()
        if name:
            self.saved.emit(name)
            self._end_naming()

    def _end_naming(self) -> None:
        self._name.hide()
        self._naming = False
        self.show_wanted(self._wanted)


class _NameEdit(QLineEdit):
    """Escape gives up.

    Signals:
        given_up: nothing is to be kept.
    """

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
