"""One sync call: facts in, verdicts, records out. Each fact is a transaction of its own, so that one cannot spoil
the others; the answer is a stream of frames that a laptop can use as far as it got."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from fieldapp import clock
from fieldapp.domain.plans.authority import AuthorityMatrix
from fieldapp.domain.staff import StaffRole
from fieldapp.errors import KnownError
from fieldapp.protocol.codec import encode_frame
from fieldapp.protocol.messages import MAX_FACTS, PROTOCOL, SyncRequest, VerdictsFrame
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.server.intake import Sender, take
from fieldapp.server.pull import pull
from fieldapp.store.office.accounts import SignedIn
from fieldapp.store.office.feed import OFFICE_SCOPE, staff_scope
from fieldapp.store.office.unit import OfficeStore


def answer(store: OfficeStore, who: SignedIn, request: SyncRequest, matrix: AuthorityMatrix) -> Iterator[bytes]:
    """The frames of the answer, encoded.

    Raises:
        KnownError: `sync.not_your_device`, `sync.too_many_facts`, `sync.protocol_unknown`, `sync.bad_request`.
    """
    if request.device_id != who.device_id:
        raise KnownError("sync.not_your_device")
    if request.protocol != PROTOCOL:
        raise KnownError("sync.protocol_unknown", {"theirs": request.protocol, "ours": PROTOCOL})
    if len(request.facts) > MAX_FACTS:
        raise KnownError("sync.too_many_facts", {"limit": MAX_FACTS})
    return _frames(store, who, request, matrix, _laptop_time(request))


def scopes_of(store: OfficeStore, who: SignedIn) -> list[str]:
    """The scopes this person may see: computed at every request, never taken from the laptop's word."""
    if who.staff.role is StaffRole.COLLECTOR:
        return [OFFICE_SCOPE, staff_scope(who.staff.id)]
    with store.reading() as unit:
        team = unit.accounts.collectors_of(who.staff.team)
    return [OFFICE_SCOPE, *sorted(staff_scope(member) for member in team)]


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
    sender = Sender(who.staff, who.device_id, frozenset(scopes))
    yield encode_frame(VerdictsFrame(tuple(_verdicts(store, request, sender, matrix))))
    now = clock.now()
    with store.writing() as unit:
        unit.accounts.device_seen(who.device_id, now, int((laptop_time - now).total_seconds() * 1000))
    for frame in pull(store, scopes, request.cursors, request.epoch, request.want_bytes, now.isoformat()):
        yield encode_frame(frame)


def _verdicts(
    store: OfficeStore, request: SyncRequest, sender: Sender, matrix: AuthorityMatrix
) -> Iterator[FactVerdict]:
    for envelope in request.facts:
        with store.writing() as unit:
            verdict = take(unit, envelope, sender, matrix, clock.now())
        yield verdict
        if verdict.status is VerdictStatus.RETRY:
            return
