"""Obstacles in the last six months of limitation, and that further events never shorten any clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain.clocks.clock import ClockState, LegalClock
from fieldapp.domain.clocks.events import Finding, Interruption, LegalEvent, Obstacle, Proof, Recipient, Suspension
from fieldapp.domain.clocks.limitation import Beginning, LimitationFacts, limitation_of
from fieldapp.domain.clocks.rules import STATUTE
from fieldapp.rule_packs.clocks import clock_rules

RULES = clock_rules()
DUE = date(2023, 9, 4)  # the time runs until 4 September 2026, the last six months from 4 March
LATER = date(2028, 1, 1)


def clock(*suspensions: Suspension, as_of: date = LATER) -> LegalClock:
    return limitation_of(LimitationFacts(Beginning(DUE), (), suspensions), as_of, RULES)


def obstacle(begins: date, until: date | None, *, proven: bool = True) -> Suspension:
    return Suspension(begins, Obstacle.FORCE_MAJEURE, until, proven)


@pytest.mark.parametrize(
    ("begins", "until", "ends_on", "finding"),
    [
        (date(2026, 5, 1), date(2026, 6, 30), date(2026, 12, 30), Finding.SUSPENDED),
        (date(2025, 1, 1), date(2026, 4, 1), date(2026, 10, 1), Finding.SUSPENDED),
        (date(2026, 9, 4), date(2026, 12, 4), date(2027, 6, 4), Finding.SUSPENDED),
        (date(2025, 1, 1), date(2026, 3, 4), date(2026, 9, 4), Finding.OUTSIDE_LAST_MONTHS),
        (date(2025, 1, 1), date(2025, 6, 1), date(2026, 9, 4), Finding.OUTSIDE_LAST_MONTHS),
        (date(2026, 9, 5), date(2027, 6, 1), date(2026, 9, 4), Finding.OUTSIDE_LAST_MONTHS),
    ],
)
def test_an_obstacle_in_the_last_six_months_leaves_six_months_after_it(
    begins: date, until: date, ends_on: date, finding: Finding
) -> None:
    """民法典 194."""
    found = clock(obstacle(begins, until))
    assert found.ends_on == ends_on
    assert [one.finding for one in found.suspensions] == [finding]
    assert found.suspensions[0].counted is (finding is Finding.SUSPENDED)


def test_while_an_obstacle_lasts_the_clock_stands_still() -> None:
    as_of = date(2026, 8, 1)
    for until in (None, date(2026, 10, 1)):
        found = clock(obstacle(date(2026, 5, 1), until), as_of=as_of)
        assert (found.ends_on, found.standing_still) == (date(2027, 2, 1), True)
        assert found.state(as_of) is ClockState.STANDING_STILL


def test_obstacles_can_follow_each_other() -> None:
    found = clock(
        obstacle(date(2026, 11, 1), date(2026, 12, 1)),
        obstacle(date(2026, 8, 1), date(2026, 9, 1)),
    )
    assert found.ends_on == date(2027, 6, 1)
    assert [one.suspension.begins for one in found.suspensions] == [date(2026, 8, 1), date(2026, 11, 1)]


def test_an_obstacle_without_proof_or_still_to_come_does_not_count() -> None:
    unproven = obstacle(date(2026, 5, 1), date(2026, 6, 30), proven=False)
    assert [one.finding for one in clock(unproven).suspensions] == [Finding.NO_PROOF]
    to_come = clock(obstacle(date(2026, 8, 2), None), as_of=date(2026, 8, 1))
    assert [one.finding for one in to_come.suspensions] == [Finding.NOT_YET]
    assert to_come.ends_on == date(2026, 9, 4)


def test_an_event_in_the_time_an_obstacle_added_counts() -> None:
    late = LegalEvent(date(2026, 12, 1), Interruption.DEMAND, Proof.SIGNED_RECEIPT)
    facts = LimitationFacts(Beginning(DUE), (late,), (obstacle(date(2026, 5, 1), date(2026, 6, 30)),))
    assert limitation_of(facts, LATER, RULES).since == date(2026, 12, 1)


def test_no_obstacle_moves_the_twenty_years() -> None:
    facts = LimitationFacts(Beginning(date(2003, 9, 4)), (), (obstacle(date(2006, 1, 1), None),))
    found = limitation_of(facts, date(2026, 7, 25), RULES)
    assert found.ends_on == found.longstop == date(2023, 9, 4)
    assert not found.standing_still


def test_the_statute_and_the_pack_say_the_same_periods() -> None:
    assert replace(RULES, version="", proofs={}, forbidden_after_end=()) == STATUTE
    assert RULES.forbidden_after_end


# properties ---------------------------------------------------------------------------------------------------

DAYS = st.integers(-900, 9000).map(lambda days: DUE + timedelta(days=days))
EVENTS = st.builds(
    LegalEvent,
    on=DAYS,
    kind=st.sampled_from(Interruption),
    proof=st.one_of(st.none(), st.sampled_from(Proof)),
    ended_on=st.one_of(st.none(), DAYS),
    withdrawn=st.booleans(),
    received_by=st.sampled_from(Recipient),
)
SUSPENSIONS = st.builds(
    Suspension, begins=DAYS, obstacle=st.just(Obstacle.OTHER), until=st.one_of(st.none(), DAYS), proven=st.booleans()
)


@given(st.lists(EVENTS, max_size=7), EVENTS, st.lists(SUSPENSIONS, max_size=3), DAYS, st.sampled_from([RULES, STATUTE]))
def test_a_further_event_never_ends_limitation_earlier(
    events: list[LegalEvent], more: LegalEvent, suspensions: list[Suspension], as_of: date, rules: object
) -> None:
    chosen = RULES if rules is RULES else STATUTE
    few = LimitationFacts(Beginning(DUE), tuple(events), tuple(suspensions))
    many = replace(few, events=(*events, more))
    assert limitation_of(many, as_of, chosen).ends_on >= limitation_of(few, as_of, chosen).ends_on


@given(st.lists(EVENTS, max_size=6), st.lists(SUSPENSIONS, max_size=3), SUSPENSIONS, DAYS)
def test_a_further_obstacle_never_ends_limitation_earlier(
    events: list[LegalEvent], suspensions: list[Suspension], more: Suspension, as_of: date
) -> None:
    few = LimitationFacts(Beginning(DUE), tuple(events), tuple(suspensions))
    many = replace(few, suspensions=(*suspensions, more))
    assert limitation_of(many, as_of, STATUTE).ends_on >= limitation_of(few, as_of, STATUTE).ends_on


@given(st.lists(EVENTS, max_size=6), st.randoms(use_true_random=False), DAYS)
def test_the_order_in_which_events_are_known_does_not_matter(
    events: list[LegalEvent], chance: object, as_of: date
) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (limitation_of(LimitationFacts(Beginning(DUE), tuple(e)), as_of, RULES) for e in (events, shuffled))
    assert (one.ends_on, one.since, one.cause) == (other.ends_on, other.since, other.cause)
    assert len(one.events) == len(events)
