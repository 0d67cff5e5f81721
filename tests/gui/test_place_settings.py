"""The settings of the place: which receiver is asked, kept for this laptop, and a try that shows what it says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from fieldapp.services.desk import Desk
from tests.unit.geo.sentences import FIX, NO_FIX, told
from ui import receivers
from ui.place_settings import PlaceCard
from ui.preferences import Preferences
from ui.receivers import Port, ReceiverChoice, Way, read_choice
from ui.tasks import Tasks
from ui.workplace import Workplace

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no terminals of this kind")
if sys.platform != "win32":
    from tests.gui.serial_line import SerialLine, serial_line


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Iterator[SerialLine]:
    """A receiver that is plugged in, as the system lists it."""
    with serial_line() as one:
        monkeypatch.setattr(receivers, "port_reader", lambda: lambda: [Port(one.port, "u-blox 7")])
        yield one
    receivers.use(ReceiverChoice())


@pytest.fixture
def work(desk: Desk, case: Case, qtbot: QtBot) -> Iterator[Workplace]:
    made = Workplace(desk, Tasks())
    yield made
    made.close()
    made.deleteLater()


def shown(work: Workplace, folder: Path, qtbot: QtBot) -> PlaceCard:
    """The card, with the ports in it."""
    card = PlaceCard(work, Preferences(folder))
    qtbot.addWidget(card)
    card.show()
    qtbot.waitUntil(lambda: not work.tasks.running())
    return card


def test_a_receiver_is_chosen_tried_and_kept(work: Workplace, line: SerialLine, tmp_path: Path, qtbot: QtBot) -> None:
    card = shown(work, tmp_path / "kept", qtbot)
    assert not card.port.isVisible()
    card.way.set_value(Way.SERIAL.value)
    card.way.changed.emit(Way.SERIAL.value)
    assert card.port.isVisible()
    assert "u-blox 7" in card.port.currentText()
    wanted = ReceiverChoice(Way.SERIAL, line.port, 4800)
    assert receivers.chosen() == wanted
    assert read_choice(Preferences(tmp_path / "kept").receiver) == wanted
    card.test.click()
    assert not card.test.isEnabled()
    line.say(told(NO_FIX))
    qtbot.waitUntil(lambda: "3 颗卫星" in card.told.text())
    assert "$GPRMC" in card.heard.text()
    line.say(told(FIX))
    qtbot.waitUntil(card.test.isEnabled)
    assert card.told.text() == "纬度 31.299000，经度 120.585000，误差约 12 米"


def test_a_try_ends_with_the_page(work: Workplace, line: SerialLine, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "kept"
    Preferences(folder).keep(receiver=ReceiverChoice(Way.SERIAL, line.port, 9600).kept())
    card = shown(work, folder, qtbot)
    card.test.click()
    source = card._source
    assert source is not None
    running = [source.asking]
    card.hide()
    assert [*running, source.asking] == [True, False]


def test_a_receiver_that_was_unplugged_is_still_the_one_chosen(
    work: Workplace, line: SerialLine, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "kept"
    Preferences(folder).keep(receiver=ReceiverChoice(Way.SERIAL, "ttyUSB7", 9600).kept())
    card = shown(work, folder, qtbot)
    assert card.port.currentText().startswith("ttyUSB7")
    assert "没有插上" in card.port.currentText()
    card.test.click()
    qtbot.waitUntil(lambda: "打不开串口" in card.told.text())
