"""Calls and messages: who was reached, through what, and what came of it, with the same outcome codes as a visit.

Logged where they happen, because the daily caps and the legal clocks are counted from them: a call nobody answered
counts too. What was written is kept as it was sent, with the template it came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fieldapp.domain.visit import Cause, Outcome

TEXT_LIMIT = 2_000
"""Most characters of a text that was sent; of a letter, of what it says."""


class Channel(StrEnum):
    """How somebody was contacted without going there."""

    CALL = "call"
    SMS = "sms"
    MESSAGE = "message"
    LETTER = "letter"


WRITTEN = frozenset({Channel.SMS, Channel.MESSAGE})
"""Texts that go to somebody's phone: only out of approved templates (R16)."""


@dataclass(frozen=True, slots=True)
class ContactContent:
    """One call or message; `at` is aware UTC, `seconds` how long was spoken.

    Attributes:
        number: the number or account used; `connected`: somebody answered, or the message was delivered.
        incoming: they called us: it takes nothing of the daily caps.
        outcome: what came of it; None where nobody was reached or nothing was said.
        refused: this person asked not to be contacted any more (R07).
        template, template_version: the approved text it was filled from; `text`: what was sent.
        override_id: the override by which it was done in spite of a warning; empty for none.
    """

    at: datetime
    channel: Channel
    party_id: str
    number: str = ""
    connected: bool = False
    seconds: int = 0
    outcome: Outcome | None = None
    cause: Cause | None = None
    refused: bool = False
    template: str = ""
    template_version: str = ""
    text: str = ""
    note: str = ""
    override_id: str = ""
    incoming: bool = False


@dataclass(frozen=True, slots=True)
class LoggedContact:
    """A call or message as the case file holds it; `late` when it reached the server after the case had moved on."""

    id: str
    case_id: str
    made_by: str
    made_at: datetime
    content: ContactContent
    late: bool = False
