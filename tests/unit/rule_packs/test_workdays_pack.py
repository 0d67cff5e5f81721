"""The working-day pack says of every day what the package it was made from says."""

from __future__ import annotations

import json
import runpy
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from fieldapp.rule_packs import files
from fieldapp.rule_packs.workdays import work_calendar

ROOT = Path(__file__).resolve().parents[3]
YEARS = sorted(work_calendar().years)


@pytest.mark.parametrize("year", YEARS)
def test_the_pack_and_the_package_agree_day_by_day(year: int) -> None:
    calendar = work_calendar()
    day = date(year, 1, 1)
    while day.year == year:
        assert calendar.is_workday(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_every_year_from_the_first_through_the_last_published_is_there() -> None:
    assert list(range(2018, max(chinese_calendar.holidays).year + 1)) == YEARS
    assert {2024, 2025, 2026} <= set(YEARS)
    with pytest.raises(NotImplementedError):
        chinese_calendar.is_workday(date(YEARS[-1] + 1, 1, 1))


def test_the_script_writes_exactly_the_pack_that_is_shipped() -> None:
    script = runpy.run_path(str(ROOT / "build" / "assets" / "working_days.py"))
    text = (ROOT / "resources" / "rules" / "workdays_cn.json").read_text(encoding="utf-8")
    assert script["text"]() == text
    assert json.loads(text) == files.read("workdays_cn")


def test_the_pack_names_its_source_and_licence() -> None:
    pack = files.read("workdays_cn")
    assert pack["source"].startswith("国务院办公厅")
    assert (pack["licence"], pack["confidence"]) == ("MIT", "high")
    assert work_calendar().version == pack["version"] == f"cn-workdays-{YEARS[-1]}.1"


def test_makeup_days_are_weekend_days_and_no_holidays() -> None:
    calendar = work_calendar()
    assert all(day.weekday() >= 5 for day in calendar.makeup_days)
    assert not calendar.makeup_days & calendar.holidays
