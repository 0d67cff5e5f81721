"""Files over the wire: only such as a record names, and only for those who may see that record."""

from __future__ import annotations

from contextlib import suppress

from fieldapp import clock
from fieldapp.domain.case import Entity
from fieldapp.domain.document import Document
from fieldapp.errors import KnownError
from fieldapp.server.file_store import FileStore
from fieldapp.server.sync_call import scopes_of
from fieldapp.store.office.accounts import SignedIn
from fieldapp.store.office.files import NamedFile
from fieldapp.store.office.unit import OfficeStore, OfficeUnit


class Files:
    """What a caller may do with files."""

    def __init__(self, store: OfficeStore, files: FileStore) -> None:
        self._store = store
        self._files = files

    def have(self, who: SignedIn, sha256: str) -> int:
        """How many bytes of the file have arrived."""
        named = self._named(who, sha256, bringing=True)
        if self._files.have(sha256) == named.size and named.stored_at is None:
            # all of it came, but whoever received it ended before it was checked; other bytes are forgotten
            with suppress(KnownError):
                self.receive(who, sha256, named.size, b"")
        return self._files.have(sha256)

    def receive(self, who: SignedIn, sha256: str, offset: int, content: bytes) -> bool:
        """A piece of a file; whether it is whole now."""
        named = self._named(who, sha256, bringing=True)
        whole = self._files.append(sha256, offset, content, named.size)
        if whole and named.stored_at is None:
            with self._store.writing() as unit:
                unit.files.stored(sha256, clock.now())
        return whole

    def read(self, who: SignedIn, sha256: str) -> bytes:
        """The whole file."""
        self._named(who, sha256)
        return self._files.read(sha256)

    def _named(self, who: SignedIn, sha256: str, *, bringing: bool = False) -> NamedFile:
        """The file, if the caller may know of it; to everybody else it does not exist.

        Who signed it may bring it even when the case has moved on meanwhile: the paper must not be lost.
        """
        with self._store.reading() as unit:
            named = unit.files.find(sha256)
            scope = unit.files.scope_of(named) if named else None
            own = bringing and named is not None and _signed(unit, named, who)
        if named is None or not (own or scope in scopes_of(self._store, who)):
            raise KnownError("file.unknown")
        return named


def _signed(unit: OfficeUnit, named: NamedFile, who: SignedIn) -> bool:
    document: Document | None = unit.records.get(Entity.DOCUMENT, named.document_id)
    revisions = document.revisions if document else ()
    return any(r.sha256 == named.sha256 and r.signed_by == who.staff.id for r in revisions)
