"""A first sync, a long list, a day of visits: each within a generous multiple of the least it can cost."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from db.client_schema import case_row
from fieldapp import clock
from fieldapp.domain.case import CaseFile, Entity
from fieldapp.protocol.codec import decompress
from fieldapp.protocol.messages import MAX_FACTS
from fieldapp.protocol.records import decode_record
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter
from fieldapp.store.laptop.search_tokens import name_tokens, other_tokens
from tests import field_work
from tests.benchmarks.conftest import fastest
from tests.laptops import BareLaptop, bring_cases, desk_in
from tests.office import TestOffice, borrower_case, staff, sync
from tests.store.lines import expected_line
from tests.sync.conftest import enrolled

CASES, FEW, VISITS, ROWS = 240, 40, 300, 10_000
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙马朱胡", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"


def bring_in(office: TestOffice, count: int) -> None:
    """A portfolio of so many cases for one collector."""
    person = office.people["zhouming"]
    office.save(*(borrower_case(person, f"借款人{number}", number=number) for number in range(count)))


def test_a_first_sync_costs_little_more_than_what_is_in_it(office: TestOffice, tmp_path: Path) -> None:
    """Floor: the same bytes over the same wire, each case read and worked out once, nothing stored."""
    bring_in(office, CASES)
    desk = enrolled(office, "zhouming", tmp_path / "desk")
    own = BareLaptop(office.url, "zhouming")

    def floor() -> None:
        heard = own.ask(own.request())
        for row in heard.rows:
            if row.entity == Entity.CASE.value:
                case = decode_record(Entity.CASE, decompress(row.blob))
                expected_line(CaseFile(case), clock.today(), 0)

    least = fastest(floor)
    started = time.perf_counter()
    report = sync(desk)
    took = time.perf_counter() - started
    own.close()
    desk.store.close()
    assert report.pulled == CASES + 4
    assert took < 40 * least, f"{took:.2f} s, floor {least:.2f} s"


def test_a_day_of_visits_goes_up_at_the_pace_of_its_transactions(office: TestOffice, tmp_path: Path) -> None:
    """Floor: as many durable transactions of one row in a plain file."""
    bring_in(office, FEW)
    desk = enrolled(office, "zhouming", tmp_path / "desk")
    sync(desk)
    cases = list(office.cases.values())
    made = [field_work.visit(cases[number % FEW], desk.staff) for number in range(VISITS)]
    with desk.store.writing() as unit:
        for fact in made:
            unit.outbox.add(fact, desk.device_id)
        assert len(unit.outbox.waiting(MAX_FACTS, 10**9)) == VISITS

    def floor() -> None:
        plain = sqlite3.connect(tmp_path / f"floor{time.perf_counter_ns()}.db", isolation_level=None)
        plain.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE visit (body BLOB)")
        for fact in made:
            plain.execute("INSERT INTO visit VALUES (?)", (repr(fact).encode(),))
        plain.close()

    least = fastest(floor, times=2)
    started = time.perf_counter()
    report = sync(desk)
    took = time.perf_counter() - started
    desk.store.close()
    assert report.pushed == VISITS
    assert report.complete
    assert took < 100 * least, f"{took:.2f} s, floor {least:.2f} s"


@pytest.fixture(scope="module")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A laptop with ten thousand lines: one that was worked out, and copies of it with other names."""
    person = staff()[0]
    desk = desk_in(tmp_path_factory.mktemp("long"), person)
    bring_cases(desk.store, person, [borrower_case(person)])
    with desk.store._engine.connect().execution_options(writing=True) as connection, connection.begin():
        line = dict(connection.execute(sa.select(case_row)).mappings().one())
        lines = [_line(line, number) for number in range(2, ROWS + 1)]
        connection.execute(sa.insert(case_row), lines)
        words = [
            (row["rid"], name_tokens(row["borrower_name"]), other_tokens(("四环西路 18 号",), (row["case_no"],)))
            for row in lines
        ]
        connection.exec_driver_sql("INSERT INTO case_search(rowid, name, other) VALUES (?, ?, ?)", words)
    yield desk
    desk.store.close()


def _line(line: dict[str, Any], number: int) -> dict[str, Any]:
    name = SURNAMES[number % 15] + GIVEN[number // 15 % 20] + GIVEN[number // 300 % 20]
    return line | {
        "rid": number,
        "case_id": f"{number:036d}",
        "case_no": f"HK-2026-{number:05d}",
        "borrower_name": name,
        "urgency": number * 7919 % 100_003,
        "owed_minor": number * 104_729 % 9_999_991,
        "days_past_due": number * 31 % 1_009,
    }


@pytest.mark.parametrize("sort", ["urgency", "owed", "late", "name"])
def test_any_page_of_a_long_list_costs_far_less_than_the_list(long_list: Desk, sort: str) -> None:
    """Floor: all lines of the table, in no order."""
    with long_list.store.reading() as unit:
        first = fastest(lambda: unit.cases.page(CaseFilter(sort=sort), 0, 50), 10)
        deep = fastest(lambda: unit.cases.page(CaseFilter(sort=sort), 5_000, 50), 5)
        connection = unit.cases._connection
        least = fastest(lambda: connection.execute(sa.select(case_row)).all(), 3)
        assert unit.cases.totals(CaseFilter()).count == ROWS
    assert first < least / 4, f"{first * 1000:.1f} ms, floor {least * 1000:.1f} ms"
    assert deep < 2 * least, f"{deep * 1000:.1f} ms, floor {least * 1000:.1f} ms"


@pytest.mark.parametrize("text", ["李伟", "王", "wangfang", "lw", "05123", "四环西路", "没有这个人"])
def test_searching_a_long_list_is_no_slower_than_reading_it_through(long_list: Desk, text: str) -> None:
    """Floor: one pass over all names, which finds less."""
    with long_list.store.reading() as unit:
        took = fastest(lambda: unit.cases.page(CaseFilter(text), 0, 50), 5)
        scan = sa.select(sa.func.count()).where(case_row.c.borrower_name.like("%某某%"))
        least = fastest(lambda: unit.cases._connection.execute(scan).all(), 5)
        found = unit.cases.totals(CaseFilter(text)).count
    assert (found > 0) == (text != "没有这个人")
    assert took < 60 * least, f"{took * 1000:.1f} ms, floor {least * 1000:.1f} ms"


def test_a_page_that_was_computed_is_the_page_that_is_shown(long_list: Desk) -> None:
    with long_list.store.reading() as unit:
        (line,) = unit.cases.page(CaseFilter("李建国"), 0, 5)
        assert line == replace(expected_line(unit.files.get(line.case_id), clock.today(), 0), pending=0)
