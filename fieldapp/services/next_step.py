"""The next step for a case, with the compliance rules already asked; it advises, people decide.

The playbook, what is due and the scores are worked out together, so that a page and a list say one thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance.answer import Outcome
from fieldapp.domain.compliance.for_case import Standing
from fieldapp.domain.party import Party, PartyRole
from fieldapp.domain.strategy.advice import Advice, advise
from fieldapp.domain.strategy.case_answers import asked_of
from fieldapp.domain.strategy.case_situation import situation_of
from fieldapp.domain.strategy.playbook import Recommendation, recommend
from fieldapp.domain.strategy.playbook_rules import Action, Channel, Playbook
from fieldapp.domain.strategy.scoring import Assessment, assess
from fieldapp.domain.strategy.urgency import Reason, reasons
from fieldapp.rule_packs import playbook, scores

OF_GUARANTORS = (Action.CALL_GUARANTOR, Action.DEMAND_GUARANTOR, Action.GUARANTOR_OR_COLLATERAL)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be done next and what it was concluded from."""

    advice: Advice
    assessment: Assessment
    top: int


def next_step(
    seen: CaseView, visit: Standing, call: Standing, parties: Sequence[tuple[Party, Standing]]
) -> Recommendation:
    """The playbook's next step of a case at the view's date.

    What is barred by the hour alone does not change the step, only when it is taken; so only bars that time does not
    lift are told to the playbook.
    """
    return _recommended(seen, visit, call, parties)[0]


def outlook(
    seen: CaseView,
    visit: Standing,
    call: Standing,
    parties: Sequence[tuple[Party, Standing]],
    weights: Mapping[Reason, int],
) -> Outlook:
    """The one advice of a case at the view's date, and the scores behind it; `weights` say which reason is heavier."""
    found, assessment, top = _recommended(seen, visit, call, parties)
    book = playbook.in_force(seen.as_of)
    return Outlook(advise(found, reasons(seen, weights), book.channels), assessment, top)


def _recommended(
    seen: CaseView, visit: Standing, call: Standing, parties: Sequence[tuple[Party, Standing]]
) -> tuple[Recommendation, Assessment, int]:
    book, rules = playbook.in_force(seen.as_of), scores.in_force(seen.as_of)
    assessment = assess(asked_of(seen, rules.cure_plan_months), rules)
    blocked = dict(_blocked(book, visit, call, parties))
    situation = situation_of(seen, book.families, assessment.client)
    return recommend(book, situation, seen.as_of, blocked), assessment, rules.top


def _blocked(
    book: Playbook, visit: Standing, call: Standing, parties: Sequence[tuple[Party, Standing]]
) -> Iterator[tuple[Action, list[str]]]:
    """The rules against each action; those of others only where every one of them is barred."""
    by_channel = {Channel.VISIT: _lasting(visit), Channel.CALL: _lasting(call)}
    for action, channel in book.channels.items():
        if by_channel.get(channel) and action not in {*OF_GUARANTORS, Action.APPROACH_CONTACTS}:
            yield action, by_channel[channel]
    for role, actions in ((PartyRole.GUARANTOR, OF_GUARANTORS), (PartyRole.CONTACT, (Action.APPROACH_CONTACTS,))):
        against = [_lasting(standing) for party, standing in parties if party.role is role]
        if against and all(against):
            for action in actions:
                yield action, sorted({rule for rules in against for rule in rules})


def _lasting(standing: Standing) -> list[str]:
    """The rules that block, unless time alone lifts the block."""
    if standing.answer.next_at is not None:
        return []
    return [one.rule_id for one in standing.answer.against if one.outcome is Outcome.BLOCK]
