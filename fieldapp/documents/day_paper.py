"""The day on paper: what somebody needs at the wheel and nothing more, for a sheet of paper gets lost.

No sum, no reason and no days past due stand on it; names and numbers come masked. What is left says where to be when.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fieldapp.documents.page import words
from fieldapp.documents.plan_paper import PaperLanguage
from fieldapp.documents.wording import fill

HOUR = 60


@dataclass(frozen=True, slots=True)
class DayRow:
    """One stop. Times as printed; `name` and `phone` masked; `met`: an agreed span, `from` and `to`."""

    begins: str
    ends: str
    name: str
    shop: str
    phone: str
    address: str
    met: tuple[str, str] | None = None
    unplaced: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class DayPaper:
    """The sheet. `road_minutes` on the road; `graph`: name of the road network, empty for the straight line."""

    day: str
    collector: str
    staff_no: str
    starts: str
    ends: str
    road_minutes: int
    rows: tuple[DayRow, ...]
    number: str
    graph: str = ""
    detour: str = ""
    kmh: int = 0
    lang: PaperLanguage = "zh_CN"


def page_of_day(paper: DayPaper) -> dict[str, Any]:
    """Everything the template prints."""
    said: dict[str, Any] = words(paper.lang)["day"]
    facts = {"count": str(len(paper.rows)), "starts": paper.starts, "ends": paper.ends}
    return {
        "lang": paper.lang,
        # what every template's library reads
        "page_of": said["page_of"],
        "title": said["title"],
        "day": paper.day,
        "who": fill(said["who"], {"name": paper.collector, "staff_no": paper.staff_no}),
        "facts": fill(said["facts"], facts | {"road": _span(said, paper.road_minutes)}),
        "ways": _ways(said, paper),
        "columns": said["columns"],
        "private": fill(said["private"], {"number": paper.number}),
        "rows": [_row(said, number, row) for number, row in enumerate(paper.rows, start=1)],
    }


def _row(said: dict[str, Any], number: int, row: DayRow) -> dict[str, str]:
    notes = [fill(said["met"], {"from": row.met[0], "to": row.met[1]})] if row.met else []
    notes += [said[word] for word, holds in (("late", row.late), ("unplaced", row.unplaced)) if holds]
    return {
        "number": str(number),
        "begins": row.begins,
        "ends": row.ends,
        "name": row.name,
        "shop": row.shop,
        "phone": row.phone,
        "address": row.address,
        "note": " · ".join(notes),
    }


def _span(said: dict[str, Any], minutes: int) -> str:
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return fill(said["minutes"], {"minutes": str(rest)})
    return fill(said["hours"], {"hours": str(hours), "minutes": str(rest)})


def _ways(said: dict[str, Any], paper: DayPaper) -> str:
    if paper.graph:
        return fill(said["graph"], {"name": paper.graph})
    return fill(said["straight"], {"detour": paper.detour, "kmh": str(paper.kmh)})
