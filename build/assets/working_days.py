"""Writes the working-day pack from the package that follows the State Council's yearly notices.

Run it after the package of the lock file knows a further year; a test compares the pack with the package day by day.

    working_days.py TARGET
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import chinese_calendar

FIRST_YEAR = 2018
PACKAGE = "chinesecalendar"
SATURDAY = 5


def years() -> range:
    """The years written: from the oldest that loans still owed reach back to, through the last one published."""
    return range(FIRST_YEAR, max(chinese_calendar.holidays).year + 1)


def pack() -> dict[str, Any]:
    """The pack as it is written; `holidays` also name the weekend days inside them, as the notices do."""
    last = years()[-1]
    return {
        "family": "workdays",
        "version": f"cn-workdays-{last}.1",
        "jurisdiction": "CN",
        "effective_from": f"{FIRST_YEAR}-01-01",
        "source": "国务院办公厅关于部分节假日安排的通知 (yearly), as collected by the Python package "
        f"{PACKAGE} {version(PACKAGE)}",
        "licence": "MIT",
        "confidence": "high",
        "years": {str(year): _year(year) for year in years()},
    }


def _year(year: int) -> dict[str, list[str]]:
    return {
        "holidays": _dates(chinese_calendar.holidays, year),
        "makeup_days": _dates(chinese_calendar.workdays, year),
    }


def _dates(days: Iterable[date], year: int) -> list[str]:
    return [day.isoformat() for day in sorted(days) if day.year == year]


def text() -> str:
    """The file's text: one list a line, so that a new year shows as two lines."""
    whole = json.dumps(pack(), ensure_ascii=False, indent=2)
    for entry in pack()["years"].values():
        for days in entry.values():
            spread = json.dumps(days, indent=2).replace("\n", "\n" + " " * 6)
            whole = whole.replace(spread, json.dumps(days))
    return whole + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text(), encoding="utf-8")
