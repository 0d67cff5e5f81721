"""What seeing a case today is worth, in seconds of work that one would give for it.

The planner gives a second on the road and a second of the day the same weight, so a visit is made when its worth is
more than the time it takes and twice the way that it adds. From this the figures here:

- the visit itself is paid for: its minutes are part of the worth, else a long visit would never be made;
- each point of the heaviest reason's weight (rule pack, 20 for "overdue" to 100 for "promised to pay today") is worth
  `POINT_S`: what is only overdue is worth a quarter of an hour's detour, a promise of today an hour and a quarter;
- days past due and the sum owed, by which the list is sorted next, add up to half an hour each;
- where the playbook's next step is not a visit but a call or a paper, half of the reason's worth is left;
- what somebody put into the day by hand, or announced at the last visit, is worth more than any reason.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp.domain.strategy.playbook_rules import Channel
from fieldapp.domain.strategy.urgency import WeighedReason

POINT_S = 90
BY_HAND_S = 3 * 3600
PROMISED_S = 2 * 3600
OTHER_STEP_PERCENT = 50
DAY_PAST_DUE_S, MOST_DAYS = 10, 180
TEN_THOUSAND_S, MOST_TEN_THOUSANDS = 60, 30
TEN_THOUSAND = 10_000_00
"""Minor units."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Why a case is looked at for a day.

    Attributes:
        reasons: heaviest first. channel: of the playbook's next step; None where it has none.
        days_past_due, owed: of the case, minor units. by_hand: somebody put it in. promised: the last visit
        announced this day. service_s: how long one stays.
    """

    reasons: tuple[WeighedReason, ...]
    channel: Channel | None
    days_past_due: int
    owed: int
    by_hand: bool
    promised: bool
    service_s: int


def worth(wanted: Wanted) -> int:
    """Seconds of work."""
    points = wanted.reasons[0].weight * POINT_S if wanted.reasons else 0
    if wanted.channel not in {None, Channel.VISIT}:
        points = points * OTHER_STEP_PERCENT // 100
    late = min(max(wanted.days_past_due, 0), MOST_DAYS) * DAY_PAST_DUE_S
    much = min(max(wanted.owed, 0) // TEN_THOUSAND, MOST_TEN_THOUSANDS) * TEN_THOUSAND_S
    asked = BY_HAND_S * wanted.by_hand + PROMISED_S * wanted.promised
    return wanted.service_s + points + late + much + asked
