"""The clocks of a case: when what ends, how many days are left, and what that is counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from fieldapp.domain.caseview import CaseView, GuaranteeView, LoanView
from fieldapp.domain.clocks.rules import STATUTE
from fieldapp.domain.party import GuaranteeKind
from fieldapp.domain.plans.plan_life import PlanHealth, PlanStanding
from fieldapp.domain.strategy.urgency import GUARANTEE_WARN_DAYS, LIMITATION_WARN_DAYS
from ui import formats, theme, tokens, words
from ui.i18n import translate
from ui.theme import Tone
from ui.widgets.card import Card
from ui.widgets.labels import label

PLAN_WARN_DAYS = 3
NAME_WIDTH = 92
"""Least width in px of a name, so that a narrow column goes below the others instead of breaking every word."""
LARGE_TEXT = 1.2
"""Size of text from which on name and date no longer stand beside each other."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock: what ends, on which day, from how many days on it presses, what it is counted from.

    Attributes:
        keeps: what preserves the right that would end.
    """

    name: str
    ends_on: date
    warn_days: int
    because: str
    keeps: str = ""


def clocks(seen: CaseView) -> list[Clock]:
    """All clocks of a case, the soonest first."""
    several = len(seen.loans) > 1
    found = [_limitation(loan, several=several) for loan in seen.loans if loan.payoff]
    found += [_guarantee(guarantee) for guarantee in seen.guarantees]
    for standing in seen.plans:
        found += _plan(standing)
    return sorted(found, key=lambda clock: clock.ends_on)


def left_words(days: int) -> str:
    """Days until an end, in words: "余 39 天", "今日届满", "已过 3 天"."""
    if days == 0:
        return translate("ClocksCard", "今日届满")
    if days < 0:
        return translate("ClocksCard", "已过 %Ln 天", "", -days)
    return translate("ClocksCard", "余 %Ln 天", "", days)


class ClocksCard(Card):
    """The clocks; a press, the pointer or the focus on one tells what it is counted from and what preserves it."""

    def __init__(self) -> None:
        super().__init__(translate("ClocksCard", "期限"))
        self.body.setSpacing(0)

    def show_case(self, seen: CaseView) -> None:
        """Show the clocks of a case; once."""
        for clock in clocks(seen):
            self.add(ClockRow(clock, seen.as_of))


class ClockRow(QWidget):
    """One clock. What it is counted from comes below it while it has the focus, and as a tool tip.

    What preserves the right stands there as soon as the clock presses.
    """

    def __init__(self, clock: Clock, as_of: date) -> None:
        super().__init__()
        days = (clock.ends_on - as_of).days
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(theme.TARGET)
        why = "\n".join(line for line in (clock.because, clock.keeps) if line)
        self.setToolTip(why)
        told = f"{formats.iso_date(clock.ends_on)} · {left_words(days)}"
        self.setAccessibleName(f"{clock.name} {told}")
        self.setAccessibleDescription(why)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.XXS, theme.XXS, theme.XXS, theme.XXS)
        column.setSpacing(2)
        large = theme.current().text_scale > LARGE_TEXT
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)
        row.setSpacing(theme.XXS if large else theme.XS)
        name = label(clock.name, "muted", wrap=True)
        name.setMinimumWidth(theme.scaled(NAME_WIDTH))
        row.addWidget(name, 1)
        row.addWidget(label(told, "body", _tone(days, clock.warn_days), right=True))
        column.addLayout(row)
        presses = clock.keeps and 0 <= days <= clock.warn_days
        if presses:
            column.addWidget(label(clock.keeps, "faint", "warn", wrap=True))
        self._why = clock.because if presses else why
        self._column = column
        self._because: QLabel | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._because is None:
            self._because = label(self._why, "faint", wrap=True)
            self._column.addWidget(self._because)
        self._because.show()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._because is not None:
            self._because.hide()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the press has brought the focus, which is all it is for

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focus"), 2))
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, tokens.FIELD_RADIUS, tokens.FIELD_RADIUS)


def _limitation(loan: LoanView, *, several: bool) -> Clock:
    name = translate("ClocksCard", "诉讼时效")
    because = translate("ClocksCard", "自 {day} {cause}起算 {years} 年（民法典第 188、189、195 条）").format(
        day=formats.iso_date(loan.limitation.since),
        cause=words.interruption(loan.limitation.cause),
        years=STATUTE.limitation_years,
    )
    named = f"{name} · {loan.loan.contract_no}" if several else name
    keeps = translate("ClocksCard", "还款、书面承诺、签署方案、送达催收或起诉，都使时效重新起算（第 195 条）")
    return Clock(named, loan.limitation.ends_on, LIMITATION_WARN_DAYS, because, keeps)


def _guarantee(found: GuaranteeView) -> Clock:
    name = translate("ClocksCard", "{name}的保证期间").format(name=found.party.name)
    keeps = _keeps_guarantee(found)
    agreed = found.party.guarantee.period_end if found.party.guarantee is not None else None
    if agreed == found.period.ends_on:
        because = translate("ClocksCard", "保证合同约定的最后一日；催收、承诺都不能使它延长（民法典第 692 条）")
        return Clock(name, agreed, GUARANTEE_WARN_DAYS, because, keeps)
    counted = translate("ClocksCard", "自主债务 {day} 全部到期起 {months} 个月（民法典第 692 条）")
    because = counted.format(day=formats.iso_date(found.period.since), months=STATUTE.guarantee_months)
    why = (
        translate("ClocksCard", "未约定保证期间：")
        if agreed is None
        else translate("ClocksCard", "约定的期间不晚于主债务到期，视为没有约定：")
    )
    return Clock(name, found.period.ends_on, GUARANTEE_WARN_DAYS, why + because, keeps)


def _keeps_guarantee(found: GuaranteeView) -> str:
    """What preserves the claim: of a joint guarantee a demand, of any other a suit against the debtor (693)."""
    joint = found.party.guarantee is not None and found.party.guarantee.kind is GuaranteeKind.JOINT
    if joint:
        told = translate("ClocksCard", "届满前向{name}本人主张，并留存送达凭证（第 693 条）")
    else:
        told = translate("ClocksCard", "届满前对借款人起诉或申请仲裁，才保住对{name}的权利（第 693 条）")
    return told.format(name=found.party.name)


def _plan(standing: PlanStanding) -> list[Clock]:
    content = standing.plan.content
    if standing.health is PlanHealth.WAITING:
        because = translate("ClocksCard", "方案按 {day} 的金额提出，到期未审批即失效").format(
            day=formats.iso_date(content.terms.as_of)
        )
        return [Clock(translate("ClocksCard", "方案审批"), content.expires_on, PLAN_WARN_DAYS, because)]
    if standing.health in {PlanHealth.ON_TRACK, PlanHealth.LATE} and standing.next_row is not None:
        name = translate("ClocksCard", "还款计划第 {row} 期").format(row=standing.next_row.number)
        because = translate("ClocksCard", "本期应还 {sum}；两期未还，或一期逾期超过 30 天，方案即违约").format(
            sum=words.spoken_sum(standing.next_row.total)
        )
        return [Clock(name, standing.next_row.due, PLAN_WARN_DAYS, because)]
    return []


def _tone(days: int, warn_days: int) -> Tone:
    if days < 0:
        return "stop"
    return "warn" if days <= warn_days else "text"
