"""The supervisor's map: where the team has been and where not, whom nobody looks after, who has how much to do.

It shows premises and cases, and never where anybody of the team is or was on the way.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fieldapp.errors import KnownError
from fieldapp.protocol.assign import AssignAnswer
from fieldapp.services.watch_coverage import (
    Coverage,
    CoverageWish,
    CoveredCase,
    District,
    Workload,
    watch_coverage,
)
from fieldapp.store.laptop.unit import ChangeSet
from fieldapp.sync.assign import assign
from ui import theme
from ui.loader import Loader
from ui.supervisor.map_assign import AssignBar
from ui.supervisor.map_filters import MapFilters
from ui.supervisor.map_sides import MapSides
from ui.supervisor.map_tables import case_table, district_table, people_table, source_of
from ui.viewmodels import team_map as said
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.choice import Choice
from ui.widgets.page import PageFrame
from ui.widgets.states import Banner
from ui.workplace import Workplace

WAITING = "waiting"
DISTRICTS, PEOPLE, CASES = "districts", "people", "cases"
SIDE_WIDTH = 640
Narrow = Callable[[CoveredCase], bool]


class TeamMapPage(PageFrame):
    """The page. `wish` is what is looked at; `narrowed` is the place or person that the cases are narrowed to."""

    def __init__(self, work: Workplace) -> None:
        super().__init__("", scroll=False)
        self.set_title(self.tr("团队地图"))
        self._work = work
        self.wish = CoverageWish()
        self._narrow: Narrow | None = None
        self._shown_cases: tuple[CoveredCase, ...] | None = None
        self.filters = MapFilters()
        self.banner = Banner("", "warn", action=self.tr("重试"))
        self.banner.hide()
        self.kind = Choice(
            self.tr("看哪张表"),
            [(DISTRICTS, self.tr("按地区")), (PEOPLE, self.tr("按催收员")), (CASES, self.tr("案件"))],
            DISTRICTS,
        )
        self.districts, self.people = district_table(work.tasks), people_table(work.tasks)
        self.cases = case_table(work.tasks)
        self.narrowed = button("", "quiet", "close", says=self.tr("不再只看这里"))
        self.narrowed.hide()
        self.assign = AssignBar()
        self.map = MapSides(work)
        self._tables = QStackedLayout()
        self.loader: Loader[Coverage] = Loader(
            self, work.tasks, lambda: watch_coverage(work.desk, self.wish), self._show, self._fail
        )
        self._lay_out()
        self._connect()

    def look_at(self, wish: CoverageWish) -> None:
        """Look at something else."""
        self.wish = wish
        self.loader.ask()

    def _lay_out(self) -> None:
        self.body.setSpacing(theme.S)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.banner)
        row = QHBoxLayout()
        row.setSpacing(theme.M)
        row.addWidget(self._side(), 6)
        row.addWidget(self.map, 5)
        self.body.addLayout(row, 1)
        self.setFocusProxy(self.kind)

    def _side(self) -> QWidget:
        side = QWidget()
        side.setMaximumWidth(theme.scaled(SIDE_WIDTH))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        head = QHBoxLayout()
        head.addWidget(self.kind)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.narrowed, 0, Qt.AlignmentFlag.AlignLeft)
        card = Card(pad=1, says=self.tr("表"))
        holder = QWidget()
        holder.setLayout(self._tables)
        for table in (self.districts, self.people, self.cases):
            self._tables.addWidget(table)
        card.add(holder, 1)
        column.addWidget(card, 1)
        column.addWidget(self.assign)
        return side

    def _connect(self) -> None:
        self.filters.changed.connect(self.look_at)
        self.filters.narrowed.connect(self._fill_cases)
        self.banner.acted.connect(self.loader.ask)
        self.kind.changed.connect(lambda value: self._turn_to(str(value)))
        self.narrowed.clicked.connect(self._widen)
        self.districts.selected.connect(self._on_district)
        self.people.selected.connect(self._on_person)
        self.cases.selected.connect(self._on_case)
        self.districts.opened.connect(self._open_district)
        self.people.opened.connect(self._open_person)
        self.cases.opened.connect(self._open_case)
        self.cases.chosen.connect(self._say_chosen)
        self.map.square_chosen.connect(self._on_square)
        self.map.square_opened.connect(self._open_square)
        self.map.case_chosen.connect(self._choose_case)
        self.map.picked.connect(self._on_picked)
        self.assign.wanted.connect(self._give)
        self._work.changed.connect(self._on_changed)

    def _show(self, found: Coverage) -> None:
        self.banner.hide()
        self.set_title(self.tr("团队地图"), said.facts(found))
        self.filters.show_found(found)
        self.assign.show_people(found)
        self.map.show_found(found)
        self.districts.load(source_of(found.districts))
        self.people.load(source_of(found.workloads))
        self._fill_cases()

    def _fail(self, error: KnownError) -> None:
        self.banner.say_error(error, action=self.tr("重试"))

    def _fill_cases(self) -> None:
        found = self.loader.shown()
        if found is None:
            return
        wanted = tuple(one for one in found.cases if self.filters.lets(one) and self._fits(one))
        if wanted != self._shown_cases:
            self._shown_cases = wanted
            self.cases.load(source_of(wanted, lambda one: one.line.case_id))

    def _fits(self, one: CoveredCase) -> bool:
        return self._narrow is None or self._narrow(one)

    def _turn_to(self, kind: str) -> None:
        self.kind.set_value(kind)
        self._tables.setCurrentIndex((DISTRICTS, PEOPLE, CASES).index(kind))
        self.filters.of_cases(shown=kind == CASES)
        self.narrowed.setVisible(kind == CASES and self._narrow is not None)
        self.assign.setVisible(kind == CASES and self.assign.count > 0)
        self._fill_cases()

    def _look_closer(self, narrow: Narrow, told: str) -> None:
        """Show the cases of one place or person alone."""
        self._narrow = narrow
        self.map.sketch.mark(frozenset())
        self.narrowed.setText(told)
        self._turn_to(CASES)

    def _widen(self) -> None:
        self._narrow = None
        self.map.sketch.choose("")
        self._turn_to(CASES)

    def _on_district(self, one: District | None) -> None:
        found = self.loader.shown()
        squares = found.squares_in(one.name) if found is not None and one is not None else frozenset()
        self.map.sketch.mark(squares)

    def _on_person(self, one: Workload | None) -> None:
        found = self.loader.shown()
        squares = found.squares_with(one.staff_id) if found is not None and one is not None else frozenset()
        self.map.sketch.mark(squares)

    def _on_case(self, one: CoveredCase | None) -> None:
        if one is None:
            self.map.sketch.mark(frozenset())
        else:
            found = self.loader.shown()
            square = found.placed.get(one.line.case_id) if found is not None else None
            self.map.sketch.mark(frozenset({square} if square else ()), one.line.case_id)
            self.map.choose_case(one.line.case_id)

    def _open_district(self, one: District) -> None:
        told = self.tr("只看{district}").format(district=said.district_name(one))
        self._look_closer(lambda case: case.line.district == one.name, told)
        self.cases.view.setFocus()

    def _open_person(self, one: Workload) -> None:
        told = self.tr("只看{name}的案件").format(name=said.collector_name(one))
        self._look_closer(lambda case: case.line.assigned_to == one.staff_id, told)
        self.cases.view.setFocus()

    def _on_square(self, key: str) -> None:
        """A square that is picked while cases are listed narrows them to it."""
        if not key:
            self._widen()
        elif self.kind.value() == CASES:
            self._narrow_to_square(key)

    def _open_square(self, key: str) -> None:
        self._narrow_to_square(key)
        self.cases.view.setFocus()

    def _open_case(self, one: CoveredCase) -> None:
        """To the decision that waits on it; a case on which nothing waits is shown where it is."""
        if one.line.plan_health == WAITING:
            self._work.open("case", one.line.case_id)
        else:
            self.map.show_case(one.line)

    def _choose_case(self, case_id: str) -> None:
        """A case that is pressed on the map is the current one of the table, which shows it if need be."""
        if self.kind.value() != CASES:
            self._turn_to(CASES)
        if not self.cases.select(case_id):
            self._on_picked([case_id])

    def _on_picked(self, case_ids: list[str]) -> None:
        """Cases drawn around on the map are the only ones listed; Ctrl+A then chooses them all."""
        wanted = frozenset(case_ids)
        told = self.tr("只看图上选中的 %n 个案件", "", len(wanted))
        self._look_closer(lambda case: case.line.case_id in wanted, told)
        self.cases.view.setFocus()

    def _narrow_to_square(self, key: str) -> None:
        found = self.loader.shown()
        square = next((one for one in found.squares if one.key == key), None) if found is not None else None
        if found is not None and square is not None:
            placed = found.placed
            self._look_closer(lambda case: placed.get(case.line.case_id) == key, said.square_words(square))

    def _say_chosen(self, count: int) -> None:
        self.assign.show_chosen(count)
        self.assign.setVisible(count > 0 and self.kind.value() == CASES)

    def _give(self, staff_id: str) -> None:
        case_ids = self._chosen_ids()
        self.assign.set_busy(True)
        desk = self._work.desk
        self._work.tasks.write(
            lambda: assign(desk, case_ids, staff_id), done=self._given, failed=self._not_given, owner=self
        )

    def _chosen_ids(self) -> list[str]:
        assert self.cases.choice is not None
        if self.cases.choice.everything():
            return [one.line.case_id for one in self._shown_cases or ()]
        return [str(key) for key in self.cases.choice.one_by_one()]

    def _given(self, answer: AssignAnswer) -> None:
        self.assign.set_busy(False)
        self.assign.banner.hide()
        if self._work.shell is not None:
            moved = self.tr("已把 %n 个案件分派给{name}", "", answer.moved).format(name=answer.name)
            self._work.shell.say(moved)
        self._work.sync_now()

    def _not_given(self, error: KnownError) -> None:
        self.assign.set_busy(False)
        self.assign.banner.say_error(error)

    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.cases or not changes:
            self.loader.ask()
