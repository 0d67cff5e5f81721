"""Receipt numbers with real processes: two laptops, a server that is killed and put back to an older backup."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from fieldapp import clock
from fieldapp.server import home as server_home
from fieldapp.store.office.database import open_office
from tests.e2e.programs import ROOT, Server, fieldapp
from tests.office import borrower_case

NOW = "2026-07-25T10:00:00+08:00"
AFTER = "2026-07-25T10:30:00+08:00"
PASSPHRASE = "practice-2026"
LAPTOP = """
import json, sys
from datetime import datetime
from pathlib import Path
from fieldapp import clock
from fieldapp.domain.compliance.verbs import Verb
from fieldapp.security.passphrase_wrap import Cost
from fieldapp.services.take_cash import CashTaken, take_cash
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.sign_in import sign_in, transport_for
home, url, login, now, count = sys.argv[1:6]
clock.use(clock.PracticeClock(datetime.fromisoformat(now)))
desk = sign_in(Path(home), url, login, "practice-2026", cost=Cost(1, 64, 1))
def sync():
    report = SyncDriver(desk.store, transport_for(desk), desk.device_id).run()
    assert report.error is None, report.error
sync()
with desk.store.reading() as unit:
    case = unit.files.get(unit.shadow.case_ids()[0]).case
written = [
    take_cash(desk, CashTaken(case.id, case.loans[0].id, case.borrower.id, 100)).receipt.content.number
    for _ in range(int(count))
]
sync()
sync()
with desk.store.reading() as unit:
    blocks = [(one.first, one.last) for one in unit.receipts.blocks()]
    refused = [entry.code for entry in unit.outbox.refused()]
    left = unit.receipts.left()
print(json.dumps({"written": written, "blocks": blocks, "refused": refused, "left": left}))
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    home = tmp_path / "server"
    assert fieldapp("server", "init", "--home", str(home), "--name", "惠农小贷", now=NOW).returncode == 0
    for login, name, number in (("zhouming", "周明", "C0417"), ("wudi", "吴迪", "C0418")):
        who = ["--login", login, "--name", name, "--staff-no", number, "--role", "collector"]
        command = ["server", "user", "add", "--home", str(home), *who, "--passphrase-stdin"]
        assert fieldapp(*command, now=NOW, passphrase=PASSPHRASE).returncode == 0
    give_cases(home)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    one = Server(home, port, NOW)
    one.up()
    yield one
    one.down()


def give_cases(home: Path) -> None:
    """Each collector has a case."""
    before = clock.use(clock.PracticeClock(datetime.fromisoformat(NOW)))
    store = open_office(server_home.find(home).database_url)
    with store.writing() as unit:
        for number, person in enumerate(unit.accounts.everybody(), start=412):
            unit.records.save_case(borrower_case(person, number=number))
    store.close()
    clock.use(before)


def laptop(tmp_path: Path, server: Server, login: str, count: int, now: str = NOW) -> dict[str, Any]:
    """A laptop as a process of its own: syncs, writes so many receipts, syncs again; what it has then."""
    words = [str(tmp_path / login), server.url, login, now, str(count)]
    done = subprocess.run(
        [sys.executable, "-c", LAPTOP, *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def apart(blocks: list[list[int]]) -> bool:
    """Whether no two of these blocks share a number."""
    return all(one[1] < other[0] or other[1] < one[0] for one, other in combinations(blocks, 2))


def test_no_number_is_given_twice_by_a_server_that_was_put_back(tmp_path: Path, server: Server) -> None:
    for login in ("zhouming", "wudi"):
        first = laptop(tmp_path, server, login, 0)
        assert (len(first["blocks"]), first["left"]) == (1, 50)
    saved = tmp_path / "backup" / "office.db"
    saved.parent.mkdir()
    done = fieldapp("server", "backup", str(saved), "--home", str(tmp_path / "server"), now=NOW)
    assert done.returncode == 0, done.stderr
    before = [laptop(tmp_path, server, "zhouming", 35), laptop(tmp_path, server, "wudi", 5)]
    assert [len(one["blocks"]) for one in before] == [2, 1]
    server.down()
    for old in (tmp_path / "server").glob("office.db*"):
        old.unlink()
    shutil.copy(saved, tmp_path / "server" / "office.db")
    assert fieldapp("server", "restored", "--home", str(tmp_path / "server"), now=AFTER).returncode == 0
    server.up(AFTER)  # the clock goes on while a server is away: numbers stand on that
    after = [laptop(tmp_path, server, "wudi", 40, AFTER), laptop(tmp_path, server, "zhouming", 40, AFTER)]
    written = [number for one in (*before, *after) for number in one["written"]]
    assert len(set(written)) == len(written) == 120
    assert apart([block for one in after for block in one["blocks"]])
    assert [one["refused"] for one in after] == [[], []]
    assert all(one["left"] >= 20 for one in after)
