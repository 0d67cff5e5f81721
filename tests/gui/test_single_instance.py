"""One window for each home folder: two that start at once, one that was killed, several folders side by side."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

import ui
from ui.single_instance import SingleInstance, socket_name

ROOT = Path(ui.__file__).parent.parent
HOLDER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
from ui.single_instance import SingleInstance
one = SingleInstance(Path(sys.argv[1]))
first = one.is_first()
if first:
    one.listen()
    one.knocked.connect(lambda: print("knocked", flush=True))
print("first" if first else "second", flush=True)
if not first and "knock" in sys.argv:
    print("heard" if one.knock() else "not heard", flush=True)
    sys.exit(0)
sys.exit(app.exec() if first else 0)
"""


def start(home: Path, *more: str) -> subprocess.Popen[str]:
    """Another program over the same folder."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(home), *more], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def ended(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait(10)
    assert process.stdout is not None
    process.stdout.close()


def test_a_second_start_brings_the_first_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.is_first()
    first.listen()
    second = start(tmp_path, "knock")
    with qtbot.waitSignal(first.knocked, timeout=15_000):
        pass
    assert said(second) == "second"
    assert said(second) == "heard"
    ended(second)
    first.let_go()


def test_of_two_that_start_at_once_exactly_one_is_first(tmp_path: Path) -> None:
    both = [start(tmp_path), start(tmp_path)]
    assert sorted(said(one) for one in both) == ["first", "second"]
    for one in both:
        ended(one)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_after_a_kill_the_next_one_is_first_and_can_be_found(qtbot: QtBot, tmp_path: Path) -> None:
    killed = start(tmp_path)
    assert said(killed) == "first"
    mine = SingleInstance(tmp_path)
    assert not mine.is_first()
    killed.send_signal(signal.SIGKILL)
    ended(killed)
    assert mine.is_first(), "the lock of somebody dead is nobody's"
    mine.listen()
    assert mine.listens
    second = start(tmp_path, "knock")
    with qtbot.waitSignal(mine.knocked, timeout=15_000):
        pass
    ended(second)
    mine.let_go()


def test_each_folder_has_a_window_of_its_own(tmp_path: Path) -> None:
    one, other = SingleInstance(tmp_path / "one"), SingleInstance(tmp_path / "other")
    assert one.is_first()
    assert other.is_first()
    assert socket_name(tmp_path / "one") != socket_name(tmp_path / "other")
    one.let_go()
    after = SingleInstance(tmp_path / "one")
    assert after.is_first()
    after.let_go()
    other.let_go()


def test_where_the_system_knows_no_locks_of_files_qt_keeps_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr("fcntl.flock", refused)
    one, other = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert one.is_first()
    assert not other.is_first()
    one.let_go()
    assert other.is_first()
    other.let_go()


def test_a_knock_that_nobody_hears_gives_up(tmp_path: Path) -> None:
    assert QCoreApplication.instance() is not None
    assert not SingleInstance(tmp_path).knock(patience_s=0.01)
