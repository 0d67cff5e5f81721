"""Calls and messages in the window: asked about first, kept while they happen, logged once, with what they lead to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.contact_log import Channel
from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.visit import Cause, Outcome
from fieldapp.services.log_contact import contact_desk
from fieldapp.store.laptop.unit import ChangeSet
from tests.gui.people_window import PeopleWindow, desk_with_case, found, people_window, says, texts
from tests.gui.place_window import segment, write
from tests.office import TestOffice, file_of, sync
from ui.collector.contact_sheet import ContactPage
from ui.parts.number_lock import NumberLock


def talk(window: PeopleWindow, page: ContactPage, seconds: int = 75) -> None:
    """Dial, be answered, speak, and hang up."""
    found(page, "开始拨号").click()
    window.settle()
    found(page, "接通了").click()
    window.settle()
    assert page.call is not None
    page.call._draft.answered_at = clock.now() - timedelta(seconds=seconds)
    found(page, "通话结束").click()
    window.settle()


def choose(page: ContactPage, outcome: Outcome) -> None:
    assert page.result is not None
    QTest.mouseClick(segment(page.result.outcome, outcome.value), Qt.MouseButton.LeftButton)


def test_a_call_is_logged_with_its_length_its_result_and_the_promise_made(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}||call")
        assert not found(page, "保存通话").isEnabled()
        talk(window, page)
        choose(page, Outcome.PROMISE)
        window.settle()
        assert page.promise is not None
        assert page.promise.isVisible()
        write(page.promise.amount, "8000")
        page.promise.due.set_value(clock.today() + timedelta(days=2))
        page.promise._take("due", page.promise.due.value())
        found(page, "保存通话").click()
        window.settle()
        [contact] = file_of(desk, case).contacts
        content = contact.content
        assert (content.channel, content.party_id, content.connected) == (Channel.CALL, case.borrower.id, True)
        assert (content.number, content.outcome, content.incoming) == (case.borrower.phones[0], Outcome.PROMISE, False)
        assert 75 <= content.seconds <= 80
        [promise] = file_of(desk, case).promises
        assert (promise.content.amount, promise.content.payer_id) == (800_000, case.borrower.id)
        assert window.shell.page() is not page
        assert any("已保存" in words for words in window.toasts())
        report = sync(desk)
        assert report.error is None
        with desk.store.reading() as unit:
            assert {entry.status for entry in unit.outbox.of_case(case.id)} == {"settled"}


def test_a_call_nobody_answers_counts_and_needs_no_result(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}||call")
        found(page, "开始拨号").click()
        window.settle()
        found(page, "没有接通").click()
        window.settle()
        assert page.result is not None
        assert not page.result.outcome.isVisible()
        page.save()
        page.save()  # a second press in the same moment
        window.settle()
        assert [one.content.connected for one in file_of(desk, case).contacts] == [False]
        assert contact_desk(desk, case.id, "", Channel.CALL).caps.used.missed == 1
        again = window.contact(f"{case.id}||call")
        assert says(again, "1 / 6 次")
        assert says(again, "电话 · 未接通")


def test_an_answered_call_without_a_result_is_not_saved_and_says_so(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}||call")
        talk(window, page)
        page.save()
        window.settle()
        assert file_of(desk, case).contacts == ()
        assert says(page, "请选择这次通话的结果")
        choose(page, Outcome.REFUSED)
        QTest.mouseClick(segment(page.result.cause, Cause.SALES_FALL.value), Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
        page.save()
        window.settle()
        [contact] = file_of(desk, case).contacts
        assert (contact.content.outcome, contact.content.cause) == (Outcome.REFUSED, Cause.SALES_FALL)


@pytest.mark.parametrize(
    ("outcome", "kind"),
    [(Outcome.DISPUTE, "dispute"), (Outcome.HARDSHIP, "hardship"), (Outcome.PAID_CLAIM, "paid_claim")],
)
def test_what_was_heard_leads_to_the_sheet_that_records_it(
    office: TestOffice, qtbot: QtBot, outcome: Outcome, kind: str
) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}||call")
        found(page, "对方来电").click()
        window.settle()
        found(page, "通话结束").click()
        choose(page, outcome)
        page.save()
        window.settle()
        assert window.opened[-1] == ("matter", f"{case.id}|{kind}")
        assert file_of(desk, case).contacts[0].content.incoming


def test_a_begun_call_is_there_again_after_the_window_was_closed(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}||call")
        talk(window, page)
        choose(page, Outcome.PLAN_TALKS)
        assert page.result is not None
        QTest.keyClicks(page.result.note, "next week")
        window.shell.go("cases")
        window.shell.back()
        window.settle()
        page = window.contact(f"{case.id}||call")
        assert page.result is not None
        assert (page.result.outcome.value(), page.result.note.text()) == ("plan_talks", "next week")
        found(page, "放弃").click()
        window.settle()
        page = window.contact(f"{case.id}||call")
        assert says(page, "通话")
        assert found(page, "开始拨号").isEnabled()
        assert file_of(desk, case).contacts == ()


def test_a_locked_contact_is_neither_dialled_nor_shown(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    sister = case.parties[1]
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}|{sister.id}|call")
        assert not found(page, "开始拨号").isEnabled()
        [lock] = page.findChildren(NumberLock)
        lock.click()
        window.settle()
        assert all(sister.phones[0] not in words for words in [*texts(page), lock.text(), lock.toolTip()])
        found(page, "对方来电").click()
        window.settle()
        found(page, "通话结束").click()
        window.settle()
        assert page.result is not None
        answers = [
            one.accessibleName()
            for one in page.result.outcome.findChildren(type(segment(page.result.outcome, "moved")))
        ]
        assert answers == ["未找到人", "已搬离"]
        page.result.refused.click()
        page.save()
        window.settle()
        [contact] = file_of(desk, case).contacts
        assert (contact.content.refused, contact.content.outcome) == (True, None)
        again = window.contact(f"{case.id}|{sister.id}|call")
        assert says(again, "对方要求不要再联系")
        assert any("不要再联系" in words or "R07" in words for words in texts(again))


def test_a_call_made_away_from_the_laptop_is_logged_with_its_time(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}||call")
        found(page, "补记已打过的电话").click()
        window.settle()
        found(page, "60 分钟前").click()
        window.settle()
        found(page, "未接通").click()
        window.settle()
        page.save()
        window.settle()
        [contact] = file_of(desk, case).contacts
        assert not contact.content.connected
        assert timedelta(minutes=59) < clock.now() - contact.content.at < timedelta(minutes=61)


def test_a_text_is_filled_with_exact_figures_handed_over_and_logged_as_it_was(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}||message")
        assert not found(page, "已发出，存入记录").isEnabled()
        found(page, "逾期提示与还款账户").click()
        window.settle()
        assert says(page, "截至 2026年7月25日")
        assert says(page, "应还 21,643.56 元")
        found(page, "复制内容").click()
        window.settle()
        sent = QGuiApplication.clipboard().text()
        assert "21,643.56" in sent
        assert says(page, "已交给手机")
        found(page, "已发出，存入记录").click()
        window.settle()
        [contact] = file_of(desk, case).contacts
        assert (contact.content.text, contact.content.template) == (sent, "m2.overdue")
        assert contact.content.template_version == "cn-outreach-2026.1"
        assert sync(desk).error is None


def test_a_text_says_the_figures_of_now_until_it_is_handed_over(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}||message")
        found(page, "逾期提示与还款账户").click()
        window.settle()
        assert says(page, "应还 21,643.56 元")
        loan = case.loans[0]
        paid = replace(loan, payments=(*loan.payments, Payment("T-new", clock.today(), 1_000_000, "transfer")))
        office.save(replace(case, loans=(paid,)))
        sync(desk)
        window.work.changed.emit(ChangeSet({case.id}))
        window.settle()
        window.settle()
        assert says(page, "应还 11,643.56 元")
        found(page, "复制内容").click()
        window.settle()
        office.save(case)
        sync(desk)
        window.work.changed.emit(ChangeSet({case.id}))
        window.settle()
        assert says(page, "应还 11,643.56 元")


def test_a_text_can_be_said_in_another_language_and_read_by_a_phone(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}||sms")
        found(page, "逾期提示与还款账户").click()
        window.settle()
        found(page, "English").click()
        window.settle()
        assert says(page, "CNY 21,643.56 is payable")
        found(page, "二维码发到手机").click()
        window.settle()
        assert page.message is not None
        assert page.message.code.isVisible()
        picture = page.message.code.grab().toImage()
        assert {picture.pixelColor(x, picture.height() // 2).lightness() for x in range(picture.width())} >= {0, 255}
        page.save()
        window.settle()
        [contact] = file_of(desk, case).contacts
        assert (contact.content.channel, contact.content.number) == (Channel.SMS, case.borrower.phones[0])


def test_a_letter_may_be_logged_by_what_it_was(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}||letter")
        page._take_note("挂号信 XA123")
        page.save()
        window.settle()
        assert [one.content.channel for one in file_of(desk, case).contacts] == [Channel.LETTER]


def test_another_channel_is_another_page_with_its_own_draft(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}||call")
        found(page, "短信").click()
        window.settle()
        page = window.shell.page()  # type: ignore[assignment]
        assert isinstance(page, ContactPage)
        assert page.message is not None


def test_somebody_without_a_number_is_not_dialled(office: TestOffice, qtbot: QtBot) -> None:
    from tests.office import borrower_case

    case = borrower_case(office.people["zhouming"])
    desk, case = desk_with_case(office, replace(case, borrower=replace(case.borrower, phones=())))
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}||call")
        assert says(page, "没有登记电话")
        assert not found(page, "开始拨号").isEnabled()


def test_a_person_who_is_not_of_the_case_is_said_so(office: TestOffice, qtbot: QtBot) -> None:
    desk, case = desk_with_case(office)
    with people_window(qtbot, desk) as window:
        page = window.contact(f"{case.id}|p-nobody|call")
        assert says(page, "案件里没有这个人")
