"""A unit of work on the server's database: everything of one transaction, and the feed numbered last.

Changes are collected while the transaction runs; when it ends, the head row of each scope touched is moved on, in
sorted order, and the rows are numbered under that lock. So numbers have no gaps and nobody reading sees a later
change before an earlier one, on SQLite and PostgreSQL alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from fieldapp.store.office.accounts import Accounts
from fieldapp.store.office.backups import Backups
from fieldapp.store.office.contacts import Contacts
from fieldapp.store.office.devices import Devices
from fieldapp.store.office.feed import Feed
from fieldapp.store.office.files import Files
from fieldapp.store.office.imports import Imports
from fieldapp.store.office.known_places import KnownPlaces
from fieldapp.store.office.ledger import FactLedger
from fieldapp.store.office.map_packs import MapPacks
from fieldapp.store.office.receipt_blocks import ReceiptBlocks
from fieldapp.store.office.records import Records
from fieldapp.store.office.settings import Settings
from fieldapp.store.office.signin_tries import SigninTries


class UnstorableError(Exception):
    """The database will not take something that was to be written: what it says, and no values."""


class OfficeUnit:
    """The repositories of one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self.feed = Feed(connection)
        self.records = Records(connection, self.feed)
        self.facts = FactLedger(connection)
        self.accounts = Accounts(connection)
        self.contacts = Contacts(connection)
        self.files = Files(connection)
        self.imports = Imports(connection)
        self.settings = Settings(connection)
        self.devices = Devices(connection)
        self.tries = SigninTries(connection)
        self.backups = Backups(connection)
        self.receipts = ReceiptBlocks(connection)
        self.places = KnownPlaces(connection)
        self.maps = MapPacks(connection)

    def flush(self) -> dict[str, int]:
        """Write what was collected and number the feed; the new heads of the scopes that changed."""
        self.records.flush()
        return self.feed.number()


class OfficeStore:
    """The server's database."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[OfficeUnit]:
        """A transaction that only reads."""
        with self.engine.connect() as connection:
            yield OfficeUnit(connection)

    @contextmanager
    def writing(self) -> Iterator[OfficeUnit]:
        """A transaction that writes: committed, feed and all, when the block ends without an error.

        Raises:
            UnstorableError: the database is there and refuses what was written; nothing of the transaction was kept.
        """
        try:
            with self.engine.connect().execution_options(writing=True) as connection, connection.begin():
                unit = OfficeUnit(connection)
                yield unit
                unit.flush()
        except (sa.exc.DataError, sa.exc.IntegrityError) as error:
            # further lines would repeat the row that was refused; nor may a traceback
            said = (str(error.orig).strip().splitlines() or [type(error.orig).__name__])[0]
            raise UnstorableError(said) from None

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()
