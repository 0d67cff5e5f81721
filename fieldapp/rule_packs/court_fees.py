"""The court-fee pack: bands, shares and the cap."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from fieldapp.domain.strategy.court_fees import CourtFees, FeeBand, FeeShare
from fieldapp.rule_packs import files


@cache
def court_fees(name: str = "court_fees_cn") -> CourtFees:
    """The tables of the pack `name`."""
    pack = files.read(name)
    return CourtFees(
        version=pack["version"],
        suit=_bands(pack["suit"]),
        enforcement=_bands(pack["enforcement"]),
        preservation=_bands(pack["preservation"]),
        preservation_cap=pack["preservation"]["cap_minor"],
        payment_order=_share(pack["payment_order"]),
        reduced=_share(pack["reduced"]),
    )


def _bands(table: dict[str, Any]) -> tuple[FeeBand, ...]:
    return tuple(
        FeeBand(band["up_to_minor"], band.get("fixed_minor", 0), Decimal(band["percent"]) / 100)
        for band in table["bands"]
    )


def _share(table: dict[str, Any]) -> FeeShare:
    return FeeShare(table["numerator"], table["denominator"])
