"""The picture in the system's tray: what waits, in words, and the few things one wants without the window.

Where a desktop has no tray nothing happens, and nothing is said about it. Closing the window ends the program as ever:
nobody should believe that it is closed while a borrower's affairs lie open behind it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ui import icons, theme

SIDE = 64


class Tray(QObject):
    """The tray's picture with its menu, once `show` finds a tray.

    Signals:
        front_wanted, sync_wanted, lock_wanted, leave_wanted: that was chosen.
    """

    front_wanted = Signal()
    sync_wanted = Signal()
    lock_wanted = Signal()
    leave_wanted = Signal()

    def __init__(
        self, parent: QObject, *, available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable
    ) -> None:
        super().__init__(parent)
        self._available = available
        self.icon: QSystemTrayIcon | None = None
        self.menu: QMenu | None = None
        self._lines: tuple[str, ...] = ()
        self._waits: QAction | None = None
        self._urgent = False
        theme.changes.changed.connect(self._draw)

    def show(self) -> bool:
        """Show the picture where there is a tray; whether there is one."""
        if self.icon is None and self._available():
            self.icon = QSystemTrayIcon(self)
            self.menu = QMenu()
            self._fill(self.menu)
            self.icon.setContextMenu(self.menu)
            self.icon.activated.connect(self._pressed)
            self._draw()
            self.icon.show()
        return self.icon is not None

    def say(self, lines: tuple[str, ...], *, urgent: bool = False) -> None:
        """What waits, a line each: the tool tip, and the head of the menu. `urgent` marks the picture."""
        self._lines, self._urgent = lines, urgent
        if self.icon is not None:
            self.icon.setToolTip("\n".join((self.tr("催收外访"), *lines)))
            self._draw()
        if self._waits is not None:
            self._waits.setText(lines[0] if lines else self.tr("没有等待处理的"))

    def set_shown(self, shown: bool) -> None:
        """Show the picture, where there is a tray, or take it away."""
        if shown:
            self.show()
        else:
            self.hide()

    def hide(self) -> None:
        """Take the picture away."""
        if self.icon is not None:
            self.icon.hide()
            self.icon.setContextMenu(None)  # type: ignore[arg-type]
            self.icon.deleteLater()
            self.icon = None
        if self.menu is not None:
            self.menu.deleteLater()
            self.menu = None
        self._waits = None

    def _fill(self, menu: QMenu) -> None:
        self._waits = menu.addAction(self.tr("没有等待处理的"))
        self._waits.setEnabled(False)
        menu.addSeparator()
        for words, wanted in (
            (self.tr("打开窗口"), self.front_wanted),
            (self.tr("立即同步"), self.sync_wanted),
            (self.tr("锁定"), self.lock_wanted),
            (self.tr("退出登录"), self.leave_wanted),
        ):
            menu.addAction(words).triggered.connect(wanted)
        self.say(self._lines, urgent=self._urgent)

    def _pressed(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick}:
            self.front_wanted.emit()

    def _draw(self) -> None:
        if self.icon is not None:
            self.icon.setIcon(tray_picture(urgent=self._urgent))


def tray_picture(*, urgent: bool) -> QIcon:
    """The program's picture on its own ground, readable on light and dark bars alike; a mark where something waits."""
    picture = QPixmap(SIDE, SIDE)
    picture.fill(theme.colour("accent").fromRgb(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("accent"))
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(4, 4, SIDE - 8, SIDE - 8, 14, 14)
    icons.draw(painter, "visit", picture.rect().adjusted(14, 14, -14, -14), "on_accent")
    if urgent:
        painter.setPen(theme.colour("surface"))
        painter.setBrush(theme.colour("warn"))
        painter.drawEllipse(SIDE - 24, 2, 22, 22)
    painter.end()
    return QIcon(picture)
