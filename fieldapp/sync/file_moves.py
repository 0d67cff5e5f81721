"""Moving files: up in the order in which they matter, down when they are wanted, resumed at the byte, none lost.

Papers go before photos, photos before recordings, and small ones before large ones. One file that fails never holds
up the others; a line that fails holds up all of them, and then nothing is tried until the next round. A file that the
server will never take is marked refused with its reason, and stays here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from fieldapp import clock
from fieldapp.domain.attached_file import FileKind
from fieldapp.domain.file_limits import limits_from
from fieldapp.errors import KnownError
from fieldapp.security.file_vault import FileVault
from fieldapp.store.laptop.attachments import IN_STORE, Attachment
from fieldapp.store.laptop.unit import LaptopStore
from fieldapp.sync.file_arrivals import Arrivals

MIN_PIECE, MAX_PIECE = 2 * 1024 * 1024, 4 * 1024 * 1024
"""A piece is a hundredth of the file within these bounds: what a server that dies in its middle may cost."""
FOR_GOOD = frozenset({"file.too_large", "file.quota_full", "file.type_refused", "file.too_long"})
DAMAGED_HERE = frozenset({"file.damaged", "file.missing"})
OF_LIMITS = frozenset({"file.too_large", "file.quota_full"})
ABOUT_FILES = ("file.", "store.")
"""Codes that begin so are about one file or this laptop; all others are about the line, and hold for every file."""
TRIES = 3
"""How often in a row a file is tried again without a byte more having arrived."""
METERED, PAPERS_ONLY = "line_metered", "metered_papers_only"
LIMITS = "file_limits"


@dataclass(frozen=True, slots=True)
class FileAtServer:
    """How much of a file the server has; `kept_at` (ISO 8601, its clock) once it has all of it and has checked it."""

    have: int
    kept_at: str = ""


class FileCalls(Protocol):
    """What moving files needs of the network."""

    def file_at(self, sha256: str) -> FileAtServer: ...
    def send_piece(self, sha256: str, offset: int, content: bytes) -> FileAtServer: ...
    def fetch_piece(self, sha256: str, offset: int, length: int) -> bytes: ...


class FileMover:
    """Moves files, round by round; each round begins with `to_move`."""

    def __init__(self, store: LaptopStore, calls: FileCalls, cancelled: threading.Event) -> None:
        self._store, self._calls, self._cancelled = store, calls, cancelled
        self._vault = FileVault(store.files_folder) if store.files_folder is not None else None
        self._line_down: KnownError | None = None
        self._first = True

    def to_move(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Digests of files to send and to fetch, each in order; the line is believed in again."""
        self._line_down, self._first = None, True
        self._reopen()
        with self._store.reading() as unit:
            up, down = unit.attachments.to_send(), unit.attachments.to_fetch()
            sparing = unit.settings.get(METERED, bool) and unit.settings.get(PAPERS_ONLY, bool)
        if sparing:
            up, down = [f for f in up if f.rank[0] == 0], [f for f in down if f.rank[0] == 0]
        return tuple(f.sha256 for f in up), tuple(f.sha256 for f in down)

    def upload(self, sha256: str) -> None:
        """Send a file, or what is missing of it.

        Raises:
            KnownError: it is not all there; also when it was refused for good, which is kept with the file.
        """
        with self._trying(), self._store.reading() as unit:
            file = unit.attachments.find(sha256)
        if file is None:
            return
        try:
            with self._trying(), self._source(file) as read:
                kept_at = self._send(file, read)
        except KnownError as error:
            self._remember(file, error)
            raise
        with self._store.writing() as unit:
            unit.attachments.set_verified(sha256, kept_at, clock.now())
            if unit.cases.line(file.case_id) is None:  # its case has left this laptop
                unit.attachments.drop_case(file.case_id)

    def download(self, sha256: str) -> None:
        """Fetch a file, or what is missing of it.

        Raises:
            KnownError: it is not all here.
        """
        with self._trying():
            with self._store.reading() as unit:
                file = unit.attachments.find(sha256)
            if file is None or file.state != "wanted":
                return
            arrivals = Arrivals(self._store, lambda offset: self._pieces(file, offset))
            if file.size <= IN_STORE or self._vault is None:
                arrivals.into_store(file)
            else:
                arrivals.into_vault(file, self._vault)

    def tidy(self) -> int:
        """Unlink files whose rows have gone, with a case or by a crash; how many."""
        if self._vault is None or not self._vault.folder.exists():
            return 0
        with self._store.reading() as unit:
            if not self._vault.held() - unit.attachments.on_disk():
                return 0
        return sweep(self._store, self._vault)

    def _send(self, file: Attachment, read: Callable[[int, int], bytes]) -> datetime | None:
        """Send from where the server is; when it had all of it."""
        piece = piece_size(file.size)
        # the first of a round may be the one that a killed program was sending
        begun, self._first = file.state == "sent" or self._first, False
        at = self._calls.file_at(file.sha256) if begun else FileAtServer(0)
        stuck = 0
        while not at.kept_at and stuck < TRIES:
            self._stop_if_asked()
            before = at.have
            at = self._piece(file, before, read(before, piece))
            stuck = stuck + 1 if at.have <= before and not at.kept_at else 0
            if not at.kept_at:
                self._so_far(file, at.have)
        if not at.kept_at:
            raise KnownError("file.not_whole", {"have": at.have}, retryable=True)
        return datetime.fromisoformat(at.kept_at)

    def _piece(self, file: Attachment, offset: int, content: bytes) -> FileAtServer:
        """Send one piece; after a cut, how far it came, if the line is there again."""
        try:
            return self._calls.send_piece(file.sha256, offset, content)
        except KnownError as error:
            if error.code == "file.wrong_offset":
                return FileAtServer(int(str(error.params.get("have", 0))))
            if error.code == "file.digest_differs":  # spoilt on the way; the server has forgotten it
                return FileAtServer(0)
            if error.code.startswith(ABOUT_FILES) or not error.retryable:
                raise
            self._stop_if_asked()
            at = self._calls.file_at(file.sha256)
            if at.have <= offset and not at.kept_at:
                raise
            return at

    def _so_far(self, file: Attachment, have: int) -> None:
        with self._store.writing() as unit:
            unit.attachments.set_sent(file.sha256, have, clock.now())

    def _remember(self, file: Attachment, error: KnownError) -> None:
        """For good, or that some of the file may be at the server, where the next round asks first."""
        if error.code not in FOR_GOOD | DAMAGED_HERE:
            with self._store.writing() as unit:
                unit.attachments.set_begun(file.sha256, clock.now())
            return
        params = {name: value if isinstance(value, int) else str(value) for name, value in error.params.items()}
        with self._store.writing() as unit:
            unit.attachments.refuse(file.sha256, error.code, params, clock.now())

    def _reopen(self) -> None:
        """Files that were refused for their size or for want of room are tried again once the limits let them."""
        with self._store.reading() as unit:
            refused = [f for f in unit.attachments.in_state("refused") if f.code in OF_LIMITS]
            limits = limits_from(unit.settings.get(LIMITS, dict[str, int]))
        again = [f for f in refused if limits.against(FileKind(f.kind), f.size) is None]
        if again:
            with self._store.writing() as unit:
                for file in again:
                    unit.attachments.try_again(file.sha256, clock.now())

    @contextmanager
    def _source(self, file: Attachment) -> Iterator[Callable[[int, int], bytes]]:
        """The plain bytes of a file made here, from any offset."""
        with self._store.reading() as unit:
            content, key = unit.attachments.content(file.sha256), unit.attachments.key(file.sha256)
        if content is not None:
            yield lambda offset, length: content[offset : offset + length]
        elif key is not None and self._vault is not None:
            with self._vault.open(file.sha256, key) as reader:
                yield reader.read_at
        else:
            raise KnownError("file.missing", {"reason": ""})

    def _pieces(self, file: Attachment, offset: int) -> Iterator[bytes]:
        while offset < file.size:
            self._stop_if_asked()
            piece = self._calls.fetch_piece(file.sha256, offset, min(MIN_PIECE, file.size - offset))
            if not piece:
                raise KnownError("file.digest_differs", retryable=True)
            yield piece
            offset += len(piece)

    @contextmanager
    def _trying(self) -> Iterator[None]:
        """What the line does to one file it does to all: nothing more is tried in this round then."""
        if self._line_down is not None:
            raise self._line_down
        try:
            yield
        except KnownError as error:
            if not error.code.startswith(ABOUT_FILES):
                self._line_down = error
            raise

    def _stop_if_asked(self) -> None:
        if self._cancelled.is_set():
            raise KnownError("sync.cancelled", retryable=True)


def piece_size(size: int) -> int:
    """How much of a file of this size is sent at a time."""
    return min(max(size // 100, MIN_PIECE), MAX_PIECE)


def sweep(store: LaptopStore, vault: FileVault) -> int:
    """Unlink every file that no row knows; how many. Nobody can commit a row meanwhile."""
    with store.writing() as unit:
        return vault.sweep(unit.attachments.on_disk())
