"""The signature pad: what pen, finger and mouse leave in the record."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.protocol.canonical import canonical
from ui import theme
from ui.widgets.ink_pad import InkPad

LEFT = Qt.MouseButton.LeftButton
PATH = [QPoint(40 + 4 * step, 80 + round(40 * math.sin(step / 4))) for step in range(60)]


@pytest.fixture
def pad(qtbot: QtBot) -> InkPad:
    made = InkPad("借款人签名处")
    qtbot.addWidget(made)
    made.resize(500, 180)
    made.show()
    qtbot.waitExposed(made)
    return made


def draw(qtbot: QtBot, pad: InkPad, path: list[QPoint]) -> None:
    qtbot.mousePress(pad, LEFT, pos=path[0])
    for point in path[1:]:
        qtbot.mouseMove(pad, point)
    qtbot.mouseRelease(pad, LEFT, pos=path[-1])


def pen(pad: InkPad, kind: QEvent.Type, at: QPoint, pressure: float, moment: int) -> QTabletEvent:
    device = QPointingDevice.primaryPointingDevice()
    event = QTabletEvent(
        kind, device, QPointF(at), QPointF(pad.mapToGlobal(at)), pressure, 12.0, -5.0, 0.0, 0.0, 0.0,
        Qt.KeyboardModifier.NoModifier, LEFT, LEFT,
    )  # fmt: skip
    event.setTimestamp(moment)
    QGuiApplication.sendEvent(pad, event)
    return event


def test_a_new_pad_is_empty_and_its_record_has_no_ink(pad: InkPad) -> None:
    assert pad.empty()
    record = pad.record()
    assert record["strokes"] == []
    assert record["device"] == {"kind": "none", "name": ""}


def test_the_mouse_leaves_strokes_in_hundredths_of_a_millimetre(qtbot: QtBot, pad: InkPad) -> None:
    ended: list[bool] = []
    pad.changed.connect(lambda: ended.append(True))
    draw(qtbot, pad, PATH)
    draw(qtbot, pad, [point + QPoint(0, 20) for point in PATH[:20]])
    record = pad.record()
    assert ended == [True, True]
    assert [len(stroke) > 15 for stroke in record["strokes"]] == [True, True]
    assert record["device"]["kind"] == "mouse"
    first, last = record["strokes"][0][0], record["strokes"][0][-1]
    dpi = pad.logicalDpiX()
    assert first[1:3] == [round(PATH[0].x() * 2540 / dpi), round(PATH[0].y() * 2540 / dpi)]
    assert last[1:3] == [round(PATH[-1].x() * 2540 / dpi), round(PATH[-1].y() * 2540 / dpi)]
    assert record["pad"] == [round(500 * 2540 / dpi), round(180 * 2540 / dpi)]
    assert not pad.empty()


def test_the_record_is_integers_and_texts_with_time_that_never_goes_back(qtbot: QtBot, pad: InkPad) -> None:
    draw(qtbot, pad, PATH)
    record = pad.record()
    assert canonical(record)  # refuses floats
    times = [sample[0] for stroke in record["strokes"] for sample in stroke]
    assert times[0] == 0
    assert times == sorted(times)
    assert record["format"] == "ink/1"
    assert record["started"].endswith("+00:00")


@pytest.mark.parametrize("path", [PATH[:1], PATH[:3], [QPoint(10, 10), QPoint(12, 11)] * 20])
def test_a_dot_or_a_slip_of_the_pen_is_no_signature(qtbot: QtBot, pad: InkPad, path: list[QPoint]) -> None:
    draw(qtbot, pad, path[:10])
    assert pad.empty()


def test_clearing_forgets_everything(qtbot: QtBot, pad: InkPad) -> None:
    draw(qtbot, pad, PATH)
    pad.clear()
    assert pad.empty()
    assert pad.record()["strokes"] == []
    assert pad.record()["started"] == ""


def test_the_other_button_draws_nothing(qtbot: QtBot, pad: InkPad) -> None:
    qtbot.mousePress(pad, Qt.MouseButton.RightButton, pos=PATH[0])
    qtbot.mouseMove(pad, PATH[5])
    qtbot.mouseRelease(pad, Qt.MouseButton.RightButton, pos=PATH[5])
    assert pad.record()["strokes"] == []


def test_a_pen_leaves_force_and_tilt_and_no_mouse_strokes(pad: InkPad) -> None:
    pen(pad, QEvent.Type.TabletPress, PATH[0], 0.2, 1_000)
    for number, point in enumerate(PATH[1:-1], start=1):
        assert pen(pad, QEvent.Type.TabletMove, point, 0.5, 1_000 + 8 * number).isAccepted()
    pen(pad, QEvent.Type.TabletRelease, PATH[-1], 0.0, 2_000)
    record = pad.record()
    assert record["device"]["kind"] == "pen"
    assert len(record["strokes"]) == 1
    assert record["strokes"][0][0][3:] == [200, 12, -5]
    assert record["strokes"][0][5][0] == 40
    assert record["strokes"][0][5][3] == 500


def test_a_pen_that_only_hovers_draws_nothing(pad: InkPad) -> None:
    pen(pad, QEvent.Type.TabletMove, PATH[0], 0.0, 10)
    assert pad.record()["strokes"] == []


def test_one_finger_draws_and_a_second_one_does_not(pad: InkPad) -> None:
    screen = QTest.createTouchDevice()
    QTest.touchEvent(pad, screen).press(0, PATH[0], pad).commit()
    for number in range(1, 30):
        both = QTest.touchEvent(pad, screen).move(0, PATH[number], pad)
        if number == 5:
            both.press(1, QPoint(400, 150), pad)
        elif number > 5:
            both.move(1, QPoint(400 - number, 150), pad)
        both.commit()
    QTest.touchEvent(pad, screen).release(0, PATH[30], pad).release(1, QPoint(370, 150), pad).commit()
    record = pad.record()
    assert record["device"]["kind"] == "touch"
    assert len(record["strokes"]) == 1
    assert max(sample[1] for sample in record["strokes"][0]) < 390 * 2540 / pad.logicalDpiX()


def test_the_palm_beside_the_pen_draws_nothing(pad: InkPad) -> None:
    pen(pad, QEvent.Type.TabletPress, PATH[0], 0.4, 10**9)
    pen(pad, QEvent.Type.TabletRelease, PATH[1], 0.0, 10**9)
    screen = QTest.createTouchDevice()
    QTest.touchEvent(pad, screen).press(0, QPoint(300, 150), pad).commit()
    QTest.touchEvent(pad, screen).release(0, QPoint(300, 150), pad).commit()
    assert len(pad.record()["strokes"]) == 1


def test_the_picture_is_blue_ink_on_white_paper_in_either_theme(qtbot: QtBot, pad: InkPad, dark: None) -> None:
    draw(qtbot, pad, PATH)
    picture = pad.grab().toImage()
    colours = {picture.pixelColor(point).name() for point in PATH}
    assert theme.current().ink in colours
    assert picture.pixelColor(5, 5).name() == theme.current().paper


def test_ink_stays_where_it_was_when_the_pad_grows(qtbot: QtBot, pad: InkPad) -> None:
    draw(qtbot, pad, PATH)
    before = pad.record()["strokes"]
    pad.resize(800, 300)
    assert pad.record()["strokes"] == before
    assert pad.grab().toImage().pixelColor(PATH[20]).name() == theme.current().ink
