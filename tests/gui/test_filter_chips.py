"""Filter chips: counts, several at once, all of them taken back, and the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.filter_chips import Filter, FilterChip, FilterChips


def made(qtbot: QtBot, *, hide_empty: bool = False) -> tuple[FilterChips, list[FilterChip]]:
    row = FilterChips(
        "按逾期筛选",
        "全部",
        [Filter("M1", "M1", "M1", "逾期 1–30 天"), Filter("M2", "M2", "M2"), Filter("M3", "M3", "M3")],
        hide_empty=hide_empty,
    )
    qtbot.addWidget(row)
    row.set_counts({"M1": 2, "M3": 1})
    row.show()
    row.activateWindow()
    qtbot.waitUntil(row.isActiveWindow)
    return row, row.findChildren(FilterChip)


def test_chips_say_what_they_mean_and_how_many_there_are(qtbot: QtBot) -> None:
    _row, chips = made(qtbot)
    assert [chip.accessibleName() for chip in chips] == ["全部 3", "M1 逾期 1–30 天 2", "M2 0", "M3 1"]
    assert chips[1].toolTip() == "逾期 1–30 天"
    assert all(chip.height() >= 32 for chip in chips)


def test_several_can_be_on_and_the_first_chip_takes_all_back(qtbot: QtBot) -> None:
    row, chips = made(qtbot)
    said: list[object] = []
    row.changed.connect(said.append)
    QTest.mouseClick(chips[1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(chips[3], Qt.MouseButton.LeftButton)
    assert not chips[0].isChecked()
    QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert said == [("M1",), ("M1", "M3"), ()]
    assert chips[0].isChecked()
    QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    assert chips[0].isChecked(), "everything cannot be switched off"


def test_taking_the_last_one_back_means_everything(qtbot: QtBot) -> None:
    row, chips = made(qtbot)
    QTest.mouseClick(chips[1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(chips[1], Qt.MouseButton.LeftButton)
    assert row.chosen() == ()
    assert chips[0].isChecked()


def test_arrows_move_and_return_toggles(qtbot: QtBot) -> None:
    row, chips = made(qtbot)
    chips[0].setFocus()
    QTest.keyClick(chips[0], Qt.Key.Key_Right)
    assert chips[1].hasFocus()
    QTest.keyClick(chips[1], Qt.Key.Key_Return)
    assert row.chosen() == ("M1",)
    QTest.keyClick(chips[1], Qt.Key.Key_Left)
    QTest.keyClick(chips[0], Qt.Key.Key_Left)
    assert chips[3].hasFocus()


def test_filters_with_nothing_behind_them_can_be_left_out(qtbot: QtBot) -> None:
    row, chips = made(qtbot, hide_empty=True)
    assert [chip.isVisible() for chip in chips] == [True, True, False, True]
    chips[0].setFocus()
    QTest.keyClick(chips[0], Qt.Key.Key_Right)
    QTest.keyClick(chips[1], Qt.Key.Key_Right)
    assert chips[3].hasFocus()
    row.set_chosen(("M2",))
    row.set_counts({"M1": 2})
    assert chips[2].isVisible(), "a filter that is on stays in sight"
