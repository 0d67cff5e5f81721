"""The programs of a run: started, watched, killed, and gone afterwards, even when the run itself is killed."""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.cluster.places import as_root

STOP_SECONDS = 25.0
LOOK_SECONDS = 0.1


class Processes:
    """Programs by name, each in a process group of its own, with a log file in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(
        self, name: str, command: Sequence[str], account: str = "", more: Mapping[str, str] | None = None
    ) -> None:
        """Start a program, as another account where this is root's run. It ends with this process."""
        whole = ["setpriv", "--pdeathsig", "TERM", *_as(account), "--", *command]
        environment = {**os.environ, "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin", **(more or {})}
        with self.log(name).open("ab") as log:
            self._running[name] = subprocess.Popen(
                whole, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self._folder, env=environment,
                start_new_session=True,
            )  # fmt: skip

    def log(self, name: str) -> Path:
        """Where a program's words go."""
        return self._folder / f"{name}.log"

    def alive(self, name: str) -> bool:
        """Whether it still runs."""
        return name in self._running and self._running[name].poll() is None

    def kill(self, name: str) -> None:
        """As a power cut would: the program and what it started in its own group."""
        process = self._running.pop(name, None)
        if process is not None:
            _signal_group(process.pid, signal.SIGKILL)
            process.wait(STOP_SECONDS)

    def stop(self, *names: str) -> None:
        """Ask to end, all at once, and make sure."""
        ending = [self._running.pop(name) for name in names if name in self._running]
        for process in ending:
            process.terminate()
        for process in ending:
            with suppress(subprocess.TimeoutExpired):
                process.wait(STOP_SECONDS)
            _signal_group(process.pid, signal.SIGKILL)
            process.wait(STOP_SECONDS)

    def names(self) -> list[str]:
        """What was started and not ended, oldest first."""
        return list(self._running)

    def last_words(self) -> str:
        """The ends of all logs, for whoever must find out what went wrong."""
        logs = sorted(self._folder.glob("*.log"))
        return "\n".join(f"--- {log.name}\n{log.read_text(errors='replace')[-1500:]}" for log in logs)


def until(what: str, done: Callable[[], Any], seconds: float) -> float:
    """Look again and again until `done` says something true; how long that took. Errors of the system count as no."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        with suppress(OSError):
            if done():
                return time.monotonic() - started
        time.sleep(LOOK_SECONDS)
    raise TimeoutError(f"not within {seconds:.0f} s: {what}")


def kill_tree(pid: int) -> None:
    """Kill a process and its children at once."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    below = [int(each) for each in children.read_text().split()] if children.exists() else []
    for each in (pid, *below):
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


def give(account: str, *paths: Path) -> None:
    """Make files another account's, where this is root's run."""
    if as_root():
        entry = pwd.getpwnam(account)
        for path in paths:
            os.chown(path, entry.pw_uid, entry.pw_gid)


def account_of(wanted: str) -> str:
    """Under which account something runs: `wanted` where this is root's run, else this one."""
    return wanted if as_root() else pwd.getpwuid(os.geteuid()).pw_name


def _as(account: str) -> list[str]:
    return [f"--reuid={account}", f"--regid={account}", "--clear-groups"] if account and as_root() else []


def _signal_group(pid: int, number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)
