"""What may be raised, who may move it where, and which payment answers a claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.domain import present
from fieldapp.domain.attached_file import AttachedFile, FileContent, FileKind
from fieldapp.domain.case import CaseFile, Visit
from fieldapp.domain.contact_log import Channel, ContactContent, LoggedContact
from fieldapp.domain.facts import Fact, FactKind
from fieldapp.domain.folding import fold
from fieldapp.domain.judgement import judge
from fieldapp.domain.matter import (
    CLEARS_WITHIN,
    RESTING,
    SAID_LIMIT,
    Matter,
    MatterKind,
    MatterMoved,
    MatterRaised,
    MatterState,
    MatterStep,
    found_payments,
)
from fieldapp.domain.matter_rules import STEPS, frozen_until
from fieldapp.domain.staff import Staff, StaffRole
from tests.unit.domain.builders import (
    BORROWER,
    COLLEAGUE,
    COLLECTOR,
    MATRIX,
    NOON,
    SUPERVISOR,
    TODAY,
    case_file,
    fact,
    payment,
    verdict,
    visit_content,
    worked_loan,
)

SECOND = replace(SUPERVISOR, id="s-lin", login="lin", name="林静")
CLAIMED = 8_000_00


def raised(kind: MatterKind = MatterKind.DISPUTE, **changes: Any) -> MatterRaised:
    plain = MatterRaised(kind, BORROWER.id, "利息算错了", TODAY)
    if kind is MatterKind.PAID_CLAIM:
        plain = replace(plain, loan_id="loan-1", amount=CLAIMED, paid_on=TODAY - timedelta(days=3))
    if kind is MatterKind.HARDSHIP:
        plain = replace(plain, consent=True)
    return replace(plain, **changes)


def raising(content: MatterRaised, number: str = "m1", by: Staff = COLLECTOR) -> Fact:
    return fact(FactKind.MATTER_RAISED, content, number, by)


def moving(to: MatterState, matter: str = "m1", by: Staff = SUPERVISOR, **changes: Any) -> Fact:
    content = replace(MatterMoved(matter, to, "已核对"), **changes)
    return fact(FactKind.MATTER_MOVED, content, f"s-{to.value}-{by.id}", by, NOON + timedelta(hours=1))


def with_matter(content: MatterRaised, file: CaseFile | None = None, by: Staff = COLLECTOR) -> CaseFile:
    return fold(file or case_file(), raising(content, by=by))


@pytest.mark.parametrize("kind", list(MatterKind))
def test_everything_that_is_heard_can_be_raised(kind: MatterKind) -> None:
    assert verdict(case_file(), raising(raised(kind))) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (raised(loan_id="other"), "matter.unknown_loan"),
        (raised(on=TODAY + timedelta(days=1)), "matter.day_out_of_place"),
        (raised(on=TODAY - timedelta(days=61)), "matter.day_out_of_place"),
        (raised(said="字" * (SAID_LIMIT + 1)), "matter.too_long"),
        (raised(amount=0), "matter.bad_amount"),
        (raised(raised_by="nobody"), "matter.unknown_party"),
        (raised(raised_by=""), "matter.unknown_party"),
        (raised(visit_id="none"), "matter.unknown_visit"),
        (raised(contact_id="none"), "matter.unknown_contact"),
        (raised(vouchers=("none",)), "matter.unknown_file"),
        (raised(said="  "), "matter.nothing_said"),
        (raised(MatterKind.HARDSHIP, consent=False), "matter.no_consent"),
        (raised(MatterKind.HARDSHIP, said=""), "matter.nothing_said"),
        (raised(MatterKind.PAID_CLAIM, loan_id=""), "matter.claim_incomplete"),
        (raised(MatterKind.PAID_CLAIM, amount=None), "matter.claim_incomplete"),
        (raised(MatterKind.PAID_CLAIM, paid_on=None), "matter.claim_incomplete"),
        (raised(MatterKind.PAID_CLAIM, paid_on=TODAY + timedelta(days=1)), "matter.paid_on_out_of_place"),
        (raised(MatterKind.PAID_CLAIM, paid_on=date(2026, 1, 7)), "matter.paid_on_out_of_place"),
    ],
)
def test_what_cannot_be_looked_into_is_refused(content: MatterRaised, code: str) -> None:
    assert verdict(case_file(), raising(content)) == code


def test_hardship_without_consent_is_kept_without_its_story() -> None:
    assert verdict(case_file(), raising(raised(MatterKind.HARDSHIP, consent=False, said=""))) is None


def test_anybody_may_complain() -> None:
    assert verdict(case_file(), raising(raised(MatterKind.COMPLAINT, raised_by=""))) is None


def test_where_it_was_heard_and_what_shows_it_is_named() -> None:
    heard = LoggedContact("c1", "case-1", COLLECTOR.id, NOON, ContactContent(NOON, Channel.CALL, BORROWER.id))
    photo = AttachedFile(
        "p1", "case-1", COLLECTOR.id, NOON, FileContent("0" * 64, 9, FileKind.PHOTO, "a.jpg", "image/jpeg")
    )
    visit = Visit("v1", "case-1", COLLECTOR.id, NOON, visit_content())
    file = replace(case_file(), visits=(visit,), contacts=(heard,), files=(photo,))
    content = raised(visit_id="v1", contact_id="c1", vouchers=("p1",))
    assert verdict(file, raising(content)) is None


def test_what_was_heard_before_the_case_moved_still_counts() -> None:
    moved_on = case_file(assigned_to=COLLEAGUE.id, assigned_at=NOON + timedelta(hours=1))
    judged = judge(moved_on, raising(raised()), COLLECTOR, MATRIX)
    assert judged.refusal is None
    assert judged.late
    file = fold(moved_on, raising(raised()), late=True)
    assert file.matters[0].late
    assert verdict(file, moving(MatterState.WITHDRAWN, by=COLLECTOR), COLLECTOR) == "fact.not_assigned"


@pytest.mark.parametrize(
    ("move", "by", "code"),
    [
        (moving(MatterState.ANSWERED), SUPERVISOR, None),
        (moving(MatterState.ANSWERED, by=COLLECTOR), COLLECTOR, "matter.supervisor_only"),
        (moving(MatterState.WITHDRAWN, by=COLLECTOR), COLLECTOR, None),
        (moving(MatterState.WITHDRAWN, by=COLLECTOR, comment=" "), COLLECTOR, "matter.no_comment"),
        (moving(MatterState.ANSWERED, comment=""), SUPERVISOR, "matter.no_comment"),
        (moving(MatterState.ANSWERED, comment="字" * (SAID_LIMIT + 1)), SUPERVISOR, "matter.too_long"),
        (moving(MatterState.CLEARING), SUPERVISOR, "matter.not_of_kind"),
        (moving(MatterState.ANSWERED, matter="m9"), SUPERVISOR, "matter.unknown"),
    ],
)
def test_who_may_move_a_dispute_where(move: Fact, by: Staff, code: str | None) -> None:
    assert verdict(with_matter(raised()), move, by) == code


def test_only_answered_hardship_is_verified() -> None:
    hardship = with_matter(raised(MatterKind.HARDSHIP))
    answer = moving(MatterState.ANSWERED, verified=True)
    assert verdict(hardship, answer, SUPERVISOR) is None
    assert fold(hardship, answer).matters[0].steps[-1].verified
    assert verdict(hardship, moving(MatterState.WITHDRAWN, verified=True), SUPERVISOR) == "matter.not_of_kind"
    assert verdict(with_matter(raised()), answer, SUPERVISOR) == "matter.not_of_kind"


def test_nobody_answers_what_they_raised_themselves() -> None:
    file = with_matter(raised(), by=SUPERVISOR)
    assert verdict(file, moving(MatterState.ANSWERED), SUPERVISOR) == "matter.four_eyes"
    assert verdict(file, moving(MatterState.ANSWERED, by=SECOND), SECOND) is None
    assert verdict(file, moving(MatterState.WITHDRAWN), SUPERVISOR) is None


def test_of_two_supervisors_at_once_the_second_is_told_what_stands() -> None:
    file = fold(with_matter(raised()), moving(MatterState.ANSWERED, comment="利息已更正"))
    second = moving(MatterState.ANSWERED, by=SECOND)
    judged = judge(file, second, SECOND, MATRIX)
    assert judged.refusal is not None
    assert judged.refusal.code == "matter.moved_meanwhile"
    assert judged.refusal.params == {"state": "answered"}
    assert judged.present == {
        "matter_id": "m1",
        "matter_state": "answered",
        "by": SUPERVISOR.id,
        "at": (NOON + timedelta(hours=1)).isoformat(),
        "comment": "利息已更正",
    }


def test_what_stands_of_a_matter_that_nobody_moved_is_that_it_was_raised() -> None:
    file = with_matter(raised())
    told = present.of_fact(file, moving(MatterState.CLEARING))
    assert (told["matter_state"], told["by"], told["comment"]) == ("open", COLLECTOR.id, "")
    assert present.of_fact(file, moving(MatterState.CLEARING, matter="m9")) == {}


def claim_file(*payments: Any, **changes: Any) -> CaseFile:
    return with_matter(raised(MatterKind.PAID_CLAIM, **changes), case_file(worked_loan(*payments)))


def test_a_claim_is_cleared_and_then_posted_by_a_payment_of_the_account() -> None:
    file = claim_file(payment(7_999_00, reference="X9"))
    assert verdict(file, moving(MatterState.NOT_FOUND), SUPERVISOR) == "matter.moved_meanwhile"
    file = fold(file, moving(MatterState.CLEARING))
    assert verdict(file, moving(MatterState.CLEARING), SUPERVISOR) == "matter.moved_meanwhile"
    assert verdict(file, moving(MatterState.POSTED, payment="none"), SUPERVISOR) == "matter.unknown_payment"
    posted = moving(MatterState.POSTED, payment="X9", comment="")
    assert verdict(file, posted, SUPERVISOR) is None
    file = fold(file, posted)
    assert file.matters[0].state is MatterState.POSTED
    assert file.found_payments["m1"].reference == "X9"
    assert verdict(file, moving(MatterState.NOT_FOUND), SUPERVISOR) == "matter.moved_meanwhile"


def test_a_payment_that_was_taken_back_or_answered_another_claim_confirms_nothing() -> None:
    back = claim_file(payment(CLAIMED, reversed_on=TODAY))
    assert verdict(back, moving(MatterState.POSTED, payment="X1"), SUPERVISOR) == "matter.payment_reversed"
    file = fold(claim_file(payment(CLAIMED)), moving(MatterState.POSTED, payment="X1"))
    file = fold(file, raising(raised(MatterKind.PAID_CLAIM), "m2"))
    second = moving(MatterState.POSTED, matter="m2", payment="X1")
    assert verdict(file, second, SUPERVISOR) == "matter.payment_taken"


def test_a_posted_claim_of_another_loan_takes_no_payment_away() -> None:
    gone = Matter(
        "m0",
        "case-1",
        COLLECTOR.id,
        NOON,
        raised(MatterKind.PAID_CLAIM, loan_id="loan-9"),
        MatterState.POSTED,
        (MatterStep(MatterState.POSTED, SUPERVISOR.id, NOON, payment="X1"),),
    )
    file = replace(claim_file(payment(CLAIMED)), matters=(gone, *claim_file().matters))
    assert verdict(file, moving(MatterState.POSTED, payment="X1"), SUPERVISOR) is None
    assert "m0" not in file.found_payments
    assert verdict(file, replace(moving(MatterState.ANSWERED), payload=MatterMoved("m0", MatterState.POSTED, "a")),
                   SUPERVISOR) == "matter.moved_meanwhile"  # fmt: skip


def test_the_claim_of_a_loan_that_has_left_the_case_finds_no_payment() -> None:
    file = replace(claim_file(), case=replace(claim_file().case, loans=()))
    assert verdict(file, moving(MatterState.POSTED, payment="X1"), SUPERVISOR) == "matter.unknown_payment"


def test_a_claim_ends_by_itself_when_the_bank_has_posted_the_sum() -> None:
    file = claim_file()
    assert [one.id for one in file.resting_matters(MatterKind.PAID_CLAIM)] == ["m1"]
    assert not file.resting_matters(MatterKind.DISPUTE)
    come = claim_file(payment(CLAIMED, TODAY - timedelta(days=1)))
    assert come.found_payments["m1"].reference == "X1"
    assert not come.resting_matters(MatterKind.PAID_CLAIM)
    assert come.matter("m1") is come.matters[0]


@pytest.mark.parametrize(
    ("made", "changes", "found"),
    [
        (payment(CLAIMED - 1), {}, False),
        (payment(CLAIMED, TODAY - timedelta(days=4)), {}, False),
        (payment(CLAIMED, TODAY - timedelta(days=3) + CLEARS_WITHIN), {}, True),
        (payment(CLAIMED, TODAY - timedelta(days=2) + CLEARS_WITHIN), {}, False),
        (payment(CLAIMED, reversed_on=TODAY), {}, False),
        (payment(1_00, date(2026, 3, 1), "V77"), {"reference": "V77"}, True),
        (payment(CLAIMED), {"reference": "V77"}, True),
    ],
)
def test_which_payment_answers_a_claim(made: Any, changes: dict[str, Any], found: bool) -> None:
    assert bool(claim_file(made, **changes).found_payments) is found


def test_one_payment_answers_one_claim_and_the_confirmed_one_first() -> None:
    file = claim_file(payment(CLAIMED))
    file = fold(file, raising(raised(MatterKind.PAID_CLAIM), "m2"))
    assert set(file.found_payments) == {"m1"}
    file = fold(file, moving(MatterState.POSTED, matter="m2", payment="X1"))
    assert set(file.found_payments) == {"m2"}
    assert [one.id for one in file.resting_matters(MatterKind.PAID_CLAIM)] == ["m1"]


def test_a_claim_that_was_taken_back_finds_no_payment_and_an_undated_one_goes_by_the_day_it_was_raised() -> None:
    withdrawn = fold(claim_file(payment(CLAIMED)), moving(MatterState.WITHDRAWN, by=COLLECTOR))
    assert not withdrawn.found_payments
    undated = Matter("m1", "case-1", COLLECTOR.id, NOON, raised(MatterKind.PAID_CLAIM, paid_on=None))
    assert found_payments([undated], {"loan-1": (payment(CLAIMED),)})
    assert not found_payments([undated], {"loan-1": (payment(CLAIMED, TODAY - timedelta(days=1)),)})


def test_the_freeze_is_counted_from_the_day_it_was_raised() -> None:
    assert frozen_until(TODAY, 15) == date(2026, 8, 9)


ACTORS = (COLLECTOR, SUPERVISOR, SECOND)
MOVES = st.tuples(
    st.sampled_from(list(MatterState)), st.sampled_from(ACTORS), st.sampled_from(["X1", "X2", ""]), st.booleans()
)


@given(st.sampled_from(list(MatterKind)), st.sampled_from(ACTORS), st.lists(MOVES, max_size=12))
def test_however_it_is_moved_a_matter_keeps_to_its_way(
    kind: MatterKind, opener: Staff, moves: list[tuple[MatterState, Staff, str, bool]]
) -> None:
    """Once ended it stays ended; a collector only withdraws; nobody decides alone; every step is in its place."""
    loan = worked_loan(payment(5_00, reference="X1"), payment(6_00, reference="X2", reversed_on=TODAY))
    file = with_matter(raised(kind), case_file(loan), by=opener)
    for number, (to, actor, by_payment, told) in enumerate(moves):
        before = file.matters[0]
        content = MatterMoved("m1", to, "说明" if told else "", by_payment)
        step = fact(FactKind.MATTER_MOVED, content, f"x{number}", actor, NOON + timedelta(minutes=number))
        judged = judge(file, step, actor, MATRIX)
        if judged.refusal is not None:
            assert judged.present["matter_state"] == before.state.value
            continue
        file = fold(file, step)
        after = file.matters[0]
        assert before.state in RESTING
        assert after.state in STEPS[kind][before.state]
        assert actor.role is StaffRole.SUPERVISOR or to is MatterState.WITHDRAWN
        assert to in {MatterState.CLEARING, MatterState.WITHDRAWN} or actor.id != opener.id
        assert to is not MatterState.POSTED or by_payment == "X1"
        assert told or to in {MatterState.CLEARING, MatterState.POSTED}
        assert after.steps == (*before.steps, after.steps[-1])
        assert fold(file, step) == file  # the same step that comes again changes nothing
    ways = [one.to for one in file.matters[0].steps]
    assert all(state in RESTING for state in ways[:-1])
