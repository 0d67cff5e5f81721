"""Widgets in cycles are destroyed on the GUI thread, whoever allocates meanwhile."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.garbage import GarbageRounds


@pytest.fixture
def rounds() -> Iterator[GarbageRounds]:
    made = GarbageRounds()
    made.start()
    yield made
    made.stop()


class Page(QWidget):
    """A page that refers to itself, as every page does whose buttons call it."""

    def __init__(self, gone_on: list[threading.Thread]) -> None:
        super().__init__()
        self.me = self
        self.rest = [object() for _ in range(10)]
        weakref.finalize(self, lambda: gone_on.append(threading.current_thread()))


def test_a_page_let_go_of_is_not_destroyed_by_a_thread_that_allocates(qtbot: QtBot, rounds: GarbageRounds) -> None:
    gone_on: list[threading.Thread] = []
    for _ in range(3):
        Page(gone_on)
    kept: list[list[object]] = []
    allocating = threading.Thread(target=lambda: kept.extend([] for _ in range(50_000)))
    allocating.start()
    allocating.join()
    assert not gone_on
    qtbot.waitUntil(lambda: len(gone_on) == 3)
    assert set(gone_on) == {threading.main_thread()}


def test_python_collects_by_itself_again_in_the_end() -> None:
    rounds = GarbageRounds()
    rounds.start()
    assert not gc.isenabled()
    rounds.stop()
    assert gc.isenabled()
