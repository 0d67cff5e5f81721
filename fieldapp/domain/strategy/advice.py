"""One voice: what is to be done next on a case, out of what is due and what the playbook recommends.

What was agreed for a day, and a right that ends on a day, come before the cadence of the playbook: they lead, and the
playbook says how, or what comes after. What the playbook holds (a dispute, a complaint, a claimed payment, somebody
who needs care) comes before everything: then nothing leads but its answer, and the rest waits. It advises; people
decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fieldapp.domain.strategy.playbook import Recommendation
from fieldapp.domain.strategy.playbook_rules import Action, Channel
from fieldapp.domain.strategy.urgency import Reason, WeighedReason

_TALK = (Action.SITE_VISIT, Action.SERVICE_CALL, Action.REMINDER_CALL, Action.DAILY_CALL, Action.FIND_CAUSE)
SERVES: Mapping[Reason, tuple[Action, ...]] = {
    Reason.PROMISE_DUE: (Action.CONFIRM_DEBIT, *_TALK),
    Reason.PROMISE_BROKEN: (Action.FIND_CAUSE, *_TALK, Action.SHORT_PROMISE, Action.DRAFT_PLAN),
    Reason.PLAN_RETURNED: (Action.DRAFT_PLAN, Action.PLAN_SUPPLEMENT, Action.ASSESS_AFFORDABILITY),
    Reason.PLAN_UNSIGNED: (Action.PLAN_SUPPLEMENT, Action.DRAFT_PLAN, Action.SITE_VISIT),
    Reason.PLAN_LATE: (*_TALK, Action.CONFIRM_DEBIT),
    Reason.PLAN_ROW_DUE: (Action.CONFIRM_DEBIT, Action.REMINDER_CALL, *_TALK),
    Reason.GUARANTEE_ENDING: (Action.DEMAND_GUARANTOR, Action.GUARANTOR_OR_COLLATERAL, Action.SERVE_NOTICE),
    Reason.LIMITATION_ENDING: (Action.KEEP_LIMITATION, Action.SERVE_NOTICE, Action.DRAFT_PLAN, Action.SHORT_PROMISE),
}
"""What serves each reason that leads, the best first; reasons that are not here never lead."""
_GO_THERE = (Action.SITE_VISIT, Action.ADDRESS_VISIT)
FITS: Mapping[Reason, tuple[Action, ...]] = {Reason.NEVER_VISITED: _GO_THERE, Reason.LONG_SINCE_VISIT: _GO_THERE}
"""Reasons that lead only where the playbook has the same in mind: they say it more exactly."""
HOLDS = ("hold.", "hardship", "after_paid")
"""Rows that come before everything that is due."""


class Voice(StrEnum):
    """Who speaks."""

    DUE = "due"
    PLAYBOOK = "playbook"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class Advice:
    """The one advice of a case.

    Attributes:
        lead: the reason that leads, where what is due speaks, or that says more exactly what the playbook means.
        action: how; None where nothing that serves may be done.
        then: what the playbook would have had, where something else comes first.
        reasons: why the case needs somebody, heaviest first; the lead among them.
        row: the row of the playbook that holds, for its sentence.
        channel: how the action reaches somebody.
    """

    voice: Voice
    lead: WeighedReason | None
    action: Action | None
    then: Action | None
    reasons: tuple[WeighedReason, ...]
    row: str
    channel: Channel
    found: Recommendation


def advise(found: Recommendation, reasons: Sequence[WeighedReason], channels: Mapping[Action, Channel]) -> Advice:
    """The one advice, from the playbook's recommendation and the reasons, heaviest first."""
    if found.row.id.startswith(HOLDS) or found.chosen_by.startswith(HOLDS):
        return _advice(Voice.HOLD, found, reasons, channels, None, found.action, None)
    lead = next((one for one in reasons if one.reason in SERVES), None)
    if lead is None:
        fitting = next((one for one in reasons if found.action in FITS.get(one.reason, ())), None)
        return _advice(Voice.PLAYBOOK, found, reasons, channels, fitting, found.action, None)
    serving = SERVES[lead.reason]
    if found.action in serving:
        return _advice(Voice.DUE, found, reasons, channels, lead, found.action, None)
    barred = {one.action for one in found.barred}
    action = next((one for one in serving if one not in barred), None)
    return _advice(Voice.DUE, found, reasons, channels, lead, action, found.action)


def _advice(
    voice: Voice,
    found: Recommendation,
    reasons: Sequence[WeighedReason],
    channels: Mapping[Action, Channel],
    lead: WeighedReason | None,
    action: Action | None,
    then: Action | None,
) -> Advice:
    channel = channels.get(action, Channel.NONE) if action else Channel.NONE
    return Advice(voice, lead, action, then, tuple(reasons), found.chosen_by, channel, found)
