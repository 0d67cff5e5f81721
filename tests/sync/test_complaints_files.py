"""What people who work in the field complain about most when it comes to their photos, each made impossible here.

Each test is one complaint, run against the real store, the real network stack and the real server.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.domain.file_limits import QUOTA
from fieldapp.errors import KnownError
from fieldapp.services.attach_file import About, attach_file
from fieldapp.services.custody import Missing, Step, acknowledge_file, custody, safe_to_hand_in
from fieldapp.services.desk import Desk
from fieldapp.services.read_file import files_of, read_file, save_copy, want_file
from fieldapp.sync.file_moves import METERED, PAPERS_ONLY, FileMover
from fieldapp.sync.sign_in import transport_for
from tests import field_work
from tests.cutting_proxy import cutting_proxy
from tests.office import TestOffice, sync
from tests.sync.attached import JPEG, MB, OGG, PDF, a_file, attach, files, stored, sync_through, working


def test_of_thirty_photos_all_arrive_and_none_is_deleted_here_by_the_sync(office: TestOffice) -> None:
    """Of 2,000 photos 342 arrived, and the phone's copies were gone."""
    desk, case = working(office)
    made = [attach(desk, case, f"{n}.jpg", 300_000) for n in range(30)]
    assert sync(desk).complete
    assert all(stored(office, one.sha256) for one in made)
    for one in made:
        assert read_file(desk, one.sha256)[:4] == JPEG
    assert {one.step for one in custody(desk).files} == {Step.VERIFIED}


def test_records_arrive_before_their_photos_and_every_photo_that_has_not_is_counted(office: TestOffice) -> None:
    """Records arrived, photos did not; no count, no feedback."""
    desk, case = working(office)
    made = [attach(desk, case, f"{n}.jpg", 400_000) for n in range(3)]
    with cutting_proxy(office.url) as proxy:
        proxy.cut_after(up=600_000, for_good=True)
        assert not sync_through(desk, proxy.url).complete
    with office.store.reading() as unit:
        file = unit.records.case_file(case.id)
    assert file is not None
    assert [one.content.name for one in file.files] == ["0.jpg", "1.jpg", "2.jpg"], "the office sees what is to come"
    missing = sum(not stored(office, one.sha256) for one in made)
    assert 0 < missing == safe_to_hand_in(desk).missing[Missing.FILES]
    with desk.store.reading() as unit:
        assert unit.attachments.counts()["up"] == missing


def test_after_the_link_dropped_the_next_sync_goes_on_by_itself(office: TestOffice) -> None:
    """The link drops, the notice disappears, the button is grey."""
    desk, case = working(office)
    made = attach(desk, case, "shop.jpg", 3 * MB)
    with cutting_proxy(office.url) as proxy:
        proxy.cut_after(up=MB, for_good=True)
        assert not sync_through(desk, proxy.url).complete
    assert safe_to_hand_in(desk).missing == {Missing.FILES: 1}
    assert sync(desk).complete
    assert stored(office, made.sha256)
    assert safe_to_hand_in(desk).safe


@pytest.mark.parametrize("size", [1_500_000, 12 * MB])
def test_a_cut_at_99_percent_sends_at_most_1_percent_again(office: TestOffice, size: int) -> None:
    """Everything began from zero at each failure."""
    desk, case = working(office)
    made = attach(desk, case, "shop.jpg", size)
    facts_only(office, desk)
    left = size - at_server(desk, made.sha256)
    with cutting_proxy(office.url) as proxy:
        proxy.cut_after(up=int(left * 0.99), for_good=True)
        assert not sync_through(desk, proxy.url).complete
        proxy.mend()
        assert sync_through(desk, proxy.url).complete
        sent = proxy.carried["up"]
    assert safe_to_hand_in(desk).safe
    requests = 8_000  # two rounds' own questions, and the heads of all requests
    assert sent <= left + size // 100 + requests, f"{(sent - left) / size:.2%} of the file went twice"


def at_server(desk: Desk, sha256: str) -> int:
    """How many bytes of the file the server has."""
    transport = transport_for(desk)
    try:
        return transport.file_at(sha256).have
    finally:
        transport.close()


def facts_only(office: TestOffice, desk: Desk) -> None:
    """The fact that names the file arrives; the file does not yet."""
    with cutting_proxy(office.url) as proxy:
        proxy.cut_after(up=20_000, for_good=True)
        sync_through(desk, proxy.url)
    assert safe_to_hand_in(desk).missing == {Missing.FILES: 1}


def test_the_supervisor_sees_what_was_photographed_and_gets_it_when_it_is_asked_for(office: TestOffice) -> None:
    """Colleagues cannot see each other's photos."""
    desk, case = working(office)
    made = attach(desk, case, "shop.jpg", MB)
    assert sync(desk).complete
    boss = office.desk("chenlan")
    assert sync(boss).complete
    (line,) = files_of(boss, case.id)
    assert (line.record.content.name, line.by, line.here) == ("shop.jpg", "周明", False)
    assert want_file(boss, case.id, made.sha256).files
    assert sync(boss).complete
    assert read_file(boss, made.sha256) == read_file(desk, made.sha256)


def test_a_file_too_large_is_refused_when_it_is_added_and_not_when_it_is_sent(
    office: TestOffice, tmp_path: Path
) -> None:
    """A too large attachment could be finalised, then never sent and never deleted."""
    with office.store.writing() as unit:
        unit.files.set_limits({"photo": MB})
    desk, case = working(office)
    with pytest.raises(KnownError, match=r"file\.too_large") as refused:
        attach_file(desk, case.id, a_file(tmp_path, "large.jpg", 2 * MB + 1))
    assert refused.value.params == {"size_mb": 3, "limit_mb": 1}
    assert files_of(desk, case.id) == []
    assert safe_to_hand_in(desk).safe


def test_the_end_of_the_room_is_told_before_it_is_reached_and_new_room_is_used_at_once(office: TestOffice) -> None:
    """Quota exceeded: errors persisted even after space was bought, and duplicates appeared."""
    with office.store.writing() as unit:
        unit.files.set_limits({QUOTA: 4 * MB})
    desk, case = working(office)
    assert attach(desk, case, "1.jpg", 2 * MB).warning is None
    near = attach(desk, case, "2.jpg", 2 * MB - 10).warning
    assert near is not None
    assert near.code == "file.quota_near"
    with pytest.raises(KnownError, match=r"file\.quota_full"):
        attach(desk, case, "3.jpg", MB)
    with office.store.writing() as unit:
        unit.files.set_limits({QUOTA: 3 * MB})  # somebody takes room away that was promised
    assert sync(desk).error is not None
    assert {name: one.step for name, one in files(desk).items()} == {"2.jpg": Step.VERIFIED, "1.jpg": Step.REFUSED}
    assert safe_to_hand_in(desk).missing == {Missing.FILES_UNREAD: 1}
    with office.store.writing() as unit:
        unit.files.set_limits({QUOTA: 8 * MB})
    assert sync(desk).complete
    assert safe_to_hand_in(desk).safe
    with office.store.reading() as unit:
        assert unit.files.brought_by(desk.staff.id) == 4 * MB - 10


def test_one_file_that_the_server_will_not_take_does_not_hold_up_the_others(office: TestOffice, tmp_path: Path) -> None:
    """One bad form blocked all the others."""
    desk, case = working(office)
    small, large = attach(desk, case, "small.jpg", 300_000), attach(desk, case, "large.jpg", 3 * MB)
    voice = attach(desk, case, "voice.ogg", MB, OGG)
    with office.store.writing() as unit:
        unit.files.set_limits({"photo": MB})
    report = sync(desk)
    assert report.error is not None
    assert report.error.code == "file.too_large"
    assert [stored(office, one.sha256) for one in (small, large, voice)] == [True, False, True]
    kept = files(desk)["large.jpg"]
    assert (kept.step, kept.code, kept.params) == (Step.REFUSED, "file.too_large", {"size_mb": 3, "limit_mb": 1})
    save_copy(desk, large.sha256, tmp_path / "out.jpg")
    assert (tmp_path / "out.jpg").stat().st_size == 3 * MB, "it is still here, and can be taken elsewhere"
    assert sync(desk).complete, "and it is not tried again and again"
    acknowledge_file(desk, large.sha256)
    assert safe_to_hand_in(desk).safe, "somebody has read it"


def test_papers_go_before_photos_and_photos_before_recordings(office: TestOffice) -> None:
    """The one paper that mattered waited behind a hundred photos."""
    desk, case = working(office)
    order = [attach(desk, case, "voice.ogg", 300_000, OGG), attach(desk, case, "b.jpg", 500_000)]
    order += [attach(desk, case, "a.jpg", 400_000), attach(desk, case, "paper.pdf", 900_000, PDF)]
    with cutting_proxy(office.url) as proxy:
        proxy.cut_after(up=10_000, for_good=True)
        sync_through(desk, proxy.url)
    with mover(desk) as one:
        up, _down = one.to_move()
    names = {one.sha256: name for name, one in files(desk).items()}
    assert [names[sha256] for sha256 in up] == ["paper.pdf", "a.jpg", "b.jpg", "voice.ogg"]


def test_over_a_metered_line_only_papers_go_if_the_person_wants_it_so(office: TestOffice) -> None:
    """Get the records first and the media later."""
    desk, case = working(office)
    photo, paper = attach(desk, case, "a.jpg", 300_000), attach(desk, case, "paper.pdf", 300_000, PDF)
    with desk.store.writing() as unit:
        unit.settings.set(PAPERS_ONLY, value=True)
        unit.settings.set(METERED, value=True)
    assert sync(desk).complete
    assert (stored(office, photo.sha256), stored(office, paper.sha256)) == (False, True)
    assert safe_to_hand_in(desk).missing == {Missing.FILES: 1}, "what waits is said to wait"
    with desk.store.writing() as unit:
        unit.settings.set(METERED, value=False)
    assert sync(desk).complete
    assert stored(office, photo.sha256)


def test_stopping_the_photos_does_not_cost_the_records(office: TestOffice) -> None:
    """Aborting the media discarded the finished database."""
    desk, case = working(office)
    attach(desk, case, "a.jpg", 300_000)
    with cutting_proxy(office.url) as proxy:
        proxy.cut_after(up=20_000, for_good=True)
        sync_through(desk, proxy.url)
    with office.store.reading() as unit:
        file = unit.records.case_file(case.id)
    assert file is not None
    assert len(file.files) == 1
    assert safe_to_hand_in(desk).missing == {Missing.FILES: 1}


def test_a_photo_of_a_refused_record_waits_for_nothing_and_is_not_lost(office: TestOffice, tmp_path: Path) -> None:
    """A photo that can never be sent blocked the queue for ever."""
    desk, case = working(office)
    moved = replace(case, assigned_to=office.people["wudi"].id, assigned_at=clock.now())
    with office.store.writing() as unit:
        unit.records.save_case(moved)
    made = attach(desk, case, "late.jpg", 300_000)
    assert sync(desk).complete
    with desk.store.reading() as unit:
        assert unit.attachments.counts()["up"] == 0
    assert safe_to_hand_in(desk).missing == {Missing.FACTS_UNREAD: 1}
    assert files(desk)["late.jpg"].fact_refused
    save_copy(desk, made.sha256, tmp_path / "late.jpg")
    assert (tmp_path / "late.jpg").stat().st_size == 300_000


def test_a_photo_of_a_visit_goes_with_its_visit_and_names_it(office: TestOffice, tmp_path: Path) -> None:
    """Photos arrived, and nobody could tell which visit they were of."""
    desk, case = working(office)
    visit = field_work.visit(case, desk.staff)
    with desk.store.writing() as unit:
        desk.record(unit, unit.files.get(case.id), visit)
    taken_at = clock.now()
    attach_file(desk, case.id, a_file(tmp_path, "door.jpg", 5_000), About(visit_id=visit.id, taken_at=taken_at))
    with pytest.raises(KnownError, match=r"file\.unknown_visit"):
        attach_file(desk, case.id, a_file(tmp_path, "other.jpg", 5_000), About(visit_id=case.id))
    assert sync(desk).complete
    with office.store.reading() as unit:
        file = unit.records.case_file(case.id)
    assert file is not None
    (record,) = file.files
    assert (record.content.visit_id, record.content.taken_at) == (visit.id, taken_at)


def test_photos_taken_before_the_case_moved_still_arrive(office: TestOffice) -> None:
    """The work was done, and the office took the case away before it was sent."""
    desk, case = working(office)
    made = attach(desk, case, "before.jpg", MB)
    moved = replace(case, assigned_to=office.people["wudi"].id, assigned_at=clock.now())
    with office.store.writing() as unit:
        unit.records.save_case(moved)
    assert sync(desk).complete
    assert stored(office, made.sha256)
    assert safe_to_hand_in(desk).safe
    with desk.store.reading() as unit:
        assert unit.attachments.find(made.sha256) is None, "the case is not ours any more, nor are its files"
    assert list((desk.folder / "files").glob("*/*")) == [], "unlinked"
    heir = office.desk("wudi")
    assert sync(heir).complete
    want_file(heir, case.id, made.sha256)
    assert sync(heir).complete
    assert len(read_file(heir, made.sha256)) == MB


def test_success_is_said_only_when_the_server_has_checked_it_and_backup_only_by_the_servers_clock(
    office: TestOffice,
) -> None:
    """ "Success" that was none."""
    desk, case = working(office)
    attach(desk, case, "a.jpg", 300_000)
    assert files(desk)["a.jpg"].step is Step.HERE
    assert not safe_to_hand_in(desk).safe
    assert sync(desk).complete
    kept_at = files(desk)["a.jpg"].kept_at
    assert kept_at is not None
    assert (safe_to_hand_in(desk).safe, safe_to_hand_in(desk).backed_up) == (True, False)
    with desk.store.writing() as unit:
        unit.settings.set("backup_at", clock.now().isoformat())
    assert files(desk)["a.jpg"].step is Step.BACKED_UP
    assert safe_to_hand_in(desk).backed_up


def test_the_same_photo_twice_is_told_and_not_sent_twice(office: TestOffice, tmp_path: Path) -> None:
    """Duplicates appeared after each failure."""
    desk, case = working(office)
    photo = a_file(tmp_path, "a.jpg", 300_000)
    attach_file(desk, case.id, photo)
    with pytest.raises(KnownError, match=r"file\.already_attached") as told:
        attach_file(desk, case.id, photo)
    assert told.value.params == {"case": "李建国"}


def test_a_file_that_is_no_photo_is_told_at_once(office: TestOffice, tmp_path: Path) -> None:
    """A file of a wrong type lay in the queue with no reason given."""
    desk, case = working(office)
    for name, head in (
        ("tool.jpg", b"MZ\x90\x00"),
        ("page.pdf", b"<html>"),
        ("movie.jpg", b"\x00\x00\x00\x20ftypqt  "),
    ):
        with pytest.raises(KnownError, match=r"file\.type_refused"):
            attach_file(desk, case.id, a_file(tmp_path, name, 4000, head))
    (tmp_path / "empty.jpg").touch()
    with pytest.raises(KnownError, match=r"file\.empty"):
        attach_file(desk, case.id, tmp_path / "empty.jpg")
    with pytest.raises(KnownError, match=r"file\.unreadable"):
        attach_file(desk, case.id, tmp_path / "gone.jpg")


@contextmanager
def mover(desk: Desk) -> Iterator[FileMover]:
    """A mover over the real network."""
    transport = transport_for(desk)
    yield FileMover(desk.store, transport, threading.Event())
    transport.close()
