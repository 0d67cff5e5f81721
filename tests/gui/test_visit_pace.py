"""The visit's page never holds the window up: built in pieces, and an answer costs little however much is asked."""

from __future__ import annotations

from functools import partial

from pytestqt.qtbot import QtBot

from tests.gui.place_window import place_window
from tests.gui.test_visit_keys import visited
from tests.gui.visit_page import desk_with, form, pick
from tests.office import TestOffice
from tests.watchdog import Watchdog
from ui.collector.visit_groups import GroupCard


def test_opening_and_answering_take_no_long_turn_of_the_loop(
    office: TestOffice, qtbot: QtBot, watchdog: Watchdog
) -> None:
    desk = desk_with(office)
    case = office.cases["李建国"]
    visited(desk, case.id)
    with place_window(qtbot, desk) as window:
        window.visit(case.id)  # what is loaded once in a program's life is loaded here
        window.shell.back()
        window.settle()
        watchdog.look()
        page = window.visit(case.id)
        assert watchdog.look() == []
        for name, value in (("met", "borrower"), ("outcome", "refused"), ("outcome", "plan_talks")):
            pick(page, name, value)
            window.settle()
        for group in form(page).groups.values():
            if group.names:
                if not group.is_open:
                    group.fold.click()
                    qtbot.waitUntil(partial(_is_made, group))
                window.settle()
        assert watchdog.look() == []


def _is_made(group: GroupCard) -> bool:
    return set(group.names) <= set(group.rows)
