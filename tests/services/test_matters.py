"""What a matter freezes: asked of the rules and of the playbook alike, from the moment it is recorded, also offline."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from fieldapp import clock
from fieldapp.domain.case import Case
from fieldapp.domain.compliance.for_case import Permission
from fieldapp.domain.compliance.verbs import Verb
from fieldapp.domain.lending.loan import Payment
from fieldapp.domain.matter import MatterKind, MatterMoved, MatterRaised, MatterState
from fieldapp.errors import KnownError
from fieldapp.services.claim_payment import claim_payment
from fieldapp.services.desk import Desk
from fieldapp.services.look_at_case import look_at_case
from fieldapp.services.may_act import may_act
from fieldapp.services.raise_matter import case_matters, move_matter, open_matters, raise_matter
from tests.office import TestOffice, sync

CLAIMED = 8_000_00


def said(case: Case, kind: MatterKind = MatterKind.PAID_CLAIM) -> MatterRaised:
    today = clock.today()
    plain = MatterRaised(kind, case.borrower.id, "上周已经付了", today)
    if kind is not MatterKind.PAID_CLAIM:
        return plain
    return replace(plain, loan_id=case.loans[0].id, amount=CLAIMED, paid_on=today - timedelta(days=1))


def call(desk: Desk, case: Case) -> tuple[Permission, str]:
    standing = may_act(desk, case.id, Verb.CALL, case.borrower.id)
    return standing.permission, standing.rule


@pytest.mark.parametrize("kind", [MatterKind.DISPUTE, MatterKind.COMPLAINT, MatterKind.PAID_CLAIM])
def test_collection_rests_from_the_moment_it_is_recorded_until_it_is_over(
    desk: Desk, case: Case, kind: MatterKind
) -> None:
    assert call(desk, case)[0] is Permission.ALLOWED
    saved = raise_matter(desk, case.id, said(case, kind))
    assert call(desk, case)[1] == "R17"
    assert look_at_case(desk, case.id).recommendation.row.id == f"hold.{kind.value}"
    move_matter(desk, case.id, MatterMoved(saved.matter_id, MatterState.WITHDRAWN, "弄错了"))
    assert call(desk, case)[0] is Permission.ALLOWED
    assert not look_at_case(desk, case.id).recommendation.row.id.startswith("hold.")


def test_a_payment_that_comes_ends_the_freeze_by_itself(office: TestOffice, desk: Desk, case: Case) -> None:
    raise_matter(desk, case.id, said(case))
    assert sync(desk).complete
    loan = case.loans[0]
    paid = replace(loan, payments=(*loan.payments, Payment("B-9", clock.today(), CLAIMED, "counter")))
    with office.store.writing() as unit:
        unit.records.save_case(replace(case, loans=(paid,)))
    assert sync(desk).complete
    assert call(desk, case)[0] is Permission.ALLOWED
    (line,) = case_matters(desk, case.id).lines
    assert (line.state, line.resting, line.waits_for_confirmation) == (MatterState.POSTED, False, True)
    assert [one.line.matter.id for one in open_matters(desk)] == [line.matter.id]


def test_days_come_from_the_rules(desk: Desk, case: Case) -> None:
    raise_matter(desk, case.id, said(case, MatterKind.DISPUTE))
    (line,) = case_matters(desk, case.id).lines
    assert line.dates.frozen_until == clock.today() + timedelta(days=15)
    assert line.dates.answer_by is not None
    assert line.dates.answer_by.isoformat() == "2026-07-31"  # five working days from a Saturday
    assert line.may == (MatterState.WITHDRAWN,)
    assert (line.raised_by, line.recorded_by) == ("李建国", "周明")


def test_the_same_claim_is_not_recorded_twice(desk: Desk, case: Case) -> None:
    raise_matter(desk, case.id, said(case))
    with pytest.raises(KnownError, match=r"matter\.already_open"):
        raise_matter(desk, case.id, said(case))
    raise_matter(desk, case.id, replace(said(case), amount=CLAIMED + 1))


def test_one_voucher_may_show_two_payments(desk: Desk, case: Case, tmp_path: Path) -> None:
    paper = tmp_path / "slip.pdf"
    paper.write_bytes(b"%PDF-1.7\n" + bytes(200))
    first = claim_payment(desk, case.id, said(case), [paper])
    second = claim_payment(desk, case.id, replace(said(case), amount=CLAIMED + 1), [paper])
    with desk.store.reading() as unit:
        file = unit.files.get(case.id)
    vouchers = {one.id: one.content.vouchers for one in file.matters}
    assert vouchers[first.matter_id] == vouchers[second.matter_id] == tuple(one.id for one in file.files)
    assert sync(desk).complete
    with desk.store.reading() as unit:
        assert unit.outbox.refused() == []


def test_what_cannot_be_attached_leaves_no_matter_behind(desk: Desk, case: Case, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jpg"
    empty.write_bytes(b"")
    with pytest.raises(KnownError, match=r"file\.empty"):
        claim_payment(desk, case.id, said(case), [empty])
    assert case_matters(desk, case.id).lines == ()
