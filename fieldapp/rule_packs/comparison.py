"""The assumptions under which plan, waiting and suing are compared, each with its source: none is hidden."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from fieldapp.domain.strategy.comparison import Assumptions, shares
from fieldapp.domain.strategy.court_fees import Proceeding
from fieldapp.rule_packs import files

FIELDS = {
    "discount": "discount_percent",
    "break_hazard": "break_hazard_percent",
    "broken_recovery": "broken_recovery_percent",
    "broken_delay": "broken_delay_months",
    "arrears_recovery": "arrears_recovery_percent",
    "collected": "recovery_curve_percent",
    "win": "win_percent",
    "enforced": "enforced_percent",
    "court_delay": "court_delay_months",
    "lawyer": "lawyer",
}
"""What each assumption is called in the pack, and in a question that is asked from outside."""


@dataclass(frozen=True, slots=True)
class ComparisonRules:
    """What a comparison rests on.

    Attributes:
        sources, sources_zh: of each assumption, by its name, in English and Chinese. confidence: likewise ("low",
            "policy" …).
        plus_minus: how much each may be off, absolute, in the unit of `assumed`.
    """

    version: str
    proceeding: Proceeding
    assumed: Assumptions
    sources: Mapping[str, str]
    sources_zh: Mapping[str, str]
    confidence: Mapping[str, str]
    plus_minus: Mapping[str, Decimal]


@cache
def comparison_rules(name: str = "comparison_cn") -> ComparisonRules:
    """The assumptions of the pack `name`."""
    pack = files.read(name)
    told: dict[str, Any] = pack["assumptions"]
    collected, curve = shares(tuple(Decimal(part) / 100 for part in told["recovery_curve_percent"]["values"]))
    values = {own: _value(field, told[field]) for own, field in FIELDS.items() if own != "collected"}
    assumed = Assumptions(**values, collected=collected, curve=curve)
    usual = Decimal(pack["range_percent"]) / 100
    return ComparisonRules(
        version=pack["version"],
        proceeding=Proceeding(pack["proceeding"]),
        assumed=assumed,
        sources={own: told[field]["source"] for own, field in FIELDS.items()},
        sources_zh={own: told[field]["source_zh"] for own, field in FIELDS.items()},
        confidence={own: told[field]["confidence"] for own, field in FIELDS.items()},
        plus_minus={
            own: _scaled(field, told[field]["plus_minus"])
            if "plus_minus" in told[field]
            else getattr(assumed, own) * usual
            for own, field in FIELDS.items()
        },
    )


def _value(field: str, told: dict[str, Any]) -> Decimal:
    return _scaled(field, told["value"])


def _scaled(field: str, value: str) -> Decimal:
    """A figure of the pack in the unit of the mathematics: fractions, months, minor units."""
    if field.endswith("_percent"):
        return Decimal(value) / 100
    return Decimal(value) * 100 if field == "lawyer" else Decimal(value)
