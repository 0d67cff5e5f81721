"""What leaves a laptop when a case moves: all of it but what was done here, and only if it is still this scope's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case, CaseFile, Entity
from fieldapp.domain.folding import fold
from fieldapp.domain.ids import new_id
from fieldapp.domain.staff import Staff
from fieldapp.protocol.canonical import sha256
from fieldapp.protocol.messages import FeedRow
from fieldapp.services.desk import Desk
from fieldapp.store.laptop.attachments import Attachment
from fieldapp.store.laptop.case_list import CaseFilter
from fieldapp.sync.apply import begin_scope, drop_scopes, finish_scope
from tests import field_work
from tests.laptops import bring, evict, put, records_of, scope_of
from tests.office import borrower_case

ELSEWHERE = "staff:somebody"


@pytest.fixture
def file(collector: Staff) -> CaseFile:
    """A case with a visit, a promise and a plan on paper."""
    case = borrower_case(collector)
    plan = field_work.plan(case, collector)
    found = CaseFile(case)
    for fact in (
        field_work.visit(case, collector),
        field_work.promise(case, collector),
        plan,
        field_work.sealed(case, collector, plan.id, b"paper"),
    ):
        found = fold(found, fact)
    return found


def everything(file: CaseFile) -> list[tuple[Entity, object]]:
    return [(Entity.CASE, file.case), *records_of(file)]


def puts(file: CaseFile, first: int = 1) -> list[FeedRow]:
    return [put(seq, entity, thing) for seq, (entity, thing) in enumerate(everything(file), start=first)]


def evictions(file: CaseFile, first: int = 10) -> list[FeedRow]:
    return [evict(seq, entity, thing) for seq, (entity, thing) in enumerate(everything(file), start=first)]


def keep_file(desk: Desk, case: Case, state: str, content: bytes) -> str:
    digest = sha256(content)
    with desk.store.writing() as unit:
        kept = Attachment(digest, "plan", case.id, new_id(), len(content), state, new_id())
        unit.attachments.keep(kept, content, clock.now())
    return digest


def traces(desk: Desk, file: CaseFile) -> dict[str, int]:
    """How much of a case is left on the laptop."""
    with desk.store.reading() as unit:
        return {
            "record": len(records_of(unit.shadow.case_file(file.case.id) or CaseFile(file.case))),
            "page": int(unit.files.find(file.case.id) is not None),
            "list": unit.cases.totals(CaseFilter()).count,
            "search": unit.cases.totals(CaseFilter(file.case.borrower.name)).count,
            "by phone": unit.cases.totals(CaseFilter(file.case.borrower.phones[0])).count,
            "drafts": len(unit.drafts.all()),
        }


def test_a_case_that_moves_away_leaves_nothing_readable_but_the_work_done_here(
    desk: Desk, file: CaseFile, collector: Staff
) -> None:
    case, scope = file.case, scope_of(collector)
    bring(desk.store, scope, *puts(file))
    with desk.store.writing() as unit:
        desk.record(unit, unit.files.get(case.id), field_work.visit(case, collector))
    mine, theirs = keep_file(desk, case, "local", b"made here"), keep_file(desk, case, "here", b"came from there")
    sent, done = keep_file(desk, case, "sent", b"half way"), keep_file(desk, case, "verified", b"at the server")
    assert traces(desk, file) == {"record": 4, "page": 1, "list": 1, "search": 1, "by phone": 1, "drafts": 0}
    bring(desk.store, scope, *evictions(file))
    assert set(traces(desk, file).values()) == {0}
    with desk.store.reading() as unit:
        assert unit.outbox.counts() == {"waiting": 1, "refused": 0}
        assert [digest for digest in (mine, theirs, sent, done) if unit.attachments.find(digest)] == [mine, sent]


def test_an_eviction_of_a_scope_that_no_longer_owns_the_case_removes_nothing(
    desk: Desk, file: CaseFile, collector: Staff
) -> None:
    """A supervisor's laptop holds both scopes; the one that gains the case may be read first."""
    bring(desk.store, scope_of(collector), *puts(file))
    before = traces(desk, file)
    bring(desk.store, ELSEWHERE, *puts(file))
    bring(desk.store, scope_of(collector), *evictions(file))
    assert traces(desk, file) == before
    bring(desk.store, ELSEWHERE, *evictions(file))
    assert traces(desk, file)["list"] == 0


def test_a_page_cut_between_the_case_and_its_children_leaves_no_half_case_in_the_list(
    desk: Desk, file: CaseFile, collector: Staff
) -> None:
    scope = scope_of(collector)
    bring(desk.store, scope, *puts(file))
    for row in evictions(file):
        bring(desk.store, scope, row)
        assert traces(desk, file)["list"] == traces(desk, file)["search"] == 0
    for row in reversed(puts(file, first=20)):
        bring(desk.store, scope, replace_seq(row, row.seq))
    assert traces(desk, file) == {"record": 4, "page": 1, "list": 1, "search": 1, "by phone": 1, "drafts": 0}


def replace_seq(row: FeedRow, seq: int) -> FeedRow:
    return FeedRow(seq, row.entity, row.id, row.ver, row.op, row.case_id, row.blob)


def test_a_scope_that_is_no_longer_ours_takes_its_cases_with_it_and_leaves_the_others(
    desk: Desk, file: CaseFile, collector: Staff
) -> None:
    other = borrower_case(replace(collector, id=new_id()), "王秀英", number=413)
    bring(desk.store, scope_of(collector), *puts(file))
    bring(desk.store, ELSEWHERE, put(1, Entity.CASE, other))
    with desk.store.writing() as unit:
        drop_scopes(unit, (scope_of(collector),))
    with desk.store.reading() as unit:
        assert [line.case_id for line in unit.cases.page(CaseFilter(), 0, 10)] == [other.id]
        assert [cursor.scope for cursor in unit.sync.cursors()] == [ELSEWHERE]


def test_a_scope_that_begins_anew_keeps_drafts_facts_and_files_made_here(
    desk: Desk, file: CaseFile, collector: Staff
) -> None:
    case, scope = file.case, scope_of(collector)
    bring(desk.store, scope, *puts(file))
    mine = keep_file(desk, case, "local", b"made here")
    with desk.store.writing() as unit:
        desk.record(unit, unit.files.get(case.id), field_work.visit(case, collector))
        unit.drafts.save("visit", case.id, b"{}", clock.now())
    with desk.store.writing() as unit:
        begin_scope(unit, scope, 5)
    bring(desk.store, scope, *puts(replace(file, visits=())))
    with desk.store.reading() as unit:
        assert len(unit.files.get(case.id).visits) == 2, "until all of the new copy is here the old one is shown"
    bring(desk.store, scope, *puts(file))
    with desk.store.writing() as unit:
        finish_scope(unit, scope, 5, clock.now())
    with desk.store.reading() as unit:
        assert len(unit.files.get(case.id).visits) == 2
        assert unit.drafts.find("visit", case.id) is not None
        assert unit.attachments.find(mine) is not None
        (cursor,) = unit.sync.cursors()
        assert (cursor.seq, cursor.boot) == (5, 5)


def test_a_visit_that_was_begun_is_not_lost_when_its_case_moves_away_under_it(
    desk: Desk, file: CaseFile, collector: Staff
) -> None:
    bring(desk.store, scope_of(collector), *puts(file))
    with desk.store.writing() as unit:
        unit.drafts.save("visit", file.case.id, b"half an hour of answers", clock.now() - timedelta(minutes=1))
    bring(desk.store, scope_of(collector), *evictions(file))
    with desk.store.reading() as unit:
        assert unit.drafts.find("visit", file.case.id) is not None
