"""The place from a receiver on a serial line: asked once, told once, and where there is none the reason in words."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.domain.party import Place
from fieldapp.domain.party import PlaceSource as KnownBy
from tests.gui.devices import StillReceiver
from tests.unit.geo.sentences import FIX, NO_FIX, NOWHERE, told
from ui import receivers
from ui.nmea_receiver import NmeaReceiver
from ui.place_source import PlaceSource
from ui.receivers import NoReceiver, ReceiverChoice, SystemReceiver, Way, read_choice

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no terminals of this kind")
if sys.platform != "win32":
    from tests.gui.serial_line import SerialLine, serial_line


class Asked:
    """A question to a receiver, and what came of it."""

    def __init__(self, receiver: NmeaReceiver) -> None:
        self.found: list[Place] = []
        self.failed: list[str] = []
        self.receiver = receiver
        self.source = PlaceSource(None, receiver)
        self.source.found.connect(self.found.append)
        self.source.failed.connect(self.failed.append)
        self.source.ask()

    def end(self) -> None:
        """Time is up."""
        self.source._patience.timeout.emit()


@pytest.fixture
def line() -> Iterator[SerialLine]:
    with serial_line() as one:
        yield one


@pytest.fixture
def asked(line: SerialLine, qtbot: QtBot) -> Iterator[Asked]:
    made = Asked(NmeaReceiver(line.port, 9600))
    yield made
    made.source.stop()
    made.source.deleteLater()


def test_a_fix_is_told_with_what_its_dilution_allows(line: SerialLine, asked: Asked, qtbot: QtBot) -> None:
    line.say(b"\x00\xff half a sentence\r\n" + told(NO_FIX))
    qtbot.waitUntil(lambda: asked.receiver.heard.satellites == 3)
    assert asked.found == []
    stream = told(FIX)
    line.say(stream[:31])
    line.say(stream[31:])
    qtbot.waitUntil(lambda: bool(asked.found))
    assert asked.found == [Place(120_585_000, 31_299_000, 12, KnownBy.CHECK_IN)]
    assert not asked.source.asking
    assert asked.receiver._serial is None  # the line is closed with the answer: nothing follows on


def test_after_its_answer_the_line_is_not_listened_to(line: SerialLine, asked: Asked, qtbot: QtBot) -> None:
    line.say(told(FIX))
    qtbot.waitUntil(lambda: bool(asked.found))
    heard = asked.receiver.heard.octets
    line.say(told(FIX) * 3)
    qtbot.wait(50)
    assert (len(asked.found), asked.receiver.heard.octets) == (1, heard)


def test_zero_zero_is_no_place(line: SerialLine, asked: Asked, qtbot: QtBot) -> None:
    line.say(told(NOWHERE))
    qtbot.waitUntil(lambda: asked.receiver.heard.sentences == 2)
    qtbot.wait(50)
    assert asked.found == []
    line.say(told(FIX))
    qtbot.waitUntil(lambda: bool(asked.found))


@pytest.mark.parametrize(
    ("stream", "why"),
    [
        (b"", "串口上没有任何数据"),
        (b"\x80\xfe\x13" * 100, "换一个速率"),
        (told(NO_FIX), "只收到 3 颗卫星"),
        (told(NO_FIX[1:]), "还没有定位"),
    ],
)
def test_where_no_place_comes_the_reason_is_told(
    line: SerialLine, asked: Asked, qtbot: QtBot, stream: bytes, why: str
) -> None:
    line.say(stream)
    qtbot.waitUntil(lambda: asked.receiver.heard.octets == len(stream))
    asked.end()
    assert asked.found == []
    assert len(asked.failed) == 1
    assert why in asked.failed[0]


def test_a_port_that_is_not_there_is_told_at_once(qtbot: QtBot) -> None:
    for receiver, why in ((NmeaReceiver("ttyNOWHERE", 4800), "打不开串口"), (NmeaReceiver("", 4800), "还没有选")):
        made = Asked(receiver)
        qtbot.waitUntil(partial(bool, made.failed))
        assert why in made.failed[0]
        made.source.deleteLater()


def test_a_receiver_that_is_unplugged_ends_the_question(line: SerialLine, asked: Asked, qtbot: QtBot) -> None:
    line.say(told(NO_FIX))
    qtbot.waitUntil(lambda: asked.receiver.heard.sentences == 2)
    os.close(line._ours)
    line._ours = os.open(os.devnull, os.O_RDONLY)
    qtbot.waitUntil(lambda: bool(asked.failed))
    assert "拔掉" in asked.failed[0]


def test_a_system_that_says_nothing_is_given_up_with_a_sentence(qtbot: QtBot) -> None:
    source, failed = PlaceSource(None, StillReceiver(lon=float("nan"))), list[str]()
    source.failed.connect(failed.append)
    source.ask()
    assert source.asking
    source._patience.timeout.emit()
    assert failed == ["二十秒内没有收到定位"]
    source.deleteLater()


@pytest.mark.parametrize("choice", [ReceiverChoice(), ReceiverChoice(Way.SERIAL, "/dev/tty|USB0", 9600),
                                    ReceiverChoice(Way.NONE)])  # fmt: skip
def test_a_choice_is_kept_as_it_is(choice: ReceiverChoice) -> None:
    assert read_choice(choice.kept()) == choice


@pytest.mark.parametrize("kept", ["", "?", "|||", "serial", "serial|fast|ttyS0", "none|-4|"])
def test_what_cannot_be_read_is_no_error(kept: str) -> None:
    assert read_choice(kept).speed == 4800


def test_the_choice_decides_who_is_asked() -> None:
    asked = {way: type(receivers.receiver_for(ReceiverChoice(way, "x"))) for way in Way}
    assert asked == {Way.SYSTEM: SystemReceiver, Way.SERIAL: NmeaReceiver, Way.NONE: NoReceiver}
