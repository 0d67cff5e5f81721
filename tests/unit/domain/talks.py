"""Logged calls and messages for the tests, true to themselves unless told otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fieldapp.domain.contact_log import Channel, ContactContent, LoggedContact
from fieldapp.domain.visit import Outcome
from tests.unit.domain.builders import BORROWER, COLLECTOR, NOON


def call(**changes: Any) -> ContactContent:
    """A call that nobody answered."""
    return replace(ContactContent(NOON, Channel.CALL, BORROWER.id, BORROWER.phones[0]), **changes)


def talk(outcome: Outcome | None = Outcome.PLAN_TALKS, **changes: Any) -> ContactContent:
    """A call that was answered."""
    return call(**({"connected": True, "seconds": 90, "outcome": outcome} | changes))


def text(**changes: Any) -> ContactContent:
    """A message out of a template."""
    plain = ContactContent(
        NOON,
        Channel.SMS,
        BORROWER.id,
        BORROWER.phones[0],
        connected=True,
        template="any.call_back",
        template_version="cn-outreach-2026.1",
        text="李建国您好，请方便时回电。",
    )
    return replace(plain, **changes)


def logged(content: ContactContent, id_: str = "contact-1") -> LoggedContact:
    return LoggedContact(id_, "case-1", COLLECTOR.id, content.at, content)
