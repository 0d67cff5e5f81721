"""Taking in a rescue bundle: the facts go through the product's own intake as if that laptop had pushed them, the
files through the same door as uploads. What has come already, by sync or by an earlier import, is not doubled; what is
refused is named; a file that no record names is put aside and not thrown away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from fieldapp import clock
from fieldapp.domain.plans.authority import AuthorityMatrix
from fieldapp.errors import KnownError, reason_of
from fieldapp.protocol.envelope import FactEnvelope, chained_anew
from fieldapp.protocol.messages import MAX_FACTS
from fieldapp.protocol.verdicts import KEPT, FactVerdict, VerdictStatus
from fieldapp.security.rescue_file import (
    ABOUT,
    CONTENT,
    END,
    FACT,
    FILE,
    Section,
    office_key,
    read_header,
    read_sections,
)
from fieldapp.server.file_store import FileStore
from fieldapp.server.files_call import Files
from fieldapp.server.intake import Sender
from fieldapp.server.sync_call import push, scopes_of
from fieldapp.services.rescue_bundle import BundleAbout, BundleFact, BundleFile
from fieldapp.store.office.accounts import SignedIn
from fieldapp.store.office.unit import OfficeStore

PIECE = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Office:
    """The office that takes the bundle in: its store and files, its rules, and its recovery key with its secret.

    `aside`: the folder for files that no record names.
    """

    store: OfficeStore
    files: FileStore
    matrix: AuthorityMatrix
    recovery_private: bytes
    secret: bytes
    aside: Path


@dataclass(frozen=True, slots=True)
class RefusedFact:
    """A fact of the bundle that may not stand, and why."""

    fact_id: str
    kind: str
    verdict: FactVerdict


@dataclass(slots=True)
class RescueOutcome:
    """What came of a bundle.

    Attributes:
        accepted, known: facts that are new here, and those that had an answer before.
        held: facts that were kept aside for somebody to look at.
        stopped_at: the number in the laptop's chain that is missing here; 0 when nothing is.
        files, files_known: files that are whole now, and those that were before.
        aside: name and place of each file that no record names or that the office does not take.
    """

    about: BundleAbout
    accepted: int = 0
    known: int = 0
    held: int = 0
    stopped_at: int = 0
    files: int = 0
    files_known: int = 0
    refused: list[RefusedFact] = field(default_factory=list)
    aside: list[tuple[str, Path]] = field(default_factory=list)


def import_bundle(office: Office, path: Path) -> RescueOutcome:
    """Take in the bundle at `path`. Asked twice, the second time brings nothing new.

    Raises:
        KnownError: `rescue.unreadable`, `rescue.not_for_us`, `rescue.device_unknown`. The whole bundle is read and
            proven before anything of it is taken in.
    """
    started = clock.now()
    try:
        key = _prove(office, path)
        with path.open("rb") as source:
            read_header(source, path)
            outcome = _take_in(office, path, read_sections(source, key, path))
            source.seek(0)
            digest = hashlib.file_digest(source, "sha256").hexdigest()
    except OSError as error:
        raise KnownError("rescue.unreadable", {"path": str(path), "reason": reason_of(error)}) from error
    with office.store.writing() as unit:
        rows = outcome.accepted + outcome.known + outcome.held + len(outcome.refused)
        unit.imports.log(
            "rescue",
            path.name,
            digest,
            started,
            rows=rows,
            changed=outcome.accepted,
            rejected=len(outcome.refused),
        )
    return outcome


def _prove(office: Office, path: Path) -> bytes:
    """The bundle's key; every chunk of it opens, and its end is there."""
    with path.open("rb") as source:
        key = office_key(read_header(source, path), office.recovery_private, office.secret)
        for section in read_sections(source, key, path):
            for _ in section.pieces:
                continue
    return key


def _take_in(office: Office, path: Path, sections: Iterator[Section]) -> RescueOutcome:
    first = next(sections)
    if first.kind != ABOUT:
        raise KnownError("rescue.unreadable", {"path": str(path)})
    about = msgspec.json.decode(first.body(), type=BundleAbout)
    outcome, who = RescueOutcome(about), _known(office.store, about)
    waiting: list[FactEnvelope] = []
    named: BundleFile | None = None
    for section in sections:
        if section.kind == FACT:
            waiting.append(msgspec.msgpack.decode(section.body(), type=BundleFact).envelope)
        if waiting and (section.kind != FACT or len(waiting) == MAX_FACTS):
            _push(office, who, waiting, outcome)
            waiting = []
        if section.kind == FILE:
            named = msgspec.json.decode(section.body(), type=BundleFile)
        elif section.kind == CONTENT and named is not None:
            _bring(office, who, named, section.pieces, outcome)
        elif section.kind == END:
            break
    return outcome


def _known(store: OfficeStore, about: BundleAbout) -> SignedIn:
    """Whose laptop it is by the office's own books. One that the books have lost (a backup) is entered again."""
    with store.writing() as unit:
        owner = unit.accounts.device_owner(about.device_id)
        everyone = {account.staff.id: account.staff for account in unit.accounts.everyone_ever()}
        staff = everyone.get(owner or about.staff.id)
        if staff is None:
            raise KnownError("rescue.device_unknown", {"device": about.device_id})
        if owner is None:
            unit.accounts.add_device(about.device_id, staff.id, "rescue", clock.now())
    return SignedIn(staff, about.device_id, device_revoked=False)


def _push(office: Office, who: SignedIn, facts: list[FactEnvelope], outcome: RescueOutcome) -> None:
    """What was answered before is known; the rest goes the way of every push.

    Numbers do not tell: a laptop whose store was put back gives its new facts numbers that were given before.
    """
    with office.store.reading() as unit:
        makers = unit.facts.makers_of([envelope.fact_id for envelope in facts])
    fresh = [envelope for envelope in facts if makers.get(envelope.fact_id) != who.device_id]
    outcome.known += len(facts) - len(fresh)
    if not fresh or outcome.stopped_at:
        return
    sender = Sender(who.staff, who.device_id, frozenset(scopes_of(office.store, who)))
    for envelope, given in zip(fresh, _answers(office, fresh, sender), strict=False):
        if given.status in KEPT:
            outcome.accepted += 1
        elif given.status is VerdictStatus.HELD:
            outcome.held += 1
        elif given.status is VerdictStatus.RETRY:
            outcome.stopped_at = int(given.params.get("expected", envelope.device_seq))
        else:
            outcome.refused.append(RefusedFact(envelope.fact_id, envelope.kind, given))


def _answers(office: Office, fresh: list[FactEnvelope], sender: Sender) -> list[FactVerdict]:
    """The verdicts; where the laptop's chain has forked, what is left of it is chained anew, as that laptop would."""
    given = list(push(office.store, fresh, sender, office.matrix))
    if given[-1].code != "fact.chain_forked":
        return given
    with office.store.reading() as unit:
        seq, tip = unit.facts.chain_tip(sender.device_id)
    rest = chained_anew(fresh[len(given) - 1 :], seq, tip)
    return [*given[:-1], *push(office.store, rest, sender, office.matrix)]


def _bring(office: Office, who: SignedIn, file: BundleFile, pieces: Iterator[bytes], outcome: RescueOutcome) -> None:
    calls = Files(office.store, office.files)
    taken = _Replayed(pieces)
    try:
        at = calls.have(who, file.sha256)
        if at.whole:
            outcome.files_known += 1
            return
        for piece in taken.from_(at.have, PIECE):
            at = calls.receive(who, file.sha256, at.have, piece)
            taken.forget()
        outcome.files += 1
    except KnownError as error:
        if taken.forgotten or not error.code.startswith("file."):
            raise
        outcome.aside.append((file.name or file.sha256, _put_aside(office, who, file, taken)))


class _Replayed:
    """The content of a file, from wherever it is needed; until the office has taken some of it, it can be put aside."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._read = pieces, bytearray()
        self.forgotten = False

    def forget(self) -> None:
        """The office takes it: what was read need not be kept any longer."""
        self.forgotten = True
        self._read.clear()

    def from_(self, offset: int, size: int) -> Iterator[bytes]:
        """From `offset` on, in pieces of `size`."""
        held = bytearray()
        seen = 0
        for piece in self.all():
            skip = max(0, min(len(piece), offset - seen))
            seen += len(piece)
            held += piece[skip:]
            while len(held) >= size:
                yield bytes(held[:size])
                del held[:size]
        if held:
            yield bytes(held)

    def all(self) -> Iterator[bytes]:
        """From the beginning, also when some of it was read already."""
        if self._read:
            yield bytes(self._read)
        for piece in self._pieces:
            if not self.forgotten:
                self._read += piece
            yield piece


def _put_aside(office: Office, who: SignedIn, file: BundleFile, taken: _Replayed) -> Path:
    """Keep the file where a person finds it, under its own name, for nobody else on the machine to read."""
    suffix = Path(file.name).suffix[:10] if file.name else ""
    folder = office.aside / who.device_id
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    place = folder / f"{file.sha256[:16]}{suffix}"
    half = place.with_name(f".{place.name}.new")
    with half.open("wb") as target:
        for piece in taken.all():
            target.write(piece)
    half.replace(place)
    return place


def numbers(outcome: RescueOutcome, aside: Path) -> dict[str, object]:
    """What is told of an import."""
    return {
        "accepted": outcome.accepted,
        "known": outcome.known,
        "refused": len(outcome.refused),
        "held": outcome.held,
        "files": outcome.files + outcome.files_known,
        "aside": len(outcome.aside),
        "folder": str(aside),
    }
