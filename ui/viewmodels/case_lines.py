"""A line of the case list in words: what every page that shows cases says the same way."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from fieldapp import clock
from fieldapp.domain.visit import Outcome
from fieldapp.store.laptop.case_list import CaseLine
from ui import formats, theme, words
from ui.i18n import translate

RECENT_DAYS = 30


def bucket(line: CaseLine) -> theme.Bucket:
    """The line's ageing bucket as the theme colours it."""
    return coloured(line.bucket)


def coloured(value: str) -> theme.Bucket:
    """An ageing bucket as the theme colours it; theme and domain call it by the same names."""
    return cast(theme.Bucket, str(value))


def next_step(line: CaseLine) -> str:
    """The heaviest reason as a sentence; that nothing is pressing, if there is none."""
    if not line.reasons:
        return translate("case_lines", "暂无待办")
    why, params = line.reasons[0]
    return words.reason(why, params)


def all_steps(line: CaseLine) -> list[str]:
    """Every reason as a sentence, heaviest first."""
    return words.reasons_told(line.reasons)


def last_contact(line: CaseLine) -> str:
    """The last visit in words: "3 天前 · 承诺还款"; "从未走访" if there was none."""
    if line.last_visit_at is None:
        return translate("case_lines", "从未走访")
    when = days_ago(line.last_visit_at)
    if line.last_outcome is None:
        return when
    return f"{when} · {words.outcome(Outcome(line.last_outcome))}"


def days_ago(moment: datetime) -> str:
    """A moment as a day counted back from today: "今日 09:40", "昨日", "3 天前"; long ago, its date."""
    day = formats.civil(moment).date()
    past = (clock.today() - day).days
    if past <= 0:
        return translate("case_lines", "今日 {time}").format(time=formats.time_of_day(moment))
    if past == 1:
        return translate("case_lines", "昨日")
    if past <= RECENT_DAYS:
        return translate("case_lines", "%n 天前", "", past)
    return formats.short_date(day)


def spoken(line: CaseLine) -> str:
    """The line as a screen reader says it: who, how late, how much, why."""
    return translate("case_lines", "{who}，{late}，{owed}，{why}").format(
        who=f"{line.borrower_name} {line.premises_name}",
        late=f"{line.bucket} {formats.days(line.days_past_due)}",
        owed=formats.money(line.owed),
        why=next_step(line),
    )
