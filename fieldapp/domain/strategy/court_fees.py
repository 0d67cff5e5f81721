"""What a court asks for before anything is won: the fees that a comparison with litigation has to bear.

诉讼费用交纳办法 13–16: fees are added up band by band. Summary procedure and a case settled or withdrawn pay half,
once even if both apply; a payment order pays a third of a suit's fee; preservation is capped. Each fee is rounded
once, to the cent, half up; courts that round to whole yuan ask for less than half a yuan more or less.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from fieldapp.domain.money import round_minor


class Proceeding(StrEnum):
    """What is asked of the court."""

    SUIT = "suit"
    SUMMARY = "summary"
    MEDIATED = "mediated"
    PAYMENT_ORDER = "payment_order"
    PRESERVATION = "preservation"
    ENFORCEMENT = "enforcement"


@dataclass(frozen=True, slots=True)
class FeeBand:
    """The part of a claim up to `up_to` (minor units; None: without end): a fixed sum, or a rate of the part."""

    up_to: int | None
    fixed: int
    rate: Decimal


@dataclass(frozen=True, slots=True)
class FeeShare:
    """A fee as a part of another one."""

    numerator: int
    denominator: int


WHOLE = FeeShare(1, 1)


@dataclass(frozen=True, slots=True)
class CourtFees:
    """All tables of one pack; `preservation_cap` in minor units."""

    version: str
    suit: tuple[FeeBand, ...]
    enforcement: tuple[FeeBand, ...]
    preservation: tuple[FeeBand, ...]
    preservation_cap: int
    payment_order: FeeShare
    reduced: FeeShare


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One band's part of the claim above `above`, and its fee, minor units, not rounded."""

    above: int
    part: int
    rate: Decimal
    fee: Decimal


@dataclass(frozen=True, slots=True)
class CourtFee:
    """A fee with the bands it was added up from, the share of them that is payable, and whether the cap cut it."""

    proceeding: Proceeding
    claim: int
    amount: int
    lines: tuple[FeeLine, ...]
    share: FeeShare
    capped: bool


def court_fee(claim: int, proceeding: Proceeding, fees: CourtFees) -> CourtFee:
    """The fee for a money claim of `claim` minor units (> 0).

    Raises:
        ValueError: a claim of nothing.
    """
    if claim <= 0:
        raise ValueError("a court fee is paid on a claim of more than nothing")
    lines = _lines(claim, _bands(proceeding, fees))
    share = _share(proceeding, fees)
    whole = sum((line.fee for line in lines), Decimal(0))
    amount = round_minor(whole * share.numerator / share.denominator)
    capped = proceeding is Proceeding.PRESERVATION and amount > fees.preservation_cap
    return CourtFee(proceeding, claim, fees.preservation_cap if capped else amount, lines, share, capped)


def _bands(proceeding: Proceeding, fees: CourtFees) -> tuple[FeeBand, ...]:
    if proceeding is Proceeding.ENFORCEMENT:
        return fees.enforcement
    return fees.preservation if proceeding is Proceeding.PRESERVATION else fees.suit


def _share(proceeding: Proceeding, fees: CourtFees) -> FeeShare:
    if proceeding in {Proceeding.SUMMARY, Proceeding.MEDIATED}:
        return fees.reduced
    return fees.payment_order if proceeding is Proceeding.PAYMENT_ORDER else WHOLE


def _lines(claim: int, bands: tuple[FeeBand, ...]) -> tuple[FeeLine, ...]:
    lines, above = [], 0
    for band in bands:
        if claim <= above:
            break
        end = claim if band.up_to is None else min(claim, band.up_to)
        lines.append(FeeLine(above, end - above, band.rate, band.fixed + (end - above) * band.rate))
        above = end
    return tuple(lines)
