"""The frame around what the keyboard is at: comes with keys, goes with the pointer, stays with its field."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.focus_frame import KeyboardFocus
from ui.widgets.page import PageFrame


def test_the_keyboard_frame_comes_with_keys_and_goes_with_the_pointer(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, second = QPushButton("一"), QPushButton("二")
    column.addWidget(first)
    column.addWidget(second)
    focus = KeyboardFocus(window)
    window.show()
    qtbot.waitActive(window)
    focus.attach()
    first.setFocus()
    assert focus.framed() is None
    handle = window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    assert focus.framed() is second
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, first.geometry().center())
    assert focus.framed() is None
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    assert focus.framed() is second
    second.setParent(None)
    second.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    assert focus.framed() is first
    first.hide()
    frame = focus._frame
    assert frame is not None
    assert not frame.isVisible()


def test_the_keyboard_frame_follows_what_it_frames_and_is_cut_at_the_edge_of_a_scrolled_page(qtbot: QtBot) -> None:
    window = PageFrame("很长")
    qtbot.addWidget(window)
    buttons = [QPushButton(str(number)) for number in range(60)]
    for one in buttons:
        window.body.addWidget(one)
    focus = KeyboardFocus(window)
    window.resize(600, 400)
    window.show()
    qtbot.waitActive(window)
    focus.attach()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    buttons[3].setFocus()
    frame = focus._frame
    assert frame is not None
    at = buttons[3].mapTo(window, QPoint(0, 0))
    assert frame.geometry().contains(QRect(at, buttons[3].size()))
    assert window._scroll is not None
    window._scroll.verticalScrollBar().setValue(30)
    assert frame.geometry().topLeft() - at == QPoint(-4, -34)
    window._scroll.verticalScrollBar().setValue(1_000)
    assert not frame.isVisible()
