"""A text before it goes out, as the rules see it: forbidden words, a debt told to an outsider, a suit that is barred.

Whether anybody may be written to now (hours, caps, who they are) is another question, asked beforehand; here is only
what the words themselves do. The lexicon is the one of the rule pack (R16), so that templates, what is filled into
them and what an office adds are all looked at alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fieldapp.domain.compliance.answer import Outcome, Spoken, may_i
from fieldapp.domain.compliance.case_facts import CaseFacts, person_of
from fieldapp.domain.compliance.question import Action, Question
from fieldapp.domain.compliance.rule import CompliancePack
from fieldapp.domain.compliance.verbs import OUTSIDERS, Purpose, Verb
from fieldapp.domain.outreach import tells_of_debt
from fieldapp.domain.party import Party

OF_THE_TEXT = frozenset({"may.forbidden_word", "may.debt_revealed", "may.barred_wording", "may.no_template"})
"""What rules say about the words; everything else they say is about the person, the hour or the case."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A text for a party; `approved`: it came out of a template."""

    party: Party
    text: str
    approved: bool = True


def against_text(facts: CaseFacts, draft: Draft, now: datetime, pack: CompliancePack) -> tuple[Spoken, ...]:
    """What the rules have against the words, the gravest first; empty where there is nothing."""
    person = person_of(facts.seen, draft.party)
    action = Action(
        Verb.SEND_TEXT,
        Purpose.RELAY if person.role in OUTSIDERS else Purpose.COLLECT,
        text=draft.text,
        template_approved=draft.approved,
        reveals_debt=tells_of_debt(draft.text),
    )
    question = Question(action, now, facts.seen.case.zone, party=person, case=facts.situation)
    answer = may_i(question, pack)
    return tuple(one for one in answer.rules if one.outcome is Outcome.BLOCK and one.code in OF_THE_TEXT)
