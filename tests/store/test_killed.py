"""A program that is killed: what it said was saved is there, what it had not said is there whole or not at all.

Real processes, ended by SIGKILL at moments they do not choose.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from db.engine import laptop_engine
from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.staff import Staff
from fieldapp.protocol.envelope import GENESIS, link_hash
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter
from fieldapp.store.laptop.unit import LaptopStore, open_store
from tests.laptops import KEY, bring_cases
from tests.office import MORNING, some_cases
from tests.store.lines import expected_line

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signal")

COMMON = """
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from fieldapp import clock
from fieldapp.domain.case import Entity
from fieldapp.domain.caseview import view
from fieldapp.domain.observation import Observation, OpenStatus
from fieldapp.domain.staff import Staff
from fieldapp.domain.visit import Cause, Met, Outcome
from fieldapp.protocol.codec import compress
from fieldapp.protocol.messages import FeedRow, PageFrame
from fieldapp.protocol.records import encode_record
from fieldapp.services import record_visit
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import open_store
from fieldapp.sync.apply import apply_page
from tests import field_work

folder, device_id = Path(sys.argv[1]), sys.argv[2]
person = msgspec.json.decode(sys.argv[3], type=Staff)
clock.use(clock.PracticeClock(datetime.fromisoformat(sys.argv[4])))
desk = Desk(open_store(folder / "store.db", bytes(range(32))), person, device_id, folder, "")
PROMISED = 800_000
with desk.store.reading() as unit:
    files = [unit.files.get(case_id) for case_id in unit.shadow.case_ids()]
# a promise is taken only where so much is owed
cases = [file.case for file in files if view(file, clock.today()).loans[0].owed >= PROMISED]


def say(*words):
    print(*words, flush=True)


def visit(case):
    draft = record_visit.begin_visit(desk, case.id).draft
    draft.met, draft.outcome, draft.cause = Met.BORROWER, Outcome.PROMISE, Cause.SALES_FALL
    draft.observation = Observation(open_status=OpenStatus.OPEN_NORMAL)
    draft.promise.amount, draft.promise.due = PROMISED, clock.today() + timedelta(days=2)
    record_visit.keep_draft(desk, draft)
    say("begun", case.id)
    return record_visit.finish_visit(desk, draft).visit_id
"""

WORK_ON = """
for turn in range(10_000):
    say("saved", visit(cases[turn % len(cases)]))
"""

SYNC_ON = """
for seq in range(100, 100_000):
    case = replace(cases[seq % len(cases)], case_no=f"HK-{seq}")
    row = FeedRow(seq, Entity.CASE.value, case.id, seq, "put", case.id, compress(encode_record(case)))
    with desk.store.writing() as unit:
        apply_page(unit, PageFrame(f"staff:{person.id}", seq, (row,)), clock.now())
    say("saved", seq)
"""

STOP_INSIDE = """
with desk.store.writing() as unit:
    file = unit.files.get(cases[0].id)
    desk.record(unit, file, field_work.visit(cases[0], person))
    unit.drafts.save("visit", cases[0].id, b"inside", clock.now())
    unit.refresh(unit.changes.cases)
    say("inside")
    sys.stdin.readline()
"""


@pytest.fixture
def cases(desk: Desk, collector: Staff) -> list[Case]:
    made = some_cases(collector)
    bring_cases(desk.store, collector, made)
    desk.store.close()
    return made


@contextmanager
def working(desk: Desk, script: str) -> Iterator[subprocess.Popen[str]]:
    """A process that works on the desk's store and says what it has saved."""
    person = msgspec.json.encode(desk.staff).decode()
    words = [str(desk.folder), desk.device_id, person, MORNING.isoformat()]
    command = [sys.executable, "-c", COMMON + script, *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()
    assert process.returncode == -signal.SIGKILL


def killed_after(process: subprocess.Popen[str], lines: int) -> list[str]:
    """Kill it after it has said so much; everything it said up to its end."""
    assert process.stdout is not None
    said = [process.stdout.readline().strip() for _ in range(lines)]
    process.kill()
    return said + process.stdout.read().split("\n")[:-1]


def whole(path: Path) -> None:
    """The file itself is sound."""
    engine = laptop_engine(path, KEY)
    with engine.connect() as connection:
        assert connection.execute(sa.text("PRAGMA integrity_check")).scalars().all() == ["ok"]
        assert connection.execute(sa.text("PRAGMA cipher_integrity_check")).all() == []
        assert connection.execute(sa.text("PRAGMA foreign_key_check")).all() == []
    engine.dispose()


def sound(store: LaptopStore) -> set[str]:
    """No half visit, no gap in the chain, no list that differs from its pages; the visits that are there."""
    visits: set[str] = set()
    with store.reading() as unit:
        links = unit.outbox.waiting(100_000, 10**12)
        assert [link.device_seq for link in links] == list(range(1, len(links) + 1))
        assert [link.prev_hash for link in links] == [GENESIS, *(link.hash for link in links)][: len(links)]
        assert all(link.hash == link_hash(link) for link in links)
        for case_id in unit.shadow.case_ids():
            file = unit.files.get(case_id)
            visits |= {visit.id for visit in file.visits}
            assert [promise.content.visit_id for promise in file.promises] == [visit.id for visit in file.visits]
            line = unit.cases.line(case_id)
            assert line is not None
            assert line == expected_line(file, clock.today(), unit.outbox.pending_of(case_id))
        assert unit.cases.totals(CaseFilter()).count == len(unit.shadow.case_ids())
        assert len(links) == 2 * len(visits)
    return visits


def test_no_visit_that_was_said_to_be_saved_is_lost_and_none_is_half(desk: Desk, cases: list[Case]) -> None:
    """Killed again and again on the same store, each time somewhere else."""
    saved: set[str] = set()
    before: set[str] = set()
    for lines in (1, 7, 20):
        with working(desk, WORK_ON) as process:
            said = killed_after(process, lines)
        saved |= {line.split()[1] for line in said if line.startswith("saved")}
        whole(desk.folder / "store.db")
        store = open_store(desk.folder / "store.db", KEY)
        there = sound(store)
        assert saved <= there
        assert len(there - saved) <= 3, "at most the one it was about to say, each time"
        begun = [line.split()[1] for line in said if line.startswith("begun")]
        with store.reading() as unit:
            drafts = [draft.ref for draft in unit.drafts.all()]
        unfinished = len(begun) - len(there - before)
        assert drafts == begun[len(begun) - unfinished :], "what was begun is either a visit or still a draft"
        for case_id in drafts:
            with store.writing() as unit:
                unit.drafts.discard("visit", case_id)
        before = there
        store.close()
    assert len(saved) > 10


def test_no_page_is_half_applied_and_the_cursor_is_where_its_rows_are(desk: Desk, cases: list[Case]) -> None:
    for lines in (7,):
        with working(desk, SYNC_ON) as process:
            said = killed_after(process, lines)
        last = int(said[-1].split()[1])
        store = open_store(desk.folder / "store.db", KEY)
        with store.reading() as unit:
            (cursor,) = unit.sync.cursors()
            numbers = {unit.files.get(case_id).case.case_no for case_id in unit.shadow.case_ids()}
        assert cursor.seq in {last, last + 1}
        assert f"HK-{cursor.seq}" in numbers
        assert f"HK-{cursor.seq + 1}" not in numbers
        sound(store)
        store.close()


def test_what_was_inside_a_transaction_never_was(desk: Desk, cases: list[Case]) -> None:
    with working(desk, STOP_INSIDE) as process:
        assert killed_after(process, 1) == ["inside"]
    whole(desk.folder / "store.db")
    store = open_store(desk.folder / "store.db", KEY)
    assert sound(store) == set()
    with store.reading() as unit:
        assert unit.drafts.all() == []
    store.close()
