"""A laptop that has not heard from its office for too long locks, keeps everything, and opens by a contact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldapp import clock
from fieldapp.services.desk import Desk
from fieldapp.sync.lease import LEASE_OVER, Lease
from tests.laptops import desk_in
from tests.office import TestOffice, staff, sync

START = datetime(2026, 7, 25, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)


class HandClock:
    """A clock whose hands are set by the test: what the screen shows, and how long the machine has run."""

    def __init__(self) -> None:
        self.shown, self.ran = START, 0.0

    def now(self) -> datetime:
        return self.shown

    def monotonic(self) -> float:
        return self.ran

    def pass_by(self, time: timedelta) -> None:
        """Time goes by while the machine runs."""
        self.shown += time
        self.ran += time.total_seconds()


@pytest.fixture
def hands() -> Iterator[HandClock]:
    made = HandClock()
    before = clock.use(made)
    yield made
    clock.use(before)


@pytest.fixture
def desk(tmp_path: Path, hands: HandClock) -> Iterator[Desk]:
    one = desk_in(tmp_path / "users" / "one", staff()[0])
    yield one
    one.store.close()


def contact(desk: Desk, days: int = 14) -> None:
    """What a complete round leaves behind."""
    with desk.store.writing() as unit:
        unit.settings.set("last_contact", clock.now().isoformat())
        unit.settings.set("lease_days", days)


def test_it_locks_after_so_many_days_and_not_before(desk: Desk, hands: HandClock) -> None:
    contact(desk, 14)
    lease = Lease(desk.store)
    assert lease.look().days_left == 14
    hands.pass_by(14 * DAY - timedelta(minutes=1))
    assert not lease.look().locked
    hands.pass_by(timedelta(minutes=1))
    standing = Lease(desk.store).look()
    assert (standing.code, standing.days_away, standing.lease_days) == (LEASE_OVER, 14, 14)


def test_a_laptop_that_never_had_a_contact_counts_from_its_first_day(desk: Desk, hands: HandClock) -> None:
    assert not Lease(desk.store).look().locked
    hands.pass_by(13 * DAY)
    assert not Lease(desk.store).look().locked
    hands.pass_by(DAY)
    assert Lease(desk.store).look().locked


def test_without_a_lease_it_never_locks(desk: Desk, hands: HandClock) -> None:
    contact(desk, 0)
    hands.pass_by(4000 * DAY)
    standing = Lease(desk.store).look()
    assert (standing.locked, standing.days_left) == (False, None)


def test_a_contact_opens_it_again_and_counts_from_there(desk: Desk, hands: HandClock) -> None:
    contact(desk)
    lease = Lease(desk.store)
    hands.pass_by(20 * DAY)
    assert lease.look().locked
    contact(desk)
    assert not lease.look().locked
    hands.pass_by(13 * DAY)
    assert not lease.look().locked
    hands.pass_by(DAY)
    assert lease.look().locked


def test_setting_the_clock_back_gains_nothing(desk: Desk, hands: HandClock) -> None:
    contact(desk)
    hands.pass_by(13 * DAY)
    assert not Lease(desk.store).look().locked
    hands.shown -= 12 * DAY
    lease = Lease(desk.store)
    assert lease.look().days_away == 13
    hands.pass_by(DAY)
    assert lease.look().locked, "time runs on from the highest that was seen"
    hands.shown -= 400 * DAY
    assert lease.look().locked
    assert Lease(desk.store).look().locked, "also after another start"


def test_a_clock_that_was_ahead_locks_once_and_not_for_ever(desk: Desk, hands: HandClock) -> None:
    contact(desk)
    lease = Lease(desk.store)
    hands.shown += 300 * DAY
    assert lease.look().locked
    hands.shown -= 300 * DAY
    assert lease.look().locked
    hands.pass_by(timedelta(minutes=2))
    contact(desk)
    assert not lease.look().locked
    hands.pass_by(13 * DAY)
    assert not lease.look().locked


@given(
    steps=st.lists(
        st.tuples(st.integers(0, 72), st.one_of(st.none(), st.integers(-2000, 0)), st.booleans()), max_size=25
    )
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_done_to_the_clock_it_locks_once_it_has_run_for_the_whole_lease(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int | None, bool]]
) -> None:
    """Hours that go by while it runs, hours the clock is set back, starts in between."""
    hands = HandClock()
    before = clock.use(hands)
    desk = desk_in(tmp_path_factory.mktemp("lease"), staff()[0])
    try:
        contact(desk)
        lease, ran = Lease(desk.store), 0
        lease.look()
        for hours, back, again in steps:
            hands.pass_by(timedelta(hours=hours))
            ran += hours
            locked = lease.look().locked
            assert locked == (ran >= 14 * 24)
            if back is not None:
                hands.shown += timedelta(hours=back)
            if again:
                lease = Lease(desk.store)
                lease.look()
    finally:
        desk.store.close()
        clock.use(before)


@pytest.mark.parametrize("code", ["device.revoked", "signin.closed"])
def test_the_offices_word_locks_at_once_and_until_a_later_contact(desk: Desk, hands: HandClock, code: str) -> None:
    contact(desk)
    assert Lease(desk.store).heard(code).code == code
    hands.pass_by(timedelta(minutes=5))
    assert Lease(desk.store).look().code == code, "also at the next sign-in, without a network"
    contact(desk)
    assert not Lease(desk.store).look().locked


@pytest.mark.parametrize("code", ["sync.server_away", "signin.expired", "sync.done", "sync.cut_off"])
def test_nothing_else_that_a_round_says_locks(desk: Desk, hands: HandClock, code: str) -> None:
    contact(desk)
    assert not Lease(desk.store).heard(code).locked


def test_a_real_office_locks_opens_and_takes_what_was_done_meanwhile(office: TestOffice) -> None:
    desk = office.desk("zhouming")
    with office.store.writing() as unit:
        unit.settings.set("lease_days", "5")
    assert sync(desk).complete
    before = clock.use(clock.PracticeClock(clock.now() + 6 * DAY))
    lease = Lease(desk.store)
    assert lease.look().params == {"days": 5, "away": 6}
    assert lease.look().locked
    assert sync(desk).complete
    assert not lease.look().locked
    clock.use(before)
    desk.store.close()
