"""Column types that both databases understand: moments in time are aware UTC on the way in and on the way out."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql


class UtcTime(sa.types.TypeDecorator[datetime]):
    """An aware UTC moment: `timestamptz` on PostgreSQL, sortable ISO text on SQLite.

    Raises:
        ValueError: a naive datetime is handed in.
    """

    impl = sa.String(32)
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> sa.types.TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.TIMESTAMP(timezone=True))
        return dialect.type_descriptor(sa.String(32))

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment must be aware")
        return value.astimezone(UTC) if dialect.name == "postgresql" else _sortable(value)

    def process_result_value(self, value: Any, _dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return (value if isinstance(value, datetime) else datetime.fromisoformat(value)).astimezone(UTC)


@lru_cache(maxsize=256)
def _sortable(value: datetime) -> str:
    """The moment as text; the rows of one transaction share theirs."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def id_column(name: str, *args: Any, **kwargs: Any) -> sa.Column[str]:
    """A column for an id: a UUIDv7 written as 36 characters."""
    return sa.Column(name, sa.String(36), *args, **kwargs)


def one_of(
    name: str, values: tuple[str, ...], *, constraint: str, **kwargs: Any
) -> tuple[sa.Column[str], sa.CheckConstraint]:
    """A text column and the check that it holds nothing but `values`; a test keeps them equal to the domain's enum."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.Column(name, sa.String(32), **kwargs), sa.CheckConstraint(f"{name} IN ({listed})", name=constraint)
