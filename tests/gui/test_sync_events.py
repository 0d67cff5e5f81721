"""What the system tells sync: on a real message bus with a login manager of our own, and as Windows' messages."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from ui.sync_events import (
    MANAGER,
    PATH,
    RESUME,
    SERVICE,
    SUSPEND,
    WM_POWERBROADCAST,
    PowerFilter,
    Release,
    SystemEvents,
    hear_power,
)

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


class Told:
    """Everything the events said, and how often sleep was put off and let come."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.events = SystemEvents(put_off=self._put_off)
        for name in ("network_back", "going_to_sleep", "woke"):
            getattr(self.events, name).connect(lambda name=name: self.said.append(name))

    def _put_off(self) -> Release:
        self.said.append("put off")
        return lambda: self.said.append("let come")


@pytest.fixture
def told(qtbot: QtBot) -> Iterator[Told]:
    made = Told()
    yield made
    made.events.stop()
    made.events.deleteLater()


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[tuple[QDBusConnection, QDBusConnection]]:
    """A bus of our own: our end, and the login manager's."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("no dbus-daemon on this machine")
    config = tmp_path / "bus.conf"
    config.write_text(BUS.format(folder=tmp_path), encoding="utf-8")
    daemon = subprocess.Popen(
        [program, f"--config-file={config}", "--print-address", "--nofork"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    try:
        address = daemon.stdout.readline().strip()
        ours, theirs = (QDBusConnection.connectToBus(address, name) for name in ("ours", "theirs"))
        assert theirs.registerService(SERVICE)
        yield ours, theirs
    finally:
        for name in ("ours", "theirs"):
            QDBusConnection.disconnectFromBus(name)
        daemon.terminate()
        daemon.wait(10)
        daemon.stdout.close()


def prepare_for_sleep(manager: QDBusConnection, *, begins: bool) -> None:
    message = QDBusMessage.createSignal(PATH, MANAGER, "PrepareForSleep")
    message.setArguments([begins])
    assert manager.send(message)


def test_the_login_managers_word_is_heard_and_sleep_waits_until_the_round_is_over(
    told: Told, bus: tuple[QDBusConnection, QDBusConnection], qtbot: QtBot
) -> None:
    ours, manager = bus
    assert told.events.listen_on(ours)
    prepare_for_sleep(manager, begins=True)
    qtbot.waitUntil(lambda: "going_to_sleep" in told.said)
    assert told.said == ["put off", "going_to_sleep"], "sleep still waits"
    told.events.ready_to_sleep()
    told.events.ready_to_sleep()
    prepare_for_sleep(manager, begins=False)
    qtbot.waitUntil(lambda: "woke" in told.said)
    assert sorted(told.said[2:]) == sorted(["let come", "put off", "woke", "network_back"])


def test_a_round_that_takes_too_long_does_not_keep_the_laptop_awake(told: Told, qtbot: QtBot) -> None:
    told.events._too_long.setInterval(10)
    told.events._hold()
    told.events.on_sleep(True)
    qtbot.waitUntil(lambda: "let come" in told.said)


def test_a_round_that_ends_on_an_ordinary_day_lets_nothing_go(told: Told) -> None:
    told.events._hold()
    told.events.ready_to_sleep()
    assert told.said == ["put off"]


def test_a_network_that_comes_back_is_news_and_one_that_stays_is_not(told: Told) -> None:
    for name in ("Online", "Disconnected", "Local", "Online", "Online"):
        told.events.on_reachability(SimpleNamespace(name=name))
    assert told.said == ["network_back"]


def test_the_power_messages_of_windows(told: Told) -> None:
    hear_power(told.events, WM_POWERBROADCAST, SUSPEND)
    hear_power(told.events, WM_POWERBROADCAST, RESUME)
    hear_power(told.events, WM_POWERBROADCAST + 1, SUSPEND)
    hear_power(told.events, WM_POWERBROADCAST, 0x000A)
    assert told.said[0] == "going_to_sleep"
    assert sorted(told.said[1:]) == ["network_back", "woke"]
    assert PowerFilter(told.events).nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)


def test_stopping_what_was_never_started_is_nothing(told: Told) -> None:
    told.events.stop()
    assert told.said == []
