"""A rescue bundle: everything the office does not have, on a stick, whatever has become of line, laptop and account."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.cli.main import main
from fieldapp.domain.case import Case
from fieldapp.errors import KnownError
from fieldapp.security.recovery import make_recovery_key
from fieldapp.services.custody import Missing, custody, safe_to_hand_in
from fieldapp.services.desk import Desk
from fieldapp.services.rescue_bundle import BundleWritten, bundle_name, what_to_rescue, write_bundle
from fieldapp.sync.sign_in import sign_in
from tests import field_work
from tests.cutting_proxy import cutting_proxy
from tests.office import CHEAP, PASSPHRASE, TestOffice, sync
from tests.sync.attached import MB, OGG, attach, stored, sync_through, working


def take_in(office: TestOffice, bundle: BundleWritten) -> int:
    """What the office does with the stick."""
    return main(["server", "rescue", "import", str(bundle.path), "--home", str(office.folder / "server")])


def saved(desk: Desk, stick: Path, *, everything: bool = False) -> BundleWritten:
    stick.mkdir(exist_ok=True)
    return write_bundle(desk, stick / bundle_name(desk), everything=everything)


def visited(desk: Desk, case: Case) -> None:
    with desk.store.writing() as unit:
        desk.record(unit, unit.files.get(case.id), field_work.visit(case, desk.staff))


def at_office(office: TestOffice, case: Case) -> tuple[int, int]:
    """Visits and files of the case in the office's books."""
    with office.store.reading() as unit:
        file = unit.records.case_file(case.id)
    assert file is not None
    return len(file.visits), len(file.files)


def test_a_day_of_work_goes_over_the_stick_and_a_later_sync_doubles_nothing(office: TestOffice, tmp_path: Path) -> None:
    desk, case = working(office)
    visited(desk, case)
    made = [attach(desk, case, "a.jpg", 100_000), attach(desk, case, "b.ogg", 5 * MB, OGG)]
    assert what_to_rescue(desk) == (3, 2)
    seen: list[tuple[int, int]] = []
    bundle = write_bundle(desk, tmp_path / "x.fabundle", lambda done, whole: seen.append((done, whole)))
    assert (bundle.facts, bundle.unsent, bundle.files) == (3, 3, 2)
    assert seen[-1][0] == seen[-1][1]
    assert take_in(office, bundle) == 0
    assert at_office(office, case) == (1, 2)
    assert all(stored(office, one.sha256) for one in made)
    assert take_in(office, bundle) == 0, "twice is once"
    assert at_office(office, case) == (1, 2)
    assert sync(desk).complete
    assert at_office(office, case) == (1, 2)
    assert safe_to_hand_in(desk).safe
    assert {str(one.step) for one in custody(desk).files} == {"verified"}


def test_a_sync_before_the_import_doubles_nothing_either(office: TestOffice, tmp_path: Path) -> None:
    desk, case = working(office)
    visited(desk, case)
    attach(desk, case, "a.jpg", 400_000)
    bundle = saved(desk, tmp_path / "stick")
    assert sync(desk).complete
    visited(desk, case)
    assert sync(desk).complete
    assert take_in(office, bundle) == 0
    assert at_office(office, case) == (2, 1)
    visited(desk, case)
    assert sync(desk).complete, "the chain goes on where it was"
    assert at_office(office, case) == (3, 1)


def test_half_of_a_file_that_was_uploaded_is_finished_from_the_stick(office: TestOffice, tmp_path: Path) -> None:
    desk, case = working(office)
    made = attach(desk, case, "b.ogg", 6 * MB, OGG)
    with cutting_proxy(office.url) as proxy:
        proxy.cut_after(up=2_500_000, for_good=True)
        sync_through(desk, proxy.url)
    assert safe_to_hand_in(desk).missing == {Missing.FILES: 1}
    assert take_in(office, saved(desk, tmp_path / "stick")) == 0
    assert stored(office, made.sha256)
    assert sync(desk).complete
    assert safe_to_hand_in(desk).safe


def test_a_revoked_laptop_without_any_line_still_gives_up_its_work(office: TestOffice, tmp_path: Path) -> None:
    desk, case = working(office)
    visited(desk, case)
    with office.store.writing() as unit:
        unit.devices.revoke(desk.device_id, clock.now())
    refused = sync(desk).error
    assert refused is not None
    assert refused.code == "device.revoked"
    desk.store.close()
    again = sign_in(office.folder / "laptop-zhouming", "", "zhouming", PASSPHRASE, cost=CHEAP)
    assert take_in(office, saved(again, tmp_path / "stick")) == 0
    assert at_office(office, case) == (1, 0)
    again.store.close()


def test_a_server_that_lost_all_of_it_gets_all_of_it_back(office: TestOffice, tmp_path: Path) -> None:
    """The laptop thinks that the server has it; the server was set up anew from an old backup."""
    desk, case = working(office)
    visited(desk, case)
    attach(desk, case, "a.jpg", 400_000)
    assert sync(desk).complete
    assert what_to_rescue(desk) == (0, 0)
    with pytest.raises(KnownError, match=r"rescue\.nothing"):
        saved(desk, tmp_path / "stick")
    whole = saved(desk, tmp_path / "stick", everything=True)
    assert (whole.facts, whole.files) == (2, 1)
    assert take_in(office, whole) == 0
    assert at_office(office, case) == (1, 1)


def test_what_may_not_stand_is_named_and_its_file_put_aside_for_the_office(
    office: TestOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, case = working(office)
    moved = replace(case, assigned_to=office.people["wudi"].id, assigned_at=clock.now())
    with office.store.writing() as unit:
        unit.records.save_case(moved)
    made = attach(desk, case, "late.jpg", 300_000)
    assert take_in(office, saved(desk, tmp_path / "stick")) == 0
    said = capsys.readouterr().out
    assert "HK-2026-0412" in said
    (aside,) = (office.folder / "server" / "rescued").rglob("*.jpg")
    assert aside.name == f"{made.sha256[:16]}.jpg"
    assert aside.stat().st_size == 300_000
    assert str(aside) in said
    assert sync(desk).complete
    assert safe_to_hand_in(desk).missing == {Missing.FACTS_UNREAD: 1}, "the laptop hears the same"


def test_a_bundle_that_is_not_whole_or_not_for_this_office_is_not_taken_in_at_all(
    office: TestOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, case = working(office)
    visited(desk, case)
    attach(desk, case, "a.jpg", 400_000)
    bundle = saved(desk, tmp_path / "stick")
    content = bundle.path.read_bytes()
    for spoilt in (content[:-1], content[: len(content) // 2], b"", b"PK" + content, content[:-9] + bytes(9)):
        bundle.path.write_bytes(spoilt)
        assert take_in(office, bundle) == 1
        assert str(bundle.path) in capsys.readouterr().err
    assert at_office(office, case) == (0, 0)
    private, _public = make_recovery_key(bytes(32))
    with office.store.writing() as unit:
        unit.settings.set("recovery_private", private.decode())
    bundle.path.write_bytes(content)
    assert take_in(office, bundle) == 1
    assert at_office(office, case) == (0, 0)


def test_a_stick_that_is_full_or_gone_leaves_nothing_half(office: TestOffice, tmp_path: Path) -> None:
    desk, case = working(office)
    visited(desk, case)
    with pytest.raises(KnownError, match=r"rescue\.not_written"):
        write_bundle(desk, tmp_path / "no such stick" / "x.fabundle")
    with pytest.raises(KnownError, match=r"rescue\.not_written"):
        write_bundle(desk, Path("/dev/full/x.fabundle"))
    assert list(tmp_path.glob("*.fabundle")) == []


def test_nothing_of_it_can_be_read_without_the_office(office: TestOffice, tmp_path: Path) -> None:
    desk, case = working(office)
    visited(desk, case)
    attach(desk, case, "shopfront.jpg", 300_000)
    content = saved(desk, tmp_path / "stick").path.read_bytes()
    for word in (case.id, desk.staff.name, "shopfront", "visit_recorded", desk.staff.id):
        assert word.encode() not in content
