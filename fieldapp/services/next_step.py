"""The playbook's next step for a case, with the compliance rules already asked; it advises, people decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance.answer import Outcome
from fieldapp.domain.compliance.for_case import Standing
from fieldapp.domain.party import Party, PartyRole
from fieldapp.domain.strategy.case_answers import asked_of
from fieldapp.domain.strategy.case_situation import situation_of
from fieldapp.domain.strategy.playbook import Recommendation, recommend
from fieldapp.domain.strategy.playbook_rules import Action, Channel, Playbook
from fieldapp.domain.strategy.scoring import assess
from fieldapp.rule_packs import playbook, scores

OF_GUARANTORS = (Action.CALL_GUARANTOR, Action.DEMAND_GUARANTOR, Action.GUARANTOR_OR_COLLATERAL)


def next_step(
    seen: CaseView, visit: Standing, call: Standing, parties: Sequence[tuple[Party, Standing]]
) -> Recommendation:
    """The next step of a case at the view's date.

    What is barred by the hour alone does not change the step, only when it is taken; so only bars that time does not
    lift are told to the playbook.
    """
    book, rules = playbook.in_force(seen.as_of), scores.in_force(seen.as_of)
    client = assess(asked_of(seen, rules.cure_plan_months), rules).client
    blocked = dict(_blocked(book, visit, call, parties))
    return recommend(book, situation_of(seen, book.families, client), seen.as_of, blocked)


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
