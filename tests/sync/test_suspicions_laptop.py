"""Two misfortunes at once: laptops whose store was put back, at servers that were restored, in need of a rescue."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fieldapp import clock, rule_packs
from fieldapp.cli.main import main
from fieldapp.domain.case import Case
from fieldapp.domain.facts import Fact
from fieldapp.domain.ids import new_id
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.server import quarantine
from fieldapp.server.intake import Sender
from fieldapp.server.sync_call import push
from fieldapp.services.desk import Desk
from fieldapp.services.rescue_bundle import bundle_name, write_bundle
from fieldapp.store.laptop import safe_copy
from fieldapp.store.laptop.unit import open_store
from fieldapp.sync import apply
from tests import field_work
from tests.laptops import KEY
from tests.office import TestOffice, borrower_case, sync
from tests.sync.attached import working
from tests.sync.conftest import NewDesk


@pytest.fixture
def cases(office: TestOffice) -> list[Case]:
    made = [borrower_case(office.people["zhouming"], f"借款人{n}", number=900 + n) for n in range(4)]
    office.save(*made)
    return made


def visited(desk: Desk, case: Case) -> Fact:
    fact = field_work.visit(case, desk.staff)
    with desk.store.writing() as unit:
        desk.record(unit, unit.files.get(case.id), fact)
    return fact


def at_office(office: TestOffice, *cases: Case) -> set[str]:
    with office.store.reading() as unit:
        return {visit.id for file in unit.records.case_files([c.id for c in cases]).values() for visit in file.visits}


def statuses(desk: Desk) -> dict[str, str]:
    with desk.store.reading() as unit:
        return {entry.fact.id: entry.status for entry in unit.outbox.entries()}


def take_away(desk: Desk, to: Path) -> None:
    """A copy of the laptop's store as it is now."""
    desk.store.close()
    shutil.copy(desk.folder / "store.db", to)


def put_back(desk: Desk, copy: Path) -> None:
    desk.store.close()
    for file in desk.folder.glob("store.db*"):
        file.unlink()
    shutil.copy(copy, desk.folder / "store.db")


def books(office: TestOffice, saved: Path, *, restore: bool = False) -> None:
    """Back the office's database up to `saved`, or put that back under a new history."""
    live = office.store.engine.url.database
    assert live is not None
    office.store.engine.dispose()
    source, target = (str(saved), live) if restore else (live, str(saved))
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
    if restore:
        with office.store.writing() as unit:
            unit.settings.set("epoch", new_id())


def test_a_laptop_and_a_server_that_were_both_put_back_lose_nothing_that_either_still_has(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], tmp_path: Path
) -> None:
    desk = new_desk()
    sync(desk)
    early = visited(desk, cases[0])
    sync(desk)
    take_away(desk, tmp_path / "laptop.db")
    books(office, tmp_path / "office.db")
    for _ in range(3):  # known to the server alone, when the laptop's store is put back
        visited(desk, cases[1])
    sync(desk)
    put_back(desk, tmp_path / "laptop.db")
    later = [visited(desk, cases[2]) for _ in range(5)]
    assert sync(desk).complete
    books(office, tmp_path / "office.db", restore=True)  # and the server loses them too
    last = visited(desk, cases[3])
    reports = [sync(desk) for _ in range(3)]
    assert [report.error for report in reports if report.error] == []
    assert at_office(office, *cases) == {fact.id for fact in (early, *later, last)}
    assert set(statuses(desk).values()) == {"settled"}
    again = visited(desk, cases[3])
    assert sync(desk).complete, "and the chain goes on"
    assert again.id in at_office(office, *cases)


def test_the_rescue_of_a_laptop_whose_store_was_put_back_brings_what_it_did_since(
    office: TestOffice, tmp_path: Path
) -> None:
    desk, case = working(office)
    early = visited(desk, case)
    sync(desk)
    take_away(desk, tmp_path / "laptop.db")
    lost = [visited(desk, case) for _ in range(3)]
    sync(desk)
    put_back(desk, tmp_path / "laptop.db")
    since = [visited(desk, case) for _ in range(2)]
    (tmp_path / "stick").mkdir()
    bundle = write_bundle(desk, tmp_path / "stick" / bundle_name(desk))
    for _ in range(2):
        assert main(["server", "rescue", "import", str(bundle.path), "--home", str(office.folder / "server")]) == 0
        assert at_office(office, case) == {fact.id for fact in (early, *lost, *since)}
    after = visited(desk, case)
    assert sync(desk).complete, "a laptop that turns up again goes on"
    assert at_office(office, case) == {fact.id for fact in (early, *lost, *since, after)}


def test_a_copy_from_before_the_chain_was_made_anew_can_be_put_back(
    new_desk: NewDesk, cases: list[Case], tmp_path: Path
) -> None:
    desk = new_desk()
    sync(desk)
    early = visited(desk, cases[0])
    sync(desk)
    take_away(desk, tmp_path / "laptop.db")
    visited(desk, cases[1])
    sync(desk)
    put_back(desk, tmp_path / "laptop.db")
    waiting = visited(desk, cases[2])
    path = desk.folder / "store.db"
    desk.store.keep_copy()
    assert safe_copy.made_at(path) is not None
    sync(desk)  # now what waited has another place in the chain
    latest = visited(desk, cases[3])
    desk.store.close()
    done = safe_copy.put_back(path, KEY)
    assert done.saved == 1
    with open_store(path, KEY).reading() as unit:
        assert {entry.fact.id for entry in unit.outbox.entries()} == {early.id, waiting.id, latest.id}
    report = sync(desk)
    assert report.complete
    assert set(statuses(desk).values()) == {"settled"}


def test_a_fact_whose_scope_was_dropped_before_its_records_came_waits_for_nothing(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    desk = new_desk("chenlan")
    sync(desk)
    made = visited(desk, cases[0])
    with desk.store.reading() as unit:
        scope = next(name for name in unit.sync.scopes() if name != "office")
    with desk.store.writing() as unit:
        given = FactVerdict(made.id, VerdictStatus.ACCEPTED, scope=scope, seq=10_000)
        apply.keep_verdicts(unit, (given,), clock.now())
    with desk.store.writing() as unit:
        apply.drop_scopes(unit, (scope,))
    assert statuses(desk)[made.id] == "settled"


def test_a_fact_whose_number_another_one_has_in_the_copy_is_put_back_too(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    desk = new_desk()
    sync(desk)
    visited(desk, cases[0])
    sync(desk)
    early = [visited(desk, cases[1]) for _ in range(2)]
    with desk.store.writing() as unit:  # a chain of which some links are lost here: 1, 6, 7
        unit.outbox.rechain(5, "5" * 64)
    path = desk.folder / "store.db"
    desk.store.keep_copy()
    with desk.store.writing() as unit:  # the server was put back: 1, 2, 3, and 4 to 7 after them
        unit.outbox.rechain(1, "1" * 64)
    waiting = [visited(desk, cases[n]) for n in (2, 3, 2, 3)]
    desk.store.close()
    assert safe_copy.put_back(path, KEY).saved == len(waiting)
    assert sync(desk).complete
    assert {fact.id for fact in (*early, *waiting)} <= at_office(office, *cases)
    assert set(statuses(desk).values()) == {"settled"}


def test_one_unsent_fact_that_cannot_be_read_any_more_does_not_hold_up_those_behind_it(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    desk = new_desk()
    sync(desk)
    first, gone, behind = (visited(desk, cases[n]) for n in range(3))
    with desk.store._connected(lasting=True) as connection, connection.begin():
        for table in ("outbox", "fact"):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE fact_id = ?", (gone.id,))
    report = sync(desk)
    assert report.error is None
    assert at_office(office, *cases) == {first.id, behind.id}


def handed_to(office: TestOffice, case: Case, login: str) -> None:
    """The case is with somebody since an hour ago, whatever was thought until now."""
    since = clock.now() - timedelta(hours=1)
    office.save(replace(case, assigned_to=office.people[login].id, assigned_at=since))


def test_a_refusal_that_comes_back_with_a_backup_does_not_stand_against_what_another_history_accepted(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], tmp_path: Path
) -> None:
    desk = new_desk()
    sync(desk)
    books(office, tmp_path / "first.db")
    handed_to(office, cases[0], "wudi")
    made = visited(desk, cases[0])
    sync(desk)
    assert statuses(desk) == {made.id: "rejected"}
    books(office, tmp_path / "refused.db")
    books(office, tmp_path / "first.db", restore=True)  # in this history the case has not gone to anybody
    assert [sync(desk).error for _ in range(2)] == [None, None]
    assert statuses(desk) == {made.id: "settled"}
    books(office, tmp_path / "refused.db", restore=True)
    assert [sync(desk).error for _ in range(2)] == [None, None]
    with desk.store.reading() as unit:
        (entry,) = unit.outbox.entries()
    assert (entry.status, entry.code) == ("held", "fact.held_after_restore")
    handed_to(office, cases[0], "zhouming")
    sync(desk)
    assert statuses(desk) == {made.id: "settled"}
    assert at_office(office, cases[0]) == {made.id}


def test_what_the_office_has_refused_by_hand_stays_refused_whatever_a_laptop_says_of_it(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    desk = new_desk()
    sync(desk)
    made = visited(desk, cases[0])
    sender = Sender(desk.staff, desk.device_id, frozenset(), frozenset({made.id}))
    with desk.store.reading() as unit:
        (envelope,) = unit.outbox.waiting(10, 10**6)
    matrix = rule_packs.load().authority
    handed_to(office, cases[0], "wudi")
    assert [given.code for given in push(office.store, (envelope,), sender, matrix)] == ["fact.held_after_restore"]
    with office.store.writing() as unit:
        quarantine.refuse(unit, made.id, clock.now())
    assert [given.code for given in push(office.store, (envelope,), sender, matrix)] == ["fact.refused_by_office"]
