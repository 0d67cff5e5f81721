"""A payments file that comes in while a case moves, on a real PostgreSQL: both happen, whichever was first."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from fieldapp import clock
from fieldapp.domain.case import Case, Entity
from fieldapp.domain.ids import new_id
from fieldapp.services.import_payments import import_payments
from fieldapp.store.office.database import open_office
from fieldapp.store.office.feed import staff_scope
from fieldapp.store.office.unit import OfficeStore
from tests.office import MORNING, borrower_case, staff
from tests.postgres import PostgresServer

pytestmark = pytest.mark.postgres
HEADER = "合同编号,流水号,交易类型,交易日期,金额,渠道,原流水号"


@dataclass
class Stored:
    """A case in the database, as an import would have left it."""

    store: OfficeStore
    case: Case

    def now(self) -> Case:
        with self.store.reading() as unit:
            case: Case | None = unit.records.get(Entity.CASE, self.case.id)
        assert case is not None
        return case

    def somebody_waits(self) -> bool:
        with self.store.engine.connect() as connection:
            return bool(connection.execute(sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")).scalar())


@pytest.fixture
def stored(postgres: PostgresServer) -> Iterator[Stored]:
    before = clock.use(clock.PracticeClock(MORNING))
    store, case = open_office(postgres.database()), borrower_case(staff()[0])
    with store.writing() as unit:
        unit.records.save_case(case)
        unit.imports.remember([("loan", case.loans[0].contract_no, case.loans[0].id, case.id)])
    yield Stored(store, case)
    store.close()
    clock.use(before)


def file(folder: Path, stored: Stored, number: str) -> Path:
    path = folder / f"{number}.csv"
    line = f"{stored.case.loans[0].contract_no},{number},还款,2026-07-20,100.00,转账,"
    path.write_text(f"{HEADER}\n{line}", encoding="utf-8")
    return path


def test_a_payment_that_comes_in_while_its_case_moves_does_not_move_it_back(stored: Stored, tmp_path: Path) -> None:
    to, waits = new_id(), threading.Event()
    path = file(tmp_path, stored, "T-1")
    with ThreadPoolExecutor(1) as threads:
        with stored.store.writing() as unit:
            unit.records.case_file(stored.case.id, lock=True)
            coming = threads.submit(import_payments, stored.store, path)
            while not stored.somebody_waits() and not coming.done():
                waits.wait(0.01)
            unit.records.save_case(replace(stored.case, assigned_to=to, assigned_at=clock.now()))
        assert coming.result().changed == 1
    case = stored.now()
    assert case.assigned_to == to
    assert [one.amount for one in case.loans[0].payments if one.reference == "T-1"] == [10_000]
    with stored.store.reading() as unit:
        assert [row.op for row in unit.feed.rows_after(staff_scope(stored.case.assigned_to), 0, 9)] == ["evict"]


def test_two_payments_files_at_once_both_count(stored: Stored, tmp_path: Path) -> None:
    paths = [file(tmp_path, stored, f"T-{n}") for n in range(6)]
    with ThreadPoolExecutor(6) as threads:
        assert [one.changed for one in threads.map(lambda path: import_payments(stored.store, path), paths)] == [1] * 6
    came = {one.reference for one in stored.now().loans[0].payments}
    assert {f"T-{n}" for n in range(6)} <= came
