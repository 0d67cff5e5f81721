"""Today on paper. The rules are asked as for every list that leaves the program, and that it was made is kept (R36)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from fieldapp import clock
from fieldapp.domain.party import masked_phone
from fieldapp.errors import KnownError
from fieldapp.services.day_now import at_second
from fieldapp.services.desk import Desk
from fieldapp.services.export_list import Exported, ExportPurpose, FileKind, keep_export, must_be_allowed, new_number
from fieldapp.services.plan_day import PACE, Day, DayStop, plan_day

if TYPE_CHECKING:
    from fieldapp.documents.day_paper import DayPaper, DayRow
    from fieldapp.documents.plan_paper import PaperLanguage

SHOWN_OF_A_FIRM = 2
LEAST_GIVEN = 2
"""Characters of a given name that is looked for in the name of a shop: a single one is in any word."""
LONGEST_PERSON = 4
"""Characters of a name that is a person's; what is longer is a firm's."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The PDF and what it is called, without an ending."""

    pdf: bytes
    name: str


def today_on_paper(desk: Desk, lang: PaperLanguage = "zh_CN") -> Sheet:
    """Make the sheet and keep that it was made; seconds of work, on a worker.

    Raises:
        KnownError: `day.nothing_to_print`, the code of a rule that forbids it, `documents.no_glyph`.
    """
    from fieldapp.documents.render import Renderer

    day = plan_day(desk)
    if not day.stops:
        raise KnownError("day.nothing_to_print")
    must_be_allowed(desk, ExportPurpose.VISITS, len(day.stops))
    number = new_number()
    paper = replace(_paper(desk, day, number), lang=lang)
    pdf = Renderer().day(paper)
    name = f"day-{day.on}"
    exported = Exported(
        number, clock.now(), desk.staff.name, ExportPurpose.VISITS, FileKind.PDF, len(day.stops), f"{name}.pdf"
    )
    keep_export(desk, exported)
    return Sheet(pdf, name)


def masked_name(name: str) -> str:
    """A name as a sheet of paper may show it: of a person the first character, of a firm the first two."""
    shown = 1 if len(name) <= LONGEST_PERSON else SHOWN_OF_A_FIRM
    return name[:shown] + "*" * max(min(len(name) - shown, 3), 1) if name else ""


def masked_shop(shop: str, name: str) -> str:
    """What is over the door without the borrower's name in it, or without the given name, as shops are often called:
    beside the masked name it would give the whole one away."""
    shop = shop.replace(name, masked_name(name)) if name else shop
    given = name[1:] if len(name) < LONGEST_PERSON else name[2:]
    if len(given) >= LEAST_GIVEN and len(name) <= LONGEST_PERSON:
        shop = shop.replace(given, "*" * len(given))
    return shop


def _paper(desk: Desk, day: Day, number: str) -> DayPaper:
    from fieldapp.documents.day_paper import DayPaper

    said = day.schedule.said if day.schedule is not None else None
    ends = day.table.ends if day.schedule is None else at_second(day.on, day.schedule.answer.returns)
    return DayPaper(
        day=day.on.isoformat(),
        collector=desk.staff.name,
        staff_no=desk.staff.staff_no,
        starts=_time(day.table.starts),
        ends=_time(ends),
        road_minutes=day.table.road_minutes,
        rows=tuple(_row(day, which, phone) for which, phone in enumerate(_phones(desk, day.stops))),
        number=number,
        graph=said.name if said is not None and said.graph else "",
        detour=f"{(said.detour_percent if said else PACE.detour_percent) / 100:.1f}",
        kmh=said.kmh if said else PACE.metres_a_minute * 60 // 1000,
    )


def _row(day: Day, which: int, phone: str) -> DayRow:
    from fieldapp.documents.day_paper import DayRow

    stop, leg = day.stops[which], day.table.legs[which]
    line, meeting = stop.line, day.plan.meetings.get(stop.line.case_id)
    begins = leg.arrives if stop.at is None else at_second(day.on, stop.at.begins)
    return DayRow(
        begins=_time(begins),
        ends=_time(leg.leaves),
        name=masked_name(line.borrower_name),
        shop=masked_shop(line.premises_name, line.borrower_name),
        phone=phone,
        address=line.address,
        met=None if meeting is None else (_second(day, meeting.opens), _second(day, meeting.closes)),
        unplaced=line.lon_e6 is None,
        late=stop.late,
    )


def _phones(desk: Desk, stops: tuple[DayStop, ...]) -> list[str]:
    found = []
    with desk.store.reading() as unit:
        for stop in stops:
            phones = unit.files.get(stop.line.case_id).known_on(clock.today()).borrower.phones
            found.append(masked_phone(phones[0]) if phones else "")
    return found


def _second(day: Day, seconds: int) -> str:
    return _time(at_second(day.on, seconds))


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo(clock.DEFAULT_ZONE)):%H:%M}"
