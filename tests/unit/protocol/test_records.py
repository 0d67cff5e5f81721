"""Records and facts as bytes: what goes in comes out, equal things have equal bytes, and old bytes stay readable."""

from __future__ import annotations

import dataclasses
import importlib
import json
import pkgutil
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp import domain
from fieldapp.domain.case import Entity
from fieldapp.domain.facts import PAYLOAD_TYPES, Fact, FactKind
from fieldapp.domain.ids import new_id
from fieldapp.protocol.canonical import canonical
from fieldapp.protocol.envelope import GENESIS, open_envelope, seal
from fieldapp.protocol.records import RECORD_TYPES, decode_record, encode_record
from tests.unit.protocol.values import any_of, types_within

KEPT = sorted(
    {part for kind in (*RECORD_TYPES.values(), *PAYLOAD_TYPES.values()) for part in types_within(kind)},
    key=lambda kind: kind.__qualname__,
)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
WRITTEN = Path(__file__).with_name("written_by_0_1.json")


def enums() -> list[type[Enum]]:
    """Every enum of the domain."""
    found: set[type[Enum]] = set()
    for module in pkgutil.iter_modules(domain.__path__):
        for value in vars(importlib.import_module(f"fieldapp.domain.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, Enum) and len(value):
                found.add(value)
    return sorted(found, key=lambda kind: kind.__qualname__)


def test_every_entity_and_every_kind_of_fact_has_its_type() -> None:
    assert set(RECORD_TYPES) == set(Entity)
    assert set(PAYLOAD_TYPES) == set(FactKind)
    assert len(KEPT) > 15


@pytest.mark.parametrize("kind", enums(), ids=lambda kind: kind.__qualname__)
def test_every_word_of_an_enum_goes_over_the_wire(kind: type[Enum]) -> None:
    for member in kind:
        for codec in (msgspec.json, msgspec.msgpack):
            assert codec.decode(codec.encode(member), type=kind) is member
        assert canonical(msgspec.to_builtins(member))


@pytest.mark.parametrize("entity", list(Entity))
@FEW
@given(data=st.data())
def test_the_quick_way_writes_the_bytes_of_the_canonical_form(entity: Entity, data: st.DataObject) -> None:
    record = data.draw(any_of(RECORD_TYPES[entity]))
    assert encode_record(record) == canonical(msgspec.to_builtins(record)), "which takes no fractions, too"


@pytest.mark.parametrize("entity", list(Entity))
def test_a_record_comes_out_as_it_went_in(entity: Entity) -> None:
    @FEW
    @given(any_of(RECORD_TYPES[entity]))
    def check(record: Any) -> None:
        content = encode_record(record)
        again = decode_record(entity, content)
        assert again == record
        assert encode_record(again) == content

    check()


@pytest.mark.parametrize("kind", list(FactKind))
def test_a_fact_comes_out_of_its_envelope_as_it_went_in(kind: FactKind) -> None:
    @FEW
    @given(any_of(PAYLOAD_TYPES[kind]))
    def check(payload: Any) -> None:
        fact = Fact(new_id(), kind, new_id(), new_id(), datetime(2026, 7, 25, 2, tzinfo=UTC), payload)
        assert open_envelope(seal(fact, new_id(), 1, GENESIS)) == fact

    check()


def defaults(kind: type) -> dict[str, Any]:
    """The fields that have been added with a default, and those defaults."""
    found: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        if field.default is not dataclasses.MISSING:
            found[field.name] = field.default
        elif field.default_factory is not dataclasses.MISSING:
            found[field.name] = field.default_factory()
    return found


@pytest.mark.parametrize("kind", KEPT, ids=lambda kind: kind.__qualname__)
def test_what_was_written_before_a_field_was_added_takes_its_default(kind: type) -> None:
    @FEW
    @given(any_of(kind))
    def check(value: Any) -> None:
        plain = msgspec.to_builtins(value)
        older = {name: inner for name, inner in plain.items() if name not in defaults(kind)}
        expected = dataclasses.replace(value, **defaults(kind))
        assert msgspec.json.decode(canonical(older), type=kind) == expected

    check()


@pytest.mark.parametrize("kind", KEPT, ids=lambda kind: kind.__qualname__)
def test_what_a_newer_program_wrote_is_read_without_what_is_not_known(kind: type) -> None:
    @FEW
    @given(any_of(kind), st.sampled_from([None, 1, "x", [], {"a": [1]}]))
    def check(value: Any, news: Any) -> None:
        newer = msgspec.to_builtins(value) | {"added_tomorrow": news}
        assert msgspec.json.decode(canonical(newer), type=kind) == value

    check()


def still_says(now: Any, written: Any) -> bool:
    """Whether everything that was written is there as it was; fields may have been added."""
    if isinstance(written, dict):
        return set(written) <= set(now) and all(still_says(now[key], inner) for key, inner in written.items())
    if isinstance(written, list):
        return len(now) == len(written) and all(map(still_says, now, written))
    return bool(now == written)


@pytest.mark.parametrize("name", sorted(json.loads(WRITTEN.read_text(encoding="utf-8"))))
def test_what_the_first_version_wrote_is_readable_for_ever(name: str) -> None:
    """The bytes as they lie in ledgers and on laptops; this file is never edited, only added to."""
    group, _, what = name.partition(":")
    written = json.loads(WRITTEN.read_text(encoding="utf-8"))[name]
    kind = PAYLOAD_TYPES[FactKind(what)] if group == "fact" else RECORD_TYPES[Entity(what)]
    value = msgspec.json.decode(canonical(written), type=kind)
    assert still_says(json.loads(canonical(msgspec.to_builtins(value))), written), "and still means the same"


def test_everything_that_is_kept_is_among_what_the_first_version_wrote() -> None:
    names = {name.partition(":")[::2] for name in json.loads(WRITTEN.read_text(encoding="utf-8"))}
    assert {("fact", kind.value) for kind in FactKind} | {("record", entity.value) for entity in Entity} <= names


@pytest.mark.parametrize(
    "content",
    [b"", b"null", b"[]", b"{}", b'{"id": 1}', b"\xff", b"{" * 10_000, b'"' + b"x" * 100],
    ids=["nothing", "null", "a list", "empty", "a number", "no text", "depth", "a word"],
)
@pytest.mark.parametrize("entity", list(Entity))
def test_bytes_that_are_no_record_are_an_error_and_no_guess(entity: Entity, content: bytes) -> None:
    with pytest.raises((msgspec.ValidationError, msgspec.DecodeError)):
        decode_record(entity, content)
