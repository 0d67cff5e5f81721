"""Numbers of receipts: reserved for one laptop each, good once, never given twice, whatever happens to either end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.cash import Receipt, ReceiptContent, ReceiptVoided
from fieldapp.domain.facts import FactKind
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.protocol.messages import MAX_BLOCKS, ReceiptBlock
from fieldapp.services.deposit_cash import PaidIn, cash_sheet, deposit_cash
from fieldapp.services.desk import Desk
from fieldapp.services.take_cash import CashTaken, cash_in_hand, take_cash, void_receipt
from fieldapp.store.laptop.outbox import OutboxEntry
from fieldapp.store.laptop.receipt_numbers import SETTING
from fieldapp.store.office.receipt_blocks import AHEAD, _at
from tests.office import TestOffice, borrower_case, sync
from tests.sync.test_hard_days import back_up, restore


def take(desk: Desk, case: Case, amount: int = 10_00) -> Receipt:
    return take_cash(desk, CashTaken(case.id, case.loans[0].id, case.borrower.id, amount)).receipt


def blocks(desk: Desk) -> tuple[ReceiptBlock, ...]:
    with desk.store.reading() as unit:
        return unit.receipts.blocks()


def left(desk: Desk) -> int:
    with desk.store.reading() as unit:
        return unit.receipts.left()


def numbers(block: ReceiptBlock) -> set[int]:
    return set(range(block.first, block.last + 1))


def entry(desk: Desk, fact_id: str) -> OutboxEntry:
    with desk.store.reading() as unit:
        found = unit.outbox.entry(fact_id)
    assert found is not None
    return found


def forged(desk: Desk, case: Case, number: int) -> str:
    """A receipt with a number that this laptop did not take from its blocks."""
    content = ReceiptContent(number, case.loans[0].id, case.borrower.id, 10_00, clock.now(), case.borrower.name)
    with desk.store.writing() as unit:
        fact = desk.fact(FactKind.CASH_RECEIVED, case.id, content)
        desk.record(unit, unit.files.get(case.id), fact)
    return fact.id


def test_every_laptop_has_numbers_of_its_own(office: TestOffice, desk: Desk, case: Case) -> None:
    other, second = office.desk("wudi"), office.desk("zhouming", "spare")
    assert sync(other).complete
    assert sync(second).complete
    sets = [numbers(block) for one in (desk, other, second) for block in blocks(one)]
    assert [len(one) for one in sets] == [50, 50, 50]
    assert len(set().union(*sets)) == 150
    supervisor = office.desk("chenlan")
    assert sync(supervisor).complete
    assert blocks(supervisor) == ()


def test_a_new_block_comes_before_the_old_one_is_used_up(desk: Desk, case: Case) -> None:
    used = [take(desk, case).content.number for _ in range(30)]
    assert sync(desk).complete
    assert (len(blocks(desk)), left(desk)) == (1, 20)
    used.append(take(desk, case).content.number)
    assert sync(desk).complete
    assert (len(blocks(desk)), left(desk)) == (2, 69)
    used += [take(desk, case).content.number for _ in range(69)]
    assert len(set(used)) == 100
    assert used == sorted(used)
    with pytest.raises(KnownError, match=r"cash\.no_numbers_left"):
        take(desk, case)
    assert cash_in_hand(desk).receipts == 100
    assert sync(desk).complete
    assert left(desk) == 50


def test_a_number_that_was_refused_is_not_used(desk: Desk, case: Case) -> None:
    with pytest.raises(KnownError, match=r"cash\.too_much"):
        take(desk, case, 10_000_000_00)
    assert left(desk) == 50


def test_the_size_of_a_block_is_the_offices_to_choose(office: TestOffice, case: Case) -> None:
    with office.store.writing() as unit:
        unit.settings.set("receipt_block_size", "25")
    desk = office.desk("zhouming")
    assert sync(desk).complete
    assert left(desk) == 25


def test_a_forged_a_foreign_and_a_doubled_number_are_refused(office: TestOffice, desk: Desk, case: Case) -> None:
    other = office.desk("zhouming", "spare")
    assert sync(other).complete
    first = take(desk, case)
    assert sync(desk).complete
    made_up = forged(desk, case, 4_711)
    foreign = forged(desk, case, blocks(other)[0].first)
    assert sync(desk).complete
    assert [entry(desk, one).code for one in (made_up, foreign)] == ["cash.number_not_yours"] * 2
    with office.store.reading() as unit:
        file = unit.records.case_file(case.id)
        assert file is not None
        assert [one.id for one in file.receipts] == [first.id]
        assert unit.receipts.used_by(first.content.number) == first.id


def test_one_number_on_two_cases_is_good_once(office: TestOffice, desk: Desk, case: Case) -> None:
    second = borrower_case(office.people["zhouming"], "王秀英", number=413)
    office.save(second)
    assert sync(desk).complete
    first = take(desk, case)
    again = forged(desk, second, first.content.number)  # both in one push
    later = forged(desk, second, first.content.number + 1)
    assert sync(desk).complete
    assert entry(desk, first.id).code == ""
    assert (entry(desk, again).status, entry(desk, again).code) == ("rejected", "cash.number_used")
    assert entry(desk, later).code == ""
    assert take(desk, case).content.number > first.content.number + 1


def test_a_block_of_a_restored_server_is_known_again_and_nothing_is_given_twice(
    office: TestOffice, desk: Desk, case: Case, tmp_path: Path
) -> None:
    """Two laptops got blocks that the backup does not have; a third one asks the restored server first."""
    back_up(office, tmp_path / "backup.db")
    other = office.desk("wudi")
    assert sync(other).complete
    for _ in range(31):
        take(desk, case)
    assert sync(desk).complete
    lost = [*blocks(desk)[1:], *blocks(other)]
    clock.use(clock.PracticeClock(clock.now() + timedelta(minutes=1)))  # so long a restore takes
    restore(office, tmp_path / "backup.db")
    third = office.desk("zhouming", "third")
    assert sync(third).complete
    given = numbers(blocks(third)[0])
    assert not given & set().union(*(numbers(one) for one in lost))
    written = [take(desk, case) for _ in range(25)]  # some with numbers of the lost block
    assert {one.content.number for one in written} & numbers(lost[0])
    for _ in range(2):
        assert sync(desk).complete
    with office.store.reading() as unit:
        file = unit.records.case_file(case.id)
        assert file is not None
        assert len({one.content.number for one in file.receipts}) == len(file.receipts) == 56
        assert unit.receipts.owner(lost[0].first) == desk.device_id
    assert [entry(desk, one.id).code for one in written] == [""] * 25
    assert left(desk) >= 20


def test_a_server_that_was_restored_to_before_the_first_block_gives_other_numbers(
    office: TestOffice, case: Case, tmp_path: Path
) -> None:
    desk, late = office.desk("zhouming"), office.desk("wudi")
    back_up(office, tmp_path / "backup.db")
    assert sync(desk).complete
    clock.use(clock.PracticeClock(clock.now() + timedelta(minutes=1)))  # so long a restore takes
    restore(office, tmp_path / "backup.db")
    assert sync(late).complete
    assert not numbers(blocks(late)[0]) & numbers(blocks(desk)[0])
    assert sync(desk).complete
    assert left(desk) == 50
    with office.store.reading() as unit:
        assert unit.receipts.owner(blocks(desk)[0].first) == desk.device_id


def test_a_seal_that_is_not_the_offices_brings_no_block_back(office: TestOffice, desk: Desk, case: Case) -> None:
    invented = ReceiptBlock(900, 949, 900, "0" * 32)
    with desk.store.writing() as unit:
        unit.settings.set(SETTING, [invented, *unit.receipts.blocks()])
    fact_id = take(desk, case).id
    assert sync(desk).complete
    assert entry(desk, fact_id).code == "cash.number_not_yours"
    assert left(desk) == 50  # what the office does not know is no good any more
    assert take(desk, case).content.number != 901


def test_numbers_are_given_no_faster_than_the_clock_lets_them_grow(office: TestOffice, desk: Desk) -> None:
    with office.store.writing() as unit:
        now, (theirs,) = clock.now(), blocks(desk)
        room = _at(now + 2 * AHEAD) - theirs.last
        given = unit.receipts.issue(desk.device_id, "s", room - 40, now)
        assert given is not None
        assert unit.receipts.issue(desk.device_id, "s", 50, now) is None
        assert unit.receipts.issue(desk.device_id, "s", 50, now + timedelta(seconds=2)) is not None
        assert given.first == theirs.last + 1 > _at(now + AHEAD / 2)


def test_a_store_that_was_put_back_does_not_begin_again_where_it_was(desk: Desk, case: Case) -> None:
    used = take(desk, case).content.number
    with desk.store.writing() as unit:  # the counter is lost, the fact is not
        unit.settings.set(SETTING, [msgspec.structs.replace(one, next=one.first) for one in unit.receipts.blocks()])
    assert take(desk, case).content.number == used + 1
    assert sync(desk).complete
    with desk.store.writing() as unit:
        unit.settings.set(SETTING, [])
    assert sync(desk).complete  # the office says how far it has seen
    assert blocks(desk)[0].next == used + 2
    with desk.store.reading() as unit:
        assert unit.receipts.peek() == used + 2


def test_what_an_older_office_does_not_say_changes_nothing(desk: Desk) -> None:
    before = blocks(desk)
    with desk.store.writing() as unit:
        unit.receipts.told(())
    assert blocks(desk) == before
    assert len(before) < MAX_BLOCKS


def move(office: TestOffice, case: Case, to: Staff) -> None:
    with office.store.writing() as unit:
        unit.records.save_case(replace(case, assigned_to=to.id, assigned_at=clock.now()))


def test_cash_stays_in_hand_when_the_case_moves_away_and_is_paid_in_from_there(
    office: TestOffice, desk: Desk, case: Case
) -> None:
    before = take(desk, case)
    move(office, case, office.people["wudi"])
    after = take(desk, case)  # this laptop does not know yet
    assert sync(desk).complete
    with desk.store.reading() as unit:
        assert unit.files.find(case.id) is None
    sheet = cash_sheet(desk)
    assert [one.cash.receipt_id for one in sheet.held] == [before.id, after.id]
    assert sheet.held[0].borrower == ""
    assert sheet.held[0].cash.case_no == case.case_no
    spoilt = take_away(desk, after)
    deposit_cash(desk, [before.id], PaidIn("SZ-9", 10_00, clock.now()))
    assert sync(desk).complete
    assert spoilt == 0
    assert cash_in_hand(desk).receipts == 0
    with office.store.reading() as unit:
        file = unit.records.case_file(case.id)
    assert file is not None
    assert [one.late for one in file.receipts] == [True, True]
    assert file.receipts[1].void_reason == "退还"
    assert file.deposit_of(before.id) is not None


def take_away(desk: Desk, receipt: Receipt) -> int:
    """Give the money back; how many refusals that brought about."""
    void_receipt(desk, receipt.id, "退还")
    assert sync(desk).complete
    with desk.store.reading() as unit:
        return unit.outbox.counts()["refused"]


def test_a_deposit_that_the_office_refuses_puts_the_cash_back_into_the_hand(
    office: TestOffice, desk: Desk, case: Case
) -> None:
    receipt = take(desk, case)
    assert sync(desk).complete
    supervisor = office.desk("chenlan")
    assert sync(supervisor).complete
    void_receipt_as(supervisor, case, receipt)
    assert sync(supervisor).complete
    deposit_cash(desk, [receipt.id], PaidIn("SZ-9", 10_00, clock.now()))
    assert cash_in_hand(desk).receipts == 0
    assert sync(desk).complete
    with desk.store.reading() as unit:
        assert [one.code for one in unit.outbox.refused()] == ["cash.already_void"]
    assert cash_in_hand(desk).receipts == 1


def void_receipt_as(desk: Desk, case: Case, receipt: Receipt) -> None:
    with desk.store.writing() as unit:
        fact = desk.fact(FactKind.RECEIPT_VOIDED, case.id, ReceiptVoided(receipt.id, "金额有误"))
        desk.record(unit, unit.files.get(case.id), fact)


def test_cash_taken_with_a_lost_laptop_is_in_hand_on_the_next_one(office: TestOffice, desk: Desk, case: Case) -> None:
    receipt = take(desk, case)
    assert sync(desk).complete
    next_one = office.desk("zhouming", "next")
    assert sync(next_one).complete
    held = cash_sheet(next_one).held
    assert [(one.cash.receipt_id, one.elsewhere, one.borrower) for one in held] == [(receipt.id, True, "李建国")]
    deposit_cash(next_one, [receipt.id], PaidIn("SZ-9", 10_00, clock.now()))
    assert cash_in_hand(next_one).receipts == 0
    assert sync(next_one).complete
    assert cash_in_hand(next_one).receipts == 0
    assert entry(next_one, entry_of_deposit(next_one)).code == ""


def entry_of_deposit(desk: Desk) -> str:
    with desk.store.reading() as unit:
        return next(one.fact.id for one in unit.outbox.entries() if one.fact.kind is FactKind.CASH_DEPOSITED)
