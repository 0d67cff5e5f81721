"""The fixed rows of a plan that rises: so many rows of so much, then so many of more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.lending.loan import Step
from fieldapp.rule_packs.plans import plan_policy
from ui import theme
from ui.widgets.buttons import button, icon_button
from ui.widgets.checked_edit import FieldError
from ui.widgets.emptying import let_go
from ui.widgets.int_edit import IntEdit
from ui.widgets.labels import label
from ui.widgets.money_edit import MoneyEdit

MOST_STEPS = 6


class StepsEdit(QWidget):
    """Steps one below the other; the rest of the rows levels what is left.

    Signals:
        changed: a step was changed, added or taken away by hand.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.XXS)
        self._steps: list[_StepRow] = []
        self._more = button(self.tr("再加一段"), "quiet", "plus")
        self._more.clicked.connect(self._on_more)
        self._column.addWidget(self._more)

    def steps(self) -> tuple[Step, ...] | None:
        """The steps; None while one of them has no value."""
        found = [row.step() for row in self._steps]
        return None if not found or None in found else tuple(step for step in found if step is not None)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show these; tells nobody."""
        if tuple(steps) == self.steps():
            return
        for row in self._steps[len(steps) :]:
            let_go(row)
        del self._steps[len(steps) :]
        for number, step in enumerate(steps):
            if number == len(self._steps):
                self._add()
            self._steps[number].set_step(step)
        self._show_buttons()

    def _add(self) -> _StepRow:
        row = _StepRow(len(self._steps) + 1)
        row.changed.connect(self.changed)
        row.gone.connect(lambda: self._take_away(row))
        self._column.insertWidget(len(self._steps), row)
        self._steps.append(row)
        self.setFocusProxy(self._steps[0].rows)
        return row

    def _on_more(self) -> None:
        last = self._steps[-1].step() if self._steps else None
        row = self._add()
        if last is not None:
            row.set_step(Step(last.rows, last.amount * 3 // 2))
        self._show_buttons()
        row.rows.setFocus()
        self.changed.emit()

    def _take_away(self, row: _StepRow) -> None:
        self._steps.remove(row)
        let_go(row)
        self._show_buttons()
        self._steps[-1].rows.setFocus()
        self.changed.emit()

    def _show_buttons(self) -> None:
        self._more.setVisible(len(self._steps) < MOST_STEPS)
        for row in self._steps:
            row.less.setVisible(len(self._steps) > 1)


class _StepRow(QWidget):
    changed = Signal()
    gone = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(theme.XS)
        told = self.tr("第 {number} 段期数").format(number=number)
        self.rows = IntEdit(told, unit=self.tr("期"), least=1, most=plan_policy().max_instalments, required=True)
        self.rows.setFixedWidth(theme.scaled(96))
        self.rows.setMinimumWidth(theme.scaled(96))
        self.amount = MoneyEdit(self.tr("第 {number} 段每期").format(number=number), required=True)
        self.amount.setFixedWidth(theme.scaled(148))
        self.less = icon_button("delete", self.tr("去掉第 {number} 段").format(number=number))
        self.less.clicked.connect(self.gone)
        row.addWidget(self.rows)
        row.addWidget(label(self.tr("每期"), "muted"))
        row.addWidget(self.amount)
        row.addWidget(self.less)
        row.addStretch(1)
        column.addLayout(row)
        for editor in (self.rows, self.amount):
            column.addWidget(FieldError(editor))
            editor.changed.connect(lambda _value: self.changed.emit())

    def step(self) -> Step | None:
        rows, amount = self.rows.value(), self.amount.value()
        return None if rows is None or amount is None else Step(rows, amount)

    def set_step(self, step: Step) -> None:
        if step != self.step():
            self.rows.set_value(step.rows)
            self.amount.set_value(step.amount)
