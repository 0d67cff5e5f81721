"""A signing that is left: by a killed program, in another language, for another page, and taken up again."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.services import issue_document, negotiate_plan
from fieldapp.services.hold_signing import held_signings
from tests.gui.plan_window import collector_window, visited, write_name
from tests.gui.signing_table import BORROWER, COLLECTOR, GUARANTOR, AtTable, drawn_for, table
from tests.office import PASSPHRASE, TestOffice, borrower_case, sync
from ui import i18n
from ui.collector.documents import DocumentsPage
from ui.collector.signing import SigningPage
from ui.widgets.states import EmptyState

__all__ = ["table"]


def test_a_killed_program_goes_on_with_the_ink_it_had(qtbot: QtBot, office: TestOffice) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    visited(desk, case.id)
    drawn = drawn_for(desk, case.id)
    with collector_window(desk) as (work, shell):
        shell.open("sign", lambda: SigningPage(work, drawn), under="plans")
        at = AtTable(qtbot, desk, case.id, work, shell, drawn)
        at.settle()
        at.sign(BORROWER)
        write_name(at.page().ink_steps[GUARANTOR].pad, strokes=2)
        at.settle()
    again = office.desk("zhouming")
    with collector_window(again) as (work, shell):
        table = negotiate_plan.lay_out(again, case.id)
        assert table.seen.plans == ()
        same = issue_document.draw_up(again, case.id, drawn.content)
        assert same.paper == drawn.paper, "the number, too"
        shell.open("sign", lambda: SigningPage(work, same), under="plans")
        at = AtTable(qtbot, again, case.id, work, shell, same)
        at.settle()
        assert at.page().step() == GUARANTOR
        assert at.page().ink_steps[GUARANTOR].pad.strokes() == 2
        assert [one.doc_no for one in held_signings(again)] == [drawn.paper.doc_no]
        at.sign(GUARANTOR)
        at.sign(COLLECTOR)
        at.type_passphrase(PASSPHRASE)
        assert isinstance(shell.page(), DocumentsPage)
        assert held_signings(again) == []


def test_another_language_asks_nobody_to_sign_again(table: AtTable) -> None:
    table.sign(BORROWER)
    i18n.switch("en")
    try:
        table.settle()
        assert table.page().step() == GUARANTOR
        assert "borrower" in table.page().signing.inks
    finally:
        i18n.switch("zh_CN")


def test_a_paper_sealed_while_its_page_was_left_is_told_all_the_same(table: AtTable) -> None:
    for number in (BORROWER, GUARANTOR, COLLECTOR):
        table.sign(number)
    changed: list[object] = []
    table.work.changed.connect(changed.append)
    QTest.keyClicks(table.page().seal_step.passphrase, PASSPHRASE)
    table.page().seal_step.seal.click()
    table.shell.back()
    table.settle()
    assert len(changed) == 1
    assert table.shell.toaster.shown() == ["已签署并保存在本机，联网后送主管审批。"]
    with table.desk.store.reading() as unit:
        assert len(unit.files.get(table.case_id).documents) == 1


def test_the_signing_page_is_closed_wherever_one_has_gone_meanwhile(table: AtTable) -> None:
    for number in (BORROWER, GUARANTOR, COLLECTOR):
        table.sign(number)
    QTest.keyClicks(table.page().seal_step.passphrase, PASSPHRASE)
    table.page().seal_step.seal.click()
    table.shell.go("cases")
    table.settle()
    assert isinstance(table.shell.page(), DocumentsPage)
    table.shell.go("plans")
    assert table.shell.page_key() == "plans"


def test_leaving_without_the_seal_stores_nothing(table: AtTable) -> None:
    before = table.stored()
    table.sign(BORROWER)
    table.shell.back()
    table.settle()
    assert table.stored() == before


def test_an_unfinished_signing_is_taken_up_from_a_list(table: AtTable) -> None:
    table.sign(BORROWER)
    table.settle()
    table.shell.back()
    table.work.open("sign", table.case_id)
    table.settle()
    assert table.page().step() == GUARANTOR
    assert set(table.page().signing.inks) == {"borrower"}
    assert table.page().signing.drawn.paper == table.drawn.paper


def test_nothing_to_take_up_is_said_with_the_way_to_the_plan(table: AtTable) -> None:
    table.work.open("sign", "no such case")
    table.settle()
    said = [state.accessibleName() for state in table.shell.findChildren(EmptyState) if state.isVisible()]
    assert said == ["没有签到一半的文书"]
