"""What tests of the planning of a day share: the desk, its cases by name, and the day as it was planned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.facts import FactKind
from fieldapp.domain.folding import fold
from fieldapp.domain.observation import Observation, OpenStatus
from fieldapp.domain.visit import Met, Outcome, VisitContent
from fieldapp.geo.day import solve_day
from fieldapp.services import day_plan
from fieldapp.services.day_made import Made
from fieldapp.services.desk import Desk
from fieldapp.services.lay_day import lay_day
from fieldapp.services.plan_day import bring_up_to_date, plan_day
from tests import field_work
from tests.laptops import bring, bring_cases, desk_in, put, records_of, scope_of
from tests.office import MORNING, some_cases, staff

PERSON = staff()[0]
HOUR = 3600


def planning_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("FIELDAPP_HOME", str(tmp_path / "home"))
    search_shortly(monkeypatch)
    before = clock.use(clock.PracticeClock(MORNING))
    own = desk_in(tmp_path / "desk", PERSON)
    yield own
    own.store.close()
    clock.use(before)


def by_name(desk: Desk) -> dict[str, Case]:
    found = some_cases(PERSON)
    bring_cases(desk.store, PERSON, found)
    return {case.borrower.name: case for case in found}


def search_shortly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handful of stops needs no long search: the tests are about what it is asked and what becomes of its answer."""
    monkeypatch.setattr(solve_day, "MOST_ITERATIONS", 300)
    monkeypatch.setattr(solve_day, "LEAST_ITERATIONS", 300)


def at(hour: int, minute: int = 0, day: int = 25) -> None:
    clock.use(clock.PracticeClock(datetime(2026, 7, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)))


def planned(desk: Desk) -> Made:
    made = lay_day(desk)
    day_plan.keep_made(desk, clock.today(), made)
    return made


def order(desk: Desk) -> list[str]:
    return [stop.line.borrower_name for stop in plan_day(desk).stops]


def ways(desk: Desk) -> dict[str, int]:
    return {stop.line.borrower_name: stop.at.way_s for stop in plan_day(desk).stops if stop.at is not None}


def begins(desk: Desk) -> dict[str, int]:
    return {stop.line.borrower_name: stop.at.begins for stop in plan_day(desk).stops if stop.at is not None}


def visited(desk: Desk, case: Case, when: datetime, seq: int, met: Met, outcome: Outcome, seen: OpenStatus) -> None:
    """A visit of some other day or hour is in the records."""
    content = VisitContent(
        case.premises[0].id, when, when + timedelta(minutes=20), met, outcome, observation=Observation(open_status=seen)
    )
    with desk.store.reading() as unit:
        file = fold(unit.files.get(case.id), field_work.fact(FactKind.VISIT_RECORDED, case, PERSON, content))
    rows = [put(seq + n, entity, thing) for n, (entity, thing) in enumerate(records_of(file))]
    bring(desk.store, scope_of(PERSON), *rows)
    while bring_up_to_date(desk):
        pass
