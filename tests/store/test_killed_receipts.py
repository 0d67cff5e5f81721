"""A program killed while it writes receipts: no number twice, none skipped, the cash book as the facts."""

from __future__ import annotations

import signal
import subprocess
import sys

import msgspec
import pytest

from fieldapp.domain.case import Case
from fieldapp.domain.cash import ReceiptContent
from fieldapp.domain.staff import Staff
from fieldapp.protocol.messages import ReceiptBlock
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import open_store
from tests.laptops import KEY, bring_cases
from tests.office import MORNING, some_cases

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
BLOCK = ReceiptBlock(1_000, 9_999, 1_000)

TAKE_ON = """
import sys
from datetime import datetime
from pathlib import Path

import msgspec

from fieldapp import clock
from fieldapp.domain.staff import Staff
from fieldapp.services.desk import Desk
from fieldapp.services.take_cash import CashTaken, take_cash
from fieldapp.store.laptop.unit import open_store

folder, device_id = Path(sys.argv[1]), sys.argv[2]
person = msgspec.json.decode(sys.argv[3], type=Staff)
clock.use(clock.PracticeClock(datetime.fromisoformat(sys.argv[4])))
desk = Desk(open_store(folder / "store.db", bytes(range(32))), person, device_id, folder, "")
with desk.store.reading() as unit:
    cases = [unit.files.get(case_id).case for case_id in unit.shadow.case_ids()]
for turn in range(10_000):
    case = cases[turn % len(cases)]
    taken = take_cash(desk, CashTaken(case.id, case.loans[0].id, case.borrower.id, 100))
    print("saved", taken.receipt.content.number, flush=True)
"""


@pytest.fixture
def cases(desk: Desk, collector: Staff) -> list[Case]:
    made = some_cases(collector)
    bring_cases(desk.store, collector, made)
    with desk.store.writing() as unit:
        unit.receipts.told((BLOCK,))
    desk.store.close()
    return made


def killed_after(desk: Desk, lines: int) -> list[int]:
    """Numbers that a process said it had saved before it was killed."""
    words = [str(desk.folder), desk.device_id, msgspec.json.encode(desk.staff).decode(), MORNING.isoformat()]
    command = [sys.executable, "-c", TAKE_ON, *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        said += process.stdout.read().splitlines()
    assert process.returncode == -signal.SIGKILL
    return [int(line.split()[1]) for line in said if line.startswith("saved")]


def test_a_killed_program_gives_no_number_out_again_and_skips_none(desk: Desk, cases: list[Case]) -> None:
    saved: list[int] = []
    for lines in (1, 5, 12):
        saved += killed_after(desk, lines)
        store = open_store(desk.folder / "store.db", KEY)
        with store.reading() as unit:
            facts = unit.outbox.waiting(100_000, 10**12)
            numbers = [msgspec.json.decode(fact.payload, type=ReceiptContent).number for fact in facts]
            booked = [one.number for one in unit.cash.all()]
            next_one = unit.receipts.peek()
        store.close()
        assert numbers == list(range(BLOCK.first, BLOCK.first + len(numbers)))
        assert set(saved) <= set(numbers)
        assert sorted(booked) == numbers
        assert next_one == BLOCK.first + len(numbers)
    assert len(saved) == len(set(saved)) >= 18
