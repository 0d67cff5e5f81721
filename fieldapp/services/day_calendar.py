"""The day as an iCalendar file (RFC 5545), for a phone or another calendar: times, and nothing about anybody.

A calendar is shown to others, backed up elsewhere and read by other programs, so an entry has a number and no name, no
address and no case. Times are UTC, which every calendar shows in its own zone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from fieldapp import clock
from fieldapp.errors import KnownError
from fieldapp.protocol.canonical import digest
from fieldapp.services.day_now import at_second
from fieldapp.services.desk import Desk
from fieldapp.services.plan_day import plan_day

LINE_OCTETS = 75
"""Longest line without its end (RFC 5545 3.1)."""
PRODUCT = "-//FieldApp//Day//ZH"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `key` makes the same stop of the same day the same entry in whatever calendar reads it again."""

    key: str
    begins: datetime
    ends: datetime
    title: str


def today_as_calendar(desk: Desk, title: str) -> bytes:
    """Today's stops; `title` is what each is called, with its {number}.

    Raises:
        KnownError: `day.nothing_to_print`.
    """
    day = plan_day(desk)
    if not day.stops:
        raise KnownError("day.nothing_to_print")
    entries = [
        Entry(
            f"{day.on}:{stop.line.case_id}",
            leg.arrives if stop.at is None else at_second(day.on, stop.at.begins),
            leg.leaves,
            title.format(number=number),
        )
        for number, (stop, leg) in enumerate(zip(day.stops, day.table.legs, strict=True), start=1)
    ]
    return calendar(entries, clock.now())


def calendar(entries: Sequence[Entry], made_at: datetime) -> bytes:
    """The file, UTF-8 with CRLF."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for entry in entries:
        lines += _event(entry, made_at)
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in _folded(line))


def _event(entry: Entry, made_at: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{digest(entry.key)[:32]}@fieldapp",
        f"DTSTAMP:{_utc(made_at)}",
        f"DTSTART:{_utc(entry.begins)}",
        f"DTEND:{_utc(entry.ends)}",
        f"SUMMARY:{_escaped(entry.title)}",
        "CLASS:PRIVATE",
        "TRANSP:OPAQUE",
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """A TEXT value (RFC 5545 3.3.11); control characters have no place in one."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(sign, written)
    return "".join(sign for sign in text if sign == "\t" or (sign >= " " and sign != "\x7f"))


def _folded(line: str) -> Iterator[bytes]:
    """Parts of at most `LINE_OCTETS` octets, no character cut in two; all but the first begin with a space."""
    part = b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > LINE_OCTETS:
            yield part
            part = b" "
        part += octets
    yield part
