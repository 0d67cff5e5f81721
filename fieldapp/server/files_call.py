"""Files over the wire: only such as a record names, and only for those who may see that record.

What arrived before the line was cut is kept, so that a laptop goes on at the byte. Limits are the ones the laptop was
told of before; what breaks them all the same is refused for good, with the same words.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from fieldapp import clock
from fieldapp.domain.attached_file import AttachedFile
from fieldapp.domain.case import Entity
from fieldapp.domain.document import Document
from fieldapp.domain.file_limits import limits_from
from fieldapp.domain.file_types import HEAD_BYTES, fits, media_type_of
from fieldapp.errors import KnownError
from fieldapp.server.file_store import FileStore
from fieldapp.server.sync_call import scopes_of
from fieldapp.store.office.accounts import SignedIn
from fieldapp.store.office.files import NamedFile
from fieldapp.store.office.unit import OfficeStore, OfficeUnit


@dataclass(frozen=True, slots=True)
class Arrived:
    """How many bytes of a file are here; and, once all of it is and was checked, since when (ISO 8601)."""

    have: int
    kept_at: str = ""

    @property
    def whole(self) -> bool:
        """Whether the laptop need not send more of it."""
        return bool(self.kept_at)


class Files:
    """What a caller may do with files."""

    def __init__(self, store: OfficeStore, files: FileStore) -> None:
        self._store = store
        self._files = files

    def have(self, who: SignedIn, sha256: str) -> Arrived:
        """How much of the file has arrived."""
        named = self._named(who, sha256, bringing=True)
        if named.stored_at is not None and self._files.whole(sha256):
            return Arrived(named.size, named.stored_at.isoformat())
        if self._files.have(sha256) == named.size:
            # all of it came, but whoever received it ended before it was checked; other bytes are forgotten
            with suppress(KnownError):
                return self.receive(who, sha256, named.size, b"")
        return Arrived(self._files.have(sha256))

    def receive(self, who: SignedIn, sha256: str, offset: int, content: bytes, *, cut: bool = False) -> Arrived:
        """A piece of a file, or of a piece as much as came before the line was `cut`; how much is here now.

        Raises:
            KnownError: `file.unknown`, `file.too_large`, `file.quota_full`, `file.type_refused`, `file.wrong_offset`,
                `file.too_long`, `file.digest_differs`.
        """
        named = self._named(who, sha256, bringing=True)
        if named.stored_at is None:
            self._check(named, offset, content, cut=cut)
        if not self._files.append(sha256, offset, content, named.size):
            return Arrived(offset + len(content))
        kept_at = named.stored_at or clock.now()
        if named.stored_at is None:
            with self._store.writing() as unit:
                unit.files.stored(sha256, kept_at)
        return Arrived(named.size, kept_at.isoformat())

    def read(self, who: SignedIn, sha256: str, offset: int = 0, length: int | None = None) -> bytes:
        """The file from `offset` on, at most `length` bytes of it."""
        self._named(who, sha256)
        return self._files.read(sha256, offset, length)

    def _check(self, named: NamedFile, offset: int, content: bytes, *, cut: bool) -> None:
        """What must not be kept is refused before a byte of it is. Papers of our own making are never refused."""
        with self._store.reading() as unit:
            attached: AttachedFile | None = unit.records.get(Entity.FILE, named.document_id)
            if attached is None:
                return
            limits = limits_from(unit.files.limits(attached.made_by))
        refusal = limits.against(attached.content.kind, named.size)
        if refusal is not None:
            raise KnownError(refusal.code, refusal.params)
        if offset:
            return
        if len(content) < min(HEAD_BYTES, named.size):  # too little to tell what it is: it comes again
            raise KnownError("sync.cut_off" if cut else "file.wrong_offset", {"have": 0}, retryable=True)
        media_type = media_type_of(content[:HEAD_BYTES])
        if media_type is None or not fits(attached.content.kind, media_type):
            raise KnownError("file.type_refused")

    def _named(self, who: SignedIn, sha256: str, *, bringing: bool = False) -> NamedFile:
        """The file, if the caller may know of it; to everybody else it does not exist.

        Who signed or attached it may bring it even when the case has moved on meanwhile: it must not be lost.
        """
        with self._store.reading() as unit:
            named = unit.files.find(sha256)
            scopes = unit.files.scopes_of(named) if named else set()
            own = bringing and named is not None and _made_by(unit, named, who)
        if named is None or not (own or scopes & set(scopes_of(self._store, who))):
            raise KnownError("file.unknown")
        return named


def _made_by(unit: OfficeUnit, named: NamedFile, who: SignedIn) -> bool:
    for record_id in unit.files.records_of(named):
        attached: AttachedFile | None = unit.records.get(Entity.FILE, record_id)
        if attached is not None and attached.made_by == who.staff.id:
            return True
        document: Document | None = unit.records.get(Entity.DOCUMENT, record_id)
        revisions = document.revisions if document else ()
        if any(r.sha256 == named.sha256 and r.signed_by == who.staff.id for r in revisions):
            return True
    return False
