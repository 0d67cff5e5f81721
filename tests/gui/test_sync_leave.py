"""Leaving while something waits: sync now and wait, keep it for later, or stay; nothing is lost either way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldapp.services.desk import Desk
from tests.gui.place_window import PATIENCE, press, says
from tests.gui.test_sync_page import desk_with_cases, not_found
from tests.office import TestOffice
from ui.collector.places import shell_for
from ui.preferences import Preferences
from ui.shell import Shell
from ui.sync_leave import LeaveQuestion
from ui.tasks import Tasks
from ui.workplace import Workplace

NOWHERE = "http://127.0.0.1:9"


class ByHand(QCloseEvent):
    """What comes from the window system; Qt lets nobody else send it."""

    def spontaneous(self) -> bool:
        return True


class Window:
    """A collector's real window over a real office."""

    def __init__(self, desk: Desk) -> None:
        self.work = Workplace(desk, Tasks())
        self.shell: Shell = shell_for(self.work, Preferences(desk.folder / "preferences"))
        self.shell.resize(1366, 768)
        self.shell.show()
        self.gone: list[str] = []
        self.shell.closed.connect(lambda: self.gone.append("closed"))
        self.work.signed_out.connect(lambda: self.gone.append("signed out"))

    def close_by_hand(self) -> None:
        """As the cross of the window does it; the window stays while that is not allowed."""
        event = ByHand()
        self.shell.closeEvent(event)
        assert not event.isAccepted(), "it closes by itself once that is clear"

    def question(self, bot: QtBot) -> LeaveQuestion:
        """The question, once it is asked."""
        found: list[LeaveQuestion] = []

        def asked() -> bool:
            found[:] = [one for one in self.shell.findChildren(LeaveQuestion) if one.isVisible()]
            return bool(found)

        bot.waitUntil(asked, timeout=PATIENCE)
        return found[0]

    def end(self) -> None:
        self.shell.close()
        self.work.close()
        for one in (self.shell, self.work):
            one.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(office: TestOffice) -> Desk:
    return desk_with_cases(office)


@pytest.fixture
def waiting(desk: Desk, office: TestOffice) -> Desk:
    not_found(desk, office.cases["李建国"].id)
    return desk


@pytest.fixture
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Window]:
    made = Window(request.getfixturevalue(request.param))
    yield made
    made.end()


def unsent(desk: Desk) -> int:
    with desk.store.reading() as unit:
        return unit.outbox.counts()["waiting"]


@pytest.mark.parametrize("window", ["desk"], indirect=True)
def test_with_nothing_waiting_the_window_closes_without_a_question(window: Window, qtbot: QtBot) -> None:
    window.close_by_hand()
    qtbot.waitUntil(lambda: window.gone == ["closed"], timeout=PATIENCE)


@pytest.mark.parametrize("window", ["waiting"], indirect=True)
def test_closing_with_something_waiting_asks_and_to_stay_changes_nothing(
    window: Window, waiting: Desk, qtbot: QtBot
) -> None:
    window.close_by_hand()
    window.close_by_hand()
    question = window.question(qtbot)
    assert len(window.shell.findChildren(LeaveQuestion)) == 1, "asked once, however often the cross is pressed"
    assert says(question, "1 份走访等待发送。")
    assert says(question, "留到下次也不会丢")
    QTest.keyClick(QApplication.focusWidget() or question, Qt.Key.Key_Escape)
    assert not question.isVisible()
    assert window.shell.isVisible()
    assert window.gone == []
    assert unsent(waiting) == 1


@pytest.mark.parametrize("window", ["waiting"], indirect=True)
def test_kept_for_later_it_is_still_there_next_time(window: Window, waiting: Desk, qtbot: QtBot) -> None:
    window.close_by_hand()
    press(window.question(qtbot), "留到下次")
    assert window.gone == ["closed"]
    assert unsent(waiting) == 1


@pytest.mark.parametrize("window", ["waiting"], indirect=True)
def test_synced_first_the_window_closes_by_itself_once_all_has_arrived(
    window: Window, waiting: Desk, qtbot: QtBot
) -> None:
    window.work.sync.start()
    window.close_by_hand()
    qtbot.waitUntil(lambda: bool(window.gone) or bool(window.shell.findChildren(LeaveQuestion)), timeout=PATIENCE)
    if not window.gone:  # the first round of all may have been quicker than the question
        question = window.question(qtbot)
        press(question, "同步后离开")
    qtbot.waitUntil(lambda: window.gone == ["closed"], timeout=PATIENCE)
    assert unsent(waiting) == 0


@pytest.mark.parametrize("window", ["waiting"], indirect=True)
def test_the_keyboard_goes_round_the_three_answers_and_nowhere_else(window: Window, qtbot: QtBot) -> None:
    window.shell.activateWindow()
    window.close_by_hand()
    question = window.question(qtbot)
    seen = []
    for _ in range(4):
        seen.append(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget() or question, Qt.Key.Key_Tab)
    assert seen == [question.first, question.later, question.stay, question.first] or set(seen) == {
        question.first,
        question.later,
        question.stay,
    }


@pytest.fixture
def offline(waiting: Desk) -> Desk:
    return replace(waiting, server_url=NOWHERE)


@pytest.mark.parametrize("window", ["offline"], indirect=True)
def test_a_server_that_is_away_is_told_in_the_question_and_one_may_still_leave(window: Window, qtbot: QtBot) -> None:
    window.close_by_hand()
    question = window.question(qtbot)
    window.work.sync.start()
    press(question, "同步后离开")
    qtbot.waitUntil(lambda: says(question, "连不上服务器"), timeout=PATIENCE)
    assert window.gone == []
    press(question, "留到下次")
    assert window.gone == ["closed"]
