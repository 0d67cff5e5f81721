"""What people who work in the field complain about most when their records are gone, each made impossible here.

Each test is one complaint, run against the real store, the real network stack and the real server. Its name is the
complaint turned into a promise; `docs/complaints.md` says which promise answers which complaint.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.ids import new_id
from fieldapp.domain.visit import VisitContent
from fieldapp.services.desk import Desk
from fieldapp.services.edit_card import edit_card
from fieldapp.store.laptop.case_list import CaseFilter
from fieldapp.store.laptop.outbox import Outbox
from tests import field_work
from tests.cutting_proxy import CuttingProxy, cutting_proxy
from tests.laptops import BareLaptop, scope_of
from tests.office import TestOffice, borrower_case, sync
from tests.people import team_in
from tests.sync.conftest import NewDesk

MANY = 120
PATIENCE = 60


@pytest.fixture
def office(shared_office: TestOffice) -> TestOffice:
    return team_in(shared_office)


@pytest.fixture
def cases(office: TestOffice) -> list[Case]:
    made = [borrower_case(office.people["zhouming"], f"借款人{n}", number=700 + n) for n in range(4)]
    office.save(*made)
    return made


@pytest.fixture
def line(office: TestOffice) -> Iterator[CuttingProxy]:
    with cutting_proxy(office.url) as one:
        yield one


def record_visit(desk: Desk, case: Case, note: str = "") -> str:
    made = field_work.visit(case, desk.staff, note)
    with desk.store.writing() as unit:
        desk.record(unit, unit.files.get(case.id), made)
    return made.id


def seen_here(desk: Desk, *cases: Case) -> set[str]:
    """The visits that this laptop shows."""
    with desk.store.reading() as unit:
        return {visit.id for case in cases for visit in unit.files.get(case.id).visits}


def at_office(office: TestOffice, *cases: Case) -> list[str]:
    """The visits that the office has, each as often as it is there."""
    with office.store.reading() as unit:
        files = unit.records.case_files([case.id for case in cases])
    return sorted(visit.id for file in files.values() for visit in file.visits)


def statuses(desk: Desk) -> dict[str, str]:
    with desk.store.reading() as unit:
        return {entry.fact.id: entry.status for entry in unit.outbox.entries(limit=1000)}


def new_epoch(office: TestOffice) -> None:
    """The server says that its history is another one: every laptop begins its copy anew."""
    with office.store.writing() as unit:
        unit.settings.set("epoch", new_id())


def test_what_the_office_refuses_stays_on_the_laptop_with_its_reason(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    """A change failed on the server, the app said nothing, and the next sync removed the points."""
    desk = new_desk()
    sync(desk)
    wrong = field_work.visit(cases[0], desk.staff, "照片在店里拍的")
    assert isinstance(wrong.payload, VisitContent)
    wrong = replace(wrong, payload=replace(wrong.payload, premises_id=new_id()))
    with desk.store.writing() as unit:  # past the laptop's own check, as a program of another version would
        unit.outbox.add(wrong, desk.device_id)
    right = record_visit(desk, cases[1])
    for _ in range(3):
        assert sync(desk).complete
    new_epoch(office)
    assert sync(desk).complete
    with desk.store.reading() as unit:
        (entry,) = unit.outbox.refused()
        assert unit.outbox.counts() == {"waiting": 0, "refused": 1}
    assert (entry.status, entry.code) == ("rejected", "visit.unknown_premises")
    assert entry.fact == wrong, "every word of it"
    assert at_office(office, *cases) == [right]


def test_what_was_pushed_is_shown_after_every_later_sync_however_the_copy_came(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    """Push reported success, a later sync erased the local changes."""
    desk = new_desk()
    sync(desk)
    made = {record_visit(desk, cases[n], f"第 {n} 次") for n in (0, 0, 1)}
    assert sync(desk).pushed == 3
    assert seen_here(desk, *cases) == made
    office.save(replace(cases[0], case_no="HK-7000"))
    assert sync(desk).complete
    assert seen_here(desk, *cases) == made
    new_epoch(office)
    assert sync(desk).complete
    assert seen_here(desk, *cases) == made
    assert at_office(office, *cases) == sorted(made)


def test_a_team_that_syncs_in_any_order_has_everything_everywhere(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    """Data vanished after a team had synced; its user stopped using the product."""
    theirs = borrower_case(office.people["wudi"], "吴迪的客户", number=790)
    office.save(theirs)
    mine, other, boss = new_desk(), new_desk("wudi"), new_desk("chenlan")
    for desk in (boss, mine, other):
        sync(desk)
    made: dict[str, set[str]] = {"mine": set(), "other": set()}
    for turn in ((mine, boss, other), (other, mine, boss), (boss, other, mine)):
        made["mine"].add(record_visit(mine, cases[0]))
        made["other"].add(record_visit(other, theirs))
        made["mine"].add(record_visit(boss, cases[0], "主管同去"))
        for desk in turn:
            assert sync(desk).complete
    for desk in (mine, other, boss):
        assert sync(desk).complete
    assert seen_here(mine, *cases) == made["mine"]
    assert seen_here(other, theirs) == made["other"]
    assert seen_here(boss, *cases, theirs) == made["mine"] | made["other"]


def test_a_pull_that_failed_blanks_neither_the_laptop_nor_the_office(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], line: CuttingProxy
) -> None:
    """A failed pull blanked the local files, and the push that followed blanked the server."""
    desk = replace(new_desk(), server_url=line.url)
    before = record_visit_after_first_sync(desk, cases[0])
    sync(desk)
    new_epoch(office)  # all of it has to come anew
    for down in (1, 300, 900, 2_000):
        line.cut_after(down=down)
        sync(desk)
        assert seen_here(desk, cases[0]) == {before}
        with desk.store.reading() as unit:
            assert len(unit.cases.page(CaseFilter(), 0, 100)) == len(cases)
    line.mend()
    later = record_visit(desk, cases[1])
    assert sync(desk).complete
    assert at_office(office, *cases) == sorted([before, later])
    assert seen_here(desk, *cases) == {before, later}


def record_visit_after_first_sync(desk: Desk, case: Case) -> str:
    sync(desk)
    return record_visit(desk, case)


def test_what_was_taken_away_at_the_office_is_never_resurrected_by_a_laptop(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    """A deleted file was resurrected by a device that had not heard of it (no tombstone, or one that was purged)."""
    desk, other = new_desk(), new_desk("wudi")
    sync(desk)
    before = record_visit(desk, cases[0], "改派前去的")
    moved = replace(cases[0], assigned_to=office.people["wudi"].id, assigned_at=clock.now() + timedelta(seconds=1))
    office.save(moved)
    with office.store.writing() as unit:
        assert unit.feed.purge(clock.now() + timedelta(days=1)) > 0
    for _ in range(2):
        assert sync(desk).complete
        assert sync(other).complete
    with desk.store.reading() as unit:
        assert sorted(unit.shadow.case_ids()) == sorted(case.id for case in cases[1:])
        assert unit.cases.line(moved.id) is None
    with office.store.reading() as unit:
        rows = unit.feed.rows_after(scope_of(desk.staff), 0, 1000)
        assert moved.id not in {row.id for row in rows if row.op == "put"}
    assert seen_here(other, moved) == {before}, "the work done before still counts"


def test_mending_a_copy_never_costs_unsent_work(office: TestOffice, new_desk: NewDesk, cases: list[Case]) -> None:
    """A repair forced a one-way sync and could cost work that had not been sent."""
    desk = new_desk()
    sync(desk)
    made = {record_visit(desk, case) for case in cases}
    with desk.store.reading() as unit:
        card = unit.files.get(cases[0].id).working_card
    edit_card(desk, cases[0].id, card, "note", "晚上七点后在店里")
    with desk.store.writing() as unit:
        unit.sync.weigh(scope_of(desk.staff), "1" * 32)  # the copy is not what the server has
    new_epoch(office)
    assert sync(desk).complete
    assert set(at_office(office, *cases)) == made
    with office.store.reading() as unit:
        file = unit.records.case_file(cases[0].id)
    assert file is not None
    assert [(one.field, one.value) for one in file.working_card.fields] == [("note", "晚上七点后在店里")]
    assert set(statuses(desk).values()) == {"settled"}


def test_an_upload_never_takes_the_place_of_what_others_have_sent(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    """An "upload" wiped the other side instead of merging."""
    one, two = new_desk(), new_desk()  # the same person's two laptops
    sync(one)
    sync(two)
    mine, others = record_visit(one, cases[0]), record_visit(two, cases[0])
    for desk in (one, two, one):
        assert sync(desk).complete
    assert seen_here(one, cases[0]) == seen_here(two, cases[0]) == {mine, others}
    assert at_office(office, *cases) == sorted([mine, others])


def test_saying_everything_again_doubles_nothing(office: TestOffice, new_desk: NewDesk, cases: list[Case]) -> None:
    """A hotfix had to resend forms that had likely lost data."""
    desk = new_desk()
    sync(desk)
    made = sorted(record_visit(desk, case) for case in cases for _ in range(2))
    for _ in range(3):
        assert sync(desk).complete
        new_epoch(office)
    with desk.store.writing() as unit:
        unit.outbox.say_again()
    assert sync(desk).complete
    assert at_office(office, *cases) == made
    assert seen_here(desk, *cases) == set(made)
    assert set(statuses(desk).values()) == {"settled"}


def test_nothing_that_was_recorded_can_be_deleted_on_the_laptop(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    """Records that had not been sent could be deleted; a bad one bricked the phone until it was."""
    desk = new_desk()
    sync(desk)
    made = record_visit(desk, cases[0])
    with desk.store.writing() as unit:
        unit.outbox.mark_read(made, clock.now())
    assert not [name for name in dir(Outbox) if any(word in name for word in ("delete", "remove", "discard", "purge"))]
    office.save(replace(cases[0], assigned_to=office.people["wudi"].id, assigned_at=clock.now()))
    assert sync(desk).complete
    with desk.store.reading() as unit:
        entry = unit.outbox.entry(made)
    assert entry is not None, "the case has left; what was done on it has not"
    assert (entry.status, entry.late) == ("settled", True)


def test_a_send_that_failed_keeps_the_records_and_says_why(
    office: TestOffice, new_desk: NewDesk, cases: list[Case], line: CuttingProxy
) -> None:
    """Forms were deleted after a failed send; "sending failed" with no reason kept."""
    desk = replace(new_desk(), server_url=line.url)
    sync(desk)
    made = [record_visit(desk, case) for case in cases]
    line.cut_after(up=100)
    sync(desk)
    sync(replace(desk, server_url="http://127.0.0.1:9"))
    with desk.store.reading() as unit:
        assert unit.outbox.counts()["waiting"] == len(made)
        assert [one.code for one in unit.sync.rounds()][:2] == ["sync.server_away", "sync.cut_off"]
    assert seen_here(desk, *cases) == set(made)
    line.mend()
    assert sync(desk).pushed == len(made)
    assert at_office(office, *cases) == sorted(made)


def test_a_long_day_offline_stays_in_sight_and_goes_up_in_one_sync(
    office: TestOffice, new_desk: NewDesk, cases: list[Case]
) -> None:
    """Records made offline disappeared from view; the app crashed after sixteen of them."""
    desk = new_desk()
    sync(desk)
    away = replace(desk, server_url="http://127.0.0.1:9")
    made = []
    for number in range(MANY):
        made.append(record_visit(desk, cases[number % len(cases)], f"第 {number} 次"))
        if number % 40 == 0:
            assert not sync(away).complete
            assert seen_here(desk, *cases) == set(made)
    assert len(seen_here(desk, *cases)) == MANY
    with desk.store.reading() as unit:
        assert unit.outbox.counts()["waiting"] == MANY
        assert len(unit.outbox.entries(limit=MANY + 1)) == MANY
    assert sync(desk).pushed == MANY
    assert at_office(office, *cases) == sorted(made)


def test_a_duplicate_id_blocks_nobody(office: TestOffice, cases: list[Case]) -> None:
    """One duplicate id blocked a device for ever."""
    one, two = (BareLaptop(office.url, office.people["zhouming"].login) for _ in range(2))
    first = field_work.visit(cases[0], one.staff, "先到的")
    assert one.push(first).codes == ["accepted"]
    same_id = replace(field_work.visit(cases[0], two.staff, "另一台电脑上编号一样的"), id=first.id)
    after = [field_work.visit(cases[n], two.staff) for n in (1, 2)]
    assert two.push(same_id, *after).codes == ["fact.id_taken", "accepted", "accepted"]
    assert two.push(field_work.visit(cases[3], two.staff)).codes == ["accepted"]
    again = one.push(first, field_work.visit(cases[3], one.staff))
    assert again.codes[1:] == ["accepted"], "nor does one that a laptop says twice under two numbers"
    with office.store.reading() as unit:
        file = unit.records.case_file(cases[0].id)
    assert file is not None
    assert [visit.content.note for visit in file.visits] == ["先到的"]
    for laptop in (one, two):
        laptop.close()
