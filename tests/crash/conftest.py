"""An office in a thread, and a program from which children are forked that can be killed."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from fieldapp import clock
from tests.laptops import BareLaptop
from tests.office import TestOffice, borrower_case, running_office

ROOT = Path(__file__).resolve().parents[2]
CASES = 400
GIVE_UP = 60.0


class Killer:
    """Starts children and ends them by SIGKILL."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.crash.worker"]
        self._program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)

    def close(self) -> None:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.close()
        self._program.wait(GIVE_UP)
        self._program.stdout.close()

    def run(self, job: str, folder: Path, url: str, kill_after: float | None = None) -> bool:
        """Let a child work, for so many seconds at most; whether it came to its end."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        (folder / "done").unlink(missing_ok=True)
        self._program.stdin.write(f"{job} {folder} {url}\n".encode())
        self._program.stdin.flush()
        child = int(self._program.stdout.readline())
        pipe = self._program.stdout
        if kill_after is not None and not select.select([pipe], [], [], kill_after)[0]:
            os.kill(child, signal.SIGKILL)
        code = int(pipe.readline())
        assert code in {0, -signal.SIGKILL}, f"the child ended with {code}"
        return (folder / "done").exists()


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    one = Killer()
    yield one
    one.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestOffice]:
    """An office with some hundred cases of one collector."""
    with running_office(tmp_path_factory.mktemp("office")) as one:
        one.save(*(borrower_case(one.people["zhouming"], f"借款人{n}", number=n) for n in range(CASES)))
        yield one


def enrol(office: TestOffice, folder: Path) -> str:
    """A laptop that the server knows, with nothing in its store yet; its device."""
    folder.mkdir(exist_ok=True)
    own = BareLaptop(office.url, "zhouming")
    own.close()
    who = (own.staff, clock.now(), own.device_id, own.given.token)
    (folder / "who.json").write_bytes(msgspec.json.encode(who))
    return own.device_id
