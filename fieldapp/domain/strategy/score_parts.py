"""How points follow from an answer, as data: by word, by number along a line, by number in steps, by what came last.

Four kinds are enough for every weight of the scores. Each knows its greatest size (the weight of the answer) and
whether it ever takes points for an improvement, so that a pack cannot do that: an order names the words from the
worst to the best, or says that a higher number is better (UP) or worse (DOWN).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

Order = tuple[str, ...]
UP: Order = ("low", "high")
DOWN: Order = ("high", "low")


@dataclass(frozen=True, slots=True)
class Words:
    """Points for a word."""

    points: Mapping[str, Fraction]

    def of(self, word: str) -> Fraction:
        """The points of `word`."""
        return self.points[word]

    @property
    def weight(self) -> Fraction:
        """The greatest size the points can have."""
        return max(map(abs, self.points.values()))

    def never_punishes(self, order: Order) -> bool:
        """Whether every word of `order` has points, and none more than a better one."""
        return set(order) == set(self.points) and _rising([self.points[word] for word in order])


@dataclass(frozen=True, slots=True)
class Line:
    """Points along straight lines between corners (number, points); beyond the ends as at the ends."""

    corners: tuple[tuple[Fraction, Fraction], ...]

    def of(self, number: Fraction) -> Fraction:
        """The points of `number`."""
        if number <= self.corners[0][0]:
            return self.corners[0][1]
        for (left, low), (right, high) in pairwise(self.corners):
            if number <= right:
                return low + (high - low) * (number - left) / (right - left)
        return self.corners[-1][1]

    @property
    def weight(self) -> Fraction:
        """The greatest size the points can have."""
        return max(abs(points) for _, points in self.corners)

    def never_punishes(self, order: Order) -> bool:
        """Whether the corners go from left to right and the lines never against `order`."""
        return _ordered(self.corners, order, [points for _, points in self.corners])


@dataclass(frozen=True, slots=True)
class Steps:
    """Points in steps: those of the last bound (number, points) that is reached; below the first, `below`."""

    below: Fraction
    bounds: tuple[tuple[Fraction, Fraction], ...]

    def of(self, number: Fraction) -> Fraction:
        """The points of `number`."""
        found = self.below
        for bound, points in self.bounds:
            if number >= bound:
                found = points
        return found

    @property
    def weight(self) -> Fraction:
        """The greatest size the points can have."""
        return max(abs(self.below), *(abs(points) for _, points in self.bounds))

    def never_punishes(self, order: Order) -> bool:
        """Whether the bounds go from left to right and the steps never against `order`."""
        return _ordered(self.bounds, order, [self.below, *(points for _, points in self.bounds)])


@dataclass(frozen=True, slots=True)
class Recent:
    """Points for what happened last, the newest counting most; older than `shares` is forgotten."""

    points: Words
    shares: tuple[Fraction, ...]

    def of(self, newest_first: Sequence[str]) -> Fraction:
        """The points of these happenings."""
        pairs = zip(newest_first, self.shares, strict=False)
        return sum((share * self.points.of(word) for word, share in pairs), Fraction(0))

    @property
    def weight(self) -> Fraction:
        """The greatest size the points can have."""
        return self.points.weight * sum(self.shares, Fraction(0))

    def never_punishes(self, order: Order) -> bool:
        """Whether no happening gives more than a better one, and its age turns none round."""
        return self.points.never_punishes(order) and min(self.shares) >= 0


Part = Words | Line | Steps | Recent


def _ordered(corners: tuple[tuple[Fraction, Fraction], ...], order: Order, points: list[Fraction]) -> bool:
    numbers = [number for number, _ in corners]
    return order in {UP, DOWN} and numbers == sorted(set(numbers)) and _rising(points if order == UP else points[::-1])


def _rising(points: Sequence[Fraction]) -> bool:
    return all(low <= high for low, high in pairwise(points))
