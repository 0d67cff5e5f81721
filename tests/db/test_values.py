"""What the columns take: the domain's words and no others, moments in time that are aware."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from db import client_schema, server_schema
from db.types import UtcTime
from fieldapp import sentences
from fieldapp.domain.case import Entity
from fieldapp.domain.facts import FactKind
from fieldapp.domain.lending.ageing import Bucket
from fieldapp.domain.plans.plan_life import PlanHealth, PlanState
from fieldapp.domain.staff import StaffRole
from fieldapp.domain.visit import Outcome
from fieldapp.protocol.verdicts import VerdictStatus
from fieldapp.store.office.feed import Op
from tests.db.databases import SCHEMAS, Database

BEFORE_AND_AFTER_A_VERDICT = {"waiting", "settled"}


def test_the_words_that_the_checks_allow_are_the_domains_own() -> None:
    entities = tuple(entity.value for entity in Entity)
    assert entities == server_schema.ENTITIES, "a laptop keeps records of any kind"
    assert tuple(role.value for role in StaffRole) == server_schema.STAFF_ROLES
    assert get_args(Op) == server_schema.FEED_OPS
    final = {status.value for status in VerdictStatus} - {"retry"}
    assert set(client_schema.OUTBOX_STATES) == BEFORE_AND_AFTER_A_VERDICT | final


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (client_schema.fact.c.kind, FactKind),
        (server_schema.fact.c.kind, FactKind),
        (server_schema.feed.c.entity, Entity),
        (client_schema.case_row.c.bucket, Bucket),
        (client_schema.case_row.c.last_outcome, Outcome),
        (client_schema.case_row.c.plan_health, [*PlanHealth, *PlanState]),
        (client_schema.outbox.c.code, sentences.catalogue("zh_CN")),
        (client_schema.sync_log.c.code, sentences.catalogue("zh_CN")),
    ],
    ids=str,
)
def test_a_column_is_wide_enough_for_every_word_it_may_hold(column: sa.Column[str], words: Any) -> None:
    assert isinstance(column.type, sa.String)
    assert column.type.length is not None
    assert max(len(str(word)) for word in words) <= column.type.length


def checked_columns(kind: str) -> list[tuple[sa.Table, str]]:
    """Columns that a CHECK constraint guards."""
    return [
        (table, str(check.sqltext).split(" IN ")[0])
        for table in SCHEMAS[kind].sorted_tables
        for check in table.constraints
        if isinstance(check, sa.CheckConstraint)
    ]


def some_row(table: sa.Table) -> dict[str, Any]:
    """A row that everything but the checks and foreign keys accepts."""
    plain = {int: 1, str: "x", bytes: b"x", datetime: datetime(2026, 7, 25, tzinfo=UTC), bool: True}
    return {
        column.name: datetime(2026, 7, 25, tzinfo=UTC)
        if isinstance(column.type, UtcTime)
        else plain[column.type.python_type]
        for column in table.columns
        if not column.nullable
    }


def test_no_checked_column_takes_a_word_that_nobody_knows(database: Database) -> None:
    database.to_head()
    guarded = checked_columns(database.kind)
    assert guarded
    for table, column in guarded:
        row = some_row(table) | {column: "nonsense"}
        with (
            pytest.raises(sa.exc.IntegrityError, match=r"(?i)check constraint"),
            database.engine.connect() as connection,
        ):
            connection.execute(sa.insert(table).values(row))


def test_an_error_or_log_of_the_database_repeats_nobodys_name_or_number(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "sqlalchemy.engine")
    nowhere = sa.table("nowhere", sa.column("phone"))
    with pytest.raises(sa.exc.DBAPIError) as refused, database.engine.begin() as connection:
        connection.execute(sa.insert(nowhere).values(phone="13900000412"))
    assert "nowhere" in str(refused.value)
    assert "nowhere" in caplog.text
    assert "13900000412" not in str(refused.value)
    assert "13900000412" not in caplog.text


MOMENTS = st.datetimes(datetime(1980, 1, 1), datetime(2090, 1, 1))  # noqa: DTZ001 - made aware below
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
AWARE = st.builds(lambda moment, zone: moment.replace(tzinfo=zone), MOMENTS, ZONES)


@given(AWARE, AWARE)
def test_stored_text_sorts_as_the_moments_do_and_reads_back_as_utc(one: datetime, other: datetime) -> None:
    kind, dialect = UtcTime(), sqlite.dialect()
    texts = [kind.process_bind_param(moment, dialect) for moment in (one, other)]
    assert (texts[0] < texts[1]) == (one < other)
    back = kind.process_result_value(texts[0], dialect)
    assert back == one
    assert back is not None
    assert back.tzinfo is UTC


@pytest.mark.parametrize("dialect", [sqlite.dialect(), postgresql.dialect()], ids=lambda d: d.name)
def test_a_moment_without_a_zone_is_refused(dialect: Any) -> None:
    with pytest.raises(ValueError, match="aware"):
        UtcTime().process_bind_param(datetime(2026, 7, 25, 10, 0), dialect)  # noqa: DTZ001 - that is the point


def test_the_database_keeps_a_moment_to_the_microsecond(new_database: Callable[[], Database]) -> None:
    database = new_database()
    moment = datetime(2026, 7, 25, 10, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
    table = sa.Table("moments", sa.MetaData(), sa.Column("at", UtcTime))
    table.create(database.engine)
    with database.engine.begin() as connection:
        connection.execute(sa.insert(table).values(at=moment))
        connection.execute(sa.insert(table).values(at=None))
        kept = set(connection.execute(sa.select(table.c.at)).scalars())
        later = connection.execute(sa.select(table.c.at).where(table.c.at > moment - timedelta(hours=9))).scalars()
        assert kept == {moment, None}
        assert list(later) == [moment]
    with pytest.raises(sa.exc.StatementError, match="aware"), database.engine.connect() as connection:
        connection.execute(sa.insert(table).values(at=datetime(2026, 7, 25)))  # noqa: DTZ001 - that is the point
