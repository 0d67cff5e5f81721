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
from fieldapp.store.office.feed import Feed
from fieldapp.store.office.files import Files
from fieldapp.store.office.imports import Imports
from fieldapp.store.office.ledger import FactLedger
from fieldapp.store.office.records import Records
from fieldapp.store.office.settings import Settings


class OfficeUnit:
    """The repositories of one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self.feed = Feed(connection)
        self.records = Records(connection, self.feed)
        self.facts = FactLedger(connection)
        self.accounts = Accounts(connection)
        self.files = Files(connection)
        self.imports = Imports(connection)
        self.settings = Settings(connection)


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
        """A transaction that writes: committed, feed and all, when the block ends without an error."""
        with self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            unit = OfficeUnit(connection)
            yield unit
            unit.feed.number()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()
