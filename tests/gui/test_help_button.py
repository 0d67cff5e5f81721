"""The quiet way to the office: recorded before anything is shown, with the place when it is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.services.desk import Desk
from tests.gui.people_window import NoReceiver, PeopleWindow, desk_with_case, people_window, says
from tests.office import TestOffice, file_of, sync
from ui.collector.help_button import AGAIN_AFTER, HelpButton
from ui.widgets.page import PageFrame


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.place_source.made_receiver", NoReceiver)


@contextmanager
def at_the_door(qtbot: QtBot, desk: Desk, case: Case, left: list[str]) -> Iterator[tuple[PeopleWindow, HelpButton]]:
    """A page of the case with the button in its head."""
    with people_window(qtbot, desk) as window:
        page = window.shell.page()
        assert isinstance(page, PageFrame)
        button = HelpButton(window.work, case.id, premises_id=case.premises[0].id, leave=lambda: left.append("left"))
        page.set_chips([button])
        window.settle()
        yield window, button
        if button.panel is not None:
            button.panel.close()


def test_one_press_records_it_and_shows_the_number(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with at_the_door(qtbot, desk, case, []) as (window, button):
        button.click()
        window.settle()
        [call] = file_of(desk, case).help_calls
        assert (call.content.premises_id, call.content.place, call.content.visit_ended) == (
            case.premises[0].id,
            None,
            False,
        )
        assert button.panel is not None
        assert button.panel.number.text() == "0512-60000000"
        assert says(button.panel, "已记下")
        assert says(button.panel, "没有取到位置")
        button.panel.copy_button.click()
        assert QGuiApplication.clipboard().text() == "0512-60000000"
        assert sync(desk).error is None
    supervisor = office.desk("chenlan")
    sync(supervisor)
    assert len(file_of(supervisor, case).help_calls) == 1


def test_the_keys_do_the_same(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with at_the_door(qtbot, desk, case, []) as (window, button):
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.waitUntil(window.shell.isActiveWindow)
        QTest.keyClick(window.shell, Qt.Key.Key_H, keys)
        window.settle()
        assert len(file_of(desk, case).help_calls) == 1
        assert button.panel is not None


def test_the_place_follows_when_it_is_found(office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.place_source.made_receiver", lambda: NoReceiver((120.6, 31.3, 25.0)))
    desk, case = desk_with_case(office)
    with at_the_door(qtbot, desk, case, []) as (window, button):
        button.click()
        window.settle()
        first, second = file_of(desk, case).help_calls
        assert first.content.place is None
        assert second.content.place is not None
        assert (second.content.place.lon_e6, second.content.place.radius_m) == (120_600_000, 25)
        assert button.panel is not None
        assert says(button.panel, "误差约 25 米")


def test_a_second_press_shows_the_number_again_and_is_no_second_call(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with at_the_door(qtbot, desk, case, []) as (window, button):
        button.press()
        window.settle()
        button.press()
        window.settle()
        assert len(file_of(desk, case).help_calls) == 1
        assert button.panel is not None
        assert button.panel.isVisible()
        button._asked_at = clock.now() - AGAIN_AFTER - timedelta(seconds=1)
        button.press()
        window.settle()
        assert len(file_of(desk, case).help_calls) == 2


def test_leaving_is_told_and_done(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    left: list[str] = []
    with at_the_door(qtbot, desk, case, left) as (window, button):
        button.press()
        window.settle()
        assert button.panel is not None
        button.panel.leave_button.click()
        window.settle()
        assert left == ["left"]
        assert [call.content.visit_ended for call in file_of(desk, case).help_calls] == [False, True]


def test_that_nothing_is_the_matter_is_told_too(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with at_the_door(qtbot, desk, case, []) as (window, button):
        button.press()
        window.settle()
        assert button.panel is not None
        button.panel.fine_button.click()
        window.settle()
        assert [bool(call.content.note) for call in file_of(desk, case).help_calls] == [False, True]
