"""The pack of the scores: weights, thresholds, what is usual in a trade."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from fieldapp.domain.strategy.answer_checks import CheckRules, TradeBand
from fieldapp.domain.strategy.client import Reach, TypeRules
from fieldapp.domain.strategy.score_parts import Line, Part, Recent, Steps, Words
from fieldapp.domain.strategy.scoring import Kind, ScoreRules, faults
from fieldapp.rule_packs import files

FAMILY = "scores"


@cache
def in_force(on: date) -> ScoreRules:
    """The rules of the scores on a day.

    Raises:
        LookupError: no pack is in force on that day.
        ValueError: the pack weighs what it must not, or punishes an improvement.
    """
    return rules_of(files.in_force(FAMILY, on))


def rules_of(pack: Mapping[str, Any]) -> ScoreRules:
    """The rules that a pack tells.

    Raises:
        KeyError, ValueError: a pack that is not well formed.
    """
    rules = ScoreRules(
        version=pack["version"],
        base=Fraction(pack["base"]),
        parts={kind: {code: _part(entry) for code, entry in pack[kind.value].items()} for kind in Kind},
        enough=Fraction(pack["enough_confidence"]),
        inconsistent_costs=Fraction(pack["inconsistent_costs"]),
        top=pack["top"],
        receivable_days=pack["receivable_days"],
        proposal_share=Fraction(pack["proposal_share"]),
        cure_plan_months=pack["cure_plan_months"],
        checks=_checks(pack["checks"]),
        types=_types(pack["types"]),
    )
    found = faults(rules)
    if found:
        raise ValueError("; ".join(found))
    return rules


def _part(entry: Mapping[str, Any]) -> Part:
    if "line" in entry:
        return Line(_corners(entry["line"]))
    if "steps" in entry:
        return Steps(Fraction(entry["steps"]["below"]), _corners(entry["steps"]["from"]))
    words = Words({word: Fraction(points) for word, points in entry["words"].items()})
    return Recent(words, tuple(Fraction(share) for share in entry["shares"])) if "shares" in entry else words


def _corners(pairs: list[list[str]]) -> tuple[tuple[Fraction, Fraction], ...]:
    return tuple((Fraction(number), Fraction(points)) for number, points in pairs)


def _types(table: Mapping[str, Any]) -> TypeRules:
    lost = Reach(**table["lost_contact"])
    return TypeRules(Fraction(table["ability"]), Fraction(table["willingness"]), Fraction(table["borderline"]), lost)


def _checks(table: Mapping[str, Any]) -> CheckRules:
    return CheckRules(
        days_open=table["days_open"],
        sales_gap_percent=Decimal(table["sales_gap_percent"]),
        power_fall_percent=Decimal(table["power_fall_percent"]),
        least_photos=table["least_photos"],
        trades={name: _band(entry) for entry in table["trades"] for name in entry["names"]},
        other_trade=_band(table["other_trade"]),
    )


def _band(entry: Mapping[str, Any]) -> TradeBand:
    low, high = map(Decimal, entry["margin_percent"])
    least, most = map(Decimal, entry["stock_months"])
    return TradeBand(entry["code"], (low, high), (least, most))
