"""Whether an override or a call for help may stand: a reason is needed for the one, nothing for the other.

What help was asked with may be wrong in every detail and is kept all the same; only a place of another case is not,
since it would send people to the wrong door.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from fieldapp.domain.case import CaseFile
from fieldapp.domain.compliance.verbs import Verb, alike
from fieldapp.domain.conduct import REASON_LIMIT, HelpContent, OverrideContent
from fieldapp.domain.facts import Fact
from fieldapp.domain.refusal import Refusal

WRITTEN_WITHIN = timedelta(hours=1)
"""A reason is given before one goes on: the moment it names is the moment of the fact."""
_VERBS = frozenset(verb.value for verb in Verb)


def against_override(file: CaseFile, fact: Fact, content: OverrideContent) -> Refusal | None:
    """Why this override cannot stand; None if it can."""
    if content.verb not in _VERBS:
        return Refusal("override.unknown_verb", {"verb": content.verb})
    if file.ever.party(content.party_id) is None:
        return Refusal("override.unknown_party")
    if not content.rules or not content.pack_version:
        return Refusal("override.nothing")
    if not content.reason.strip():
        return Refusal("override.no_reason")
    if len(content.reason) > REASON_LIMIT:
        return Refusal("override.reason_too_long", {"limit": REASON_LIMIT})
    if abs(fact.made_at - content.at) > WRITTEN_WITHIN:
        return Refusal("override.time_wrong")
    return None


def counts_for(file: CaseFile, override_id: str, verb: Verb, party_id: str, at: datetime) -> bool:
    """Whether a reason of this case was given for this deed: to the same person, on the same civil day."""
    given = next((one.content for one in file.overrides if one.id == override_id), None)
    zone = ZoneInfo(file.case.zone)
    return (
        given is not None
        and given.party_id == party_id
        and alike(verb, given.verb)
        and given.at.astimezone(zone).date() == at.astimezone(zone).date()
    )


def against_help(file: CaseFile, content: HelpContent) -> Refusal | None:
    """Why this call for help cannot stand; None if it can."""
    if content.premises_id and all(one.id != content.premises_id for one in file.ever.premises):
        return Refusal("help.unknown_premises")
    if len(content.note) > REASON_LIMIT:
        return Refusal("help.note_too_long", {"limit": REASON_LIMIT})
    return None
