"""A supervisor gives cases to another collector: asked of the office at once, because two may want the same case."""

from __future__ import annotations

from collections.abc import Sequence

from fieldapp.protocol.assign import AssignAnswer, AssignRequest
from fieldapp.services.desk import Desk
from fieldapp.sync.sign_in import transport_for


def assign(desk: Desk, case_ids: Sequence[str], staff_id: str) -> AssignAnswer:
    """Give them; the laptops concerned hear of it at their next sync.

    Raises:
        KnownError: `assign.…`, or what the line does; nothing has moved then.
    """
    line = transport_for(desk)
    try:
        return line.assign(AssignRequest(tuple(case_ids), staff_id))
    finally:
        line.close()
