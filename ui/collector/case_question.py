"""One question of the case list: the rows at once, what they come to when it is known, and nothing any more once the
next key has been pressed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from fieldapp.services.desk import Desk
from fieldapp.store.laptop.case_list import CaseFilter, CaseLine, CaseList, Totals
from fieldapp.store.laptop.case_search import Hits
from fieldapp.store.laptop.stop import Stop, Stopped
from ui.widgets.paged_model import Source


@dataclass(frozen=True, slots=True)
class Sums:
    """What the answer comes to: by bucket, whatever buckets are shown; and how many cases there are in all."""

    by_bucket: dict[str, Totals]
    everything: int

    def shown(self, wanted: CaseFilter) -> Totals:
        """Count and sum of the buckets that are shown."""
        kept = [total for bucket, total in self.by_bucket.items() if not wanted.buckets or bucket in wanted.buckets]
        return Totals(sum(total.count for total in kept), sum(total.owed for total in kept))


class CaseQuestion:
    """Its methods but `stop` are called on reader threads."""

    def __init__(self, desk: Desk, wanted: CaseFilter) -> None:
        self.wanted = wanted
        self.hits: Hits | None = None
        self._desk = desk
        self._stop = Stop()

    def source(self) -> Source[CaseLine]:
        """The question as a table puts it."""
        return Source(self.count, self.fetch, self.stop)

    def count(self) -> int:
        """How many rows the list has; searching happens here, so that all its pages are of one answer."""
        with self._reading() as cases:
            if not self.wanted.searches:
                return cases.count(self.wanted)
            self.hits = cases.search(self.wanted)
            return len(self.hits.rids)

    def fetch(self, offset: int, limit: int) -> Sequence[CaseLine]:
        """Rows of the list."""
        with self._reading() as cases:
            if self.hits is None:
                return cases.page(self.wanted, offset, limit)
            return cases.lines(self.hits.rids[offset : offset + limit])

    def sums(self) -> Sums | None:
        """What it all comes to; None when the question has been given up."""
        try:
            with self._reading() as cases:
                everything = cases.count(CaseFilter())
                known = self.hits.by_bucket if self.hits is not None else None
                if known is None:
                    return Sums(cases.sums(self.wanted), everything)
                return Sums({bucket: Totals(*total) for bucket, total in known.items()}, everything)
        except Stopped:
            return None

    def stop(self) -> None:
        """Give up whatever is being read for it."""
        self._stop.ask()

    @contextmanager
    def _reading(self) -> Iterator[CaseList]:
        with self._desk.store.reading() as unit, unit.cases.heeding(self._stop):
            yield unit.cases
