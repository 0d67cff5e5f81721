"""Addresses are looked up behind the window: after the figures, off the GUI thread, and pages hear of it."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.services.find_places import LookedUp
from fieldapp.store.laptop.unit import ChangeSet
from tests.gui.place_window import place_window
from tests.office import TestOffice, borrower_case, sync
from ui import place_finder
from ui.place_finder import PlaceFinder


def test_cases_that_were_synced_get_their_places_while_the_window_is_open(office: TestOffice, qtbot: QtBot) -> None:
    case = borrower_case(office.people["zhouming"], place=None)
    case = replace(case, premises=(replace(case.premises[0], district="苏州市昆山市", address="花桥镇光明路 3 号"),))
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    heard: list[ChangeSet] = []

    def source() -> str | None:
        with desk.store.reading() as unit:
            line = unit.cases.line(case.id)
        return line.place_source if line is not None else None

    assert source() is None
    with place_window(qtbot, desk) as window:
        window.work.changed.connect(heard.append)
        window.work.start()
        qtbot.waitUntil(lambda: source() == "township")
        qtbot.waitUntil(lambda: bool(heard))


def test_a_search_waits_until_nothing_has_come_for_a_while(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Desk] = []

    def noted(desk: Desk) -> LookedUp:
        begun.append(desk)
        return LookedUp()

    with place_window(qtbot, office.desk("zhouming")) as window:
        monkeypatch.setattr(place_finder, "look_up", noted)
        finder = PlaceFinder(window.work.desk, window.work.tasks, window.work)
        finder.find_soon()
        assert not finder._running
        qtbot.waitUntil(lambda: len(begun) == 1)
        finder.find_soon()
        finder.stop()
        assert not finder._soon.isActive()


def test_a_search_asked_for_while_one_goes_on_looks_once_more(office: TestOffice, qtbot: QtBot) -> None:
    desk = office.desk("zhouming")
    with place_window(qtbot, desk) as window:
        finder = PlaceFinder(desk, window.work.tasks, window.work)
        finder.find()
        finder.find()
        assert finder._again
        qtbot.waitUntil(lambda: not finder._running)
        assert not finder._again


def test_what_is_saved_while_addresses_are_looked_up_does_not_wait_for_them(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_go_on = threading.Event(), threading.Event()

    def long_look(_desk: Desk) -> LookedUp:
        begun.set()
        may_go_on.wait(10)
        return LookedUp()

    with place_window(qtbot, office.desk("zhouming")) as window:
        monkeypatch.setattr(place_finder, "look_up", long_look)
        saved: list[bool] = []
        window.work.finder.find()
        qtbot.waitUntil(begun.is_set)
        window.work.tasks.write(lambda: True, done=saved.append, owner=window.work)
        qtbot.waitUntil(lambda: bool(saved))
        assert window.work.finder._running
        may_go_on.set()
        qtbot.waitUntil(lambda: not window.work.finder._running)


def test_a_search_that_failed_begins_anew_when_it_is_asked_for(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Desk] = []

    def full(desk: Desk) -> LookedUp:
        asked.append(desk)
        raise KnownError("store.disk_full")

    with place_window(qtbot, office.desk("zhouming")) as window:
        monkeypatch.setattr(place_finder, "look_up", full)
        for _ in range(2):
            window.work.finder.find()
            qtbot.waitUntil(lambda: not window.work.finder._running)
        assert len(asked) == 2
