"""Receipts, their voiding and their deposit: what cannot be true is refused, and nothing that truly happened is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.case import CaseFile, Visit
from fieldapp.domain.cash import (
    SOON,
    CashInHand,
    DepositContent,
    DepositUrgency,
    ReceiptContent,
    ReceiptVoided,
    urgency_of,
)
from fieldapp.domain.cash_rules import NOTE_LIMIT, allocation_preview, is_own_cash
from fieldapp.domain.facts import Fact, FactKind
from fieldapp.domain.folding import fold
from fieldapp.domain.judgement import judge
from fieldapp.domain.lending.quote import quote
from fieldapp.domain.staff import Staff
from tests.unit.domain.builders import (
    BORROWER,
    COLLEAGUE,
    COLLECTOR,
    GUARANTOR,
    MATRIX,
    NOON,
    SISTER,
    SUPERVISOR,
    TODAY,
    any_loan,
    case_file,
    day_of,
    fact,
    promise_content,
    verdict,
    visit_content,
    worked_loan,
)


def receipt(number: int = 101, **changes: Any) -> ReceiptContent:
    plain = ReceiptContent(number, "loan-1", BORROWER.id, 1_200_00, NOON - timedelta(minutes=2), "李建国")
    return replace(plain, **changes)


def taking(content: ReceiptContent, id_: str = "r1", by: Staff = COLLECTOR) -> Fact:
    return fact(FactKind.CASH_RECEIVED, content, id_, by)


def voiding(receipt_id: str = "r1", reason: str = "写错", by: Staff = COLLECTOR) -> Fact:
    return fact(FactKind.RECEIPT_VOIDED, ReceiptVoided(receipt_id, reason), "v1", by)


def paying_in(*ids: str, by: Staff = COLLECTOR, **changes: Any) -> Fact:
    plain = DepositContent(ids, 1_200_00 * len(ids), NOON, "SZ-1", 1_200_00 * len(ids))
    return fact(FactKind.CASH_DEPOSITED, replace(plain, **changes), "d1", by)


def with_receipts(*ids: str, by: Staff = COLLECTOR) -> CaseFile:
    file = case_file()
    for number, id_ in enumerate(ids, start=101):
        file = fold(file, taking(receipt(number), id_, by))
    return file


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (receipt(), None),
        (receipt(payer_id=GUARANTOR.id), None),
        (receipt(loan_id="other"), "cash.unknown_loan"),
        (receipt(payer_id="nobody"), "cash.unknown_payer"),
        (receipt(payer_id=SISTER.id), "cash.payer_not_liable"),
        (receipt(amount=0), "cash.bad_amount"),
        (receipt(0), "cash.number_used"),
        (receipt(at=NOON - timedelta(days=2)), "cash.out_of_time"),
        (receipt(at=NOON + timedelta(minutes=6)), "cash.out_of_time"),
        (receipt(visit_id="none"), "cash.unknown_visit"),
        (receipt(note="字" * (NOTE_LIMIT + 1)), "cash.note_too_long"),
    ],
)
def test_when_a_receipt_may_stand(content: ReceiptContent, code: str | None) -> None:
    assert verdict(case_file(), taking(content)) == code


def test_a_receipt_of_a_visit_names_it() -> None:
    visit = Visit("v1", "case-1", COLLECTOR.id, NOON, visit_content())
    assert verdict(replace(case_file(), visits=(visit,)), taking(receipt(visit_id="v1"))) is None


def test_no_two_receipts_of_a_case_have_one_number() -> None:
    assert verdict(with_receipts("r1"), taking(receipt(101), "r2")) == "cash.number_used"


@pytest.mark.parametrize(
    ("one", "by", "code"),
    [
        (voiding(), COLLECTOR, None),
        (voiding(by=SUPERVISOR), SUPERVISOR, None),
        (voiding("r9"), COLLECTOR, "cash.unknown_receipt"),
        (voiding(reason=" "), COLLECTOR, "cash.no_reason"),
        (voiding(reason="字" * (NOTE_LIMIT + 1)), COLLECTOR, "cash.note_too_long"),
    ],
)
def test_when_a_receipt_may_be_made_void(one: Fact, by: Staff, code: str | None) -> None:
    assert verdict(with_receipts("r1"), one, by) == code


def test_cash_leaves_a_hand_once_and_only_the_hand_it_is_in() -> None:
    void = fold(with_receipts("r1"), voiding())
    assert verdict(void, voiding()) == "cash.already_void"
    assert verdict(void, paying_in("r1")) == "cash.already_void"
    paid = fold(with_receipts("r1"), paying_in("r1"))
    assert paid.deposit_of("r1") is paid.deposits[0]
    assert verdict(paid, voiding()) == "cash.already_deposited"
    assert verdict(paid, paying_in("r1")) == "cash.already_deposited"
    theirs = with_receipts("r1", by=COLLEAGUE)
    assert verdict(theirs, voiding()) == "cash.not_your_receipt"
    assert verdict(theirs, paying_in("r1")) == "cash.not_your_receipt"
    assert verdict(theirs, paying_in("r1", by=SUPERVISOR), SUPERVISOR) is None


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (paying_in("r1", "r2"), None),
        (paying_in("r1", slip_total=9_999_00), None),
        (paying_in(), "cash.unknown_receipt"),
        (paying_in("r1", "r1"), "cash.unknown_receipt"),
        (paying_in("r1", "r9"), "cash.unknown_receipt"),
        (paying_in("r1", amount=1_199_99), "cash.deposit_sum"),
        (paying_in("r1", slip=" "), "cash.no_slip"),
        (paying_in("r1", slip_total=1_199_99), "cash.slip_too_small"),
        (paying_in("r1", at=NOON + timedelta(minutes=6)), "cash.deposit_out_of_time"),
        (paying_in("r1", at=NOON - timedelta(days=2)), "cash.deposit_out_of_time"),
    ],
)
def test_when_a_deposit_may_stand(one: Fact, code: str | None) -> None:
    assert verdict(with_receipts("r1", "r2"), one) == code


def test_a_deposit_is_recorded_within_a_month() -> None:
    old = replace(with_receipts("r1").receipts[0], content=receipt(at=NOON - timedelta(days=40)))
    file = replace(case_file(), receipts=(old,))
    assert verdict(file, paying_in("r1", at=NOON - timedelta(days=32))) == "cash.deposit_out_of_time"


def test_cash_stays_with_whoever_took_it_wherever_the_case_goes() -> None:
    gone: dict[str, Any] = {"assigned_to": COLLEAGUE.id, "assigned_at": NOON - timedelta(hours=1)}
    file = case_file(**gone)
    taken = judge(file, taking(receipt()), COLLECTOR, MATRIX)
    assert (taken.refusal, taken.late) == (None, True)
    file = fold(file, taking(receipt()), late=True)
    for one in (voiding(), paying_in("r1")):
        judged = judge(file, one, COLLECTOR, MATRIX)
        assert (judged.refusal, judged.late) == (None, True)
    theirs = fold(case_file(**gone), taking(receipt(), by=COLLEAGUE))
    for one in (voiding(), paying_in("r1"), paying_in("r9"), paying_in()):
        assert verdict(theirs, one) == "fact.not_assigned"


def test_only_facts_about_cash_are_about_cash() -> None:
    assert not is_own_cash(case_file(), fact(FactKind.PROMISE_MADE, promise_content()))


@given(any_loan().flatmap(lambda loan: st.tuples(st.just(loan), day_of(loan))), st.integers(1, 50_000_00))
def test_the_preview_accounts_for_every_cent_and_changes_nothing(loan_and_day: Any, amount: int) -> None:
    loan, on = loan_and_day
    before = quote(loan, on)
    lines, excess = allocation_preview(loan, amount, on)
    assert sum(line.amount for line in lines) + excess == amount
    assert all(line.amount > 0 for line in lines)
    assert quote(loan, on) == before


def test_the_preview_settles_the_oldest_first() -> None:
    lines, excess = allocation_preview(worked_loan(paid=4), 1_00, TODAY)
    assert excess == 0
    assert lines[0].amount == 1_00
    assert lines[0].instalment == 5


def test_how_pressing_a_deposit_is() -> None:
    due = NOON + timedelta(hours=24)
    assert urgency_of(None, NOON) is DepositUrgency.FINE
    assert urgency_of(due, NOON) is DepositUrgency.FINE
    assert urgency_of(due, due - SOON) is DepositUrgency.SOON
    assert urgency_of(due, due) is DepositUrgency.SOON
    assert CashInHand(1, 1, NOON, due).urgency(due + timedelta(seconds=1)) is DepositUrgency.OVERDUE
    assert CashInHand().urgency(NOON) is DepositUrgency.FINE


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["take", "void", "pay"]),
        st.sets(st.integers(0, 4), min_size=1),
        st.sampled_from([COLLECTOR, COLLEAGUE, SUPERVISOR]),
    ),
    max_size=20,
)


@given(STEPS)
def test_whatever_is_done_cash_is_in_one_place_and_no_cent_is_lost(steps: list[tuple[str, set[int], Staff]]) -> None:
    """Every sum that was taken is in a hand, or void, or in exactly one deposit of the amount of its receipts."""
    file = case_file()
    for what, which, by in steps:
        ids = tuple(f"r{number}" for number in sorted(which))
        if what == "take":
            one = taking(receipt(100 + min(which), amount=(min(which) + 1) * 100), ids[0], by)
        elif what == "void":
            one = voiding(ids[0], by=by)
        else:
            total = sum((number + 1) * 100 for number in which)
            one = paying_in(*ids, by=by, amount=total, slip_total=total)
        if judge(file, one, by, MATRIX).refusal is None:
            file = fold(file, one)
    paid = [receipt_id for deposit in file.deposits for receipt_id in deposit.content.receipt_ids]
    void = {one.id for one in file.receipts if one.void_reason}
    assert len(paid) == len(set(paid))
    assert not void & set(paid)
    assert len({one.content.number for one in file.receipts}) == len(file.receipts)
    amounts = {one.id: one.content.amount for one in file.receipts}
    in_hand = [one.id for one in file.receipts if one.id not in void and file.deposit_of(one.id) is None]
    banked = sum(deposit.content.amount for deposit in file.deposits)
    assert sum(amounts.values()) == sum(amounts[one] for one in (*in_hand, *void)) + banked
