"""The sign-in window with a clumsy hand: what is missing is said at once, and the keyboard goes there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldapp.errors import KnownError
from ui import i18n
from ui.preferences import Preferences
from ui.sign_in import SignIn
from ui.tasks import Tasks


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def window(qtbot: QtBot, tasks: Tasks, tmp_path: Path, asked: list[str]) -> SignIn:
    def refuse(server_url: str, login: str, _passphrase: str) -> Any:
        asked.append(login)
        code = "security.wrong_passphrase" if server_url.startswith("https://") else "sync.address_wrong"
        raise KnownError(code, {"address": server_url})

    made = SignIn(tasks, Preferences(tmp_path), [], refuse)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.mark.parametrize(("login", "passphrase", "place"), [("  ", "x", "login"), ("wudi", "", "passphrase")])
def test_what_is_missing_is_said_without_asking_anybody(
    window: SignIn, asked: list[str], login: str, passphrase: str, place: str
) -> None:
    window.login.setText(login)
    window.passphrase.setText(passphrase)
    QTest.mouseClick(window.enter, Qt.MouseButton.LeftButton)
    assert asked == []
    assert QApplication.focusWidget() is getattr(window, place)


@pytest.mark.parametrize(("address", "place"), [("not an address", "server"), ("https://office", "passphrase")])
def test_the_keyboard_goes_where_the_mistake_is(
    qtbot: QtBot, window: SignIn, asked: list[str], address: str, place: str
) -> None:
    window.login.setText("wudi")
    window.passphrase.setText("x")
    window.server.setText(address)
    QTest.keyClick(window.server, Qt.Key.Key_Return)
    qtbot.waitUntil(window.enter.isEnabled)
    assert asked == ["wudi"]
    assert QApplication.focusWidget() is getattr(window, place)


def test_what_was_typed_stays_when_the_language_changes(window: SignIn) -> None:
    window.login.setText("wudi")
    window.passphrase.setText("secret words")
    i18n.switch("zh_CN")
    assert (window.login.text(), window.passphrase.text()) == ("wudi", "secret words")
