"""What a supervisor sees of the team: calls for help, rules gone over, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.conduct import OverrideContent
from fieldapp.domain.facts import FactKind
from fieldapp.domain.party import Place, PlaceSource
from fieldapp.services.ask_help import ask_help
from fieldapp.services.desk import Desk
from fieldapp.services.watch_team import urgent_calls, watch_team
from fieldapp.store.laptop.unit import ChangeSet
from tests.gui.plan_window import settle, supervisor_window
from tests.office import TestOffice, borrower_case, sync
from ui.shell import Shell
from ui.supervisor.help_card import HelpCard
from ui.supervisor.help_watch import HelpWatch
from ui.supervisor.team import OPENED, TeamPage
from ui.widgets.chips import Chip
from ui.workplace import Workplace

HERE = Place(120_620_000, 31_310_000, 35, PlaceSource.CHECK_IN)


@dataclass
class Field:
    """A collector in the field, and their supervisor."""

    collector: Desk
    supervisor: Desk
    cases: list[Case]

    def go_over(self, case: Case, verb: str, reason: str) -> None:
        """What the collector's screen records."""
        content = OverrideContent(verb, case.borrower.id, ("R07",), ("may.visit_often",), "cn-1", reason, clock.now())
        with self.collector.store.writing() as unit:
            file = unit.files.get(case.id)
            self.collector.record(unit, file, self.collector.fact(FactKind.RULE_OVERRIDDEN, case.id, content))

    def meet(self) -> None:
        """Both sync."""
        sync(self.collector)
        sync(self.supervisor)


@pytest.fixture
def field(office: TestOffice) -> Iterator[Field]:
    cases = [
        borrower_case(office.people["zhouming"]),
        borrower_case(office.people["zhouming"], "王秀英", "秀英水果超市", 413),
    ]
    office.save(*cases)
    made = Field(office.desk("zhouming"), office.desk("chenlan"), cases)
    made.meet()
    yield made
    made.collector.store.close()


def team_page(qtbot: QtBot, work: Workplace, shell: Shell) -> TeamPage:
    shell.go("team")
    settle(qtbot, work)
    page = shell.page()
    assert isinstance(page, TeamPage)
    return page


def texts(page: TeamPage) -> str:
    said = [shown.text() for shown in page.findChildren(QLabel)]
    return "\n".join(said + [chip.text() for chip in page.findChildren(Chip)])


def test_a_call_for_help_tells_who_where_and_whom_to_ring(qtbot: QtBot, field: Field) -> None:
    first, second = field.cases
    ask_help(field.collector, first.id, premises_id=first.premises[0].id)
    ask_help(field.collector, first.id, place=HERE, note="门被堵住")
    ask_help(field.collector, second.id, visit_ended=True)
    field.meet()
    with supervisor_window(field.supervisor) as (work, shell):
        page = team_page(qtbot, work, shell)
        cards = page.findChildren(HelpCard)
        assert len(cards) == 2, "what followed within the hour is one call"
        said = texts(page)
        assert "周明  13800000017" in said
        assert "四环西路 18 号" in said
        assert "31.310000,120.620000  ±35 m" in said
        assert "门被堵住" in said
        assert "还没有说已离开" in said
        assert "已离开现场" in said
        assert page._facts.text().startswith("1 个求助")


def test_a_call_is_urgent_until_they_have_left_or_half_a_day_has_passed(field: Field) -> None:
    first, second = field.cases
    ask_help(field.collector, first.id)
    ask_help(field.collector, second.id)
    ask_help(field.collector, second.id, visit_ended=True)
    field.meet()
    assert [seen.call.case_id for seen in urgent_calls(field.supervisor)] == [first.id]
    seen = watch_team(field.supervisor).calls
    assert [one.urgent for one in seen] == [True, False], "the urgent one stands first"


def test_the_supervisor_is_told_wherever_they_are_and_once(qtbot: QtBot, field: Field) -> None:
    ask_help(field.collector, field.cases[0].id)
    field.meet()
    with supervisor_window(field.supervisor) as (work, shell):
        watch = HelpWatch(work)
        settle(qtbot, work)
        assert [one for one in shell.toaster.shown() if "周明 求助" in one]
        before = len(shell.toaster.shown())
        work.changed.emit(ChangeSet(cases={field.cases[0].id}))
        settle(qtbot, work)
        assert len(shell.toaster.shown()) == before
        assert watch.parent() is work


def test_a_rule_that_was_gone_over_shows_with_its_reason(qtbot: QtBot, field: Field) -> None:
    field.go_over(field.cases[0], "visit_start", "借款人约定此时上门")
    field.go_over(field.cases[1], "reveal_number", "notify")
    field.meet()
    with supervisor_window(field.supervisor) as (work, shell):
        page = team_page(qtbot, work, shell)
        model = page.table.model
        rows = [[str(model.index(row, column).data()) for column in range(3)] for row in range(model.rowCount())]
        assert rows == [["外访", "周明", "李建国"]]
        page.table.view.selectRow(0)
        settle(qtbot, work)
        said = texts(page)
        assert "理由：借款人约定此时上门" in said
        assert "规则 R07 · 规则包 cn-1" in said
        page.which._segments[1].click()
        settle(qtbot, work)
        assert page.which.value() == OPENED
        assert model.rowCount() == 1
        assert str(model.index(0, 0).data()) == "查看号码"
        assert "notify" not in texts(page), "a purpose code is nothing to read"
        QApplication.processEvents()


def test_nothing_to_see_is_said(qtbot: QtBot, field: Field) -> None:
    with supervisor_window(field.supervisor) as (work, shell):
        page = team_page(qtbot, work, shell)
        assert page._facts.text() == "没有要处理的事"
        assert page.calls.isHidden()
        assert page.findChildren(HelpCard) == []
