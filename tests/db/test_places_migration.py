"""Rows of before are there after the step that brings places and maps, and after it was taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from db import migrate
from tests.db.databases import Database

SOMETHING = {int: 1, bool: True, bytes: b"x", str: "x", datetime: datetime(2026, 7, 25, tzinfo=UTC)}


def filled(database: Database, name: str) -> dict[str, Any]:
    """A row of a table as it is now, with something in every column that must not be empty; put in and read back."""
    table = sa.Table(name, sa.MetaData(), autoload_with=database.engine)
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.nullable or column.server_default is not None:
            continue
        values[column.name] = "case" if column.name == "entity" else SOMETHING[column.type.python_type]
    with database.engine.begin() as connection:
        connection.execute(sa.insert(table).values(values))
    return values


def kept(database: Database, name: str) -> list[dict[str, Any]]:
    table = sa.Table(name, sa.MetaData(), autoload_with=database.engine)
    with database.engine.connect() as connection:
        return [dict(row._mapping) for row in connection.execute(sa.select(table))]


def test_rows_outlive_the_step_up_and_the_step_down(database: Database) -> None:
    migrate.step(database.engine, database.kind, "0003")
    old, new = ("case_row", "premises_row") if database.kind == "client" else ("record", "known_place")
    before = filled(database, old)
    migrate.step(database.engine, database.kind, "0004")
    filled(database, new)
    (after,) = kept(database, old)
    changed = {"as_of": ""} if old == "case_row" else {}
    assert {name: after[name] for name in before} == before | changed, "it is drawn anew, with its places"
    assert after.get("drawn_from") is None
    assert after.get("place_source") is None
    migrate.step(database.engine, database.kind, "0003")
    (down,) = kept(database, old)
    assert {name: down[name] for name in before} == before | changed
    assert "place_source" not in down
    migrate.step(database.engine, database.kind, "0004")
    assert kept(database, new) == []
