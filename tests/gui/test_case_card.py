"""The working card on the borrower page: written where it is read, taken back with one press, never swept away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from fieldapp.domain.case import Case
from fieldapp.services.desk import Desk
from fieldapp.services.edit_card import edit_card
from tests.gui.borrower_page import window
from tests.gui.field_window import FieldWindow, named, texts
from tests.office import TestOffice, sync
from ui.collector.borrower.case_card import CaseCardPanel
from ui.collector.borrower.case_card_row import CardRow
from ui.collector.borrower.page import BorrowerPage
from ui.conflict_desk import ConflictDesk
from ui.parts.phone import PhoneReveal

__all__ = ["window"]


def panel(window: FieldWindow, case: Case) -> CaseCardPanel:
    """The card of the case, its page opened if it is not on screen."""
    if window.shell.page_key() != f"case:{case.id}":
        window.work.open("case", case.id)
    window.activate()
    window.settle()
    page = window.page()
    assert isinstance(page, BorrowerPage)
    return page.findChildren(CaseCardPanel)[0]


def row(window: FieldWindow, case: Case, field: str) -> CardRow:
    return panel(window, case).rows[field]


def button(widget: QWidget, words: str) -> QPushButton:
    return next(one for one in widget.findChildren(QPushButton) if one.text() == words and one.isVisible())


def note(desk: Desk, case: Case, field: str = "note") -> str:
    with desk.store.reading() as unit:
        found = unit.files.get(case.id).working_card.field(field)
    return found.value if found else ""


def type_into(at: CardRow, text: str) -> None:
    """Open the editor and put this in the place of what stands there."""
    at.edit()
    assert at.editor is not None
    QTest.keyClick(at.editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if isinstance(at.editor, QPlainTextEdit):
        at.editor.setPlainText(text)
    else:
        at.editor.setText(text)


def test_an_empty_card_asks_for_little(window: FieldWindow, case: Case) -> None:
    shown = [name for name, one in panel(window, case).rows.items() if one.isVisible()]
    assert shown == ["note", "tags", "best_time"]
    assert "（没有填写）" in texts(panel(window, case))


def test_a_note_is_written_in_place_and_says_by_whom_and_when(window: FieldWindow, case: Case) -> None:
    at = row(window, case, "note")
    named(at, "修改便签").click()  # type: ignore[attr-defined]
    assert isinstance(at.editor, QPlainTextEdit)
    assert at.editor.hasFocus()
    at.editor.setPlainText("后门进，先打电话")
    QTest.keyClick(at.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert note(window.desk, case) == "后门进，先打电话"
    assert not at.findChildren(QPlainTextEdit)
    read = texts(at)
    assert "后门进，先打电话" in read
    assert "周明 · 07-25 10:00" in read
    assert named(at, "修改便签").hasFocus(), "the keyboard stays where it was"


def test_escape_leaves_everything_as_it_was(window: FieldWindow, case: Case) -> None:
    at = row(window, case, "best_time")
    type_into(at, "下午")
    assert at.editor is not None
    QTest.keyClick(at.editor, Qt.Key.Key_Escape)
    window.settle()
    assert note(window.desk, case, "best_time") == ""
    assert at.editor is None


def test_an_edit_is_taken_back_with_one_press(window: FieldWindow, case: Case) -> None:
    at = row(window, case, "tags")
    for words in ("夜市", "夜市，老客户"):
        type_into(at, words)
        button(at, "保存").click()
        window.settle()
    assert "夜市、老客户" in texts(at)
    button(at, "撤销").click()
    window.settle()
    assert note(window.desk, case, "tags") == "夜市"
    assert "夜市" in texts(at)
    assert not [one for one in at.findChildren(QPushButton) if one.text() == "撤销" and one.isVisible()]


def test_a_corrected_number_stands_beside_the_banks_and_both_are_masked(window: FieldWindow, case: Case) -> None:
    card = panel(window, case)
    button(card, "更正电话、住址、营业时间").click()
    field = f"phone:{case.borrower.id}"
    at = card.rows[field]
    assert at.isVisible()
    type_into(at, "138 0512 7788")
    assert isinstance(at.editor, QLineEdit)
    QTest.keyClick(at.editor, Qt.Key.Key_Return)
    window.settle()
    button(card, "收起没有更正的").click()
    assert at.isVisible()
    read = texts(at)
    assert "银行登记：139 **** 0412" in read
    assert not any("13805127788" in text.replace(" ", "") for text in read)
    (reveal,) = at.findChildren(PhoneReveal)
    reveal.click()
    assert "138 0512 7788" in reveal.text()
    hidden = [name for name, one in card.rows.items() if not one.isVisible()]
    assert f"address:{case.borrower.id}" in hidden


def test_what_cannot_be_kept_says_why_and_stays_typed(window: FieldWindow, case: Case) -> None:
    card = panel(window, case)
    button(card, "更正电话、住址、营业时间").click()
    at = card.rows[f"phone:{case.borrower.id}"]
    type_into(at, "打不通")
    button(at, "保存").click()
    window.settle()
    assert any("不像一个电话号码" in text for text in texts(at))
    assert at.typed() == "打不通"
    with window.desk.store.reading() as unit:
        assert unit.outbox.counts()["waiting"] == 0
    at.close_editor()


def test_news_do_not_sweep_away_what_is_typed(window: FieldWindow, case: Case, office: TestOffice) -> None:
    at = row(window, case, "note")
    type_into(at, "还没写完")
    theirs = office.desk("chenlan")
    sync(theirs)
    edit_card(theirs, case.id, None, "tags", "夜市")
    sync(theirs)
    sync(window.desk)
    window.news()
    assert row(window, case, "note") is at
    assert at.typed() == "还没写完"
    assert at.editor is not None
    assert at.editor.isVisible()
    assert "夜市" in texts(panel(window, case).rows["tags"])
    button(at, "保存").click()
    window.settle()
    assert note(window.desk, case) == "还没写完"


def test_a_colleague_who_was_faster_is_told_of_and_leads_to_the_conflict_desk(
    window: FieldWindow, case: Case, office: TestOffice
) -> None:
    at = row(window, case, "note")
    type_into(at, "我写的")
    theirs = office.desk("chenlan")
    sync(theirs)
    edit_card(theirs, case.id, None, "note", "同事写的")
    sync(theirs)
    sync(window.desk)  # the page has not heard of it yet
    button(at, "保存").click()
    window.settle()
    assert any("你写的已存为提议" in text for text in texts(window.shell))
    assert "同事写的" in texts(at)
    button(at, "另有 1 个提议").click()
    window.settle()
    assert isinstance(window.page(), ConflictDesk)


def test_leaving_the_page_keeps_what_was_typed(window: FieldWindow, case: Case) -> None:
    at = row(window, case, "note")
    type_into(at, "写到一半")
    window.shell.go("today")
    window.settle()
    assert note(window.desk, case) == "写到一半"


def test_the_number_of_somebody_who_may_not_be_approached_is_not_shown(window: FieldWindow, case: Case) -> None:
    contact = case.parties[1]
    edit_card(window.desk, case.id, None, f"phone:{contact.id}", "13900000099")
    at = row(window, case, f"phone:{contact.id}")
    window.news()
    assert at.findChildren(PhoneReveal) == []
    assert "139 **** 0099" in texts(at)


def test_the_pencil_of_a_locked_number_shows_nothing_of_it_and_loses_nothing(window: FieldWindow, case: Case) -> None:
    contact = case.parties[1]
    field = f"phone:{contact.id}"
    edit_card(window.desk, case.id, None, field, "13900000099")
    at = row(window, case, field)
    assert at.line.locked
    at.edit()
    assert isinstance(at.editor, QLineEdit)
    spoken = [at.editor.text(), at.editor.accessibleName(), at.editor.toolTip(), at.editor.placeholderText()]
    assert not any("13900000099" in one for one in spoken)
    QTest.keyClick(at.editor, Qt.Key.Key_Return)
    window.settle()
    assert note(window.desk, case, field) == "13900000099", "an editor in which nothing was typed changes nothing"
    at = row(window, case, field)
    type_into(at, "13900000098")
    assert at.editor is not None
    QTest.keyClick(at.editor, Qt.Key.Key_Return)
    window.settle()
    window.bot.waitUntil(lambda: note(window.desk, case, field) == "13900000098")
