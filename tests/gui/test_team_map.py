"""The supervisor's map: coverage by square and table, each leading to the other; cases given away; nobody tracked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from fieldapp.domain.case import Case
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.domain.staff import Staff
from fieldapp.server.people import close
from fieldapp.services.desk import Desk
from tests.gui.plan_window import settle
from tests.office import TestOffice, borrower_case, sync
from ui.preferences import Preferences
from ui.supervisor.map import CASES, PEOPLE, TeamMapPage
from ui.supervisor.map_sides import PLACES, SQUARES
from ui.supervisor.places import shell_for
from ui.tasks import Tasks
from ui.viewmodels import team_map as team_map_words
from ui.widgets import map_start
from ui.workplace import Workplace


def cases_of(office: TestOffice) -> list[Case]:
    """Three in one place, one far off, one that is only known by its district."""
    zhou, wu = office.people["zhouming"], office.people["wudi"]
    told = [
        (zhou, "姑苏区", 120_600_000, 31_300_000, 30),
        (zhou, "姑苏区", 120_600_400, 31_300_300, 30),
        (wu, "姑苏区", 120_600_200, 31_300_100, 30),
        (wu, "吴江区", 120_640_000, 31_150_000, 30),
        (wu, "吴江区", 120_640_000, 31_150_000, 5_200),
    ]
    made = []
    for number, (who, district, lon, lat, radius) in enumerate(told):
        case = borrower_case(who, f"借款人{number}", f"店{number}", 700 + number,
                             place=Place(lon, lat, radius, PlaceSource.PINNED))  # fmt: skip
        made.append(replace(case, premises=(replace(case.premises[0], district=district),)))
    return made


PATIENCE = 15_000


@pytest.fixture
def own(office: TestOffice) -> Desk:
    office.save(*cases_of(office))
    desk = office.desk("chenlan")
    sync(desk)
    return desk


@contextmanager
def team_map(qtbot: QtBot, desk: Desk) -> Iterator[tuple[Workplace, TeamMapPage]]:
    work = Workplace(desk, Tasks())
    shell = shell_for(work, Preferences(desk.folder / "preferences"))
    shell.show()
    shell.activateWindow()
    assert QTest.qWaitForWindowActive(shell)
    try:
        shell.go("team_map")
        settle(qtbot, work)
        page = shell.page()
        assert isinstance(page, TeamMapPage)
        yield work, page
    finally:
        work.close()
        shell.close()
        shell.deleteLater()


def names(page: TeamMapPage) -> list[str]:
    model = page.cases.model
    rows = [model.row(number) for number in range(model.rowCount())]
    return sorted(one.line.borrower_name for one in rows if one is not None)


def test_coverage_stands_in_table_and_map_and_a_square_lists_its_cases_by_mouse_and_by_keys(
    own: Desk, qtbot: QtBot
) -> None:
    with team_map(qtbot, own) as (work, page):
        assert page.districts.model.rowCount() == 2
        assert len(page.map.sketch._patches) == 2
        assert {one.figures for one in page.map.sketch._patches} == {"0/3", "0/1"}
        assert "1 个案件位置不够准" in page.map.legend.text()
        said = " ".join(one.text() for one in page.findChildren(QLabel))
        assert "不显示、也不记录任何人员的位置或行踪" in said
        for one in page.findChildren(QAbstractButton):
            assert one.accessibleName() or not one.isVisible(), one.text()
        full = next(one for one in page.map.sketch._patches if one.figures == "0/3")
        middle = page.map.sketch.place_of(full.key).center().toPoint()
        QTest.mouseClick(page.map.sketch, Qt.MouseButton.LeftButton, pos=middle)
        assert page.map.sketch.chosen_key() == full.key
        QTest.mouseDClick(page.map.sketch, Qt.MouseButton.LeftButton, pos=middle)
        settle(qtbot, work)
        assert names(page) == ["借款人0", "借款人1", "借款人2"]
        page.map.sketch.setFocus()
        QTest.keyClick(page.map.sketch, Qt.Key.Key_Down)
        settle(qtbot, work)
        assert names(page) == ["借款人3"], "while cases are listed, the map narrows them as one goes"
        QTest.keyClick(page.map.sketch, Qt.Key.Key_Escape)
        settle(qtbot, work)
        assert len(names(page)) == 5


def test_a_district_and_a_collector_are_framed_on_the_map_and_return_lists_their_cases(own: Desk, qtbot: QtBot) -> None:
    with team_map(qtbot, own) as (work, page):
        page.districts.view.setFocus()
        page.districts.select("吴江区")
        assert len(page.map.sketch._marked) == 1
        QTest.keyClick(page.districts.view, Qt.Key.Key_Return)
        settle(qtbot, work)
        assert page.kind.value() == CASES
        assert names(page) == ["借款人3", "借款人4"]
        page.narrowed.click()
        settle(qtbot, work)
        assert len(names(page)) == 5
        page._turn_to(PEOPLE)
        settle(qtbot, work)
        assert page.people.model.rowCount() == 2
        page.people.view.setFocus()
        page.people.select(next(one.id for one in _staff(own) if one.name == "吴迪"))
        assert len(page.map.sketch._marked) == 2
        QTest.keyClick(page.people.view, Qt.Key.Key_Return)
        settle(qtbot, work)
        assert names(page) == ["借款人2", "借款人3", "借款人4"]


def _staff(desk: Desk) -> list[Staff]:
    with desk.store.reading() as unit:
        return list(unit.shadow.staff().values())


def test_the_map_with_streets_and_the_cases_lead_to_each_other(
    own: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_start, "CHROMIUM", ("no.such.module",))  # the plain map; Chromium's own has its own tests
    with team_map(qtbot, own) as (work, page):
        page.map.turn_to(PLACES)
        shown = page.map.map
        assert shown is not None
        with qtbot.waitSignal(shown.drawn, timeout=PATIENCE) as drawn:
            pass
        assert drawn.args == [5]
        settle(qtbot, work)
        found = page.loader.shown()
        assert found is not None
        two = [one.line.case_id for one in found.cases if one.line.borrower_name in {"借款人0", "借款人3"}]
        shown.picked.emit(two)
        settle(qtbot, work)
        assert names(page) == ["借款人0", "借款人3"]
        other = next(one.line.case_id for one in found.cases if one.line.borrower_name == "借款人2")
        shown.chosen.emit(other)
        settle(qtbot, work)
        assert names(page) == ["借款人2"]
        page.narrowed.click()
        settle(qtbot, work)
        shown.chosen.emit(other)
        current = page.cases.current()
        assert current is not None
        assert current.line.case_id == other
        page.map.turn_to(SQUARES)
        page.cases.view.setFocus()
        QTest.keyClick(page.cases.view, Qt.Key.Key_Return)
        assert page.map.view.value() == PLACES, "no plan waits on it, so it is shown where it is"
        assert [kind.label for kind in team_map_words.kinds()] == ["走访过", "未走访", "无人负责"]


def test_cases_of_somebody_who_left_are_found_and_given_to_somebody_else(
    own: Desk, office: TestOffice, qtbot: QtBot
) -> None:
    close(office.store, "wudi")
    sync(own)
    with team_map(qtbot, own) as (work, page):
        assert "无人负责 3 个" in page._facts.text()
        page._turn_to(CASES)
        page.filters.unassigned.click()
        settle(qtbot, work)
        assert names(page) == ["借款人2", "借款人3", "借款人4"]
        page.cases.view.setFocus()
        QTest.keyClick(page.cases.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert page.assign.isVisible()
        assert [page.assign.who.itemText(n) for n in range(page.assign.who.count())] == ["周明（2 个案件）"]
        object.__setattr__(own, "server_url", "http://127.0.0.1:9")
        page.assign.give.click()
        settle(qtbot, work)
        assert page.assign.banner.isVisible(), "without a line nothing is given, and the page says so"
        object.__setattr__(own, "server_url", office.url)
        page.assign.give.click()
        settle(qtbot, work)
        assert not page.assign.banner.isVisible()
        sync(own)
        with own.store.reading() as unit:
            mine = office.people["zhouming"].id
            assert {line.assigned_to for line in unit.cases.of_cases(unit.shadow.case_ids())} == {mine}
        page.filters.who.activated.emit(1)
        settle(qtbot, work)
        shown = page.loader.shown()
        assert shown is not None
        assert shown.wish.collector == shown.collectors[0].id
        page.filters.days._pick(0)
        settle(qtbot, work)
        assert page.wish.days == 7
