"""Where packs lie, and which of a family is in force at a date.

A family is every pack whose `family` says so; each is in force from `effective_from` until `effective_to`
(inclusive; none: until further notice). Later packs take the place of earlier ones.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

from fieldapp import paths

Pack = dict[str, Any]


@cache
def read(name: str) -> Pack:
    """The pack in `resources/rules/<name>.json`; a pack that is not well formed is a bug, for a test reads them all."""
    text = (paths.resources() / "rules" / f"{name}.json").read_text(encoding="utf-8")
    pack: Pack = json.loads(text)
    return pack


@cache
def family(name: str) -> tuple[Pack, ...]:
    """Every pack of a family, the newest first."""
    names = sorted(path.stem for path in (paths.resources() / "rules").glob("*.json"))
    packs = [pack for pack in map(read, names) if pack["family"] == name]
    return tuple(sorted(packs, key=lambda pack: str(pack["effective_from"]), reverse=True))


def in_force(name: str, on: date) -> Pack:
    """The pack of a family in force on a day.

    Raises:
        LookupError: no pack of the family covers that day.
    """
    for pack in family(name):
        until = pack.get("effective_to")
        if date.fromisoformat(pack["effective_from"]) <= on and (until is None or on <= date.fromisoformat(until)):
            return pack
    raise LookupError(f"no pack of {name} is in force on {on}")
