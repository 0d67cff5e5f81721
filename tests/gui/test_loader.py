"""A page reads when it is seen, once for a burst of changes, and is not touched when nothing is different."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.errors import KnownError
from ui.loader import Loader
from ui.tasks import Tasks


class Asked:
    """What a page would ask the store, counted, and held up when the test says so."""

    def __init__(self, answers: list[object]) -> None:
        self.answers, self.times = answers, 0
        self.go_on = threading.Event()
        self.go_on.set()

    def __call__(self) -> object:
        self.go_on.wait(10)
        self.times += 1
        answer = self.answers[min(self.times, len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer


def made(qtbot: QtBot, tasks: Tasks, asked: Asked) -> tuple[QWidget, Loader[object], list[object], list[KnownError]]:
    page = QWidget()
    qtbot.addWidget(page)
    shown: list[object] = []
    errors: list[KnownError] = []
    return page, Loader(page, tasks, asked, shown.append, errors.append), shown, errors


def test_nothing_is_read_before_the_page_is_seen(qtbot: QtBot, tasks: Tasks) -> None:
    asked = Asked(["one"])
    page, loader, shown, _errors = made(qtbot, tasks, asked)
    loader.ask()
    assert not tasks.running()
    page.show()
    qtbot.waitUntil(lambda: shown == ["one"])
    assert asked.times == 1


def test_a_burst_of_changes_costs_one_more_read(qtbot: QtBot, tasks: Tasks) -> None:
    asked = Asked(["one", "two", "three"])
    page, loader, shown, _errors = made(qtbot, tasks, asked)
    asked.go_on.clear()
    page.show()
    for _ in range(50):
        loader.ask()
    asked.go_on.set()
    qtbot.waitUntil(lambda: shown == ["one", "two"])
    qtbot.waitUntil(lambda: not tasks.running())
    assert asked.times == 2


def test_the_same_answer_leaves_the_page_alone(qtbot: QtBot, tasks: Tasks) -> None:
    asked = Asked([("one", 1), ("one", 1)])
    page, loader, shown, _errors = made(qtbot, tasks, asked)
    page.show()
    qtbot.waitUntil(lambda: asked.times == 1 and not tasks.running())
    loader.ask()
    qtbot.waitUntil(lambda: asked.times == 2 and not tasks.running())
    assert len(shown) == 1


def test_a_page_that_comes_back_reads_again(qtbot: QtBot, tasks: Tasks) -> None:
    asked = Asked(["one", "two"])
    page, _loader, shown, _errors = made(qtbot, tasks, asked)
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.addWidget(page)
    stack.addWidget(QWidget())
    stack.show()
    qtbot.waitUntil(lambda: shown == ["one"])
    stack.setCurrentIndex(1)
    stack.setCurrentIndex(0)
    qtbot.waitUntil(lambda: shown == ["one", "two"])


def test_an_error_is_told_and_what_is_shown_stays(qtbot: QtBot, tasks: Tasks) -> None:
    asked = Asked(["one", KnownError("store.disk_full", retryable=True), "two"])
    page, loader, shown, errors = made(qtbot, tasks, asked)
    page.show()
    qtbot.waitUntil(lambda: shown == ["one"])
    loader.ask()
    qtbot.waitUntil(lambda: [error.code for error in errors] == ["store.disk_full"])
    assert loader.shown() == "one"
    loader.ask()
    qtbot.waitUntil(lambda: shown == ["one", "two"])
