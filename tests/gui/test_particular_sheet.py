"""People and places in the window: added, corrected and ended beside the bank's record, and gone to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp.domain.particulars import ParticularContent, ParticularKind, Told
from fieldapp.domain.party import PartyRole, PlaceSource, PremisesKind
from fieldapp.errors import KnownError
from fieldapp.services.add_particular import add_particulars, place_to_visit
from tests.gui.people_window import (
    NoReceiver,
    PeopleWindow,
    desk_with_case,
    found,
    people_window,
    says,
    texts,
)
from tests.office import TestOffice, file_of, sync
from ui.collector.particular_sheet import ParticularPage
from ui.viewmodels.particulars import added_words, known_lines, noted_role


def fill(page: ParticularPage, name: str, text: str) -> None:
    """Type, as an input method does: key by key would not bring Chinese forth."""
    assert page.form is not None
    edit = page.form.edits[name]
    edit.setFocus()
    edit.selectAll()
    edit.insert(text)


def press(window: PeopleWindow, page: ParticularPage, *names: str) -> None:
    for name in names:
        found(page, name).click()
        window.settle()


def test_a_new_number_is_kept_with_where_it_is_known_from(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.particular(f"{case.id}|phone|{case.borrower.id}")
        fill(page, "value", "13911112222")
        press(window, page, "保存")
        assert says(page, "请选择从哪里得知")
        press(window, page, "借款人告知", "保存")
        [noted] = file_of(desk, case).particulars
        assert (noted.content.kind, noted.content.value, noted.content.of) == (
            ParticularKind.PHONE,
            "13911112222",
            case.borrower.id,
        )
        known = file_of(desk, case).known.borrower.phones
        assert known == (*case.borrower.phones, "13911112222")
        assert says(page, "借款人告知 · 周明")
        assert sync(desk).error is None
        with desk.store.reading() as unit:
            assert {entry.status for entry in unit.outbox.of_case(case.id)} == {"settled"}


def test_a_noted_guarantor_with_a_number_owes_nothing_and_that_is_said(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.particular(f"{case.id}|person|")
        fill(page, "value", "王兰")
        fill(page, "phone", case.borrower.phones[0])
        press(window, page, "保证人")
        assert says(page, "银行记录确认之前，此人不承担任何责任")
        assert says(page, "李建国也是这个号码")
        press(window, page, "合同等文件", "保存")
        file = file_of(desk, case)
        added = file.known.parties[-1]
        assert (added.name, added.role, added.phones) == ("王兰", PartyRole.CONTACT, case.borrower.phones)
        assert noted_role(file, added.id) is PartyRole.GUARANTOR
        assert "银行记录确认前不承担责任" in added_words(file, added.id)
        assert added_words(file, case.borrower.id) == ""
        assert any("银行记录确认前不承担责任" in words for words in texts(page))
        assert sync(desk).error is None
        with desk.store.reading() as unit:
            assert {entry.status for entry in unit.outbox.of_case(case.id)} == {"settled"}


def test_a_contacts_number_needs_consent(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.particular(f"{case.id}|phone|{case.parties[1].id}")
        fill(page, "value", "13911112222")
        press(window, page, "家属告知", "保存")
        assert says(page, "没有本人同意，不能登记")
        assert file_of(desk, case).particulars == ()
        press(window, page, "本人同意登记并用于联系", "保存")
        assert file_of(desk, case).particulars[0].content.consent


def test_a_number_is_corrected_without_being_shown(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    number = case.parties[1].phones[0]
    with people_window(qtbot, desk) as window:
        page = window.particular(f"{case.id}||")
        assert all(number not in words for words in texts(page))
        press(window, page, f"更正：{number[:3]} **** {number[-4:]}")
        assert says(page, f"原来 {number[:3]} ****")
        assert page.form is not None
        assert page.form.edits["value"].text() == ""
        fill(page, "value", "13933334444")
        press(window, page, "合同等文件", "保存")
        assert file_of(desk, case).known.parties[1].phones == ("13933334444",)
        assert file_of(desk, case).case.parties[1].phones == (number,)


def test_what_is_gone_takes_two_presses_and_can_be_kept(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    shop = case.premises[0]
    name = f"标为失效：{shop.name}（店铺 · {shop.address}）"
    with people_window(qtbot, desk) as window:
        page = window.particular(f"{case.id}|premises|")
        press(window, page, name, "保留")
        assert file_of(desk, case).particulars == ()
        press(window, page, name, "确认失效")
        assert file_of(desk, case).known.premises == ()
        assert file_of(desk, case).ever.premises == (shop,)


def test_who_owes_has_no_button_to_be_gone(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    lines = known_lines_of(desk, case.id)
    may_go = {line.value: line.may_go for line in lines if line.kind is ParticularKind.PERSON}
    assert may_go == {"李建国": False, "张伟": False, "李敏": True}


def known_lines_of(desk, case_id):  # type: ignore[no-untyped-def]
    from fieldapp.services.look_at_case import look_at_case

    page = look_at_case(desk, case_id)
    return known_lines(page.seen, page.staff)


def test_new_premises_take_the_place_where_one_stands(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.place_source.made_receiver", lambda: NoReceiver((120.61, 31.29, 18.0)))
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.particular(f"{case.id}|premises|")
        fill(page, "value", "李记二店")
        press(window, page, "店铺", "用现在的位置")
        assert says(page, "误差约 18 米")
        press(window, page, "现场看到", "保存")
        added = file_of(desk, case).known.premises[-1]
        assert (added.name, added.kind) == ("李记二店", PremisesKind.SHOP)
        assert added.place is not None
        assert (added.place.lon_e6, added.place.lat_e6, added.place.source) == (
            120_610_000,
            31_290_000,
            PlaceSource.CHECK_IN,
        )
        press(window, page, "外访这里：李记二店（店铺）")
        assert window.opened[-1] == ("visit", f"{case.id}|{added.id}")


def test_a_laptop_that_does_not_know_where_it_is_says_so(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.place_source.made_receiver", NoReceiver)
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.particular(f"{case.id}|premises|")
        press(window, page, "用现在的位置")
        assert says(page, "no receiver")


def test_a_guarantor_is_visited_at_their_address(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    guarantor = case.parties[0]
    with people_window(qtbot, desk) as window:
        page = window.particular(f"{case.id}|address|{guarantor.id}")
        press(window, page, f"外访这里：{guarantor.address}")
        window.settle()
        place = file_of(desk, case).known.premises[-1]
        assert (place.name, place.address) == (guarantor.name, guarantor.address)
        assert window.opened[-1] == ("visit", f"{case.id}|{place.id}")
    again, changes = place_to_visit(desk, case.id, guarantor.id)
    assert (again, bool(changes)) == (place.id, False)
    [noted] = file_of(desk, case).particulars
    assert (noted.content.of, noted.content.source) == (guarantor.id, Told.BANK)


def test_nobody_is_visited_where_no_address_is_known(office: TestOffice) -> None:
    desk, case = desk_with_case(office)
    with pytest.raises(KnownError, match=r"particular\.no_address"):
        place_to_visit(desk, case.id, case.parties[1].id)
    with pytest.raises(KnownError, match=r"contact\.unknown_party"):
        place_to_visit(desk, case.id, "p-nobody")


def test_premises_noted_for_somebody_can_be_put_right(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    guarantor = case.parties[0]
    place_to_visit(desk, case.id, guarantor.id)
    with people_window(qtbot, desk) as window:
        page = window.particular(f"{case.id}|premises|")
        press(window, page, f"更正：{guarantor.name}（居家经营 · {guarantor.address}）")
        fill(page, "address", "桃花坞 6 号")
        press(window, page, "现场看到", "保存")
        assert file_of(desk, case).known.premises[-1].address == "桃花坞 6 号"


def test_what_was_begun_is_there_again_and_a_correction_can_be_left(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.particular(f"{case.id}|person|")
        fill(page, "value", "王兰")
        window.shell.back()
        window.settle()
        page = window.particular(f"{case.id}|person|")
        assert page.form is not None
        assert page.form.edits["value"].text() == "王兰"
        press(window, page, "更正：李建国（借款人）")
        assert page.form.edits["value"].text() == "李建国"
        assert page.form.edits["id_no"].text() == "", "nobody's identity number is on the screen"
        press(window, page, "不更正了")
        assert page.form.edits["value"].text() == ""


def test_what_somebody_else_noted_shows_at_once(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.particular(f"{case.id}|phone|")
        assert not says(page, "139 **** 8888")
        said = ParticularContent(ParticularKind.PHONE, "13977778888", Told.SEEN, of=case.borrower.id)
        window.work.saved(add_particulars(desk, case.id, [said]).changes)
        window.settle()
        assert says(page, "139 **** 8888")


def test_the_whole_form_is_filled_by_keyboard(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.particular(f"{case.id}|phone|{case.borrower.id}")
        assert page.form is not None
        page.form.edits["value"].setFocus()
        QTest.keyClicks(page.form.edits["value"], "13911112222")
        QTest.keyClick(page.form.edits["value"], Qt.Key.Key_Tab)
        qtbot.waitUntil(window.shell.isActiveWindow)
        QTest.keyClick(window.shell.focusWidget(), Qt.Key.Key_1)
        QTest.keyClick(window.shell.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: bool(file_of(desk, case).particulars), timeout=10_000)
        window.settle()
        assert [one.content.source for one in file_of(desk, case).particulars] == [Told.BORROWER]
