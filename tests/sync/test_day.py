"""A collector's and a supervisor's day over a real server, real stores and real papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fieldapp import clock
from fieldapp.documents.verify import verify
from fieldapp.domain.observation import Observation, OpenStatus
from fieldapp.domain.plans.authority import Level
from fieldapp.domain.plans.plan_life import PlanState
from fieldapp.domain.plans.promise import PromiseState
from fieldapp.domain.visit import Cause, Met, Outcome
from fieldapp.errors import KnownError
from fieldapp.services import decide_plan, issue_document, negotiate_plan, record_visit
from fieldapp.services.desk import Desk
from fieldapp.services.look_at_case import look_at_case
from fieldapp.services.plan_day import plan_day
from tests.documents.papers import handwriting
from tests.office import PASSPHRASE, TestOffice, borrower_case, some_cases, sync

SEEN = Observation(
    open_status=OpenStatus.OPEN_NORMAL,
    sales_month_claimed=4_200_000,
    purchases_month=2_772_000,
    margin_percent=28,
    costs_month=380_000,
    household_month=250_000,
    other_debt_month=80_000,
)


def visit(desk: Desk, case_id: str) -> record_visit.SavedVisit:
    draft = record_visit.begin_visit(desk, case_id).draft
    draft.met, draft.outcome, draft.cause = Met.BORROWER, Outcome.PROMISE, Cause.RECEIVABLE_DELAYED
    draft.observation = SEEN
    draft.promise.amount, draft.promise.due = 800_000, clock.today() + timedelta(days=2)
    return record_visit.finish_visit(desk, draft)


def sealed_plan(desk: Desk, case_id: str, months: int = 12) -> issue_document.SealedPaper:
    table = negotiate_plan.lay_out(desk, case_id)
    terms = replace(table.options[0].terms, instalments=months, arrears_rows=3)
    option = negotiate_plan.work_out(table.loan, terms, table.quote, desk.matrix, None)
    chosen = negotiate_plan.content(table, option, desk.matrix, "生意在恢复")
    drawn = issue_document.draw_up(desk, case_id, chosen)
    inks = {"borrower": handwriting(1), "collector": handwriting(2)}
    return issue_document.seal_plan(desk, drawn, inks, {"device": desk.device_id}, PASSPHRASE)


def test_a_day_from_first_sync_to_a_paper_that_both_sealed(office: TestOffice) -> None:
    collector = office.people["zhouming"]
    case = borrower_case(collector)
    office.save(case)
    desk, other = office.desk("zhouming"), office.desk("chenlan")
    assert sync(desk).complete
    assert [line.borrower_name for line in plan_day(desk).urgent] == ["李建国"]

    visit(desk, case.id)
    sealed_plan(desk, case.id)
    page = look_at_case(desk, case.id)
    assert page.seen.promises[0].state is PromiseState.OPEN
    assert page.seen.owed.total == 2_164_356, "the owed sum is the worked loan's, to the cent"
    report = sync(desk)
    assert (report.error, report.pushed, report.files) == (None, 4, 1)

    sync(other)
    waiting = decide_plan.queue(other)
    assert [w.line.borrower_name for w in waiting] == ["李建国"]
    shown = decide_plan.look_at_plan(other, case.id, waiting[0].plan.id)
    assert shown.refusal is None
    assert shown.requirement.level is Level.BRANCH_MANAGER
    decide_plan.approve(other, case.id, waiting[0].plan.id, PASSPHRASE, "同意")
    assert sync(other).complete

    assert sync(desk).complete
    with desk.store.reading() as unit:
        file = unit.files.get(case.id)
        pdf = unit.attachments.content(file.documents[0].current.sha256)
        root = unit.settings.get("root_pem", str)
    assert file.plans[0].state is PlanState.ACTIVE
    assert file.plans[0].decisions[0].comment == "同意"
    assert pdf is not None
    assert root is not None
    paper = verify(pdf, [root.encode()])
    assert paper.sound, paper.problems
    assert [signature.signer for signature in paper.signatures] == ["周明", "陈岚"]


def test_work_done_offline_is_shown_at_once_and_kept_when_the_server_comes_back(office: TestOffice) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    away = replace(desk, server_url="http://127.0.0.1:9")
    visit(away, case.id)
    report = sync(away)
    assert report.error is not None
    assert report.error.code == "sync.server_away"
    with desk.store.reading() as unit:
        assert len(unit.files.get(case.id).visits) == 1
        assert unit.outbox.counts() == {"waiting": 2, "refused": 0}
    assert sync(desk).complete
    with desk.store.reading() as unit:
        assert unit.outbox.counts() == {"waiting": 0, "refused": 0}
        assert len(unit.files.get(case.id).visits) == 1, "the record took the place of the fact, not a place beside it"


def test_syncing_again_and_again_changes_nothing(office: TestOffice) -> None:
    cases = some_cases(office.people["zhouming"])
    office.save(*cases)
    desk = office.desk("zhouming")
    first = sync(desk)
    visit(desk, cases[0].id)
    sync(desk)
    again = sync(desk)
    assert first.pulled == len(cases) + 4, "the cases, three people and the office"
    assert (again.pushed, again.pulled, again.files) == (0, 0, 0)
    with office.store.reading() as unit:
        assert unit.facts.count() == 2


def test_a_returned_plan_comes_back_with_its_comment(office: TestOffice) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk, other = office.desk("zhouming"), office.desk("chenlan")
    sync(desk)
    paper = sealed_plan(desk, case.id)
    sync(desk)
    sync(other)
    with pytest.raises(KnownError, match=r"plan\.comment_needed"):
        decide_plan.send_back(other, case.id, paper.plan_id, "  ")
    decide_plan.send_back(other, case.id, paper.plan_id, "首期金额太高，请分摊往期欠息")
    sync(other)
    sync(desk)
    with desk.store.reading() as unit:
        plan = unit.files.get(case.id).plans[0]
    assert plan.state is PlanState.RETURNED
    assert plan.decisions[0].comment == "首期金额太高，请分摊往期欠息"
    assert plan_day(desk).urgent[0].reasons[0][0].value == "plan_returned"


def test_a_case_that_moves_leaves_the_old_laptop_and_reaches_the_new_one(office: TestOffice) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    old, new = office.desk("zhouming"), office.desk("wudi")
    sync(old)
    sync(new)
    office.save(replace(case, assigned_to=office.people["wudi"].id, assigned_at=clock.now()))
    sync(old)
    sync(new)
    with old.store.reading() as unit:
        assert unit.files.find(case.id) is None
        assert unit.cases.line(case.id) is None
    with new.store.reading() as unit:
        assert unit.files.get(case.id).case.borrower.name == "李建国"


def test_work_done_before_a_case_moved_still_counts_and_is_marked_late(office: TestOffice) -> None:
    case = borrower_case(office.people["zhouming"])
    office.save(case)
    desk = office.desk("zhouming")
    sync(desk)
    visit(desk, case.id)
    office.save(replace(case, assigned_to=office.people["wudi"].id, assigned_at=clock.now()))
    assert sync(desk).complete
    with office.store.reading() as unit:
        file = unit.records.case_file(case.id)
    assert file is not None
    assert [seen.late for seen in file.visits] == [True]
    with desk.store.reading() as unit:
        assert unit.outbox.counts() == {"waiting": 0, "refused": 0}


def test_signing_in_offline_opens_the_same_store_and_a_wrong_passphrase_does_not(office: TestOffice) -> None:
    office.save(borrower_case(office.people["zhouming"]))
    desk = office.desk("zhouming")
    sync(desk)
    desk.store.close()
    again = office.desk("zhouming")
    with again.store.reading() as unit:
        assert len(unit.shadow.case_ids()) == 1
    from fieldapp.sync.sign_in import sign_in

    with pytest.raises(KnownError, match=r"security\.wrong_passphrase"):
        sign_in(office.folder / "laptop-zhouming", office.url, "zhouming", "wrong-passphrase")
    with pytest.raises(KnownError, match=r"signin\.refused"):
        sign_in(office.folder / "laptop-new", office.url, "zhouming", "wrong-passphrase")
