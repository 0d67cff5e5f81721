"""Ten bugs, each planted into the product's own code for as long as it is asked for.

They are the mistakes that programs of this kind really have. If the simulator did not find one of them, its silence
about the product would mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import sqlalchemy as sa

from db.client_schema import fact, outbox
from db.server_schema import feed
from fieldapp.domain.judgement import Verdict
from fieldapp.protocol.messages import PageFrame, SyncRequest
from fieldapp.server import intake
from fieldapp.store.office.feed import Feed
from fieldapp.sync.driver import SyncDriver

Plant = Callable[[ExitStack], None]
TRANSITIONS = ("plan_withdrawn", "plan_approved", "plan_returned", "plan_rejected")


def no_idempotency(planted: ExitStack) -> None:
    """A fact that was sent twice is taken twice: neither its verdict nor its number is looked at."""
    honest_tip = intake._Push.__init__

    def forgetful(push: Any, *values: Any, **named: Any) -> None:
        honest_tip(push, *values, **named)
        push.said.clear()
        push.seq = 0

    def any_number(push: Any, envelope: Any) -> Any:
        return intake._judged(push, envelope)

    planted.enter_context(patch.object(intake._Push, "__init__", forgetful))
    planted.enter_context(patch.object(intake, "_take", any_number))


def no_tombstone(planted: ExitStack) -> None:
    """Moving a case tells the new laptop and not the old one."""
    planted.enter_context(patch.object(Feed, "evict", lambda *_: None))


def sequence_gap(planted: ExitStack) -> None:
    """Numbers are taken at once, but now and then the rows are seen only after the next transaction's."""
    honest, kept = Feed._write, []
    calls = iter(range(10**9))

    def late(unit: Feed, scope: str, changes: list[Any], first: int) -> None:
        if next(calls) % 5 == 4:
            kept.append((scope, changes, first))
            return
        while kept:
            honest(unit, *kept.pop())
        honest(unit, scope, changes, first)

    planted.enter_context(patch.object(Feed, "_write", late))


def unchecked_transition(planted: ExitStack) -> None:
    """Every decision on a plan stands, whatever state the plan is in."""
    honest = intake.judge

    def lenient(file: Any, made: Any, *rest: Any) -> Verdict:
        return Verdict(None) if made.kind.value in TRANSITIONS else honest(file, made, *rest)

    planted.enter_context(patch.object(intake, "judge", lenient))


def floor_not_raised(planted: ExitStack) -> None:
    """Old evictions are forgotten, and nobody is told that they were."""

    def silently(unit: Feed, before: Any) -> int:
        gone = sa.delete(feed).where(feed.c.op == "evict", feed.c.at < before)
        return unit._connection.execute(gone).rowcount

    planted.enter_context(patch.object(Feed, "purge", silently))


def last_writer_wins(planted: ExitStack) -> None:
    """An edit of a card takes the field, whatever its author had seen."""
    from fieldapp.domain import case_card, judgement

    planted.enter_context(patch.object(case_card, "clashes", lambda *_: False))
    planted.enter_context(patch.object(judgement, "clashes", lambda *_: False))


def cursor_before_rows(planted: ExitStack) -> None:
    """The cursor moves on in a transaction of its own, before the one that brings the rows."""
    raise NotImplementedError


def outbox_cleared_on_send(planted: ExitStack) -> None:
    """What was sent is taken for said."""
    honest = SyncDriver.__init__

    def trusting(driver: SyncDriver, store: Any, calls: Any, *rest: Any) -> None:
        honest(driver, store, _Trusting(store, calls), *rest)

    planted.enter_context(patch.object(SyncDriver, "__init__", trusting))


class _Trusting:
    """A line that is believed to lose nothing."""

    def __init__(self, store: Any, line: Any) -> None:
        self._store = store
        self._line = line

    def __getattr__(self, name: str) -> Any:
        return getattr(self._line, name)

    def exchange(self, request: SyncRequest) -> Iterator[Any]:
        sent = [envelope.fact_id for envelope in request.facts]
        with self._store._engine.begin() as connection:
            connection.execute(sa.delete(outbox).where(outbox.c.fact_id.in_(sent)))
        yield from self._line.exchange(request)
