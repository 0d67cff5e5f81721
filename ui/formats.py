"""How sums, dates and spans of time are written on screen, so that every page writes them the same way.

Sums come as integer minor units and stay integers here; moments come as aware UTC and are shown in the civil time of
the case. Month names and orders follow the language of the screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fieldapp import clock
from ui import i18n
from ui.i18n import translate

MINUS = "−"
SYMBOLS = {"CNY": "¥", "HKD": "HK$", "TWD": "NT$", "USD": "US$", "EUR": "€", "JPY": "JP¥"}
MINOR_DIGITS = {"JPY": 0}
EN_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class MoneyParts:
    """A sum in the pieces a widget may set differently: sign, symbol, whole part with commas, fraction with point."""

    sign: str
    symbol: str
    whole: str
    fraction: str

    def __str__(self) -> str:
        return f"{self.sign}{self.symbol} {self.whole}{self.fraction}"


def money_parts(minor: int, currency: str = "CNY") -> MoneyParts:
    """A sum of `minor` units (分 for CNY) in pieces.

    Raises:
        TypeError: anything but an integer; a float must never become money.
    """
    if not isinstance(minor, int) or isinstance(minor, bool):
        raise TypeError(f"money is integer minor units, not {type(minor).__name__}")
    digits = MINOR_DIGITS.get(currency, 2)
    whole, fraction = divmod(abs(minor), 10**digits)
    tail = f".{fraction:0{digits}d}" if digits else ""
    return MoneyParts(MINUS if minor < 0 else "", SYMBOLS.get(currency, currency), f"{whole:,}", tail)


def money(minor: int, currency: str = "CNY") -> str:
    """A sum with its currency: 2164356 -> "¥ 21,643.56"."""
    return str(money_parts(minor, currency))


def amount(minor: int, currency: str = "CNY") -> str:
    """A sum without its currency, for columns whose head names it: 2164356 -> "21,643.56"."""
    parts = money_parts(minor, currency)
    return f"{parts.sign}{parts.whole}{parts.fraction}"


def number(value: int) -> str:
    """A count with thousands separators."""
    return f"{MINUS if value < 0 else ''}{abs(value):,}"


def percent(basis_points: int) -> str:
    """A share in basis points (1/100 of a percent), without empty decimals: 2850 -> "28.5%"."""
    whole, rest = divmod(abs(basis_points), 100)
    tail = f".{rest:02d}".rstrip("0") if rest else ""
    return f"{MINUS if basis_points < 0 else ''}{whole}{tail}%"


def iso_date(day: date) -> str:
    """A full date as papers write it, in either language: "2026-07-25"."""
    return day.isoformat()


def short_date(day: date) -> str:
    """A date of the current year: "07-25" or "25 Jul"; another year is named."""
    other = day.year != clock.today().year
    if i18n.language() == "en":
        return f"{day.day} {EN_MONTHS[day.month - 1]}{f' {day.year}' if other else ''}"
    return iso_date(day) if other else f"{day:%m-%d}"


def long_date(day: date) -> str:
    """A date as the head of a page says it: "7 月 25 日 · 星期六" or "Saturday · 25 Jul"."""
    if i18n.language() == "en":
        return f"{weekday(day)} · {short_date(day)}"
    year = "" if day.year == clock.today().year else f"{day.year} 年 "
    return f"{year}{day.month} 月 {day.day} 日 · {weekday(day)}"


def weekday(day: date) -> str:
    """The day of the week in full."""
    names = (
        translate("formats", "星期一"), translate("formats", "星期二"), translate("formats", "星期三"),
        translate("formats", "星期四"), translate("formats", "星期五"), translate("formats", "星期六"),
        translate("formats", "星期日"),
    )  # fmt: skip
    return names[day.weekday()]


def civil(moment: datetime, zone: str = clock.DEFAULT_ZONE) -> datetime:
    """An aware moment in the civil time of `zone`.

    Raises:
        ValueError: a moment that does not know its zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment on screen must be aware")
    from zoneinfo import ZoneInfo  # not at the top: the first window of a new laptop shows no moment

    return moment.astimezone(ZoneInfo(zone))


def time_of_day(moment: datetime, zone: str = clock.DEFAULT_ZONE) -> str:
    """Hours and minutes in the zone: "15:20"."""
    return f"{civil(moment, zone):%H:%M}"


def short_moment(moment: datetime, zone: str = clock.DEFAULT_ZONE) -> str:
    """Date and time as lists show them: "07-22 15:20" or "22 Jul 15:20"."""
    local = civil(moment, zone)
    return f"{short_date(local.date())} {local:%H:%M}"


def relative(moment: datetime, now: datetime | None = None, zone: str = clock.DEFAULT_ZONE) -> str:
    """How long ago in words, within a day; older moments, and future ones, by date and time."""
    present = now or clock.now()
    past = present - moment
    if past < timedelta(0):
        return short_moment(moment, zone)
    if past < timedelta(minutes=1):
        return translate("formats", "刚刚")
    if past < timedelta(hours=1):
        return translate("formats", "%n 分钟前", "", past.seconds // 60)
    days_ago = (civil(present, zone).date() - civil(moment, zone).date()).days
    if days_ago == 0:
        return translate("formats", "%n 小时前", "", past.seconds // 3600)
    if days_ago == 1:
        return translate("formats", "昨天 {time}").format(time=time_of_day(moment, zone))
    return short_moment(moment, zone)


def opening(told: str) -> str:
    """What begins a line: a sentence put together from parts gets its capital where the language has one."""
    return told[:1].upper() + told[1:]


def listed(parts: Iterable[str]) -> str:
    """Things named one after the other: "李建国、王秀英"."""
    return translate("formats", "、").join(parts)


def clauses(parts: Iterable[str]) -> str:
    """Statements of equal weight in one line: "12 期；首期 08-25"."""
    return translate("formats", "；").join(parts)


def sentences(parts: Iterable[str]) -> str:
    """Whole sentences one after the other; a Chinese full stop brings its own gap."""
    return " ".join(part for part in parts if part).replace("。 ", "。")


def aside(main: str, note: str) -> str:
    """Something with a remark in brackets: "李记小炒（餐馆）"."""
    return translate("formats", "{main}（{note}）").format(main=main, note=note)


def headed(name: str, told: str) -> str:
    """What is told about something, after its name: "等额分期：12 期"."""
    return translate("formats", "{name}：{told}").format(name=name, told=told)


def days(count: int) -> str:
    """A number of days: "45 天" or "45 days"."""
    return translate("formats", "%n 天", "", count)


def duration(minutes: int) -> str:
    """A span of time: "1 小时 40 分" or "1 h 40 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return translate("formats", "{minutes} 分钟").format(minutes=rest)
    if not rest:
        return translate("formats", "{hours} 小时").format(hours=hours)
    return translate("formats", "{hours} 小时 {minutes} 分").format(hours=hours, minutes=rest)
