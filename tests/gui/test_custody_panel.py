"""The light that says whether the laptop may be handed in, its receipt, and the rescue bundle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.services.custody import safe_to_hand_in
from fieldapp.store.laptop.unit import ChangeSet
from tests.gui.field_window import named, press, texts
from tests.office import TestOffice, sync
from tests.sync.attached import MB, OGG, attach, working
from ui.custody_panel import CustodyPanel, FileRow
from ui.parts.rescue_dialog import RescueDialog
from ui.tasks import Tasks
from ui.workplace import Workplace


@pytest.fixture
def at_work(office: TestOffice) -> Iterator[tuple[Workplace, Case]]:
    desk, case = working(office)
    work = Workplace(desk, Tasks())
    yield work, case
    work.close()


def panel_of(work: Workplace, qtbot: QtBot) -> CustodyPanel:
    panel = CustodyPanel(work)
    qtbot.addWidget(panel)
    panel.resize(1100, 700)
    panel.show()
    settle(work, qtbot)
    return panel


def settle(work: Workplace, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not work.tasks.running(), timeout=10_000)


def told(panel: CustodyPanel, work: Workplace, qtbot: QtBot) -> list[str]:
    work.changed.emit(ChangeSet(outbox=True, files=True))
    settle(work, qtbot)
    return texts(panel)


def test_the_light_is_green_only_when_the_server_has_checked_everything(
    at_work: tuple[Workplace, Case], qtbot: QtBot
) -> None:
    work, case = at_work
    panel = panel_of(work, qtbot)
    assert "可以交回电脑" in texts(panel)
    attach(work.desk, case, "a.jpg", 300_000)
    said = told(panel, work, qtbot)
    assert "还不能交回电脑" in said
    assert not any("条记录" in one for one in said), "a file and the record that names it are one thing"
    assert "· 1 个文件办公室还没有核对。联网后会自动发送。" in said
    sync(work.desk)
    said = told(panel, work, qtbot)
    assert "可以交回电脑" in said
    assert "1 条记录和 1 个文件，办公室都已核对。办公室还没有报告过备份。" in said
    with work.desk.store.writing() as unit:
        unit.settings.set("backup_at", clock.now().isoformat())
    assert any("全部已在备份中" in one for one in told(panel, work, qtbot))


def test_a_refused_file_is_told_with_its_reason_can_be_saved_and_is_done_with_when_it_was_read(
    at_work: tuple[Workplace, Case], office: TestOffice, qtbot: QtBot
) -> None:
    work, case = at_work
    attach(work.desk, case, "大.jpg", 2 * MB)
    with office.store.writing() as unit:
        unit.files.set_limits({"photo": MB})
    sync(work.desk)
    panel = panel_of(work, qtbot)
    assert "· 1 个文件未被接收，请先看原因，需要的话另存副本。" in texts(panel)
    qtbot.mouseClick(panel.unfold, Qt.MouseButton.LeftButton)
    settle(work, qtbot)
    (row,) = panel.findChildren(FileRow)
    assert row.accessibleName() == "大.jpg 未被接收"
    assert any("超过单个文件 1 MB" in one for one in texts(row))
    press(named(row, "知道了 大.jpg"))
    settle(work, qtbot)
    settle(work, qtbot)
    assert safe_to_hand_in(work.desk).safe
    assert "可以交回电脑" in told(panel, work, qtbot)


def test_the_receipt_is_a_text_that_names_every_file_and_fact(
    at_work: tuple[Workplace, Case], tmp_path: Path, qtbot: QtBot
) -> None:
    work, case = at_work
    first = attach(work.desk, case, "到了.jpg", 300_000)
    sync(work.desk)
    second = attach(work.desk, case, "没到.ogg", 400_000, OGG)
    panel = panel_of(work, qtbot)
    panel.save_to(tmp_path / "回执.txt")
    qtbot.waitUntil((tmp_path / "回执.txt").exists)
    settle(work, qtbot)
    text = (tmp_path / "回执.txt").read_text("utf-8-sig")
    lines = {one.sha256: next(line for line in text.split("\n") if one.sha256 in line) for one in (first, second)}
    assert "办公室已核对 | 2026-07-25 10:0" in lines[first.sha256]
    assert "等待发送" in lines[second.sha256]
    assert "还不能交回电脑" in text
    assert all(one.fact_id in text for one in (first, second))


def test_a_rescue_bundle_is_written_read_back_and_said_to_be(
    at_work: tuple[Workplace, Case], tmp_path: Path, qtbot: QtBot
) -> None:
    work, case = at_work
    attach(work.desk, case, "a.ogg", 2 * MB, OGG)
    dialog = RescueDialog(None, work.desk, work.tasks)
    dialog.show()
    settle(work, qtbot)
    assert any("1 条未送达的记录和 1 个未送达的文件" in one for one in texts(dialog))
    assert dialog.choose.isEnabled()
    with qtbot.waitSignal(dialog.written, timeout=10_000):
        dialog.write_to(tmp_path / "x.fabundle")
    assert (tmp_path / "x.fabundle").stat().st_size > 2 * MB
    assert any("已写好并读回核对" in one for one in texts(dialog))
    dialog.close()
    settle(work, qtbot)


def test_with_nothing_to_rescue_it_says_so_and_offers_nothing(at_work: tuple[Workplace, Case], qtbot: QtBot) -> None:
    work, _case = at_work
    dialog = RescueDialog(None, work.desk, work.tasks)
    dialog.show()
    settle(work, qtbot)
    assert any("没有需要救援的内容" in one for one in texts(dialog))
    assert not dialog.choose.isEnabled()
    dialog.close()
    settle(work, qtbot)


def test_a_stick_that_cannot_be_written_is_told_and_may_be_chosen_again(
    at_work: tuple[Workplace, Case], tmp_path: Path, qtbot: QtBot
) -> None:
    work, case = at_work
    attach(work.desk, case, "a.jpg", 300_000)
    dialog = RescueDialog(None, work.desk, work.tasks)
    dialog.show()
    settle(work, qtbot)
    dialog.write_to(tmp_path / "gone" / "x.fabundle")
    settle(work, qtbot)
    assert any("救援包写不到" in one for one in texts(dialog))
    assert dialog.choose.isEnabled()
    dialog.close()
    settle(work, qtbot)


def test_everything_on_the_panel_has_a_name(at_work: tuple[Workplace, Case], qtbot: QtBot) -> None:
    work, case = at_work
    attach(work.desk, case, "a.jpg", 300_000)
    panel = panel_of(work, qtbot)
    for made in panel.findChildren(QPushButton):
        if made.isVisibleTo(panel):
            assert made.accessibleName()
