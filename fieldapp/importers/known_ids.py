"""Ids of what is imported stay the same from one file to the next: they follow from what a thing is called.

A back office knows no ids of ours. It knows case numbers, contract numbers, and who and where within a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from fieldapp.domain.ids import new_id


class IdKind(StrEnum):
    """What an id is for, with its natural key."""

    CASE = "case"  # (case number,)
    LOAN = "loan"  # (contract number,)
    PARTY = "party"  # (case number, role, name)
    PREMISES = "premises"  # (case number, address)


class KnownIds(Protocol):
    """Tells the id of a natural key: the one it has, or a new one."""

    def __call__(self, kind: IdKind, key: tuple[str, ...]) -> str:
        """The id."""


class IdBook:
    """Known ids from what is stored already; what is new is remembered in `made`."""

    def __init__(self, existing: Mapping[tuple[IdKind, tuple[str, ...]], str] | None = None) -> None:
        self._existing = dict(existing or {})
        self.made: dict[tuple[IdKind, tuple[str, ...]], str] = {}

    def __call__(self, kind: IdKind, key: tuple[str, ...]) -> str:
        """The id stored, or made before, or made now."""
        found = self._existing.get((kind, key))
        return found if found is not None else self.made.setdefault((kind, key), new_id())
