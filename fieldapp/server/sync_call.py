"""One sync call: facts in, verdicts, records out. The answer is a stream of frames that a laptop can use as far as it
got."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from fieldapp import clock
from fieldapp.domain.plans.authority import AuthorityMatrix
from fieldapp.domain.staff import StaffRole
from fieldapp.errors import KnownError
from fieldapp.protocol.codec import encode_frame
from fieldapp.protocol.envelope import FactEnvelope
from fieldapp.protocol.messages import MAX_FACTS, WIPE, SyncRequest, VerdictsFrame
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.server.intake import Sender, hold, scopes_seen, take_all
from fieldapp.server.pull import Terms, pull
from fieldapp.server.quarantine import asked_again
from fieldapp.server.receipt_numbers import blocks_for, know_again
from fieldapp.store.office.accounts import SignedIn
from fieldapp.store.office.contacts import LastCall
from fieldapp.store.office.feed import OFFICE_SCOPE, Head, staff_scope
from fieldapp.store.office.files import office_limits
from fieldapp.store.office.replica import store_for_pull
from fieldapp.store.office.unit import OfficeStore, OfficeUnit, UnstorableError

SEEN_EVERY = timedelta(minutes=5)
LEASE_DAYS = 14
GAVE_WAY_TRIES = 3
MAX_HELD = 1000


def answer(store: OfficeStore, who: SignedIn, request: SyncRequest, matrix: AuthorityMatrix) -> Iterator[bytes]:
    """The frames of the answer, encoded.

    Raises:
        KnownError: `sync.not_your_device`, `sync.too_many_facts`, `sync.bad_request`.
    """
    if request.device_id != who.device_id:
        raise KnownError("sync.not_your_device")
    if len(request.facts) > MAX_FACTS or len(request.held) > MAX_HELD:
        raise KnownError("sync.too_many_facts", {"limit": MAX_FACTS})
    return _frames(store, who, request, matrix, _laptop_time(request))


def scopes_of(store: OfficeStore, who: SignedIn) -> list[str]:
    """The scopes this person may see: computed at every request, never taken from the laptop's word."""
    if who.staff.role is StaffRole.COLLECTOR:
        return [OFFICE_SCOPE, staff_scope(who.staff.id)]
    with store.reading() as unit:
        return [OFFICE_SCOPE, *scopes_seen(unit, who.staff)]


def push(
    store: OfficeStore, facts: Sequence[FactEnvelope], sender: Sender, matrix: AuthorityMatrix
) -> tuple[FactVerdict, ...]:
    """Verdicts on facts, in the order sent; fewer when one must come again first.

    All facts in one transaction, which costs little more than one. If the database will not take something that one
    of them says, each gets a transaction of its own, and that one is kept aside.
    """
    if not facts:
        return ()
    try:
        return _together(store, facts, sender, matrix)
    except UnstorableError:
        return tuple(_one_by_one(store, facts, sender, matrix))


def _together(
    store: OfficeStore, facts: Sequence[FactEnvelope], sender: Sender, matrix: AuthorityMatrix
) -> tuple[FactVerdict, ...]:
    """All of them in one transaction, and once more where it had to give way.

    Cases are locked in one order for all. But an address that is put right leads to the cases of another door, and
    which these are is known when others are locked already.
    """
    for more in range(GAVE_WAY_TRIES, -1, -1):
        try:
            with store.writing() as unit:
                return take_all(unit, facts, sender, matrix, clock.now())
        except KnownError as error:
            if error.code != "server.database_gave_way" or not more:
                raise
    raise AssertionError("unreachable")


def _one_by_one(
    store: OfficeStore, facts: Sequence[FactEnvelope], sender: Sender, matrix: AuthorityMatrix
) -> Iterator[FactVerdict]:
    for envelope in facts:
        try:
            with store.writing() as unit:
                given = take_all(unit, (envelope,), sender, matrix, clock.now())[0]
        except UnstorableError as error:
            with store.writing() as unit:
                given = hold(unit, envelope, sender, "fact.held", str(error))
        yield given
        if given.status is VerdictStatus.RETRY:
            return


def _laptop_time(request: SyncRequest) -> datetime:
    """What the laptop's clock says; read before the answer begins, for in its middle nothing can be refused."""
    try:
        moment = datetime.fromisoformat(request.client_time)
    except ValueError as error:
        raise KnownError("sync.bad_request", {"detail": "client_time"}) from error
    if moment.tzinfo is None:
        raise KnownError("sync.bad_request", {"detail": "client_time"})
    return moment


def _frames(
    store: OfficeStore, who: SignedIn, request: SyncRequest, matrix: AuthorityMatrix, laptop_time: datetime
) -> Iterator[bytes]:
    scopes = scopes_of(store, who)
    know_again(store, who, request, clock.now())
    sender = Sender(who.staff, who.device_id, frozenset(scopes), frozenset(request.once_accepted))
    given = list(push(store, request.facts, sender, matrix))
    if request.held:
        given += asked_again(store, request.held, sender, matrix)
    yield encode_frame(VerdictsFrame(tuple(given)))
    now = clock.now()
    terms, standing = _met(store, who, request, now, laptop_time, scopes)
    terms = replace(terms, receipt_blocks=blocks_for(store, who, request, now))
    # a copy that begins must come as far as it is told that the scope goes; one that goes on, from where it is
    needs = {scope: head.seq for scope, head in standing.items()}
    needs |= {cursor.scope: cursor.seq for cursor in request.cursors if cursor.seq}
    for one in given:
        if one.scope is not None and one.seq is not None:
            needs[one.scope] = max(needs.get(one.scope, 0), one.seq)
    for frame in pull(store_for_pull(store, needs, request.epoch), standing, request, terms):
        yield encode_frame(frame)


def _met(
    store: OfficeStore,
    who: SignedIn,
    request: SyncRequest,
    now: datetime,
    laptop_time: datetime,
    scopes: Sequence[str],
) -> tuple[Terms, dict[str, Head]]:
    """What the office tells each laptop at the end of an answer, and where its scopes stand, asked together.

    That the laptop was here is remembered.
    """
    skew = int((laptop_time - now).total_seconds() * 1000)
    with store.reading() as unit:
        last = unit.contacts.last(who.device_id)
        terms, standing = _terms(unit, who, now, last), unit.feed.standing(scopes)
    if last.is_news(now - SEEN_EVERY, skew, request.ack_through):
        with store.writing() as unit:
            unit.contacts.note(who.device_id, now, skew, request.ack_through)
            unit.devices.stay_signed_in(who.device_id, now)
    return terms, standing


def _terms(unit: OfficeUnit, who: SignedIn, now: datetime, last: LastCall) -> Terms:
    meta = unit.settings.all()
    backup = unit.backups.newest()
    limits = office_limits(meta.get("file_limits"))
    if limits.get("quota_bytes"):
        limits["quota_used"] = unit.files.brought_by(who.staff.id)
    return Terms(
        epoch=meta.get("epoch", ""),
        now=now.isoformat(),
        lease_days=int(meta.get("lease_days", LEASE_DAYS)),
        backup_at=backup.taken_at.isoformat() if backup else "",
        file_limits=limits,
        chain_seq=last.chain_seq,
        chain_hash=last.chain_hash,
        directives=(WIPE,) if last.told_to_wipe else (),
    )
