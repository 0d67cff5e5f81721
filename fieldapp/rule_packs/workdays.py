"""The working-day pack: which days are worked, year by year, as far as the State Council has published them."""

from __future__ import annotations

from datetime import date
from functools import cache

from fieldapp.domain.workdays import WorkCalendar
from fieldapp.rule_packs import files


@cache
def work_calendar(name: str = "workdays_cn") -> WorkCalendar:
    """The calendar of the pack `name`; one value for the whole program, for it is asked for often."""
    pack = files.read(name)
    years = pack["years"]
    return WorkCalendar(
        holidays=frozenset(day for year in years.values() for day in _dates(year["holidays"])),
        makeup_days=frozenset(day for year in years.values() for day in _dates(year["makeup_days"])),
        years=frozenset(map(int, years)),
        version=pack["version"],
    )


def _dates(texts: list[str]) -> list[date]:
    return [date.fromisoformat(text) for text in texts]
