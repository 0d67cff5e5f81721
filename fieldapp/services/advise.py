"""The playbook's next step for lines of the list: worked out for what is looked at, and kept until the case changes.

It costs as much again as the figures of a case, so it is not part of the bulk intake: whoever shows lines asks for
theirs, off the screen's thread.
"""

from __future__ import annotations

from collections.abc import Sequence

from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.services.look_at_case import look_at_case
from fieldapp.store.laptop.unit import ChangeSet

NONE = "none"
"""Kept where the playbook recommends nothing, so that it is not asked again."""


def advise(desk: Desk, case_ids: Sequence[str]) -> ChangeSet:
    """Work out and keep the next step of these cases; which of them changed.

    A case that went meanwhile is passed over.
    """
    found: dict[str, str] = {}
    for case_id in case_ids:
        try:
            action = look_at_case(desk, case_id).outlook.advice.action
        except KnownError as error:
            if error.code != "case.not_here":
                raise
            continue
        found[case_id] = NONE if action is None else action.value
    with desk.store.writing(lasting=False) as unit:
        unit.cases.keep_steps(found)
    return ChangeSet(cases=set(found))
