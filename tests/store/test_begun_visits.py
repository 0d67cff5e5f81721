"""A visit from its first answer to its facts: kept at every answer, finished whole, whatever happens to the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.observation import Observation, OpenStatus
from fieldapp.domain.staff import Staff
from fieldapp.domain.visit import Cause, Met, Outcome
from fieldapp.errors import KnownError
from fieldapp.services import record_visit
from fieldapp.services.desk import Desk
from fieldapp.services.record_visit import VisitDraft
from fieldapp.store.laptop.unit import LaptopStore, open_store
from tests.laptops import KEY, bring_cases
from tests.office import borrower_case


@pytest.fixture
def case(desk: Desk, collector: Staff) -> Case:
    one = borrower_case(collector)
    bring_cases(desk.store, collector, [one])
    return one


def answered(draft: VisitDraft) -> VisitDraft:
    draft.met, draft.outcome, draft.cause = Met.BORROWER, Outcome.PROMISE, Cause.SALES_FALL
    draft.observation = Observation(open_status=OpenStatus.OPEN_NORMAL, sales_month_claimed=4_200_000)
    draft.promise.amount, draft.promise.due = 800_000, clock.today() + timedelta(days=2)
    return draft


def counts(store: LaptopStore, case: Case) -> tuple[int, int, int]:
    """Visits, promises, drafts."""
    with store.reading() as unit:
        file = unit.files.get(case.id)
        return len(file.visits), len(file.promises), len(unit.drafts.all())


def test_a_visit_goes_on_where_it_was_after_the_program_was_closed(desk: Desk, case: Case) -> None:
    draft = answered(record_visit.begin_visit(desk, case.id).draft)
    draft.note = "生意在恢复，说下月还"
    record_visit.keep_draft(desk, draft)
    desk.store.close()
    store = open_store(desk.folder / "store.db", KEY)
    again = Desk(store, desk.staff, desk.device_id, desk.folder, desk.server_url)
    assert record_visit.begin_visit(again, case.id).draft == draft
    assert counts(store, case) == (0, 0, 1)
    record_visit.finish_visit(again, draft)
    assert counts(store, case) == (1, 1, 0)
    store.close()


def test_a_visit_that_is_not_complete_or_not_allowed_stays_a_draft(desk: Desk, case: Case) -> None:
    draft = record_visit.begin_visit(desk, case.id).draft
    with pytest.raises(KnownError, match=r"visit\.answers_missing"):
        record_visit.finish_visit(desk, draft)
    draft = answered(draft)
    draft.promise.amount = None
    with pytest.raises(KnownError, match=r"promise\.incomplete"):
        record_visit.finish_visit(desk, draft)
    draft.promise.amount, draft.promise.due = 800_000, clock.today() + timedelta(days=90)
    with pytest.raises(KnownError, match=r"promise\.due_too_late"):
        record_visit.finish_visit(desk, draft)
    assert counts(desk.store, case) == (0, 0, 1), "neither half of it was kept"


@pytest.mark.parametrize("hours", [-30, -1, 1, 30])
def test_a_clock_that_was_put_right_meanwhile_does_not_keep_a_visit_from_being_finished(
    desk: Desk, case: Case, hours: int
) -> None:
    draft = answered(record_visit.begin_visit(desk, case.id).draft)
    clock.use(clock.PracticeClock(clock.now() + timedelta(hours=hours)))
    draft.promise.due = clock.today() + timedelta(days=2)
    record_visit.finish_visit(desk, draft)
    with desk.store.reading() as unit:
        (visit,) = unit.files.get(case.id).visits
    assert visit.content.left_at >= visit.content.arrived_at


def test_a_visit_thrown_away_is_gone_and_the_next_begins_afresh(desk: Desk, case: Case) -> None:
    draft = answered(record_visit.begin_visit(desk, case.id).draft)
    record_visit.keep_draft(desk, draft)
    record_visit.discard_visit(desk, case.id)
    assert counts(desk.store, case) == (0, 0, 0)
    assert record_visit.begin_visit(desk, case.id).draft.outcome is None
