"""The very first command of a newcomer: on a machine that has never seen the program, the practice office comes up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.programs import ROOT, SECONDS


@contextmanager
def demo(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`fieldapp demo` on a new machine, until it is told to end."""
    command = [sys.executable, "-m", "fieldapp", "demo", "--home", str(folder), "--now", "2026-07-25T09:10:00+08:00"]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    running = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield running
    finally:
        running.terminate()
        running.wait(30)


def wait_until_served(folder: Path, running: subprocess.Popen[bytes]) -> None:
    """Until the practice server that this start began answers."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        assert running.poll() is None, "the demo ended by itself"
        if _is_served(folder / "office"):
            return
        time.sleep(0.05)
    pytest.fail("the practice office did not come up")


def _is_served(office: Path) -> bool:
    try:
        port = json.loads((office / "ready.json").read_text(encoding="utf-8"))["port"]
        instance = (office / "server" / "instance").read_text(encoding="ascii")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/health", timeout=2) as answer:
            return bool(json.load(answer).get("instance") == instance)
    except (OSError, urllib.error.URLError):
        return False


def test_the_practice_office_comes_up_at_the_first_start_and_again_at_the_second(tmp_path: Path) -> None:
    home = tmp_path / "practice"
    with demo(home) as first:
        wait_until_served(home, first)
        assert [path for path in home.glob("laptop/crashes/*") if path.stat().st_size] == []
    made = (home / "office" / "portfolio.xlsx").stat().st_mtime_ns
    with demo(home) as second:
        wait_until_served(home, second)
        assert (home / "office" / "portfolio.xlsx").stat().st_mtime_ns == made
