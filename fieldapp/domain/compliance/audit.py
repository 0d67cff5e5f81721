"""What is kept of every question: one immutable row a rule, and overrides of warnings with their reasons.

The rows are values; whoever keeps the audit chain hashes and stores them. Texts and names do not go into the chain: a
text is there as its digest, so that it can be proved and yet be erased (PIPL 47).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any

from fieldapp.domain.compliance.answer import Answer, Outcome
from fieldapp.domain.compliance.question import Question
from fieldapp.errors import KnownError

PRIVATE = frozenset({"text", "name", "number", "history"})
"""Fields that go in as a digest."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One rule's answer. `trusted_time_offset`: seconds to add to the device's time; `gps`: WGS-84 in millionths."""

    rule_id: str
    pack_version: str
    inputs: tuple[tuple[str, str], ...]
    outcome: Outcome
    code: str
    actor: str
    device_time: datetime
    trusted_time_offset: int
    gps: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """Somebody went on in spite of warnings. `rules`: the rules overridden; the supervisor is told of each."""

    rules: tuple[str, ...]
    pack_version: str
    reason: str
    actor: str
    at: datetime


def audit_rows(question: Question, answer: Answer, gps: tuple[int, int] | None = None) -> tuple[AuditRow, ...]:
    """A row for everything that any rule said to the question."""
    inputs = told(question)
    return tuple(
        AuditRow(
            rule_id=rule.rule_id,
            pack_version=rule.pack_version,
            inputs=inputs,
            outcome=rule.outcome,
            code=rule.code,
            actor=question.actor.id,
            device_time=question.at,
            trusted_time_offset=question.clock_offset_s,
            gps=gps,
        )
        for rule in answer.rules
    )


def override(question: Question, answer: Answer, reason: str) -> Override:
    """Go on in spite of warnings.

    Raises:
        KnownError: `override.blocked` (a block is nobody's to override), `override.nothing`, `override.no_reason`.
    """
    if answer.outcome is Outcome.BLOCK:
        raise KnownError("override.blocked", {"rule": answer.rules[0].rule_id})
    warned = tuple(sorted({rule.rule_id for rule in answer.against}))
    if not warned:
        raise KnownError("override.nothing")
    if not reason.strip():
        raise KnownError("override.no_reason")
    return Override(warned, answer.pack_version, reason.strip(), question.actor.id, answer.at)


def told(question: Question) -> tuple[tuple[str, str], ...]:
    """What the question says, field by field, sorted; what is empty is left out."""
    return tuple(sorted(_told("", question)))


def _told(path: str, value: Any) -> Iterator[tuple[str, str]]:
    for one in fields(value):
        found, name = getattr(value, one.name), f"{path}{one.name}"
        if found is None or found in ("", (), False):
            continue
        if one.name in PRIVATE:
            yield f"{name}_sha256", sha256(repr(found).encode()).hexdigest()
        elif is_dataclass(found):
            yield from _told(f"{name}.", found)
        else:
            yield name, _plain(found)


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(_plain(one) for one in value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
