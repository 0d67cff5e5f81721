"""Databases to try the schema on, and what their schema looks like when it is read back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from db import client_schema, migrate, server_schema
from db.engine import laptop_engine, server_engine

KEY = bytes(range(32))
SCHEMAS = {"client": client_schema.metadata, "server": server_schema.metadata}
ALEMBIC = "alembic_version"


@dataclass(frozen=True)
class Database:
    """An empty database and which of the two schemas belongs in it."""

    engine: sa.Engine
    kind: str

    def to_head(self) -> None:
        """As the program does it: an empty one at once, another step by step."""
        migrate.upgrade(self.engine, self.kind)

    def by_steps(self) -> None:
        """As a store of the oldest program gets there."""
        migrate.step(self.engine, self.kind, "head")

    def shape(self) -> dict[str, Any]:
        return shape(self.engine)

    def empty(self) -> bool:
        return set(tables(self.engine)) <= {ALEMBIC}


@contextmanager
def laptop_database(path: Path) -> Iterator[Database]:
    engine = laptop_engine(path, KEY)
    yield Database(engine, "client")
    engine.dispose()


@contextmanager
def office_database(url: str) -> Iterator[Database]:
    engine = server_engine(url)
    yield Database(engine, "server")
    engine.dispose()


def tables(engine: sa.Engine) -> list[str]:
    """All tables but those in which full text search keeps its own."""
    found = sa.inspect(engine)
    return [name for name in found.get_table_names() if not name.startswith("case_search")]


def shape(engine: sa.Engine) -> dict[str, Any]:
    """Every table as the database itself describes it, without what only names the migration."""
    reader = sa.inspect(engine)
    return {name: _table(reader, name) for name in tables(engine) if name != ALEMBIC}


def search_tables(engine: sa.Engine) -> list[str]:
    """How the full text search was declared."""
    query = "SELECT sql FROM sqlite_master WHERE name = 'case_search'"
    with engine.connect() as connection:
        return list(connection.exec_driver_sql(query).scalars())


def _table(reader: Any, name: str) -> dict[str, Any]:
    return {
        "columns": {column["name"]: _column(column) for column in reader.get_columns(name)},
        "primary key": reader.get_pk_constraint(name)["constrained_columns"],
        "foreign keys": sorted(
            (key["constrained_columns"], key["referred_table"], key["referred_columns"])
            for key in reader.get_foreign_keys(name)
        ),
        "unique": sorted((u["name"] or "", u["column_names"]) for u in reader.get_unique_constraints(name)),
        "checks": sorted((check["name"], check["sqltext"]) for check in reader.get_check_constraints(name)),
        "indexes": sorted((i["name"], i["column_names"], bool(i["unique"])) for i in reader.get_indexes(name)),
    }


def _column(column: dict[str, Any]) -> tuple[str, bool, str | None]:
    return str(column["type"]), column["nullable"], column["default"]
