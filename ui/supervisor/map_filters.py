"""What the supervisor's map looks at: since when, which ageing, whose cases, which team."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldapp.domain.lending.ageing import Bucket
from fieldapp.services.watch_coverage import Coverage, CoverageWish, CoveredCase
from ui import theme, words
from ui.widgets.buttons import Select
from ui.widgets.choice import Choice
from ui.widgets.filter_chips import Filter, FilterChip, FilterChips
from ui.widgets.labels import label

DAYS = (7, 14, 30, 90)


class MapFilters(QWidget):
    """The filters, in one or two rows.

    Signals:
        changed: (CoverageWish) something else is to be looked at.
        narrowed: only other cases of the same are.
    """

    changed = Signal(object)
    narrowed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wish = CoverageWish()
        self.days = Choice(
            self.tr("走访时间"), [(str(days), self.tr("%n 天内", "", days)) for days in DAYS], str(self.wish.days)
        )
        filters = [Filter(bucket.value, bucket.value, theme.BUCKETS[rank], words.bucket_meaning(bucket))
                   for rank, bucket in enumerate(Bucket)]  # fmt: skip
        self.buckets = FilterChips(self.tr("逾期阶段"), self.tr("全部"), filters)
        self.who, self.team = Select(self.tr("催收员")), Select(self.tr("团队"))
        self.unseen = FilterChip(Filter("unseen", self.tr("未走访")))
        self.unassigned = FilterChip(Filter("unassigned", self.tr("无人负责")))
        self._people: list[str] = [""]
        self._teams: list[str] = [""]
        self._lay_out()
        self._connect()
        self.of_cases(shown=False)

    def lets(self, one: CoveredCase) -> bool:
        """Whether a case is one of those that the last two filters leave."""
        return not (self.unseen.isChecked() and one.seen) and (one.unassigned or not self.unassigned.isChecked())

    def of_cases(self, *, shown: bool) -> None:
        """Offer the filters that only concern the table of cases."""
        for chip in (self.unseen, self.unassigned):
            chip.setVisible(shown)

    def show_found(self, found: Coverage) -> None:
        """How many there are behind each, and who is there to be chosen."""
        self.buckets.set_counts(found.by_bucket)
        self.unseen.set_count(found.total.unseen)
        self.unassigned.set_count(found.total.unassigned)
        self._people = self._fill(
            self.who, self.tr("全部催收员"), [(one.id, one.name) for one in found.collectors], self.wish.collector
        )
        self._teams = self._fill(self.team, self.tr("全部团队"), [(one, one) for one in found.teams], self.wish.team)
        self.team.setVisible(len(found.teams) > 1 or bool(self.wish.team))

    def _lay_out(self) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for row in (upper, lower):
            row.setSpacing(theme.XS)
        upper.addWidget(label(self.tr("走访时间"), "muted"))
        upper.addWidget(self.days, 0, Qt.AlignmentFlag.AlignVCenter)
        upper.addSpacing(theme.M)
        for select in (self.who, self.team):
            select.setMinimumWidth(theme.scaled(150))
            upper.addWidget(select)
        upper.addStretch(1)
        lower.addWidget(self.buckets, 1)
        lower.addWidget(self.unseen)
        lower.addWidget(self.unassigned)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.XS)
        column.addLayout(upper)
        column.addLayout(lower)
        self.team.hide()

    def _connect(self) -> None:
        self.days.changed.connect(lambda value: self._wish(replace(self.wish, days=int(str(value)))))
        self.buckets.changed.connect(lambda chosen: self._wish(replace(self.wish, buckets=tuple(chosen))))
        self.who.activated.connect(lambda at: self._wish(replace(self.wish, collector=self._people[at])))
        self.team.activated.connect(lambda at: self._wish(replace(self.wish, team=self._teams[at])))
        for chip in (self.unseen, self.unassigned):
            chip.clicked.connect(self.narrowed)

    def _wish(self, wish: CoverageWish) -> None:
        if wish != self.wish:
            self.wish = wish
            self.changed.emit(wish)

    @staticmethod
    def _fill(select: Select, everybody: str, told: list[tuple[str, str]], chosen: str) -> list[str]:
        keys = ["", *(key for key, _words in told)]
        said = [everybody, *(name for _key, name in told)]
        if [select.itemText(at) for at in range(select.count())] != said:
            select.clear()
            select.addItems(said)
        select.setCurrentIndex(keys.index(chosen) if chosen in keys else 0)
        return keys
