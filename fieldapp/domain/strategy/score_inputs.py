"""What the two scores look at: each input with the answers it is read from and the order from worst to best.

Ability (A) is what the business can pay, willingness (W) what its owner does about it (RULES E). How many points an
input brings is data of a pack; what it reads is written here once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from fieldapp.domain.observation import Crowd, Lasting, OpenStatus, OwnerPresent, RentStatus, StockLevel
from fieldapp.domain.party import PremisesKind
from fieldapp.domain.strategy.answers import Answers, Kept
from fieldapp.domain.strategy.score_parts import DOWN, UP, Order

Value = str | Fraction | tuple[str, ...]
YES_BEST: Order = ("no", "yes")
NO_BEST: Order = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Setting:
    """What an answer is held against.

    Attributes:
        as_of: the day of the score. cure: what would bring the loans up to date, minor units; None: not known.
        receivable_days: money expected within so many days counts. proposal_share: of the cure, as a fraction.
    """

    as_of: date
    cure: int | None
    receivable_days: int
    proposal_share: Fraction


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a score.

    Attributes:
        reads: the answers it is made of. value: what they come to; None where one that is needed is missing.
        order: the worst first, as `score_parts` has it. only: the premises it is asked of; empty: of all.
        recent: its value is a row of happenings, the newest first.
    """

    code: str
    reads: tuple[str, ...]
    value: Callable[[Answers, Setting], Value | None]
    order: Order
    only: frozenset[PremisesKind] = frozenset()
    recent: bool = False


def _word(name: str) -> Callable[[Answers, Setting], Value | None]:
    """The answer `name` as a word: an enumeration's, or yes and no."""

    def value(answers: Answers, _setting: Setting) -> Value | None:
        found = getattr(answers, name)
        if isinstance(found, bool):
            return "yes" if found else "no"
        return None if found is None else str(found)

    return value


def _rating(name: str) -> Callable[[Answers, Setting], Value | None]:
    def value(answers: Answers, _setting: Setting) -> Value | None:
        found = getattr(answers, name)
        return None if found is None else Fraction(found)

    return value


def _staff(answers: Answers, _setting: Setting) -> Value | None:
    if answers.staff_now is None or not answers.staff_usual:
        return None
    return Fraction(answers.staff_now, answers.staff_usual)


def _machines(answers: Answers, _setting: Setting) -> Value | None:
    if answers.machines_running is None or not answers.machines_total:
        return None
    return Fraction(answers.machines_running, answers.machines_total)


def _rent(answers: Answers, _setting: Setting) -> Value | None:
    if answers.rent_status in {RentStatus.OWN, RentStatus.PAID}:
        return Fraction(0)
    return None if answers.rent_arrears_months is None else Fraction(answers.rent_arrears_months)


def _receivables(answers: Answers, setting: Setting) -> Value | None:
    if answers.receivables_total == 0:
        return "no"
    if answers.receivables_total is None or answers.receivables_due_on is None or setting.cure is None:
        return None
    soon = setting.as_of + timedelta(days=setting.receivable_days)
    in_time = setting.as_of <= answers.receivables_due_on <= soon
    return "yes" if in_time and answers.receivables_total >= setting.cure else "no"


def _promises(answers: Answers, _setting: Setting) -> Value | None:
    return tuple(map(str, answers.promises)) if answers.promises else None


def _avoidance(answers: Answers, _setting: Setting) -> Value | None:
    return None if answers.avoidance is None else Fraction(len(answers.avoidance))


def _proposal(answers: Answers, setting: Setting) -> Value | None:
    if answers.proposal_amount == 0:
        return "no"
    if answers.proposal_amount is None or setting.cure is None:
        return None
    return "yes" if answers.proposal_amount >= setting.proposal_share * setting.cure else "no"


def _owner(answers: Answers, _setting: Setting) -> Value | None:
    if answers.owner_present is None:
        return None
    return "yes" if answers.owner_present is OwnerPresent.PRESENT else "no"


def _good_faith(answers: Answers, _setting: Setting) -> Value | None:
    return "yes" if answers.dispute_in_good_faith else None


_STOCKED = frozenset({PremisesKind.SHOP, PremisesKind.FACTORY, PremisesKind.FARM, PremisesKind.HOME_BUSINESS})
_VISITED = frozenset({PremisesKind.SHOP, PremisesKind.SERVICE})
_FACTORY = frozenset({PremisesKind.FACTORY})

ABILITY: tuple[Input, ...] = (
    Input("open_status", ("open_status",), _word("open_status"), tuple(map(str, reversed(OpenStatus)))),
    Input("customers", ("crowd",), _word("crowd"), tuple(map(str, reversed(Crowd))), _VISITED),
    Input("stock", ("stock_level",), _word("stock_level"), tuple(map(str, reversed(StockLevel))), _STOCKED),
    Input("staff", ("staff_now", "staff_usual"), _staff, UP),
    Input("machines", ("machines_running", "machines_total"), _machines, UP, _FACTORY),
    Input("power", ("power_change_percent",), _rating("power_change_percent"), UP),
    Input("rent_arrears", ("rent_status", "rent_arrears_months"), _rent, DOWN),
    Input("receivables", ("receivables_total", "receivables_due_on"), _receivables, YES_BEST),
    Input("creditors_pressing", ("creditors_pressing",), _word("creditors_pressing"), NO_BEST),
    Input("seizure_notice", ("seizure_notice",), _word("seizure_notice"), NO_BEST),
    Input("debt_service", ("dscr",), _rating("dscr"), UP),
    Input("household_hardship", ("household_hardship",), _word("household_hardship"), NO_BEST),
    Input("cause_lasting", ("cause_lasting",), _word("cause_lasting"), (Lasting.PERMANENT, Lasting.TEMPORARY)),
)
WILLINGNESS: tuple[Input, ...] = (
    Input("reachable", ("reachable",), _word("reachable"), YES_BEST),
    Input("owner_met", ("owner_present",), _owner, YES_BEST),
    Input("cooperation", ("cooperation",), _rating("cooperation"), UP),
    Input("explains_openly", ("explains_openly",), _rating("explains_openly"), UP),
    Input("shows_books", ("shows_books",), _rating("shows_books"), UP),
    Input("promises", ("promises",), _promises, (Kept.BROKEN, Kept.PARTIAL, Kept.KEPT), recent=True),
    Input("paid_since_visit", ("paid_since_visit",), _word("paid_since_visit"), YES_BEST),
    Input("own_proposal", ("proposal_amount",), _proposal, YES_BEST),
    Input("avoidance", ("avoidance",), _avoidance, DOWN),
    Input("false_statement", ("false_statement_proven",), _word("false_statement_proven"), NO_BEST),
    Input("good_faith_dispute", ("dispute_in_good_faith",), _good_faith, ("yes",)),
)
INPUTS = {each.code: each for each in (*ABILITY, *WILLINGNESS)}


def shown(value: Value) -> str:
    """The value as text for whoever opens the score: a word, a number of at most two digits, or words in a row."""
    if isinstance(value, str):
        return value
    if isinstance(value, Fraction):
        return f"{round(Decimal(value.numerator) / value.denominator, 2).normalize():f}"
    return ",".join(value)
