"""The sketch on which a place is pinned: true distances, at every scale, by mouse and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.domain.nearness import metres
from fieldapp.domain.party import Place, PlaceSource
from ui.widgets.pin_sketch import LEAST_RADIUS_M, SPANS, Landmark, PinSketch

MIDDLE = Place(120_585_000, 31_299_000, 1_500, PlaceSource.STREET)


@pytest.fixture
def sketch(qtbot: QtBot) -> PinSketch:
    made = PinSketch("sketch")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show_around(MIDDLE, None, [Landmark("李记小炒", 120_586_000, 31_299_500)])
    made.show()
    return made


def pin(sketch: PinSketch) -> Place:
    assert sketch._pin is not None
    return sketch._pin


def test_it_begins_at_a_scale_that_shows_the_whole_radius(sketch: PinSketch) -> None:
    assert sketch.span() == 2_000
    sketch.show_around(Place(120_600_000, 31_300_000, 10, PlaceSource.PINNED), None)
    assert sketch.span() == 500


@pytest.mark.parametrize("steps", [-5, -2, 0, 2, 3])
def test_what_is_pinned_is_as_far_as_it_looks_and_as_exact_as_a_finger(sketch: PinSketch, steps: int) -> None:
    sketch.zoom(steps)
    QTest.mouseClick(sketch, Qt.MouseButton.LeftButton, pos=sketch.rect().center() + QPoint(60, 80))
    assert metres(pin(sketch), MIDDLE) == pytest.approx(100 * sketch._metres(), rel=0.01)
    assert pin(sketch).radius_m == max(LEAST_RADIUS_M, round(12 * sketch._metres()))
    assert pin(sketch).lon_e6 > MIDDLE.lon_e6
    assert pin(sketch).lat_e6 < MIDDLE.lat_e6


def test_to_drag_moves_the_ground_and_pins_nothing(sketch: PinSketch) -> None:
    begin = sketch.rect().center()
    before = sketch._at(MIDDLE.lon_e6, MIDDLE.lat_e6)
    QTest.mousePress(sketch, Qt.MouseButton.LeftButton, pos=begin)
    for step in (20, 40, 60):
        QTest.mouseMove(sketch, begin + QPoint(step, 0))
    QTest.mouseRelease(sketch, Qt.MouseButton.LeftButton, pos=begin + QPoint(60, 0))
    assert sketch._pin is None
    assert sketch._at(MIDDLE.lon_e6, MIDDLE.lat_e6).x() == pytest.approx(before.x() + 60, abs=2)


def test_a_pin_that_leaves_the_sketch_takes_it_along(sketch: PinSketch) -> None:
    for _ in range(20):
        QTest.keyClick(sketch, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        assert sketch._in_sight(pin(sketch))
    assert metres(pin(sketch), MIDDLE) == pytest.approx(20 * 40 * sketch._metres(), rel=0.02)


def test_return_accepts_only_where_there_is_a_pin(sketch: PinSketch, qtbot: QtBot) -> None:
    accepted: list[int] = []
    sketch.accepted.connect(lambda: accepted.append(1))
    QTest.keyClick(sketch, Qt.Key.Key_Return)
    assert accepted == []
    QTest.keyClick(sketch, Qt.Key.Key_Up)
    QTest.keyClick(sketch, Qt.Key.Key_Return)
    assert accepted == [1]


def test_the_scale_ends_somewhere_and_everything_is_painted(sketch: PinSketch) -> None:
    for _ in range(len(SPANS) + 2):
        QTest.keyClick(sketch, Qt.Key.Key_Minus)
        assert not sketch.grab().isNull()
    assert sketch.span() == SPANS[-1]
    sketch.show_around(None, None)
    assert not sketch.isEnabled()
    assert not sketch.grab().isNull()
