"""Laptops for tests: a desk with a real encrypted store made without signing in, and one that is only its protocol."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from fieldapp import clock
from fieldapp.domain.case import Case, CaseFile, Entity
from fieldapp.domain.facts import Fact
from fieldapp.domain.ids import NIL, new_id
from fieldapp.domain.staff import Staff
from fieldapp.protocol.codec import compress, decompress
from fieldapp.protocol.envelope import GENESIS, FactEnvelope, seal
from fieldapp.protocol.messages import (
    EndFrame,
    FeedRow,
    PageFrame,
    ResetFrame,
    ScopeCursor,
    SyncRequest,
    VerdictsFrame,
)
from fieldapp.protocol.records import decode_record, encode_record
from fieldapp.protocol.signin import SignInAnswer, SignInRequest
from fieldapp.protocol.verdicts import FactVerdict
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import LaptopStore, open_store
from fieldapp.sync.apply import apply_page
from fieldapp.sync.transport import Transport
from tests.office import PASSPHRASE

KEY = bytes(range(32))
NOWHERE = "http://127.0.0.1:9"


def scope_of(person: Staff) -> str:
    """The scope of a collector's cases."""
    return f"staff:{person.id}"


@cache
def _empty_store() -> bytes:
    """A store with its schema and nothing in it; a copy is quicker than making another one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        open_store(path, KEY).close()
        return path.read_bytes()


def desk_in(folder: Path, person: Staff) -> Desk:
    """A desk with an empty store of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "store.db").write_bytes(_empty_store())
    return Desk(open_store(folder / "store.db", KEY), person, new_id(), folder, NOWHERE)


def put(seq: int, entity: Entity, thing: Any, ver: int = 1) -> FeedRow:
    """A row of the feed that brings a record."""
    case_id = thing.id if entity is Entity.CASE else getattr(thing, "case_id", NIL)
    return FeedRow(seq, entity.value, thing.id, ver, "put", case_id, compress(encode_record(thing)))


def evict(seq: int, entity: Entity, thing: Any) -> FeedRow:
    """A row of the feed that takes a record away."""
    case_id = thing.id if entity is Entity.CASE else thing.case_id
    return FeedRow(seq, entity.value, thing.id, 1, "evict", case_id)


def bring(store: LaptopStore, scope: str, *rows: FeedRow, cursor: int | None = None) -> None:
    """A page arrives, applied as sync applies it."""
    with store.writing() as unit:
        apply_page(unit, PageFrame(scope, cursor or rows[-1].seq, rows), clock.now())


def bring_cases(store: LaptopStore, person: Staff, cases: Iterable[Case]) -> None:
    """The cases of a collector arrive, in one page."""
    bring(store, scope_of(person), *(put(seq, Entity.CASE, case) for seq, case in enumerate(cases, start=1)))


def records_of(file: CaseFile) -> list[tuple[Entity, Any]]:
    """All records of a case file but the case."""
    groups = (
        (Entity.VISIT, file.visits),
        (Entity.PROMISE, file.promises),
        (Entity.PLAN, file.plans),
        (Entity.DOCUMENT, file.documents),
    )
    return [(entity, thing) for entity, things in groups for thing in things]


@dataclass
class Heard:
    """One answer of the server."""

    verdicts: tuple[FactVerdict, ...] = ()
    pages: list[PageFrame] = field(default_factory=list)
    resets: list[ResetFrame] = field(default_factory=list)
    end: EndFrame | None = None

    @property
    def rows(self) -> list[FeedRow]:
        return [row for page in self.pages for row in page.rows]

    @property
    def codes(self) -> list[str]:
        """What each verdict says, its status where there is nothing to say."""
        return [given.code or given.status.value for given in self.verdicts]


class BareLaptop:
    """A laptop reduced to its half of the protocol: a token, a chain, cursors, and the records it holds by scope."""

    def __init__(self, url: str, login: str, device_id: str = "", passphrase: str = PASSPHRASE) -> None:
        self.device_id = device_id or new_id()
        self.transport = Transport(url)
        self.given: SignInAnswer = self.transport.sign_in(SignInRequest(login, passphrase, self.device_id, "laptop"))
        self.staff, self.epoch = self.given.staff, self.given.epoch
        self.seq, self.tip = 0, GENESIS
        self.cursors: dict[str, ScopeCursor] = {}
        self.held: dict[tuple[str, str], tuple[str, Any]] = {}

    def close(self) -> None:
        self.transport.close()

    def seal(self, *facts: Fact, depends_on: tuple[str, ...] = ()) -> tuple[FactEnvelope, ...]:
        """The next links of this laptop's chain."""
        sealed = []
        for made in facts:
            sealed.append(seal(made, self.device_id, self.seq + 1, self.tip, depends_on=depends_on))
            self.seq, self.tip = self.seq + 1, sealed[-1].hash
        return tuple(sealed)

    def request(self, *facts: FactEnvelope, **changes: Any) -> SyncRequest:
        """A request as this laptop would make it now."""
        plain: dict[str, Any] = {
            "device_id": self.device_id,
            "epoch": self.epoch,
            "cursors": tuple(self.cursors.values()),
            "facts": facts,
            "client_time": clock.now().isoformat(),
        }
        return SyncRequest(**plain | changes)

    def ask(self, request: SyncRequest) -> Heard:
        """One round trip, without taking anything in."""
        heard = Heard()
        for frame in self.transport.exchange(request):
            if isinstance(frame, VerdictsFrame):
                heard.verdicts = frame.verdicts
            elif isinstance(frame, PageFrame):
                heard.pages.append(frame)
            elif isinstance(frame, ResetFrame):
                heard.resets.append(frame)
            elif isinstance(frame, EndFrame):
                heard.end = frame
        assert heard.end is not None
        return heard

    def sync(self, *facts: FactEnvelope, **changes: Any) -> Heard:
        """One round trip, taking in what comes."""
        heard = self.ask(self.request(*facts, **changes))
        for reset in heard.resets:
            self._drop(reset.scope)
            self.cursors[reset.scope] = ScopeCursor(reset.scope, 0, reset.boot)
        for page in heard.pages:
            self._take(page)
        assert heard.end is not None
        for scope in heard.end.dropped_scopes:
            self._drop(scope)
            del self.cursors[scope]
        self.epoch = heard.end.epoch
        return heard

    def push(self, *facts: Fact, depends_on: tuple[str, ...] = ()) -> Heard:
        """Seal and send."""
        return self.sync(*self.seal(*facts, depends_on=depends_on))

    def things(self, entity: Entity) -> list[Any]:
        """All records of an entity that this laptop holds."""
        return [thing for (kind, _), (_, thing) in sorted(self.held.items()) if kind == entity.value]

    def _drop(self, scope: str) -> None:
        for key in [key for key, (of, _) in self.held.items() if of == scope]:
            del self.held[key]

    def _take(self, page: PageFrame) -> None:
        for row in page.rows:
            key = (row.entity, row.id)
            if row.op == "put":
                self.held[key] = (page.scope, decode_record(Entity(row.entity), decompress(row.blob)))
            elif self.held.get(key, ("", None))[0] == page.scope:
                with suppress(KeyError):
                    del self.held[key]
        boot = self.cursors[page.scope].boot if page.scope in self.cursors else None
        self.cursors[page.scope] = ScopeCursor(page.scope, page.cursor, boot)
