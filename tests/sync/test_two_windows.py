"""Two windows sync one store: whatever one of them brings, the other's older answer never overwrites.

The turn keeps them apart; these rounds run without it, as they would where a lock on a file is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fieldapp.domain.case import Case, Entity
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import Staff
from fieldapp.protocol.digest import BUCKETS
from fieldapp.protocol.messages import (
    BucketsFrame,
    EndFrame,
    Frame,
    PageFrame,
    ResetFrame,
    ScopeCursor,
    SyncRequest,
    VerdictsFrame,
)
from fieldapp.services.desk import Desk
from fieldapp.sync.driver import SyncDriver
from fieldapp.sync.file_moves import FileAtServer
from fieldapp.sync.steps import SyncReport
from tests.laptops import bring, desk_in, put
from tests.office import borrower_case, staff

OLD, NEW = "staff:old", "staff:new"
EVERY = tuple(range(BUCKETS))
CASES = frozenset({Entity.CASE.value})
Step = Frame | Callable[[], object]


class Answer:
    """An answer that is known beforehand; what the other window does meanwhile is done where it stands in it."""

    def __init__(self, *steps: Step) -> None:
        self._steps = steps

    def exchange(self, request: SyncRequest) -> Iterator[Frame]:
        assert request.cursors
        for step in (VerdictsFrame(()), *self._steps):
            if callable(step):
                step()
            else:
                yield step

    def dictionary(self, dictionary_id: int) -> bytes:
        raise AssertionError(dictionary_id)

    def file_at(self, sha256: str) -> FileAtServer:
        raise AssertionError(sha256)

    def send_piece(self, sha256: str, offset: int, content: bytes) -> FileAtServer:
        raise AssertionError(sha256, offset, content)

    def fetch_piece(self, sha256: str, offset: int, length: int) -> bytes:
        raise AssertionError(sha256, offset, length)


@pytest.fixture
def collector() -> Staff:
    return staff()[0]


@pytest.fixture
def desk(collector: Staff, tmp_path: Path) -> Iterator[Desk]:
    one = desk_in(tmp_path, collector)
    yield one
    one.store.close()


@pytest.fixture
def case(collector: Staff) -> Case:
    return borrower_case(collector)


@pytest.fixture
def moved(case: Case) -> Case:
    """The same case, as it is with a colleague."""
    return replace(case, assigned_to=new_id())


def two_scopes(desk: Desk, other: Case) -> None:
    """The laptop of somebody who sees two collectors' cases; of the one nothing has come yet."""
    with desk.store.writing() as unit:
        unit.settings.set("epoch", "epoch-1")
        unit.sync.begin(OLD, 3)
    bring(desk.store, NEW, put(6, Entity.CASE, other))


def window(desk: Desk, *steps: Step) -> SyncReport:
    """A round of one window."""
    return SyncDriver(desk.store, Answer(*steps), desk.device_id).run()


def end(**heads: int) -> EndFrame:
    """The end of an answer to a laptop that stands at the heads of its scopes."""
    return EndFrame("epoch-1", "", tuple(ScopeCursor(f"staff:{name}", seq) for name, seq in heads.items()))


def version_of(desk: Desk, case: Case) -> tuple[str, int] | None:
    """Where a case belongs on the laptop, and which version of it is there."""
    with desk.store.reading() as unit:
        found = {row.id: (scope, row.ver) for scope in (OLD, NEW) for row in unit.shadow.rows(scope, CASES)}
    return found.get(case.id)


def refused(report: SyncReport) -> None:
    """The round was not taken any further, and may be tried again."""
    assert report.error is not None
    assert (report.error.code, report.error.retryable) == ("sync.other_round", True)


def test_a_page_that_was_read_before_a_case_moved_does_not_undo_what_the_other_window_brought(
    desk: Desk, case: Case, moved: Case, collector: Staff
) -> None:
    two_scopes(desk, borrower_case(collector, "王秀英", number=413))
    brought = []

    def the_other() -> None:
        brought.append(window(desk, PageFrame(NEW, 7, (put(7, Entity.CASE, moved, ver=2),)), end(new=7)))

    refused(window(desk, the_other, PageFrame(OLD, 3, (put(3, Entity.CASE, case, ver=1),)), end(old=3, new=6)))
    assert brought[0].complete
    assert version_of(desk, case) == (NEW, 2)
    with desk.store.reading() as unit:
        assert {cursor.scope: cursor.seq for cursor in unit.sync.cursors()} == {OLD: 0, NEW: 7}


def test_buckets_that_were_read_before_a_case_moved_do_not_undo_it_either(
    desk: Desk, case: Case, moved: Case, collector: Staff
) -> None:
    two_scopes(desk, borrower_case(collector, "王秀英", number=413))
    bring(desk.store, OLD, put(3, Entity.CASE, case, ver=1))

    def the_other() -> None:
        assert window(desk, PageFrame(NEW, 7, (put(7, Entity.CASE, moved, ver=2),)), end(new=7)).complete

    stale = BucketsFrame(OLD, 3, EVERY, (put(3, Entity.CASE, case, ver=1),))
    refused(window(desk, the_other, stale, end(old=3, new=6)))
    assert version_of(desk, case) == (NEW, 2)


def test_a_scope_is_not_begun_anew_for_an_answer_to_a_question_of_long_ago(
    desk: Desk, case: Case, collector: Staff
) -> None:
    two_scopes(desk, borrower_case(collector, "王秀英", number=413))

    def the_other() -> None:
        assert window(desk, PageFrame(OLD, 3, (put(3, Entity.CASE, case),)), end(old=3)).complete

    refused(window(desk, the_other, ResetFrame(OLD, 3, "epoch-1"), end(old=3, new=6)))
    assert version_of(desk, case) == (OLD, 1)
    with desk.store.reading() as unit:
        assert {cursor.scope: cursor.seq for cursor in unit.sync.cursors()} == {OLD: 3, NEW: 6}


def test_an_end_of_long_ago_does_not_show_a_copy_of_which_the_other_window_still_fetches_the_rest(
    desk: Desk, case: Case, collector: Staff
) -> None:
    two_scopes(desk, borrower_case(collector, "王秀英", number=413))
    first = put(3, Entity.CASE, case)
    bring(desk.store, OLD, first)

    def the_other() -> None:
        half = PageFrame(OLD, 4, (put(4, Entity.CASE, borrower_case(collector, "孙立", number=414)),))
        window(desk, ResetFrame(OLD, 9, "epoch-1"), half)

    again = PageFrame(OLD, 3, (first,))
    # a page is given out when something else follows it
    steps: tuple[Step, ...] = (ResetFrame(OLD, 3, "epoch-1"), again, VerdictsFrame(()), the_other, end(old=3, new=6))
    refused(window(desk, *steps))
    assert version_of(desk, case) == (OLD, 1), "what is shown stays until all of the copy is here"


def test_a_window_whose_round_was_refused_goes_on_with_its_next_one(
    desk: Desk, case: Case, moved: Case, collector: Staff
) -> None:
    two_scopes(desk, borrower_case(collector, "王秀英", number=413))
    newer = PageFrame(NEW, 7, (put(7, Entity.CASE, moved, ver=2),))
    older = PageFrame(OLD, 3, (put(3, Entity.CASE, case, ver=1),))
    refused(window(desk, lambda: window(desk, newer, end(new=7)), older, end(old=3, new=6)))
    assert window(desk, PageFrame(OLD, 4, ()), end(old=4, new=7)).complete
    assert version_of(desk, case) == (NEW, 2)
