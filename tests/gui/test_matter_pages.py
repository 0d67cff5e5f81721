"""Recording what is raised and moving it on: the sheet, the card on the case, the supervisor's list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.matter import MatterKind, MatterMoved, MatterRaised, MatterState
from fieldapp.errors import KnownError
from fieldapp.services.desk import Desk
from fieldapp.services.raise_matter import case_matters, move_matter, open_matters, raise_matter
from tests.gui.money_window import MoneyWindow, button, money_window, says, texts
from tests.office import TestOffice, sync
from tests.watchdog import Watchdog
from ui.collector.matter_sheet import KEEP_MS, MatterSheet
from ui.parts.matter_view import MatterView
from ui.parts.matters_card import MattersCard
from ui.parts.open_matters import OpenMatters

CLAIMED = 8_000_00


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[MoneyWindow]:
    with money_window(qtbot, desk) as one:
        yield one


def claim(case: Case, **changes: str) -> MatterRaised:
    today = clock.today()
    who = changes.get("raised_by", case.borrower.id)
    return MatterRaised(
        MatterKind.PAID_CLAIM, who, "已经付了", today, case.loans[0].id, CLAIMED, today - timedelta(days=1)
    )


def page_of(window: MoneyWindow, case: Case) -> MattersCard:
    return window.open("case", case.id, QWidget).findChildren(MattersCard)[0]


def states(desk: Desk, case: Case) -> list[tuple[MatterKind, MatterState]]:
    return [(one.matter.content.kind, one.state) for one in case_matters(desk, case.id).lines]


def test_a_claimed_payment_is_recorded_by_keyboard_with_its_voucher(
    window: MoneyWindow, case: Case, tmp_path: Path, watchdog: Watchdog
) -> None:
    voucher = tmp_path / "receipt.png"
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0xFFAA00)
    assert image.save(str(voucher))
    watchdog.look()
    page = window.open("matter", f"{case.id}|paid_claim", MatterSheet)
    assert watchdog.look() == []
    form = page.form
    assert form.amount.hasFocus()
    assert form.paid_on is not None
    QTest.keyClicks(form.amount, "8000")
    QTest.keyClicks(form.paid_on, "+0")
    QTest.keyClicks(form.said, "ABC")
    page.vouchers.add_paths([voucher])
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.bot.waitUntil(lambda: window.shell.page() is not page)
    window.settle()
    (line,) = case_matters(window.work.desk, case.id).lines
    content = line.matter.content
    assert (content.amount, content.paid_on, content.said, content.method) == (
        CLAIMED, clock.today(), "ABC", "transfer",
    )  # fmt: skip
    with window.work.desk.store.reading() as unit:
        assert [one.id for one in unit.files.get(case.id).files] == list(content.vouchers)
    assert len(content.vouchers) == 1


def test_the_sheet_says_what_rests_and_until_when_before_anything_is_recorded(window: MoneyWindow, case: Case) -> None:
    page = window.open("matter", f"{case.id}|dispute", MatterSheet)
    assert says(page, "答复之前只谈异议本身")
    assert says(page, "最迟冻结到 08-09")
    page._save()
    assert says(page, "请记下对方的原话")
    assert states(window.work.desk, case) == []


def test_hardship_is_not_written_down_without_consent(window: MoneyWindow, case: Case) -> None:
    page = window.open("matter", f"{case.id}|hardship", MatterSheet)
    QTest.keyClicks(page.form.said, "ill")
    page._save()
    assert says(page, "请先勾选本人同意")
    page.form.said.set_text("")
    page._save()
    window.settle()
    assert states(window.work.desk, case) == [(MatterKind.HARDSHIP, MatterState.OPEN)]


def test_what_was_begun_is_there_again(window: MoneyWindow, case: Case) -> None:
    page = window.open("matter", f"{case.id}|complaint", MatterSheet)
    QTest.keyClicks(page.form.said, "half a sen")
    window.bot.waitUntil(lambda: not page._keeping.isActive(), timeout=KEEP_MS * 10)
    window.settle()
    window.shell.back()
    again = window.open("matter", f"{case.id}|complaint", MatterSheet)
    assert again.form.said.text() == "half a sen"
    assert says(again, "接着上次没写完的记录")
    again.discard()
    window.settle()
    third = window.open("matter", f"{case.id}|complaint", MatterSheet)
    assert third.form.said.text() == ""


def test_what_was_typed_a_moment_before_leaving_is_there_again(window: MoneyWindow, case: Case) -> None:
    page = window.open("matter", f"{case.id}|complaint", MatterSheet)
    QTest.keyClicks(page.form.said, "half a sen")
    window.shell.back()
    window.settle()
    again = window.open("matter", f"{case.id}|complaint", MatterSheet)
    assert again.form.said.text() == "half a sen"


def test_typing_without_a_pause_does_not_put_off_its_being_kept(window: MoneyWindow, case: Case) -> None:
    page = window.open("matter", f"{case.id}|complaint", MatterSheet)
    page._keeping.start(KEEP_MS * 100)
    page.form.changed.emit()
    assert page._keeping.remainingTime() > KEEP_MS, "the first keystroke waits no longer for the next ones"


def test_a_matter_that_was_refused_keeps_what_was_typed(window: MoneyWindow, case: Case) -> None:
    page = window.open("matter", f"{case.id}|paid_claim", MatterSheet)
    QTest.keyClicks(page.form.said, "paid it")
    page._saving = True
    page._refused(KnownError("matter.already_open"))
    window.shell.back()
    window.settle()
    assert window.open("matter", f"{case.id}|paid_claim", MatterSheet).form.said.text() == "paid it"


def test_the_card_shows_what_was_raised_and_lets_the_borrower_take_it_back(window: MoneyWindow, case: Case) -> None:
    raise_matter(window.work.desk, case.id, claim(case))
    card = page_of(window, case)
    assert says(card, "“已经付了”")
    assert says(card, "查清之前不催这笔钱")
    assert says(card, "应于 07-28 前答复")  # two working days from a Saturday
    button(card, "对方收回").click()
    step = card.findChildren(MatterView)[0]._step
    assert step is not None
    step.go.click()
    window.settle()
    assert says(card, "请写明理由或答复的内容")
    QTest.keyClicks(step.note, "mixed up")
    step.go.click()
    window.settle()
    assert states(window.work.desk, case) == [(MatterKind.PAID_CLAIM, MatterState.WITHDRAWN)]
    assert says(card, "mixed up")
    assert not [one for one in card.findChildren(MatterView) if one._buttons is not None]


def test_a_claim_ends_by_itself_in_what_is_shown_once_the_bank_has_it(
    office: TestOffice, window: MoneyWindow, case: Case
) -> None:
    desk = window.work.desk
    raise_matter(desk, case.id, claim(case))
    assert sync(desk).complete
    pay(office, case)
    assert sync(desk).complete
    card = page_of(window, case)
    assert says(card, "银行已入账，冻结已经解除")
    assert any("入账 ¥ 8,000.00" in text for text in texts(card))
    assert not says(card, "查清之前不催这笔钱")


def pay(office: TestOffice, case: Case) -> None:
    from dataclasses import replace

    loan = case.loans[0]
    paid = replace(loan, payments=(*loan.payments, Payment("B-9", clock.today(), CLAIMED, "counter")))
    with office.store.writing() as unit:
        unit.records.save_case(replace(case, loans=(paid,)))


def test_a_supervisor_answers_clears_and_posts_from_one_list(
    office: TestOffice, desk: Desk, case: Case, qtbot: QtBot, watchdog: Watchdog
) -> None:
    raise_matter(desk, case.id, claim(case))
    raise_matter(desk, case.id, MatterRaised(MatterKind.DISPUTE, case.borrower.id, "利息不对", clock.today()))
    assert sync(desk).complete
    pay(office, case)
    supervisor = office.desk("chenlan")
    assert sync(supervisor).complete
    with money_window(qtbot, supervisor) as window:
        watchdog.look()
        page = window.open("answers", "", QWidget)
        assert watchdog.look() == []
        waiting = page.findChildren(OpenMatters)[0]
        assert says(waiting, "负责人 周明")
        button(waiting, "确认入账").click()
        step = next(view._step for view in waiting.findChildren(MatterView) if view._step is not None)
        assert step._payment.currentText().endswith("¥ 8,000.00 · B-9")
        step.go.click()
        window.settle()
        button(waiting, "答复").click()
        step = next(view._step for view in waiting.findChildren(MatterView) if view._step is not None)
        QTest.keyClicks(step.note, "corrected")
        step.go.click()
        window.settle()
        assert says(waiting, "没有待答复的事")
        assert not open_matters(supervisor)
        assert sync(supervisor).complete
    assert sync(desk).complete
    assert sorted(state.value for _, state in states(desk, case)) == ["answered", "posted"]


def test_the_second_of_two_supervisors_is_told_what_stands(office: TestOffice, desk: Desk, case: Case) -> None:
    saved = raise_matter(desk, case.id, MatterRaised(MatterKind.DISPUTE, case.borrower.id, "利息不对", clock.today()))
    assert sync(desk).complete
    first, second = office.desk("chenlan"), office.desk("chenlan", "spare")
    for one in (first, second):
        assert sync(one).complete
        move_matter(one, case.id, MatterMoved(saved.matter_id, MatterState.ANSWERED, "已更正"))
    assert sync(first).complete
    assert sync(second).complete
    with second.store.reading() as unit:
        (entry,) = unit.outbox.refused()
    assert entry.code == "matter.moved_meanwhile"
    assert entry.present["matter_state"] == "answered"
    assert entry.present["comment"] == "已更正"
