"""The practice office: a local server with the sample portfolio, for learning and for showing, never for real people.

It is made once, as of the day it is made, and comes in through the same import as a real portfolio. Outside the hours
in which borrowers may be contacted its clock starts at half past nine, so that one can practise in the evening.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.security.atomic_file import replace_file
from fieldapp.server import home as server_home

PASSPHRASE = "practice-2026"  # noqa: S105 - of made-up people; the sign-in window fills it in
READY = "ready.json"
FIRST_HOUR, LAST_HOUR = 8, 20
START_SECONDS = 20.0

Person = tuple[str, str, str, str, str]
"""Login, name, server address, passphrase, role: what the sign-in window fills in."""


class PracticeOffice:
    """The office in a folder, and its server while it runs."""

    def __init__(self, folder: Path, now: str | None = None) -> None:
        self.folder = folder
        self._now = now
        self._server: subprocess.Popen[bytes] | None = None
        self._url = ""

    def made(self) -> bool:
        """Whether the office has been made already."""
        return (self.folder / READY).exists()

    def clear(self) -> None:
        """Throw the practice office away."""
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def start(self) -> list[Person]:
        """Make the office if need be, start its server, and say who may sign in.

        Raises:
            KnownError: `practice.server_failed`.
        """
        self._set_clock()
        if not self.made():
            self._make()
        about = json.loads((self.folder / READY).read_text(encoding="utf-8"))
        port = about["port"]
        if not _free(port):
            port = _free_port()
            self._say_ready(about | {"port": port})
        self._url = f"http://127.0.0.1:{port}"
        self._launch(port)
        return [(login, name, self._url, PASSPHRASE, role) for login, name, role in about["people"]]

    def copy_to(self, folder: Path) -> PracticeOffice:
        """A second office, made like this one, at an address of its own."""
        shutil.copytree(self.folder, folder)
        copy = PracticeOffice(folder, self._now)
        copy._say_ready(json.loads((folder / READY).read_text(encoding="utf-8")) | {"port": _free_port()})
        return copy

    def wait(self) -> None:
        """Until the server answers.

        Raises:
            KnownError: `practice.server_failed`.
        """
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._server is not None and self._server.poll() is not None:
                break
            if self._answers():
                return
            time.sleep(0.05)
        raise KnownError("practice.server_failed", {"detail": self._url, "log": str(self.folder / "server.log")})

    def stop(self) -> None:
        """End the server; closing its standard input is what tells it."""
        if self._server is None:
            return
        if self._server.stdin is not None:
            self._server.stdin.close()
        try:
            self._server.wait(5)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        self._server = None

    def _set_clock(self) -> None:
        local = clock.now().astimezone(ZoneInfo(clock.DEFAULT_ZONE))
        if self._now is not None:
            clock.use(clock.PracticeClock(datetime.fromisoformat(self._now)))
        elif not FIRST_HOUR <= local.hour < LAST_HOUR:
            clock.use(clock.PracticeClock(local.replace(hour=9, minute=30)))

    def _make(self) -> None:
        """Everything into a folder beside, then renamed: an office that was half made never was."""
        from fieldapp.cli.practice_setup import make_office

        part = self.folder.with_name(self.folder.name + ".part")
        if part.exists():
            shutil.rmtree(part)
        people = make_office(part, PASSPHRASE)
        about = {"port": _free_port(), "people": people}
        (part / READY).write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        part.rename(self.folder)

    def _say_ready(self, about: dict[str, object]) -> None:
        replace_file(self.folder / READY, json.dumps(about, ensure_ascii=False).encode("utf-8"))

    def _launch(self, port: int) -> None:
        server_home.find(self._home).instance.unlink(missing_ok=True)
        program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "fieldapp"]
        moment = clock.now().isoformat()
        command = [*program, "--practice-now", moment, "server", "serve", "--home", str(self._home)]
        with (self.folder / "server.log").open("ab") as log:
            self._server = subprocess.Popen(
                [*command, "--port", str(port), "--until-stdin-closes"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )

    @property
    def _home(self) -> Path:
        return self.folder / "server"

    def _answers(self) -> bool:
        """Whether our own server answers, and not another one at the same address."""
        instance = server_home.find(self._home).instance
        try:
            with urllib.request.urlopen(f"{self._url}/v1/health", timeout=1.0) as answer:  # noqa: S310 - our own address
                return bool(json.load(answer).get("instance") == instance.read_text(encoding="ascii"))
        except (urllib.error.URLError, OSError, ValueError):
            return False


def _free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
