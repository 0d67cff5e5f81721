"""The head of the page: who, where, how much today, how late, what kind of client, and how a plan stands.

It stays while the page scrolls, so the sum is always in sight; pressing it opens its lines.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from fieldapp.domain.plans.plan_life import PlanHealth
from fieldapp.domain.strategy.client import Standing as TypeStanding
from fieldapp.services.look_at_case import CasePage
from ui import formats, messages, theme, words
from ui.i18n import translate
from ui.viewmodels import case_lines
from ui.widgets.buttons import button
from ui.widgets.chips import Chip, bucket_chip

SHOWN_PLANS = frozenset(
    {PlanHealth.WAITING, PlanHealth.ON_TRACK, PlanHealth.LATE, PlanHealth.BROKEN, PlanHealth.EXPIRED}
)


def head_chips(page: CasePage, open_lines: Callable[[], object]) -> list[QWidget]:
    """What stands beside the name."""
    seen = page.seen
    chips: list[QWidget] = [
        _sum(formats.money(seen.owed.total), open_lines),
        bucket_chip(case_lines.coloured(seen.bucket), seen.days_past_due),
    ]
    client = page.outlook.assessment.client
    if client.type is not None and client.standing is TypeStanding.CLEAR:
        chips.append(Chip(messages.say(f"score.type.{client.type}").text, "info"))
    if seen.plans and seen.plans[-1].health in SHOWN_PLANS:
        newest = seen.plans[-1]
        told = translate("BorrowerPage", "方案{state}").format(
            state=words.plan_health(newest.health, newest.plan.state)
        )
        chips.append(Chip(told, words.plan_tone(newest.health, newest.plan.state)))
    return chips


def place_words(page: CasePage) -> str:
    """Where the business is, and how exactly that is known."""
    case = page.seen.case
    if not case.premises:
        return case.borrower.address
    premises = page.premises[0]
    known = words.place_source(premises.place.source) if premises.place else words.place_unknown()
    told = f"{premises.name} · {formats.aside(premises.address, known)}"
    more = len(case.premises) - 1
    return told if not more else translate("BorrowerPage", "{place}，另有 %n 处", "", more).format(place=told)


def _sum(told: str, open_lines: Callable[[], object]) -> QPushButton:
    """The sum of today as something to press."""
    says = translate("BorrowerPage", "今日应还 {sum}，逐笔核对").format(sum=told)
    made = button(told, "quiet", says=says)
    made.setFont(theme.font("h1"))
    made.setToolTip(says)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.clicked.connect(lambda _checked=False: open_lines())
    return made
