"""Opening the server's database at the schema of this program."""

from __future__ import annotations

import sqlalchemy
import sqlalchemy.exc

from db import migrate
from db.engine import server_engine
from fieldapp.errors import KnownError
from fieldapp.store.office.unit import OfficeStore


def open_office(database_url: str) -> OfficeStore:
    """The store behind a URL, its schema brought up to date.

    Raises:
        KnownError: `server.database_away`, `store.newer_than_program`.
    """
    try:
        engine = server_engine(database_url)
        _upgrade(engine)
    except (sqlalchemy.exc.OperationalError, sqlalchemy.exc.ArgumentError) as error:
        detail = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise KnownError("server.database_away", {"detail": detail}, retryable=True) from error
    return OfficeStore(engine)


def _upgrade(engine: sqlalchemy.Engine) -> None:
    try:
        migrate.upgrade(engine, "server")
    except (sqlalchemy.exc.OperationalError, KnownError):
        engine.dispose()
        raise
