"""What a collector opens all day comes without holding the window up: the borrower with a long story, and the plans."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from tests.gui.borrower_page import shown
from tests.gui.field_window import field_window
from tests.gui.plan_page import AtDesk, at_desk
from tests.long_story import long_story
from tests.office import TestOffice
from tests.watchdog import Watchdog

__all__ = ["at_desk"]
ROUNDS = 3
"""One of them without a long turn shows that it can be done; a busy machine spoils one or another."""


def test_opening_a_borrower_takes_no_long_turn_of_the_loop(
    office: TestOffice, qtbot: QtBot, watchdog: Watchdog
) -> None:
    desk = office.desk("zhouming")
    case = long_story(office, desk)
    with field_window(qtbot, desk) as window:

        def leave() -> None:
            window.shell.back()
            window.settle()

        assert [] in _long_turns(watchdog, lambda: shown(window, case), leave)


def test_opening_the_plan_desk_takes_no_long_turn_of_the_loop(at_desk: AtDesk, watchdog: Watchdog) -> None:
    def leave() -> None:
        at_desk.shell.back()
        at_desk.settle()

    assert [] in _long_turns(watchdog, at_desk.open, leave)


def _long_turns(watchdog: Watchdog, come: Callable[[], object], leave: Callable[[], object]) -> list[list[float]]:
    """The turns that were too long in each round; what is loaded once in a program's life is loaded before."""
    found = []
    for number in range(ROUNDS + 1):
        watchdog.look()
        come()
        long = watchdog.look()
        leave()
        if number:
            found.append(long)
    return found
