"""How far from the address somebody was, and what can honestly be said about it.

Neither of the two places is a point: a fix is right within some metres, an address known by its township within some
kilometres. So what is said is what both circles leave possible, and where they leave too much, it is that nobody can
say. A place that a person pinned by hand is told as such: it proves nothing by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

from fieldapp.domain.party import Place

EARTH_METRES = 6_371_008.8
"""Mean radius of the earth (IUGG)."""


class Nearness(StrEnum):
    """What the two places say together."""

    THERE = "there"
    NEAR = "near"
    UNSURE = "unsure"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class NearnessRules:
    """Metres up to which somebody is there, or near. An office's policy; these are the usual ones."""

    there: int = 150
    near: int = 500


USUAL = NearnessRules()


@dataclass(frozen=True, slots=True)
class Distance:
    """Metres between two places: between their middles, and the least and the most that their radii leave possible."""

    metres: int
    least: int
    most: int
    nearness: Nearness


def distance(here: Place, address: Place, rules: NearnessRules = USUAL) -> Distance:
    """How `here` lies to `address`."""
    between = round(metres(here, address))
    least = max(0, between - here.radius_m - address.radius_m)
    most = between + here.radius_m + address.radius_m
    return Distance(between, least, most, _judged(least, most, rules))


def metres(a: Place, b: Place) -> float:
    """Metres between the middles of two places, along the great circle (haversine)."""
    lat_a, lat_b = radians(a.lat_e6 / 1e6), radians(b.lat_e6 / 1e6)
    across = radians((b.lon_e6 - a.lon_e6) / 1e6)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(across / 2) ** 2
    return 2 * EARTH_METRES * asin(min(1.0, sqrt(half)))


def _judged(least: int, most: int, rules: NearnessRules) -> Nearness:
    if most <= rules.there:
        return Nearness.THERE
    if most <= rules.near:
        return Nearness.NEAR
    return Nearness.ELSEWHERE if least > rules.near else Nearness.UNSURE
