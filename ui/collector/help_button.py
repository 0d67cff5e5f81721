"""A quiet way to the office when something is not right at a door: one press or Ctrl+Shift+H, and no question asked.

To whoever looks on it is a button with the office's telephone. The press itself is the call for help: it is recorded
and sent before anything is shown; where one is follows by itself; the number stands there large enough to dial from.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout

from fieldapp import clock
from fieldapp.domain.party import Place
from fieldapp.errors import KnownError
from fieldapp.services.ask_help import OfficeLine, SavedHelp, ask_help, office_line
from ui import formats, icons, messages, theme
from ui.place_source import PlaceSource
from ui.widgets.buttons import button
from ui.widgets.flow import Flow
from ui.widgets.labels import label, show_in_place
from ui.workplace import Workplace

KEYS = "Ctrl+Shift+H"
AGAIN_AFTER = timedelta(minutes=2)
"""A second press within this time shows the number again and is no second call."""
PANEL_WIDTH = 360


class HelpButton(QToolButton):
    """The button. `leave` ends what one is doing here (a visit keeps its draft); None where there is nothing to end.

    Signals:
        asked: (str) a call for help is in the store: its id.
    """

    asked = Signal(str)

    def __init__(
        self, work: Workplace, case_id: str, *, premises_id: str = "", leave: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self._work, self._case_id, self.premises_id, self._leave = work, case_id, premises_id, leave
        self._asked_at: datetime | None = None
        self._place_source: PlaceSource | None = None
        self.panel: OfficePanel | None = None
        name = self.tr("办公室电话")
        self.setIcon(icons.icon("phone", "text_2"))
        self.setAccessibleName(name)
        self.setToolTip(f"{name} · {QKeySequence(KEYS).toString(QKeySequence.SequenceFormat.NativeText)}")
        self.setFixedSize(theme.TARGET, theme.TARGET)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self.press)
        keys = QShortcut(QKeySequence(KEYS), self)
        keys.setWhatsThis(name)
        keys.activated.connect(self.press)

    def about(self, case_id: str) -> None:
        """It is this case one calls from, for a button that was made ahead."""
        self._case_id = case_id

    def press(self) -> None:
        """Ask for help: recorded first, then the panel, then the place."""
        fresh = self._asked_at is None or clock.now() - self._asked_at > AGAIN_AFTER
        if fresh:
            self._asked_at = clock.now()
            self._record()
        self._show_panel(told=not fresh)
        if fresh:
            self._look_for_place()

    def _record(self, *, place: Place | None = None, ended: bool = False, note: str = "") -> None:
        desk, case_id, premises_id = self._work.desk, self._case_id, self.premises_id
        self._work.tasks.write(
            lambda: ask_help(desk, case_id, place=place, premises_id=premises_id, visit_ended=ended, note=note),
            done=self._recorded,
            failed=self._not_recorded,
            owner=self,
        )

    def _recorded(self, saved: SavedHelp) -> None:
        self._work.saved(saved.changes)
        if self.panel is not None:
            moment = formats.time_of_day(clock.now())
            self.panel.say(self.tr("{time} 已记下，一有网络马上送到办公室。").format(time=moment))
        self.asked.emit(saved.help_id)

    def _not_recorded(self, error: KnownError) -> None:
        if self.panel is not None:
            self.panel.say(messages.sentence(error).text)

    def _show_panel(self, *, told: bool) -> None:
        if self.panel is not None:
            self.panel.close()
            self.panel.deleteLater()
        self.panel = OfficePanel(self, can_leave=self._leave is not None)
        self.panel.left.connect(self._go)
        self.panel.fine.connect(self._fine)
        if told and self._asked_at is not None:
            self.panel.say(self.tr("{time} 已记下。").format(time=formats.time_of_day(self._asked_at)))
        self.panel.open_below(self)
        desk = self._work.desk
        self._work.tasks.read(lambda: office_line(desk), done=self.panel.show_line, owner=self.panel)

    def _look_for_place(self) -> None:
        if self._place_source is None:
            self._place_source = PlaceSource(self)
            self._place_source.found.connect(self._found)
            self._place_source.failed.connect(self._no_place)
        if self.panel is not None:
            self.panel.say_place(self.tr("正在确定位置…"))
        self._place_source.ask()

    def _found(self, place: Place) -> None:
        self._record(place=place)
        if self.panel is not None:
            self.panel.say_place(self.tr("位置已记下，误差约 {metres} 米。").format(metres=place.radius_m))

    def _no_place(self, why: str) -> None:
        if self.panel is not None:
            self.panel.say_place(self.tr("没有取到位置：{why}").format(why=why))

    def _go(self) -> None:
        self._close_panel()
        self._record(ended=True)
        if self._leave is not None:
            self._leave()

    def _fine(self) -> None:
        self._close_panel()
        self._record(note=self.tr("本人已确认：没事了"))
        self._asked_at = None

    def _close_panel(self) -> None:
        if self._place_source is not None:
            self._place_source.stop()
        if self.panel is not None:
            self.panel.close()


class OfficePanel(QFrame):
    """The office's number, large; what was recorded, in small letters.

    Signals:
        left: one goes away from here.
        fine: nothing is the matter any more.
    """

    left = Signal()
    fine = Signal()

    def __init__(self, owner: HelpButton, *, can_leave: bool) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAccessibleName(self.tr("办公室电话"))
        self.setFixedWidth(theme.scaled(PANEL_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.M, theme.M, theme.M, theme.M)
        column.setSpacing(theme.XS)
        self._name = label(self.tr("办公室"), "muted", wrap=True)
        self.number = label("…", "display", selectable=True)
        self._others = label("", "muted", wrap=True, selectable=True)
        self._told = label(self.tr("正在记下…"), "faint", wrap=True)
        self._place = label("", "faint", wrap=True)
        self.copy_button = button(self.tr("复制号码"), "", "copy")
        self.copy_button.clicked.connect(self._copy)
        self.leave_button = button(self.tr("离开这里"), "primary")
        self.leave_button.clicked.connect(self.left)
        self.fine_button = button(self.tr("没事了"), "quiet")
        self.fine_button.clicked.connect(self.fine)
        row = Flow([self.copy_button, self.leave_button, self.fine_button])
        show_in_place(self.leave_button, shown=can_leave)
        for part in (self._name, self.number, self._others, self._told, self._place):
            column.addWidget(part)
        column.addWidget(row)
        for part in (self._others, self._place):
            show_in_place(part, shown=False)

    def open_below(self, owner: QToolButton) -> None:
        """Show it below the button, within the screen."""
        self.adjustSize()
        corner = owner.mapToGlobal(QPoint(owner.width() - self.width(), owner.height() + theme.XXS))
        if self.isRightToLeft():
            corner = owner.mapToGlobal(QPoint(0, owner.height() + theme.XXS))
        room = owner.screen().availableGeometry()
        left = min(max(corner.x(), room.left()), room.right() - self.width())
        self.move(left, min(corner.y(), room.bottom() - self.height()))
        self.show()
        self.copy_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_line(self, line: OfficeLine) -> None:
        """Whom to call."""
        self._name.setText(line.office or self.tr("办公室"))
        self.number.setText(line.number or self.tr("没有登记号码"))
        self.copy_button.setEnabled(bool(line.number))
        people = [f"{name} {phone}" for name, phone in line.supervisors]
        self._others.setText(self.tr("主管：{people}").format(people=formats.listed(people)) if people else "")
        show_in_place(self._others, shown=bool(people))
        self.adjustSize()

    def say(self, words: str) -> None:
        """Say what became of the call for help."""
        self._told.setText(words)
        self.adjustSize()

    def say_place(self, words: str) -> None:
        """Say what is known of the place."""
        self._place.setText(words)
        show_in_place(self._place, shown=bool(words))
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.number.text())
        self.copy_button.setText(self.tr("已复制"))
