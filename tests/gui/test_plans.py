"""All plans of a collector: how each stands in words, what was said about it, and what can be done next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.services import decide_plan
from fieldapp.services.desk import Desk
from fieldapp.services.issue_document import SealedPaper
from fieldapp.store.laptop.unit import ChangeSet
from tests.gui.plan_window import collector_window, sealed_plan, settle
from tests.office import PASSPHRASE, TestOffice, borrower_case, sync
from ui.collector.plan_desk import PlanDesk
from ui.collector.plans import PlansPage
from ui.shell import Shell
from ui.viewmodels.plan_history import OWN
from ui.workplace import Workplace

NAMES = ("李建国", "王秀英", "赵德顺", "陈晓梅")


@dataclass
class MyPlans:
    """A collector with an approved, a returned, a rejected and a waiting plan."""

    bot: QtBot
    office: TestOffice
    desk: Desk
    made: dict[str, SealedPaper]
    work: Workplace
    shell: Shell

    def page(self) -> PlansPage:
        page = self.shell.page()
        assert isinstance(page, PlansPage)
        return page

    def names(self) -> list[str]:
        model = self.page().table.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def show(self, name: str) -> list[str]:
        """Every label of the detail of somebody's plan."""
        self.page().table.view.selectRow(self.names().index(name))
        settle(self.bot, self.work)
        return [shown.text() for shown in self._detail().findChildren(QLabel)]

    def _detail(self) -> QWidget:
        shown = self.page().detail.widget()
        assert shown is not None
        return shown

    def press(self, words: str) -> None:
        buttons = self._detail().findChildren(QPushButton)
        next(one for one in buttons if one.text() == words).click()
        settle(self.bot, self.work)


@pytest.fixture
def mine(qtbot: QtBot, office: TestOffice) -> Iterator[MyPlans]:
    people = office.people["zhouming"]
    office.save(*(borrower_case(people, name, f"{name}的店", 500 + n) for n, name in enumerate(NAMES)))
    desk, other = office.desk("zhouming"), office.desk("chenlan")
    sync(desk)
    ids = {name: case.id for name, case in office.cases.items()}
    made = {name: sealed_plan(desk, ids[name]) for name in NAMES}
    sync(desk)
    sync(other)
    decide_plan.approve(other, ids["李建国"], made["李建国"].plan_id, PASSPHRASE, "同意")
    decide_plan.send_back(other, ids["王秀英"], made["王秀英"].plan_id, "首期太高")
    decide_plan.send_back(other, ids["赵德顺"], made["赵德顺"].plan_id, "抵押物须先处理", reject=True)
    sync(other)
    other.store.close()
    sync(desk)
    with collector_window(desk) as (work, shell):
        shell.resize(1366, 768)
        settle(qtbot, work)
        yield MyPlans(qtbot, office, desk, made, work, shell)


def test_every_plan_says_how_it_stands(mine: MyPlans) -> None:
    model = mine.page().table.model
    states = {str(model.index(row, 0).data()): str(model.index(row, 1).data()) for row in range(model.rowCount())}
    assert states == {"李建国": "按期履行", "王秀英": "已退回", "赵德顺": "已否决", "陈晓梅": "待审批"}


def test_the_groups_show_what_they_say(mine: MyPlans) -> None:
    shown = []
    for segment in mine.page().groups._segments[1:]:
        segment.click()
        settle(mine.bot, mine.work)
        shown.append(mine.names())
    assert shown == [["王秀英"], ["陈晓梅"], ["李建国"], ["赵德顺"]]


def test_the_supervisors_word_and_name_stand_with_the_plan(mine: MyPlans) -> None:
    assert "陈岚 退回 · 07-25 10:00" in mine.show("王秀英")
    assert "首期太高" in mine.show("王秀英")
    assert "抵押物须先处理" in mine.show("赵德顺")
    assert "同意" in mine.show("李建国")
    assert "下一期 · 第 1 期 08-25" in mine.show("李建国")


def test_a_returned_plan_is_proposed_again_from_here(mine: MyPlans) -> None:
    mine.show("王秀英")
    mine.press("修改后重新提出")
    desk = mine.shell.page()
    assert isinstance(desk, PlanDesk)
    assert "首期太高" in desk._news.accessibleName()
    assert desk.state.chosen == OWN


def test_paper_and_case_of_a_plan_are_one_press_away(mine: MyPlans) -> None:
    mine.show("陈晓梅")
    mine.press("查看文书")
    assert mine.shell.page_key() == f"paper:{mine.made['陈晓梅'].document_id}"
    mine.shell.go("plans")
    mine.press("打开案件")
    assert mine.shell.page_key() == f"case:{mine.office.cases['陈晓梅'].id}"


def test_return_does_what_the_plan_calls_for(mine: MyPlans) -> None:
    mine.show("王秀英")
    mine.page().table.view.setFocus()
    QTest.keyClick(mine.page().table.view, Qt.Key.Key_Return)
    assert mine.shell.page_key() == f"plan:{mine.office.cases['王秀英'].id}"


def test_news_keep_the_place(mine: MyPlans) -> None:
    mine.show("赵德顺")
    mine.work.changed.emit(ChangeSet({mine.office.cases["李建国"].id}))
    settle(mine.bot, mine.work)
    current = mine.page().table.current()
    assert current is not None
    assert current.case.borrower.name == "赵德顺"


def test_without_plans_the_page_says_where_they_are_made(qtbot: QtBot, office: TestOffice) -> None:
    with collector_window(office.desk("zhouming")) as (work, shell):
        settle(qtbot, work)
        page = shell.page()
        assert isinstance(page, PlansPage)
        assert page.table._empty.accessibleName() == "还没有方案"
        page.table._empty.acted.emit()
        assert shell.page_key() == "cases"
