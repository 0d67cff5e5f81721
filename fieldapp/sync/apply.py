"""Applying what the server sent, each function within one transaction of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from fieldapp.domain.case import Entity
from fieldapp.domain.document import Document
from fieldapp.domain.ids import NIL
from fieldapp.errors import KnownError
from fieldapp.protocol.codec import decompress
from fieldapp.protocol.digest import EMPTY, bucket_sums, changed
from fieldapp.protocol.messages import BucketsFrame, BucketSums, FeedRow, PageFrame, ScopeCursor
from fieldapp.protocol.records import decode_record
from fieldapp.protocol.verdicts import FactVerdict
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.shadow import Unopened, Weight
from fieldapp.store.laptop.sync_state import ScopeState
from fieldapp.store.laptop.unit import LaptopUnit

AT_ONCE = 12
"""So many changed cases get their figures within the transaction; with more, all are found first."""
NEVER = 2**63 - 1
"""Beyond every number of a feed."""
NAMES_FILES = frozenset({Entity.DOCUMENT.value})
"""Papers come by themselves; a colleague's photo or recording comes when somebody opens it."""


def check_history(unit: LaptopUnit, epoch: str) -> None:
    """Refuse what belongs to another history than the copy here: another process has met a restored server meanwhile.

    Raises:
        KnownError: `sync.other_round`.
    """
    if (unit.settings.get("epoch", str) or "") not in {"", epoch}:
        raise KnownError("sync.other_round", retryable=True)


def check_standing(unit: LaptopUnit, stands: Mapping[str, int]) -> None:
    """Refuse what was read for a copy that stood elsewhere: another process has moved a scope of it on meanwhile.

    Which scope it was does not matter. A record moves from one to another, so that an older word of the one would
    overwrite the newer word of the other.

    Raises:
        KnownError: `sync.other_round`.
    """
    if {cursor.scope: cursor.seq for cursor in unit.sync.cursors()} != dict(stands):
        raise KnownError("sync.other_round", retryable=True)


def apply_page(unit: LaptopUnit, page: PageFrame, now: datetime) -> None:
    """Rows and cursor together; facts whose records are now here leave the overlay."""
    states = unit.sync.scopes()
    state = states.get(page.scope)
    for other, parts in unit.incoming.leave_to(page.scope, page.rows).items() if _any_fresh(states) else ():
        unit.sync.weigh_fresh(other, changed(states[other].fresh_digest, gone=parts))
    if state is not None and state.fresh_cursor is not None:
        weight = unit.incoming.apply(page.scope, page.rows)
        digest = changed(state.fresh_digest, gone=weight.gone.get(page.scope, ()), come=weight.come)
        unit.sync.advance_fresh(page.scope, page.cursor, digest, now)
        return
    weight = unit.shadow.apply(page.scope, page.rows)
    digest = changed(state.digest if state else EMPTY, gone=weight.gone.get(page.scope, ()), come=weight.come)
    unit.sync.advance(page.scope, page.cursor, digest, now)
    _weigh_others(unit, page.scope, weight)
    _want_files(unit, page.rows, now)
    settled = unit.outbox.settle(page.scope, page.cursor)
    _show(unit, page.rows, settled)


def _any_fresh(states: Mapping[str, ScopeState]) -> bool:
    return any(state.fresh_cursor is not None for state in states.values())


def settle_arrived(unit: LaptopUnit) -> set[str]:
    """Facts whose records came before their verdicts (said again, or brought by another process' round) are settled."""
    cases: set[str] = set()
    for state in unit.sync.scopes().values():
        if state.fresh_cursor is None:
            cases |= unit.outbox.settle(state.scope, state.cursor)
    return cases


def keep_verdicts(unit: LaptopUnit, verdicts: Sequence[FactVerdict], now: datetime) -> None:
    """What the server said of facts; of those whose records are here already nothing waits any more."""
    if not verdicts:
        return
    cases = unit.outbox.take_verdicts(verdicts, now)
    unit.cash.take_verdicts(verdicts)
    unit.changes.outbox = True
    touch(unit, cases | settle_arrived(unit))


def touch(unit: LaptopUnit, cases: set[str]) -> None:
    """Something else than the records of these cases is different."""
    if len(cases) <= AT_ONCE:
        unit.changes.cases |= cases
    else:
        unit.sketch({}, cases, set())


def begin_scope(unit: LaptopUnit, scope: str, boot: int | None) -> None:
    """A scope comes from its beginning: beside the copy that is here, if there is one."""
    if unit.shadow.is_empty(scope):
        unit.sync.begin(scope, boot)
    else:
        unit.incoming.clear(scope)
        unit.sync.begin_fresh(scope, boot)


def finish_scope(unit: LaptopUnit, scope: str, seq: int, now: datetime) -> None:
    """A copy that came anew takes the place of the one that was shown, if it has reached the head `seq`."""
    state = unit.sync.scopes().get(scope)
    if state is None or state.fresh_cursor is None or state.fresh_cursor < max(seq, state.boot or 0):
        return
    weight, cases = unit.incoming.swap_in(scope)
    cursor = unit.sync.finish_fresh(scope)
    _weigh_others(unit, scope, weight)
    _want_files(unit, unit.shadow.rows(scope, NAMES_FILES), now)
    _show_cases(unit, (cases | unit.outbox.settle(scope, cursor)) - {NIL})


def new_history(unit: LaptopUnit, epoch: str, now: datetime) -> None:
    """The server was restored: everything comes anew, and everything done here is said again.

    Raises:
        KnownError: `sync.other_round` when another process has begun with it already.
    """
    if unit.settings.get("epoch", str) == epoch:
        raise KnownError("sync.other_round", retryable=True)
    unit.settings.set("epoch", epoch)
    for scope in unit.sync.scopes():
        begin_scope(unit, scope, None)
    touch(unit, unit.outbox.say_again())
    unit.attachments.check_again(now)


def drop_scopes(unit: LaptopUnit, scopes: Iterable[str]) -> None:
    """Remove everything that came with scopes that are no longer ours; what was done here is never removed."""
    for scope in scopes:
        gone = unit.shadow.drop_scope(scope) - {NIL}
        unit.incoming.clear(scope)
        unit.sync.forget(scope)
        # the records that would settle what was accepted will not come
        _show_cases(unit, gone | unit.outbox.settle(scope, NEVER))


def differing_scopes(unit: LaptopUnit, heads: Sequence[ScopeCursor], digests: dict[str, str]) -> tuple[BucketSums, ...]:
    """Scopes that were read to the head and are not what the server has, each with the sums of its buckets."""
    states = unit.sync.scopes()
    found = []
    for head in heads:
        state = states.get(head.scope)
        if state is None or head.scope not in digests or (state.cursor, state.fresh_cursor) != (head.seq, None):
            continue
        if state.digest != digests[head.scope]:
            found.append(BucketSums(head.scope, head.seq, bucket_sums(unit.shadow.elements(head.scope))))
    return tuple(found)


def repair(unit: LaptopUnit, frame: BucketsFrame, now: datetime) -> None:
    """Make some buckets of a scope what the server says they are, if it speaks of the state that is here."""
    state = unit.sync.scopes().get(frame.scope)
    if state is None or (state.cursor, state.fresh_cursor) != (frame.seq, None):
        return
    weight, cases = unit.shadow.replace_buckets(frame.scope, frozenset(frame.buckets), frame.rows)
    # the digest is counted anew: what was kept of it may be what is wrong
    unit.sync.weigh(frame.scope, changed(EMPTY, come=(part for _, part in unit.shadow.elements(frame.scope))))
    _weigh_others(unit, frame.scope, weight)
    _want_files(unit, frame.rows, now)
    _show_cases(unit, cases - {NIL})


def _weigh_others(unit: LaptopUnit, scope: str, weight: Weight) -> None:
    """A record that came with one scope may have been another one's until now."""
    states = unit.sync.scopes() if weight.gone.keys() - {scope} else {}
    for other, parts in weight.gone.items():
        if other != scope and other in states:
            unit.sync.weigh(other, changed(states[other].digest, gone=parts))


def _show(unit: LaptopUnit, rows: Sequence[FeedRow], settled: set[str]) -> None:
    """Bring list and search up to what came: at once for a few cases, in two steps for many."""
    cases = {row.case_id for row in rows} - {NIL} | settled
    if len(cases) <= AT_ONCE:
        unit.changes.cases |= cases
        _forget_moved(unit, {row.id for row in rows if row.op == "evict" and row.entity == Entity.CASE.value})
        return
    renewed = {row.id: Unopened(row.blob) for row in rows if row.op == "put" and row.entity == Entity.CASE.value}
    evicted = {row.id for row in rows if row.op == "evict" and row.entity == Entity.CASE.value}
    gone = evicted - unit.shadow.unopened(sorted(evicted)).keys()
    unit.sketch(renewed, cases - renewed.keys() - gone, gone)
    _forget_moved(unit, gone)


def _show_cases(unit: LaptopUnit, cases: set[str]) -> None:
    """The same for cases of which no page says what became of them."""
    here = unit.shadow.unopened(sorted(cases))
    gone = cases - here.keys()
    if len(cases) <= AT_ONCE:
        unit.changes.cases |= cases
    else:
        unit.sketch(here, set(), gone)
    _forget_moved(unit, gone)


def _forget_moved(unit: LaptopUnit, case_ids: set[str]) -> None:
    """Files of cases that went away; what was done or begun here stays: facts, their files, and drafts."""
    gone = case_ids - unit.shadow.unopened(sorted(case_ids)).keys()
    for case_id in sorted(gone):
        unit.attachments.drop_case(case_id)


def _want_files(unit: LaptopUnit, rows: Iterable[FeedRow], now: datetime) -> None:
    for row in rows:
        if row.op != "put" or row.entity not in NAMES_FILES:
            continue
        try:
            document: Document = decode_record(Entity.DOCUMENT, decompress(row.blob))
        except (msgspec.ValidationError, msgspec.DecodeError, KnownError):
            continue  # the case it belongs to is listed as unreadable; what is behind it must not wait
        newest = document.current
        kind = document.content.kind.value
        wanted = Attachment(newest.sha256, kind, document.case_id, document.id, newest.size, "wanted")
        unit.changes.files = unit.attachments.want(wanted, now) or unit.changes.files
