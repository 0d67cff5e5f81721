"""The programs of the end-to-end test as real processes: the server, and desktops that can be killed."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS = 120.0
ROOT = Path(__file__).resolve().parents[2]


def fieldapp(*arguments: str, now: str = "", passphrase: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command to its end, at a moment of the day."""
    moment = ["--practice-now", now] if now else []
    command = [sys.executable, "-m", "fieldapp", *moment, *arguments]
    return subprocess.run(
        command, input=passphrase, capture_output=True, text=True, check=False, cwd=ROOT, timeout=SECONDS
    )


class Server:
    """The server of a home, which can be taken down and brought up again at the same address."""

    def __init__(self, home: Path, port: int, now: str) -> None:
        self._home, self._now = home, now
        self.port, self.url = port, f"http://127.0.0.1:{port}"
        self._process: subprocess.Popen[bytes] | None = None

    def up(self, now: str = "") -> None:
        """Start it, at another moment of the day than before where one is given, and wait until it answers."""
        self._now = now or self._now
        program = [sys.executable, "-m", "fieldapp", "--practice-now", self._now]
        command = [*program, "server", "serve", "--home", str(self._home), "--port", str(self.port)]
        self._process = subprocess.Popen(
            [*command, "--until-stdin-closes"], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT
        )
        deadline = time.monotonic() + SECONDS
        while not self._answers():
            assert self._process.poll() is None, "the server ended by itself"
            assert time.monotonic() < deadline, "the server does not answer"

    def down(self) -> None:
        """Kill it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._process = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/v1/health", timeout=0.5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
            return False


class DesktopProcess:
    """A desktop that does one step after the other."""

    def __init__(self, *arguments: str) -> None:
        environment = dict(
            os.environ, QT_QPA_PLATFORM="offscreen", QTWEBENGINE_DISABLE_SANDBOX="1", PYTHONUNBUFFERED="1"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.desktop_process", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=ROOT,
            env=environment,
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def done(self, step: str) -> None:
        """Wait until the step is done; the desktop waits for `go_on` after it."""
        said = self._lines.get(timeout=SECONDS)
        assert said == f"done {step}", said or "the desktop ended"

    def go_on(self) -> None:
        """Let it begin the next step, or end."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def kill(self) -> None:
        """SIGKILL: as if the battery had been pulled."""
        self._process.kill()
        self.end()

    def end(self) -> int:
        """Wait until it has ended; its exit code."""
        code = self._process.wait(SECONDS)
        self._reader.join(5)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            pipe.close()
        return code

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.strip())
        self._lines.put("")


@contextmanager
def desktop(home: Path, server: str, now: str, who: tuple[str, str, str], *steps: str) -> Iterator[DesktopProcess]:
    """A desktop for (login, name, passphrase), ended at the latest with the block."""
    login, name, passphrase = who
    identity = ["--login", login, "--name", name, "--passphrase", passphrase]
    process = DesktopProcess("--home", str(home), "--server", server, "--now", now, *identity, *steps)
    try:
        yield process
    finally:
        if process._process.poll() is None:
            process.kill()


def run_through(process: DesktopProcess, *steps: str) -> None:
    """All these steps, and the end of the desktop after them."""
    for step in steps:
        process.done(step)
        process.go_on()
    assert process.end() == 0
