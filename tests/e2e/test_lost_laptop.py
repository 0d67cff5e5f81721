"""An office with real processes: a laptop is lost, the order to wipe waits at the server, a kill does not save it."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.errors import KnownError
from fieldapp.sync import wipe
from fieldapp.sync.sign_in import sign_in
from tests.e2e.programs import ROOT, Server, fieldapp
from tests.office import CHEAP

NOW = "2026-07-25T10:00:00+08:00"
PASSPHRASE, NEW = "practice-2026", "another-passphrase-2027"

LAPTOP = """
import sys
from pathlib import Path
from fieldapp.security.passphrase_wrap import Cost
from fieldapp.sync import wipe
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.sign_in import sign_in, transport_for
home, url, passphrase, killed = sys.argv[1:5]
desk = sign_in(Path(home), url, "zhouming", passphrase, cost=Cost(1, 64, 1))
if killed:
    import os
    wipe.shutil.rmtree = lambda *_path, **_how: os.kill(os.getpid(), 9)
report = SyncDriver(desk.store, transport_for(desk), desk.device_id, wipe=wipe.wiping(desk)).run()
print(report.error.code if report.error else "complete", desk.device_id, desk.folder)
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    home = tmp_path / "server"
    assert fieldapp("server", "init", "--home", str(home), "--name", "惠农小贷", now=NOW).returncode == 0
    who = ["--login", "zhouming", "--name", "周明", "--staff-no", "C0417", "--role", "collector"]
    added = fieldapp(
        "server", "user", "add", "--home", str(home), *who, "--passphrase-stdin", now=NOW, passphrase=PASSPHRASE
    )
    assert added.returncode == 0, added.stderr
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    one = Server(home, port, NOW)
    one.up()
    yield one
    one.down()


def laptop(tmp_path: Path, server: Server, passphrase: str = PASSPHRASE, *, killed: bool = False) -> tuple[str, ...]:
    """A laptop as a process of its own: signs in, syncs once, says what came of it."""
    words = [str(tmp_path / "laptop"), server.url, passphrase, "killed" if killed else ""]
    done = subprocess.run(
        [sys.executable, "-c", LAPTOP, *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == (-9 if killed else 0), done.stderr
    return tuple(done.stdout.split())


def command(tmp_path: Path, *words: str, passphrase: str = "") -> str:
    """What the administrator's command answers while the server runs."""
    done = fieldapp(
        "server", *words, "--home", str(tmp_path / "server"), "--lang", "en", now=NOW, passphrase=passphrase
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_lost_laptop_is_wiped_at_its_next_contact_even_if_it_is_killed_then(tmp_path: Path, server: Server) -> None:
    said, device_id, folder = laptop(tmp_path, server)
    assert said == "complete"
    assert device_id in command(tmp_path, "device", "list")
    command(tmp_path, "device", "wipe", device_id)
    laptop(tmp_path, server, killed=True)
    left = Path(folder)
    assert (left / "store.db").exists(), "it was killed half way"
    assert not (left / "vault.json").exists(), "the key goes first"
    (found,) = wipe.finish(tmp_path / "laptop")
    assert found.destroyed_at
    assert not left.exists()
    wipe.confirm(tmp_path / "laptop")
    assert "wiped 2026" in command(tmp_path, "device", "list")
    server.down()
    with pytest.raises(KnownError, match=r"signin\.first_time_needs_server"):
        sign_in(tmp_path / "laptop", server.url, "zhouming", PASSPHRASE, cost=CHEAP)


def test_a_passphrase_changed_and_a_backup_made_while_the_server_runs(tmp_path: Path, server: Server) -> None:
    assert laptop(tmp_path, server)[0] == "complete"
    command(tmp_path, "user", "passphrase", "zhouming", "--passphrase-stdin", passphrase=NEW)
    assert laptop(tmp_path, server)[0] == "signin.expired"
    assert laptop(tmp_path, server, NEW)[0] == "complete"
    assert laptop(tmp_path, server, NEW)[0] == "complete", "and from its own vault from then on"
    assert "checked" in command(tmp_path, "backup", str(tmp_path / "safe" / "office.db"))
    assert (tmp_path / "safe" / "office.db").stat().st_size > 0
