"""What kind of client this is, by reachability and the two scores: a suggestion with its standing, never a decision.

Four types and one that follows from the scores (RULES D). Near a threshold, or where too little was answered, no type
is suggested as settled: a supervisor looks (R40).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class ClientType(StrEnum):
    """Kinds of client; the last follows from the scores alone."""

    NORMAL = "normal"
    LOST_CONTACT = "lost_contact"
    ABLE_UNWILLING = "able_unwilling"
    UNABLE_WILLING = "unable_willing"
    UNABLE_UNWILLING = "unable_unwilling"


class Standing(StrEnum):
    """How far a suggested type may be relied on."""

    CLEAR = "clear"
    BORDERLINE = "borderline"
    INSUFFICIENT = "insufficient"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Reach:
    """Attempts to reach the borrower since the last contact: how many, on how many days, and visits that met nobody."""

    attempts: int = 0
    days: int = 0
    failed_visits: int = 0


NOT_TRIED = Reach()


@dataclass(frozen=True, slots=True)
class TypeRules:
    """When a client counts as what, from a pack; scores from 0 to 100."""

    ability: Fraction
    willingness: Fraction
    borderline: Fraction
    lost: Reach

    def lost_contact(self, reach: Reach) -> bool:
        """Whether so many attempts in vain make somebody out of reach ("3 attempts/2 days + failed visit")."""
        enough = (reach.attempts >= self.lost.attempts, reach.days >= self.lost.days)
        return all(enough) and reach.failed_visits >= self.lost.failed_visits


@dataclass(frozen=True, slots=True)
class ClientSuggestion:
    """The type the scores point at; None where nothing may be said. A person decides."""

    type: ClientType | None
    standing: Standing
    near: tuple[str, ...] = ()


def suggest(ability: Fraction, willingness: Fraction, sure: bool, reach: Reach, rules: TypeRules) -> ClientSuggestion:
    """The type these scores suggest; `sure`: whether enough was answered for both."""
    if rules.lost_contact(reach):
        return ClientSuggestion(ClientType.LOST_CONTACT, Standing.CLEAR)
    kind = _quadrant(ability >= rules.ability, willingness >= rules.willingness)
    if not sure:
        return ClientSuggestion(None, Standing.INSUFFICIENT)
    gaps = (("ability", ability - rules.ability), ("willingness", willingness - rules.willingness))
    near = tuple(name for name, gap in gaps if abs(gap) <= rules.borderline)
    return ClientSuggestion(kind, Standing.BORDERLINE if near else Standing.CLEAR, near)


def _quadrant(able: bool, willing: bool) -> ClientType:
    if able:
        return ClientType.NORMAL if willing else ClientType.ABLE_UNWILLING
    return ClientType.UNABLE_WILLING if willing else ClientType.UNABLE_UNWILLING
