"""The pack of approved texts: who may read which, at which stage, by which channel, and on whose word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from fieldapp.domain.contact_log import Channel
from fieldapp.domain.outreach import LANGUAGES, Outreach, Stage, Template, fault
from fieldapp.domain.party import PartyRole
from fieldapp.domain.strategy.situation import Family
from fieldapp.rule_packs import files

FAMILY = "outreach"


@cache
def in_force(on: date) -> Outreach:
    """The approved texts of a day.

    Raises:
        LookupError: no pack is in force on that day.
        ValueError: the pack is not well formed.
    """
    return outreach_of(files.in_force(FAMILY, on))


def outreach_of(pack: Mapping[str, Any]) -> Outreach:
    """The texts that a pack tells.

    Raises:
        KeyError, ValueError: a text that is not well formed, names what nobody knows, or tells an outsider of a debt.
    """
    templates = tuple(_template(entry) for entry in pack["templates"])
    if len({one.id for one in templates}) < len(templates):
        raise ValueError("two texts have one id")
    for one in templates:
        wrong = fault(one)
        if wrong:
            raise ValueError(f"{one.id}: {wrong}")
    return Outreach(pack["version"], templates)


def _template(entry: Mapping[str, Any]) -> Template:
    for texts in (entry["title"], entry["text"]):
        if LANGUAGES[0] not in texts or not set(texts) <= set(LANGUAGES):
            raise ValueError(f"{entry['id']}: languages {sorted(texts)}")
    return Template(
        id=entry["id"],
        titles=dict(entry["title"]),
        texts=dict(entry["text"]),
        stages=frozenset(Stage(one) for one in entry["stages"]),
        customers=frozenset(Family(one) for one in entry.get("customers", tuple(Family))),
        roles=frozenset(PartyRole(one) for one in entry["roles"]),
        channels=frozenset(Channel(one) for one in entry["channels"]),
        approved_by=entry["approved_by"],
        approved_on=date.fromisoformat(entry["approved_on"]),
    )
