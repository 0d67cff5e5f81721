"""Today comes first: what would compete with it for the processor waits until its stops are on screen."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from fieldapp.domain.visit import Outcome
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import ChangeSet
from tests.gui.field_window import field_window, visit
from tests.gui.test_today import cards, filled, names, today
from tests.office import TestOffice, sync
from ui.collector.today_stops import StopList
from ui.viewmodels import day as day_view


def test_news_that_come_while_the_day_is_put_on_screen_are_read_once_afterwards(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    reads: list[bool] = []
    real = day_view.read_day

    def counted(of: Desk) -> day_view.DayView:
        reads.append(today(window).is_building)
        return real(of)

    # the stops can be on screen within one turn of the event loop: the news come from the turn that begins with them
    put = StopList.show_day
    begun: list[bool] = []

    def with_news(stops: StopList, view: day_view.DayView) -> None:
        put(stops, view)
        if not begun:
            begun.append(stops.building)
            window.work.changed.emit(ChangeSet())
            visit(desk, office.cases["李建国"].id, outcome=Outcome.NOT_FOUND)

    with field_window(qtbot, desk) as window:
        monkeypatch.setattr(day_view, "read_day", counted)
        monkeypatch.setattr(StopList, "show_day", with_news)
        window.shell.rebuild()
        for _ in range(3):
            window.work.changed.emit(ChangeSet())
        qtbot.waitUntil(lambda: bool(begun) and "李建国" not in names(window))
        window.settle()
        assert begun == [True]
        assert len(reads) == 2
        assert not any(reads)


def test_sync_and_figures_begin_when_the_day_is_on_screen(office: TestOffice, qtbot: QtBot) -> None:
    filled(office)
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk) as window:
        heard: list[object] = []
        window.work.heard.connect(heard.append)
        window.work.begin()
        window.shell.rebuild()
        qtbot.waitUntil(lambda: len(cards(window)) == 5)
        assert not heard
        qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
