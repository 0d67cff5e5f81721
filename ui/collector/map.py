"""The map: where the cases are, and the same cases as a list beside it. One wish finds both, one choice marks both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fieldapp import paths
from fieldapp.domain.lending.ageing import Bucket
from fieldapp.errors import KnownError
from fieldapp.store.laptop.unit import ChangeSet
from ui import formats, theme, words
from ui.collector.case_actions import CaseActions
from ui.collector.map_choice import ChosenCase
from ui.collector.map_list import MapList, no_place
from ui.collector.map_printing import MapPrinting
from ui.collector.map_view import MapView
from ui.i18n import translate
from ui.loader import Loader
from ui.maps_page import open_maps
from ui.parts.navigate import navigate
from ui.viewmodels.map_cases import MapFind, MapWish, find_cases
from ui.viewmodels.map_route import MapRoute, read_route
from ui.widgets.card import Card
from ui.widgets.filter_chips import Filter, FilterChip, FilterChips
from ui.widgets.page import Action, PageFrame
from ui.widgets.search import SearchField
from ui.widgets.states import Banner, EmptyState
from ui.workplace import Workplace

LIST_WIDTH = 408


class MapPage(PageFrame):
    """The page. `wish` is what is looked for, `case_id` what is chosen (empty: nothing)."""

    def __init__(self, work: Workplace) -> None:
        super().__init__("", scroll=False)
        self.set_title(self.tr("地图"))
        if work.opens("places"):
            words = self.tr("待确认位置")
            self.set_actions([Action(words, lambda: work.open("places", ""), "place_unsure", kind="quiet")])
        self._work = work
        self.wish = MapWish()
        self.case_id = ""
        self.search = SearchField(work.tasks, self.tr("姓名、拼音首字母、电话、地址…"))
        self.chips = FilterChips(self.tr("逾期阶段"), self.tr("全部"), _filters())
        self.unplaced = FilterChip(Filter("unplaced", no_place()))
        self.list = MapList(self.tr("地图上的案件"))
        self.map = MapView(work.tasks)
        self.chosen = ChosenCase()
        self.doing = CaseActions(self, work)
        self.printing = MapPrinting(self, work)
        self._only = Banner("", "info", action=self.tr("显示全部"))
        self._banner = Banner("", "warn", action=self.tr("重试"))
        self._nothing = EmptyState(
            self.tr("没有找到"),
            self.tr("换一个姓名、拼音首字母、电话或地址试试。"),
            icon="search_none",
            action=self.tr("清除筛选"),
        )
        self._no_case = EmptyState(self.tr("还没有案件"), self.tr("分派给你的案件同步后会出现在这里。"), icon="map")
        self._places = QStackedLayout()
        self._lay_out()
        self._connect()
        self.loader: Loader[MapFind] = Loader(
            self, work.tasks, lambda: find_cases(work.desk, self.wish), self._show, self._fail
        )
        self.route: Loader[MapRoute] = Loader(
            self, work.tasks, lambda: read_route(work.desk, paths.map_packs()), self._show_route, self._fail
        )

    def look_for(self, wish: MapWish) -> None:
        """Show what answers to another wish."""
        self.wish = wish
        self.loader.ask()

    def choose(self, case_id: str) -> None:
        """Choose a case, in the list and on the map; empty for none."""
        self.case_id = case_id
        self.list.choose(case_id)
        self.map.choose(case_id)
        self._say_chosen()

    def _lay_out(self) -> None:
        self.search.setAccessibleName(self.tr("在地图上查找"))
        side = QWidget()
        side.setFixedWidth(theme.scaled(LIST_WIDTH))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S)
        self.chips.add(self.unplaced)
        for part in (self.search, self.chips, self._banner, self._only):
            column.addWidget(part)
        self._banner.hide()
        self._only.hide()
        column.addWidget(self._cards(), 1)
        column.addWidget(self.chosen)
        row = QHBoxLayout()
        row.setSpacing(theme.M)
        row.addWidget(side)
        frame = Card(pad=1, says=self.tr("地图"))
        frame.add(self.map, 1)
        row.addWidget(frame, 1)
        self.body.addLayout(row, 1)

    def _cards(self) -> Card:
        card = Card(pad=1, says=self.tr("地图上的案件"))
        holder = QWidget()
        holder.setLayout(self._places)
        holder.setMinimumHeight(theme.TARGET * 2)  # what is said where nothing is found must not squeeze the others
        for place in (self.list, self._nothing, self._no_case):
            self._places.addWidget(place)
        card.add(holder, 1)
        return card

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._wish_again())
        self.search.returnPressed.connect(self.list.setFocus)
        self.chips.changed.connect(lambda _chosen: self._wish_again())
        self.unplaced.clicked.connect(lambda _on: self._wish_again())
        self._nothing.acted.connect(self._clear)
        self._banner.acted.connect(self._again)
        self.list.chosen.connect(self._from_list)
        self.list.opened.connect(lambda case_id: self._work.open("case", case_id))
        self.map.chosen.connect(self._from_map)
        self.map.opened.connect(lambda case_id: self._work.open("case", case_id))
        self.chosen.open_wanted.connect(lambda: self._work.open("case", self.case_id))
        self.chosen.visit_wanted.connect(lambda: self._work.open("visit", self.case_id))
        self.chosen.way_wanted.connect(lambda: navigate(self._work, self.chosen.way, self.case_id))
        self.chosen.place_wanted.connect(lambda: self._work.open("places", self.case_id))
        self._only.acted.connect(lambda: self.look_for(replace(self.wish, only=())))
        self.map.add_wanted.connect(self._add)
        self.map.list_wanted.connect(lambda ids: self.look_for(replace(self.wish, only=tuple(ids))))
        self.map.print_wanted.connect(self._print)
        self.map.packs_wanted.connect(lambda: open_maps(self._work))
        self._work.maps.changed.connect(self._on_packs)
        self._work.changed.connect(self._on_change)

    def _wish_again(self) -> None:
        words, buckets = self.search.text().strip(), self.chips.chosen()
        self.look_for(MapWish(words, buckets, self.unplaced.isChecked()))

    def _add(self, ids: Sequence[str]) -> None:
        """Into today; what comes of it is said, and can be undone, at the foot of the window."""
        self.doing.add(lambda: ids)
        self.map.drop_picks()

    def _print(self) -> None:
        found = self.loader.shown()
        facts = _facts(found) if found is not None else ""
        self.map.field.take_picture(lambda picture: self.printing.ask(picture, facts))

    def _on_packs(self) -> None:
        self.map.field.reload_ground()
        self.route.ask()

    def _again(self) -> None:
        self.loader.ask()

    def _clear(self) -> None:
        self.search.clear()
        self.chips.set_chosen(())
        self.unplaced.setChecked(False)
        self._wish_again()

    def _on_change(self, changes: ChangeSet) -> None:
        """Cases are others now, or (where none is named) the whole list was brought to another day."""
        if changes.cases or not changes:
            self.loader.ask()
            self.route.ask()

    def _from_list(self, case_id: str) -> None:
        self.case_id = case_id
        self.map.choose(case_id)
        self._say_chosen()

    def _from_map(self, case_id: str) -> None:
        self.case_id = case_id
        self.list.choose(case_id)
        self._say_chosen()

    def _show(self, found: MapFind) -> None:
        self._banner.hide()
        if self.case_id not in found.rows:
            self.case_id = ""
        self._places.setCurrentWidget(self.list if found.lines else self._nothing if found.any_case else self._no_case)
        self.list.show_lines(found.lines, self.case_id)
        self.chips.set_counts(found.by_bucket)
        self.unplaced.set_count(found.unplaced)
        self._say_only(found)
        self.map.show_found(found)
        self.map.choose(self.case_id)
        self.set_title(self.tr("地图"), _facts(found))
        self._say_chosen()

    def _show_route(self, found: MapRoute) -> None:
        self.map.show_route(found.stops, found.line, way=found.way)

    def _say_only(self, found: MapFind) -> None:
        self._only.setVisible(bool(found.wish.only))
        if found.wish.only:
            self._only.say(self.tr("只列选中的 %n 个案件", "", len(found.lines)), "info", action=self.tr("显示全部"))

    def _fail(self, error: KnownError) -> None:
        self._banner.say_error(error, action=self.tr("重试"))

    def _say_chosen(self) -> None:
        found = self.loader.shown()
        row = found.rows.get(self.case_id) if found is not None else None
        line = found.lines[row] if found is not None and row is not None else None
        self.chosen.show_line(line, can_place=self._work.opens("places"))


def _filters() -> list[Filter]:
    return [Filter(bucket.value, bucket.value, theme.BUCKETS[rank], words.bucket_meaning(bucket))
            for rank, bucket in enumerate(Bucket)]  # fmt: skip


def _facts(found: MapFind) -> str:
    """One line: how many are shown, how many of them have no place, how old the sums are."""
    parts = [translate("MapPage", "%n 个案件", "", len(found.lines))]
    if found.unplaced:
        parts.append(translate("MapPage", "%n 个案件没有位置", "", found.unplaced))
    if found.oldest is not None:
        parts.append(translate("MapPage", "按 {moment} 账务").format(moment=formats.short_moment(found.oldest)))
    return " · ".join(parts)
