"""Fields that are values: money, counts, dates, notes and the lines that say why not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fieldapp import clock
from ui.widgets.buttons import Select
from ui.widgets.checked_edit import FieldError
from ui.widgets.date_pick import DatePick
from ui.widgets.fields import Fields
from ui.widgets.int_edit import IntEdit
from ui.widgets.money_edit import MoneyEdit
from ui.widgets.note_edit import NoteEdit

LIMIT = 2_164_356


@pytest.fixture(autouse=True)
def a_saturday() -> Iterator[None]:
    before = clock.use(clock.PracticeClock(datetime(2026, 7, 25, 2, 0, tzinfo=UTC)))
    yield
    clock.use(before)


@pytest.fixture
def money(qtbot: QtBot) -> MoneyEdit:
    edit = MoneyEdit("承诺金额", most=LIMIT, least=100)
    qtbot.addWidget(edit)
    edit.show()
    return edit


def type_into(edit: QLineEdit, text: str) -> None:
    """As a keyboard (or an input method) gives it, one character at a time."""
    for character in text:
        edit.insert(character)
        edit.textEdited.emit(edit.text())


def leave(edit: QLineEdit) -> None:
    edit.editingFinished.emit()


def test_money_groups_thousands_while_typing_and_shows_decimals_when_done(money: MoneyEdit) -> None:
    type_into(money, "8000")
    assert money.text() == "8,000"
    assert money.value() == 800_000
    type_into(money, ".5")
    assert money.text() == "8,000.5"
    leave(money)
    assert money.text() == "8,000.50"
    assert money.value() == 800_050


def test_the_caret_stays_behind_the_same_digit(money: MoneyEdit) -> None:
    type_into(money, "1234")
    money.setCursorPosition(1)
    type_into(money, "9")
    assert money.text() == "19,234"
    assert money.cursorPosition() == 2
    money.setCursorPosition(3)
    money.backspace()
    money.textEdited.emit(money.text())
    assert money.text() == "19,234"


@pytest.mark.parametrize("typed", ["８０００", "8000元", "¥8,000", " 8 000 ", "8000.00", "８，０００。００"])
def test_money_takes_what_people_type(money: MoneyEdit, typed: str) -> None:
    type_into(money, typed)
    leave(money)
    assert money.value() == 800_000
    assert money.text() == "8,000.00"
    assert money.reason() == ""


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("八千", "请输入金额，例如 8,000 或 8,000.50"),
        ("1e5", "请输入金额，例如 8,000 或 8,000.50"),
        ("-5", "请输入金额，例如 8,000 或 8,000.50"),
        ("1.2.3", "请输入金额，例如 8,000 或 8,000.50"),
        (".", "请输入金额，例如 8,000 或 8,000.50"),
        ("1.234", "最多 2 位小数"),
        ("21643.57", "不能超过 ¥ 21,643.56"),
        ("0.99", "不能低于 ¥ 1.00"),
    ],
)
def test_money_refuses_junk_with_a_reason_and_keeps_what_was_typed(money: MoneyEdit, typed: str, reason: str) -> None:
    type_into(money, typed)
    leave(money)
    assert money.value() is None
    assert money.reason() == reason
    assert money.property("invalid") == "true"
    assert money.accessibleDescription() == reason
    assert money.text().replace(",", "") == typed


def test_too_little_is_not_said_while_more_may_be_typed(money: MoneyEdit) -> None:
    type_into(money, "0")
    assert money.reason() == ""
    leave(money)
    assert money.reason() != ""


@given(st.integers(min_value=100, max_value=LIMIT))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_every_sum_survives_showing_and_reading(money: MoneyEdit, minor: int) -> None:
    money.set_value(minor)
    assert money.value() == minor
    money.check()
    assert money.value() == minor
    assert money.read(money.text()) == minor


@given(st.text(max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_text_breaks_the_field_and_a_value_is_an_integer_or_nothing(money: MoneyEdit, text: str) -> None:
    money.setText(text)
    money.textEdited.emit(money.text())
    value = money.value()
    assert value is None or (type(value) is int and value <= LIMIT)


def test_money_tells_changes_once_and_not_what_the_program_set(qtbot: QtBot, money: MoneyEdit) -> None:
    told: list[object] = []
    money.changed.connect(told.append)
    money.set_value(500)
    money.clear()
    type_into(money, "7")
    leave(money)
    leave(money)
    assert told == [700]


def test_a_required_field_says_what_is_missing_only_when_asked(qtbot: QtBot) -> None:
    edit = MoneyEdit("承诺金额", required=True)
    qtbot.addWidget(edit)
    leave(edit)
    assert edit.reason() == ""
    assert not edit.check()
    assert edit.reason() == "请填写承诺金额"
    type_into(edit, "5")
    assert edit.check()


def test_the_line_under_a_field_shows_the_reason_and_goes(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    edit = IntEdit("客流", most=500)
    line = FieldError(edit)
    column.addWidget(edit)
    column.addWidget(line)
    holder.show()
    assert not line.isVisible()
    type_into(edit, "501")
    assert line.isVisible()
    assert line.accessibleName() == "不能超过 500"
    edit.set_value(7)
    assert not line.isVisible()


def test_counts_step_with_the_arrows_within_their_bounds(qtbot: QtBot) -> None:
    edit = IntEdit("员工", least=0, most=2)
    qtbot.addWidget(edit)
    told: list[object] = []
    edit.changed.connect(told.append)
    for _ in range(4):
        qtbot.keyClick(edit, Qt.Key.Key_Up)
    for _ in range(4):
        qtbot.keyClick(edit, Qt.Key.Key_Down)
    assert told == [1, 2, 1, 0]


@pytest.mark.parametrize("typed", ["4.5", "四", "--3", "1 000 x"])
def test_counts_refuse_what_is_no_whole_number(qtbot: QtBot, typed: str) -> None:
    edit = IntEdit("员工")
    qtbot.addWidget(edit)
    type_into(edit, typed)
    assert edit.value() is None
    assert edit.reason() == "请输入整数"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-07-30", date(2026, 7, 30)),
        ("7-30", date(2026, 7, 30)),
        ("7/30", date(2026, 7, 30)),
        ("0730", date(2026, 7, 30)),
        ("7月30日", date(2026, 7, 30)),
        ("2026年7月30日", date(2026, 7, 30)),
        ("20260730", date(2026, 7, 30)),
        ("+3", date(2026, 7, 28)),
        ("1-5", date(2027, 1, 5)),
    ],
)
def test_dates_are_taken_as_people_write_them(qtbot: QtBot, typed: str, day: date) -> None:
    edit = DatePick("承诺日期", least=date(2026, 7, 25), most=date(2027, 7, 25))
    qtbot.addWidget(edit)
    type_into(edit, typed)
    leave(edit)
    assert edit.value() == day
    assert edit.text() == day.isoformat()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2026-02-30", "没有这一天"),
        ("13-45", "没有这一天"),
        ("下周", "请输入日期，例如 7-30 或 2026-07-30"),
        ("2026-07-24", "不能早于 2026-07-25"),
        ("2026-09-01", "不能晚于 2026-08-24"),
    ],
)
def test_dates_refuse_with_a_reason(qtbot: QtBot, typed: str, reason: str) -> None:
    edit = DatePick("承诺日期", least=date(2026, 7, 25), most=date(2026, 8, 24))
    qtbot.addWidget(edit)
    type_into(edit, typed)
    leave(edit)
    assert edit.value() is None
    assert edit.reason() == reason


def test_a_past_date_without_a_year_is_the_last_one(qtbot: QtBot) -> None:
    edit = DatePick("还款日期", most=date(2026, 7, 25))
    qtbot.addWidget(edit)
    type_into(edit, "12-30")
    assert edit.value() == date(2025, 12, 30)


def test_the_29th_of_february_is_found_in_the_year_that_has_it(qtbot: QtBot) -> None:
    clock.use(clock.PracticeClock(datetime(2027, 12, 1, 2, 0, tzinfo=UTC)))
    edit = DatePick("承诺日期", least=date(2027, 12, 1))
    qtbot.addWidget(edit)
    type_into(edit, "2-29")
    leave(edit)
    assert edit.value() == date(2028, 2, 29)


def test_the_calendar_picks_a_day_and_closes(qtbot: QtBot) -> None:
    edit = DatePick("承诺日期", least=date(2026, 7, 25))
    qtbot.addWidget(edit)
    edit.show()
    edit.set_value(date(2026, 7, 28))
    told: list[object] = []
    edit.changed.connect(told.append)
    qtbot.keyClick(edit, Qt.Key.Key_F4)
    calendar = edit.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.isVisible()
    assert calendar.selectedDate().day() == 28
    calendar.clicked.emit(calendar.selectedDate().addDays(2))
    assert told == [date(2026, 7, 30)]
    assert not calendar.isVisible()


def test_arrows_move_a_date_by_a_day_and_not_out_of_bounds(qtbot: QtBot) -> None:
    edit = DatePick("承诺日期", least=date(2026, 7, 25), most=date(2026, 7, 26))
    qtbot.addWidget(edit)
    edit.set_value(date(2026, 7, 25))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(edit, key)
    assert edit.value() == date(2026, 7, 25)


def test_the_wheel_never_changes_an_answer(qtbot: QtBot) -> None:
    select = Select("渠道", ["柜面", "委托扣款"])
    qtbot.addWidget(select)
    select.show()
    down = QWheelEvent(
        QPoint(5, 5), select.mapToGlobal(QPoint(5, 5)), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    select.event(down)
    assert select.currentText() == "柜面"


@pytest.fixture
def note(qtbot: QtBot) -> NoteEdit:
    edit = NoteEdit("所见所谈")
    qtbot.addWidget(edit)
    edit.show()
    return edit


def test_a_note_saves_itself_after_a_pause(qtbot: QtBot, note: NoteEdit) -> None:
    with qtbot.waitSignal(note.draft, timeout=3_000) as saved:
        note.insertPlainText("后厨三人")
    assert saved.args == ["后厨三人"]


def test_a_note_is_saved_when_it_is_left_or_hidden(qtbot: QtBot, note: NoteEdit) -> None:
    drafts: list[str] = []
    note.draft.connect(drafts.append)
    note.insertPlainText("一")
    note.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut))
    note.insertPlainText("二")
    note.hide()
    assert drafts == ["一", "一二"]


def test_a_stored_note_is_no_draft_and_nothing_is_saved_twice(note: NoteEdit) -> None:
    drafts: list[str] = []
    note.draft.connect(drafts.append)
    note.set_text("上次所写")
    note.flush()
    note.insertPlainText("新")
    note.flush()
    note.flush()
    assert drafts == ["新上次所写"]


def test_a_note_grows_with_its_text_up_to_a_bound(note: NoteEdit) -> None:
    small = note.height()
    note.setPlainText("\n".join("行" for _ in range(8)))
    grown = note.height()
    note.setPlainText("\n".join("行" for _ in range(80)))
    assert small < grown < note.height()
    assert note.height() < grown * 2


def test_forms_of_one_page_line_up(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    edges = []
    for name in ("见到", "月销售（自述）"):
        form, edit = Fields(), IntEdit(name)
        form.add(name, edit, before="上次：7").remark("比平时多", "ok")
        column.addWidget(form)
        edges.append(edit)
    holder.resize(900, 300)
    holder.show()
    assert len({edit.mapTo(holder, QPoint(0, 0)).x() for edit in edges}) == 1
