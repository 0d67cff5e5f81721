"""What is true of every contract and of every account, whatever happens on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fieldapp.domain.lending.events import EventKind, LoanEvent
from fieldapp.domain.lending.ledger import Ledger, foreseen_rows, replay, settle
from fieldapp.domain.lending.loan import HolidayShift, Loan, LoanTerms
from fieldapp.domain.lending.quote import quote, quote_at
from fieldapp.domain.lending.schedule import contract_schedule
from fieldapp.errors import KnownError
from tests.unit.domain.lending.contracts import contracts, day, loans

EXAMPLES = 400
LATER = st.integers(0, 500)


def possible(loan: Loan, ahead: int) -> Ledger:
    """The ledger so many days after the disbursement, where every event can happen."""
    try:
        return replay(loan, day(loan.terms, ahead))
    except KnownError:
        assume(False)
        raise


@given(contracts())
@settings(max_examples=EXAMPLES)
def test_every_contract_asks_for_exactly_what_was_lent(own: LoanTerms) -> None:
    rows = contract_schedule(own)
    assert sum(row.principal for row in rows) == own.principal
    assert own.negative_amortisation or all(row.principal >= 0 for row in rows)
    assert all(row.interest >= 0 for row in rows)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))


@given(contracts())
@settings(max_examples=EXAMPLES)
def test_a_replay_without_payments_has_the_rows_of_the_contract(own: LoanTerms) -> None:
    """Where a deadline lies before the due date, a change between both comes too late for that row."""
    own = replace(own, holiday_shift=HolidayShift.NONE)
    loan = Loan("loan-1", "JK-1", "", own.disbursed_on, own)
    last = contract_schedule(own)[-1].due
    assert tuple(row.instalment for row in replay(loan, last).rows) == contract_schedule(own)


@given(contracts())
@settings(max_examples=EXAMPLES)
def test_from_the_first_day_the_rows_of_the_contract_are_foreseen(own: LoanTerms) -> None:
    own = replace(own, holiday_shift=HolidayShift.NONE)
    loan = Loan("loan-1", "JK-1", "", own.disbursed_on, own)
    found = foreseen_rows(loan, own.disbursed_on)
    assert tuple(row.instalment for row in found) == contract_schedule(own)


@given(loans(), LATER)
@settings(max_examples=EXAMPLES)
def test_the_rows_ask_for_all_principal_there_ever_was(loan: Loan, ahead: int) -> None:
    ledger = possible(loan, ahead)
    assert sum(row.instalment.principal for row in ledger.rows) == ledger.lent + ledger.capitalised


@given(loans(), LATER)
@settings(max_examples=EXAMPLES)
def test_nothing_that_is_unpaid_is_ever_negative(loan: Loan, ahead: int) -> None:
    ledger = possible(loan, ahead)
    for row in ledger.rows:
        assert min(row.principal, row.interest, row.penalty, row.compound, row.fees) >= 0
    owed = quote_at(ledger.snapshot, ledger.as_of)
    assert min(owed.undue_principal, owed.current_interest, owed.cure, ledger.credit) >= 0
    assert owed.per_diem >= 0


@given(loans(), LATER)
@settings(max_examples=EXAMPLES)
def test_every_cent_received_is_a_line_an_excess_or_a_recovery(loan: Loan, ahead: int) -> None:
    ledger = possible(loan, ahead)
    for applied in ledger.events:
        if applied.event.kind is EventKind.REPAY:
            paid = sum(line.amount for line in applied.lines)
            assert paid + applied.excess + applied.recovered == applied.event.amount
            assert min(applied.excess, applied.recovered, *[line.amount for line in applied.lines]) >= 0


@given(loans(), LATER)
@settings(max_examples=EXAMPLES)
def test_what_rows_were_paid_is_what_the_lines_say(loan: Loan, ahead: int) -> None:
    ledger = possible(loan, ahead)
    paying = {EventKind.REPAY, EventKind.PAYOFF}
    lines = [line for each in ledger.events if each.event.kind in paying for line in each.lines]
    lines += [line for _, applied in ledger.held for line in applied]
    assert sum(row.paid for row in ledger.rows) + ledger.costs_paid == sum(line.amount for line in lines)


@given(loans(), LATER, st.permutations(range(12)))
@settings(max_examples=EXAMPLES)
def test_the_order_of_telling_and_telling_twice_do_not_matter(loan: Loan, ahead: int, order: list[int]) -> None:
    ledger = possible(loan, ahead)
    told = [loan.events[place % len(loan.events)] for place in order if loan.events]
    told += loan.events
    assert replay(replace(loan, events=tuple(told)), ledger.as_of) == ledger


@given(loans(least=1), st.integers(0, 5), st.integers(0, 40), LATER)
@settings(max_examples=EXAMPLES)
def test_a_reversed_event_leaves_no_trace(loan: Loan, which: int, after: int, ahead: int) -> None:
    wrong = loan.events[which % len(loan.events)]
    without = replace(loan, events=tuple(event for event in loan.events if event is not wrong))
    back = LoanEvent(EventKind.REVERSE, wrong.on + timedelta(days=after), "back", of=wrong.id)
    ledger = possible(without, max(ahead, (back.on - loan.terms.disbursed_on).days))
    again = replay(replace(loan, events=(*loan.events, back)), ledger.as_of)
    assert replace(again, snapshot=ledger.snapshot) == ledger
    assert again.snapshot == ledger.snapshot


@given(loans(), LATER, st.integers(0, 120))
@settings(max_examples=EXAMPLES)
def test_a_snapshot_says_at_any_later_date_what_a_replay_says(loan: Loan, ahead: int, later: int) -> None:
    on = day(loan.terms, ahead + later)
    snapshot = possible(loan, ahead).snapshot
    assume(snapshot.good_for(on))
    assert settle(loan, snapshot.settled_on) == snapshot
    assert quote_at(snapshot, on) == quote(loan, on)


@given(loans(), st.integers(0, 300), LATER)
@settings(max_examples=EXAMPLES)
def test_the_same_rate_again_changes_nothing(loan: Loan, on: int, ahead: int) -> None:
    ledger = possible(loan, ahead)
    held = possible(loan, on).snapshot.by.rates
    again = LoanEvent(EventKind.RATE_CHANGE, day(loan.terms, on), "same", annual_rate=held[-1].annual_rate)
    assume(again.on <= ledger.as_of and held[-1].on < again.on)
    after = replay(replace(loan, events=(*loan.events, again)), ledger.as_of)
    assert after.rows == ledger.rows
    assert after.snapshot == ledger.snapshot


@given(loans(), st.integers(0, 300), st.integers(1, 60), LATER)
@settings(max_examples=EXAMPLES)
def test_a_pause_changes_no_cent(loan: Loan, on: int, days: int, ahead: int) -> None:
    ledger = possible(loan, ahead)
    pause = LoanEvent(EventKind.PAUSE, day(loan.terms, on), "pause")
    resume = LoanEvent(EventKind.RESUME, day(loan.terms, on + days), "resume")
    after = replay(replace(loan, events=(*loan.events, pause, resume)), ledger.as_of)
    assert after.rows == ledger.rows
    assert replace(after.snapshot, pauses=(), good_until=None) == replace(ledger.snapshot, good_until=None)
    assert quote_at(after.snapshot, ledger.as_of).days_past_due <= quote_at(ledger.snapshot, ledger.as_of).days_past_due


@given(loans(), LATER)
@settings(max_examples=EXAMPLES)
def test_paying_what_ends_the_loan_ends_it(loan: Loan, ahead: int) -> None:
    ledger = possible(loan, ahead)
    owed = quote_at(ledger.snapshot, ledger.as_of).payoff
    assume(owed > 0 and not any(e.on == ledger.as_of for e in loan.events))
    last = LoanEvent(EventKind.REPAY, ledger.as_of, "zz", owed)
    after = replay(replace(loan, events=(*loan.events, last)), ledger.as_of)
    done = quote_at(after.snapshot, ledger.as_of)
    assert (done.payoff, done.principal, done.days_past_due) == (0, 0, 0)
    assert done.per_diem == 0
    assert after.credit == ledger.credit
