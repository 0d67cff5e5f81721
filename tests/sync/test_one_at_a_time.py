"""One round at a time for one store, whoever else has it open; a killed holder leaves nothing stuck."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from fieldapp.sync.one_at_a_time import Turn

HOLDER = """
import sys
from pathlib import Path
from fieldapp.sync.one_at_a_time import Turn
with Turn(Path(sys.argv[1])).taken(5.0, lambda: False) as ours:
    print(ours, flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[bytes]:
    """Another process that has taken the turn and keeps it until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"True\n"
    return process


def test_two_windows_of_one_program_take_turns(tmp_path: Path) -> None:
    one, other = Turn(tmp_path), Turn(tmp_path)
    with one.taken(0.0, lambda: False) as first:
        assert first
        with other.taken(0.0, lambda: False) as second:
            assert not second
    with other.taken(0.0, lambda: False) as second:
        assert second


def test_another_process_is_waited_for_and_its_turn_ends_with_it(tmp_path: Path) -> None:
    process = holder(tmp_path)
    asked: list[int] = []

    def kill_at_the_third_look() -> bool:
        asked.append(1)
        if len(asked) == 3:
            process.kill()
        return False

    with process, Turn(tmp_path).taken(20.0, kill_at_the_third_look) as ours:
        assert ours, "a killed holder leaves nothing stuck"
        assert len(asked) >= 3


def test_whoever_gives_up_waiting_has_no_turn(tmp_path: Path) -> None:
    with holder(tmp_path) as process, Turn(tmp_path).taken(60.0, lambda: True) as ours:
        assert not ours
        assert process.stdin is not None
        process.stdin.close()


def test_another_store_has_a_turn_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with Turn(tmp_path / "a").taken(0, lambda: False) as one, Turn(tmp_path / "b").taken(0, lambda: False) as other:
        assert one
        assert other
