"""Pulls from a follower: only when it has what the laptop has seen, only of the same history, and never backwards.

Two real databases play leader and follower; the follower has what `catch_up` copied to it, so that its lag is ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from db.server_schema import metadata
from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.staff import Staff
from fieldapp.errors import KnownError
from fieldapp.protocol.messages import EndFrame, Frame, PageFrame, ResetFrame, ScopeCursor, SyncRequest
from fieldapp.server import pull as pulling
from fieldapp.server.pull import Terms, pull
from fieldapp.store.office.database import open_office
from fieldapp.store.office.feed import staff_scope
from fieldapp.store.office.replica import REST_SECONDS, ReplicatedStore, open_replicated, store_for_pull
from fieldapp.store.office.unit import OfficeStore, OfficeUnit
from tests.office import borrower_case, staff
from tests.server.conftest import BOTH

EPOCH = "the-first"


@dataclass
class Pair:
    """A leader and its follower."""

    store: ReplicatedStore
    person: Staff

    @property
    def scope(self) -> str:
        return staff_scope(self.person.id)

    def catch_up(self) -> None:
        """The follower has all that the leader has."""
        with self.store.engine.connect() as leader, self.store.replica.begin() as follower:
            for table in reversed(metadata.sorted_tables):
                follower.execute(sa.delete(table))
            for table in metadata.sorted_tables:
                rows = [dict(row) for row in leader.execute(sa.select(table)).mappings()]
                if rows:
                    follower.execute(sa.insert(table), rows)

    def save(self, *cases: Case) -> None:
        with self.store.writing() as unit:
            for case in cases:
                unit.records.save_case(case)

    def asks(self, needs: dict[str, int], epoch: str = EPOCH) -> str:
        """Who answers a call with these needs: told by a mark that only one of the two has."""
        with store_for_pull(self.store, needs, epoch).reading() as unit:
            return unit.settings.get("who") or ""

    def mark(self) -> None:
        for engine, name in ((self.store.engine, "leader"), (self.store.replica, "follower")):
            with engine.connect().execution_options(writing=True) as connection, connection.begin():
                OfficeUnit(connection).settings.set("who", name)


@pytest.fixture(params=BOTH)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pair]:
    urls = [f"sqlite:///{tmp_path / name}.db" for name in ("leader", "follower")]
    if request.param == "postgres":
        urls = [request.getfixturevalue("postgres").database() for _ in urls]
    open_office(urls[1]).close()
    store = open_replicated(*urls)
    assert isinstance(store, ReplicatedStore)
    pair = Pair(store, staff()[0])
    with store.writing() as unit:
        unit.settings.set("epoch", EPOCH)
    pair.save(*(borrower_case(pair.person, number=n) for n in range(6)))
    pair.catch_up()
    pair.mark()
    yield pair
    store.close()


def test_a_follower_that_has_what_the_laptop_has_seen_answers(pair: Pair) -> None:
    for seen in (0, 3, 6):
        assert pair.asks({pair.scope: seen}) == "follower"
    assert pair.asks({"office": 0, pair.scope: 6}, epoch="") == "follower"
    assert pair.asks({}) == "follower"


def test_a_follower_that_lags_behind_the_laptop_is_not_asked(pair: Pair) -> None:
    pair.save(borrower_case(pair.person, number=7))
    assert pair.asks({pair.scope: 7}) == "leader"
    assert pair.asks({pair.scope: 6}) == "follower"
    assert pair.asks({pair.scope: 6, "staff:a-scope-it-has-not-heard-of": 1}) == "leader"
    pair.catch_up()
    pair.mark()
    assert pair.asks({pair.scope: 7}) == "follower"


def test_a_follower_of_another_history_is_not_asked(pair: Pair) -> None:
    """A backup was restored, and the follower was left running with what was before."""
    with pair.store.writing() as unit:
        unit.settings.set("epoch", "the-second")
    assert pair.asks({pair.scope: 0}, epoch="the-second") == "leader"
    assert pair.asks({pair.scope: 0}, epoch="") == "leader"
    assert pair.asks({pair.scope: 0}, epoch=EPOCH) == "leader", "who comes from the old one must be told of the new"
    pair.catch_up()
    pair.mark()
    assert pair.asks({pair.scope: 0}, epoch="the-second") == "follower"
    assert pair.asks({pair.scope: 0}, epoch=EPOCH) == "leader"


def test_within_one_call_nothing_goes_backwards(pair: Pair) -> None:
    """Behind one address there may be several followers; here the second one is the first one, fallen back."""
    pair.save(borrower_case(pair.person, number=7))
    near = store_for_pull(pair.store, {pair.scope: 7}, EPOCH)
    with near.reading() as unit:
        assert unit.settings.get("who") == "leader"
    pair.catch_up()
    pair.mark()
    with near.reading() as unit:
        assert unit.settings.get("who") == "leader", "once the leader was asked, it is asked to the end"
    far = store_for_pull(pair.store, {pair.scope: 0}, EPOCH)
    with far.reading() as unit:
        assert (unit.settings.get("who"), unit.feed.head(pair.scope)) == ("follower", 7)
    with pair.store.replica.begin() as follower:
        follower.execute(sa.text("UPDATE scope_head SET head = 5"))
    with far.reading() as unit:
        assert (unit.settings.get("who"), unit.feed.head(pair.scope)) == ("leader", 7)


def test_a_follower_that_is_away_costs_one_try_and_is_asked_again_later(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def away() -> sa.Connection:
        tries.append(1)
        raise KnownError("server.database_away", {"detail": "gone"}, retryable=True)

    connect = pair.store.replica.connect
    monkeypatch.setattr(pair.store.replica, "connect", away)
    assert [pair.asks({}) for _ in range(3)] == ["leader"] * 3
    assert len(tries) == 1
    monkeypatch.setattr(pair.store.replica, "connect", connect)
    assert pair.asks({}) == "leader", "it rests"
    now = clock.monotonic()
    monkeypatch.setattr(clock, "monotonic", lambda: now + REST_SECONDS)
    assert pair.asks({}) == "follower"


def test_a_follower_that_fails_in_the_middle_is_left_alone_for_a_while(pair: Pair) -> None:
    with (
        pytest.raises(KnownError, match=r"server\.database_away"),
        store_for_pull(pair.store, {}, EPOCH).reading(),
    ):
        raise KnownError("server.database_away", retryable=True)
    assert pair.asks({}) == "leader"


def test_a_store_without_a_follower_is_itself(tmp_path: Path) -> None:
    store = open_replicated(f"sqlite:///{tmp_path / 'office.db'}", "")
    assert type(store) is OfficeStore
    assert store_for_pull(store, {"office": 5}, "any") is store
    store.close()


def test_a_follower_may_be_away_when_the_server_starts(pair: Pair) -> None:
    url = pair.store.engine.url.render_as_string(hide_password=False)
    store = open_replicated(url, "postgresql://nobody@127.0.0.1:9/nothing")
    with store_for_pull(store, {}, EPOCH).reading() as unit:
        assert unit.settings.get("who") == "leader"
    store.close()


def frames(pair: Pair, cursor: int) -> list[Frame]:
    """A whole pull as the server makes it, from a cursor."""
    cursors = (ScopeCursor(pair.scope, cursor),) if cursor else ()
    request = SyncRequest("device", EPOCH, cursors, (), clock.now().isoformat())
    near = store_for_pull(pair.store, {pair.scope: cursor}, EPOCH)
    with pair.store.reading() as unit:
        standing = unit.feed.standing([pair.scope])
    return list(pull(near, standing, request, Terms(EPOCH, clock.now().isoformat())))


def test_pulls_while_the_follower_catches_up_never_reset_and_never_go_backwards(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulling, "PAGE_BYTES", 2_000)
    seen: set[str] = set()
    cursor, case = 0, borrower_case(pair.person, number=99)
    for turn in range(12):
        pair.save(replace(case, case_no=f"HK-{turn}"), borrower_case(pair.person, number=100 + turn))
        if turn % 3 == 2:
            pair.catch_up()
            pair.mark()
        got = frames(pair, cursor)
        assert cursor == 0 or not [frame for frame in got if isinstance(frame, ResetFrame)]
        for frame in got:
            if isinstance(frame, PageFrame):
                assert [row.seq for row in frame.rows] == sorted({row.seq for row in frame.rows})
                assert frame.cursor >= cursor
                cursor, seen = frame.cursor, seen | {row.id for row in frame.rows}
        assert isinstance(got[-1], EndFrame)
        assert [head.seq for head in got[-1].heads] == [cursor]
    with pair.store.reading() as unit:
        rest = unit.feed.rows_after(pair.scope, cursor, 100)
        assert seen | {row.id for row in rest} == {row.id for row in unit.feed.rows_after(pair.scope, 0, 1000)}
