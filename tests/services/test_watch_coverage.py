"""What a supervisor's map counts: visited or not, by district, square and collector; and whom nobody looks after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.observation import Observation, OpenStatus
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.domain.visit import Cause, Met, Outcome
from fieldapp.errors import KnownError
from fieldapp.protocol.assign import AssignRequest
from fieldapp.server.people import close, reopen
from fieldapp.services import record_visit
from fieldapp.services.assign_cases import assign_of_team
from fieldapp.services.desk import Desk
from fieldapp.services.watch_coverage import Coverage, CoverageWish, squares_of, watch_coverage
from fieldapp.sync.assign import assign
from fieldapp.sync.sign_in import transport_for
from tests.office import TestOffice, borrower_case, running_office, sync


def at(lon: float, lat: float, radius: int = 30) -> Place:
    return Place(int(lon * 1e6), int(lat * 1e6), radius, PlaceSource.PINNED)


def case_in(collector: object, number: int, district: str, place: Place | None) -> Case:
    made = borrower_case(collector, f"借款人{number}", number=number, place=place)  # type: ignore[arg-type]
    return replace(made, premises=(replace(made.premises[0], district=district),))


@dataclass
class Team:
    """Two collectors, their supervisor, four cases of which one was visited today."""

    office: TestOffice
    collector: Desk
    supervisor: Desk
    cases: list[Case]

    def look(self, **wish: object) -> Coverage:
        """What the supervisor sees after a sync."""
        sync(self.supervisor)
        return watch_coverage(self.supervisor, CoverageWish(**wish))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    with running_office(tmp_path_factory.mktemp("office")) as office:
        zhou, wu = office.people["zhouming"], office.people["wudi"]
        cases = [
            case_in(zhou, 501, "姑苏区", at(120.6000, 31.3000)),
            case_in(zhou, 502, "姑苏区", at(120.6001, 31.3001)),
            case_in(wu, 503, "吴江区", at(120.6400, 31.1500)),
            case_in(wu, 504, "吴江区", at(120.6400, 31.1500, radius=5_000)),
        ]
        office.save(*cases)
        collector = office.desk("zhouming")
        sync(collector)
        record_visit_of(collector, cases[0])
        sync(collector)
        made = Team(office, collector, office.desk("chenlan"), cases)
        yield made
        for desk in (collector, made.supervisor):
            desk.store.close()


def record_visit_of(desk: Desk, case: Case) -> None:
    draft = record_visit.begin_visit(desk, case.id).draft
    draft.met, draft.outcome, draft.cause = Met.BORROWER, Outcome.PLAN_TALKS, Cause.RECEIVABLE_DELAYED
    draft.observation = Observation(open_status=OpenStatus.OPEN_NORMAL)
    record_visit.finish_visit(desk, draft)


def test_every_case_is_counted_once_in_its_district(team: Team) -> None:
    found = team.look()
    counted = {one.name: (one.share.count, one.share.seen) for one in found.districts}
    assert counted == {"姑苏区": (2, 1), "吴江区": (2, 0)}
    assert (found.total.count, found.total.seen, found.total.percent) == (4, 1, 25)
    assert found.districts[0].name == "吴江区", "where fewest were visited comes first"


def test_a_square_holds_what_lies_in_it_and_nothing_whose_place_is_a_guess(team: Team) -> None:
    found = team.look()
    assert sorted(square.share.count for square in found.squares) == [1, 2]
    assert found.inexact == 1
    for square in found.squares:
        assert list(found.placed.values()).count(square.key) == square.share.count
    assert found.squares_in("姑苏区") | found.squares_in("吴江区") == {square.key for square in found.squares}
    assert found.squares_with("nobody") == frozenset()


def test_a_collector_is_counted_with_work_and_lateness(team: Team) -> None:
    found = team.look()
    loads = {one.staff.name: one for one in found.workloads if one.staff is not None}
    assert (loads["周明"].share.count, loads["周明"].share.unseen) == (2, 1)
    assert loads["周明"].late_days == 45
    assert sum(one.share.owed for one in found.workloads) == found.total.owed


def test_filters_narrow_everything_alike(team: Team) -> None:
    found = team.look(collector=team.office.people["wudi"].id)
    assert {one.line.district for one in found.cases} == {"吴江区"}
    assert [one.staff.name for one in found.workloads if one.staff is not None] == ["吴迪"]
    assert team.look(team="no such team").cases == ()
    assert team.look(buckets=("M9",)).total.count == 0
    assert sum(found.by_bucket.values()) == 2


def test_the_cases_of_somebody_who_has_left_are_nobodys_until_they_are_given_away(team: Team) -> None:
    close(team.office.store, "wudi")
    found = team.look()
    assert found.total.unassigned == 2
    assert all(one.unassigned == (one.line.district == "吴江区") for one in found.cases)
    assert [one.name for one in found.collectors if one.active] == ["周明"]
    reopen(team.office.store, "wudi")
    assert team.look().total.unassigned == 0


def test_a_supervisor_gives_cases_away_and_both_laptops_hear_of_it(team: Team) -> None:
    wu = team.office.people["wudi"]
    answer = assign(team.supervisor, [team.cases[1].id], wu.id)
    assert (answer.name, answer.moved, answer.already) == ("吴迪", 1, 0)
    assert assign(team.supervisor, [team.cases[1].id], wu.id).already == 1
    found = team.look()
    assert {one.line.case_id: one.collector for one in found.cases}[team.cases[1].id] == "吴迪"
    sync(team.collector)
    with team.collector.store.reading() as unit:
        assert unit.cases.line(team.cases[1].id) is None
    assign(team.supervisor, [team.cases[1].id], team.office.people["zhouming"].id)
    team.look()


def test_nobody_else_gives_cases_away_and_nothing_moves_then(team: Team) -> None:
    zhou, wu, chen = (team.office.people[name] for name in ("zhouming", "wudi", "chenlan"))
    store = team.office.store
    for by, ids, to, code in (
        (zhou, [team.cases[0].id], wu.id, "assign.only_supervisors"),
        (chen, [team.cases[0].id], chen.id, "assign.not_in_team"),
        (chen, [team.cases[0].id], "nobody", "assign.not_in_team"),
        (replace(chen, team="外访二组"), [team.cases[0].id], wu.id, "assign.not_in_team"),
        (chen, [team.cases[0].id, "unknown"], wu.id, "assign.not_yours"),
    ):
        with pytest.raises(KnownError, match=code.replace(".", r"\.")):
            assign_of_team(store, by, ids, to)
    close(store, "wudi")
    with pytest.raises(KnownError, match=r"assign\.not_in_team"):
        assign_of_team(store, chen, [team.cases[0].id], wu.id)
    reopen(store, "wudi")
    with store.reading() as unit:
        assert unit.records.case_files([team.cases[0].id])[team.cases[0].id].case.assigned_to == zhou.id


def test_an_empty_wish_is_refused_by_the_office(team: Team) -> None:
    line = transport_for(team.supervisor)
    with pytest.raises(KnownError, match=r"sync\.bad_request"):
        line.assign(AssignRequest((), "x"))
    line.close()


def test_one_wrong_place_does_not_make_all_others_one_dot(team: Team) -> None:
    found = team.look()
    near = [replace(one, line=replace(one.line, radius_m=30, lon_e6=120_600_000 + n, lat_e6=31_300_000 + n * 900))
            for one in found.cases[:1] for n in range(150)]  # fmt: skip
    far = replace(near[0], line=replace(near[0].line, lon_e6=2_350_000, lat_e6=48_850_000))
    _, side, _ = squares_of([*near, far])
    assert side <= 2_000


def test_days_decide_what_counts_as_visited(team: Team) -> None:
    now = clock.now()
    assert team.look(days=7).total.seen == 1
    with team.supervisor.store.reading() as unit:
        line = unit.cases.line(team.cases[0].id)
    assert line is not None
    assert line.last_visit_at is not None
    assert line.last_visit_at <= now
