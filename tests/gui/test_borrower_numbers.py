"""Who may see what on the borrower page: numbers behind a lock, and a curtain for when others look on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from fieldapp.domain.case import Case
from tests.gui.borrower_page import everything_in, named_or_none, shown, story, window
from tests.gui.field_window import FieldWindow, press, texts
from ui.collector.borrower.people import PeopleCard, PersonRow
from ui.parts.number_lock import NumberLock

__all__ = ["window"]


def test_the_phone_number_is_shown_only_on_a_press_and_never_copied(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    phone = page.findChildren(NumberLock)[0]
    QGuiApplication.clipboard().clear()
    assert phone.text() == "139 **** 0412 · 显示号码"
    assert "13900000412" not in everything_in(page)
    press(phone)
    window.bot.waitUntil(phone.shown)
    assert phone.text() == "13900000412 · 隐藏"
    assert QGuiApplication.clipboard().text() == ""
    press(phone)
    assert "13900000412" not in everything_in(page)
    press(phone)
    window.bot.waitUntil(phone.shown)
    phone._timer.timeout.emit()
    assert not phone.shown(), "after a while it locks by itself"
    press(phone)
    window.bot.waitUntil(phone.shown)
    window.shell.go("today")
    assert not phone.shown(), "leaving the page masks it"
    assert "13900000412" not in everything_in(page)


def test_a_locked_number_is_nowhere_in_the_window_and_an_opened_one_is_written_down(
    window: FieldWindow, case: Case
) -> None:
    guarantor, contact = case.parties
    page = shown(window, case)
    assert contact.phones[0] not in everything_in(page)
    locks = page.findChildren(NumberLock)
    locked = next(one for one in locks if "未解锁" in one.text())
    press(locked)
    window.settle()
    assert not locked.shown()
    assert contact.phones[0] not in everything_in(page)
    opened = next(one for one in locks if one.text() == "139 **** 0011 · 显示号码")
    press(opened)
    window.bot.waitUntil(opened.shown)
    window.settle()
    with window.desk.store.reading() as unit:
        (kept,) = unit.files.get(case.id).overrides
    assert (kept.content.verb, kept.content.party_id) == ("reveal_number", guarantor.id)
    assert any("查看了张伟的号码" in line for line in story(page))


def test_one_key_takes_every_sum_and_everybody_else_off_the_screen(window: FieldWindow, case: Case) -> None:
    page = shown(window, case)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_F8)
    window.bot.waitUntil(lambda: named_or_none(page, "恢复显示") is not None)
    read = "\n".join(texts(page))
    assert "21,643.56" not in read
    assert "M2" not in read
    assert "张伟" not in read
    assert "李敏" not in read
    assert not [one for one in page.findChildren(NumberLock) if one.isVisible()]
    assert "苏南惠农小额贷款有限公司 周明（工号 C0417）" in read
    assert "请转告李建国回电：0512-60000000" in read
    pressed = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
    assert not [one.text() for one in pressed if "还款" in one.text() + one.accessibleName() + one.toolTip()]
    window.news()
    assert "21,643.56" not in "\n".join(texts(page)), "news do not lift the curtain"
    QTest.keyClick(page, Qt.Key.Key_F8)
    window.bot.waitUntil(lambda: named_or_none(page, "恢复显示") is None)
    assert "¥ 21,643.56" in texts(page)


def test_a_contact_is_locked_and_a_guarantor_comes_with_conditions(window: FieldWindow, case: Case) -> None:
    card = shown(window, case).findChild(PeopleCard)
    assert card is not None
    _borrower, guarantor, contact = card.findChildren(PersonRow)
    assert guarantor.accessibleName() == "张伟 连带责任保证 · 朋友 有条件可联系"
    assert [one.text() for one in guarantor.findChildren(NumberLock)] == ["139 **** 0011 · 显示号码"]
    assert contact.accessibleName() == "李敏 联系人 · 妹 未解锁"
    assert [one.text() for one in contact.findChildren(NumberLock)] == ["139 **** 0012 · 未解锁"]
    assert "只可请其转告借款人回电，不得透露债务。" in texts(contact)
