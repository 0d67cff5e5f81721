"""Nobody there: the screen locks after the minutes chosen, opens by the passphrase alone, and keeps what was on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.sync.lease import Lease
from tests.gui.frame_window import PATIENCE, FrameWindow, desk_with_cases, frame_window
from tests.office import PASSPHRASE, TestOffice
from ui.idle_screen import IdleScreen
from ui.idle_watch import IdleWatch
from ui.locking import Locking


class HandClock:
    """Seconds go by as told."""

    def __init__(self) -> None:
        self.before: clock.Clock = clock.SystemClock()
        self.ahead = 0.0

    def now(self) -> datetime:
        return self.before.now()

    def monotonic(self) -> float:
        return self.before.monotonic() + self.ahead


@pytest.fixture
def hand_clock() -> Iterator[HandClock]:
    made = HandClock()
    made.before = clock.use(made)
    yield made
    clock.use(made.before)


@pytest.fixture
def window(office: TestOffice, qtbot: QtBot, tmp_path: Path) -> Iterator[FrameWindow]:
    with frame_window(qtbot, desk_with_cases(office), tmp_path) as made:
        made.settle()
        yield made


@pytest.fixture
def locking(window: FrameWindow, hand_clock: HandClock) -> Iterator[Locking]:
    lease = Lease(window.work.desk.store)
    made = Locking(window.work, lease, lease.look(), 5)
    made.begin()
    yield made
    made.end()


def locked(locking: Locking) -> IdleScreen:
    assert locking.idle is not None
    assert locking.idle.isVisible()
    return locking.idle


def test_after_the_minutes_chosen_the_screen_locks_and_not_before(locking: Locking, hand_clock: HandClock) -> None:
    hand_clock.ahead = 4 * 60
    locking.watch.look()
    assert locking.idle is None
    hand_clock.ahead = 5 * 60 + 1
    locking.watch.look()
    locked(locking)


def test_a_key_or_the_pointer_begins_the_minutes_anew(
    window: FrameWindow, locking: Locking, hand_clock: HandClock
) -> None:
    hand_clock.ahead = 4 * 60
    QTest.keyClick(window.shell.windowHandle(), Qt.Key.Key_Tab)
    hand_clock.ahead = 8 * 60
    locking.watch.look()
    assert locking.idle is None
    QTest.mouseMove(window.shell.windowHandle(), window.shell.rect().center())
    hand_clock.ahead = 12 * 60
    locking.watch.look()
    assert locking.idle is None


def test_locked_nothing_of_a_borrower_is_seen_and_the_passphrase_brings_all_back(
    window: FrameWindow, locking: Locking, qtbot: QtBot
) -> None:
    window.work.open("visit", "1234")
    page = window.shell.page()
    assert page is not None
    field = QLineEdit("半句话", page)
    dialog = QDialog(window.shell)
    dialog.show()
    QTest.keyClick(window.shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    screen = locked(locking)
    assert not window.shell.isVisible()
    assert not dialog.isVisible()
    screen.passphrase.setText("not the passphrase")
    QTest.keyClick(screen.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "口令不对" in words(screen), timeout=PATIENCE)
    screen.passphrase.setText(PASSPHRASE)
    QTest.mouseClick(screen.enter, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.shell.isVisible, timeout=PATIENCE)
    assert dialog.isVisible()
    assert window.shell.page() is page
    assert field.text() == "半句话"
    assert locking.idle is None
    dialog.close()


def words(screen: IdleScreen) -> str:
    return " ".join(one.text() for one in screen.findChildren(QLabel) if one.isVisible())


def test_an_empty_passphrase_is_said_at_once_and_the_words_change_with_the_language(
    locking: Locking, english: None
) -> None:
    locking.lock_screen()
    screen = locked(locking)
    QTest.keyClick(screen.passphrase, Qt.Key.Key_Return)
    assert screen.error.isVisibleTo(screen)
    assert "周明" in words(screen)


def test_the_lock_stays_in_front_when_the_program_is_started_again_or_asked_for_by_the_tray(
    window: FrameWindow, locking: Locking
) -> None:
    locking.lock_screen()
    screen = locked(locking)
    screen.hide()
    window.work.front_wanted.emit()
    assert screen.isVisible()
    assert not window.shell.isVisible()


def test_somebody_else_may_sign_in_from_the_lock(window: FrameWindow, locking: Locking, qtbot: QtBot) -> None:
    locking.lock_screen()
    with qtbot.waitSignal(locking.left):
        QTest.mouseClick(locked(locking).switch, Qt.MouseButton.LeftButton)


def test_going_to_sleep_locks(window: FrameWindow, locking: Locking) -> None:
    window.work.events.going_to_sleep.emit()
    locked(locking)


def test_other_minutes_hold_at_once(window: FrameWindow, locking: Locking, hand_clock: HandClock) -> None:
    window.work.idle_minutes_changed.emit(2)
    hand_clock.ahead = 2 * 60 + 1
    locking.watch.look()
    locked(locking)


def test_it_is_said_once_until_somebody_comes_back(qtbot: QtBot, hand_clock: HandClock) -> None:
    watch, said = IdleWatch(1), []
    watch.idle.connect(lambda: said.append(1))
    hand_clock.ahead = 61
    watch.look()
    watch.look()
    assert said == [1]
    watch.touched()
    hand_clock.ahead = 200
    watch.look()
    assert said == [1, 1]
