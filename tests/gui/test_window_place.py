"""Where a window opens: where it was, or as near to it as the screens of today allow."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSettings, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.window_place import REACHED, fitting, keep, restore

LAPTOP, BESIDE = QRect(0, 0, 1366, 728), QRect(1366, 0, 1920, 1040)
LEAST = QSize(1024, 640)


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.setMinimumSize(100, 100)
    qtbot.addWidget(made)
    return made


def test_what_fits_stays_where_it_was() -> None:
    assert fitting(QRect(1500, 40, 1200, 800), [LAPTOP, BESIDE], LEAST) == QRect(1500, 40, 1200, 800)


def test_on_a_screen_that_is_gone_it_comes_to_the_one_there_is() -> None:
    assert LAPTOP.contains(fitting(QRect(1500, 40, 1200, 700), [LAPTOP], LEAST))


def test_too_large_for_the_screen_it_shrinks_but_not_below_its_least() -> None:
    assert fitting(QRect(1400, 10, 1800, 1000), [LAPTOP], LEAST) == QRect(0, 0, 1366, 728)
    assert fitting(QRect(0, 0, 1300, 700), [QRect(0, 0, 800, 600)], LEAST).size() == LEAST


@given(st.integers(-6000, 6000), st.integers(-6000, 6000), st.integers(100, 4000), st.integers(100, 3000))
def test_its_head_can_always_be_reached(left: int, top: int, wide: int, high: int) -> None:
    found = fitting(QRect(left, top, wide, high), [LAPTOP, BESIDE], LEAST)
    head = QRect(found.topLeft(), QSize(found.width(), REACHED.height()))
    assert any(
        screen.intersected(head).width() >= REACHED.width() and screen.intersected(head).height() >= REACHED.height()
        for screen in (LAPTOP, BESIDE)
    )


def test_place_and_maximised_come_back(qtbot: QtBot, memory: QSettings) -> None:
    first = window(qtbot)
    first.setGeometry(60, 50, 640, 480)
    first.showMaximized()
    qtbot.waitUntil(first.isMaximized)
    keep(first, memory)
    second = window(qtbot)
    restore(second, memory, QSize(900, 600), QSize(200, 200))
    assert second.isMaximized()
    second.show()
    second.showNormal()
    qtbot.waitUntil(lambda: second.size() == QSize(640, 480))


def test_the_first_time_it_is_as_large_as_usual(qtbot: QtBot, memory: QSettings) -> None:
    made = window(qtbot)
    restore(made, memory, QSize(700, 500), QSize(200, 200))
    assert made.size() == QSize(700, 500)
    assert not made.isMaximized()
    restore(made, None, QSize(600, 400), QSize(200, 200))
    assert made.size() == QSize(600, 400)
