"""Whether a logged call or message may stand: of this case, true to itself, and within what may be said to whom.

What happened is kept even where it should not have happened: caps, hours and refusals are asked about before a call
(`compliance`), never here, for a log that refuses what was done would only teach to leave it out. What is refused is a
log that cannot be true, a text that no template gave, and a debt told to somebody who owes nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from fieldapp.domain.case import CaseFile
from fieldapp.domain.compliance.verbs import Verb
from fieldapp.domain.conduct_rules import counts_for
from fieldapp.domain.contact_log import TEXT_LIMIT, WRITTEN, Channel, ContactContent
from fieldapp.domain.outreach import tells_of_debt
from fieldapp.domain.party import Party, PartyRole
from fieldapp.domain.refusal import Refusal
from fieldapp.domain.visit import NOTE_LIMIT, Outcome

VERBS = {Channel.CALL: Verb.CALL, Channel.SMS: Verb.SMS, Channel.MESSAGE: Verb.MESSAGE, Channel.LETTER: Verb.SEND_TEXT}
"""What the rules are asked about each channel."""
AHEAD = timedelta(minutes=5)
"""How far ahead of the log a call may lie: clocks of phones and laptops differ."""
LOGGED_WITHIN = timedelta(days=30)
LONGEST_CALL_S = 6 * 3600
OF_OUTSIDERS = frozenset({Outcome.NOT_FOUND, Outcome.MOVED})
"""What somebody who owes nothing can have said: that the borrower is not there. They promise and dispute nothing."""


def against_contact(file: CaseFile, contact: ContactContent, made_at: datetime) -> Refusal | None:
    """Why this cannot be logged on the case; None if it can. `made_at` is when it was logged."""
    party = file.ever.party(contact.party_id)
    if party is None:
        return Refusal("contact.unknown_party")
    if not made_at - LOGGED_WITHIN <= contact.at <= made_at + AHEAD:
        return Refusal("contact.time_out_of_place", {"limit": LOGGED_WITHIN.days})
    if len(contact.note) > NOTE_LIMIT:
        return Refusal("contact.note_too_long", {"limit": NOTE_LIMIT})
    if contact.override_id and not counts(file, contact):
        return Refusal("contact.unknown_override")
    if contact.channel is Channel.CALL:
        return _against_call(contact, party)
    return _against_text(contact, party)


def counts(file: CaseFile, contact: ContactContent) -> bool:
    """Whether the reason it names was given for it."""
    return counts_for(file, contact.override_id, VERBS[contact.channel], contact.party_id, contact.at)


def _against_call(call: ContactContent, party: Party) -> Refusal | None:
    """Only somebody who answered can have spoken, said something, or asked to be left alone."""
    if not 0 <= call.seconds <= LONGEST_CALL_S:
        return Refusal("contact.bad_length")
    if not call.connected:
        if call.incoming:
            return Refusal("contact.incoming_unanswered")
        spoke = call.seconds or call.outcome is not None or call.cause is not None or call.refused
        return Refusal("contact.said_without_answer") if spoke else None
    if party.role is PartyRole.CONTACT:
        told = call.outcome is not None and call.outcome not in OF_OUTSIDERS
        return Refusal("contact.outcome_of_outsider", {"name": party.name}) if told or call.cause else None
    return Refusal("contact.outcome_missing") if call.outcome is None and not call.refused else None


def _against_text(text: ContactContent, party: Party) -> Refusal | None:
    """A text is kept as it was sent; one to a phone comes out of a template, a letter at least says which it was."""
    if text.incoming or text.seconds or text.outcome is not None or text.refused:
        return Refusal("contact.not_a_call")
    if len(text.text) > TEXT_LIMIT:
        return Refusal("contact.text_too_long", {"limit": TEXT_LIMIT})
    if text.channel in WRITTEN and not (text.template and text.template_version):
        return Refusal("contact.no_template")
    if not text.text.strip() and (text.channel in WRITTEN or not text.note.strip()):
        return Refusal("contact.no_text")
    if party.role is PartyRole.CONTACT and tells_of_debt(text.text):
        return Refusal("contact.debt_told", {"name": party.name})
    return None
