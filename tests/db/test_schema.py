"""Migrations and models describe one schema, in both directions, on every database of the product."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from db import client_schema, migrate
from fieldapp import sentences
from fieldapp.errors import KnownError
from tests.db.databases import SCHEMAS, Database, laptop_database, search_tables


def revisions(kind: str) -> list[str]:
    """All revisions of a schema, oldest first."""
    scripts = ScriptDirectory(str(migrate.MIGRATIONS / kind))
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


def test_the_steps_lead_to_what_the_models_say(new_database: Callable[[], Database]) -> None:
    migrated, made = new_database(), new_database()
    migrated.by_steps()
    made.to_head()
    assert migrated.shape() == made.shape()
    assert set(migrated.shape()) == set(SCHEMAS[migrated.kind].tables)
    assert (
        migrate.current_revision(migrated.engine) == migrate.current_revision(made.engine) == revisions(made.kind)[-1]
    )


def test_reading_the_schema_back_sees_each_kind_of_thing(new_database: Callable[[], Database]) -> None:
    """So that the comparison above compares something."""
    database = new_database()
    database.to_head()
    seen = database.shape().values()
    for part in ("columns", "primary key", "foreign keys", "unique", "checks", "indexes"):
        assert any(table[part] for table in seen), part


def test_the_search_index_is_declared_as_the_model_says(tmp_path: Path) -> None:
    with laptop_database(tmp_path / "made.db") as made, laptop_database(tmp_path / "migrated.db") as migrated:
        made.to_head()
        migrated.by_steps()
        assert search_tables(made.engine) == search_tables(migrated.engine) == [client_schema.CASE_SEARCH]


def test_every_step_goes_up_and_down_again(database: Database) -> None:
    steps = revisions(database.kind)
    shapes = [database.shape()]
    for revision in steps:
        migrate.step(database.engine, database.kind, revision)
        shapes.append(database.shape())
    for revision, below in zip(reversed(["base", *steps[:-1]]), reversed(shapes[:-1]), strict=True):
        migrate.step(database.engine, database.kind, revision)
        assert database.shape() == below, f"down to {revision}"
    assert database.empty()
    database.to_head()
    assert database.shape() == shapes[-1]
    assert migrate.current_revision(database.engine) == migrate.head_revision(database.kind) == steps[-1]


def test_bringing_to_head_twice_changes_nothing(database: Database) -> None:
    database.to_head()
    before = database.shape()
    database.to_head()
    assert database.shape() == before


def test_a_database_of_a_newer_program_is_refused_with_a_sentence_and_not_touched(database: Database) -> None:
    database.to_head()
    before = database.shape()
    with database.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(KnownError, match=r"store\.newer_than_program") as refused:
        database.to_head()
    for language in sentences.LANGUAGES:
        assert "9999" in str(sentences.say(refused.value.code, refused.value.params, language))
    assert database.shape() == before
    assert migrate.current_revision(database.engine) == "9999"
