"""Visits at places that change while they go on, at guarantors' places, and put right afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.caseview import view
from fieldapp.domain.particulars import ParticularContent, ParticularKind, Told
from fieldapp.domain.party import GuaranteeKind
from fieldapp.domain.visit import Met, NextStep, Outcome
from fieldapp.errors import KnownError
from fieldapp.protocol.verdicts import FactVerdict, VerdictStatus
from fieldapp.services.add_particular import add_particulars, place_to_visit
from fieldapp.services.desk import Desk
from fieldapp.services.record_visit import VisitDraft, begin_correction, begin_visit, finish_visit
from fieldapp.services.redo_fact import redo
from fieldapp.store.laptop.outbox import OutboxEntry
from tests.office import TestOffice, file_of, sync
from ui.viewmodels.visit_form import arrive, gaps


def nobody_there(draft: VisitDraft) -> VisitDraft:
    return replace(draft, met=Met.NOBODY, outcome=Outcome.MOVED)


def shop_is_gone(desk: Desk, case: Case) -> None:
    shop = case.premises[0]
    said = ParticularContent(ParticularKind.PREMISES, "", Told.SEEN, corrects=shop.id, gone=True)
    add_particulars(desk, case.id, (said,))


def missing(desk: Desk, case: Case, draft: VisitDraft) -> list[str]:
    return [gap.field for gap in gaps(draft, view(file_of(desk, case), clock.today(case.zone)))]


def test_who_finds_the_shop_gone_and_notes_it_can_still_finish_the_visit(desk: Desk, case: Case) -> None:
    draft = nobody_there(begin_visit(desk, case.id).draft)
    shop_is_gone(desk, case)
    assert missing(desk, case, draft) == []
    saved = finish_visit(desk, draft)
    assert [visit.id for visit in file_of(desk, case).visits] == [saved.visit_id]
    assert sync(desk).error is None
    assert [visit.id for visit in file_of(desk, case).visits] == [saved.visit_id]


def test_a_visit_to_a_place_that_is_gone_by_now_can_still_be_put_right(desk: Desk, case: Case) -> None:
    saved = finish_visit(desk, nobody_there(begin_visit(desk, case.id).draft))
    shop_is_gone(desk, case)
    draft = replace(begin_correction(desk, case.id, saved.visit_id).draft, correction_reason="看错了")
    assert missing(desk, case, draft) == []
    finish_visit(desk, draft)
    assert len(file_of(desk, case).visits) == 2


def test_a_correction_keeps_the_reason_for_which_the_visit_was_made(desk: Desk, case: Case) -> None:
    begun = replace(nobody_there(begin_visit(desk, case.id).draft), override_id="o-1", companion="吴迪")
    saved = finish_visit(desk, begun)
    before = file_of(desk, case).visits[0].content
    draft = replace(begin_correction(desk, case.id, saved.visit_id).draft, correction_reason="结果点错")
    finish_visit(desk, draft)
    after = file_of(desk, case).visits[1].content
    assert after == replace(before, corrects=saved.visit_id, correction_reason="结果点错")


def test_a_guarantor_behind_the_debtor_is_not_visited_by_way_of_the_borrower(
    office: TestOffice, desk: Desk, case: Case
) -> None:
    guarantor = case.parties[0]
    place, _changes = place_to_visit(desk, case.id, guarantor.id)
    assert guarantor.guarantee is not None
    behind = replace(guarantor, guarantee=replace(guarantor.guarantee, kind=GuaranteeKind.GENERAL))
    office.save(replace(case, parties=(behind, *case.parties[1:])))
    assert sync(desk).error is None
    refused = arrive(desk, case.id, place)
    assert refused.visit is None
    assert refused.refusal is not None
    assert refused.refusal.code == "may.guarantor_general"
    assert arrive(desk, case.id).visit is not None, "the borrower's own shop is another matter"


def test_nobody_goes_to_the_home_of_somebody_who_owes_nothing_while_the_borrower_can_be_reached(
    desk: Desk, case: Case
) -> None:
    sister = case.parties[1]
    said = ParticularContent(
        ParticularKind.ADDRESS, "苏州市姑苏区干将路 3 号", Told.BORROWER, of=sister.id, consent=True
    )
    add_particulars(desk, case.id, (said,))
    place, _changes = place_to_visit(desk, case.id, sister.id)
    with pytest.raises(KnownError, match=r"may\.contact_locked"):
        begin_visit(desk, case.id, place)


def refuse(desk: Desk, fact_id: str, code: str) -> OutboxEntry:
    """The office's word on a fact that waits, as it would come with the next sync."""
    with desk.store.writing() as unit:
        verdict = FactVerdict(fact_id, VerdictStatus.REJECTED, code)
        unit.changes.cases |= unit.outbox.take_verdicts([verdict], clock.now())
    with desk.store.reading() as unit:
        found = unit.outbox.entry(fact_id)
    assert found is not None
    return found


def test_a_refused_visit_is_recorded_again_with_everything_that_was_written_down(desk: Desk, case: Case) -> None:
    draft = nobody_there(begin_visit(desk, case.id).draft)
    draft.next_step, draft.next_note, draft.companion_id = NextStep.CALL, "问隔壁店", "s-1"
    saved = finish_visit(desk, draft)
    before = file_of(desk, case).visits[0].content
    entry = refuse(desk, saved.visit_id, "fact.dependency_refused")
    assert redo(desk, entry) == ("visit", case.id)
    finish_visit(desk, begin_visit(desk, case.id).draft)
    assert [visit.content for visit in file_of(desk, case).visits] == [before]


def test_a_refused_correction_is_recorded_again_as_a_correction_and_never_as_a_second_visit(
    desk: Desk, case: Case
) -> None:
    wrong = finish_visit(desk, nobody_there(begin_visit(desk, case.id).draft)).visit_id
    draft = replace(begin_correction(desk, case.id, wrong).draft, correction_reason="看错了", note="门是开着的")
    entry = refuse(desk, finish_visit(desk, draft).visit_id, "fact.dependency_refused")
    assert redo(desk, entry) == ("correct_visit", f"{case.id}|{wrong}")
    again = begin_correction(desk, case.id, wrong).draft
    assert (again.corrects, again.correction_reason, again.note) == (wrong, "看错了", "门是开着的")
    finish_visit(desk, again)
    with pytest.raises(KnownError, match=r"visit\.already_corrected"):
        redo(desk, entry)
    assert len(file_of(desk, case).visits) == 2
