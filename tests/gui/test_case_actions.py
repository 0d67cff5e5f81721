"""Several cases at once: choosing, the menu, the day, tags, saved filters, columns, and a list that is taken out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from fieldapp import clock
from fieldapp.services import day_plan, export_list, saved_filters
from fieldapp.services.plan_day import plan_day
from fieldapp.store.laptop.case_filter import CaseFilter, Mark
from tests.gui.field_window import FieldWindow, field_window, named, press, texts
from tests.laptops import bring_cases, desk_in
from tests.office import MORNING, some_cases, staff
from ui.collector.case_actions import SelectionBar
from ui.collector.case_export import ExportPanel
from ui.collector.cases import CasesPage

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[FieldWindow]:
    before = clock.use(clock.PracticeClock(MORNING))
    person = staff()[0]
    desk = desk_in(tmp_path / "desk", person)
    bring_cases(desk.store, person, some_cases(person))
    with field_window(qtbot, desk, place="cases") as one:
        one.activate()
        yield one
    desk.store.close()
    clock.use(before)


def page(window: FieldWindow) -> CasesPage:
    shown = window.page()
    assert isinstance(shown, CasesPage)
    return shown


def view(window: FieldWindow) -> QTableView:
    return page(window)._table.view


def choose_three(window: FieldWindow) -> None:
    view(window).setFocus()
    QTest.keyClick(view(window), Qt.Key.Key_Home)
    for _ in range(2):
        QTest.keyClick(view(window), Qt.Key.Key_Down, SHIFT)
    window.settle()


def bar(window: FieldWindow) -> SelectionBar:
    found = page(window).findChild(SelectionBar)
    assert found is not None
    return found


def menu(window: FieldWindow) -> QMenu:
    found = page(window).findChildren(QMenu)
    assert found
    return found[0]


def words(menu_: QMenu) -> list[str]:
    return [action.text() for action in menu_.actions() if action.text()]


def act(menu_: QMenu, name: str) -> None:
    next(action for action in menu_.actions() if action.text() == name).trigger()
    menu_.close()


def test_chosen_cases_are_counted_and_put_into_today_and_taken_out_by_undo(window: FieldWindow) -> None:
    choose_three(window)
    assert "已选 3 个案件" in texts(bar(window))
    press(next(key for key in bar(window).findChildren(QPushButton) if key.text() == "加入今日"))
    window.settle()
    assert len(plan_day(window.desk).plan.added) == 3
    assert window.shell.toaster.shown()[-1] == "已把 3 个案件排入今日"
    undo = next(key for key in window.shell.findChildren(QPushButton) if key.text() == "撤销" and key.isVisible())
    press(undo)
    window.settle()
    assert plan_day(window.desk).plan.added == ()


def test_escape_lets_go_of_all_but_the_current_and_ctrl_a_takes_everything(window: FieldWindow) -> None:
    choose_three(window)
    QTest.keyClick(view(window), Qt.Key.Key_Escape)
    assert not bar(window).isVisible()
    QTest.keyClick(view(window), Qt.Key.Key_A, CTRL)
    assert "已选 6 个案件" in texts(bar(window))
    choice = page(window)._table.choice
    assert choice is not None
    assert choice.everything()
    assert len(page(window)._chosen_ids()()) == 6
    QTest.keyClick(view(window), Qt.Key.Key_Home)
    QTest.keyClick(view(window), Qt.Key.Key_End, SHIFT)
    window.settle()
    assert not choice.everything()
    assert choice.count() == 6


def test_what_is_chosen_stays_chosen_when_rows_move(window: FieldWindow) -> None:
    choose_three(window)
    before = set(page(window)._chosen_ids()())
    page(window)._ask(sort="name", descending=False)
    window.settle()
    assert not bar(window).isVisible(), "another question is another list"
    choose_three(window)
    before = set(page(window)._chosen_ids()())
    window.news()
    assert set(page(window)._chosen_ids()()) == before
    rows = [page(window)._table.model.row(one.row()) for one in view(window).selectionModel().selectedRows()]
    marked = {line.case_id if line is not None else "not there" for line in rows}
    assert marked == before


def test_the_menu_comes_by_key_and_by_the_right_button_and_plans_a_visit(window: FieldWindow) -> None:
    view(window).setFocus()
    QTest.keyClick(view(window), Qt.Key.Key_Home)
    QTest.keyClick(view(window), Qt.Key.Key_F10, SHIFT)
    found = menu(window)
    assert {"打开案件", "速览", "开始外访", "加入今日", "加标签…", "导出所选…", "复制案件号"} <= set(words(found))
    days = next(action.menu() for action in found.actions() if action.text() == "安排外访")
    assert isinstance(days, QMenu)
    days.actions()[0].trigger()
    found.close()
    window.settle()
    tomorrow = clock.today() + timedelta(days=1)
    assert day_plan.planned_days(window.desk) == {tomorrow: 1}
    view(window).customContextMenuRequested.emit(QPoint(20, 20))
    act(menu(window), "开始外访")
    assert window.opened[-1][0] == "visit"


def test_a_tag_is_typed_in_place_and_found_again(window: FieldWindow) -> None:
    choose_three(window)
    press(next(key for key in bar(window).findChildren(QPushButton) if key.text() == "加标签"))
    field = bar(window).findChild(QLineEdit)
    assert field is not None
    field.setText("有车")
    QTest.keyClick(field, Qt.Key.Key_Return)
    window.settle()
    with window.desk.store.reading() as unit:
        assert unit.cases.count(CaseFilter("有车")) == 3


def test_a_filter_is_kept_under_a_name_and_one_press_brings_it_back(window: FieldWindow) -> None:
    page(window)._ask(marks=(Mark.NO_PLACE.value,))
    window.settle()
    press(next(k for k in page(window).findChildren(QPushButton) if k.text() == "存为筛选" and k.isVisible()))
    field = named(page(window), "筛选的名称")
    assert isinstance(field, QLineEdit)
    field.setText("没位置")
    QTest.keyClick(field, Qt.Key.Key_Return)
    window.settle()
    assert [one.name for one in saved_filters.saved_filters(window.desk)] == ["没位置"]
    page(window)._forget_filter()
    window.settle()
    assert page(window)._table.model.rowCount() == 6
    press(named(page(window), "没位置"))
    window.settle()
    assert page(window)._table.model.rowCount() == 1


def test_columns_are_chosen_and_kept_for_the_next_window(window: FieldWindow) -> None:
    page(window)._beside.show_part("columns")
    page(window)._beside._show_columns(("name", "payoff", "owed"))
    window.settle()
    assert page(window)._table.layout_.shown() == ("name", "payoff", "owed")
    assert saved_filters.list_look(window.desk).columns == ("name", "payoff", "owed")
    window.shell.rebuild()
    window.settle()
    assert page(window)._table.layout_.shown() == ("name", "payoff", "owed")


def test_the_list_is_written_with_its_mark_and_without_a_number_of_anybody(window: FieldWindow, tmp_path: Path) -> None:
    choose_three(window)
    press(next(key for key in bar(window).findChildren(QPushButton) if key.text() == "导出所选"))
    window.settle()
    panel = page(window).findChild(ExportPanel)
    assert panel is not None
    assert "规则允许导出遮盖后的工作清单（R36）。" in texts(panel)
    panel.choose_path = lambda name, _kind: str(tmp_path / name)
    for kind in ("xlsx", "pdf"):
        panel._kind.set_value(kind)
        press(next(key for key in panel.findChildren(QPushButton) if key.text() == "导出到…"))
        window.bot.waitUntil(lambda: panel._task is None, timeout=20_000)
        window.settle()
    sheet_file, pdf = sorted(tmp_path.glob("案件清单-*"), key=lambda one: one.suffix, reverse=True)
    assert pdf.read_bytes().startswith(b"%PDF")
    sheet = load_workbook(sheet_file).active
    assert isinstance(sheet, Worksheet)
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert str(cells[0][0]).startswith("周明（C0417） · 2026-07-25 10:0")
    assert "3 条 · 外访准备" in str(cells[0][0])
    assert [row[0] for row in cells[2:5]] == ["孙国庆", "赵德顺", "李建国"]
    flat = " ".join(str(cell) for row in cells for cell in row)
    assert "1390000" not in flat
    assert "3205021988" not in flat
    log = export_list.exports(window.desk)
    assert [(one.rows, one.kind.value) for one in log] == [(3, "pdf"), (3, "xlsx")]
