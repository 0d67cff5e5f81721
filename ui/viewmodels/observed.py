"""What was seen of a business, in words, and how it has moved since the visit before."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

from fieldapp.domain.case import Visit
from fieldapp.domain.caseview import CaseView
from fieldapp.domain.observation import Condition, Crowd, Freshness, Observation, OpenStatus, RentStatus, StockLevel
from fieldapp.domain.visit import VisitContent
from ui import words
from ui.i18n import translate
from ui.theme import Tone

Trend = Literal["up", "down", "level", ""]
OUTGOINGS = frozenset({"costs_month", "household_month", "other_debt_month"})
"""What goes out each month."""
BAD_RISE = OUTGOINGS | frozenset(
    {"payables_suppliers", "rent_arrears_months", "crop_cost"}
    | {"wages_unpaid", "utility_arrears", "landlord_notice", "other_lenders", "creditors_pressing", "seizure_notice"}
    | {"household_illness", "household_hardship", "false_statement_proven", "risk_to_staff", "dependants"}
)
"""What is worse when there is more of it, or when it is so at all."""
_RANKED = (OpenStatus, Crowd, StockLevel, Freshness, Condition, RentStatus)
"""Questions whose answers are listed from the best to the worst."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing observed: its name, how it reads now and read before, which way it went, and whether that is good."""

    field: str
    name: str
    now: str
    before: str
    trend: Trend
    tone: Tone


def visit_summary(content: VisitContent) -> str:
    """What a visit saw, in one line, with why payment stopped."""
    seen = content.observation
    parts = [words.observed_value("open_status", seen.open_status) if seen.open_status else "", _customers(seen)]
    parts.append(words.observed_value("stock_level", seen.stock_level) if seen.stock_level else "")
    if seen.staff_now is not None:
        parts.append(translate("observed", "在岗 {staff}").format(staff=staff_words(seen)))
    if content.cause is not None:
        parts.append(translate("observed", "原因：{cause}").format(cause=words.cause(content.cause)))
    return " · ".join(part for part in parts if part)


def seen_visits(view: CaseView) -> list[Visit]:
    """Visits that saw anything of the business, newest first."""
    looked = [visit for visit in view.standing_visits if visit.content.observation.of_business]
    return sorted(looked, key=lambda visit: visit.content.arrived_at, reverse=True)


def compare(now: Observation, before: Observation | None) -> list[Compared]:
    """Everything that was observed now, with what it was before; what was not asked is left out.

    The usual number of staff stands beside the present one, not in a row of its own.
    """
    found = []
    for field in fields(Observation):
        value = getattr(now, field.name)
        if value is None or (field.name == "staff_usual" and now.staff_now is not None):
            continue
        earlier = getattr(before, field.name) if before is not None else None
        trend = _trend(value, earlier)
        told = words.observed_value(field.name, earlier) if earlier is not None else ""
        found.append(
            Compared(
                field.name,
                words.observed(field.name),
                staff_words(now) if field.name == "staff_now" else words.observed_value(field.name, value),
                told,
                trend,
                _tone(field.name, trend),
            )
        )
    return found


def staff_words(seen: Observation) -> str:
    """How many work there, against the usual: "4 人（平时 5 人）"."""
    now = words.observed_value("staff_now", seen.staff_now)
    if seen.staff_usual is None:
        return now
    return translate("observed", "{now}（平时 %n 人）", "", seen.staff_usual).format(now=now)


def _customers(seen: Observation) -> str:
    crowd = words.crowd(seen.crowd) if seen.crowd else ""
    if seen.customers_10min is None:
        return translate("observed", "客流{crowd}").format(crowd=crowd) if crowd else ""
    counted = f"{words.observed('customers_10min')} {words.observed_value('customers_10min', seen.customers_10min)}"
    return translate("observed", "{counted}（{crowd}）").format(counted=counted, crowd=crowd) if crowd else counted


def _trend(now: object, before: object) -> Trend:
    """Which way it went; nothing where answers have no better and no worse."""
    if before is None:
        return ""
    if now == before:
        return "level"
    if isinstance(now, _RANKED) and isinstance(before, _RANKED):
        order = list(type(now))
        return "up" if order.index(now) < order.index(type(now)(before)) else "down"
    if isinstance(now, int) and isinstance(before, int):
        return "up" if now > before else "down"
    return ""


def _tone(field: str, trend: Trend) -> Tone:
    if trend not in {"up", "down"}:
        return "text_3"
    good = (trend == "up") != (field in BAD_RISE)
    return "ok" if good else "warn"
