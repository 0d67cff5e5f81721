"""The order to wipe destroys the key, then everything; it is finished after any kill, and the office hears of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.sync import wipe
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.sign_in import known_users, sign_in, transport_for
from fieldapp.sync.steps import SyncReport
from tests.e2e.programs import ROOT
from tests.office import CHEAP, PASSPHRASE, TestOffice, some_cases, sync

KILLED_AT = """
import os, sys
from pathlib import Path
steps = int(sys.argv[2])
def after(call):
    def counted(*args, **kwargs):
        global steps
        steps -= 1
        if steps < 0:
            os._exit(9)
        return call(*args, **kwargs)
    return counted
from fieldapp.sync import wipe
for name in ("open", "fsync", "unlink", "rmdir", "replace", "rename", "write", "mkdir"):
    setattr(os, name, after(getattr(os, name)))
wipe.wipe(Path(sys.argv[1]), "the token")
"""


@pytest.fixture
def desk(office: TestOffice) -> Iterator[Desk]:
    office.save(*some_cases(office.people["zhouming"]))
    one = office.desk("zhouming")
    assert sync(one).complete
    (one.folder / "files" / "ab").mkdir(parents=True, exist_ok=True)
    (one.folder / "files" / "ab" / "photo").write_bytes(b"sealed")
    (one.folder / ".vault.json.77.new").write_bytes((one.folder / "vault.json").read_bytes())
    yield one
    one.store.close()


def told(desk: Desk) -> SyncReport:
    """A round with what the window gives the driver."""
    transport = transport_for(desk)
    try:
        return SyncDriver(desk.store, transport, desk.device_id, wipe=wipe.wiping(desk)).run()
    finally:
        transport.close()


def order(office: TestOffice, desk: Desk) -> None:
    with office.store.writing() as unit:
        unit.devices.tell_to_wipe(desk.device_id, clock.now())


def wiped_at(office: TestOffice, desk: Desk) -> object:
    with office.store.reading() as unit:
        return next(line for line in unit.devices.lines() if line.id == desk.device_id).wiped


def home_of(desk: Desk) -> Path:
    return desk.folder.parent.parent


def test_the_order_destroys_everything_and_the_office_hears_of_it(office: TestOffice, desk: Desk) -> None:
    order(office, desk)
    report = told(desk)
    assert report.error is not None
    assert report.error.code == "device.wiped"
    assert not desk.folder.exists()
    assert known_users(home_of(desk)) == []
    assert wiped_at(office, desk) is not None
    (kept,) = wipe.finish(home_of(desk))
    assert (kept.name, kept.token) == ("周明", "")
    assert kept.confirmed_at
    marker = (home_of(desk) / "wiped" / f"{desk.folder.name}.json").read_text()
    assert PASSPHRASE not in marker


def test_whoever_still_works_on_the_store_is_told_so(office: TestOffice, desk: Desk) -> None:
    order(office, desk)
    told(desk)
    with pytest.raises(KnownError, match=r"device\.wiped"), desk.store.writing():
        pass
    with pytest.raises(KnownError, match=r"device\.wiped"), desk.store.reading():
        pass
    again = told_again(desk)
    assert again.error is not None
    assert again.error.code == "device.wiped"
    assert not desk.folder.exists()


def told_again(desk: Desk) -> SyncReport:
    from fieldapp.sync.transport import Transport

    transport = Transport(desk.server_url)
    try:
        return SyncDriver(desk.store, transport, desk.device_id).run()
    finally:
        transport.close()


def test_after_the_order_nothing_more_goes_up(office: TestOffice, desk: Desk) -> None:
    order(office, desk)
    calls: list[str] = []
    transport = transport_for(desk)
    whole, piece = transport.exchange, transport.send_piece

    def exchange(request):  # type: ignore[no-untyped-def]
        calls.append("exchange")
        return whole(request)

    transport.exchange = exchange  # type: ignore[method-assign]
    transport.send_piece = lambda *given: calls.append("upload") or piece(*given)  # type: ignore[func-returns-value,method-assign]
    SyncDriver(desk.store, transport, desk.device_id, wipe=wipe.wiping(desk)).run()
    transport.close()
    assert calls == ["exchange"]


def test_killed_at_any_moment_it_is_finished_at_the_next_start_before_anybody_signs_in(
    office: TestOffice, desk: Desk, tmp_path: Path
) -> None:
    desk.store.close()
    plain = {path.relative_to(desk.folder): path.read_bytes() for path in desk.folder.rglob("*") if path.is_file()}
    secret = json.loads(plain[Path("vault.json")])["wraps"][0]["sealed"]
    for steps in range(200):
        home = tmp_path / f"at-{steps}"
        folder = home / "users" / desk.folder.name
        for name, content in plain.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        done = subprocess.run(
            [sys.executable, "-c", KILLED_AT, str(folder), str(steps)], cwd=ROOT, capture_output=True, check=False
        )
        assert done.returncode in {0, 9}, done.stderr.decode()
        begun = (home / "wiped" / f"{folder.name}.json").exists()
        assert begun or (folder / "store.db").read_bytes() == plain[Path("store.db")], "nothing before the marker"
        finished = wipe.finish(home)
        if begun:
            assert not folder.exists()
            assert [bool(one.destroyed_at) for one in finished] == [True]
            assert not [path for path in home.rglob("*") if path.is_file() and secret in path.read_text("latin-1")]
        if done.returncode == 0:
            break
    assert done.returncode == 0, "the last one was not killed"
    assert steps > 15, "there were moments to kill it at"


def test_what_the_office_could_not_be_told_at_once_is_told_at_a_later_start(office: TestOffice, desk: Desk) -> None:
    order(office, desk)
    with desk.store.reading() as unit:
        token = unit.settings.get("token", str) or ""
    desk.store.forsake()
    wipe.wipe(desk.folder, token)
    assert wiped_at(office, desk) is None
    (kept,) = wipe.finish(home_of(desk))
    assert kept.token == token
    wipe.was_read(home_of(desk), kept)
    wipe.confirm(home_of(desk))
    assert wiped_at(office, desk) is not None
    (kept,) = wipe.finish(home_of(desk))
    assert (kept.token, bool(kept.read_at), bool(kept.confirmed_at)) == ("", True, True)


def test_a_network_that_is_away_does_not_keep_the_data_from_being_destroyed(office: TestOffice, desk: Desk) -> None:
    with desk.store.writing() as unit:
        unit.settings.set("token", "no such token")
    desk.store.forsake()
    wipe.wipe(desk.folder, "no such token")
    wipe.confirm(home_of(desk))
    (kept,) = wipe.finish(home_of(desk))
    assert not desk.folder.exists()
    assert kept.destroyed_at
    assert not kept.confirmed_at


def test_the_same_person_may_begin_anew_and_what_they_then_have_stays(office: TestOffice, desk: Desk) -> None:
    order(office, desk)
    told(desk)
    again = sign_in(home_of(desk), office.url, "zhouming", PASSPHRASE, cost=CHEAP)
    assert again.device_id != desk.device_id
    assert sync(again).complete
    again.store.close()
    wipe.finish(home_of(desk))
    assert (desk.folder / "vault.json").exists()


def test_another_window_that_is_told_the_same_changes_nothing_about_what_is_known(
    office: TestOffice, desk: Desk
) -> None:
    other = wipe.wiping(desk)
    order(office, desk)
    told(desk)
    (first,) = wipe.finish(home_of(desk))
    wipe.wipe(desk.folder, "its own token")
    (again,) = wipe.finish(home_of(desk))
    assert (again.name, again.begun_at, again.confirmed_at) == (first.name, first.begun_at, first.confirmed_at)
    assert again.destroyed_at
    with pytest.raises(KnownError, match=r"device\.wiped"):
        other()


def test_a_vault_that_cannot_be_read_is_destroyed_all_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "users" / "abc"
    folder.mkdir(parents=True)
    (folder / "vault.json").write_bytes(b"\0" * 50)
    (folder / "store.db").write_bytes(b"sealed")
    wipe.wipe(folder)
    assert not folder.exists()
    (kept,) = wipe.finish(tmp_path)
    assert kept.destroyed_at


def test_a_marker_that_something_damaged_costs_nobody_their_data(tmp_path: Path) -> None:
    folder = tmp_path / "users" / "abc"
    folder.mkdir(parents=True)
    (folder / "vault.json").write_bytes(b"a later sign-in")
    (tmp_path / "wiped").mkdir()
    (tmp_path / "wiped" / "abc.json").write_bytes(b"\0\0\0")
    assert wipe.finish(tmp_path) == []
    assert (folder / "vault.json").exists()


def test_a_disk_that_takes_no_marker_does_not_save_the_key(tmp_path: Path) -> None:
    folder = tmp_path / "users" / "abc"
    folder.mkdir(parents=True)
    (folder / "vault.json").write_bytes(b"{}")
    (tmp_path / "wiped").write_bytes(b"a file where the folder should be")
    wipe.wipe(folder)
    assert not folder.exists()


def test_what_could_not_go_keeps_everybody_out_until_it_has(
    office: TestOffice, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On some systems a file that another window holds open does not go."""
    desk.store.forsake()
    with monkeypatch.context() as held:
        held.setattr("shutil.rmtree", lambda *_path, **_how: None)
        wipe.wipe(desk.folder)
        assert not (desk.folder / "vault.json").exists()
        with pytest.raises(KnownError, match=r"device\.wipe_unfinished"):
            sign_in(home_of(desk), office.url, "zhouming", PASSPHRASE, cost=CHEAP)
    again = sign_in(home_of(desk), office.url, "zhouming", PASSPHRASE, cost=CHEAP)
    again.store.close()
