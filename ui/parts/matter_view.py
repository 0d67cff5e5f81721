"""One matter on a card: what was said, by whom, where it is, what rests meanwhile and until when, and the next step."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldapp.domain.matter import MatterKind, MatterState
from fieldapp.domain.plans.promise import PayChannel
from fieldapp.errors import KnownError
from fieldapp.services.raise_matter import CaseMatters, MatterLine
from ui import formats, theme, words
from ui.i18n import translate
from ui.parts.claim_clock import ClaimClock
from ui.parts.matter_step import MatterStep
from ui.widgets.buttons import button
from ui.widgets.chips import Chip
from ui.widgets.emptying import let_go
from ui.widgets.flow import Flow
from ui.widgets.labels import label
from ui.widgets.ledger import Reason


class MatterView(QWidget):
    """A matter. `given` is emitted with what is to be done to it; the owner does it and says errors with `say_error`.

    Signals:
        given: (MatterMoved) move it on.
    """

    given = Signal(object)

    def __init__(self, line: MatterLine, whole: CaseMatters) -> None:
        super().__init__()
        self.line = line
        self._step: MatterStep | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.XXS, 0, theme.XXS)
        self._column.setSpacing(theme.XXS)
        self._column.addWidget(self._head())
        self._column.addWidget(label(_quoted(line), wrap=True, selectable=True))
        told = _facts(line)
        if told:
            self._column.addWidget(label(told, "muted", wrap=True))
        if line.matter.content.kind is MatterKind.PAID_CLAIM:
            self._column.addWidget(ClaimClock(line))
        self._tell_standing(whole)
        self._buttons = self._offer()
        self.setAccessibleName(f"{words.matter_kind(line.matter.content.kind)} {_quoted(line)}")

    def say_error(self, error: KnownError) -> None:
        """Say why the step was not taken."""
        if self._step is not None:
            self._step.say_error(error)

    def _head(self) -> QWidget:
        content = self.line.matter.content
        state = words.matter_state(self.line.state, content.kind)
        chips = Flow([Chip(f"{words.matter_kind(content.kind)} · {state}", words.matter_tone(self.line.state))])
        if self.line.waits_for_confirmation:
            chips.add(Chip(translate("MatterView", "待主管确认"), "info"))
        if self.line.matter.steps and self.line.matter.steps[-1].verified:
            chips.add(Chip(translate("MatterView", "已核实"), "ok"))
        if self.line.matter.late:
            chips.add(Chip(translate("MatterView", "改派后送达"), "text_2"))
        return chips

    def _tell_standing(self, whole: CaseMatters) -> None:
        line = self.line
        for step in line.matter.steps:
            if step.comment:
                by = whole.staff.get(step.by)
                who = f"{by.name} · " if by else ""
                told = f"{words.matter_state(step.to)} · {who}{formats.short_moment(step.at)}"
                self._column.addWidget(label(formats.headed(told, step.comment), "muted", wrap=True))
        if line.resting:
            self._column.addWidget(Reason(words.matter_freezes(line.matter.content.kind), "warn", _rule(line)))
            told = _deadline(line, whole)
            if told:
                self._column.addWidget(label(told, "faint", wrap=True))
        elif line.waits_for_confirmation:
            told = translate("MatterView", "银行已入账，冻结已经解除；主管确认后这件事就结了。")
            self._column.addWidget(Reason(told, "ok"))

    def _offer(self) -> Flow | None:
        confirming = self.line.waits_for_confirmation
        offered = [one for one in self.line.may if one is not MatterState.CLEARING or not confirming]
        if not offered:
            return None
        flow = Flow()
        for state in offered:
            main = state in {MatterState.POSTED, MatterState.ANSWERED} and self.line.matter.resting
            made = button(words.matter_step(state), "" if main else "quiet")
            made.clicked.connect(lambda _checked=False, state=state: self._begin(state))
            flow.add(made)
        self._column.addWidget(flow)
        return flow

    def _begin(self, to: MatterState) -> None:
        self._end()
        self._step = MatterStep(self.line, to)
        self._step.given.connect(self.given)
        self._step.cancelled.connect(self._end)
        self._column.addWidget(self._step)
        self._step.setFocus()
        if self._buttons is not None:
            self._buttons.hide()

    def _end(self) -> None:
        if self._step is not None:
            let_go(self._step)
            self._step = None
        if self._buttons is not None:
            self._buttons.show()


def _quoted(line: MatterLine) -> str:
    said = line.matter.content.said.strip()
    who = line.raised_by or translate("MatterView", "其他人")
    if not said:
        return translate("MatterView", "{name} 需要帮助；本人未同意写下详情。").format(name=who)
    return translate("MatterView", "{name}：“{said}”").format(name=who, said=said)


def _facts(line: MatterLine) -> str:
    """Loan, sum, day, voucher and who recorded it, in one line."""
    content, parts = line.matter.content, []
    if line.loan is not None:
        parts.append(line.loan.contract_no)
    if content.amount is not None:
        parts.append(formats.money(content.amount))
    if content.paid_on is not None:
        parts.append(translate("MatterView", "{day} 付").format(day=formats.short_date(content.paid_on)))
    if content.method:
        parts.append(_method(content.method))
    if content.reference:
        parts.append(translate("MatterView", "凭证号 {no}").format(no=content.reference))
    if content.vouchers:
        parts.append(translate("MatterView", "%n 份凭证", "", len(content.vouchers)))
    recorded = translate("MatterView", "{name} 记于 {moment}").format(
        name=line.recorded_by or translate("MatterView", "同事"), moment=formats.short_moment(line.matter.made_at)
    )
    return formats.opening(" · ".join([*parts, recorded]))


def _method(method: str) -> str:
    """How it was paid: one of the known ways, or what was written."""
    known = {one.value: one for one in PayChannel}
    return words.pay_channel(known[method]) if method in known else method


def _rule(line: MatterLine) -> str:
    return "R18" if line.matter.content.kind is MatterKind.HARDSHIP else "R17"


def _deadline(line: MatterLine, whole: CaseMatters) -> str:
    """Until when it is frozen, and by when an answer is due; an answer that is late says so."""
    parts, dates = [], line.dates
    if dates.answer_by is not None:
        day = formats.short_date(dates.answer_by)
        if dates.answer_by < whole.today:
            late = formats.days((whole.today - dates.answer_by).days)
            parts.append(translate("MatterView", "应于 {day} 前答复，已迟 {late}").format(day=day, late=late))
        else:
            parts.append(translate("MatterView", "应于 {day} 前答复").format(day=day))
    if dates.frozen_until is not None:
        day = formats.short_date(dates.frozen_until)
        told = translate("MatterView", "冻结到 {day}；之后仍未答复，催收前会警告")
        parts.append(told.format(day=day))
    return formats.clauses(parts)
