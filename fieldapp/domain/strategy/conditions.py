"""Conditions as data: a small language over the facts of a situation, with an answer for everything.

A test compares one fact with one value; `all`, `any` and `not` join them. A fact nobody knows makes its test unknown,
and unknown is carried on (Kleene): nothing is ever recommended because something is *not known*. Conditions are
checked when a pack is read, so that judging one cannot fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import get_args, get_type_hints

from fieldapp.domain.strategy.situation import Situation

Literal = int | bool | str | tuple[str, ...]
Truth = bool | None


class Operator(StrEnum):
    """How a fact is held against a value."""

    EQ = "="
    NE = "!="
    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    IN = "in"
    HAS = "has"
    KNOWN = "known"


class Kind(StrEnum):
    """What a fact is made of."""

    NUMBER = "number"
    FLAG = "flag"
    WORD = "word"
    WORDS = "words"


OPERATORS: Mapping[Kind, frozenset[Operator]] = {
    Kind.NUMBER: frozenset(set(Operator) - {Operator.HAS, Operator.IN}),
    Kind.FLAG: frozenset({Operator.EQ, Operator.KNOWN}),
    Kind.WORD: frozenset({Operator.EQ, Operator.NE, Operator.IN, Operator.KNOWN}),
    Kind.WORDS: frozenset({Operator.HAS}),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One fact against one value. `known` asks whether the fact is known at all, and is never unknown itself."""

    field: str
    operator: Operator
    value: Literal


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds; true when there are none."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds; false when there are none."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Comparison | AllOf | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Used:
    """A test with the fact it looked at and what came of it."""

    test: Comparison
    actual: Literal | None
    truth: Truth


def judge(condition: Condition, situation: Situation) -> Truth:
    """Whether the condition holds; None where it turns on something nobody knows."""
    if isinstance(condition, Comparison):
        return used(condition, situation).truth
    if isinstance(condition, Not):
        inner = judge(condition.part, situation)
        return None if inner is None else not inner
    found = [judge(part, situation) for part in condition.parts]
    settling = isinstance(condition, AnyOf)  # any: one true settles it; all: one false does
    if settling in found:
        return settling
    return None if None in found else not settling


def comparisons(condition: Condition) -> Iterator[Comparison]:
    """Every comparison of a condition, in the order written."""
    if isinstance(condition, Comparison):
        yield condition
    elif isinstance(condition, Not):
        yield from comparisons(condition.part)
    else:
        for part in condition.parts:
            yield from comparisons(part)


def supporting(condition: Condition, situation: Situation, truth: Truth) -> Iterator[Used]:
    """The tests that speak for the condition coming out as `truth`, each with the fact it looked at."""
    if isinstance(condition, Comparison):
        found = used(condition, situation)
        if found.truth is truth:
            yield found
    elif isinstance(condition, Not):
        yield from supporting(condition.part, situation, None if truth is None else not truth)
    else:
        for part in condition.parts:
            yield from supporting(part, situation, truth)


def used(test: Comparison, situation: Situation) -> Used:
    """What a test looked at and what came of it."""
    fact = getattr(situation, test.field)
    actual = tuple(sorted(map(str, fact))) if isinstance(fact, frozenset) else _plain(fact)
    return Used(test, actual, _truth(test, actual))


def _plain(fact: object) -> Literal | None:
    if isinstance(fact, Enum):
        return str(fact)
    assert fact is None or isinstance(fact, int | str)
    return fact


def _truth(test: Comparison, actual: Literal | None) -> Truth:
    if test.operator is Operator.KNOWN:
        return (actual is not None) == test.value
    if actual is None:
        return None
    if isinstance(actual, tuple):
        return test.value in actual
    if isinstance(test.value, tuple):
        return actual in test.value
    return _compared(test.operator, actual, test.value)


def _compared(operator: Operator, actual: int | str, value: int | str) -> bool:
    if operator is Operator.EQ:
        return actual == value
    if operator is Operator.NE:
        return actual != value
    assert isinstance(actual, int)
    assert isinstance(value, int)
    return {
        Operator.LT: actual < value,
        Operator.LE: actual <= value,
        Operator.GT: actual > value,
        Operator.GE: actual >= value,
    }[operator]


def fault(condition: Condition) -> str | None:
    """The first thing that is wrong with a condition: a fact nobody has, an operator or value of another kind."""
    return next((wrong for test in comparisons(condition) if (wrong := _test_fault(test))), None)


def _test_fault(test: Comparison) -> str | None:
    if test.field not in _KINDS:
        return f"no fact is called {test.field}"
    kind, words = _KINDS[test.field]
    if test.operator not in OPERATORS[kind]:
        return f"{test.field} is a {kind}, which is never asked {test.operator}"
    if not _value_fits(test, kind, words):
        return f"{test.field} is never {test.value!r}"
    return None


def _value_fits(test: Comparison, kind: Kind, words: frozenset[str]) -> bool:
    value = test.value
    if test.operator is Operator.KNOWN or kind is Kind.FLAG:
        return isinstance(value, bool)
    if kind is Kind.NUMBER:
        return isinstance(value, int) and not isinstance(value, bool)
    if test.operator is Operator.IN:
        return isinstance(value, tuple) and bool(value) and all(_word_fits(one, words) for one in value)
    return isinstance(value, str) and _word_fits(value, words)


def _word_fits(word: str, words: frozenset[str]) -> bool:
    return not words or word in words


def _kind(hint: object) -> tuple[Kind, frozenset[str]]:
    """The kind of a fact and, for words of an enumeration, the words there are."""
    inner = [one for one in get_args(hint) if one is not type(None)] or [hint]
    found = inner[0]
    words = frozenset(map(str, found)) if isinstance(found, type) and issubclass(found, Enum) else frozenset()
    if getattr(hint, "__origin__", None) is frozenset:
        return Kind.WORDS, words
    if found is bool:
        return Kind.FLAG, words
    return (Kind.NUMBER, words) if found is int else (Kind.WORD, words)


_KINDS: Mapping[str, tuple[Kind, frozenset[str]]] = {
    name: _kind(hint) for name, hint in get_type_hints(Situation).items()
}
