"""A PostgreSQL server of the tests' own: in a folder that goes away, on a free port, with no rights it does not need.

Debian's server program is used where it is installed; the distribution's own cluster is never touched.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

PROGRAMS = Path("/usr/lib/postgresql")
ACCOUNT = "postgres"
START_SECONDS = 30
QUICK = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=60")


@dataclass
class PostgresServer:
    """The server while it runs: `database` makes an empty one and tells its URL."""

    port: int
    _numbers: Iterator[int]

    def database(self) -> str:
        name = f"office_{next(self._numbers)}"
        with psycopg.connect(f"postgresql://{ACCOUNT}@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://{ACCOUNT}@127.0.0.1:{self.port}/{name}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """One PostgreSQL server for the whole run; skips where there is none."""
    with running_postgres(_programs()) as server:
        yield server


@contextmanager
def running_postgres(programs: Path, settings: tuple[str, ...] = QUICK) -> Iterator[PostgresServer]:
    """A server of these programs; one that is measured wants other settings than one that only has to be quick."""
    folder = Path(tempfile.mkdtemp(prefix="fieldapp-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, ACCOUNT, ACCOUNT)
        _run(programs / "initdb", "-D", str(folder / "db"), "-U", ACCOUNT, "-A", "trust", "-E", "UTF8", "--no-sync")
        port = _free_port()
        options = ("-D", str(folder / "db"), "-p", str(port), "-k", str(folder), "-c", "listen_addresses=127.0.0.1")
        with (folder / "log").open("wb") as log:
            command = [str(programs / "postgres"), *options, *settings]
            server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **_as_account())
        try:
            _run(programs / "pg_isready", "-h", "127.0.0.1", "-p", str(port), until_true=server)
            yield PostgresServer(port, count())
        finally:
            _stop(server)
    finally:
        shutil.rmtree(folder)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Ask it to end once every connection is closed, so that one a test forgot shows here."""
    server.terminate()
    try:
        server.wait(5)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGINT)
        server.wait(START_SECONDS)
        pytest.fail("a test left a connection to PostgreSQL open")


def _programs() -> Path:
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.skip("no PostgreSQL server program on this machine")
    if os.geteuid() == 0:
        import pwd  # not on every platform, but wherever the program was found

        if ACCOUNT not in {entry.pw_name for entry in pwd.getpwall()}:
            pytest.skip(f"PostgreSQL does not run as root, and there is no account {ACCOUNT}")
    return found[-1].parent


def _as_account() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    return {"user": ACCOUNT, "group": ACCOUNT, "extra_groups": []} if os.geteuid() == 0 else {}


def _run(program: Path, *arguments: str, until_true: subprocess.Popen[bytes] | None = None) -> None:
    """Run a program to its end; with `until_true`, again and again while that server lives."""
    for _ in range(START_SECONDS * 10):
        done = subprocess.run([str(program), *arguments], capture_output=True, cwd="/", check=False, **_as_account())
        if done.returncode == 0:
            return
        if until_true is None or until_true.poll() is not None:
            break
    pytest.fail(f"{program.name}: {done.stderr.decode(errors='replace')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
