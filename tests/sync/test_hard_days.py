"""Days that must not happen and do: a server that comes back older than it was, a laptop whose clock has gone mad.

What does not hold yet is marked so, with what happens instead.
"""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from fieldapp.domain.case import Case
from fieldapp.domain.ids import new_id
from fieldapp.domain.plans.plan_life import PlanContent
from fieldapp.domain.visit import VisitContent
from fieldapp.services.desk import Desk
from tests import field_work
from tests.laptops import BareLaptop
from tests.office import TestOffice, borrower_case, sync
from tests.sync.conftest import NewDesk

MAD = datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=12)))


def record_visit(desk: Desk, case: Case) -> None:
    with desk.store.writing() as unit:
        desk.record(unit, unit.files.get(case.id), field_work.visit(case, desk.staff))


def back_up(office: TestOffice, to: Path) -> None:
    """A copy of the server's database as it is now."""
    with sqlite3.connect(office.folder / "server" / "office.db") as live, sqlite3.connect(to) as copy:
        live.backup(copy)
    live.close()
    copy.close()


def restore(office: TestOffice, backup: Path) -> None:
    """The server is as it was then, and says that its history is another one."""
    office.store.close()
    for old in (office.folder / "server").glob("office.db*"):
        old.unlink()
    shutil.copy(backup, office.folder / "server" / "office.db")
    with office.store.writing() as unit:
        unit.settings.set("epoch", new_id())


def visits(office: TestOffice, case: Case) -> int:
    with office.store.reading() as unit:
        file = unit.records.case_file(case.id)
    assert file is not None
    return len(file.visits)


def test_a_laptop_takes_its_records_anew_from_a_server_that_was_restored(
    office: TestOffice, new_desk: NewDesk, case: Case, tmp_path: Path
) -> None:
    desk = new_desk()
    sync(desk)
    back_up(office, tmp_path / "backup.db")
    office.save(borrower_case(office.people["zhouming"], "王秀英", number=413))
    assert sync(desk).pulled == 1
    restore(office, tmp_path / "backup.db")
    assert sync(desk).complete
    with desk.store.reading() as unit:
        assert unit.shadow.case_ids() == [case.id]


def test_work_done_after_the_backup_reaches_the_restored_server_again(
    office: TestOffice, new_desk: NewDesk, case: Case, tmp_path: Path
) -> None:
    desk = new_desk()
    sync(desk)
    back_up(office, tmp_path / "backup.db")
    record_visit(desk, case)
    assert sync(desk).pushed == 1
    restore(office, tmp_path / "backup.db")
    sync(desk)
    sync(desk)
    assert visits(office, case) == 1


def test_a_laptop_that_was_ahead_of_the_backup_can_still_push(
    office: TestOffice, new_desk: NewDesk, case: Case, tmp_path: Path
) -> None:
    desk = new_desk()
    sync(desk)
    back_up(office, tmp_path / "backup.db")
    record_visit(desk, case)
    sync(desk)
    restore(office, tmp_path / "backup.db")
    sync(desk)
    record_visit(desk, case)
    assert sync(desk).complete
    with desk.store.reading() as unit:
        assert unit.outbox.counts()["waiting"] == 0


def test_a_visit_at_the_end_of_time_does_not_stop_the_laptops_of_others(
    office: TestOffice, new_desk: NewDesk, case: Case
) -> None:
    own = BareLaptop(office.url, "zhouming")
    made = field_work.visit(case, own.staff)
    assert isinstance(made.payload, VisitContent)
    mad = replace(made, payload=replace(made.payload, arrived_at=MAD, left_at=MAD))
    own.push(mad)
    own.close()
    assert sync(new_desk("chenlan")).complete


def test_a_plan_with_a_rate_that_is_no_number_gets_a_verdict(office: TestOffice, case: Case) -> None:
    own = BareLaptop(office.url, "zhouming")
    try:
        made = field_work.plan(case, own.staff)
        assert isinstance(made.payload, PlanContent)
        terms = replace(made.payload.terms, annual_rate=Decimal("NaN"))
        heard = own.push(replace(made, payload=replace(made.payload, terms=terms)), field_work.visit(case, own.staff))
        assert heard.codes[1:] == ["accepted"]
    finally:
        own.close()
