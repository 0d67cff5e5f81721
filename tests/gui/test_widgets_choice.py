"""Exclusive answers: mouse, keyboard, taking back, rows, and what a screen reader is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.widgets.choice import Choice

ANSWERS = (("self", "本人"), ("family", "家人"), ("staff", "员工"), ("nobody", "无人"))


def segments(choice: Choice) -> list[QRadioButton]:
    return choice.findChildren(QRadioButton)


@pytest.fixture
def choice(qtbot: QtBot) -> Choice:
    made = Choice("见到", ANSWERS, optional=True)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_press_chooses_and_tells_the_value(qtbot: QtBot, choice: Choice) -> None:
    told: list[object] = []
    choice.changed.connect(told.append)
    qtbot.mouseClick(segments(choice)[1], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(segments(choice)[3], Qt.MouseButton.LeftButton)
    assert told == ["family", "nobody"]
    assert choice.value() == "nobody"
    assert sum(segment.isChecked() for segment in segments(choice)) == 1


def test_arrows_digits_and_backspace(qtbot: QtBot, choice: Choice) -> None:
    told: list[object] = []
    choice.changed.connect(told.append)
    first = segments(choice)[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_2)
    qtbot.keyClick(segments(choice)[1], Qt.Key.Key_Right)
    qtbot.keyClick(segments(choice)[2], Qt.Key.Key_Right)
    qtbot.keyClick(segments(choice)[3], Qt.Key.Key_Right)
    qtbot.keyClick(segments(choice)[0], Qt.Key.Key_Left)
    qtbot.keyClick(segments(choice)[3], Qt.Key.Key_Backspace)
    assert told == ["family", "staff", "nobody", "self", "nobody", None]
    assert choice.value() is None


def test_an_answer_that_must_be_given_cannot_be_taken_back(qtbot: QtBot) -> None:
    choice = Choice("见到", ANSWERS, "self")
    qtbot.addWidget(choice)
    choice.show()
    qtbot.keyClick(segments(choice)[0], Qt.Key.Key_Backspace)
    assert choice.value() == "self"


def test_a_digit_without_an_answer_does_nothing(qtbot: QtBot, choice: Choice) -> None:
    qtbot.keyClick(segments(choice)[0], Qt.Key.Key_9)
    assert choice.value() is None


def test_tab_reaches_one_segment_only(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    before, choice, after = QLineEdit(), Choice("见到", ANSWERS, "staff"), QLineEdit()
    for part in (before, choice, after):
        column.addWidget(part)
    holder.show()
    qtbot.waitExposed(holder)
    before.setFocus()
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    focused = holder.focusWidget()
    assert focused is segments(choice)[2]
    qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert holder.focusWidget() is after


def test_the_program_chooses_without_telling(choice: Choice) -> None:
    told: list[object] = []
    choice.changed.connect(told.append)
    choice.set_value("staff")
    assert choice.value() == "staff"
    choice.set_value(None)
    assert choice.value() is None
    assert told == []
    with pytest.raises(KeyError):
        choice.set_value("neighbour")


def test_answers_break_into_rows_and_none_is_cut(qtbot: QtBot, choice: Choice) -> None:
    wide = choice.heightForWidth(2_000)
    narrow = choice.heightForWidth(choice.minimumSizeHint().width() + 4)
    assert narrow > wide
    choice.resize(choice.minimumSizeHint().width() + 4, narrow)
    edge = choice.rect()
    assert all(edge.contains(segment.geometry()) for segment in segments(choice))
    tops = [segment.y() for segment in segments(choice)]
    assert tops == sorted(tops)
    assert len(set(tops)) > 1


def test_every_answer_is_a_target_large_enough(choice: Choice) -> None:
    assert all(segment.height() >= theme.TARGET for segment in segments(choice))


def test_a_screen_reader_hears_the_question_and_radio_buttons(choice: Choice) -> None:
    assert choice.accessibleName() == "见到"
    face = QAccessible.queryAccessibleInterface(segments(choice)[1])
    assert face.role() == QAccessible.Role.RadioButton
    assert face.text(QAccessible.Text.Name) == "家人"
