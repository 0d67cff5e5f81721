"""An office's own rules over a pack: stricter as it likes, looser never.

The pack itself says of every figure which way is stricter, so nobody has to know the rule to check an overlay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from fieldapp.domain.compliance.rule import CompliancePack, Direction, Rule, Severity, Value
from fieldapp.errors import KnownError


@dataclass(frozen=True, slots=True)
class Tightening:
    """What an office changes of one rule: its severity, that of single parts, and figures."""

    severity: Severity | None = None
    parts: Mapping[str, Severity] = field(default_factory=dict)
    parameters: Mapping[str, Value] = field(default_factory=dict)


def tighten(pack: CompliancePack, office: Mapping[str, Tightening], version: str) -> CompliancePack:
    """The pack with the office's rules over it; its version names both.

    Raises:
        KnownError: `overlay.unknown`, or `overlay.looser` naming rule and figure.
    """
    named = f"{pack.version}+{version}"
    rules = {name: replace(rule, version=named) for name, rule in pack.rules.items()}
    for name, change in office.items():
        if name not in rules:
            raise KnownError("overlay.unknown", {"rule": name, "figure": ""})
        rules[name] = _tightened(rules[name], change)
    return replace(pack, version=named, rules=rules)


def _tightened(rule: Rule, change: Tightening) -> Rule:
    severity = rule.severity if change.severity is None else _severer(rule, "severity", rule.severity, change.severity)
    parts = {
        part: _severer(rule, part, found, change.parts[part]) if part in change.parts else found
        for part, found in rule.parts.items()
    }
    unknown = [name for name in (*change.parts, *change.parameters) if name not in {**rule.parts, **rule.parameters}]
    if unknown:
        raise KnownError("overlay.unknown", {"rule": rule.id, "figure": unknown[0]})
    for name, value in change.parameters.items():
        if not stricter(rule.stricter.get(name, Direction.FIXED), rule.parameters[name], value):
            raise KnownError("overlay.looser", {"rule": rule.id, "figure": name})
    return replace(rule, severity=severity, parts=parts, parameters={**rule.parameters, **change.parameters})


def _severer(rule: Rule, name: str, found: Severity, wanted: Severity) -> Severity:
    if wanted.rank < found.rank:
        raise KnownError("overlay.looser", {"rule": rule.id, "figure": name})
    return wanted


def stricter(direction: Direction, found: Any, wanted: Any) -> bool:
    """Whether `wanted` is as strict as `found` or stricter; another kind of value never is."""
    if found == wanted:
        return True
    if type(found) is not type(wanted) or direction is Direction.FIXED:
        return False
    if isinstance(found, dict):
        same = found.keys() <= wanted.keys() if direction is Direction.MORE else found.keys() == wanted.keys()
        return same and all(stricter(direction, found[key], wanted[key]) for key in found)
    if isinstance(found, tuple):
        return set(found) <= set(wanted) if direction is Direction.MORE else set(wanted) <= set(found)
    return bool(wanted < found if direction is Direction.LOWER else wanted > found)
