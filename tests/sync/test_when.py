"""When a round begins: by schedule, after errors with growing pauses, and never before a server's rest is over."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.sync.when import FIRST_PAUSE, LONGEST_ASKED, LONGEST_PAUSE, SHORTEST_PAUSE, Cause, Pace, seconds_asked_for

AWAY = KnownError("sync.server_away", retryable=True)
REVOKED = KnownError("device.revoked")


def busy(seconds: int) -> KnownError:
    return KnownError("network.busy_for", {"seconds": seconds}, retryable=True)


def due(pace: Pace) -> float:
    """When the next round begins; there must be one."""
    at = pace.next_at()
    assert at is not None
    return at


def test_the_first_round_begins_at_once_and_the_next_by_schedule() -> None:
    pace = Pace(120.0)
    assert pace.next_at() == 0.0
    pace.ended(1000.0, None)
    assert pace.next_at() == 1120.0


def test_with_no_schedule_nothing_begins_by_itself_but_an_error_is_tried_again() -> None:
    pace = Pace(0.0, dice=lambda: 0.5)
    pace.ended(1000.0, None)
    assert pace.next_at() is None
    pace.ended(1000.0, AWAY)
    assert due(pace) == 1000.0 + FIRST_PAUSE / 2


@given(st.lists(st.floats(0.0, 1.0, exclude_max=True), min_size=1, max_size=40))
def test_pauses_after_errors_are_drawn_from_a_span_that_doubles_up_to_its_cap(dice: list[float]) -> None:
    thrown = iter(dice)
    pace, now = Pace(120.0, dice=lambda: next(thrown)), 0.0
    for number, thrown_number in enumerate(dice):
        pace.ended(now, AWAY)
        span = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0**number)
        assert due(pace) - now == pytest.approx(max(SHORTEST_PAUSE, span * thrown_number))
        now = due(pace)


def test_two_thousand_laptops_that_lost_their_server_at_once_do_not_come_back_at_once() -> None:
    paces = [Pace() for _ in range(2000)]
    for _ in range(8):
        for pace in paces:
            pace.ended(0.0, AWAY)
    seconds = [int(due(pace)) for pace in paces]
    busiest = max(seconds.count(one) for one in set(seconds))
    assert busiest < 40, "spread over ten minutes, none of the seconds has a crowd"


def test_a_success_ends_the_backing_off() -> None:
    pace = Pace(120.0, dice=lambda: 0.99)
    for _ in range(9):
        pace.ended(0.0, AWAY)
    assert due(pace) > 300
    pace.ended(0.0, None)
    pace.ended(0.0, AWAY)
    assert due(pace) < FIRST_PAUSE


def test_the_network_coming_back_ends_the_backing_off_too() -> None:
    pace = Pace(120.0, dice=lambda: 0.99)
    for _ in range(9):
        pace.ended(0.0, AWAY)
    assert pace.wanted(5.0, Cause.NETWORK) == 5.0
    assert not pace.backing_off


@given(st.integers(1, 10_000), st.floats(0.0, 1.0, exclude_max=True))
def test_a_server_that_asked_for_rest_gets_it_from_all_that_nobody_waits_for(seconds: int, thrown: float) -> None:
    pace = Pace(60.0, dice=lambda: thrown)
    pace.ended(100.0, busy(seconds))
    rest_over = 100.0 + min(seconds, LONGEST_ASKED)
    assert due(pace) >= rest_over
    assert pace.wanted(101.0, Cause.SAVED) >= rest_over
    assert pace.wanted(101.0, Cause.NETWORK) >= rest_over
    assert pace.wanted(101.0, Cause.ASKED) == 101.0, "a person who presses the button is not kept waiting"


def test_what_a_person_has_to_put_right_is_not_hammered() -> None:
    pace = Pace(120.0)
    pace.ended(0.0, REVOKED)
    assert pace.next_at() == 120.0
    by_hand = Pace(0.0)
    by_hand.ended(0.0, REVOKED)
    assert by_hand.next_at() is None


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (None, None),
        ("", None),
        ("0", 0),
        (" 120 ", 120),
        ("99999", LONGEST_ASKED),
        ("9" * 400, LONGEST_ASKED),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("Wed, 21 Oct 2015 07:28:00 -0000", None),
    ],
)
def test_retry_after_in_seconds(said: str | None, seconds: int | None) -> None:
    assert seconds_asked_for(said) == seconds


def test_retry_after_as_a_date() -> None:
    before = clock.use(clock.PracticeClock(datetime(2026, 7, 25, 2, 0, tzinfo=UTC)))
    try:
        assert seconds_asked_for(format_datetime(datetime(2026, 7, 25, 2, 1, tzinfo=UTC), usegmt=True)) in {60, 61}
        assert seconds_asked_for(format_datetime(datetime(2020, 1, 1, tzinfo=UTC), usegmt=True)) == 0
    finally:
        clock.use(before)
