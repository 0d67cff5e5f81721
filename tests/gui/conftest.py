"""What every test of the screens starts from: no display, our fonts and colours, Chinese, and nothing left behind.

The environment must be set before Qt is imported, so this file sets it at its top. A test that leaves a thread, a
running timer or a window behind fails, because in the field those are the leaks that freeze a laptop by the evening.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.watchdog import Watchdog
from ui import garbage, i18n, theme
from ui.tasks import Tasks

HERE = Path(__file__).parent
HARMLESS = ("This plugin does not support", "RHI", "QRhi", "Vulkan", "GBM is not supported", "GPUInfo")
"""What the offscreen platform says about windows, and Chromium where there is no graphics card, whatever one does."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen platform's own complaints pass; every other Qt warning fails its test."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore(*HARMLESS))


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> QApplication:
    """The application with our fonts, in light colours and Chinese."""
    i18n.switch("zh_CN")
    theme.apply(qapp, "light")
    return qapp


@pytest.fixture(scope="session")
def watchdog(look: QApplication) -> Watchdog:
    """What each turn of the event loop costs."""
    return Watchdog()


@pytest.fixture(scope="module", autouse=True)
def _garbage_on_this_thread() -> Iterator[None]:
    """Garbage is collected here on the GUI thread alone, as the program does it: a widget that a thread of the store
    destroys ends the process."""
    gc.collect()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def nothing_left_behind(look: QApplication) -> Iterator[None]:
    """Fail a test that leaves threads, running timers or windows.

    What is there before it is put out of sight of the search for timers, which would be slow otherwise.
    """
    gc.disable()
    gc.freeze()
    threads, windows = set(threading.enumerate()), set(QApplication.topLevelWidgets())
    yield
    garbage.collect()
    left = _left(windows)
    if left:
        gc.collect()
        left = _left(windows)
    assert not left, f"windows left behind: {left}"
    assert not _threads_left(threads), "threads left behind"
    assert not _running_timers(), "timers left running"


def _left(before: set[QWidget]) -> list[QWidget]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [window for window in QApplication.topLevelWidgets() if window not in before]


def _threads_left(before: set[threading.Thread]) -> list[threading.Thread]:
    for thread in threading.enumerate():
        if thread not in before and thread.name.startswith("AnyIO"):
            thread.join(5)  # of the test's own server, which told it to end as it went
    return [thread for thread in threading.enumerate() if thread not in before]


def _running_timers() -> list[QTimer]:
    seen = (one for one in gc.get_objects() if isinstance(one, QTimer))
    return [timer for timer in seen if isValid(timer) and timer.isActive()]


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """The task helper, closed at the end."""
    made = Tasks()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def english() -> Iterator[None]:
    """English for one test."""
    i18n.switch("en")
    yield
    i18n.switch("zh_CN")


@pytest.fixture
def dark(look: QApplication) -> Iterator[None]:
    """Dark colours for one test."""
    theme.apply(look, "dark")
    yield
    theme.apply(look, "light")
