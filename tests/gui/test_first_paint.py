"""What waits for the first window, and that the window itself needs nothing of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

import ui
from ui import first_paint, opengl, theme
from ui.tokens import DARK, LIGHT, Theme
from ui.widgets.buttons import button

ROOT = Path(ui.__file__).parent.parent
STARTED = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6 import QtCore
from ui.app import Application
begin = Application.start
def tell():
    named = "Qt" in vars(QtCore)
    share = QtCore.QCoreApplication.testAttribute(QtCore.Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    print(named, share, flush=True)
    os._exit(0)
def start(self):
    begin(self)
    self.sign_in.painted.connect(tell)
Application.start = start
from fieldapp.__main__ import main
main(["run", "--home", sys.argv[1]])
"""


@pytest.fixture
def held() -> Iterator[None]:
    """As it is until the first window is on screen."""
    first_paint.hold()
    yield
    first_paint.release()


@pytest.mark.parametrize("known", [False, True], ids=["nobody yet", "somebody was here"])
def test_the_first_window_is_painted_without_the_names_of_qt(tmp_path: Path, known: bool) -> None:
    if known:
        vault = tmp_path / "users" / "one" / "vault.json"
        vault.parent.mkdir(parents=True)
        about = {"login": "zhouming", "name": "周明", "server_url": "http://127.0.0.1:9", "role": "collector"}
        vault.write_text(json.dumps({"about": about}), encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-c", STARTED, str(tmp_path)], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )
    assert answer.stdout.split() == ["False", "True"], "and what the map asks for is set all the same"


def test_the_number_of_the_attribute_is_still_that_of_qt() -> None:
    assert Qt.ApplicationAttribute.AA_ShareOpenGLContexts.value == opengl.SHARE


@pytest.mark.usefixtures("held")
def test_what_waits_is_done_once_when_the_window_is_there() -> None:
    done: list[str] = []
    first_paint.after(lambda: done.append("late"))
    assert done == []
    first_paint.release()
    first_paint.release()
    first_paint.after(lambda: done.append("at once"))
    assert done == ["late", "at once"]


@pytest.mark.usefixtures("held")
def test_a_button_gets_its_hand_later_and_one_that_has_gone_does_not_mind(qtbot: QtBot) -> None:
    stays, gone = button("登录"), button("走了")
    qtbot.addWidget(stays)
    delete(gone)
    assert stays.cursor().shape() is Qt.CursorShape.ArrowCursor
    first_paint.release()
    assert stays.cursor().shape() is Qt.CursorShape.PointingHandCursor


@pytest.mark.parametrize(("ground", "tokens"), [("#1e1e1e", DARK), ("#f4f4f4", LIGHT)], ids=["dark", "light"])
def test_the_first_window_goes_by_how_dark_the_platform_is_and_is_put_right_by_what_it_says(
    qapp: QApplication, ground: str, tokens: Theme
) -> None:
    before = (theme.choice(), theme.current().text_scale)
    try:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Window, QColor(ground))
        qapp.setStyleSheet("")
        qapp.setPalette(palette)
        first_paint.hold()
        theme.apply(qapp, "system")
        assert theme.current().canvas == tokens.canvas
        first_paint.release()
        assert theme.current().canvas == LIGHT.canvas, "this platform does not say that it is dark"
    finally:
        first_paint.release()
        theme.apply(qapp, *before)
