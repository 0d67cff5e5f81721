"""Settings: in force at once and kept, a paper verified in sentences, and nobody signs out past what is not sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldapp.domain.visit import Met, Outcome
from fieldapp.errors import KnownError
from fieldapp.services import decide_plan, record_visit, verify_file
from fieldapp.services.desk import Desk
from tests.gui.place_window import PATIENCE, PlaceWindow, place_window, press, says, segment, texts
from tests.gui.plan_window import sealed_plan, visited
from tests.office import PASSPHRASE, TestOffice, borrower_case, sync
from ui import i18n, theme
from ui.preferences import Preferences
from ui.settings_page import SettingsPage


def plain_desk(office: TestOffice) -> Desk:
    office.save(borrower_case(office.people["zhouming"]))
    desk = office.desk("zhouming")
    sync(desk)
    return desk


@contextmanager
def settings(qtbot: QtBot, desk: Desk) -> Iterator[tuple[PlaceWindow, SettingsPage]]:
    with place_window(qtbot, desk) as window:
        page = window.go("settings")
        assert isinstance(page, SettingsPage)
        yield window, page


@pytest.fixture(autouse=True)
def _as_it_was(look: QApplication) -> Iterator[None]:
    yield
    theme.apply(look, "light")
    if i18n.language() != "zh_CN":
        i18n.switch("zh_CN")


def kept(desk: Desk) -> Preferences:
    return Preferences(desk.folder / "preferences")


def test_dark_is_put_in_force_at_once_and_kept(office: TestOffice, qtbot: QtBot) -> None:
    desk = plain_desk(office)
    with settings(qtbot, desk) as (window, page):
        QTest.mouseClick(segment(page.look, "dark"), Qt.MouseButton.LeftButton)
        assert theme.current().dark
        assert kept(desk).theme == "dark"
        assert window.shell.page() is page, "colours alone need no other pages"


def test_a_larger_text_makes_the_pages_anew_with_the_keyboard_on_the_same_choice(
    office: TestOffice, qtbot: QtBot
) -> None:
    desk = plain_desk(office)
    with settings(qtbot, desk) as (window, page):
        segment(page.text_size, "1.0").setFocus()
        QTest.keyClick(segment(page.text_size, "1.0"), Qt.Key.Key_Right)
        assert theme.current().text_scale == 1.15
        assert kept(desk).text_scale == 1.15
        again = window.shell.page()
        assert isinstance(again, SettingsPage)
        assert again is not page
        qtbot.waitUntil(lambda: QApplication.focusWidget() is segment(again.text_size, "1.15"))


def test_another_language_is_put_in_force_at_once_and_kept(office: TestOffice, qtbot: QtBot) -> None:
    desk = plain_desk(office)
    with settings(qtbot, desk) as (window, page):
        QTest.mouseClick(segment(page.language, "en"), Qt.MouseButton.LeftButton)
        assert i18n.language() == "en"
        assert kept(desk).language == "en"
        assert window.shell.page() is not page


def test_a_language_that_is_not_installed_is_told_and_the_old_one_stays(
    office: TestOffice, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = plain_desk(office)

    def missing(_to: str) -> None:
        raise KnownError("setup.resource_missing", {"name": "fieldapp_en.qm"})

    with settings(qtbot, desk) as (_, page):
        monkeypatch.setattr(i18n, "switch", missing)
        QTest.mouseClick(segment(page.language, "en"), Qt.MouseButton.LeftButton)
        monkeypatch.undo()
        assert says(page, "缺少安装资源：fieldapp_en.qm")
        assert segment(page.language, "zh_CN").isChecked()
        assert kept(desk).language == "zh_CN"


def test_a_paper_that_both_sealed_is_said_to_be_sound(office: TestOffice, qtbot: QtBot, tmp_path: Path) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk, other = office.desk("zhouming"), office.desk("chenlan")
    sync(desk)
    visited(desk, case.id)
    sealed = sealed_plan(desk, case.id)
    sync(desk)
    sync(other)
    decide_plan.approve(other, case.id, sealed.plan_id, PASSPHRASE, "同意")
    with other.store.reading() as unit:
        document = unit.files.get(case.id).documents[0]
        pdf = unit.attachments.content(document.current.sha256)
    assert pdf is not None
    whole, changed = tmp_path / "whole.pdf", tmp_path / "changed.pdf"
    whole.write_bytes(pdf)
    changed.write_bytes(pdf.replace(b"/Type", b"/Tipe", 1))
    with settings(qtbot, desk) as (window, page):
        drop(page, whole)
        qtbot.waitUntil(lambda: "文件完整，签名可信。" in texts(page.verify), timeout=PATIENCE)
        assert says(page.verify, f"whole.pdf · {document.content.number}")
        assert says(page.verify, "审批人 陈岚（工号 S0003）")
        page.verify.verify(changed)
        qtbot.waitUntil(lambda: "文件不完整或被改动，不可采信。" in texts(page.verify), timeout=PATIENCE)
        window.settle()


def drop(page: SettingsPage, path: Path) -> None:
    """Let a file fall onto the card, as the window system does."""
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    copy, none, left = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QApplication.sendEvent(page.verify, QDragEnterEvent(QPointF(9, 9), copy, files, left, none))
    QApplication.sendEvent(page.verify, QDropEvent(QPointF(9, 9), copy, files, left, none))


def test_any_file_gets_an_answer_in_place(office: TestOffice, qtbot: QtBot, tmp_path: Path) -> None:
    desk = plain_desk(office)
    letter = tmp_path / "letter.txt"
    letter.write_text("no paper", encoding="utf-8")
    with settings(qtbot, desk) as (_, page):
        page.verify.verify(letter)
        qtbot.waitUntil(lambda: says(page.verify, "这不是 PDF 文件"), timeout=PATIENCE)
        page.verify.verify(tmp_path / "gone.pdf")
        qtbot.waitUntil(lambda: says(page.verify, "找不到文件"), timeout=PATIENCE)
        page.verify.verify(tmp_path)
        qtbot.waitUntil(lambda: says(page.verify, "无法读取文件"), timeout=PATIENCE)


def test_a_file_too_large_to_be_ours_is_not_read(office: TestOffice, tmp_path: Path) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(verify_file.LARGEST + 1)
    with pytest.raises(KnownError, match=r"paper\.too_large"):
        verify_file.verify_file(plain_desk(office), huge)


def test_signing_out_with_nothing_waiting_asks_nothing(office: TestOffice, qtbot: QtBot) -> None:
    desk = plain_desk(office)
    with settings(qtbot, desk) as (window, page), qtbot.waitSignal(window.work.signed_out, timeout=PATIENCE):
        press(page, "退出登录")


def test_signing_out_says_what_has_not_been_sent_and_offers_to_send_it(office: TestOffice, qtbot: QtBot) -> None:
    desk = plain_desk(office)
    draft = record_visit.begin_visit(desk, office.cases["李建国"].id).draft
    draft.met, draft.outcome = Met.NOBODY, Outcome.NOT_FOUND
    record_visit.finish_visit(desk, draft)
    with settings(qtbot, desk) as (window, page):
        left: list[bool] = []
        window.work.signed_out.connect(lambda: left.append(True))
        press(page, "退出登录")
        qtbot.waitUntil(lambda: says(window.shell, "1 份走访等待发送。"), timeout=PATIENCE)
        assert says(window.shell, "留到下次也不会丢")
        assert not left
        press(window.shell, "留到下次")
        assert left == [True]


def test_what_the_program_is_built_on_and_where_its_data_lies_is_told(office: TestOffice, qtbot: QtBot) -> None:
    desk = plain_desk(office)
    with settings(qtbot, desk) as (_, page):
        for words in ("LGPL-3.0", "OFL-1.1", str(desk.folder / "preferences"), desk.device_id):
            assert words in texts(page)
        press(page, "查看许可全文")
        assert not says(page, "缺少安装资源")
