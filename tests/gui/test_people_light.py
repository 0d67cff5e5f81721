"""The sheets for calls, messages and particulars never hold the window up."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.people_window import desk_with_case, found, people_window
from tests.office import TestOffice
from tests.watchdog import Watchdog

REFS = ["contact:{case}||call", "contact:{case}||sms", "particular:{case}|person|", "particular:{case}|premises|"]


@pytest.mark.parametrize("what", REFS)
def test_opening_a_sheet_is_no_event_of_over_50_ms(
    office: TestOffice, qtbot: QtBot, watchdog: Watchdog, what: str
) -> None:
    desk, case = desk_with_case(office)
    name, ref = what.format(case=case.id).split(":")
    with people_window(qtbot, desk) as window:
        for _ in range(2):  # the second time is what one meets all day; the first loads what it needs
            watchdog.look()
            window.work.open(name, ref)
            window.settle()
            window.settle()
            turns = sorted(watchdog.turns, reverse=True)[:3]
            long = watchdog.look()
            window.shell.back()
            window.settle()
        print(what, turns)
        assert long == []


def test_a_whole_call_is_no_event_of_over_50_ms(office: TestOffice, qtbot: QtBot, watchdog: Watchdog) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}||call")
        watchdog.look()
        for words in ("开始拨号", "接通了", "通话结束", "承诺还款"):
            found(page, words).click()
            window.settle()
        print("call", sorted(watchdog.turns, reverse=True)[:3])
        assert watchdog.look() == []
