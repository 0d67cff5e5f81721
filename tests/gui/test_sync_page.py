"""Sync as it is read: what waits, what was refused and why, files, the log, and signing in again where one stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.visit import Met, Outcome
from fieldapp.services import record_visit
from fieldapp.services.desk import Desk
from fieldapp.sync.sign_in import user_folder
from tests.gui.place_window import PATIENCE, PlaceWindow, buttons, place_window, press, says, texts, write
from tests.gui.plan_window import sealed_plan, visited
from tests.office import PASSPHRASE, TestOffice, borrower_case, some_cases, sync
from tests.sync.attached import MB, attach
from ui.custody_panel import FileRow
from ui.parts.custody_steps import CustodySteps
from ui.sync_page import SyncPage
from ui.viewmodels.sync_view import look_at_sync
from ui.widgets.ledger import Reason


def desk_with_cases(office: TestOffice) -> Desk:
    office.save(*some_cases(office.people["zhouming"]))
    desk = office.desk("zhouming")
    sync(desk)
    return desk


def not_found(desk: Desk, case_id: str) -> None:
    draft = record_visit.begin_visit(desk, case_id).draft
    draft.met, draft.outcome = Met.NOBODY, Outcome.NOT_FOUND
    record_visit.finish_visit(desk, draft)


def moved_away(office: TestOffice, desk: Desk, name: str) -> None:
    """A visit on a case that has been given to somebody else before it was made."""
    case = office.cases[name]
    since = clock.now() - timedelta(hours=1)
    office.save(replace(case, assigned_to=office.people["wudi"].id, assigned_at=since))
    not_found(desk, case.id)


@contextmanager
def sync_page(qtbot: QtBot, desk: Desk) -> Iterator[tuple[PlaceWindow, SyncPage]]:
    with place_window(qtbot, desk) as window:
        page = window.go("sync")
        assert isinstance(page, SyncPage)
        qtbot.waitUntil(lambda: page.loader.shown() is not None, timeout=PATIENCE)
        window.settle()
        yield window, page


def test_what_waits_is_told_in_words_with_where_it_is(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with_cases(office)
    case = office.cases["李建国"]
    visited(desk, case.id)
    sealed_plan(desk, case.id)
    sync(desk)
    not_found(desk, office.cases["王秀英"].id)
    with sync_page(qtbot, desk) as (_, page):
        assert page.numbers.waiting.value.text() == "1"
        assert page.numbers.refused.value.text() == "0"
        assert page.sentence.text() == "1 份走访等待发送，联网后自动发送。"
        assert "外访记录 · 未找到人 · 王秀英 · 秀英水果超市" in texts(page.facts)
        assert "提出方案 · 等额分期 · 李建国 · 李记小炒" in texts(page.facts)
        steps = [one.accessibleName() for one in page.facts.findChildren(CustodySteps)]
        assert steps == ["等待发送", "办公室已核对", "办公室已核对", "办公室已核对"]
        assert not page.refused.isVisible()
        assert not page.renew.isVisible()
        assert says(page.files, "没有等待发送或取回的文件")


def test_a_file_that_has_not_gone_up_is_listed_with_its_size(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with_cases(office)
    visited(desk, office.cases["李建国"].id)
    sealed_plan(desk, office.cases["李建国"].id)
    with sync_page(qtbot, desk) as (_, page):
        assert page.numbers.files.value.text() == "1"
        assert "还款计划书 · 李建国 · 李记小炒" in texts(page.files)
        assert says(page.files, "等待发送 · ")


def test_what_was_refused_says_why_and_how_it_stands_and_is_put_away_when_read(
    office: TestOffice, qtbot: QtBot
) -> None:
    desk = desk_with_cases(office)
    moved_away(office, desk, "赵德顺")
    sync(desk)
    with sync_page(qtbot, desk) as (window, page):
        assert page.refused.isVisible()
        assert says(page.refused, "案件 HK-2026-0414 已不在你名下")
        assert says(page.refused, "现在：案件已不在本机上")
        assert "fact.not_assigned" in {one.toolTip() for one in page.refused.findChildren(Reason)}
        assert says(page, "办公室没有接收 1 项")
        press(page, "未被接收（1）")
        focused = QApplication.focusWidget()
        assert focused is not None
        assert page.refused.isAncestorOf(focused), "from the head to the reason by the keyboard alone"
        press(page.refused, "知道了")
        qtbot.waitUntil(lambda: not page.refused.isVisible(), timeout=PATIENCE)
        window.settle()
        assert page.numbers.refused.value.text() == "0"


def test_a_decision_that_came_too_late_says_what_was_decided(office: TestOffice) -> None:
    from fieldapp.services import decide_plan

    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk, first, second = office.desk("zhouming"), office.desk("chenlan"), office.desk("chenlan", "other")
    sync(desk)
    sealed = _sealed_and_sent(desk, case.id)
    for one in (first, second):
        sync(one)
    decide_plan.approve(first, case.id, sealed, PASSPHRASE, "同意")
    sync(first)
    decide_plan.send_back(second, case.id, sealed, "请再谈")
    sync(second)
    (line,) = look_at_sync(second, working=False).refused
    assert line.what == "退回方案 · 请再谈"
    assert line.now == "现在：方案履行中。"


def _sealed_and_sent(desk: Desk, case_id: str) -> str:
    visited(desk, case_id)
    sealed = sealed_plan(desk, case_id)
    sync(desk)
    return sealed.plan_id


def test_the_log_of_rounds_is_folded_away_until_wanted(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with_cases(office)
    with sync_page(qtbot, desk) as (_, page):
        assert not says(page.log, "已同步")
        page.log.fold.click()
        qtbot.waitUntil(lambda: says(page.log, "已同步 · 发送 0，收到 10"))
        page.log.fold.click()
        assert not says(page.log, "已同步")


def test_a_round_shows_its_progress_and_brings_what_is_new(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with_cases(office)
    not_found(desk, office.cases["李建国"].id)
    with sync_page(qtbot, desk) as (window, page):
        window.work.start()
        qtbot.waitUntil(lambda: page.numbers.waiting.value.text() == "0", timeout=PATIENCE)
        qtbot.waitUntil(lambda: page.sentence.text() == "本机的记录都已送达。", timeout=PATIENCE)
        not_found(desk, office.cases["陈晓梅"].id)
        seen: list[bool] = []
        window.work.status.connect(lambda _status: seen.append(window.work.working))
        # the round before may still be ending
        qtbot.waitUntil(lambda: bool(buttons(page, "立即同步")), timeout=PATIENCE)
        press(page, "立即同步")
        qtbot.waitUntil(lambda: True in seen and not window.work.working, timeout=PATIENCE)
        window.settle()
        assert says(page, "立即同步") or not page.progress.isVisible()
        with desk.store.reading() as unit:
            assert unit.outbox.counts()["waiting"] == 0


def test_before_the_laptop_sleeps_what_waits_is_sent_and_sleep_may_come(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with_cases(office)
    with sync_page(qtbot, desk) as (window, page):
        window.work.sync.start()
        qtbot.waitUntil(lambda: window.work.last_report is not None, timeout=PATIENCE)
        not_found(desk, office.cases["李建国"].id)
        let: list[str] = []
        window.work.events._release = lambda: let.append("sleep")
        window.work.events.on_sleep(True)
        qtbot.waitUntil(lambda: let == ["sleep"], timeout=PATIENCE)
        with desk.store.reading() as unit:
            assert unit.outbox.counts()["waiting"] == 0
        qtbot.waitUntil(lambda: page.sentence.text() == "本机的记录都已送达。", timeout=PATIENCE)


def test_away_from_the_net_is_grey_and_asks_for_nothing(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_with_cases(office)
    sync(replace(desk, server_url="http://127.0.0.1:9"))
    with sync_page(qtbot, desk) as (_, page):
        assert says(page, "可以继续离线工作，联网后会自动同步")
        assert page.sentence.property("tone") == "text_2"
        assert not page.renew.isVisible()


def test_an_expired_sign_in_is_renewed_in_place(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with_cases(office)
    with desk.store.writing() as unit:
        unit.settings.set("token", "worn out")
    assert sync(desk).error is not None
    not_found(desk, office.cases["李建国"].id)
    with sync_page(qtbot, desk) as (window, page):
        assert page.renew.isVisible()
        assert says(page.renew, "登录凭证已过期"), "once, where it can be put right"
        assert page.sentence.text() == "1 份走访等待发送，都加密保存在本机。"
        write(page.renew.passphrase, "wrong")
        press(page.renew, "重新登录")
        qtbot.waitUntil(lambda: says(page.renew, "口令不对"), timeout=PATIENCE)
        window.work.start()
        write(page.renew.passphrase, PASSPHRASE)
        press(page.renew, "重新登录")
        qtbot.waitUntil(lambda: not page.renew.isVisible(), timeout=PATIENCE)
        qtbot.waitUntil(lambda: page.numbers.waiting.value.text() == "0", timeout=PATIENCE)
    assert user_folder(office.folder / "laptop-zhouming", "zhouming").exists()


def test_a_laptop_that_has_done_nothing_yet_says_so(office: TestOffice, qtbot: QtBot) -> None:
    desk = office.desk("zhouming")
    with sync_page(qtbot, desk) as (_, page):
        assert page.sentence.text() == "这台电脑还没有同步过。"
        assert says(page.facts, "没有等待发送的记录")


def test_a_file_and_its_record_are_counted_once_and_many_photos_are_one_line(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with_cases(office)
    not_found(desk, office.cases["王秀英"].id)
    for number in range(3):
        attach(desk, office.cases["李建国"], f"{number}.jpg", 300_000)
    with sync_page(qtbot, desk) as (_, page):
        assert page.numbers.waiting.value.text() == "1"
        assert page.numbers.files.value.text() == "3"
        assert "3 张照片 · 李建国 · 李记小炒" in texts(page.files)
        assert not says(page.facts, "附上文件")


def test_refused_files_alone_lead_to_their_reasons(office: TestOffice, qtbot: QtBot) -> None:
    desk = desk_with_cases(office)
    attach(desk, office.cases["李建国"], "大.jpg", 2 * MB)
    with office.store.writing() as unit:
        unit.files.set_limits({"photo": MB})
    sync(desk)
    with sync_page(qtbot, desk) as (_, page):
        assert page.numbers.refused.value.text() == "1"
        assert not page.refused.isVisible()
        press(page, "未被接收（1）")
        qtbot.waitUntil(lambda: bool(page.custody.findChildren(FileRow)), timeout=PATIENCE)
        assert [row.accessibleName() for row in page.custody.findChildren(FileRow)] == ["大.jpg 未被接收"]
