"""A rule as data: what it is called, how severe a breach is, its figures, where it comes from and when it is in force.

Checks are code and know no figure; packs are data and know no code. A figure that a check asks for and the pack does
not have is a bug, which a test over every pack shipped finds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

Value = int | str | Decimal | time | date | tuple[Any, ...] | dict[str, Any]
V = TypeVar("V", int, str, Decimal, time, date, tuple[Any, ...], dict[str, Any])


class Severity(StrEnum):
    """What a breach does: stands in the way, needs a reason and tells the supervisor, or is only kept on record."""

    RECORD = "record"
    WARN = "warn"
    BLOCK = "block"

    @property
    def rank(self) -> int:
        """The higher the severer."""
        return tuple(Severity).index(self)


class Direction(StrEnum):
    """Which change of a figure makes a rule stricter; `fixed` figures are the law's and nobody's to change."""

    LOWER = "lower"
    HIGHER = "higher"
    MORE = "more"
    FEWER = "fewer"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a pack.

    Attributes:
        parts: severities of single parts of the rule, where they differ from `severity`.
        stricter: for each parameter, which way is stricter.
        evidence: codes of what has to be kept when the rule is met.
        confidence: "high", "medium", "low" (how sure the source is), or "policy".
    """

    id: str
    version: str
    severity: Severity
    source: str
    confidence: str
    effective_from: date
    effective_to: date | None = None
    parts: Mapping[str, Severity] = field(default_factory=dict)
    parameters: Mapping[str, Value] = field(default_factory=dict)
    stricter: Mapping[str, Direction] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()

    def of(self, name: str, kind: type[V]) -> V:
        """The parameter `name`, which must be of `kind`.

        Raises:
            KeyError, TypeError: a pack without it, or with something else there: a bug.
        """
        found = self.parameters[name]
        if not isinstance(found, kind):
            raise TypeError(f"{self.id}.{name} is {found!r}, not {kind.__name__}")
        return found

    def severity_of(self, part: str) -> Severity:
        """How severe a breach of that part is."""
        return self.parts.get(part, self.severity)

    def in_force(self, on: date) -> bool:
        """Whether the rule holds on a day."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


@dataclass(frozen=True, slots=True)
class CompliancePack:
    """The rules of one jurisdiction, by id."""

    version: str
    jurisdiction: str
    effective_from: date
    rules: Mapping[str, Rule]
