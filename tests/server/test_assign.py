"""Giving cases to a colleague over the line: a supervisor's alone, and what was done before the move still counts."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from fieldapp.domain.case import Case, Entity
from fieldapp.domain.staff import Staff, StaffRole
from fieldapp.errors import KnownError
from fieldapp.protocol.assign import AssignRequest
from fieldapp.protocol.verdicts import VerdictStatus
from tests.office import TestOffice
from tests.people import Hire
from tests.server.conftest import Laptop
from tests.server.test_known_places import HERE, pinned

NewCase = Callable[[Staff], Case]


def holder(office: TestOffice, case: Case) -> str:
    with office.store.reading() as unit:
        kept: Case | None = unit.records.get(Entity.CASE, case.id)
    assert kept is not None
    return kept.assigned_to


def test_a_case_moves_with_what_was_done_on_it_before_and_unsent_work_still_counts(
    office: TestOffice, hire: Hire, laptop: Laptop, new_case: NewCase, caplog: pytest.LogCaptureFixture
) -> None:
    chief = hire(StaffRole.SUPERVISOR)
    mine, theirs = hire(team=chief.team), hire(team=chief.team)
    case = new_case(mine)
    before, after = laptop(mine), laptop(theirs)
    before.sync()
    after.sync()
    unsent = pinned(case, mine, HERE)
    with caplog.at_level(logging.INFO, "fieldapp.server"):
        answer = laptop(chief).transport.assign(AssignRequest((case.id, case.id), theirs.id))
    assert (answer.name, answer.moved, answer.already) == (theirs.name, 1, 0)
    told = [record.getMessage() for record in caplog.records if record.name == "fieldapp.server"]
    assert any(chief.id in line and theirs.id in line for line in told), "who gave cases away is on record"
    assert not any(case.borrower.name in line or chief.name in line for line in told)
    (given,) = before.push(unsent).verdicts
    assert (given.status, given.late, given.code) == (VerdictStatus.ACCEPTED, True, "")
    before.sync()
    after.sync()
    assert not before.things(Entity.CASE)
    assert [one.id for one in after.things(Entity.CASE)] == [case.id]
    assert len(after.things(Entity.PARTICULAR)) == 1


def test_a_collectors_laptop_gives_nothing_away_and_nobody_gives_away_what_is_another_teams(
    office: TestOffice, hire: Hire, laptop: Laptop, new_case: NewCase
) -> None:
    chief, stranger = hire(StaffRole.SUPERVISOR), hire()
    mine, theirs = hire(team=chief.team), hire(team=chief.team)
    case, strange = new_case(mine), new_case(stranger)
    for by, cases, to, code in (
        (mine, (case.id,), theirs.id, "assign.only_supervisors"),
        (chief, (case.id, strange.id), theirs.id, "assign.not_yours"),
        (chief, (case.id,), stranger.id, "assign.not_in_team"),
        (chief, (case.id,), chief.id, "assign.not_in_team"),
    ):
        with pytest.raises(KnownError) as refused:
            laptop(by).transport.assign(AssignRequest(cases, to))
        assert refused.value.code == code
    assert holder(office, case) == mine.id
    assert holder(office, strange) == stranger.id


@pytest.mark.parametrize("token", ["", "not-a-token"])
def test_whoever_has_not_signed_in_gives_nothing_away(
    token: str, office: TestOffice, hire: Hire, laptop: Laptop
) -> None:
    line = laptop(hire(StaffRole.SUPERVISOR)).transport
    line.token = token
    with pytest.raises(KnownError, match=r"signin\."):
        line.assign(AssignRequest(("x",), "y"))
