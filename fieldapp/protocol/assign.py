"""Messages of giving cases to another collector, from a supervisor's laptop; only with a line: the office decides."""

from __future__ import annotations

import msgspec

MOST_CASES = 5_000
"""Of one request."""


class AssignRequest(msgspec.Struct, frozen=True):
    """These cases go to this collector, all of them or none."""

    case_ids: tuple[str, ...]
    staff_id: str


class AssignAnswer(msgspec.Struct, frozen=True):
    """To whom, how many have moved, and how many were theirs already."""

    name: str
    moved: int
    already: int
