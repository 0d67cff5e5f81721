"""Finding a paper by its number, its kind or its borrower, as fast as one types.

The papers of a laptop are read once and kept as the few words that they are found by, until something changes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from fieldapp.domain.document import DocumentKind
from fieldapp.services.desk import Desk
from fieldapp.services.keep_documents import papers
from fieldapp.store.laptop.search_tokens import plain

FOUND = 6


@dataclass(frozen=True, slots=True)
class PaperFound:
    """One paper as the search shows it."""

    document_id: str
    number: str
    kind: str
    borrower_name: str
    words: str


class PaperFinder:
    """For one desk; safe to ask from several threads. `kind_words` says a kind in the language of the screen."""

    def __init__(self, desk: Desk, kind_words: Callable[[DocumentKind], str]) -> None:
        self._desk, self._kind_words = desk, kind_words
        self._lock = threading.Lock()
        self._known: tuple[PaperFound, ...] | None = None

    def forget(self) -> None:
        """Something has changed: the next question reads the papers anew."""
        self._known = None

    def find(self, text: str, most: int = FOUND) -> list[PaperFound]:
        """The newest papers that every word of a text fits."""
        wanted = plain(text).split()
        if not wanted:
            return []
        fitting = (paper for paper in self._all() if all(word in paper.words for word in wanted))
        return [paper for paper, _ in zip(fitting, range(most), strict=False)]

    def _all(self) -> tuple[PaperFound, ...]:
        with self._lock:
            known = self._known
            if known is None:
                known = self._known = tuple(self._read())
        return known

    def _read(self) -> list[PaperFound]:
        found = []
        for line in papers(self._desk):
            content = line.document.content
            kind = self._kind_words(content.kind)
            name = line.case.borrower.name
            words = plain(f"{content.number} {kind} {name}")
            found.append(PaperFound(line.document.id, content.number, kind, name, words))
        return found
