"""What interrupts limitation, with which proof, and what only looks as if it did."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldapp.domain.clocks.clock import ClockState, LegalClock
from fieldapp.domain.clocks.events import Finding, Interruption, LegalEvent, Proof, Recipient
from fieldapp.domain.clocks.limitation import Beginning, LimitationFacts, limitation_of, maturity
from fieldapp.rule_packs.clocks import clock_rules
from tests.unit.domain.builders import worked_loan

RULES = clock_rules()
DUE = date(2023, 9, 4)
AS_OF = date(2026, 7, 25)
KINDS = sorted(RULES.proofs)


def event(on: date, kind: Interruption, **more: Any) -> LegalEvent:
    """An event with the first proof that is enough for it, unless another is named."""
    enough = sorted(RULES.proofs.get(kind, [Proof.BANK_RECORD]))
    return LegalEvent(on, kind, **({"proof": enough[0]} | more))


def clock(*events: LegalEvent, as_of: date = AS_OF, due: date = DUE, **more: Any) -> LegalClock:
    return limitation_of(LimitationFacts(Beginning(due), events, **more), as_of, RULES)


def findings(found: LegalClock) -> list[Finding]:
    return [one.finding for one in found.events]


def test_without_events_three_years_run_from_the_due_date() -> None:
    found = clock()
    assert (found.ends_on, found.since, found.cause) == (date(2026, 9, 4), DUE, Interruption.LAST_DUE)
    assert found.longstop == date(2043, 9, 4)
    assert (found.events, found.standing_still) == ((), False)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_with_its_proof_begins_the_three_years_anew(kind: Interruption) -> None:
    on = date(2025, 5, 6)
    found = clock(event(on, kind, ended_on=on))
    assert (found.ends_on, found.since, found.cause) == (date(2028, 5, 6), on, kind)
    assert findings(found) == [Finding.COUNTED]
    assert found.events[0].counted


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_without_proof_is_listed_and_does_not_count(kind: Interruption) -> None:
    found = clock(event(date(2025, 5, 6), kind, proof=None))
    assert (found.since, findings(found)) == (DUE, [Finding.NO_PROOF])
    assert not found.events[0].counted


@pytest.mark.parametrize("kind", KINDS)
def test_the_pack_asks_every_kind_for_a_proof_and_some_proof_is_too_weak(kind: Interruption) -> None:
    weak = next(proof for proof in Proof if proof not in RULES.proofs[kind])
    assert findings(clock(event(date(2025, 5, 6), kind, proof=weak))) == [Finding.PROOF_TOO_WEAK]


def test_the_pack_names_every_kind_that_is_no_beginning() -> None:
    assert set(Interruption) - set(KINDS) == {Interruption.LAST_DUE, Interruption.ACCELERATION}


def test_a_falling_due_is_no_interruption() -> None:
    found = clock(LegalEvent(date(2025, 5, 6), Interruption.ACCELERATION))
    assert (found.since, findings(found)) == (DUE, [Finding.WRONG_STEP])


@pytest.mark.parametrize("kind", [Interruption.DEMAND, Interruption.MESSAGE])
@pytest.mark.parametrize(
    ("recipient", "finding"),
    [
        (Recipient.PARTY, Finding.COUNTED),
        (Recipient.ADULT_COHABITANT, Finding.COUNTED),
        (Recipient.AUTHORISED, Finding.COUNTED),
        (Recipient.OTHER, Finding.WRONG_RECIPIENT),
    ],
)
def test_a_demand_counts_if_it_reached_somebody_who_may_receive_it(
    kind: Interruption, recipient: Recipient, finding: Finding
) -> None:
    assert findings(clock(event(date(2025, 5, 6), kind, received_by=recipient))) == [finding]


def test_only_an_institutions_debit_of_the_account_counts() -> None:
    debit = event(date(2025, 5, 6), Interruption.ACCOUNT_DEBIT)
    assert findings(clock(debit)) == [Finding.COUNTED]
    assert findings(clock(debit, institution=False)) == [Finding.NO_INSTITUTION]


@pytest.mark.parametrize(
    ("on", "finding"),
    [
        (date(2023, 9, 3), Finding.BEFORE_DUE),
        (date(2023, 9, 4), Finding.COUNTED),
        (date(2026, 7, 25), Finding.COUNTED),
        (date(2026, 7, 26), Finding.NOT_YET),
    ],
)
def test_an_event_counts_from_the_due_date_until_today(on: date, finding: Finding) -> None:
    assert findings(clock(event(on, Interruption.DEMAND))) == [finding]


@pytest.mark.parametrize(
    ("on", "kind", "finding", "ends_on"),
    [
        (date(2026, 9, 4), Interruption.DEMAND, Finding.COUNTED, date(2029, 9, 4)),
        (date(2026, 9, 5), Interruption.DEMAND, Finding.AFTER_END, date(2026, 9, 4)),
        (date(2026, 9, 5), Interruption.PAYMENT, Finding.AFTER_END, date(2026, 9, 4)),
        (date(2026, 9, 5), Interruption.DEFERRAL_REQUEST, Finding.AFTER_END, date(2026, 9, 4)),
        (date(2026, 9, 5), Interruption.PROMISE, Finding.REVIVED, date(2029, 9, 5)),
        (date(2026, 9, 5), Interruption.PLAN, Finding.REVIVED, date(2029, 9, 5)),
        (date(2026, 9, 5), Interruption.SECURITY, Finding.REVIVED, date(2029, 9, 5)),
    ],
)
def test_after_the_end_only_the_debtors_own_agreement_counts(
    on: date, kind: Interruption, finding: Finding, ends_on: date
) -> None:
    """民法典 192."""
    found = clock(event(on, kind), as_of=date(2027, 1, 1))
    assert (findings(found), found.ends_on) == ([finding], ends_on)


def test_a_demand_after_a_revival_counts_again() -> None:
    promised = event(date(2026, 10, 1), Interruption.PROMISE)
    asked = event(date(2026, 11, 1), Interruption.DEMAND)
    found = clock(asked, promised, as_of=date(2027, 1, 1))
    assert findings(found) == [Finding.REVIVED, Finding.COUNTED]
    assert found.since == date(2026, 11, 1)


def test_twenty_years_after_the_due_date_all_of_it_ends() -> None:
    """民法典 188(2); later events need a court's leave."""
    chain = [event(date(year, 1, 10), Interruption.DEMAND) for year in range(2003, 2022, 2)]
    late = event(date(2022, 6, 1), Interruption.PROMISE)
    found = clock(*chain, late, due=date(2002, 1, 10))
    assert found.ends_on == found.longstop == date(2022, 1, 10)
    assert findings(found) == [Finding.COUNTED] * 10 + [Finding.AFTER_LONGSTOP]


def test_a_suit_stands_still_until_it_ends_and_then_begins_anew() -> None:
    filed = date(2026, 3, 2)
    going_on = clock(event(filed, Interruption.SUIT))
    assert (going_on.since, going_on.ends_on, going_on.standing_still) == (AS_OF, date(2029, 7, 25), True)
    assert going_on.state(AS_OF) is ClockState.STANDING_STILL
    assert going_on.warning(AS_OF) is None
    over = clock(event(filed, Interruption.SUIT, ended_on=date(2026, 6, 30)))
    assert (over.since, over.ends_on, over.standing_still) == (date(2026, 6, 30), date(2029, 6, 30), False)
    still_to_end = clock(event(filed, Interruption.SUIT, ended_on=date(2026, 12, 31)))
    assert (still_to_end.since, still_to_end.standing_still) == (AS_OF, True)


def test_a_demand_during_a_suit_does_not_shorten_what_follows_it() -> None:
    filed = event(date(2024, 3, 2), Interruption.SUIT, ended_on=date(2025, 3, 2))
    asked = event(date(2024, 5, 5), Interruption.DEMAND)
    found = clock(filed, asked)
    assert (found.since, found.cause) == (date(2025, 3, 2), Interruption.SUIT)
    assert findings(found) == [Finding.COUNTED, Finding.COUNTED]


def test_a_suit_that_was_under_way_when_the_debt_fell_due_counts() -> None:
    """诉讼时效规定 9: part of a claim sued for interrupts the rest."""
    filed = event(date(2023, 6, 1), Interruption.SUIT, ended_on=date(2024, 2, 1))
    assert (clock(filed).since, findings(clock(filed))) == (date(2024, 2, 1), [Finding.COUNTED])


@pytest.mark.parametrize(
    ("proof", "finding", "since"),
    [
        (Proof.CASE_NUMBER, Finding.WITHDRAWN, DUE),
        (Proof.SERVED_BY_COURT, Finding.COUNTED, date(2025, 3, 2)),
    ],
)
def test_a_suit_given_up_is_a_demand_if_it_was_served(proof: Proof, finding: Finding, since: date) -> None:
    withdrawn = event(date(2025, 3, 2), Interruption.SUIT, withdrawn=True, proof=proof)
    found = clock(withdrawn)
    assert (findings(found), found.since, found.standing_still) == ([finding], since, False)


def test_of_two_events_of_a_day_the_debtors_agreement_is_named() -> None:
    on = date(2025, 5, 6)
    found = clock(event(on, Interruption.PROMISE), event(on, Interruption.DEMAND))
    assert found.cause is Interruption.PROMISE


@pytest.mark.parametrize(
    ("as_of", "state", "warning"),
    [
        (date(2023, 9, 3), ClockState.NOT_BEGUN, None),
        (date(2023, 9, 4), ClockState.RUNNING, None),
        (date(2026, 3, 7), ClockState.RUNNING, None),
        (date(2026, 3, 8), ClockState.ENDING, 180),
        (date(2026, 6, 5), ClockState.ENDING, 180),
        (date(2026, 6, 6), ClockState.ENDING, 90),
        (date(2026, 8, 4), ClockState.ENDING, 90),
        (date(2026, 8, 5), ClockState.ENDING, 30),
        (date(2026, 9, 4), ClockState.ENDING, 30),
        (date(2026, 9, 5), ClockState.ENDED, None),
    ],
)
def test_the_clock_warns_180_90_and_30_days_before_the_end(as_of: date, state: ClockState, warning: int | None) -> None:
    found = clock(as_of=as_of)
    assert (found.state(as_of), found.warning(as_of)) == (state, warning)


def test_a_loan_matures_with_its_last_instalment_or_by_acceleration() -> None:
    last = date(2027, 1, 10)
    assert maturity(worked_loan()) == Beginning(last)
    assert maturity(worked_loan(), date(2026, 7, 1)) == Beginning(date(2026, 7, 1), Interruption.ACCELERATION)
    assert maturity(worked_loan(), last) == Beginning(last)
