"""A unit of work on the laptop's encrypted store.

Whatever a transaction changes about a case (a record that came, a fact that was made), the case's row in the list and
in the search is made anew within the same transaction, so that no list can say something else than the page.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import sqlalchemy as sa
import sqlalchemy.exc

from db import migrate
from db.engine import is_wrong_key, laptop_engine, settle_for
from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.store.laptop.attachments import Attachments
from fieldapp.store.laptop.case_files import CaseFiles
from fieldapp.store.laptop.case_list import CaseList
from fieldapp.store.laptop.case_marks import CaseMarks
from fieldapp.store.laptop.cash_book import CashBook
from fieldapp.store.laptop.custody_rows import CustodyRows
from fieldapp.store.laptop.dictionaries import Dictionaries
from fieldapp.store.laptop.draft_files import DraftFiles
from fieldapp.store.laptop.drafts import Drafts
from fieldapp.store.laptop.incoming import Incoming
from fieldapp.store.laptop.materialise import Materialiser
from fieldapp.store.laptop.outbox import Outbox
from fieldapp.store.laptop.pending import Pending
from fieldapp.store.laptop.premises_list import PremisesList
from fieldapp.store.laptop.receipt_numbers import ReceiptNumbers
from fieldapp.store.laptop.safe_copy import is_due, is_marked, keep_copy, mark
from fieldapp.store.laptop.settings import Settings
from fieldapp.store.laptop.shadow import Shadow, Unopened
from fieldapp.store.laptop.sync_state import SyncState


@dataclass(slots=True)
class ChangeSet:
    """What a transaction changed: views refresh these and nothing else.

    Attributes:
        sketched: cases whose figures follow later (see `materialise`); they are among `cases` too.
    """

    cases: set[str] = field(default_factory=set)
    sketched: set[str] = field(default_factory=set)
    outbox: bool = False
    files: bool = False

    def __bool__(self) -> bool:
        return bool(self.cases) or self.outbox or self.files

    def add(self, other: ChangeSet) -> None:
        """What another transaction changed, too."""
        self.cases |= other.cases
        self.sketched |= other.sketched
        self.outbox = self.outbox or other.outbox
        self.files = self.files or other.files


class LaptopUnit:
    """The repositories of one transaction."""

    def __init__(self, connection: sa.Connection, today: date) -> None:
        self.changes = ChangeSet()
        self.settings = Settings(connection)
        self.shadow = Shadow(connection)
        self.outbox = Outbox(connection)
        self.files = CaseFiles(self.shadow, self.outbox)
        self.cases = CaseList(connection)
        self.premises = PremisesList(connection)
        self.marks = CaseMarks(connection)
        self.drafts = Drafts(connection)
        self.draft_files = DraftFiles(connection)
        self.attachments = Attachments(connection)
        self.incoming = Incoming(connection)
        self.dictionaries = Dictionaries(connection)
        self.sync = SyncState(connection)
        self.custody = CustodyRows(connection)
        self.pending = Pending(connection)
        self.cash = CashBook(connection)
        self.receipts = ReceiptNumbers(connection)
        self._materialiser = Materialiser(connection, self.files, self.outbox, today)

    def refresh(self, case_ids: set[str]) -> None:
        """Make the list rows and search entries of these cases anew."""
        for case_id in sorted(case_ids):
            self._materialiser.refresh(case_id)
        self.changes.cases |= self._materialiser.moved

    def sketch(self, renewed: dict[str, Unopened], touched: set[str], gone: set[str]) -> None:
        """Many cases at once: they can be found now, and `refresh_stale` works out their figures later.

        `renewed` came anew, unopened; of `touched` something else is different; `gone` are not here any more.
        """
        self._materialiser.remove(sorted(gone))
        self._materialiser.sketch(renewed, touched)
        self.changes.sketched |= set(renewed) | touched | gone
        self.changes.cases |= self.changes.sketched | self._materialiser.moved

    def refresh_stale(self, limit: int) -> set[str]:
        """Bring up to `limit` rows to today's date; which ones."""
        stale = set(self.cases.stale(self._materialiser.today, limit))
        self.refresh(stale)
        return stale


class LaptopStore:
    """One user's store on this laptop."""

    def __init__(self, engine: sa.Engine, files_folder: Path | None = None, path: Path | None = None) -> None:
        """`files_folder`: where files too large for the store lie; without one all of them lie inside.

        `path`: the store's file, for the copy kept beside it.
        """
        self._engine = engine
        self.path = path
        self._forsaken = False
        self.files_folder = files_folder

    @contextmanager
    def reading(self) -> Iterator[LaptopUnit]:
        """A transaction that only reads.

        Raises:
            KnownError: `device.wiped` once the store was forsaken; `store.damaged` when what is read is not what
                was written.
        """
        self._must_be_there()
        try:
            with self._engine.connect() as connection:
                yield LaptopUnit(connection, clock.today())
        except sqlalchemy.exc.DatabaseError as error:
            raise self._told(error) from error

    @contextmanager
    def writing(self, *, lasting: bool = True) -> Iterator[LaptopUnit]:
        """A transaction that writes; lists and search follow, then all of it is committed.

        One that is not `lasting` may be undone by a power cut, as a whole and not by a killed program, and only
        until the next lasting one: for what can be had again.

        Raises:
            KnownError: `store.disk_full`, `store.read_only`, `store.busy` (another program holds it for longer than
                half a minute), `store.damaged`, `device.wiped`; nothing of the transaction was kept then.
        """
        self._must_be_there()
        try:
            with self._connected(lasting=lasting) as connection, connection.begin():
                unit = LaptopUnit(connection, clock.today())
                yield unit
                unit.refresh(unit.changes.cases - unit.changes.sketched)
        except sqlalchemy.exc.DatabaseError as error:
            raise self._told(error) from error

    @contextmanager
    def _connected(self, *, lasting: bool) -> Iterator[sa.Connection]:
        with self._engine.connect().execution_options(writing=True) as connection:
            if lasting:
                yield connection
                return
            settle_for(connection, lasting=False)
            try:
                yield connection
            finally:
                settle_for(connection, lasting=True)

    def keep_copy(self) -> None:
        """Keep the copy beside the store young while something waits here that is nowhere else."""
        if self.path is None or is_marked(self.path) or not is_due(self.path):
            return
        # no room for a copy, or a page that cannot be read, is no reason not to go on
        with contextlib.suppress(OSError, KnownError):
            with self.reading() as unit:
                if not any(unit.outbox.counts().values()):
                    return
            keep_copy(self._engine, self.path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def forsake(self) -> None:
        """Let go of the file for ever: it is about to be destroyed, and whoever still asks is told so."""
        self._forsaken = True
        self._engine.dispose()

    def _told(self, error: sqlalchemy.exc.DatabaseError) -> Exception:
        """What an error is told as; a damaged store is marked for the next sign-in, where its copy is offered."""
        known = _known(error)
        if known is not None and known.code == "store.damaged" and self.path is not None:
            mark(self.path)
        return known or error

    def _must_be_there(self) -> None:
        if self._forsaken:
            raise KnownError("device.wiped")


def _known(error: sqlalchemy.exc.DatabaseError) -> KnownError | None:
    """What an error of the database says about the disk; None for one that is our own mistake."""
    said = str(error.orig)
    if "disk is full" in said or "disk I/O" in said:
        return KnownError("store.disk_full", retryable=True)
    if "readonly" in said:
        return KnownError("store.read_only", retryable=True)
    if "is locked" in said:
        return KnownError("store.busy", retryable=True)
    return KnownError("store.damaged") if is_wrong_key(error) else None


def open_store(path: Path, key: bytes) -> LaptopStore:
    """The store at `path`, made if it is not there, its schema brought up to date.

    Raises:
        KnownError: `store.unreadable` for another key or a damaged file, `store.newer_than_program`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        migrate.upgrade_on_copy(path, "client", lambda at: laptop_engine(at, key))
    except sqlalchemy.exc.DatabaseError as error:
        if is_wrong_key(error):
            raise KnownError("store.unreadable", {"path": str(path)}) from error
        raise
    return LaptopStore(laptop_engine(path, key), path.parent / "files", path)
