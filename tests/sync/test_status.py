"""What is said of sync is true: counted by kind, never called done too early, safe only when nothing is only here."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.domain.attached_file import FileKind
from fieldapp.domain.ids import new_id
from fieldapp.errors import KnownError
from fieldapp.services.attach_file import About, attach_file
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.pending import PendingCounts
from fieldapp.store.laptop.sync_state import SyncRound
from fieldapp.sync.network import AWAY
from fieldapp.sync.status import SyncPhase, SyncStatus, Waiting, kinds_of, read_status
from tests import field_work
from tests.office import TestOffice, borrower_case, sync
from tests.people import team_in
from tests.sync.conftest import NewDesk

JPEG = b"\xff\xd8\xff\xe0" + bytes(2000)


@pytest.fixture
def office(shared_office: TestOffice) -> TestOffice:
    return team_in(shared_office)


@pytest.fixture
def desk(office: TestOffice, new_desk: NewDesk) -> Desk:
    office.save(borrower_case(office.people["zhouming"]))
    made = new_desk()
    assert sync(made).complete
    return made


def status(desk: Desk) -> SyncStatus:
    with desk.store.reading() as unit:
        return read_status(unit, working=False)


def case_of(desk: Desk) -> str:
    with desk.store.reading() as unit:
        (case_id,) = unit.shadow.case_ids()
    return case_id


def work(desk: Desk, visits: int = 1) -> None:
    with desk.store.writing() as unit:
        file = unit.files.get(case_of_unit(unit))
        for _ in range(visits):
            file = desk.record(unit, file, field_work.visit(file.case, desk.staff))


def case_of_unit(unit: object) -> str:
    (case_id,) = unit.shadow.case_ids()  # type: ignore[attr-defined]
    return str(case_id)


def photo(desk: Desk, folder: Path, number: int) -> None:
    path = folder / f"photo{number}.jpg"
    path.write_bytes(JPEG + bytes([number]) * 9)
    attach_file(desk, case_of(desk), path, About(FileKind.PHOTO))


def test_what_waits_is_counted_as_a_person_counts_it(desk: Desk, tmp_path: Path) -> None:
    work(desk, visits=3)
    for number in range(2):
        photo(desk, tmp_path, number)
    found = status(desk)
    assert found.kinds == {Waiting.VISITS: 3, Waiting.PHOTOS: 2}
    assert (found.waiting, found.files_up) == (5, 2), "a photo is a record and a file, and is told as one photo"
    assert found.pending
    assert not found.safe_to_hand_in
    assert sync(desk).complete
    after = status(desk)
    assert after.kinds == {}
    assert after.safe_to_hand_in
    assert after.last_success is not None


def test_what_nobody_knows_the_kind_of_is_counted_all_the_same() -> None:
    found = PendingCounts(facts={"from_a_newer_program": 2, "file_attached": 3}, files={"photo": 1, "scan": 1})
    assert kinds_of(found) == {Waiting.PAPERS: 1, Waiting.PHOTOS: 1, Waiting.OTHERS: 3}


def test_a_round_that_failed_is_never_called_done(desk: Desk) -> None:
    before = status(desk).last_success
    work(desk)
    report = sync(replace(desk, server_url="http://127.0.0.1:9"))
    assert not report.complete
    after = status(desk)
    assert (after.phase, after.code) == (SyncPhase.AWAY, "sync.server_away")
    assert after.last_success == before, "the last contact is the one that was complete"
    assert not after.safe_to_hand_in


@pytest.mark.parametrize("code", sorted(AWAY))
def test_what_passes_by_itself_is_no_alarm(desk: Desk, code: str) -> None:
    with desk.store.writing() as unit:
        unit.sync.log(SyncRound(clock.now(), code, {}, 0, 0, 1))
    assert status(desk).phase is SyncPhase.AWAY


@pytest.mark.parametrize("code", ["network.portal", "network.proxy_sign_in", "signin.expired", "device.revoked"])
def test_what_a_person_has_to_do_is_told_as_such(desk: Desk, code: str) -> None:
    with desk.store.writing() as unit:
        unit.sync.log(SyncRound(clock.now(), code, {}, 0, 0, 1))
    assert status(desk).phase is SyncPhase.TROUBLE


def test_a_draft_and_a_file_the_server_will_not_take_are_only_here(desk: Desk) -> None:
    assert status(desk).safe_to_hand_in
    with desk.store.writing() as unit:
        unit.drafts.save("visit", new_id(), b"{}", clock.now())
    assert not status(desk).safe_to_hand_in
    with desk.store.writing() as unit:
        for draft in unit.drafts.all():
            unit.drafts.discard(draft.kind, draft.ref)
        file = Attachment("a" * 64, "photo", case_of_unit(unit), new_id(), 9, "local", new_id())
        unit.attachments.keep(file, b"123456789", clock.now())
        unit.attachments.refuse(file.sha256, "file.too_large", {}, clock.now())
    found = status(desk)
    assert found.files_refused == 1
    assert not found.safe_to_hand_in


def test_a_refused_record_nobody_has_read_keeps_the_light_off(desk: Desk, office: TestOffice) -> None:
    with desk.store.reading() as unit:
        case = unit.files.get(case_of_unit(unit)).case
    office.save(replace(case, assigned_to=office.people["wudi"].id, assigned_at=clock.now() - timedelta(hours=1)))
    work(desk)
    sync(desk)
    found = status(desk)
    if not found.refused:  # a visit after the move may count as late work; then there is nothing to read
        pytest.fail("a visit made after the case had moved must be refused")
    assert not found.safe_to_hand_in
    with desk.store.writing() as unit:
        for entry in unit.outbox.refused():
            unit.outbox.mark_read(entry.fact.id, clock.now())
    assert status(desk).safe_to_hand_in


def test_errors_of_the_network_all_have_a_place() -> None:
    assert KnownError("network.timeout").code in AWAY
    assert "network.portal" not in AWAY
