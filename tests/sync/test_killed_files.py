"""A program that is killed while it takes or sends files: each file is there whole with its row, or not at all.

Real processes over the real store, ended by SIGKILL at moments they do not choose.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest

from fieldapp.domain.case import Case
from fieldapp.security.file_vault import FileVault
from fieldapp.security.vault import Vault
from fieldapp.services.attach_file import sweep_files
from fieldapp.services.custody import safe_to_hand_in
from fieldapp.services.desk import Desk
from fieldapp.services.read_file import opened
from fieldapp.store.laptop.unit import open_store
from tests.laptops import KEY, bring_cases, desk_in
from tests.office import MORNING, PASSPHRASE, TestOffice, borrower_case, staff, sync
from tests.sync.attached import MB, attach, files, stored, working

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signal")

BEGIN = """
import os, sys
from datetime import datetime
from pathlib import Path
import msgspec
from fieldapp import clock
from fieldapp.domain.staff import Staff
from fieldapp.security.vault import Vault
from fieldapp.services.attach_file import attach_file
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import open_store

folder, device_id, key, url = Path(sys.argv[1]), sys.argv[2], bytes.fromhex(sys.argv[3]), sys.argv[4]
person = msgspec.json.decode(sys.argv[5], type=Staff)
clock.use(clock.PracticeClock(datetime.fromisoformat(sys.argv[6])))
desk = Desk(open_store(folder / "store.db", key), person, device_id, folder, url)


def say(*words):
    print(*words, flush=True)
"""

ATTACH = """
with desk.store.reading() as unit:
    case_id = unit.shadow.case_ids()[0]
for turn in range(10_000):
    photo = folder / "photo.jpg"
    photo.write_bytes(b"\\xff\\xd8\\xff\\xe0" + os.urandom((3_000_000, 1000, 400_000)[turn % 3]))
    say("begun")
    say("saved", attach_file(desk, case_id, photo).sha256)
"""

SEND = """
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.transport import Transport

with desk.store.reading() as unit:
    transport = Transport(url, unit.settings.get("token", str))
real = transport.send_piece


def piece(*of):
    say("sends")
    at = real(*of)
    say("sent")
    return at


transport.send_piece = piece
SyncDriver(desk.store, transport, device_id).run()
say("over")
"""


@contextmanager
def working_process(desk: Desk, script: str, key: bytes) -> Iterator[subprocess.Popen[str]]:
    person = msgspec.json.encode(desk.staff).decode()
    words = [str(desk.folder), desk.device_id, key.hex(), desk.server_url, person, MORNING.isoformat()]
    command = [sys.executable, "-c", BEGIN + script, *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def killed(process: subprocess.Popen[str], lines: int, after: float) -> list[str]:
    """Kill it `after` seconds after it said so much; all it said."""
    assert process.stdout is not None
    said = [process.stdout.readline().strip() for _ in range(lines)]
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(after)
    process.send_signal(signal.SIGKILL)
    return said + process.stdout.read().split("\n")[:-1]


def whole_files(desk: Desk) -> set[str]:
    """Every file that a row names, read to its end; and nothing lies on the disk besides them."""
    assert desk.store.files_folder is not None
    with desk.store.reading() as unit:
        rows, on_disk = unit.attachments.made_here(), unit.attachments.on_disk()
        facts = len(unit.outbox.waiting(10_000, 10**12))
    assert len(rows) == facts, "a fact for each file and a file for each fact"
    for row in rows:
        with opened(desk, row.sha256) as (size, pieces):
            assert sum(map(len, pieces)) == size == row.size
    assert FileVault(desk.store.files_folder).held() == on_disk
    assert list(desk.store.files_folder.glob("incoming/*")) == []
    return {row.sha256 for row in rows}


def test_a_file_that_was_said_to_be_saved_is_there_and_none_is_half(tmp_path_factory: pytest.TempPathFactory) -> None:
    person = staff()[0]
    desk = desk_in(tmp_path_factory.mktemp("laptop"), person)
    bring_cases(desk.store, person, [borrower_case(person)])
    desk.store.close()
    saved: set[str] = set()
    begun = 0
    for lines, after in ((1, 0.001), (3, 0.01), (5, 0.004), (7, 0.03), (2, 0.02), (9, 0.007)):
        with working_process(desk, ATTACH, KEY) as process:
            said = killed(process, lines, after)
        saved |= {line.split()[1] for line in said if line.startswith("saved")}
        begun += sum(line == "begun" for line in said)
        again = Desk(open_store(desk.folder / "store.db", KEY), person, desk.device_id, desk.folder, "")
        sweep_files(again)
        there = whole_files(again)
        again.store.close()
        assert saved <= there
        assert len(there) <= begun
    assert len(saved) > 6


def test_a_program_killed_while_sending_goes_on_where_it_was(office: TestOffice) -> None:
    desk, case = working(office)
    made = [attach(desk, case, f"{n}.jpg", size) for n, size in enumerate((6 * MB, 300_000, 9 * MB))]
    key = _key_of(desk)
    for lines, after in ((1, 0.002), (2, 0.01), (3, 0.02), (6, 0.005), (9, 0.0)):
        with working_process(desk, SEND, key) as process:
            killed_sending(process, lines, after)
    assert sync(desk).complete
    assert all(stored(office, one.sha256) for one in made)
    assert safe_to_hand_in(desk).safe
    assert len(files(desk)) == len(made)
    assert count_of_records(office, case) == len(made)


def killed_sending(process: subprocess.Popen[str], lines: int, after: float) -> None:
    assert process.stdout is not None
    for _ in range(lines):
        if process.stdout.readline().strip() in {"over", ""}:
            return
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(after)
    process.send_signal(signal.SIGKILL)


def count_of_records(office: TestOffice, case: Case) -> int:
    with office.store.reading() as unit:
        file = unit.records.case_file(case.id)
    assert file is not None
    return len(file.files)


def _key_of(desk: Desk) -> bytes:
    return Vault.open(desk.folder / "vault.json", PASSPHRASE)
