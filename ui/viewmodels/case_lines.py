"""A line of the case list in words: what every page that shows cases says the same way."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from fieldapp import clock
from fieldapp.domain.matter import MatterKind
from fieldapp.domain.visit import Outcome
from fieldapp.store.laptop.case_list import CaseLine
from ui import formats, messages, theme, words
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
    """When somebody was last reached: "3 天前 · 承诺还款" (a visit), "今日 09:40 · 电话或信息"; "从未联系"."""
    at = line.last_contact_at
    if at is None or (line.last_visit_at is not None and line.last_visit_at >= at):
        return last_visit(line)
    return translate("case_lines", "{when} · 电话或信息").format(when=days_ago(at))


def last_visit(line: CaseLine) -> str:
    """The last visit in words: "3 天前 · 承诺还款"; "从未走访" if there was none."""
    if line.last_visit_at is None:
        return translate("case_lines", "从未走访")
    when = days_ago(line.last_visit_at)
    if line.last_outcome is None:
        return when
    return f"{when} · {words.outcome(Outcome(line.last_outcome))}"


def settled(line: CaseLine) -> bool:
    """Whether the line has figures at all; those of a case that has just come are being worked out."""
    return line.as_of != ""


def advice(line: CaseLine) -> str:
    """The playbook's next step in words; a dash while nobody has asked for it, or where it has none."""
    if line.next_step in {"", "none"}:
        return "—"
    return str(messages.say(f"playbook.action.{line.next_step}"))


def holds(line: CaseLine) -> str:
    """What rests on the case, in words; empty for nothing."""
    kinds = [MatterKind(kind) for kind in line.holds.split(",") if kind]
    return translate("case_lines", "、").join(hold(kind) for kind in kinds)


def hold(kind: MatterKind) -> str:
    """That something rests on a case while this is looked into."""
    told = {
        MatterKind.DISPUTE: translate("case_lines", "异议核实中"),
        MatterKind.COMPLAINT: translate("case_lines", "投诉处理中"),
        MatterKind.HARDSHIP: translate("case_lines", "困难核实中"),
        MatterKind.PAID_CLAIM: translate("case_lines", "付款核实中"),
    }
    return told[kind]


def plan(line: CaseLine) -> str:
    """How the plan stands, in a word; empty without one."""
    found = words.row_health(line.plan_health)
    return found[0] if found else ""


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
