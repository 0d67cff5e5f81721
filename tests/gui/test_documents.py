"""The papers of a laptop: the list, the page, what the seals are worth, copies on disk and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pytest
import sqlalchemy as sa
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from db.client_schema import attachment
from fieldapp.domain.plans.plan_life import PlanDecision, PlanState
from fieldapp.services import decide_plan
from fieldapp.services.desk import Desk
from fieldapp.services.issue_document import SealedPaper
from fieldapp.store.laptop.unit import ChangeSet
from tests.gui.plan_window import collector_window, sealed_plan, settle
from tests.office import PASSPHRASE, TestOffice, borrower_case, sync
from ui import words
from ui.collector.documents import DocumentsPage
from ui.parts import hand_over as hand_over_sheet
from ui.parts import paper_print
from ui.parts.drives import Drive
from ui.parts.hand_over import HandOverSheet
from ui.parts.paper_print import PrintSheet
from ui.shell import Shell
from ui.workplace import Workplace


@dataclass
class Papers:
    """A collector with two sealed papers and the page of papers on screen."""

    bot: QtBot
    office: TestOffice
    desk: Desk
    made: dict[str, SealedPaper]
    work: Workplace
    shell: Shell

    def settle(self) -> None:
        settle(self.bot, self.work)

    def page(self) -> DocumentsPage:
        page = self.shell.page()
        assert isinstance(page, DocumentsPage)
        return page

    def rows(self) -> list[tuple[str, str, str]]:
        page = self.page()
        model, seconds = page.table.model, [words.file_state(line.file_state)[0] for line in page._lines]
        return [
            (str(model.index(row, 0).data()), str(model.index(row, 1).data()), seconds[row])
            for row in range(model.rowCount())
        ]

    def change_file(self, name: str, **values: object) -> None:
        """Somebody or something has changed the file in the store."""
        made = self.made[name]
        with self.desk.store.writing() as unit:
            document = next(d for c in unit.cases.with_documents() for d in unit.files.get(c).documents
                            if d.id == made.document_id)  # fmt: skip
            where = attachment.c.sha256 == document.current.sha256
            unit.attachments._connection.execute(sa.update(attachment).where(where).values(**values))


@pytest.fixture
def papers(qtbot: QtBot, office: TestOffice) -> Iterator[Papers]:
    cases = [
        borrower_case(office.people["zhouming"]),
        borrower_case(office.people["zhouming"], "王秀英", "秀英水果超市", 413),
    ]
    office.save(*cases)
    desk = office.desk("zhouming")
    sync(desk)
    made = {case.borrower.name: sealed_plan(desk, case.id) for case in cases}
    with collector_window(desk) as (work, shell):
        shell.resize(1366, 768)
        shell.go("documents")
        settle(qtbot, work)
        yield Papers(qtbot, office, desk, made, work, shell)


def test_a_laptop_without_papers_says_where_they_come_from(qtbot: QtBot, office: TestOffice) -> None:
    desk = office.desk("zhouming")
    with collector_window(desk) as (work, shell):
        shell.go("documents")
        settle(qtbot, work)
        page = shell.page()
        assert isinstance(page, DocumentsPage)
        assert page.table._empty.accessibleName() == "还没有文书"
        assert page._right.isHidden()


def test_the_newest_paper_is_shown_with_its_state_and_where_its_file_is(papers: Papers) -> None:
    assert papers.rows() == [("王秀英", "提案 · 待审批", "等待发送"), ("李建国", "提案 · 待审批", "等待发送")]
    page = papers.page()
    assert page._title.text() == "王秀英 · 还款计划书"
    assert page.reader.validity.sentences()[0] == "文件完整，签名可信。"
    sync(papers.desk)
    papers.work.changed.emit(ChangeSet(files=True))
    papers.settle()
    assert [row[2] for row in papers.rows()] == ["办公室已核对", "办公室已核对"]


def test_the_keyboard_walks_the_list_and_the_page_follows(papers: Papers) -> None:
    page = papers.page()
    page.table.view.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Down)
    papers.settle()
    assert page._title.text() == "李建国 · 还款计划书"
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert page.reader.pane.view.hasFocus()
    before = page.reader.pane.view.verticalScrollBar().value()
    QTest.keyClick(page.reader.pane.view, Qt.Key.Key_PageDown)
    assert page.reader.pane.view.verticalScrollBar().value() > before


def test_a_paper_that_was_asked_for_is_the_one_on_screen(papers: Papers) -> None:
    papers.work.open("paper", papers.made["李建国"].document_id)
    papers.settle()
    assert papers.page()._title.text() == "李建国 · 还款计划书"
    papers.page()._buttons[-1].click()
    assert papers.shell.page_key() == f"case:{papers.office.cases['李建国'].id}"


def test_an_approved_paper_shows_both_seals(papers: Papers) -> None:
    sync(papers.desk)
    other = papers.office.desk("chenlan")
    sync(other)
    made = papers.made["李建国"]
    decide_plan.approve(other, papers.office.cases["李建国"].id, made.plan_id, PASSPHRASE)
    sync(other)
    other.store.close()
    sync(papers.desk)
    papers.work.open("paper", made.document_id)
    papers.settle()
    assert ("李建国", "已生效", "已取回") in papers.rows()
    said = papers.page().reader.validity.sentences()
    assert said[1] == "方案已生效，按这份文书履行"
    assert said[3] == "审批人 陈岚（工号 S0003）07-25 10:00 数字签名，此后没有改动，证书由办公室签发"
    assert not any("尚未生效" in sentence for sentence in said)


def test_a_file_that_has_not_come_yet_is_said_and_offers_to_sync(papers: Papers) -> None:
    papers.change_file("李建国", content=None, state="wanted")
    papers.work.open("paper", papers.made["李建国"].document_id)
    papers.settle()
    page = papers.page()
    assert page.reader._whole.currentWidget() is page.reader._absent
    assert not page._buttons[0].isEnabled()
    asked: list[bool] = []
    papers.work.sync.request = lambda *_: asked.append(True)  # type: ignore[method-assign]
    page.reader._absent.acted.emit()
    assert asked == [True]


def test_a_changed_byte_is_found_and_said(papers: Papers) -> None:
    pdf = bytearray(papers.made["李建国"].pdf)
    at = pdf.index(b"/Contents <") - 400
    pdf[at] ^= 1
    papers.change_file("李建国", content=bytes(pdf))
    papers.work.open("paper", papers.made["李建国"].document_id)
    papers.settle()
    said = papers.page().reader.validity.sentences()
    assert said[0] == "文件不完整或被改动，不可采信。"
    assert any(sentence.startswith("文件与账册登记的不一致") for sentence in said)


def answer(kind: type[QDialog]) -> QDialog:
    """The dialog that asks something, once it is there."""
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def save_as(papers: Papers, path: Path) -> None:
    """Press for a copy and choose where to."""
    papers.page()._buttons[0].click()
    dialog = answer(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    papers.settle()


def test_a_copy_is_the_file_byte_for_byte(papers: Papers, tmp_path: Path) -> None:
    save_as(papers, tmp_path / "副本.pdf")
    assert (tmp_path / "副本.pdf").read_bytes() == papers.made["王秀英"].pdf
    assert "副本不再加密" in papers.shell.toaster.shown()[0]


def test_a_copy_that_cannot_be_written_is_said(papers: Papers) -> None:
    save_as(papers, Path("/proc/no/such.pdf"))
    assert papers.shell.toaster.shown()[0].startswith("副本没有写成")


class PdfPrinter:
    """Stands in for the printers of the machine: one, which writes a file."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, out: Path) -> None:
        self.out = out
        self.names = ["收银台打印机"]
        monkeypatch.setattr(paper_print, "printers", lambda: self.names)
        monkeypatch.setattr(paper_print, "printer_named", self._make)

    def _make(self, _name: str) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(self.out))
        return made


def print_sheet(papers: Papers) -> PrintSheet:
    papers.page()._buttons[1].click()
    papers.settle()
    (sheet,) = papers.page().findChildren(PrintSheet)
    return sheet


def test_what_is_printed_has_every_page_with_its_seals(
    papers: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = PdfPrinter(monkeypatch, tmp_path / "printed.pdf")
    sheet = print_sheet(papers)
    assert sheet.printer.currentText() == "收银台打印机"
    sheet.start.click()
    papers.settle()
    assert papers.shell.toaster.shown() == ["已交给打印机。"]
    with pypdfium2.PdfDocument(printer.out) as printed:
        assert len(printed) == 2
        wide, high = printed[0].get_size()
        bitmap = printed[1].render(scale=1).to_pil()
    assert (round(wide), round(high)) == (595, 842)
    inked = [point for point in bitmap.get_flattened_data() if point[2] > point[0] + 60]
    assert len(inked) > 100, "ink and seals are blue"
    red = [point for point in bitmap.get_flattened_data() if point[0] > point[2] + 20]
    assert len(red) > 500, "what is not in force says so across every page"
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_without_a_printer_it_says_so_and_what_to_do(
    papers: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = PdfPrinter(monkeypatch, tmp_path / "printed.pdf")
    printer.names = []
    sheet = print_sheet(papers)
    assert sheet._told.accessibleName().startswith("这台电脑上没有装打印机")
    assert not sheet.start.isEnabled()
    printer.names = ["接上了"]
    sheet.again.click()
    papers.settle()
    assert sheet.start.isEnabled()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert papers.page().findChildren(PrintSheet) == []


def test_printing_can_be_stopped(papers: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    PdfPrinter(monkeypatch, tmp_path / "printed.pdf")
    sheet = print_sheet(papers)
    sheet.start.click()
    sheet.stop.click()
    papers.settle()
    assert "已取消打印" in sheet._told.accessibleName()
    assert sheet.start.isEnabled()
    assert papers.shell.toaster.shown() == []


def hand_over(papers: Papers) -> HandOverSheet:
    papers.page()._buttons[2].click()
    papers.settle()
    (sheet,) = papers.page().findChildren(HandOverSheet)
    return sheet


def test_a_copy_goes_onto_a_stick_and_is_read_back(
    papers: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    drive = Drive("客户的U盘", stick, 8_000_000_000, read_only=False)
    monkeypatch.setattr(hand_over_sheet, "removable_drives", lambda: [drive])
    sheet = hand_over(papers)
    (found,) = sheet.drive_buttons()
    assert isinstance(found, QPushButton)
    assert found.text() == "客户的U盘（可用 8,000 MB）"
    found.click()
    papers.settle()
    assert "已写入并核对一致" in sheet._stick_told.accessibleName()
    (copy,) = stick.iterdir()
    assert copy.read_bytes() == papers.made["王秀英"].pdf
    assert copy.name.startswith("HKJH-")


def test_without_a_stick_it_says_so_and_a_full_one_cannot_be_chosen(
    papers: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drives: list[Drive] = []
    monkeypatch.setattr(hand_over_sheet, "removable_drives", lambda: drives)
    sheet = hand_over(papers)
    (told,) = sheet.drive_buttons()
    assert isinstance(told, QLabel)
    assert "没有找到 U 盘" in told.text()
    drives += [Drive("满", tmp_path, 10, read_only=False), Drive("锁", tmp_path, 10**9, read_only=True)]
    sheet.look_again.click()
    papers.settle()
    assert [one.isEnabled() for one in sheet.drive_buttons()] == [False, False]


def test_a_pulled_stick_is_said_and_leaves_nothing_under_the_name(
    papers: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "pulled"
    monkeypatch.setattr(hand_over_sheet, "removable_drives", lambda: [Drive("U", gone, 10**9, read_only=False)])
    sheet = hand_over(papers)
    sheet.copy_to(gone)
    papers.settle()
    assert sheet._stick_told.accessibleName().startswith("U 盘在写入时被拔出")


def test_the_code_says_what_it_holds_and_mail_waits_for_a_line(papers: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hand_over_sheet, "removable_drives", list)
    sheet = hand_over(papers)
    assert "各期日期和金额" in sheet._code_told.text()
    assert sheet.code.sizeHint().width() > 100
    assert not sheet.mail.isEnabled()
    assert "现在离线" in sheet._mail_told.accessibleName()


def test_the_mail_program_gets_the_number_and_nothing_about_the_borrower(
    papers: Papers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    answers = [True, False]

    def open_url(url: QUrl) -> bool:
        opened.append(url.toString())
        return answers.pop(0)

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    monkeypatch.setattr(hand_over_sheet, "removable_drives", list)
    sheet = hand_over(papers)
    for said in ("邮件程序已打开。请添加附件", "没有可用的邮件程序。副本已存到"):
        sheet.mail_from(tmp_path / "副本.pdf")
        papers.settle()
        assert said in sheet._mail_told.accessibleName()
    assert opened[0].startswith("mailto:?subject=")
    assert "王秀英" not in opened[0]
    assert (tmp_path / "副本.pdf").read_bytes() == papers.made["王秀英"].pdf


def test_a_rejected_plans_paper_does_not_say_that_it_waits(papers: Papers, office: TestOffice) -> None:
    reader = papers.page().reader
    document = reader._document
    assert document is not None
    shown = papers.page()._shown
    assert shown is not None
    plan = shown.plan
    assert plan is not None
    rejected = replace(plan, state=PlanState.REJECTED, decisions=(PlanDecision("x", plan.proposed_at, "期数太长"),))
    reader.show_document(document, rejected)
    said = " ".join(reader.validity.sentences())
    assert "方案已被否决，这份文书不生效" in said
    assert "尚未生效" not in said
    assert reader.mark() == "已否决 · 无效"
    reader.show_document(document, replace(plan, state=PlanState.ACTIVE))
    assert reader.mark() == ""
    assert "方案已生效" in " ".join(reader.validity.sentences())
