"""One question of the case list: the rows at once, what they come to when it is known, and nothing any more once the
next key has been pressed.

A search that finds more than anybody reads brings its first rows at once, without an order. All of it, in order,
follows with the sums, and takes the place of the first rows when the page says so (`adopt`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_filter import ORDERS, CaseFilter
from fieldapp.store.laptop.case_list import CaseLine, CaseList, Totals
from fieldapp.store.laptop.case_search import Hits
from fieldapp.store.laptop.stop import Stop, Stopped
from ui.widgets.paged_model import Source


@dataclass(frozen=True, slots=True)
class Sums:
    """What the answer comes to: by bucket, whatever buckets are shown; and how many cases there are in all.

    `synced`: whether anything has ever come from the office; asked only where there is no case at all.
    """

    by_bucket: dict[str, Totals]
    everything: int
    synced: bool = True

    def shown(self, wanted: CaseFilter) -> Totals:
        """Count and sum of the buckets that are shown."""
        kept = [total for bucket, total in self.by_bucket.items() if not wanted.buckets or bucket in wanted.buckets]
        return Totals(
            sum(total.count for total in kept), sum(total.owed for total in kept), sum(one.unsettled for one in kept)
        )


class CaseQuestion:
    """Its methods but `stop` and `adopt` are called on reader threads."""

    def __init__(self, desk: Desk, wanted: CaseFilter) -> None:
        self.wanted = wanted
        self.hits: Hits | None = None
        self._desk = desk
        self._stop = Stop()
        self._order: array[int] | None = None
        self._coming: array[int] | None = None
        self._fresh = False

    @property
    def partial(self) -> bool:
        """Whether only the first of what was found are listed."""
        return self._order is None and self.hits is not None and self.hits.more

    @property
    def by_name(self) -> bool:
        """Whether those whose name is meant come before the rest: a search for which nobody asked for an order."""
        asked = self.wanted
        return self.hits is not None and self.hits.more and asked.sort == "urgency" and asked.descending is None

    def source(self) -> Source[CaseLine]:
        """The question as a table puts it."""
        return Source(self.count, self.fetch, self.stop, self.keys)

    def count(self) -> int:
        """How many rows the list has; searching happens here, so that all its pages are of one answer."""
        if self._fresh and self._order is not None:
            self._fresh = False
            return len(self._order)
        with self._reading() as cases:
            if self._order is not None or not (self.wanted.searches or self.wanted.indexed):
                self._order = cases.order(self.wanted)
                return len(self._order)
            if not self.wanted.searches:
                return cases.count(self.wanted)
            self.hits = cases.search(self.wanted)
            return len(self.hits.rids)

    def fetch(self, offset: int, limit: int) -> Sequence[CaseLine]:
        """Rows of the list."""
        with self._reading() as cases:
            listed = self._listed()
            if listed is None:
                return cases.page(self.wanted, offset, limit)
            return cases.lines(listed[offset : offset + limit])

    def keys(self, offset: int, limit: int) -> Sequence[str]:
        """The cases of some rows, of which not all have been read."""
        with self._reading() as cases:
            listed = self._listed()
            rids = cases.order(self.wanted) if listed is None else listed
            return cases.case_ids(rids[offset : offset + limit])

    def everything(self) -> list[str]:
        """All cases that the list shows, in its order, those of a broad search too that are not listed yet."""
        with self._reading() as cases:
            return cases.case_ids(cases.order(self.wanted))

    def sums(self) -> Sums | None:
        """What it all comes to; None when the question has been given up."""
        try:
            with self._reading() as cases:
                everything = cases.count(CaseFilter())
                known = self.hits.by_bucket if self.hits is not None and self._order is None else None
                if self.partial:
                    self._coming = cases.order(self.wanted)
                if known is None or cases.unsettled():
                    return Sums(cases.sums(self.wanted), everything, everything > 0 or self._synced())
                totals = {bucket: Totals(*total) for bucket, total in known.items()}
                return Sums(totals, everything, everything > 0 or self._synced())
        except Stopped:
            return None

    def _synced(self) -> bool:
        with self._desk.store.reading() as unit:
            return unit.sync.last_success() is not None

    def adopt(self) -> bool:
        """List all that was found from now on, in order; whether that is anything new."""
        coming, self._coming = self._coming, None
        if coming is None:
            return False
        self._order, self._fresh = coming, True
        return True

    def stop(self) -> None:
        """Give up whatever is being read for it."""
        self._stop.ask()

    def sorted_by(self) -> tuple[str, bool]:
        """What the head shows: the order and whether it goes down; nothing where it is not in that order."""
        if self.partial or self.by_name:
            return "", False
        return self.wanted.sort, self.wanted.down

    def _listed(self) -> Sequence[int] | None:
        """The rows of the list where they are known by number; None where an index gives them page by page."""
        if self._order is not None:
            return self._order
        return self.hits.rids if self.hits is not None else None

    @contextmanager
    def _reading(self) -> Iterator[CaseList]:
        with self._desk.store.reading() as unit, unit.cases.heeding(self._stop):
            yield unit.cases


def next_sort(wanted: CaseFilter, by: str) -> tuple[str, bool | None]:
    """What a press on a head asks for: its order, then the other way round, then the usual order again."""
    if wanted.sort != by:
        return by, ORDERS[by].down
    if wanted.descending is None or wanted.descending is ORDERS[by].down:
        # the usual order has nothing to go back to: it only turns round
        return by, not wanted.down
    return "urgency", None
