"""Signing in where the store is damaged: the copy beside it is offered in words, and one press goes on with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from tests.gui.place_window import PATIENCE, press, says, write
from tests.gui.test_locking import Program
from tests.office import PASSPHRASE, TestOffice, some_cases, sync
from tests.sync.test_complaints_loss import record_visit
from ui.preferences import Preferences
from ui.sign_in import SignIn
from ui.tasks import Tasks

AT = "2026-07-25 09:30"


class Damaged:
    """A sign-in on a laptop whose store is damaged and has a copy."""

    def __init__(self) -> None:
        self.asked: list[bool] = []

    def __call__(self, _server: str, _login: str, passphrase: str, *, put_back: bool = False) -> str:
        self.asked.append(put_back)
        if passphrase == "wrong":
            raise KnownError("security.wrong_passphrase")
        if not put_back:
            raise KnownError("store.copy_offered", {"at": AT, "path": "store.db"})
        return "desk"


@pytest.fixture
def damaged() -> Damaged:
    return Damaged()


@pytest.fixture
def window(qtbot: QtBot, tasks: Tasks, tmp_path: Path, damaged: Damaged) -> Iterator[SignIn]:
    made = SignIn(tasks, Preferences(tmp_path), [], damaged)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    for field, text in ((made.login, "zhouming"), (made.passphrase, "x"), (made.server, "https://office.test")):
        write(field, text)
    yield made
    made.close()


def offer(window: SignIn) -> QPushButton | None:
    """The button that goes on with the copy, if it can be seen."""
    found = [one for one in window.findChildren(QPushButton) if "副本" in one.text() or "copy" in one.text()]
    return found[0] if found and found[0].isVisible() else None


def test_the_copy_is_offered_in_words_and_one_press_goes_on_with_it(
    window: SignIn, damaged: Damaged, qtbot: QtBot
) -> None:
    assert offer(window) is None
    press(window, "登录")
    qtbot.waitUntil(lambda: offer(window) is not None, timeout=PATIENCE)
    assert says(window, f"本机资料库已损坏，有 {AT} 的副本")
    shown = offer(window)
    assert shown is not None
    assert (shown.text(), shown.accessibleName()) == (f"用 {AT} 的副本继续",) * 2
    assert QApplication.focusWidget() is shown, "Enter goes on"
    with qtbot.waitSignal(window.done, timeout=PATIENCE):
        QTest.keyClick(shown, " ")  # type: ignore[call-overload]
    assert damaged.asked == [False, True]


def test_another_answer_takes_the_offer_away(window: SignIn, qtbot: QtBot) -> None:
    press(window, "登录")
    qtbot.waitUntil(lambda: offer(window) is not None, timeout=PATIENCE)
    write(window.passphrase, "wrong")
    press(window, "登录")
    qtbot.waitUntil(window.enter.isEnabled, timeout=PATIENCE)
    assert offer(window) is None


def test_the_offer_in_english(english: None, qtbot: QtBot, tasks: Tasks, tmp_path: Path, damaged: Damaged) -> None:
    made = SignIn(tasks, Preferences(tmp_path), [], damaged)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.say_error(KnownError("store.copy_offered", {"at": AT, "path": "store.db"}))
    shown = offer(made)
    assert shown is not None
    assert shown.text() == f"Continue with the copy of {AT}"
    made.close()


@pytest.fixture
def desk(office: TestOffice) -> Desk:
    """A laptop whose store has lost its head, with a copy beside it."""
    office.save(*some_cases(office.people["zhouming"]))
    one = office.desk("zhouming")
    sync(one)
    record_visit(one, office.cases["李建国"])
    one.store.keep_copy()
    one.store.close()
    with (one.folder / "store.db").open("r+b") as file:
        file.write(bytes(4096))
    return one


def test_the_whole_program_goes_on_with_the_copy_and_says_what_was_saved(
    qtbot: QtBot, office: TestOffice, look: QApplication, desk: Desk
) -> None:
    program = Program(qtbot, office, look, desk)
    window: Any = program.app.sign_in
    try:
        window.passphrase.setText(PASSPHRASE)
        window.submit()
        program.wait(lambda: offer(window))
        shown = offer(window)
        assert shown is not None
        shown.click()
        program.wait(lambda: program.shell)
        assert program.shell is not None
        assert any("此后的记录找回 0 条" in words for words in program.shell.toaster.shown())
        program.settle()
        with office.store.reading() as unit:
            assert len(unit.facts.chain(office.cases["李建国"].id)) == 1, "and what waited went up"
    finally:
        program.app.stop()
        program.app.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
