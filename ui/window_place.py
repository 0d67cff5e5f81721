"""Where a window was and how large, kept for the next time: also maximised, also on a screen that is gone by then.

A place is taken only where its title bar can be reached: a window that would open beyond every screen comes to the
nearest one instead.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

GEOMETRY, MAXIMISED = "window/geometry", "window/maximised"
REACHED = QSize(120, 40)
"""So much of the head of a window must lie on some screen, in px."""


def keep(window: QWidget, memory: QSettings) -> None:
    """Write down where the window is."""
    whole = window.isMaximized() or window.isFullScreen()
    normal = window.normalGeometry() if whole or window.isMinimized() else window.geometry()
    if normal.isValid():
        memory.setValue(GEOMETRY, normal)
    memory.setValue(MAXIMISED, "true" if whole else "false")
    memory.sync()


def restore(window: QWidget, memory: QSettings | None, usual: QSize, smallest: QSize) -> None:
    """Put a window that is not shown yet where it was; the first time in the middle, as large as usual."""
    kept = None if memory is None else memory.value(GEOMETRY)
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if isinstance(kept, QRect) and kept.isValid():
        window.setGeometry(fitting(kept, screens, smallest))
    else:
        room = window.screen().availableGeometry()
        window.resize(usual.boundedTo(room.size()).expandedTo(smallest))
    if memory is not None and memory.value(MAXIMISED) == "true":
        window.setWindowState(window.windowState() | window.windowState().WindowMaximized)


def fitting(wanted: QRect, screens: list[QRect], smallest: QSize) -> QRect:
    """`wanted`, moved and shrunk as far as these screens need it."""
    if not screens:
        return wanted
    best = max(screens, key=lambda screen: (_area(screen.intersected(wanted)), -_distance(screen, wanted)))
    size = wanted.size().boundedTo(best.size()).expandedTo(smallest)
    fitted = QRect(wanted.topLeft(), size)
    head = QRect(fitted.topLeft(), QSize(fitted.width(), REACHED.height()))
    seen = best.intersected(head)
    if seen.width() >= REACHED.width() and seen.height() >= REACHED.height() and size == wanted.size():
        return fitted
    left = max(best.left(), min(fitted.left(), best.right() + 1 - size.width()))
    top = max(best.top(), min(fitted.top(), best.bottom() + 1 - size.height()))
    return QRect(left, top, size.width(), size.height())


def _area(part: QRect) -> int:
    return part.width() * part.height() if part.isValid() else 0


def _distance(screen: QRect, wanted: QRect) -> int:
    return (screen.center() - wanted.center()).manhattanLength()
