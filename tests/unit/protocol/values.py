"""Any value of the domain, made from its own type hints, so that a new field is tested the day it is added."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any

from hypothesis import strategies as st

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    int: st.integers(-(2**53), 2**53),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=ZONES),  # noqa: DTZ001
    Decimal: st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**6), max_value=10**6),
}


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type: dataclasses, enums, options, tuples, dicts and what is plain."""
    if kind in PLAIN:
        return PLAIN[kind]
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return st.builds(
            typing.cast(type, kind), **{field.name: any_of(hints[field.name]) for field in dataclasses.fields(kind)}
        )
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    if kind is type(None):
        return st.none()
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in {typing.Union, types.UnionType}:
        return st.one_of([any_of(each) for each in inner])
    if origin is tuple and inner[-1] is Ellipsis:
        return st.lists(any_of(inner[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(any_of(inner[0]), any_of(inner[1]), max_size=2)
    raise TypeError(f"no values of {kind}")


def types_within(kind: Any, found: set[type] | None = None) -> set[type]:
    """All dataclasses that a value of `kind` may hold, itself among them."""
    found = set() if found is None else found
    if dataclasses.is_dataclass(kind) and kind not in found:
        assert isinstance(kind, type)
        found.add(kind)
        for hint in typing.get_type_hints(kind).values():
            types_within(hint, found)
    for inner in typing.get_args(kind):
        types_within(inner, found)
    return found
