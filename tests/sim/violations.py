"""What must always hold, numbered as in the protocol's chapter on its simulator, and how a breach is told."""

from __future__ import annotations

INVARIANTS = {
    0: "no error that nobody foresaw",
    1: "each fact has one verdict, the same each time asked",
    2: "a fact is applied at most once, and is accepted exactly if it was applied",
    3: "a fact once kept is in the outbox or has a verdict",
    4: "at rest the shadow is what the server has for the scope, digests alike",
    5: "no record is sent to whom it does not belong; what was evicted is gone, from search and files too",
    6: "a cursor only goes forward within an epoch, and only with its rows",
    7: "states go only the ways that are allowed",
    8: "nothing newer is overwritten from a stale base",
    9: "a crash at any moment breaks none of these",
    10: "a lost, doubled, late or cut message breaks none of these",
    11: "after a restore of the server everything accepted comes back, once",
    12: "compaction at any time breaks none of these",
    13: "a case that goes away and comes back is whole",
    14: "a wrong clock breaks none of these",
    15: "two processes on one store break none of these",
    16: "an older or newer program at the other end breaks none of these",
    17: "sums of money are unchanged by repetition",
}


class ViolationError(BaseException):
    """An invariant was broken. No product code may catch it, so it is no `Exception`."""

    def __init__(self, number: int, detail: str) -> None:
        super().__init__(f"({number}) {INVARIANTS[number]}: {detail}")
        self.number = number


def hold(number: int, true: bool, detail: str) -> None:
    """Invariant `number` holds.

    Raises:
        ViolationError: it does not; `detail` says where.
    """
    if not true:
        raise ViolationError(number, detail)
