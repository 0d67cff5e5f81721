"""Rows of an account, while it is replayed and once it has settled, and what both can be asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Protocol

from fieldapp.domain.lending.allocation import ROW_COMPONENTS
from fieldapp.domain.lending.interest import NOTHING, Period

FEE, PENALTY, COMPOUND, INTEREST, PRINCIPAL = range(5)
COMPONENTS = dict(enumerate(ROW_COMPONENTS))
PLACE = {component: place for place, component in COMPONENTS.items()}


class OpenRow(Protocol):
    """What can be asked of a row. Lists are by component in the order of `ROW_COMPONENTS`, minor units."""

    @property
    def due(self) -> date:
        """The day from which it is owed: the contractual date, an earlier deadline, or the day of an acceleration."""

    @property
    def deadline(self) -> date:
        """Until whose end it may be paid."""

    @property
    def penalty_from(self) -> date:
        """The day penalty is counted from."""

    @property
    def grace_until(self) -> date:
        """Until whose end it may be paid without any penalty."""

    @property
    def accrued_to(self) -> date | None:
        """Penalty and compound interest are posted up to here."""

    @property
    def left(self) -> Sequence[int]:
        """What is unpaid."""

    @property
    def ahead(self) -> int:
        """Interest that was paid, waived or written off."""

    @property
    def opening(self) -> int:
        """The balance its own interest is counted on."""

    @property
    def since(self) -> date:
        """From when its interest is counted on that balance."""

    @property
    def carried(self) -> Fraction:
        """What its period cost before that, exactly."""

    @property
    def inherited(self) -> int:
        """Interest of earlier rows that it asks for, or hands on."""

    @property
    def added(self) -> int:
        """Overdue interest that was spread to it."""

    @property
    def grown(self) -> int:
        """Interest it does not ask for, because the terms let it become principal on the due date."""

    @property
    def free(self) -> bool:
        """Whether its period bears no interest."""


@dataclass(slots=True)
class AccountRow:
    """One row while the replay runs; see `OpenRow`.

    Attributes:
        puts_off: a later row asks for its interest.
        paid, waived, written: what was paid, waived, written off of each component.
        settled_on: the day nothing of its principal and interest was left.
    """

    number: int
    period: Period
    due: date
    deadline: date
    penalty_from: date
    grace_until: date
    left: list[int]
    opening: int
    since: date
    inherited: int = 0
    puts_off: bool = False
    free: bool = False
    carried: Fraction = NOTHING
    added: int = 0
    grown: int = 0
    paid: list[int] = field(default_factory=lambda: [0] * 5)
    waived: list[int] = field(default_factory=lambda: [0] * 5)
    written: list[int] = field(default_factory=lambda: [0] * 5)
    accrued_to: date | None = None
    settled_on: date | None = None

    @property
    def ahead(self) -> int:
        """Interest that was paid, waived or written off."""
        return self.paid[INTEREST] + self.waived[INTEREST] + self.written[INTEREST]

    def asked(self, place: int) -> int:
        """What was ever asked for of a component."""
        grown = self.grown if place == INTEREST else -self.grown if place == PRINCIPAL else 0
        return self.left[place] + self.paid[place] + self.waived[place] + self.written[place] + grown

    @property
    def closed(self) -> bool:
        """Whether nothing is left of what it ever asked for. A row that asks for nothing is not, nor one whose interest
        becomes principal on its due date."""
        return self.settled_on is not None and not self.grown and not any(self.left)

    def ask(self, principal: int, interest: int) -> None:
        """What is left of it: less than its interest means that the rest of that becomes principal when it is due."""
        self.grown = max(0, -principal)
        self.left[PRINCIPAL] = max(0, principal)
        self.left[INTEREST] = max(0, interest - self.grown - self.ahead)

    def take(self, place: int, amount: int, on: date, into: list[int]) -> None:
        """Move `amount` of a component from what is left into `into` (paid, waived or written)."""
        self.left[place] -= amount
        into[place] += amount
        if self.settled_on is None and not scheduled_left(self):
            self.settled_on = on


@dataclass(frozen=True, slots=True)
class SettledRow:
    """One row once every event was replayed; see `OpenRow`."""

    number: int
    due: date
    deadline: date
    penalty_from: date
    grace_until: date
    accrued_to: date | None
    left: tuple[int, ...]
    ahead: int
    opening: int
    since: date
    carried: Fraction
    inherited: int
    free: bool
    added: int
    grown: int


def scheduled_left(row: OpenRow) -> int:
    """Principal and interest still unpaid."""
    return row.left[INTEREST] + row.left[PRINCIPAL]


def undue_principal(coming: Iterable[OpenRow]) -> int:
    """Principal of the rows still to come; what will only become principal on their due dates is not yet any."""
    return sum(row.left[PRINCIPAL] - row.grown for row in coming)
