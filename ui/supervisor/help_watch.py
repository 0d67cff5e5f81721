"""Says at once, wherever the supervisor is in the program, that somebody of the team asks for help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fieldapp.services.watch_team import SeenCall, urgent_calls
from fieldapp.store.laptop.unit import ChangeSet

if TYPE_CHECKING:
    from ui.workplace import Workplace

PLACE = "team"


class HelpWatch(QObject):
    """Of one window: the number on the rail, and one toast for each new call."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(work)
        self._work = work
        self._said: set[str] = set()
        work.changed.connect(self._on_changed)
        self._look()

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.cases or not changes:
            self._look()

    def _look(self) -> None:
        desk = self._work.desk
        self._work.tasks.read(lambda: urgent_calls(desk), done=self._show, owner=self)

    def _show(self, calls: tuple[SeenCall, ...]) -> None:
        shell = self._work.shell
        if shell is None:
            return
        shell.set_badge(PLACE, len(calls))
        for seen in calls:
            if seen.call.id not in self._said:
                self._said.add(seen.call.id)
                name = seen.by.name if seen.by is not None else "—"
                shell.say(
                    self.tr("{name} 求助：{case}。请到“督导”查看位置和电话。").format(name=name, case=seen.borrower),
                    "stop",
                )
