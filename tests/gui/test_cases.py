"""The case list over a real store: finding, filtering, sorting, the quick look, and what is kept while one is away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableView
from pytestqt.qtbot import QtBot

from fieldapp.domain.visit import Outcome
from tests.gui.field_window import FieldWindow, field_window, press, texts, visit
from tests.office import TestOffice, some_cases, sync
from ui.collector.case_peek import CasePeek
from ui.collector.cases import CasesPage
from ui.widgets.filter_chips import FilterChip
from ui.widgets.search import SearchField
from ui.widgets.states import EmptyState

BY_URGENCY = ["孙国庆", "赵德顺", "李建国", "陈晓梅", "王秀英", "周小川"]


@pytest.fixture
def window(office: TestOffice, qtbot: QtBot) -> Iterator[FieldWindow]:
    office.save(*some_cases(office.people["zhouming"]))
    desk = office.desk("zhouming")
    sync(desk)
    with field_window(qtbot, desk, place="cases") as one:
        yield one


def page(window: FieldWindow) -> CasesPage:
    shown = window.page()
    assert isinstance(shown, CasesPage)
    return shown


def view(window: FieldWindow) -> QTableView:
    found = page(window).findChild(QTableView)
    assert found is not None
    return found


def column(window: FieldWindow, number: int = 0) -> list[str]:
    model = view(window).model()
    return [model.index(row, number).data() for row in range(model.rowCount())]


def search(window: FieldWindow, text: str) -> None:
    field = page(window).findChild(SearchField)
    assert field is not None
    field.clear()
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QCoreApplication.sendEvent(field, typed)
    window.bot.waitUntil(lambda: page(window)._wanted.filter.text == text)
    window.settle()


def chip(window: FieldWindow, words: str) -> FilterChip:
    return next(one for one in page(window).findChildren(FilterChip) if one.filter.words == words)


def test_the_list_reads_like_a_ledger(window: FieldWindow) -> None:
    assert column(window) == BY_URGENCY
    assert column(window, 1)[:3] == ["M4+ · 137 天", "M3 · 76 天", "M2 · 45 天"]
    assert column(window, 2) == ["55,329.68", "32,710.56", "21,643.56", "21,643.56", "10,741.81", "0.00"]
    assert column(window, 3)[0] == "从未走访"
    assert column(window, 4)[0] == "逾期 137 天，从未走访"
    assert column(window, 4)[5] == "暂无待办"
    assert "6 个案件 · 今日应还合计 ¥ 142,069.17" in texts(page(window))


@pytest.mark.parametrize(
    ("typed", "found"),
    [("李建国", ["李建国"]), ("ljg", ["李建国"]), ("0415", ["陈晓梅"]), ("工业大道", ["赵德顺"]), ("水果", ["王秀英"])],
)
def test_a_case_is_found_by_name_initials_digits_address_and_trade(
    window: FieldWindow, typed: str, found: list[str]
) -> None:
    search(window, typed)
    assert column(window) == found


def test_nothing_found_tells_how_to_search_and_takes_the_conditions_back(window: FieldWindow) -> None:
    press(chip(window, "M3"))
    search(window, "zzzz")
    shown = next(one for one in page(window).findChildren(EmptyState) if one.isVisible())
    assert shown.accessibleName() == "没有找到案件"
    assert "拼音首字母" in shown.accessibleDescription()
    press(next(one for one in shown.findChildren(QPushButton) if one.text() == "清除条件"))
    window.settle()
    assert column(window) == BY_URGENCY
    assert chip(window, "全部").isChecked()


def test_bucket_filters_carry_counts_and_the_foot_sums_what_is_shown(window: FieldWindow) -> None:
    assert [chip(window, name).accessibleName().split()[-1] for name in ("全部", "M0", "M2", "M4+")] == [
        "6",
        "1",
        "2",
        "1",
    ]
    press(chip(window, "M2"))
    window.settle()
    assert sorted(column(window)) == ["李建国", "陈晓梅"]
    assert "2 个案件 · 今日应还合计 ¥ 43,287.12" in texts(page(window))
    press(chip(window, "M3"))
    window.settle()
    assert sorted(column(window)) == ["李建国", "赵德顺", "陈晓梅"]
    press(chip(window, "全部"))
    window.settle()
    assert column(window) == BY_URGENCY


def test_a_head_sorts_turns_round_and_goes_back_to_urgency(window: FieldWindow) -> None:
    head = view(window).horizontalHeader()
    for wanted in (sorted(BY_URGENCY), sorted(BY_URGENCY, reverse=True), BY_URGENCY):
        head.sectionClicked.emit(0)
        window.settle()
        assert column(window) == wanted
    assert page(window)._wanted.filter.sort == "urgency"


def test_space_is_the_quick_look_that_follows_the_selection_and_escape_ends_it(window: FieldWindow) -> None:
    peek = page(window).findChild(CasePeek)
    assert peek is not None
    window.activate()
    view(window).setFocus()
    before = page(window)._table.layout_.shown()
    QTest.keyClick(view(window), Qt.Key.Key_Space)
    assert peek.isVisible()
    assert {"孙国庆", "¥ 55,329.68", "结清须 ¥ 117,429.19", "HK-2026-0416"} <= set(texts(peek))
    QTest.keyClick(view(window), Qt.Key.Key_Down)
    assert "赵德顺" in texts(peek)
    QTest.keyClick(view(window), Qt.Key.Key_Escape)
    assert not peek.isVisible()
    assert page(window)._table.layout_.shown() == before, "the list has its whole width again"
    assert view(window).hasFocus()


def test_return_opens_the_case_and_coming_back_finds_the_list_as_it_was(
    window: FieldWindow, office: TestOffice
) -> None:
    press(chip(window, "M2"))
    window.settle()
    window.activate()
    view(window).setFocus()
    QTest.keyClick(view(window), Qt.Key.Key_Down)
    name = column(window)[view(window).currentIndex().row()]
    QTest.keyClick(view(window), Qt.Key.Key_Return)
    window.settle()
    assert window.shell.page_key() == f"case:{office.cases[name].id}"
    window.shell.back()
    window.settle()
    assert sorted(column(window)) == ["李建国", "陈晓梅"]
    assert column(window)[view(window).currentIndex().row()] == name


def test_what_was_asked_for_outlives_a_page_made_anew(window: FieldWindow) -> None:
    search(window, "市")
    press(chip(window, "M2"))
    window.settle()
    window.shell.rebuild()
    window.bot.waitUntil(lambda: sorted(column(window)) == ["李建国", "陈晓梅"])
    assert page(window)._search.text() == "市"
    assert chip(window, "M2").isChecked()


def test_news_refresh_the_rows_and_keep_the_current_one(window: FieldWindow, office: TestOffice) -> None:
    window.activate()
    view(window).setFocus()
    QTest.keyClick(view(window), Qt.Key.Key_End)
    window.settle()
    assert column(window)[view(window).currentIndex().row()] == "周小川"
    visit(window.desk, office.cases["陈晓梅"].id, outcome=Outcome.REFUSED)
    window.news()
    assert column(window, 3)[column(window).index("陈晓梅")] == "今日 10:00 · 拒绝还款"
    assert column(window)[view(window).currentIndex().row()] == "周小川"


def test_ctrl_f_goes_to_the_search_field_and_down_into_the_list(window: FieldWindow) -> None:
    window.activate()
    view(window).setFocus()
    QTest.keyClick(view(window), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = page(window).findChild(SearchField)
    assert field is not None
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert view(window).hasFocus()


def test_return_in_the_search_field_opens_the_first_that_was_found(window: FieldWindow, office: TestOffice) -> None:
    search(window, "cxm")
    QTest.keyClick(page(window)._search, Qt.Key.Key_Return)
    window.settle()
    assert window.shell.page_key() == f"case:{office.cases['陈晓梅'].id}"


def test_before_the_first_sync_the_list_says_that_cases_are_coming(office: TestOffice, qtbot: QtBot) -> None:
    office.save(*some_cases(office.people["zhouming"]))
    desk = office.desk("zhouming")
    with field_window(qtbot, desk, place="cases") as window:
        assert "正在取回你的案件" in texts(page(window))
        sync(desk)
        window.news()
        assert column(window) == BY_URGENCY
