"""What the protocol promises beyond a good day: nothing is shown half, nothing waits for what cannot be judged, and a
copy that is not what the server has is found and mended."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from db.client_schema import record
from fieldapp import clock, rule_packs
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.facts import Fact
from fieldapp.domain.ids import new_id
from fieldapp.domain.judgement import judge
from fieldapp.errors import KnownError
from fieldapp.protocol import dictionaries
from fieldapp.protocol.codec import compress
from fieldapp.protocol.messages import Frame, PageFrame, SyncRequest
from fieldapp.protocol.verdicts import VerdictStatus
from fieldapp.server import intake, quarantine
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter
from fieldapp.store.laptop.unit import LaptopStore
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.sign_in import transport_for
from fieldapp.sync.steps import SyncReport
from fieldapp.sync.transport import Transport
from tests import field_work
from tests.laptops import BareLaptop
from tests.office import TestOffice, borrower_case, sync
from tests.sync.conftest import NewDesk

POISON = "这条会出错"


@pytest.fixture
def cases(office: TestOffice) -> list[Case]:
    made = [borrower_case(office.people["zhouming"], f"借款人{n}", number=600 + n) for n in range(30)]
    office.save(*made)
    return made


def record_visit(desk: Desk, case: Case, note: str = "") -> Fact:
    fact = field_work.visit(case, desk.staff, note)
    with desk.store.writing() as unit:
        desk.record(unit, unit.files.get(case.id), fact)
    return fact


def shown(store: LaptopStore) -> set[str]:
    with store.reading() as unit:
        return {line.case_id for line in unit.cases.page(CaseFilter(), 0, 1000)}


def statuses(desk: Desk) -> dict[str, str]:
    with desk.store.reading() as unit:
        return {entry.fact.id: entry.status for entry in unit.outbox.entries()}


class CutAfter(Transport):
    """The line of a desk, cut after so many pages."""

    def __init__(self, desk: Desk, pages: int) -> None:
        with desk.store.reading() as unit:
            super().__init__(desk.server_url, unit.settings.get("token", str) or "")
        self._left = pages

    def exchange(self, request: SyncRequest) -> Iterator[Frame]:
        for frame in super().exchange(request):
            if isinstance(frame, PageFrame):
                self._left -= 1
            if self._left < 0:
                raise KnownError("sync.cut_off", retryable=True)
            yield frame


def sync_cut(desk: Desk, pages: int) -> SyncReport:
    line = CutAfter(desk, pages)
    try:
        return SyncDriver(desk.store, line, desk.device_id).run()
    finally:
        line.close()


def test_a_copy_that_comes_anew_is_shown_when_it_is_whole_and_the_old_one_until_then(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    desk = new_desk()
    sync(desk)
    everybody = shown(desk.store)
    with office.store.writing() as unit:
        unit.settings.set("epoch", new_id())
    fresh = replace(cases[0], case_no="HK-NEW")
    office.save(fresh)
    assert sync_cut(desk, 0).error is not None
    assert shown(desk.store) == everybody
    with desk.store.reading() as unit:
        assert unit.files.get(fresh.id).case.case_no == cases[0].case_no
    assert sync(desk).complete
    with desk.store.reading() as unit:
        assert unit.files.get(fresh.id).case.case_no == "HK-NEW"
    assert shown(desk.store) == everybody


def test_a_copy_that_differs_is_found_by_its_digest_and_mended_by_what_differs_alone(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    desk = new_desk()
    sync(desk)
    with desk.store._engine.begin() as connection:
        lost = sa.delete(record).where(record.c.entity == "case", record.c.id == cases[3].id)
        connection.execute(lost)
        connection.execute(sa.text("UPDATE scope SET digest = :d WHERE scope LIKE 'staff:%'"), {"d": "1" * 32})
    report = sync(desk)
    assert report.complete
    assert 1 <= report.pulled < len(cases), "not all of it came again"
    assert shown(desk.store) == {case.id for case in cases}
    with desk.store.reading() as unit:
        assert unit.files.get(cases[3].id).case == cases[3]
    assert sync(desk).pulled == 0


def test_a_laptop_whose_store_was_put_back_goes_on_and_nothing_it_does_is_kept_aside(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], tmp_path: Path
) -> None:
    desk = new_desk()
    sync(desk)
    early = record_visit(desk, cases[0])
    sync(desk)
    desk.store.close()
    path = desk.folder / "store.db"
    shutil.copy(path, tmp_path / "backup.db")
    later = record_visit(desk, cases[1])
    sync(desk)
    desk.store.close()
    for file in desk.folder.glob("store.db*"):
        file.unlink()
    shutil.copy(tmp_path / "backup.db", path)
    made = [record_visit(desk, cases[n]) for n in (2, 3)]
    report = sync(desk)
    assert report.complete
    assert {statuses(desk)[fact.id] for fact in (early, *made)} == {"settled"}
    with office.store.reading() as unit:
        assert len(unit.records.case_files([c.id for c in cases[:4]])) == 4
        kept = [v.id for f in unit.records.case_files([c.id for c in cases[:4]]).values() for v in f.visits]
    assert sorted(kept) == sorted(fact.id for fact in (early, later, *made))
    with desk.store.reading() as unit:
        assert unit.files.get(cases[1].id).visits[0].id == later.id, "and what was lost here came back"


def test_one_fact_that_cannot_be_judged_is_kept_aside_and_the_others_go_on_until_it_was(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoilt(file: Any, fact: Any, *more: Any) -> Any:
        if getattr(fact.payload, "note", "") == POISON:
            raise RuntimeError("a bug")
        return judge(file, fact, *more)

    desk = new_desk()
    sync(desk)
    before, poison, after = (record_visit(desk, cases[n], note) for n, note in enumerate(("", POISON, "")))
    monkeypatch.setattr(intake, "judge", spoilt)
    assert sync(desk).complete
    assert statuses(desk) == {before.id: "settled", poison.id: "held", after.id: "settled"}
    with desk.store.reading() as unit:
        assert len(unit.files.get(cases[1].id).visits) == 1, "it is still shown to whoever made it"
        assert [entry.code for entry in unit.outbox.refused()] == ["fact.held"]
    assert sync(desk).complete
    monkeypatch.setattr(intake, "judge", judge)
    with office.store.writing() as there:
        (held,) = there.facts.held()
        assert held.envelope.fact_id == poison.id
        assert "a bug" in held.detail
        given = quarantine.retry(there, poison.id, rule_packs.load().authority, clock.now())
    assert given.status is VerdictStatus.ACCEPTED
    assert sync(desk).complete
    assert statuses(desk)[poison.id] == "settled"
    with office.store.reading() as kept:
        assert kept.facts.held() == []
        assert len(kept.records.case_files([cases[1].id])[cases[1].id].visits) == 1


def test_a_case_that_moves_within_a_team_never_leaves_its_supervisors_sight(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    """Whichever scope comes first, and wherever the line is cut between them."""
    desk = new_desk("chenlan")
    sync(desk)
    whole = shown(desk.store)
    for way in (("zhouming", "wudi"), ("wudi", "zhouming")):
        moved = replace(cases[0], assigned_to=office.people[way[1]].id, assigned_at=clock.now())
        office.save(moved)
        for pages in range(3):
            sync_cut(desk, pages)
            assert shown(desk.store) == whole
        assert sync(desk).complete
        with desk.store.reading() as unit:
            assert unit.files.get(moved.id).case.assigned_to == moved.assigned_to


def test_a_laptop_that_was_away_longer_than_tombstones_last_starts_anew_and_its_work_still_counts(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    desk = new_desk()
    sync(desk)
    made = record_visit(desk, cases[0])
    gone = replace(cases[0], assigned_to=office.people["wudi"].id, assigned_at=clock.now() + timedelta(seconds=1))
    office.save(gone)
    with office.store.writing() as unit:
        assert unit.feed.purge(clock.now() + timedelta(days=1)) > 0
    assert sync(desk).complete
    assert gone.id not in shown(desk.store)
    with desk.store.reading() as unit:
        entry = unit.outbox.entry(made.id)
        assert entry is not None
        assert (entry.status, entry.late) == ("settled", True)
    assert sync(desk).pulled == 0


def test_a_record_that_cannot_be_read_does_not_keep_the_others_away(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    desk = new_desk()
    sync(desk)

    class Spoilt(CutAfter):
        def exchange(self, request: SyncRequest) -> Iterator[Frame]:
            for frame in super().exchange(request):
                if isinstance(frame, PageFrame):
                    rows = tuple(
                        msgspec.structs.replace(row, blob=compress(b"[]")) if row.id == cases[1].id else row
                        for row in frame.rows
                    )
                    yield PageFrame(frame.scope, frame.cursor, rows)
                else:
                    yield frame

    office.save(*(replace(case, case_no=f"{case.case_no}-2") for case in cases[:3]))
    line = Spoilt(desk, 100)
    try:
        SyncDriver(desk.store, line, desk.device_id).run()
    finally:
        line.close()
    with desk.store.reading() as unit:
        assert unit.files.get(cases[2].id).case.case_no.endswith("-2")
    assert sync(desk).complete, "the digest tells that one is not what the server has, and it comes again"
    with desk.store.reading() as unit:
        assert unit.files.get(cases[1].id).case.case_no.endswith("-2")


def test_a_program_that_knows_no_dictionary_gets_records_it_can_read(office: TestOffice, cases: list[Case]) -> None:
    old = BareLaptop(office.url, "zhouming")
    try:
        old.sync()
        assert {case.id for case in old.things(Entity.CASE)} == {case.id for case in cases}
    finally:
        old.close()


def test_the_dictionary_of_the_server_can_be_asked_for(office: TestOffice, new_desk: NewDesk) -> None:
    line = transport_for(new_desk())
    try:
        assert line.dictionary(dictionaries.CURRENT) == dictionaries.content(dictionaries.CURRENT)
        with pytest.raises(KnownError, match=r"sync\.dictionary_unknown"):
            line.dictionary(7)
    finally:
        line.close()
