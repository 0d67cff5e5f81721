"""How sums, dates and spans are written, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp import clock
from ui import formats, i18n

NOW = datetime(2026, 7, 25, 8, 0, tzinfo=UTC)  # 16:00 in Shanghai, a Saturday


@pytest.fixture(autouse=True)
def a_saturday() -> Iterator[None]:
    before = clock.use(clock.PracticeClock(NOW))
    yield
    clock.use(before)


def test_money_has_its_currency_commas_and_two_decimals() -> None:
    assert formats.money(2_164_356) == "¥ 21,643.56"
    assert formats.money(0) == "¥ 0.00"
    assert formats.money(-5) == "−¥ 0.05"
    assert formats.money(5_000, "JPY") == "JP¥ 5,000"
    assert formats.amount(-1_234_567) == "−12,345.67"


def test_a_float_is_never_money() -> None:
    with pytest.raises(TypeError):
        formats.money(1.5)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        formats.money(True)


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_no_sum_loses_a_cent_on_screen(minor: int) -> None:
    shown = formats.amount(minor).replace(",", "").replace(formats.MINUS, "-")
    assert int(shown.replace(".", "")) == minor


def test_percent_drops_empty_decimals() -> None:
    assert [formats.percent(points) for points in (2_850, 10_000, 1, -50)] == ["28.5%", "100%", "0.01%", "−0.5%"]


def test_dates_in_chinese() -> None:
    day = date(2026, 7, 22)
    assert formats.short_date(day) == "07-22"
    assert formats.short_date(date(2025, 7, 22)) == "2025-07-22"
    assert formats.long_date(date(2026, 7, 25)) == "7 月 25 日 · 星期六"
    assert formats.long_date(date(2025, 7, 25)) == "2025 年 7 月 25 日 · 星期五"
    assert formats.short_moment(datetime(2026, 7, 22, 7, 20, tzinfo=UTC)) == "07-22 15:20"
    assert formats.days(45) == "45 天"
    assert formats.duration(100) == "1 小时 40 分"


def test_dates_in_english(english: None) -> None:
    assert i18n.language() == "en"
    assert formats.short_date(date(2026, 7, 22)) == "22 Jul"
    assert formats.long_date(date(2026, 7, 25)) == "Saturday · 25 Jul"
    assert formats.short_moment(datetime(2026, 7, 22, 7, 20, tzinfo=UTC)) == "22 Jul 15:20"
    assert [formats.days(count) for count in (1, 45)] == ["1 day", "45 days"]
    assert [formats.duration(minutes) for minutes in (5, 60, 100)] == ["5 min", "1 h", "1 h 40 min"]
    assert formats.money(2_164_356) == "¥ 21,643.56"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=59), "刚刚"),
        (timedelta(minutes=2), "2 分钟前"),
        (timedelta(minutes=59, seconds=59), "59 分钟前"),
        (timedelta(hours=3), "3 小时前"),
        (timedelta(hours=20), "昨天 20:00"),
        (timedelta(days=3), "07-22 16:00"),
        (timedelta(minutes=-5), "07-25 16:05"),
    ],
)
def test_relative_time_in_words(ago: timedelta, words: str) -> None:
    assert formats.relative(NOW - ago, NOW) == words


def test_a_moment_that_does_not_know_its_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="aware"):
        formats.short_moment(datetime(2026, 7, 22, 7, 20))  # noqa: DTZ001
