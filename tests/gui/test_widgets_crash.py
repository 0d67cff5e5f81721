"""Bugs: written down without anybody's data, told calmly, and the window stays."""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.errors import KnownError
from ui import crash
from ui.crash import CrashReporter, last_fatal
from ui.widgets.crash_dialog import CrashDialog


@pytest.fixture
def reporter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[CrashReporter]:
    """Installed for one test; what it prints for developers is taken away."""
    was_on = faulthandler.is_enabled()
    made = CrashReporter(tmp_path)
    made.install()
    yield made
    made.uninstall()
    made.deleteLater()
    if was_on:
        faulthandler.enable(sys.__stderr__ or sys.stderr)
    capsys.readouterr()


def bug(error: BaseException) -> None:
    """As the interpreter reports what nobody caught."""
    try:
        raise error
    except BaseException:  # noqa: BLE001 - a test stands in for the interpreter
        kind, seen, trace = sys.exc_info()
        assert kind is not None
        sys.excepthook(kind, seen or kind(), trace)


def dialog() -> CrashDialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, CrashDialog))


def test_a_bug_is_written_down_and_told_and_other_windows_stay(
    qtbot: QtBot, reporter: CrashReporter, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    bug(ZeroDivisionError("division by zero"))
    reports = list(tmp_path.glob("crash-*.txt"))
    assert len(reports) == 1
    text = reports[0].read_text(encoding="utf-8")
    assert text.startswith("FieldApp ")
    assert "ZeroDivisionError: division by zero" in text
    assert "in bug" not in text
    assert "gui/test_widgets_crash.py:" in text
    assert window.isVisible()
    assert dialog().isVisible()
    assert not dialog().isModal()


def test_the_report_holds_no_name_no_phone_and_no_home_folder(reporter: CrashReporter, tmp_path: Path) -> None:
    try:
        try:
            raise KeyError("李建国 13900000001")
        except KeyError as cause:
            raise ValueError("no such borrower: '李建国', phone 139-0000-0001, id 110101199003070011") from cause
    except ValueError as error:
        text = crash.report(type(error), error, error.__traceback__)
    message = [line for line in text.splitlines() if line.startswith(("KeyError", "ValueError"))]
    assert message == ["KeyError: …", "ValueError: no such borrower: …, phone …, id …"]
    assert str(Path.cwd()) not in text


def test_the_same_bug_is_written_once_but_counted(reporter: CrashReporter, tmp_path: Path) -> None:
    for _ in range(3):
        bug(RuntimeError("again"))
    assert len(list(tmp_path.glob("crash-*.txt"))) == 1
    assert "3" in dialog()._words.text()


def test_only_the_newest_reports_are_kept(
    reporter: CrashReporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash, "KEEP", 3)
    for letter in "abcde":
        bug(RuntimeError(letter))
    kept = sorted(tmp_path.glob("crash-*.txt"))
    assert len(kept) == 3
    assert "RuntimeError: e" in kept[-1].read_text(encoding="utf-8")


def test_a_bug_on_another_thread_is_told_on_the_gui_thread(
    qtbot: QtBot, reporter: CrashReporter, tmp_path: Path
) -> None:
    thread = threading.Thread(target=lambda: 1 // 0, name="worker-7")
    with qtbot.waitSignal(reporter.reported):
        thread.start()
    thread.join()
    qtbot.waitUntil(lambda: any(isinstance(one, CrashDialog) for one in QApplication.topLevelWidgets()))
    text = next(tmp_path.glob("crash-*.txt")).read_text(encoding="utf-8")
    assert "worker-7" in text


def test_a_bug_in_a_finaliser_is_written_down(reporter: CrashReporter, tmp_path: Path) -> None:
    class Bad:
        def __del__(self) -> None:
            raise RuntimeError("finaliser")

    made = Bad()
    del made
    gc.collect()
    assert "RuntimeError: finaliser" in next(tmp_path.glob("crash-*.txt")).read_text(encoding="utf-8")


def test_a_known_error_is_shown_and_is_no_crash(reporter: CrashReporter, tmp_path: Path) -> None:
    shown: list[KnownError] = []
    reporter.set_known(shown.append)
    bug(KnownError("setup.resource_missing", {"name": "map"}))
    assert [error.code for error in shown] == ["setup.resource_missing"]
    assert list(tmp_path.glob("crash-*.txt")) == []


def test_ending_by_keyboard_is_no_crash(reporter: CrashReporter, tmp_path: Path) -> None:
    bug(KeyboardInterrupt())
    assert list(tmp_path.glob("crash-*.txt")) == []


def test_the_report_can_be_copied_and_the_dialog_closed(qtbot: QtBot, reporter: CrashReporter) -> None:
    bug(ZeroDivisionError("division by zero"))
    copy, go_on = (
        next(one for one in dialog().findChildren(QPushButton) if one.text() == words)
        for words in ("复制报告", "继续工作")
    )
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "ZeroDivisionError" in QApplication.clipboard().text()
    qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    assert not dialog().isVisible()
    QApplication.clipboard().clear()


def test_the_hooks_are_given_back(tmp_path: Path) -> None:
    hooks = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    was_on = faulthandler.is_enabled()
    made = CrashReporter(tmp_path)
    made.install()
    assert sys.excepthook != hooks[0]
    made.uninstall()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == hooks
    with contextlib.suppress(RuntimeError):
        if was_on:
            faulthandler.enable(sys.__stderr__ or sys.stderr)
    made.deleteLater()


def test_a_crash_of_the_interpreter_is_found_at_the_next_start(tmp_path: Path) -> None:
    assert last_fatal(tmp_path) == ""
    (tmp_path / crash.FATAL).write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    assert "Segmentation fault" in last_fatal(tmp_path)
    assert last_fatal(tmp_path) == ""
