"""The steps of a signing, one person at a time: read, identity, ink, refusal, a witness, and back again."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from fieldapp.documents.verify import verify
from fieldapp.services.hold_signing import held_signing
from tests.documents.pages import texts
from tests.gui.plan_window import write_name
from tests.gui.signing_table import BORROWER, COLLECTOR, GUARANTOR, READ, AtTable, table
from tests.office import PASSPHRASE
from ui.collector.signing import SigningPage
from ui.widgets.ledger import Reason

__all__ = ["table"]


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


def test_the_place_to_sign_is_marked_and_shows_the_ink_that_was_taken(table: AtTable) -> None:
    page = table.page()
    assert [mark.words for mark in page.pane.view._marks] == []
    table.read_aloud()
    assert [mark.words for mark in page.pane.view._marks] == ["在此签名"]
    table.sign(BORROWER)
    marks = {bool(mark.strokes): mark for mark in page.pane.view._marks}
    assert len(marks[True].strokes) == 3
    assert marks[False].words == "在此签名"
