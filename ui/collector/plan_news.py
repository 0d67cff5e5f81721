"""The line at the top of the plan desk: what an earlier plan means for a new one, and the one thing to do about it. A
plan that waits can be taken back from here, asked once more before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldapp.domain.plans.plan_life import PlanStanding
from fieldapp.services.withdraw_plan import withdraw
from ui.i18n import translate
from ui.viewmodels.plan_desk import OpenDesk
from ui.viewmodels.plan_desk_words import desk_news
from ui.widgets.states import Banner

if TYPE_CHECKING:
    from ui.workplace import Workplace


class PlanNews(Banner):
    """`show_news` fills it; hidden where there is nothing to say."""

    def __init__(self, work: Workplace) -> None:
        super().__init__("")
        self._work = work
        self._opened: OpenDesk | None = None
        self._sure = False
        self.acted.connect(self._on_acted)
        self.hide()

    def show_news(self, opened: OpenDesk) -> None:
        """Say what there is about the loans that are chosen."""
        self._opened, self._sure = opened, False
        news = desk_news(opened, mine=self._mine(opened.standing))
        self.setVisible(news is not None)
        if news is not None:
            self.say(news.words, news.tone, action=news.action)

    def _mine(self, standing: PlanStanding | None) -> bool:
        return standing is not None and standing.plan.proposed_by == self._work.desk.staff.id

    def _on_acted(self) -> None:
        opened = self._opened
        if opened is None or opened.standing is None:
            return
        plan = opened.standing.plan
        if opened.waiting and self._mine(opened.standing):
            self._withdraw(plan.case_id, plan.id)
            return
        paper = opened.bench.seen.file.document_of(plan.id)
        self._work.open(*(("paper", paper.id) if paper else ("case", plan.case_id)))

    def _withdraw(self, case_id: str, plan_id: str) -> None:
        """Ask in place, then do it: what is taken back cannot be approved any more."""
        if not self._sure:
            self._sure = True
            told = translate("PlanNews", "撤回后，这份方案和已签的文书都不再有效，也不会再审批；可以重新提出。")
            self.say(told, "warn", action=translate("PlanNews", "确定撤回"))
            return
        desk = self._work.desk
        self._work.tasks.write(lambda: withdraw(desk, case_id, plan_id), done=self._work.saved)
