"""The conflict desk: both values with who and when, one key to choose, and nothing that goes away unread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.case_card import Choice
from fieldapp.domain.observation import OpenStatus
from fieldapp.domain.visit import Cause, Met, Outcome
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.services import decide_plan, record_visit
from fieldapp.services.desk import Desk
from fieldapp.services.draft_plan import held_plan
from fieldapp.services.edit_card import edit_card
from fieldapp.services.redo_fact import redo
from fieldapp.services.settle_conflict import open_proposals, settle
from tests.gui.place_window import PATIENCE, PlaceWindow, place_window, press, says, texts
from tests.gui.plan_window import sealed_plan, visited
from tests.office import TestOffice, borrower_case, sync
from ui.collector.visit import VisitPage
from ui.conflict_cards import ClashCard, KeyedCard, NotTakenCard
from ui.conflict_desk import ConflictDesk, open_desk
from ui.parts.phone import PhoneReveal
from ui.viewmodels.conflicts import read_conflicts
from ui.widgets.ledger import Reason


@pytest.fixture
def case(office: TestOffice) -> Case:
    one = borrower_case(office.people["zhouming"])
    office.save(one, borrower_case(office.people["zhouming"], "王秀英", "秀英水果超市", 413))
    return one


def write(desk: Desk, case: Case, value: str, field: str = "note") -> None:
    with desk.store.reading() as unit:
        seen = unit.files.get(case.id).card
    edit_card(desk, case.id, seen, field, value)


def note(desk: Desk, case: Case) -> str:
    with desk.store.reading() as unit:
        found = unit.files.get(case.id).working_card.field("note")
    return found.value if found else ""


def clash(office: TestOffice, case: Case, fields: tuple[str, ...] = ("note",)) -> tuple[Desk, Desk]:
    """Collector and supervisor wrote the same fields; the supervisor's arrived first."""
    mine, theirs = office.desk("zhouming"), office.desk("chenlan")
    for desk in (mine, theirs):
        sync(desk)
    for field in fields:
        write(theirs, case, "店主上午在" if field == "note" else "夜市", field)
        write(mine, case, "找他儿子" if field == "note" else "老客户", field)
    sync(theirs)
    sync(mine)
    return mine, theirs


@contextmanager
def conflict_desk(qtbot: QtBot, desk: Desk) -> Iterator[tuple[PlaceWindow, ConflictDesk]]:
    with place_window(qtbot, desk) as window:
        qtbot.waitUntil(window.shell.isActiveWindow, timeout=PATIENCE)
        open_desk(window.work)
        page = window.shell.page()
        assert isinstance(page, ConflictDesk)
        qtbot.waitUntil(lambda: page.loader.shown() is not None, timeout=PATIENCE)
        window.settle()
        yield window, page


def key(page: ConflictDesk, which: Qt.Key) -> None:
    """A key where the keyboard is."""
    at: QWidget | None = page.focusWidget()
    assert at is not None
    QTest.keyClick(at, which)


def only(page: ConflictDesk) -> KeyedCard:
    (card,) = page.cards()
    return card


def test_with_nothing_to_settle_the_desk_is_calm(office: TestOffice, case: Case, qtbot: QtBot) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    with conflict_desk(qtbot, desk) as (_, page):
        assert page.cards() == []
        assert says(page, "没有要处理的")
        assert says(page, "改了不同的地方会自动合并")


def test_a_clash_shows_both_values_with_who_and_when_and_why(office: TestOffice, case: Case, qtbot: QtBot) -> None:
    mine, _ = clash(office, case)
    with conflict_desk(qtbot, mine) as (_, page):
        card = only(page)
        assert isinstance(card, ClashCard)
        read = texts(card)
        assert read[:2] == ["便签", "李建国 · 李记小炒"]
        assert read[2:5] == ["你写的", "找他儿子", "周明 · 07-25 10:00"]
        assert read[5:8] == ["现在的", "店主上午在", "陈岚 · 07-25 10:00"]
        assert says(card, "别人已经改过这一项")
        assert card.hasFocus(), "one key is enough"
        assert says(page, "1 处改动等你选")
        assert not page._nothing.isVisible()


@pytest.mark.parametrize(
    ("which", "value", "said"),
    [(Qt.Key.Key_1, "找他儿子", "已采用"), (Qt.Key.Key_2, "店主上午在", "已保留现有的值")],
)
def test_one_key_chooses(office: TestOffice, case: Case, qtbot: QtBot, which: Qt.Key, value: str, said: str) -> None:
    mine, theirs = clash(office, case)
    with conflict_desk(qtbot, mine) as (window, page):
        key(page, which)
        qtbot.waitUntil(lambda: page.cards() == [], timeout=PATIENCE)
        window.settle()
        assert page._nothing.isVisible()
        assert says(window.shell, said)
        assert note(mine, case) == value
        sync(mine)
        sync(theirs)
        assert note(theirs, case) == value


def test_keeping_both_leaves_it_to_the_supervisor_who_settles_it_with_one_key(
    office: TestOffice, case: Case, qtbot: QtBot
) -> None:
    mine, theirs = clash(office, case)
    with conflict_desk(qtbot, mine) as (window, page):
        key(page, Qt.Key.Key_3)
        qtbot.waitUntil(lambda: says(page, "已交主管决定"), timeout=PATIENCE)
        window.settle()
        assert says(page, "你可以收回提议")
        assert [button for button in texts_of_buttons(only(page)) if button[0].isdigit()] == ["2 · 收回我的"]
        sync(mine)
    sync(theirs)
    with conflict_desk(qtbot, theirs) as (window, page):
        card = only(page)
        assert says(card, "同事的提议")
        assert says(card, "等你决定")
        key(page, Qt.Key.Key_1)
        qtbot.waitUntil(lambda: page.cards() == [], timeout=PATIENCE)
        window.settle()
        assert note(theirs, case) == "找他儿子"
        sync(theirs)


def texts_of_buttons(card: QWidget) -> list[str]:
    return [one.text() for one in card.findChildren(QAbstractButton)]


def test_after_a_choice_the_keyboard_is_on_the_next_clash(office: TestOffice, case: Case, qtbot: QtBot) -> None:
    mine, _ = clash(office, case, ("note", "tags"))
    with conflict_desk(qtbot, mine) as (window, page):
        assert len(page.cards()) == 2
        first, second = page.cards()
        assert first.hasFocus()
        key(page, Qt.Key.Key_2)
        qtbot.waitUntil(lambda: page.cards() == [second], timeout=PATIENCE)
        window.settle()
        assert second.hasFocus(), "the card that stays is the same one, and has the keyboard"


def test_a_choice_on_what_changed_meanwhile_is_not_made_and_the_newer_value_is_shown(
    office: TestOffice, case: Case, qtbot: QtBot
) -> None:
    mine, theirs = clash(office, case)
    with conflict_desk(qtbot, mine) as (window, page):
        line = page.loader.shown()
        assert line is not None
        write(theirs, case, "都不在")
        sync(theirs)
        sync(mine)  # the page has not heard of it yet
        key(page, Qt.Key.Key_1)
        qtbot.waitUntil(lambda: says(page, "都不在"), timeout=PATIENCE)
        window.settle()
        assert says(window.shell, "又被改过了")
        assert note(mine, case) == "都不在"
        key(page, Qt.Key.Key_1)
        qtbot.waitUntil(lambda: page.cards() == [], timeout=PATIENCE)
        window.settle()
        assert note(mine, case) == "找他儿子"


def not_found(desk: Desk, case_id: str) -> None:
    draft = record_visit.begin_visit(desk, case_id).draft
    draft.met, draft.outcome = Met.NOBODY, Outcome.NOT_FOUND
    record_visit.finish_visit(desk, draft)


def test_a_refused_fact_stays_until_somebody_has_read_why(office: TestOffice, case: Case, qtbot: QtBot) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    since = clock.now() - timedelta(hours=1)
    office.save(replace(case, assigned_to=office.people["wudi"].id, assigned_at=since))
    not_found(desk, case.id)
    sync(desk)
    with conflict_desk(qtbot, desk) as (window, page):
        card = only(page)
        assert isinstance(card, NotTakenCard)
        assert texts(card)[0] == "外访记录"
        assert says(card, "未找到人")
        assert says(card, "已不在本机的案件")
        assert says(card, "案件已由别的同事负责")
        assert says(card, "自 07-25 09:00 起")
        assert says(card, "已不在你名下")
        assert "fact.not_assigned" in {one.toolTip() for one in card.findChildren(Reason)}
        assert says(page, "1 条记录请看一下")
        page.loader.ask()
        window.settle()
        assert only(page) is card, "news that change nothing leave the card alone"
        key(page, Qt.Key.Key_R)
        qtbot.waitUntil(lambda: page.cards() == [], timeout=PATIENCE)
        window.settle()
    assert read_conflicts(desk).not_taken == ()


def refuse(desk: Desk, fact_kind: str, code: str, status: VerdictStatus = VerdictStatus.REJECTED) -> None:
    """The server's word on a fact that waits, as it would come with the next sync."""
    with desk.store.writing() as unit:
        waiting = [one for one in unit.outbox.entries() if one.status == "waiting"]
        chosen = [one.fact for one in waiting if one.fact.kind.value == fact_kind]
        verdicts = [FactVerdict(one.id, status, code) for one in chosen]
        unit.changes.cases |= unit.outbox.take_verdicts(verdicts, clock.now())


def test_what_depends_on_a_refused_fact_says_on_which_and_a_visit_can_be_recorded_again_with_its_promise(
    office: TestOffice, case: Case, qtbot: QtBot
) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    draft = record_visit.begin_visit(desk, case.id).draft
    draft.met, draft.outcome, draft.cause = Met.BORROWER, Outcome.PROMISE, Cause.RECEIVABLE_DELAYED
    draft.note, draft.promise.amount = "月底有回款", 300_000
    draft.promise.due = clock.today() + timedelta(days=3)
    draft.observation = replace(draft.observation, open_status=OpenStatus.OPEN_NORMAL)
    record_visit.finish_visit(desk, draft)
    refuse(desk, "visit_recorded", "visit.times_out_of_place")
    refuse(desk, "promise_made", "fact.dependency_refused")
    with conflict_desk(qtbot, desk) as (window, page):
        visit, promise = page.cards()
        assert says(promise, "因为它依据的“外访记录 · ")
        assert says(visit, "外访记录")
        key(page, Qt.Key.Key_D)
        qtbot.waitUntil(lambda: isinstance(window.shell.page(), VisitPage), timeout=PATIENCE)
        window.settle()
    with desk.store.reading() as unit:
        held = unit.drafts.find("visit", case.id)
    assert held is not None
    assert "月底有回款".encode() in held.body
    assert b"300000" in held.body


def test_a_draft_in_the_way_is_not_overwritten(office: TestOffice, case: Case, qtbot: QtBot) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    not_found(desk, case.id)
    refuse(desk, "visit_recorded", "visit.times_out_of_place")
    begun = record_visit.begin_visit(desk, case.id).draft
    begun.note = "正在写的"
    record_visit.keep_draft(desk, begun)
    with conflict_desk(qtbot, desk) as (window, page):
        press(page, "D · 据此重新记录")
        qtbot.waitUntil(lambda: says(window.shell, "还有一份没写完的草稿"), timeout=PATIENCE)
        window.settle()
    with desk.store.reading() as unit:
        held = unit.drafts.find("visit", case.id)
    assert held is not None
    assert "正在写的".encode() in held.body


def test_a_decision_that_came_too_late_shows_what_was_wanted_and_what_is(
    office: TestOffice, case: Case, qtbot: QtBot
) -> None:
    desk, first, second = office.desk("zhouming"), office.desk("chenlan"), office.desk("chenlan", "other")
    sync(desk)
    visited(desk, case.id)
    sealed = sealed_plan(desk, case.id)
    for one in (desk, first, second):
        sync(one)
    decide_plan.send_back(first, case.id, sealed.plan_id, "首期太高")
    sync(first)
    decide_plan.send_back(second, case.id, sealed.plan_id, "不同意", reject=True)
    sync(second)
    with conflict_desk(qtbot, second) as (_, page):
        card = only(page)
        assert texts(card)[0] == "否决方案"
        assert says(card, "不同意")
        assert says(card, "方案已退回；首期太高")
        assert says(card, "陈岚 · 07-25 10:00")


def test_a_clash_that_was_settled_by_somebody_else_says_how_until_it_is_read(
    office: TestOffice, case: Case, qtbot: QtBot
) -> None:
    mine, theirs = clash(office, case)
    sync(theirs)
    (one,) = open_proposals(theirs)
    settle(theirs, case.id, one.card, one.proposal.id, Choice.MINE)
    sync(theirs)
    sync(mine)
    with conflict_desk(qtbot, mine) as (window, page):
        card = only(page)
        assert isinstance(card, NotTakenCard)
        assert says(card, "已处理：采用了你写的（陈岚）")
        key(page, Qt.Key.Key_R)
        qtbot.waitUntil(lambda: page.cards() == [], timeout=PATIENCE)
        window.settle()


def test_the_case_can_be_opened_from_its_clash(office: TestOffice, case: Case, qtbot: QtBot) -> None:
    mine, _ = clash(office, case)
    with conflict_desk(qtbot, mine) as (window, page):
        press(page, "打开案件")
        window.settle()
        assert window.shell.page_key() == f"case:{case.id}"


def test_what_the_office_holds_is_shown_calmly_and_cannot_be_put_away(
    office: TestOffice, case: Case, qtbot: QtBot
) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    not_found(desk, case.id)
    refuse(desk, "visit_recorded", "", VerdictStatus.HELD)
    with conflict_desk(qtbot, desk) as (_, page):
        card = only(page)
        assert says(card, "先替你保管着")
        assert "R · 知道了" not in texts_of_buttons(card)
        assert card.accessibleName() == "外访记录 李建国 · 李记小炒"


def test_a_refused_plan_opens_as_the_draft_of_the_plan_desk(office: TestOffice, case: Case) -> None:
    desk = office.desk("zhouming")
    sync(desk)
    visited(desk, case.id)
    sealed_plan(desk, case.id, months=6, reason="生意在恢复")
    refuse(desk, "plan_proposed", "plan.balance_changed")
    refuse(desk, "document_sealed", "fact.dependency_refused")
    page = read_conflicts(desk)
    plan, paper = (line for line in page.not_taken)
    assert (plan.what, plan.again, plan.now.value) == ("提出方案", True, "没有这条记录")
    assert (paper.what, paper.again, paper.because) == ("签署文书", False, "提出方案 · 等额分期")
    assert redo(desk, plan.entry) == ("plan", case.id)
    held = held_plan(desk, case.id)
    assert held is not None
    assert held.own is not None
    assert (held.own.instalments, held.reason) == (6, "生意在恢复")
    with pytest.raises(ValueError, match="document_sealed"):
        redo(desk, paper.entry)


def test_the_desk_speaks_english(office: TestOffice, case: Case, qtbot: QtBot, english: None) -> None:
    mine, _ = clash(office, case)
    with conflict_desk(qtbot, mine) as (_, page):
        card = only(page)
        assert texts(card)[0] == "Note"
        assert says(card, "what you wrote is kept as a proposal")
        assert texts_of_buttons(card)[:3] == [
            "1 · Use mine",
            "2 · Keep the present one",
            "3 · Keep both for the supervisor",
        ]


def test_a_phone_number_is_masked_at_the_desk_too(office: TestOffice, case: Case, qtbot: QtBot) -> None:
    mine, theirs = office.desk("zhouming"), office.desk("chenlan")
    field = f"phone:{case.borrower.id}"
    for desk, number in ((theirs, "13905127788"), (mine, "13805120000")):
        sync(desk)
        write(desk, case, number, field)
    sync(theirs)
    sync(mine)
    with conflict_desk(qtbot, mine) as (_, page):
        card = only(page)
        assert texts(card)[:2] == ["更正的电话", "李建国 · 李记小炒"]
        own, present = card.findChildren(PhoneReveal)
        assert "138 **** 0000" in own.text()
        assert "139 **** 7788" in present.text()
        assert not says(card, "13805120000")
        present.click()
        assert "13905127788" in present.text()
