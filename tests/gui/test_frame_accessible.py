"""The frame as a screen reader and a keyboard meet it: a name and a role for everything, one sensible way through it,
nothing said by colour alone, and news that is spoken without taking the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.frame_window import FrameWindow, desk_with_cases, frame_window
from tests.office import TestOffice
from ui import theme
from ui.idle_screen import IdleScreen
from ui.sign_in_recovery import Recovery, Ways
from ui.tasks import Tasks
from ui.widgets.foot import FootButton

SPOKEN = {
    QAccessible.Role.Button, QAccessible.Role.ButtonMenu, QAccessible.Role.EditableText, QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton, QAccessible.Role.ComboBox, QAccessible.Role.List, QAccessible.Role.Dialog,
    QAccessible.Role.ProgressBar, QAccessible.Role.Table,
}  # fmt: skip


@pytest.fixture
def window(office: TestOffice, qtbot: QtBot, tmp_path: Path) -> Iterator[FrameWindow]:
    with frame_window(qtbot, desk_with_cases(office), tmp_path, practice=True) as made:
        made.settle()
        made.shell.say("外访已保存在本机")
        made.work.read_status()
        made.settle()
        yield made


def faces(root: QWidget) -> Iterator[tuple[Any, QWidget]]:
    """Everything of a window that a screen reader can meet and a person can see."""
    waiting = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        face = waiting.pop()
        thing = face.object()
        if isinstance(thing, QWidget):
            yield face, thing
        for number in range(face.childCount()):
            child = face.child(number)
            inner = child.object() if child is not None and child.isValid() else None
            if isinstance(inner, QWidget) and not inner.isHidden():
                waiting.append(child)


def unnamed(root: QWidget) -> list[str]:
    return [
        f"{type(thing).__name__} {face.role().name}"
        for face, thing in faces(root)
        if face.role() in SPOKEN and not face.text(QAccessible.Text.Name) and not thing.objectName().startswith("qt_")
    ]


def test_everything_of_the_frame_has_a_name(window: FrameWindow) -> None:
    assert unnamed(window.shell) == []
    window.frame.open_settings()
    window.settle()
    assert unnamed(window.shell) == []
    window.type("李")
    assert unnamed(window.shell) == []


def test_the_lock_and_the_recovery_have_names_too(window: FrameWindow, qtbot: QtBot, tasks: Tasks) -> None:
    lock = IdleScreen(window.work.desk, window.work.tasks)
    qtbot.addWidget(lock)
    lock.show()
    assert unnamed(lock) == []

    class Asked:
        code, name, office, office_phone = "129822 507782 325237 568865", "周明", "", ""

    card = Recovery(tasks, "zhouming", Ways(lambda _login: Asked(), lambda *_given: None))
    qtbot.addWidget(card)
    card.show()
    qtbot.waitUntil(card.go.isEnabled)
    assert unnamed(card) == []
    assert "129822" in card.code.accessibleName()
    tasks.close()


def test_tab_goes_through_the_whole_frame_and_comes_back(window: FrameWindow) -> None:
    shell = window.shell
    shell.topbar.search.setFocus()
    seen: list[QWidget] = []
    for _ in range(60):
        now = QApplication.focusWidget()
        assert now is not None
        if seen and now is seen[0]:
            break
        seen.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    names = [one.accessibleName() for one in seen]
    for wanted in ("今日", "案件", "同步", "设置"):
        assert any(name.startswith(wanted) for name in names), wanted
    assert shell.topbar.user in seen
    assert shell.foot.keys in seen
    assert shell.foot.news in seen
    rail = [name for name in names if name in {"今日", "案件", "文书"}]
    assert rail == ["今日", "案件", "文书"], "in the order in which they stand"


def test_every_target_of_the_frame_is_large_enough_also_with_the_smallest_text(
    window: FrameWindow, look: QApplication
) -> None:
    theme.apply(look, "light", 0.9)
    try:
        window.settle()
        for part in window.shell.findChildren(FootButton):
            if part.isVisible():
                assert part.height() >= theme.TARGET
        assert window.shell.topbar.search.height() >= theme.TARGET
    finally:
        theme.apply(look, "light")


@pytest.mark.parametrize("size", [(1366, 768), (1280, 720)])
def test_with_the_largest_text_nothing_of_the_frame_is_cut(
    window: FrameWindow, look: QApplication, size: tuple[int, int]
) -> None:
    theme.apply(look, "light", 1.5)
    try:
        window.settle()
        shell = window.shell
        shell.resize(*size)
        window.settle()
        assert shell.size().toTuple() == size
        for part in shell.foot.findChildren(FootButton):
            if part.isVisible():
                assert shell.foot.rect().contains(part.geometry())
                assert part.width() >= part.sizeHint().width(), part.text()
        assert shell.topbar.rect().contains(shell.topbar.user.geometry())
    finally:
        theme.apply(look, "light")


def test_nothing_of_the_foot_is_said_by_colour_alone(window: FrameWindow) -> None:
    for part in window.shell.foot.findChildren(FootButton):
        if part.isVisible():
            assert part.text()
            assert part._icon


def test_what_is_under_the_keyboard_in_the_palette_is_read_out(window: FrameWindow) -> None:
    hits = window.type("李")
    assert window.shell.topbar.search.accessibleDescription() == f"{hits[0].kind} {hits[0].title} {hits[0].subtitle}"


def test_news_never_takes_the_keyboard_from_what_one_types(window: FrameWindow) -> None:
    field = window.shell.topbar.search
    field.setFocus()
    QTest.keyClicks(field, "abc")
    window.shell.say("2 项未被接收", "warn")
    QTest.keyClicks(QApplication.focusWidget() or field, "d")
    assert field.text() == "abcd"
