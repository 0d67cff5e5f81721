"""Signing a paper by hand: one person at a time, nothing stored before the seal, everything stored with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.documents.verify import verify
from fieldapp.domain.cash import ReceiptContent
from fieldapp.domain.facts import FactKind
from fieldapp.domain.plans.plan_life import PlanState
from fieldapp.errors import KnownError
from fieldapp.services import issue_document, negotiate_plan
from fieldapp.services.desk import Desk
from fieldapp.services.draft_plan import PlanDraft, held_plan, keep_plan
from fieldapp.services.hold_signing import held_signing, held_signings
from fieldapp.services.write_receipt import write_receipt
from tests.documents.pages import texts
from tests.gui.plan_window import collector_window, settle, visited, write_name
from tests.office import PASSPHRASE, TestOffice, borrower_case, sync, worked_loan
from ui import i18n
from ui.collector.documents import DocumentsPage
from ui.collector.signing import SigningPage
from ui.shell import Shell
from ui.viewmodels.signing import Signing
from ui.widgets.ledger import Reason
from ui.widgets.states import EmptyState
from ui.workplace import Workplace

READ, BORROWER, GUARANTOR, COLLECTOR, SEAL = range(-1, 4)


@dataclass
class AtTable:
    """Everybody at the table with the paper open."""

    bot: QtBot
    desk: Desk
    case_id: str
    work: Workplace
    shell: Shell
    drawn: issue_document.DrawnPaper

    def settle(self) -> None:
        settle(self.bot, self.work)

    def page(self) -> SigningPage:
        page = self.shell.page()
        assert isinstance(page, SigningPage)
        return page

    def read_aloud(self) -> None:
        step = self.page().read_step
        step.all_heard.click()
        step.next.click()

    def sign(self, number: int) -> None:
        if self.page().step() == READ:
            self.read_aloud()
        step = self.page().ink_steps[number]
        if step.identity.isVisible():
            step.identity._segments[0].click()
        write_name(step.pad)
        step.next.click()

    def type_passphrase(self, passphrase: str) -> None:
        field = self.page().seal_step.passphrase
        field.selectAll()
        QTest.keyClicks(field, passphrase)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def stored(self) -> int:
        """How many facts and files this laptop holds."""
        with self.desk.store.reading() as unit:
            files = unit.attachments.in_state("local", "sent", "here", "verified", "wanted")
            return len(unit.outbox.entries()) + len(files)


def drawn_for(desk: Desk, case_id: str, months: int = 12) -> issue_document.DrawnPaper:
    table = negotiate_plan.lay_out(desk, case_id)
    terms = replace(table.options[0].terms, instalments=months, arrears_rows=1)
    option = negotiate_plan.work_out(table.loan, terms, table.quote, desk.matrix, None)
    return issue_document.draw_up(desk, case_id, negotiate_plan.content(table, option, desk.matrix, ""))


@pytest.fixture
def table(qtbot: QtBot, office: TestOffice) -> Iterator[AtTable]:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    visited(desk, case.id)
    drawn = drawn_for(desk, case.id)
    with collector_window(desk) as (work, shell):
        shell.resize(1366, 768)
        signing = Signing(drawn)
        shell.open("sign", lambda: SigningPage(work, drawn, signing), under="plans")
        settle(qtbot, work)
        yield AtTable(qtbot, desk, case.id, work, shell, drawn)


def test_a_paper_is_signed_by_hand_sealed_and_shown_with_its_validity(table: AtTable) -> None:
    keep_plan(table.desk, PlanDraft(table.case_id))
    table.sign(BORROWER)
    table.sign(GUARANTOR)
    table.sign(COLLECTOR)
    assert table.page().step() == SEAL
    table.type_passphrase(PASSPHRASE)
    shown = table.shell.page()
    assert isinstance(shown, DocumentsPage)
    assert table.shell.toaster.shown() == ["已签署并保存在本机，联网后送主管审批。"]
    assert shown.reader.validity.sentences()[:4] == [
        "文件完整，签名可信。",
        "还没有审批人的数字签名，文书尚未生效",
        "经办人 周明（工号 C0417）07-25 10:00 数字签名，此后没有改动，证书由办公室签发",
        "借款人 李建国 手写签名，笔迹已随文件封存",
    ]
    assert "还没有审批人的数字签名，文书尚未生效" in shown.reader.validity.sentences()
    with table.desk.store.reading() as unit:
        file = unit.files.get(table.case_id)
        pdf = unit.attachments.content(file.documents[0].current.sha256)
        root = unit.settings.get("root_pem", str) or ""
        inks = [kept for kept in unit.attachments.in_state("here") if kept.kind == "ink"]
    assert file.plans[0].state is PlanState.PROPOSED
    assert pdf is not None
    report = verify(pdf, [root.encode()], expect=("collector",))
    assert report.sound, report.problems
    assert report.evidence is not None
    assert [ink.box for ink in report.evidence.inks] == ["borrower", "guarantor1"]
    assert all(ink.measures.strokes == 3 for ink in report.evidence.inks)
    assert len(inks) == 3, "the raw strokes stay in the store, the collector's too"
    assert held_plan(table.desk, table.case_id) is None, "the draft has become a plan"


def test_the_evidence_says_how_identity_was_checked_and_who_did_not_sign(table: AtTable) -> None:
    table.sign(BORROWER)
    table.page().ink_steps[GUARANTOR].absent.click()
    table.sign(COLLECTOR)
    told = [reason.accessibleName() for reason in table.page().seal_step.findChildren(Reason)]
    assert told == ["借款人 李建国已签名", "保证人 张伟不在场，本次不签", "经办人 周明已签名"]
    table.type_passphrase(PASSPHRASE)
    with table.desk.store.reading() as unit:
        document = unit.files.get(table.case_id).documents[0]
        pdf = unit.attachments.content(document.current.sha256)
    assert pdf is not None
    evidence = verify(pdf, []).evidence
    assert evidence is not None
    times = [evidence.circumstances["read_aloud"]["court"]]
    times += [said["at"] for said in evidence.circumstances["signatories"].values()]
    assert times == sorted(times)
    at = re.compile(r'"2026-07-25T02:00:\d\d\+00:00"')
    keys = ["debt", "dates", "total", "account", "effect", "grace", "consequence", "guarantee", "court"]
    assert json.loads(at.sub('"then"', json.dumps(evidence.circumstances))) == {
        "device_id": table.desk.device_id,
        "collector": "C0417",
        "read_aloud": dict.fromkeys(keys, "then"),
        "signatories": {
            "borrower": {
                "signed": True, "outcome": "signed", "identity_check": "id_card", "read_aloud": True, "at": "then",
            },
            "guarantor1": {
                "signed": False, "outcome": "absent", "identity_check": "", "read_aloud": False, "at": "then",
            },
        },
    }  # fmt: skip
    page = table.shell.page()
    assert isinstance(page, DocumentsPage)
    assert "保证人 张伟 没有手写签名" in page.reader.validity.sentences()


def test_a_wrong_passphrase_costs_nothing(table: AtTable) -> None:
    for number in (BORROWER, GUARANTOR, COLLECTOR):
        table.sign(number)
    before = table.stored()
    table.type_passphrase("wrong-passphrase")
    page = table.page()
    assert page.seal_step.error.accessibleName() == "口令不对。请检查大小写和输入法后重试。"
    assert page.seal_step.passphrase.hasSelectedText()
    assert table.stored() == before
    assert set(page.signing.inks) == {"borrower", "guarantor1", "collector"}
    table.type_passphrase(PASSPHRASE)
    assert isinstance(table.shell.page(), DocumentsPage)


def test_no_passphrase_is_said_and_asks_nobody(table: AtTable) -> None:
    for number in (BORROWER, GUARANTOR, COLLECTOR):
        table.sign(number)
    table.settle()
    table.page().seal_step.seal.click()
    assert table.page().seal_step.error.accessibleName() == "请输入口令。"
    assert not table.work.tasks.running()


def test_an_empty_pad_a_dot_and_a_dash_are_no_signature(table: AtTable) -> None:
    table.read_aloud()
    step = table.page().ink_steps[BORROWER]
    step.identity._segments[1].click()
    step.next.click()
    assert step.error.accessibleName() == "还没有签名，请在上面的框里签名。"
    QTest.mouseClick(step.pad, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert step.error.accessibleName() == "", "a new stroke takes the sentence away"
    step.next.click()
    assert step.error.accessibleName() == "还没有签名，请在上面的框里签名。"
    step.clear.click()
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(step.pad, left, pos=QPoint(20, 60))
    for x in range(22, 300, 4):
        QTest.mouseMove(step.pad, QPoint(x, 60))
    QTest.mouseRelease(step.pad, left, pos=QPoint(300, 60))
    step.next.click()
    assert step.error.accessibleName() == "只有一条线，不像一个签名。请清除后重新签名。"
    assert table.page().step() == BORROWER


def test_nobody_signs_before_everything_was_read(table: AtTable) -> None:
    step = table.page().read_step
    assert table.page().step() == READ
    step.rows[0].tick.click()
    step.next.click()
    assert table.page().step() == READ
    assert "还款日期" in step.error.accessibleName()
    assert "欠款合计" not in step.error.accessibleName()
    assert step.rows[0]._when.text() == "10:00 已读"
    step.all_heard.click()
    step.next.click()
    assert table.page().step() == BORROWER


def test_what_is_read_is_what_stands_on_the_paper(table: AtTable) -> None:
    said = {row.key: row.tick.accessibleDescription() for row in table.page().read_step.rows}
    assert "89,142.57元，大写人民币捌万玖仟壹佰肆拾贰元伍角柒分" in said["total"]
    assert set(said) >= {"debt", "dates", "account", "effect", "grace", "consequence", "guarantee", "court"}


def test_nobody_signs_before_their_identity_was_checked(table: AtTable) -> None:
    table.read_aloud()
    step = table.page().ink_steps[BORROWER]
    write_name(step.pad)
    step.next.click()
    assert step.check_error.accessibleName() == "请先选择怎样核对的身份。"
    step.identity._segments[2].click()
    step.last_four.setText("0000")
    step.next.click()
    assert step.check_error.accessibleName() == "与案件中登记的证件号末四位不一致，请再核对。"
    step.last_four.setText(table.drawn.paper.borrower.id_no[-4:].lower())
    step.next.click()
    assert table.page().step() == GUARANTOR
    assert table.page().signing.taken["borrower"].identity_check == "id_last4"


def test_a_stroke_can_be_taken_back(table: AtTable) -> None:
    table.read_aloud()
    step = table.page().ink_steps[BORROWER]
    write_name(step.pad)
    step.undo.click()
    assert step.pad.strokes() == 2
    step.clear.click()
    assert step.pad.strokes() == 0


def test_a_guarantor_who_refuses_is_on_record_with_their_words(table: AtTable) -> None:
    table.sign(BORROWER)
    step = table.page().ink_steps[GUARANTOR]
    step.refuse.click()
    step.confirm_refusal.click()
    assert step.reason_error.accessibleName().startswith("还没有写明拒签的理由")
    step.reason.set_text("要先问家里人")
    step.confirm_refusal.click()
    table.sign(COLLECTOR)
    told = [reason.accessibleName() for reason in table.page().seal_step.findChildren(Reason)]
    assert any("保证人 张伟拒绝签名" in one for one in told)
    table.type_passphrase(PASSPHRASE)
    with table.desk.store.reading() as unit:
        pdf = unit.attachments.content(unit.files.get(table.case_id).documents[0].current.sha256)
    assert pdf is not None
    evidence = verify(pdf, []).evidence
    assert evidence is not None
    said = evidence.circumstances["signatories"]["guarantor1"]
    assert (said["outcome"], said["reason"]) == ("refused", "要先问家里人")


def test_a_borrower_who_refuses_ends_the_signing_and_leaves_a_record(table: AtTable) -> None:
    table.read_aloud()
    step = table.page().ink_steps[BORROWER]
    step.refuse.click()
    step.reason.set_text("利息算得不对")
    step.confirm_refusal.click()
    table.settle()
    assert not isinstance(table.shell.page(), SigningPage)
    with table.desk.store.reading() as unit:
        file = unit.files.get(table.case_id)
        pdf = unit.attachments.content(file.files[-1].content.sha256)
    assert file.plans == ()
    assert file.documents == ()
    assert file.files[-1].content.name.startswith("拒签记录-HKJH-")
    assert pdf is not None
    assert "利息算得不对" in "".join(texts(pdf))
    assert held_signing(table.desk, table.case_id) is None


def test_a_witness_gets_a_place_on_the_paper_and_signs_before_the_collector(table: AtTable) -> None:
    step = table.page().read_step
    step.all_heard.click()
    step.with_witness.click()
    step.next.click()
    assert step.witness_error.accessibleName() == "请写见证人的姓名。"
    step.name.setText("孙丽")
    step.last_four.setText("002x")
    step.put_down.click()
    table.settle()
    page = table.page()
    assert page.step() == READ
    assert [who.box for who in page.signing.signatories] == ["borrower", "guarantor1", "witness", "collector"]
    assert page.signing.all_heard
    assert page.read_step.with_witness.isChecked()
    page.read_step.next.click()
    assert page.step() == BORROWER
    assert not page.read_step.with_witness.isEnabled() or not page.signing.taken


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


def test_the_borrower_cannot_be_left_out(table: AtTable) -> None:
    steps = table.page().ink_steps
    assert [step.absent.isHidden() for step in steps] == [True, False, True]


def test_the_sum_stands_above_the_pad_in_figures_and_in_capitals(table: AtTable) -> None:
    words = [shown.text() for shown in table.page().ink_steps[BORROWER].findChildren(QLabel)]
    assert "请借款人 李建国签名" in words
    assert "¥ 89,142.57" in words
    assert "人民币捌万玖仟壹佰肆拾贰元伍角柒分" in words


def test_one_can_go_back_and_find_the_ink_where_it_was(table: AtTable) -> None:
    table.sign(BORROWER)
    table.page().ink_steps[GUARANTOR].previous.click()
    step = table.page().ink_steps[BORROWER]
    assert table.page().step() == BORROWER
    assert not step.pad.empty()
    step.next.click()
    assert table.page().step() == GUARANTOR
    assert len(table.page().signing.inks) == 1


def test_another_language_asks_nobody_to_sign_again(table: AtTable) -> None:
    table.sign(BORROWER)
    i18n.switch("en")
    try:
        table.settle()
        assert table.page().step() == GUARANTOR
        assert "borrower" in table.page().signing.inks
    finally:
        i18n.switch("zh_CN")


def test_the_place_to_sign_is_marked_and_shows_the_ink_that_was_taken(table: AtTable) -> None:
    page = table.page()
    assert [mark.words for mark in page.pane.view._marks] == []
    table.read_aloud()
    assert [mark.words for mark in page.pane.view._marks] == ["在此签名"]
    table.sign(BORROWER)
    marks = {bool(mark.strokes): mark for mark in page.pane.view._marks}
    assert len(marks[True].strokes) == 3
    assert marks[False].words == "在此签名"


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


def test_a_plan_within_ones_own_authority_runs_from_the_seal_on(qtbot: QtBot, office: TestOffice) -> None:
    loan = worked_loan()
    small = replace(loan, terms=replace(loan.terms, principal=600_000), payments=())
    case = borrower_case(office.people["zhouming"], loans=(small,))
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    drawn = drawn_for(desk, case.id, months=2)
    assert not drawn.paper.needs_approval
    with collector_window(desk) as (work, shell):
        shell.open("sign", lambda: SigningPage(work, drawn), under="plans")
        at = AtTable(qtbot, desk, case.id, work, shell, drawn)
        at.settle()
        at.sign(BORROWER)
        at.page().ink_steps[GUARANTOR].absent.click()
        at.sign(COLLECTOR)
        at.type_passphrase(PASSPHRASE)
        assert shell.toaster.shown() == ["已签署并保存在本机，方案从现在起生效，联网后自动发送。"]
        shown = shell.page()
        assert isinstance(shown, DocumentsPage)
        assert "尚未生效" not in "".join(shown.reader.validity.sentences())


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


def test_a_receipt_is_written_from_what_was_taken(table: AtTable) -> None:
    desk = table.desk
    with table.desk.store.reading() as unit:
        case = unit.files.get(table.case_id).case
    content = ReceiptContent(1203, case.loans[0].id, case.borrower.id, 320_050, clock.now(), "李建国")
    with table.desk.store.writing() as unit:
        made = desk.fact(FactKind.CASH_RECEIVED, table.case_id, content)
        desk.record(unit, unit.files.get(table.case_id), made)
    said = "".join(texts(write_receipt(table.desk, made.id)))
    assert "No.00001203" in said
    assert "人民币叁仟贰佰元伍角整" in said
    assert "作废" not in said
    with pytest.raises(KnownError) as unknown:
        write_receipt(table.desk, "none")
    assert unknown.value.code == "cash.unknown_receipt"
