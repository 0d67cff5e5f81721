"""The plan desk's figures, worked out off the GUI thread: of several changes at once only the last counts."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from fieldapp.domain.plans.guarantor_consent import Consent
from fieldapp.services import weigh_plan
from fieldapp.services.desk import Desk
from fieldapp.services.weigh_plan import PlanWorth
from ui.tasks import Task, Tasks
from ui.viewmodels.plan_desk import Judged, OpenDesk, Proposal
from ui.viewmodels.plan_history import DeskState

Found = tuple[tuple[Proposal, ...], Proposal | None]


class PlanFigures(QObject):
    """Asks, and tells when there is an answer.

    Signals:
        worked_out: (proposals of the program, or those that were there; the one set by hand or None)
        judged: (Proposal, Judged) what takes a moment longer.
        turned: (Flip or None) which assumption would put another way first.
    """

    worked_out = Signal(object, object)
    judged = Signal(object, object)
    turned = Signal(object)

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks = desk, tasks
        self._task: Task | None = None

    @property
    def busy(self) -> bool:
        """Whether figures are on their way."""
        return self._task is not None

    def work_out(self, opened: OpenDesk, before: DeskState, state: DeskState) -> None:
        """The proposals where other loans or consents ask for others, and the terms set by hand."""
        if self._task is not None:
            self._task.cancel()
        anew = (before.loans, before.consents) != (state.loans, state.consents)
        known = opened.proposals

        def work() -> Found:
            proposals = opened.propose(state.loans, state.consents) if anew else known
            return proposals, opened.work_out(state.own, state.consents) if state.own else None

        self._task = self._tasks.read(work, done=self._on_worked_out, owner=self)

    def judge(self, opened: OpenDesk, proposal: Proposal, consents: tuple[Consent, ...]) -> None:
        """The range of its worth, the way to less authority, and what the rules say."""
        desk = self._desk
        self._tasks.read(
            lambda: opened.judge(desk, proposal, consents),
            done=lambda judged: self._on_judged(proposal, judged),
            owner=self,
        )

    def search_turn(self, worth: PlanWorth) -> None:
        """Which assumption would put another way first."""
        self._tasks.read(lambda: weigh_plan.what_turns_it(worth), done=self.turned.emit, owner=self)

    def _on_worked_out(self, found: Found) -> None:
        self._task = None
        self.worked_out.emit(*found)

    def _on_judged(self, proposal: Proposal, judged: Judged) -> None:
        self.judged.emit(proposal, judged)
