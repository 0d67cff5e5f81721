"""Ten bugs, each planted into the product's own code for as long as it is asked for.

They are the mistakes that programs of this kind really have. If the simulator did not find one of them, its silence
about the product would mean nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import sqlalchemy as sa

from db.client_schema import fact, outbox
from db.server_schema import feed
from fieldapp import clock
from fieldapp.domain import case_card, judgement
from fieldapp.domain.judgement import Verdict
from fieldapp.protocol.digest import EMPTY
from fieldapp.protocol.messages import SyncRequest
from fieldapp.server import intake
from fieldapp.store.laptop.shadow import Shadow
from fieldapp.store.laptop.unit import LaptopUnit
from fieldapp.store.office.feed import Feed
from fieldapp.sync import apply
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.steps import ApplyPage

TRANSITIONS = ("plan_withdrawn", "plan_approved", "plan_returned", "plan_rejected", "matter_moved")


def no_idempotency(planted: ExitStack) -> None:
    """A fact that comes twice is taken twice: neither what was said of it nor its number is looked at."""
    planted.enter_context(patch.object(intake, "said_of", lambda *_: {}))
    planted.enter_context(patch.object(intake, "_take", intake._judged))


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
    honest = judgement.judge

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
    planted.enter_context(patch.object(case_card, "clashes", lambda *_: False))
    planted.enter_context(patch.object(judgement, "clashes", lambda *_: False))


def cursor_before_rows(planted: ExitStack) -> None:
    """The cursor moves on in a transaction of its own, before the one that brings the rows."""
    honest = SyncDriver._written

    def eager(driver: SyncDriver, effect: Any, *rest: Any) -> None:
        if not isinstance(effect, ApplyPage):
            honest(driver, effect, *rest)
            return
        page, now = effect.page, clock.now()
        with driver._store.writing() as unit:
            state = unit.sync.scopes().get(page.scope)
            if state is not None and state.fresh_cursor is not None:
                unit.sync.advance_fresh(page.scope, page.cursor, state.fresh_digest, now)
            else:
                unit.sync.advance(page.scope, page.cursor, state.digest if state else EMPTY, now)
        with driver._store.writing() as unit:
            apply.apply_page(unit, page, now)

    planted.enter_context(patch.object(SyncDriver, "_written", eager))


def evict_drops_facts(planted: ExitStack) -> None:
    """A case that goes away takes with it what was done on it."""
    honest = Shadow.apply

    def thorough(shadow: Shadow, scope: str, rows: Any) -> Any:
        gone = [row.case_id for row in rows if row.op == "evict" and row.entity == "case"]
        theirs = sa.select(fact.c.fact_id).where(fact.c.case_id.in_(gone))
        shadow._connection.execute(sa.delete(outbox).where(outbox.c.fact_id.in_(theirs)))
        return honest(shadow, scope, rows)

    planted.enter_context(patch.object(Shadow, "apply", thorough))


def bootstrap_without_head(planted: ExitStack) -> None:
    """A copy that comes anew does not remember where the head was when it began."""
    honest = apply.begin_scope

    def forgetful(unit: LaptopUnit, scope: str, _boot: int | None) -> None:
        honest(unit, scope, None)

    planted.enter_context(patch.object(apply, "begin_scope", forgetful))


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


BUGS: dict[str, Callable[[ExitStack], None]] = {
    "no idempotency": no_idempotency,
    "cursor before rows": cursor_before_rows,
    "no tombstone": no_tombstone,
    "sequence gap": sequence_gap,
    "outbox cleared on send": outbox_cleared_on_send,
    "evict drops facts": evict_drops_facts,
    "unchecked transition": unchecked_transition,
    "floor not raised": floor_not_raised,
    "bootstrap without head": bootstrap_without_head,
    "last writer wins": last_writer_wins,
}
