"""Files over the wire: only such as a record names, and only for those who may see that record."""

from __future__ import annotations

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.server.file_store import FileStore
from fieldapp.server.sync_call import scopes_of
from fieldapp.store.office.accounts import SignedIn
from fieldapp.store.office.files import NamedFile
from fieldapp.store.office.unit import OfficeStore


class Files:
    """What a caller may do with files."""

    def __init__(self, store: OfficeStore, files: FileStore) -> None:
        self._store = store
        self._files = files

    def have(self, who: SignedIn, sha256: str) -> int:
        """How many bytes of the file have arrived."""
        self._named(who, sha256)
        return self._files.have(sha256)

    def receive(self, who: SignedIn, sha256: str, offset: int, content: bytes) -> bool:
        """A piece of a file; whether it is whole now."""
        named = self._named(who, sha256)
        whole = self._files.append(sha256, offset, content, named.size)
        if whole and named.stored_at is None:
            with self._store.writing() as unit:
                unit.files.stored(sha256, clock.now())
        return whole

    def read(self, who: SignedIn, sha256: str) -> bytes:
        """The whole file."""
        self._named(who, sha256)
        return self._files.read(sha256)

    def _named(self, who: SignedIn, sha256: str) -> NamedFile:
        """The file, if the caller may know of it; to everybody else it does not exist."""
        with self._store.reading() as unit:
            named = unit.files.find(sha256)
            scope = unit.files.scope_of(named) if named else None
        if named is None or scope not in scopes_of(self._store, who):
            raise KnownError("file.unknown")
        return named
