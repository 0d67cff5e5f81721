"""One voice: what is due leads, the playbook says how, and what is held comes before everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fieldapp.domain.strategy.advice import Voice, advise
from fieldapp.domain.strategy.playbook import Barred, Matched, Recommendation
from fieldapp.domain.strategy.playbook_rules import Action, Channel
from fieldapp.domain.strategy.urgency import Reason, WeighedReason

CHANNELS = {Action.SITE_VISIT: Channel.VISIT, Action.DAILY_CALL: Channel.CALL}
VISIT = Recommendation(
    version="1",
    row=Matched("micro.first_visit", ()),
    overlays=(),
    chosen_by="micro.first_visit",
    action=Action.SITE_VISIT,
    first_choice=True,
    also=(),
    allowed=(),
    evidence=(),
    guards=(),
    barred=(),
    limits={},
    next_on=date(2026, 7, 26),
    after_hours=None,
    best_time=None,
    unknown=(),
)


def weighed(*found: Reason) -> list[WeighedReason]:
    return [WeighedReason(reason, 100 - n, {}) for n, reason in enumerate(found)]


def test_the_playbook_speaks_where_nothing_is_due() -> None:
    said = advise(VISIT, weighed(Reason.OVERDUE), CHANNELS)
    assert (said.voice, said.lead, said.action, said.channel) == (
        Voice.PLAYBOOK,
        None,
        Action.SITE_VISIT,
        Channel.VISIT,
    )
    assert said.found is VISIT


def test_a_reason_that_means_the_same_says_it_more_exactly() -> None:
    said = advise(VISIT, weighed(Reason.NEVER_VISITED, Reason.OVERDUE), CHANNELS)
    assert said.lead is not None
    assert (said.voice, said.lead.reason, said.then) == (Voice.PLAYBOOK, Reason.NEVER_VISITED, None)
    calls = replace(VISIT, action=Action.DAILY_CALL)
    assert advise(calls, weighed(Reason.NEVER_VISITED), CHANNELS).lead is None


def test_what_is_due_leads_and_the_playbook_says_how() -> None:
    said = advise(VISIT, weighed(Reason.PROMISE_DUE, Reason.OVERDUE), CHANNELS)
    assert said.lead is not None
    assert (said.voice, said.lead.reason, said.action, said.then) == (
        Voice.DUE,
        Reason.PROMISE_DUE,
        Action.SITE_VISIT,
        None,
    )


def test_what_the_playbook_would_have_had_comes_after() -> None:
    said = advise(VISIT, weighed(Reason.GUARANTEE_ENDING), CHANNELS)
    assert (said.action, said.then, said.channel) == (Action.DEMAND_GUARANTOR, Action.SITE_VISIT, Channel.NONE)
    barred = replace(VISIT, barred=(Barred(Action.DEMAND_GUARANTOR, ("R24",)),))
    assert advise(barred, weighed(Reason.GUARANTEE_ENDING), CHANNELS).action is Action.GUARANTOR_OR_COLLATERAL


def test_where_nothing_that_serves_may_be_done_nothing_is_named() -> None:
    every = tuple(Barred(one, ("R24",)) for one in Action)
    said = advise(replace(VISIT, barred=every), weighed(Reason.GUARANTEE_ENDING), CHANNELS)
    assert (said.action, said.channel) == (None, Channel.NONE)


@pytest.mark.parametrize("row", ["hold.dispute", "hardship", "after_paid"])
def test_what_is_held_comes_before_everything(row: str) -> None:
    held = replace(VISIT, row=Matched(row, ()), chosen_by=row, action=Action.ANSWER_DISPUTE)
    said = advise(held, weighed(Reason.PROMISE_DUE), CHANNELS)
    assert (said.voice, said.lead, said.action) == (Voice.HOLD, None, Action.ANSWER_DISPUTE)
    assert said.reasons, "the reasons are still told"


def test_hardship_that_was_only_claimed_holds_as_well() -> None:
    claimed = replace(VISIT, chosen_by="hardship.claimed", action=Action.FIND_CAUSE)
    assert advise(claimed, weighed(Reason.PROMISE_BROKEN), CHANNELS).voice is Voice.HOLD
