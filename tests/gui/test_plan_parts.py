"""The parts a plan is shown with: the rate field, the schedule, what can be paid, who must approve."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fieldapp.domain.observation import Observation
from fieldapp.domain.plans.affordability import capacity
from fieldapp.domain.plans.authority import Exceeded, Level, Requirement
from fieldapp.domain.plans.plan import PlanRow
from ui.parts.capacity_card import CapacityCard
from ui.parts.requirement import requirement_reasons, requirement_words
from ui.parts.schedule_table import BALANCE, OVER, ScheduleTable
from ui.widgets.bars import CapacityBar
from ui.widgets.emptying import empty
from ui.widgets.labels import label
from ui.widgets.ledger import Reason
from ui.widgets.rate_edit import RateEdit

ROWS = tuple(
    PlanRow(number, date(2026, 7 + number, 25), 1_000_000, 50_000 - number * 10_000, 0, 3_000_000 - number * 1_000_000)
    for number in (1, 2, 3)
)


@pytest.fixture
def rate(qtbot: QtBot) -> RateEdit:
    made = RateEdit("年利率", most=Decimal("0.12"), required=True)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("typed", "value"),
    [("12", "0.12"), ("8.5", "0.085"), ("０", "0"), ("10.", "0.1"), (" 9 %", "0.09"), (".5", "0.005")],
)
def test_a_rate_is_typed_in_percent_and_kept_as_an_exact_fraction(rate: RateEdit, typed: str, value: str) -> None:
    rate.setText(typed)
    rate.textEdited.emit(typed)
    assert rate.value() == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("12.01", "不能高于合同利率 12%"),
        ("-1", "请输入年利率，例如 12 或 8.5"),
        ("1e1", "请输入年利率，例如 12 或 8.5"),
        ("8.12345", "最多 4 位小数"),
    ],
)
def test_what_is_no_rate_says_why(rate: RateEdit, typed: str, reason: str) -> None:
    rate.setText(typed)
    rate.textEdited.emit(typed)
    assert rate.value() is None
    assert rate.reason() == reason


@given(st.integers(min_value=0, max_value=120_000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_rate_survives_showing_and_reading(rate: RateEdit, millionths: int) -> None:
    value = Decimal(millionths) / 1_000_000
    rate.set_value(value)
    assert rate.read(rate.text()) == value


def test_the_schedule_marks_the_rows_above_capacity_and_adds_up(qtbot: QtBot) -> None:
    table = ScheduleTable()
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.show()
    table.show_rows(ROWS, 1_030_000)
    assert [row[OVER] for row in table.texts()] == ["▲ 100.00", "", "", ""]
    assert table.texts()[-1][2:6] == ["30,000.00", "900.00", "0.00", "30,900.00"]
    assert table.isColumnHidden(4), "nobody needs a column of nothing"
    table.show_rows(ROWS, None)
    assert table.isColumnHidden(OVER)


def test_in_a_narrow_place_figures_are_never_cut(qtbot: QtBot) -> None:
    table = ScheduleTable()
    qtbot.addWidget(table)
    table.show_rows(ROWS, 1_030_000)
    table.show()
    for wide in (900, 560, 420, 300):
        table.resize(wide, table.height())
        metrics = table.fontMetrics()
        for column in range(OVER + 1):
            if not table.isColumnHidden(column):
                widest = max(metrics.horizontalAdvance(row[column]) for row in table.texts())
                assert table.columnWidth(column) >= widest, f"column {column} at {wide} px"
    assert table.isColumnHidden(BALANCE)


def test_what_can_be_paid_is_opened_line_by_line(qtbot: QtBot) -> None:
    card = CapacityCard()
    qtbot.addWidget(card)
    card.show()
    card.show_capacity(capacity(Observation(sales_month_claimed=4_000_000, margin_percent=25, costs_month=300_000)))
    assert card._sentence.text().startswith("只有一种估算：按自述月销售 40,000.00。")
    assert card.findChild(CapacityBar) is not None
    assert not card._lines.isVisible()
    card._how.click()
    lines = [line.accessibleName() for line in card._lines.findChildren(QWidget) if line.accessibleName()]
    assert "可还能力 = 结余 × 70% 4,900.00" in lines
    card._how.click()
    assert not card._lines.isVisible()


def test_a_business_that_leaves_nothing_says_so(qtbot: QtBot) -> None:
    card = CapacityCard()
    qtbot.addWidget(card)
    card.show_capacity(capacity(Observation(sales_month_claimed=400_000, margin_percent=25, costs_month=300_000)))
    said = [reason.accessibleName() for reason in card.findChildren(Reason)]
    assert "按这次观察，每月没有结余，分期难以维持；请考虑展期或减免。" in said


def test_who_must_approve_and_why_is_said_with_the_figures() -> None:
    two = Requirement(Level.RISK_COMMITTEE, 2, (Exceeded("term", 30, 24, Level.BRANCH_MANAGER),))
    assert requirement_words(two) == "须风险委员会批准（2 人）"
    assert requirement_reasons(two) == ["超出支行负责人权限：期限 30 个月，上限 24 个月"]
    assert requirement_words(Requirement(Level.COLLECTOR, 1, ())) == "在你的权限内，签署后即生效"


def test_parts_taken_out_at_once_never_show_as_windows(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    page.show()
    before = set(QApplication.topLevelWidgets())
    gone = label("刚刚放进来")
    column.addWidget(gone)
    empty(column)
    QApplication.processEvents()
    assert set(QApplication.topLevelWidgets()) - before <= {gone}
    assert all(not window.isVisible() for window in set(QApplication.topLevelWidgets()) - before)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
