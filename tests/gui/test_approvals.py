"""Deciding on plans with the keyboard alone, on real papers; whatever cannot be decided says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from db.client_schema import attachment
from fieldapp.documents.verify import verify
from fieldapp.domain.observation import Observation
from fieldapp.domain.plans.plan_life import PlanState
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.unit import ChangeSet
from tests.gui.plan_window import SEEN, sealed_plan, settle, supervisor_window, visited
from tests.office import PASSPHRASE, TestOffice, borrower_case, sync
from ui.shell import Shell
from ui.supervisor.approvals import ApprovalsPage
from ui.supervisor.consequence import Way
from ui.widgets.ledger import Reason
from ui.widgets.paged_model import SECOND_ROLE
from ui.workplace import Workplace

BEFORE = Observation(open_status=SEEN.open_status, sales_month_claimed=3_600_000, margin_percent=25)


@dataclass
class Queue:
    """A supervisor with plans of 李建国 (twelve rows) and 王秀英 (six) in the queue."""

    bot: QtBot
    office: TestOffice
    collector: Desk
    desk: Desk
    work: Workplace
    shell: Shell

    def settle(self) -> None:
        settle(self.bot, self.work)

    def page(self) -> ApprovalsPage:
        page = self.shell.page()
        assert isinstance(page, ApprovalsPage)
        return page

    def names(self) -> list[str]:
        model = self.page().queue.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def way(self) -> Way | None:
        """What is being decided on now."""
        return self.page().consequence.way

    def press(self, key: Qt.Key) -> None:
        """A key where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)

    def say(self, words: str) -> None:
        """What an input method gives to the field that has the focus."""
        comment = self.page().consequence.comment
        assert comment.hasFocus()
        comment.insertPlainText(words)

    def type(self, words: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, words)

    def state(self, name: str) -> PlanState:
        with self.desk.store.reading() as unit:
            return unit.files.get(self.office.cases[name].id).plans[0].state

    def words(self) -> list[str]:
        return [shown.text() for shown in self.page().view.findChildren(QLabel)]


@pytest.fixture
def queue(qtbot: QtBot, office: TestOffice) -> Iterator[Queue]:
    people = office.people["zhouming"]
    office.save(borrower_case(people), borrower_case(people, "王秀英", "秀英水果超市", 413))
    collector, desk = office.desk("zhouming"), office.desk("chenlan")
    sync(collector)
    first = office.cases["李建国"].id
    visited(collector, first, BEFORE)
    visited(collector, first)
    sealed_plan(collector, first)
    sealed_plan(collector, office.cases["王秀英"].id, 6)
    sync(collector)
    sync(desk)
    with supervisor_window(desk) as (work, shell):
        shell.resize(1366, 768)
        settle(qtbot, work)
        yield Queue(qtbot, office, collector, desk, work, shell)


def test_the_oldest_waits_first_and_the_rail_says_how_many(queue: Queue) -> None:
    assert queue.names() == ["李建国", "王秀英"]
    assert queue.shell._badges == {"approvals": 2}
    assert "李建国 · HK-2026-0412 · 逾期 31–60 天 · 今日应还 ¥ 21,643.56" in queue.page()._facts.text()


def test_the_decision_shows_what_the_plan_rests_on(queue: Queue) -> None:
    words = queue.words()
    assert "12 期 · 首期 08-25 · 末期 2027-07-25" in words
    assert "上次 36,000.00" in words, "what was seen the time before stands beside it"
    assert "欠款与减免 · 截至 2026-07-25" in words
    said = [reason.accessibleName() for reason in queue.page().view.findChildren(Reason)]
    assert "12 期超出可还能力，最多超出 ¥ 5,393.05（第 3 期）" in said
    assert "文件完整，签名可信。" in said
    right = [shown.text() for shown in queue.page().consequence.findChildren(QLabel)]
    assert "周明" in right
    assert "生意在恢复" in right
    assert "须支行负责人批准" in right
    assert "超出组长权限：期限 12 个月，上限 6 个月" in right


def test_a_plan_is_approved_with_a_few_keys_and_its_paper_is_sound(queue: Queue) -> None:
    queue.press(Qt.Key.Key_A)
    assert queue.page().consequence.passphrase.hasFocus()
    queue.type(PASSPHRASE)
    queue.press(Qt.Key.Key_Return)
    queue.settle()
    assert queue.shell.toaster.shown() == ["已批准 李建国 的方案，签章已保存在本机，联网后送达。"]
    assert queue.names() == ["王秀英"], "the next one is on screen"
    assert queue.page().queue.view.hasFocus(), "and the keyboard is where it was"
    assert queue.page()._facts.text().startswith("王秀英")
    assert queue.shell._badges == {"approvals": 1}
    assert queue.state("李建国") is PlanState.ACTIVE
    with queue.desk.store.reading() as unit:
        document = unit.files.get(queue.office.cases["李建国"].id).documents[0]
        pdf = unit.attachments.content(document.current.sha256)
        root = unit.settings.get("root_pem", str) or ""
    assert pdf is not None
    report = verify(pdf, [root.encode()])
    assert report.sound, report.problems
    assert [signature.signer for signature in report.signatures] == ["周明", "陈岚"]


def test_a_wrong_passphrase_costs_nothing(queue: Queue) -> None:
    queue.press(Qt.Key.Key_A)
    queue.page().consequence.comment.insertPlainText("按月回访")
    queue.page().consequence.passphrase.setFocus()
    queue.type("wrong-passphrase")
    queue.press(Qt.Key.Key_Return)
    queue.settle()
    panel = queue.page().consequence
    assert panel.error.accessibleName() == "口令不对。请检查大小写和输入法后重试。"
    assert panel.comment.text() == "按月回访"
    assert panel.passphrase.hasSelectedText()
    assert queue.state("李建国") is PlanState.PROPOSED
    queue.type(PASSPHRASE)
    queue.press(Qt.Key.Key_Return)
    queue.settle()
    assert queue.state("李建国") is PlanState.ACTIVE
    with queue.desk.store.reading() as unit:
        assert unit.files.get(queue.office.cases["李建国"].id).plans[0].decisions[0].comment == "按月回访"


def test_a_plan_goes_back_with_a_word_and_reaches_the_collector(queue: Queue) -> None:
    queue.press(Qt.Key.Key_R)
    queue.press(Qt.Key.Key_Return)
    panel = queue.page().consequence
    assert panel.error.accessibleName().startswith("退回或否决需要写明原因")
    queue.say("首期太高，请分摊往期欠息")
    assert panel.error.accessibleName() == ""
    queue.press(Qt.Key.Key_Return)
    queue.settle()
    assert queue.state("李建国") is PlanState.RETURNED
    assert queue.names() == ["王秀英"]
    sync(queue.desk)
    sync(queue.collector)
    with queue.collector.store.reading() as unit:
        plan = unit.files.get(queue.office.cases["李建国"].id).plans[0]
    assert plan.state is PlanState.RETURNED
    assert plan.decisions[0].comment == "首期太高，请分摊往期欠息"


def test_a_plan_is_rejected_and_then_nothing_waits(queue: Queue) -> None:
    for name in ("李建国", "王秀英"):
        queue.press(Qt.Key.Key_J)
        queue.say("先处理抵押物")
        queue.press(Qt.Key.Key_Return)
        queue.settle()
        assert queue.state(name) is PlanState.REJECTED
    page = queue.page()
    shown = page.view.widget()
    assert shown is not None
    assert shown.accessibleName() == "没有待审批的方案"
    assert page.consequence.isHidden()
    assert queue.shell._badges == {"approvals": 0}


def test_the_keys_of_the_three_ways_are_letters_while_one_writes(queue: Queue) -> None:
    queue.press(Qt.Key.Key_R)
    queue.type("a j r A")
    panel = queue.page().consequence
    assert panel.comment.text() == "a j r A"
    assert queue.way() is Way.RETURN
    queue.press(Qt.Key.Key_Escape)
    assert queue.way() is None
    assert queue.page().queue.view.hasFocus()
    assert queue.state("李建国") is PlanState.PROPOSED


def test_the_arrows_walk_the_queue_and_the_page_keys_the_decision(queue: Queue) -> None:
    queue.press(Qt.Key.Key_Down)
    queue.settle()
    assert queue.page()._facts.text().startswith("王秀英")
    assert "还没有经营观察" in "".join(queue.words())
    queue.press(Qt.Key.Key_Up)
    queue.settle()
    bar = queue.page().view.verticalScrollBar()
    QTest.keyClick(queue.page(), Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_a_paper_that_has_not_arrived_can_be_returned_and_not_approved(queue: Queue) -> None:
    with queue.desk.store.writing() as unit:
        document = unit.files.get(queue.office.cases["李建国"].id).documents[0]
        where = attachment.c.sha256 == document.current.sha256
        unit.attachments._connection.execute(sa.update(attachment).where(where).values(content=None, state="wanted"))
    queue.work.changed.emit(ChangeSet(files=True))
    queue.settle()
    panel = queue.page().consequence
    said = [reason.accessibleName() for reason in panel.findChildren(Reason)]
    assert said == ["文书文件还没有传到本机。请联网同步后再试。"]
    assert [panel.buttons[way].isEnabled() for way in Way] == [False, True, True]
    assert queue.page().queue.model.index(0, 1).data(SECOND_ROLE) == "文书待取回"
    queue.press(Qt.Key.Key_A)
    assert panel.way is None


def test_a_paper_that_was_changed_is_not_sealed(queue: Queue) -> None:
    with queue.desk.store.writing() as unit:
        document = unit.files.get(queue.office.cases["李建国"].id).documents[0]
        sha256 = document.current.sha256
        pdf = bytearray(unit.attachments.content(sha256) or b"")
        pdf[pdf.index(b"/Contents <") - 400] ^= 1
        change = sa.update(attachment).where(attachment.c.sha256 == sha256).values(content=bytes(pdf))
        unit.attachments._connection.execute(change)
    queue.press(Qt.Key.Key_A)
    queue.type(PASSPHRASE)
    queue.press(Qt.Key.Key_Return)
    queue.settle()
    assert "未通过校验" in queue.page().consequence.trouble.accessibleName()
    assert queue.state("李建国") is PlanState.PROPOSED
    assert queue.page().consequence.submit.isEnabled()


def test_what_is_above_ones_authority_says_whose_it_is(qtbot: QtBot, office: TestOffice) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    collector, desk = office.desk("zhouming"), office.desk("chenlan")
    sync(collector)
    sealed_plan(collector, case.id, 40)
    sync(collector)
    sync(desk)
    with supervisor_window(desk) as (work, shell):
        settle(qtbot, work)
        page = shell.page()
        assert isinstance(page, ApprovalsPage)
        said = [reason.accessibleName() for reason in page.consequence.findChildren(Reason)]
        assert said == [
            "要 2 位审批人先后签章，最后一位签章后生效。",
            "这份方案须由风险委员会批准，超出你的权限。请转交有权限的人。",
        ]
        assert not any(one.isEnabled() for one in page.consequence.buttons.values())


def test_nobody_decides_on_their_own_plan(qtbot: QtBot, office: TestOffice) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk = office.desk("chenlan")
    sync(desk)
    sealed_plan(desk, case.id)
    with supervisor_window(desk) as (work, shell):
        settle(qtbot, work)
        page = shell.page()
        assert isinstance(page, ApprovalsPage)
        said = [reason.accessibleName() for reason in page.consequence.findChildren(Reason)]
        assert said == ["提出人不能审批自己的方案。请由另一位主管审批。"]
        assert not any(one.isEnabled() for one in page.consequence.buttons.values())


def test_a_case_that_was_looked_for_is_the_one_on_screen(queue: Queue) -> None:
    queue.work.open("case", queue.office.cases["王秀英"].id)
    queue.settle()
    assert queue.page()._facts.text().startswith("王秀英")
    assert queue.names() == ["李建国", "王秀英"]
