"""What one can do with the map itself: pick cases with a box, a line or all in sight, measure, print; and what becomes
of those picked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from ui import icons, theme
from ui.widgets.buttons import button
from ui.widgets.flow import Flow
from ui.widgets.labels import label

WEB_ONLY = ("lasso", "measure")


class MapTools(Flow):
    """The row above the map.

    Signals:
        mode_wanted: (str) "box", "lasso", "measure", or "pan" when that is over.
        view_wanted: pick what is in sight. print_wanted: onto paper.
    """

    mode_wanted = Signal(str)
    view_wanted = Signal()
    print_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("地图工具"))
        self._modes: dict[str, QPushButton] = {
            "box": self._mode("box", self.tr("框选"), "box_select", self.tr("拖出方框，选中里面的案件")),
            "lasso": self._mode("lasso", self.tr("圈选"), "lasso", self.tr("沿边界画一圈，选中里面的案件")),
            "measure": self._mode("measure", self.tr("测距"), "ruler", self.tr("逐点量距离")),
        }
        view = button(self.tr("选屏内"), "plain", "select_all", says=self.tr("选中地图上看得见的全部案件"))
        paper = button(self.tr("打印"), "plain", "printer", says=self.tr("把地图打印成 PDF"))
        view.setToolTip(self.tr("选中地图上看得见的全部案件"))
        paper.setToolTip(self.tr("把地图打印成 PDF"))
        view.clicked.connect(self.view_wanted)
        paper.clicked.connect(self.print_wanted)
        for part in (self._modes["box"], self._modes["lasso"], view, self._modes["measure"], paper):
            self.add(part)

    def show_mode(self, mode: str) -> None:
        """Which of them is on; tells nobody."""
        for name, part in self._modes.items():
            part.setChecked(name == mode)

    def show_plain(self, *, plain: bool) -> None:
        """The plain map knows neither a line around cases nor distances."""
        for name in WEB_ONLY:
            self._modes[name].setVisible(not plain)

    def _mode(self, name: str, words: str, icon: str, says: str) -> QPushButton:
        made = button(words, "plain", icon, says=says)
        made.setCheckable(True)
        made.setIcon(icons.icon(icon, "text_2", "accent"))
        made.setToolTip(says)
        made.clicked.connect(lambda on: self._turn(name, on=on))
        return made

    def _turn(self, name: str, *, on: bool) -> None:
        mode = name if on else "pan"
        self.show_mode(mode)
        self.mode_wanted.emit(mode)


class PickedBar(QFrame):
    """How many cases are picked, and into the day with them; hidden while none is.

    Signals:
        add_wanted: into today. list_wanted: show only these in the list. dropped: pick none.
    """

    add_wanted = Signal()
    list_wanted = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("note")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S, theme.XXS, theme.XS, theme.XXS)
        row.setSpacing(theme.XS)
        self._words = label("", "strong")
        self._add = button(self.tr("加入今日"), "primary", "today")
        self._list = button(self.tr("只列这些"), "", "list")
        drop = button(self.tr("取消选择"), "plain")
        self._add.clicked.connect(self.add_wanted)
        self._list.clicked.connect(self.list_wanted)
        drop.clicked.connect(self.dropped)
        row.addWidget(self._words, 1)
        for part in (drop, self._list, self._add):
            row.addWidget(part)
        self.hide()

    def show_count(self, count: int) -> None:
        """So many are picked."""
        words = self.tr("选中 %n 个案件", "", count)
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(count > 0)
