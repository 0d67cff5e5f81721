"""What a rule can say: something against it, or when time alone will change what it says.

A check is a generator over one question and one rule. What it yields carries codes and figures only; how severe it is
the pack says, so that an office can turn a warning into a block without new code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from fieldapp.domain.compliance.hearing import Hearing
from fieldapp.domain.compliance.rule import Rule
from fieldapp.domain.compliance.verbs import Verb

Params = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Instead:
    """Something that may be done instead."""

    code: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Against:
    """What stands against it.

    Attributes:
        part: the part of the rule that is broken; it decides how severe that is.
        again: from when on this no longer stands against it, if time alone can help.
    """

    code: str
    params: Params = field(default_factory=dict)
    part: str = ""
    instead: tuple[Instead, ...] = ()
    again: datetime | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A moment at which what the rule says may change by time alone."""

    at: datetime


Said = Against | Turn
Speaker = Callable[[Hearing, Rule], Iterator[Said]]


@dataclass(frozen=True, slots=True)
class Check:
    """Which questions a rule is asked about, and what answers for it."""

    rule_id: str
    verbs: frozenset[Verb]
    speak: Speaker
    when: Callable[[Hearing], bool] | None = None
