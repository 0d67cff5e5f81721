"""Case files as this laptop shows them: the server's records with its own unsettled facts folded over them."""

from __future__ import annotations

from fieldapp.domain.case import CaseFile
from fieldapp.domain.folding import fold
from fieldapp.errors import KnownError
from fieldapp.protocol.case_records import MANY, children_of
from fieldapp.store.laptop.outbox import Outbox
from fieldapp.store.laptop.shadow import Shadow


class CaseFiles:
    """Case files within one transaction."""

    def __init__(self, shadow: Shadow, outbox: Outbox) -> None:
        self._shadow = shadow
        self._outbox = outbox

    def find(self, case_id: str) -> CaseFile | None:
        """The case as shown; None when it is not (or no longer) on this laptop."""
        file = self._shadow.case_file(case_id)
        if file is None:
            return None
        known = {thing.id for entity, thing in children_of(file) if entity in MANY}
        for fact in self._outbox.overlay(case_id):
            # a record may arrive just before its verdict is settled: never show one thing twice (a card sees to that)
            if fact.id not in known:
                file = fold(file, fact)
        return file

    def mark(self, case_id: str) -> bytes:
        """What tells the case's own record, as it is now, from any other."""
        return self._shadow.unopened([case_id])[case_id].mark

    def get(self, case_id: str) -> CaseFile:
        """The case as shown.

        Raises:
            KnownError: `case.not_here` when it is not (or no longer) on this laptop.
        """
        file = self.find(case_id)
        if file is None:
            raise KnownError("case.not_here")
        return file
