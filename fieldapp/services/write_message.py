"""Writing to somebody: the approved texts that fit, filled with the case's figures of this moment, and looked at.

The laptop sends nothing: a text is handed over to a phone and then logged, as it was handed over (`log_contact`).
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldapp import clock
from fieldapp.domain.caseview import CaseView
from fieldapp.domain.compliance.answer import Spoken
from fieldapp.domain.compliance.case_facts import facts_of
from fieldapp.domain.contact_log import Channel
from fieldapp.domain.outreach import Stage, Template, filled, missing
from fieldapp.domain.outreach_check import Draft, against_text
from fieldapp.domain.outreach_figures import figures, stages
from fieldapp.domain.party import Party
from fieldapp.domain.staff import Office
from fieldapp.domain.strategy.case_situation import family_of
from fieldapp.errors import KnownError
from fieldapp.rule_packs import outreach, playbook
from fieldapp.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Choice:
    """A text that may be chosen.

    Attributes:
        text: as it would be sent; empty where it cannot be filled.
        missing: figures it names and the case does not have.
        against: what the rules have against its words; empty for all that may be sent.
    """

    template: Template
    language: str
    text: str
    missing: tuple[str, ...]
    against: tuple[Spoken, ...]

    @property
    def usable(self) -> bool:
        """Whether it may be handed over."""
        return bool(self.text) and not self.against


@dataclass(frozen=True, slots=True)
class Texts:
    """What may be written now: how the case stands, the version of the pack, and the texts, the fitting first."""

    stages: tuple[Stage, ...]
    version: str
    choices: tuple[Choice, ...]


def texts_for(
    desk: Desk, seen: CaseView, party: Party, channel: Channel, language: str, office: Office | None
) -> Texts:
    """The texts for a party by a channel in a language, filled as of the view's date."""
    pack = outreach.in_force(seen.as_of)
    book = playbook.in_force(seen.as_of)
    standing = stages(seen)
    fit = pack.fitting(standing, family_of(seen, book.families), party.role, channel)
    known = figures(seen, party, desk.staff, office, language)
    return Texts(standing, pack.version, tuple(_choice(desk, seen, party, one, language, known) for one in fit))


def _choice(
    desk: Desk, seen: CaseView, party: Party, template: Template, language: str, known: dict[str, str]
) -> Choice:
    lacking = tuple(dict.fromkeys(missing(template, language, known)))
    if lacking:
        return Choice(template, language, "", lacking, ())
    try:
        text = filled(template, language, party.role, known)
    except KnownError as error:
        if error.code != "outreach.debt_told":
            raise
        # a name in the case reads like a debt: the rules say so in their own words
        return Choice(template, language, "", (), ())
    against = against_text(facts_of(seen), Draft(party, text), clock.now(), desk.compliance(seen.as_of))
    return Choice(template, language, text, lacking, against)
