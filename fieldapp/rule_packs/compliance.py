"""The compliance packs: rules of a jurisdiction in force at a date, and the office's own rules over them."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any

from fieldapp.domain.compliance.overlay import Tightening, tighten
from fieldapp.domain.compliance.rule import CompliancePack, Direction, Rule, Severity, Value
from fieldapp.rule_packs import files

JURISDICTIONS = ("CN", "US", "UK", "EU")
_TIME = re.compile(r"\d\d:\d\d")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DECIMAL = re.compile(r"\d+\.\d\d+")


def load(jurisdiction: str, on: date) -> CompliancePack:
    """The rules of a jurisdiction in force on a day.

    Raises:
        LookupError: no pack of it covers that day.
    """
    return _read(files.in_force(f"compliance.{jurisdiction.lower()}", on)["version"], jurisdiction)


def with_office_rules(pack: CompliancePack, office: files.Pack) -> CompliancePack:
    """The pack with an office's overlay: {"version", "rules": {"R02": {"parameters": {…}, "severity", "parts"}}}.

    Raises:
        KnownError: `overlay.unknown`, `overlay.looser`.
    """
    changes = {name: _tightening(change) for name, change in office["rules"].items()}
    return tighten(pack, changes, office["version"])


@cache
def _read(version: str, jurisdiction: str) -> CompliancePack:
    family = files.family(f"compliance.{jurisdiction.lower()}")
    (pack,) = (one for one in family if one["version"] == version)
    return CompliancePack(
        version=version,
        jurisdiction=pack["jurisdiction"],
        effective_from=date.fromisoformat(pack["effective_from"]),
        rules={entry["id"]: _rule(version, entry) for entry in pack["rules"]},
    )


def _rule(version: str, entry: dict[str, Any]) -> Rule:
    until = entry["effective_to"]
    return Rule(
        id=entry["id"],
        version=version,
        severity=Severity(entry["severity"]),
        source=entry["source"],
        confidence=entry["confidence"],
        effective_from=date.fromisoformat(entry["effective_from"]),
        effective_to=None if until is None else date.fromisoformat(until),
        parts={part: Severity(severity) for part, severity in entry.get("parts", {}).items()},
        parameters={name: _value(value) for name, value in entry["parameters"].items()},
        stricter={name: Direction(way) for name, way in entry["stricter"].items()},
        evidence=tuple(entry["evidence"]),
    )


def _tightening(change: dict[str, Any]) -> Tightening:
    severity = change.get("severity")
    return Tightening(
        severity=None if severity is None else Severity(severity),
        parts={part: Severity(wanted) for part, wanted in change.get("parts", {}).items()},
        parameters={name: _value(value) for name, value in change.get("parameters", {}).items()},
    )


def _value(written: Any) -> Value:
    """A figure as it is meant: "08:00" is a time of day, "2028-01-01" a date, "0.50" a decimal."""
    if isinstance(written, list):
        return tuple(_value(one) for one in written)
    if isinstance(written, dict):
        return {name: _value(one) for name, one in written.items()}
    if not isinstance(written, str):
        return int(written)
    if _TIME.fullmatch(written):
        return time.fromisoformat(written)
    if _DATE.fullmatch(written):
        return date.fromisoformat(written)
    return Decimal(written) if _DECIMAL.fullmatch(written) else written
